"""What can go wrong between an order and its clip.

GenerationError
├── RenderFailed      the effect or the encoder broke: ours to mend
└── RenderTimedOut    no clip within the time limit
"""

from dataclasses import dataclass


class GenerationError(Exception):
    """Anything the generation service raises on purpose."""


@dataclass
class RenderFailed(GenerationError):
    """The effect or the encoder broke; the cause is in `__cause__`."""

    effect: str


@dataclass
class RenderTimedOut(GenerationError):
    """No clip within the time limit."""

    effect: str
    seconds: float
