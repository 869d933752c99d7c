"""The ids of buttons, menus and forms. All their state is in them, so they outlive us.

`v1:<verb>:<key>`: the key is a job, a kept still, an effect or a page. At most 100 characters.
"""

from dataclasses import dataclass
from enum import StrEnum

VERSION = "v1"
HIDDEN = "-hidden"


class Verb(StrEnum):
    """What a component does; in the comment, what its key is."""

    AGAIN = "again"  # job: the same once more, with a new seed
    VARIANTS = "variants"  # job: several at once, each with a seed and strength of its own
    LONGER = "longer"  # job: twice as long, with the same seed
    UPSCALE = "upscale"  # job, or job-2 for its second clip: the same, twice as large
    OTHER = "other"  # job: another effect on its picture; the value is the effect
    CANCEL = "cancel"  # job
    DELETE = "delete"  # job
    CHOOSE = "choose"  # nothing: which of a message's pictures; the value is the still
    USE = "use"  # kept still: the value is the effect
    FORM = "form"  # kept still: opens the form for an effect with options
    WRITTEN = "written"  # kept still: that form, sent
    TRY = "try"  # effect: opens the form for a picture
    UPLOADED = "uploaded"  # effect: that form, sent
    PAGE = "page"  # page of the gallery
    NOTIFY = "notify"  # nothing: write me when my allowance is back
    ERASE = "erase"  # nothing: really delete my account


@dataclass(frozen=True)
class Key:
    """One component's id, read."""

    verb: Verb
    key: str = ""

    def __str__(self) -> str:
        return f"{VERSION}:{self.verb}:{self.key}"


@dataclass(frozen=True)
class KeptStill:
    """A picture that was taken for an order to come, as a key or a value."""

    name: str
    is_hidden: bool = False  # as it was in the chat, so that the clip will be

    def __str__(self) -> str:
        return f"{self.name}{HIDDEN if self.is_hidden else ''}"


def read_still(key: str) -> KeptStill:
    """Read a kept still's key."""
    return KeptStill(key.removesuffix(HIDDEN), key.endswith(HIDDEN))


def read_key(custom_id: str) -> Key | None:
    """Read an id; None when it is not one of ours."""
    version, _, rest = custom_id.partition(":")
    verb, _, key = rest.partition(":")
    if version != VERSION or verb not in set(Verb):
        return None
    return Key(Verb(verb), key)
