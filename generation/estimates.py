"""How long a clip will take to make: learned from the clips made so far."""

from collections.abc import Iterable, Mapping

FIRST_GUESS_S = 0.4  # seconds of work for a megapixel-second of clip, before anything was measured
LEARNING_RATE = 0.3  # share of the newest measurement in the running mean


class Estimates:
    """A running mean per effect of work seconds for one megapixel-second of clip."""

    def __init__(self, guesses: Mapping[str, float] | None = None) -> None:
        """Args: guesses: rates of effects before they were measured, where not the usual one."""
        self._guesses = dict(guesses or {})
        self._rates: dict[str, float] = {}

    def seconds(self, effect: str, megapixel_seconds: float) -> float:
        """How long a device will be busy with a clip of this size and length."""
        guess = self._guesses.get(effect, FIRST_GUESS_S)
        return self._rates.get(effect, guess) * megapixel_seconds

    def learn(self, effect: str, megapixel_seconds: float, took_s: float) -> None:
        """Take a finished clip into account."""
        rate = took_s / megapixel_seconds
        known = self._rates.get(effect, rate)
        self._rates[effect] = known + LEARNING_RATE * (rate - known)


def wait_s(costs_ahead: Iterable[float], own_cost: float, workers: int) -> float:
    """When a job should be ready, in seconds, with those ahead shared among the workers."""
    return sum(costs_ahead) / workers + own_cost
