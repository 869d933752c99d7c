"""The words front-ends and the studio share: what is asked, what is promised, what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

PREVIEW_NAME = "zoetrope-preview.mp4"  # what to call the file of an instant preview


@dataclass(frozen=True, kw_only=True)
class Address:
    """Where a job's clip must appear. Stored with the job, so that it survives a restart."""

    platform: str  # the front-end's name: "web", "discord", "telegram"
    place: Mapping[str, str] = field(default_factory=dict)  # in the platform's own words
    locale: str = "en"

    def to_row(self) -> dict[str, Any]:
        """The address as JSON-ready values."""
        return {"platform": self.platform, "place": dict(self.place), "locale": self.locale}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Address":
        """Read an address back from a job row."""
        return cls(platform=row["platform"], place=row["place"], locale=row["locale"])


@dataclass(frozen=True, kw_only=True)
class Order:
    """What somebody asked for, before anything has been checked."""

    account: str  # "discord:123"
    picture: bytes  # untrusted
    effect: str
    options: Mapping[str, str]  # as typed: {"strength": "0.8"}
    address: Address
    request_key: str  # the same key again is the same job: "discord:int:<id>"
    scope: str = "*"  # the server whose granted amounts may be spent: "discord:guild:1"
    sound: bytes | None = None  # untrusted; for effects that move to a sound
    still: str = ""  # what `Studio.take` called a picture, instead of `picture`
    tier: str = ""  # a tier that the platform vouches for: a role, a subscription
    usual_side: int = 0  # pixels that an upscaled clip is a multiple of; 0: as the tier says


@dataclass(frozen=True)
class Quote:
    """What an order would cost, before it is placed."""

    effect: str  # or model: what would draw it, also where only a prompt was given
    price: int
    balance: int
    seconds: float
    options: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What the asker holds: the accepted job, its place in line and when it should be ready."""

    job_id: str
    price: int
    balance: int  # what is left to spend
    place: int  # 0: being made now, 1: next
    eta_s: float
    seed: int
    is_replay: bool = False  # this order had been accepted before


class Stage(StrEnum):
    """What a job is doing, as its asker sees it."""

    QUEUED = "queued"
    RUNNING = "running"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class InstantPreview:
    """A quick clip of an order's picture, to look at until the one by a model is there."""

    account: str
    model: str  # whose clip follows
    path: Path  # the MP4, there until the job is over
    poster: Path  # a JPEG of it, at most 320 px
    width: int
    height: int
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Progress:
    """One sign of life of a job."""

    job_id: str
    effect: str
    price: int
    stage: Stage
    place: int  # 0: being made now, 1: next
    eta_s: float
    done: float  # 0..1 of the frames
    preview: InstantPreview | None = None  # to look at meanwhile
    is_again: bool = False  # the first try did not work out


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A finished clip on its way to its asker."""

    job_id: str
    account: str
    path: Path  # the MP4; the front-end reads it and does not keep the path
    poster: Path  # a JPEG of the clip, at most 320 px
    filename: str  # what to call it: "zoetrope-melt.mp4"
    effect: str
    options: Mapping[str, Any]
    seed: int
    width: int
    height: int
    seconds: float
    fps: int
    price: int
    balance: int
    watermark: bool
    licence: str  # one sentence
    tier: str  # it was ordered on
    depth_is_guessed: bool = False  # it moves in a depth that no model has measured
    drawn_size: tuple[int, int] | None = None  # that it was enlarged from, for want of memory
    export: Path | None = None  # a PNG to take away beside the clip: the depth map
    has_sound: bool = False  # not to be muted, or sent as a silent animation
    others: tuple["Delivery", ...] = ()  # further variants, delivered together with this one


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A job that ended without a clip; what was reserved is back."""

    job_id: str
    account: str
    stage: Stage  # FAILED or CANCELLED
    error_code: str  # a key of the wording catalogue: "job-failed"
    price: int
    balance: int


@dataclass(frozen=True)
class JobCard:
    """One past or present job, for its asker."""

    job_id: str
    stage: Stage
    effect: str
    options: dict[str, Any]
    typed: dict[str, str]  # the options as they were written, without the seed
    seed: int
    price: int
    variants: int
    created_at: datetime
    error_code: str
    upscale_price: int | None  # what each of its clips costs twice as large; None: not on offer
    sound_s: float | None  # how much of a sound its clips play; None: they play none
    address: Address
    delivery: Delivery | None
