"""Finds the move of the camera that a prompt asks for, to show it before a model has drawn it.

Only what can mean nothing else counts, or what the camera itself is said to do: in "the waves roll
in" nothing rolls but the waves, and there are pans that eggs are fried in. English words only, as
the models were taught.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Move:
    """An effect of the engine that moves like this."""

    effect: str
    options: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _Words:
    """How a move is asked for, as patterns; "" never is."""

    plain: str  # enough by itself
    of_camera: str  # enough where the camera does it
    amounts: Mapping[str, float]  # of the effect "camera"

    def are_in(self, text: str) -> bool:
        own = rf"\b(camera|viewpoint)( \w+){{0,3}} ({self.of_camera})\b"
        shot = rf"\b({self.of_camera}) (camera|shot)\b"
        patterns = [rf"\b({self.plain})\b"] if self.plain else []
        patterns += [own, shot] if self.of_camera else []
        return any(re.search(pattern, text) for pattern in patterns)


_PAN, _TRAVEL = r"pan(s|ned|ning)?( to the)?", r"(mov|slid|track|truck)\w+( to the)?"
_WORDS = (
    _Words(r"zoom\w*[ -]in", r"push\w*[ -]in|mov\w+ (in|closer|forwards?)", {"zoom": 0.3}),
    _Words(r"zoom\w*[ -]out", r"(pull|back|mov)\w*[ -](out|back|away)", {"zoom": -0.3}),
    _Words(rf"{_PAN} left", rf"{_TRAVEL} left", {"pan": -0.25}),
    _Words(rf"{_PAN} right", rf"{_TRAVEL} right", {"pan": 0.25}),
    _Words(r"tilt\w* up", r"rises|(cran|mov)\w+ up", {"tilt": -0.25}),
    _Words(r"tilt\w* down", r"sinks|(cran|mov)\w+ down", {"tilt": 0.25}),
    _Words("", r"roll(s|ing)?", {"roll": 8.0}),
    _Words("", r"orbit\w*|arc(s|ing)?|circl\w+", {"orbit": 10.0}),
    _Words(r"dolly[ -]in", r"dolly|dollies", {"dolly": 0.3}),
    _Words(r"dolly[ -]out", "", {"dolly": -0.3}),
)
_WHOLE = ((r"\b(dolly[ -]zoom|vertigo effect)\b", "dolly-zoom"), (r"\bhand-?held\b", "handheld"))
_AT_REST = {"pan": 0.0, "zoom": 0.0}  # the effect "camera" moves a little if nobody says


def find_move(prompt: str) -> Move | None:
    """The move that a prompt asks for, or all its moves at once; None when there is none."""
    text = " ".join(prompt.lower().split())
    for pattern, effect in _WHOLE:
        if re.search(pattern, text):
            return Move(effect)
    asked = [words.amounts for words in _WORDS if words.are_in(text)]
    amounts: dict[str, float] = {}
    for each in reversed(asked):  # of two that contradict each other, the one listed first holds
        amounts |= each
    return Move("camera", _AT_REST | amounts) if asked else None
