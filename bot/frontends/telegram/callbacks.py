"""What a button says when it is pressed: at most 64 bytes, complete in itself.

Nothing is looked up in memory, so every button works after a restart. The number in front is the
version: a button of an older Zoetrope that we can no longer read gets an answer that says so.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import NotYourButton, StaleButton

LIMIT_BYTES = 64
VERSION = "1"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Verb(StrEnum):
    """What a button does; in the comment, its words, as many as `WORDS` says."""

    CANCEL = "c"  # job
    AGAIN = "g"  # job
    LONGER = "l"  # job
    VARIANTS = "v"  # job
    UPSCALE = "u"  # job, which of its clips, counted from 0
    OTHER = "o"  # job: choose another effect
    DELETE = "d"  # job
    PAGE = "p"  # source, page
    EFFECT = "e"  # source, effect
    ALBUM = "a"  # album, which of its pictures or "all"
    SETTING = "s"  # owner, name, value
    BUY = "b"  # owner, pack
    ERASE = "x"  # owner, "ask", "yes" or "no"
    EXPORT = "y"  # owner
    APPROVE = "k"  # proposal
    NOTICE = "n"  # owner


WORDS = dict.fromkeys(Verb, 1) | {
    Verb.UPSCALE: 2,
    Verb.PAGE: 2,
    Verb.EFFECT: 2,
    Verb.ALBUM: 2,
    Verb.SETTING: 3,
    Verb.BUY: 2,
    Verb.ERASE: 2,
}

# About whoever asked for them, in a group, too. The others are about a job or a picture, whose
# owner is known.
PERSONAL = (Verb.SETTING, Verb.BUY, Verb.ERASE, Verb.EXPORT, Verb.NOTICE)


@dataclass(frozen=True)
class Tap:
    """A pressed button."""

    verb: Verb
    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Tap":
        """Read a button's words.

        Raises:
            StaleButton: they are not ours, or not any more.
        """
        version, *words = text.split(":")
        if version != VERSION or not words or words[0] not in set(Verb):
            raise StaleButton
        tap = cls(Verb(words[0]), tuple(words[1:]))
        if len(tap.words) != WORDS[tap.verb]:
            raise StaleButton
        return tap

    def owned_by(self, user: int) -> "Tap":
        """What a personal button says to its owner.

        Raises:
            NotYourButton, StaleButton: it is somebody else's, or nobody's.
        """
        owner, *words = self.words
        if unpack(owner) != user:
            raise NotYourButton
        return Tap(self.verb, tuple(words))


def button(verb: Verb, *words: str) -> str:
    """The words of a button.

    Raises:
        ValueError: Telegram would not take so many.
    """
    text = ":".join((VERSION, verb, *words))
    if len(text.encode()) > LIMIT_BYTES:
        raise ValueError(f"{text!r} is longer than {LIMIT_BYTES} bytes")
    return text


def personal(verb: Verb, owner: int, *words: str) -> str:
    """The words of a button that only its owner may press."""
    return button(verb, pack(owner), *words)


def pack(number: int) -> str:
    """A number from 0 in few characters."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = DIGITS[rest] + digits
    return digits or "0"


def unpack(text: str) -> int:
    """Read a packed number.

    Raises:
        StaleButton: it is none.
    """
    try:
        return int(text, 36)
    except ValueError:
        raise StaleButton from None


@dataclass(frozen=True)
class Source:
    """Where the picture is that a button is about."""

    kind: str  # "r": the message answered, "a": an album, "j": an earlier job, "v": none, a look
    key: str  # "r", "v": the owner, packed; "a": see Album; "j": the job's id

    def to_text(self) -> str:
        """As it stands in a button."""
        return self.kind + self.key

    @classmethod
    def from_text(cls, text: str) -> "Source":
        """Read it back.

        Raises:
            StaleButton: it is none of these.
        """
        if text[:1] not in {"r", "a", "j", "v"}:
            raise StaleButton
        return cls(text[0], text[1:])


@dataclass(frozen=True)
class Album:
    """The messages of one album, whose ids lie close together."""

    owner: int
    messages: tuple[int, ...]

    def to_text(self) -> str:
        """The owner, the first message, and how far each is from it."""
        first = self.messages[0]
        offsets = "".join(DIGITS[message - first] for message in self.messages)
        return ".".join((pack(self.owner), pack(first), offsets))

    @classmethod
    def from_text(cls, text: str) -> "Album":
        """Read it back.

        Raises:
            StaleButton: it is none.
        """
        try:
            owner, first, offsets = text.split(".")
        except ValueError:
            raise StaleButton from None
        return cls(unpack(owner), tuple(unpack(first) + unpack(digit) for digit in offsets))

    @classmethod
    def of(cls, owner: int, messages: list[int]) -> "Album":
        """The album of these messages, less those too far from the first for one digit."""
        first = min(messages)
        near = [message for message in sorted(messages) if message - first < len(DIGITS)]
        return cls(owner, tuple(near))
