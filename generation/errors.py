"""What can go wrong between an order and its clip.

GenerationError
├── PictureRefused    the bytes are not a picture that we can or want to open
├── QualityTooLow     the clip came out black, frozen or shaking, gentler settings notwithstanding
├── RenderFailed      the effect or the encoder broke: ours to mend
├── ModelBroken       a model's files cannot be used: the operator's to mend
├── OutOfMemory       the device has too little of it, at any size
├── WorkerLost        what was making it has died, and again when it was begun anew
├── WorkerStalled     what was making it has hung, and again when it was begun anew
├── RenderTimedOut    no clip within the time limit
├── CannotShrink      a clip does not fit into so few bytes
├── DownloadRefused   a model's files cannot be brought from the hub
└── SoundRefused      the bytes are not a sound that we can or want to play
"""

from dataclasses import dataclass
from enum import StrEnum

from effects.errors import Factual


class GenerationError(Factual):
    """Anything the generation service raises on purpose."""


class RefusalReason(StrEnum):
    """Why a picture was refused. The comment says what `limit` and `actual` count."""

    TOO_FEW_BYTES = "too-few-bytes"  # bytes
    TOO_MANY_BYTES = "too-many-bytes"  # bytes
    NOT_A_PICTURE = "not-a-picture"  # nothing: the format is not on the allow-list
    TOO_SMALL = "too-small"  # pixels of the short side
    TOO_LARGE = "too-large"  # pixels of the long side
    TOO_MANY_PIXELS = "too-many-pixels"  # pixels; the limit depends on the format
    TOO_NARROW = "too-narrow"  # long side over short side
    DAMAGED = "damaged"  # nothing: cut off, or not what it claims to be
    BOMB = "bomb"  # nothing: built to cost far more than its size says
    TIMED_OUT = "timed-out"  # seconds
    HEIC_UNREADABLE = "heic-unreadable"  # nothing: a kind of HEIC that we cannot open


@dataclass
class PictureRefused(GenerationError):
    """The picture cannot be used: one of a `RefusalReason`, with what was allowed and found."""

    reason: RefusalReason
    limit: float | None = None
    actual: float | None = None


@dataclass
class QualityTooLow(GenerationError):
    """The clip failed gates of `generation.quality`, with gentler settings, too."""

    effect: str
    failed: tuple[str, ...]


@dataclass
class RenderFailed(GenerationError):
    """The effect or the encoder broke; the cause is in `__cause__`."""

    effect: str


@dataclass
class ModelBroken(GenerationError):
    """A model's files are missing, damaged, or not those of its pipeline."""

    model: str
    why: str  # as the loader put it, for the operator


@dataclass
class OutOfMemory(GenerationError):
    """The device has too little memory for a model, tiled, offloaded and small as it may be."""

    model: str


@dataclass
class WorkerLost(GenerationError):
    """The process or the machine that was making the clip has died."""

    effect: str
    why: str  # for the operator: "ended by signal 9"


@dataclass
class WorkerStalled(GenerationError):
    """The process or the machine that was making the clip gave no sign of life for too long."""

    effect: str
    seconds: float


@dataclass
class RenderTimedOut(GenerationError):
    """No clip within the time limit."""

    effect: str
    seconds: float


class SoundReason(StrEnum):
    """Why a sound was refused. The comment says what `limit` and `actual` count."""

    TOO_MANY_BYTES = "too-many-bytes"  # bytes
    NOT_A_SOUND = "not-a-sound"  # nothing: the format is not on the allow-list
    TOO_SHORT = "too-short"  # seconds
    TOO_LONG = "too-long"  # seconds
    SILENT = "silent"  # nothing: there is nothing to hear in it
    DAMAGED = "damaged"  # nothing: cut off, or not what it claims to be
    TIMED_OUT = "timed-out"  # seconds


@dataclass
class SoundRefused(GenerationError):
    """The sound cannot be used: one of a `SoundReason`, with what was allowed and found."""

    reason: SoundReason
    limit: float | None = None
    actual: float | None = None


@dataclass
class CannotShrink(GenerationError):
    """A clip does not fit into so few bytes, however coarse, small and short."""

    max_bytes: int


class DownloadReason(StrEnum):
    """Why a model's files cannot be brought. The comment says what `source` is."""

    NO_ROOM = "no-room"  # the folder, whose disk has too few bytes left
    UNREACHABLE = "unreachable"  # the repository, as in those that follow
    NO_SUCH_REPOSITORY = "no-such-repository"
    NO_SUCH_REVISION = "no-such-revision"
    NOTHING_THERE = "nothing-there"  # it has no files of the kind that is needed
    GATED = "gated"  # its makers want to know who downloads it


@dataclass
class DownloadRefused(GenerationError):
    """A model's files cannot be brought: one of a `DownloadReason`."""

    reason: DownloadReason
    source: str
    missing_bytes: int = 0
    free_bytes: int = 0
