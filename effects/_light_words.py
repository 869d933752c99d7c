"""Light as people ask for it: "golden hour from the left", "cold moonlight from above"."""

import re
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Time: TypeAlias = Literal["dawn", "noon", "golden-hour", "dusk", "night"]

TIMES: dict[str, Time] = {
    **dict.fromkeys(("dawn", "sunrise", "morning"), "dawn"),
    **dict.fromkeys(("noon", "midday", "day", "daylight", "sunny"), "noon"),
    **dict.fromkeys(("golden", "sunset", "evening"), "golden-hour"),
    **dict.fromkeys(("dusk", "twilight", "blue"), "dusk"),  # the blue hour
    **dict.fromkeys(("night", "midnight", "moon", "moonlight", "moonlit"), "night"),
    **dict.fromkeys(("candle", "candles", "candlelight", "fire", "firelight"), "night"),
}
WARMTHS = {
    **dict.fromkeys(("warm", "warmer", "orange"), 0.6),
    **dict.fromkeys(("candle", "candles", "candlelight", "fire", "firelight"), 1.0),
    **dict.fromkeys(("neutral", "white"), 0.0),
    **dict.fromkeys(("cool", "cooler"), -0.4),
    **dict.fromkeys(("cold", "colder", "icy"), -0.8),
}
STRENGTHS = {
    **dict.fromkeys(("soft", "softly", "gentle", "subtle", "faint"), 0.25),
    **dict.fromkeys(("strong", "dramatic", "hard", "harsh", "intense"), 0.9),
}
SIDES = {  # right and down
    "left": (-1, 0),
    "right": (1, 0),
    **dict.fromkeys(("above", "top", "upper", "overhead"), (0, -1)),
    **dict.fromkeys(("below", "bottom", "lower", "underneath"), (0, 1)),
    **dict.fromkeys(("front", "ahead"), (0, 0)),
}
FILLERS = frozenset(
    {"a", "an", "and", "at", "by", "from", "hand", "hour", "in", "it", "lamp", "light", "lighting"}
    | {"lit", "of", "on", "side", "sky", "sun", "sunlight", "the", "to", "with"}
)


@dataclass(frozen=True)
class LightWish:
    """What was asked of the light; None where nothing was."""

    time: Time | None = None
    warmth: float | None = None  # -1 cold to 1 warm
    strength: float | None = None  # 0 to 1
    side: tuple[int, int] | None = None  # where it comes from: right and down, each -1 to 1


def read_wish(text: str) -> LightWish:
    """Read light in words.

    Raises:
        ValueError: a word is not one about light.
    """
    wish = LightWish()
    for word in re.findall(r"[^\W_]+", text.lower()):
        if not any(word in known for known in (TIMES, WARMTHS, STRENGTHS, SIDES, FILLERS)):
            raise ValueError(f"{word!r} says nothing about light")
        right, down = SIDES.get(word, (0, 0))
        before = wish.side or (0, 0)
        wish = replace(
            wish,
            time=TIMES.get(word, wish.time),
            warmth=WARMTHS.get(word, wish.warmth),
            strength=STRENGTHS.get(word, wish.strength),
            side=(before[0] or right, before[1] or down) if word in SIDES else wish.side,
        )
    return wish
