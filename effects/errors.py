"""What can be wrong with an effect order.

EffectError
├── UnknownEffect     no effect has that name
├── BadOptions        an option is unknown or out of its range
├── NoSubject         the subject alone was asked for and cannot be cut out for certain
└── RenderCancelled   the asker changed their mind while frames were being drawn
"""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any


class Factual(Exception):
    """An error whose facts survive pickling, however it was made: it may be raised elsewhere."""

    def __reduce__(self) -> tuple[type["Factual"], tuple[Any, ...]]:
        """Its type and its facts, in order; without the traceback, which means nothing elsewhere.

        An exception pickles the arguments it was made with, and forgets those given by name.
        """
        if not is_dataclass(self):
            return type(self), ()
        return type(self), tuple(getattr(self, each.name) for each in fields(self))


class EffectError(Factual):
    """Anything the effects engine raises on purpose."""


@dataclass
class UnknownEffect(EffectError):
    """No effect has that name; `nearest` are the closest names there are."""

    name: str
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Allowed:
    """What an option takes: one of `choices`, a number in a range, or, with neither, a text."""

    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


@dataclass
class BadOptions(EffectError):
    """An option is unknown or out of its range. Facts for one sentence to the user.

    The choices of an unknown option are the names there are; the value of one that is missing is
    empty.
    """

    option: str
    value: str
    allowed: Allowed
    is_unknown: bool = False


@dataclass
class NoSubject(EffectError):
    """The subject alone was asked for, and it cannot be cut out for certain."""


class RenderCancelled(EffectError):
    """Raised from a checkpoint when the render was told to stop."""
