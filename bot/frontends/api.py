"""What the studio asks of a front-end, and how a front-end says that a clip did not arrive."""

from dataclasses import dataclass
from typing import Protocol

from bot.orders import Address, Delivery, Ending, Progress


class Frontend(Protocol):
    """One platform. It acknowledges, builds orders, and shows what becomes of them."""

    name: str  # the `platform` of its addresses

    async def run(self) -> None:
        """Serve until cancelled."""

    async def update(self, address: Address, progress: Progress) -> None:
        """Show a sign of life, and the instant preview that it may bring along. Never raises.

        Called often: throttle to what the platform allows.
        """

    async def deliver(self, address: Address, delivery: Delivery) -> str:
        """Put the clip where it belongs and return the platform's id of the message.

        Must be idempotent where the platform allows: after a crash it is called again.

        Raises:
            Undeliverable: there is nowhere to put it, or the platform refused it for good.
            OutcomeUnknown: it may have arrived; sending again could show it twice.
            PlatformDown: not now; it is called again in a while.
        """

    async def end(self, address: Address, ending: Ending) -> None:
        """Tell the asker that there will be no clip and that nothing was spent. Never raises."""

    async def notify(self, address: Address, sentence: str) -> None:
        """Tell somebody something they asked to be told. Never raises."""


class DeliveryError(Exception):
    """Anything that kept a clip from its asker."""


class Undeliverable(DeliveryError):
    """The clip cannot be put anywhere its asker would see it."""


@dataclass
class PlatformDown(DeliveryError):
    """The platform cannot be reached, and nothing was shown: the clip keeps until it can be."""

    after_s: float = 15.0  # when to try again


class OutcomeUnknown(DeliveryError):
    """The platform did not answer: the clip may or may not have arrived."""
