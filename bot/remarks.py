"""What is said of a clip that is not all it could be, beside its facts."""

from bot import wording
from bot.orders import Delivery
from generation.clips import Clip


def remarks_on(clip: Clip | Delivery, locale: str = "en") -> list[str]:
    """Sentences, for most clips none."""
    remarks = []
    if clip.depth_is_guessed:
        remarks.append(wording.say("depth-guessed", locale))
    if clip.drawn_size is not None:
        width, height = map(str, clip.drawn_size)
        remarks.append(wording.say("drawn-smaller", locale, width=width, height=height))
    return remarks
