"""What an order costs: the effect's price, for longer and larger clips in proportion more."""

import math

from effects.api import Effect

INCLUDED_S = 4.0  # an effect's price covers a clip of this length …
INCLUDED_SIDE_PX = 960  # … and this longer side


def price_of(effect: Effect, *, seconds: float, long_side: int, clips: int = 1) -> int:
    """The price of an order in whole credits, never below the effect's own price."""
    length = max(1.0, seconds / INCLUDED_S)
    size = max(1.0, (long_side / INCLUDED_SIDE_PX) ** 2)
    return clips * math.ceil(effect.price * length * size - 1e-9)
