"""An outpost on another machine: the same maker in a Ray actor, which has its GPU to itself.

The bot and its database stay where they are. Picture and sound travel with the brief; the finished
files travel back and are signed and made durable here, so that no key leaves this machine.
"""

import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ray
from ray.exceptions import RayError

from generation.clips import Clip
from generation.errors import WorkerLost
from generation.making import Brief, Maker, attempt
from generation.remote import RemoteMaker
from generation.rendering import Renderer
from generation.vigil import USUAL, Sign, Silence

BuildMaker = Callable[[Path], Maker]  # of a maker of unsigned clips in that folder
ANSWERS_WITHIN_S = 10.0  # an actor without work
CALLS_AT_ONCE = 3  # of an actor: the job, how far it is, and that it shall stop


class ClusterDown(Exception):
    """No cluster can be joined at an address. The message is Ray's."""


def join_cluster(address: str) -> None:
    """Connect this process to a cluster, unless it is. Not from the main thread: see the comment.

    Raises:
        ClusterDown: there is none.
    """
    if ray.is_initialized():
        return
    try:
        # From the main thread, Ray would put its own answer to SIGTERM in the place of ours.
        ray.init(address=address, namespace="zoetrope", configure_logging=False)
    except (ConnectionError, RayError, RuntimeError, ValueError) as error:
        raise ClusterDown(str(error).partition("\n")[0]) from None


def maker_on_cluster(
    place: str,
    address: str,
    build: BuildMaker,
    keep: Renderer,
    room: dict[str, float],
    silence: Silence = USUAL,
) -> RemoteMaker:
    """A maker that works in an actor, started at its first job wherever there is room.

    Args:
        place: to name in a log.
        address: of the cluster, as `ray.init` takes it.
        build: what makes the clips there; pickled, so a function of a module.
        keep: signs the clips and keeps them here.
        room: what the actor gets for itself: "num_cpus", "num_gpus".
        silence: how long a job may give no sign of life.
    """
    return RemoteMaker(place, partial(_open, address, build, keep, room), silence=silence)


def _open(
    address: str, build: BuildMaker, keep: Renderer, room: dict[str, float]
) -> "ActorOutpost":
    join_cluster(address)
    return ActorOutpost(build, keep, room)


@dataclass(frozen=True)
class Parcel:
    """A clip on its way: its facts, and its files by their names."""

    clip: Clip
    files: dict[str, bytes]


@dataclass(frozen=True)
class Pulse:
    """How far a job is."""

    job_id: str = ""  # none: it has not begun
    signs: int = 0  # of life, so far
    last: Sign = field(default_factory=Sign)  # with the share by then


class ClipActor:
    """Makes clips on the machine that Ray has chosen."""

    def __init__(self, build: BuildMaker) -> None:
        self._home = TemporaryDirectory(prefix="zoetrope-")
        self._folder = Path(self._home.name)
        self._maker = build(self._folder)
        self._stops: defaultdict[str, threading.Event] = defaultdict(threading.Event)
        self._pulse = Pulse()

    def make(self, brief: Brief, still: bytes) -> list[Parcel] | Exception:
        """Make a job's clips, or say what went wrong. No file of the job stays."""
        self._pulse = Pulse(brief.job_id)
        path = self._folder / brief.still.name
        path.write_bytes(still)
        there = replace(brief, still=path)
        made = attempt(self._maker, there, self._stops[brief.job_id], self._note)
        self._note(Sign(is_before_silence=True))  # its files are still to be read and sent
        parcels = made if isinstance(made, Exception) else [_pack(clip) for clip in made]
        for each in self._folder.iterdir():
            each.unlink()
        del self._stops[brief.job_id]
        return parcels

    def pulse(self) -> Pulse:
        """How far the latest job is; Ray may bring this question before the job it is about."""
        return self._pulse

    def stop(self, job_id: str) -> None:
        """Have a job leave at its next checkpoint; Ray may bring this before the job itself."""
        self._stops[job_id].set()

    def _note(self, sign: Sign) -> None:
        known = self._pulse
        share = known.last.share if sign.share is None else sign.share
        self._pulse = Pulse(known.job_id, known.signs + 1, replace(sign, share=share))


def _pack(clip: Clip) -> Parcel:
    files = [path for path in (clip.path, clip.poster, clip.export) if path is not None]
    return Parcel(clip, {path.name: path.read_bytes() for path in files})


class ActorOutpost:
    """An actor of ours. When its machine is lost, the next one is started on another."""

    def __init__(self, build: BuildMaker, keep: Renderer, room: dict[str, float]) -> None:
        self._keep = keep
        kind = ray.remote(ClipActor).options(max_concurrency=CALLS_AT_ONCE, **room)
        self._actor: Any = kind.remote(build)
        self._brief: Brief | None = None
        self._on_sign: Callable[[Sign], None] = lambda _sign: None
        self._heard = Pulse()
        self._made: Any = None
        self._asked: Any = None

    @property
    def is_alive(self) -> bool:
        """Whether it answers."""
        try:
            ray.get(self._actor.pulse.remote(), timeout=ANSWERS_WITHIN_S)
        except RayError:
            return False
        return True

    def begin(self, brief: Brief, on_sign: Callable[[Sign], None]) -> None:
        """Send it a job; see `Outpost.begin`."""
        self._brief, self._on_sign, self._heard = brief, on_sign, Pulse(brief.job_id)
        self._made = self._actor.make.remote(brief, brief.still.read_bytes())
        self._asked = self._actor.pulse.remote()

    def wait(self, seconds: float) -> list[Clip] | None:
        """Ask how far it is; see `Outpost.wait`."""
        try:
            if ray.wait([self._made], timeout=seconds)[0]:
                return self._unpack(ray.get(self._made))
            if ray.wait([self._asked], timeout=0)[0]:
                self._hear(ray.get(self._asked))
                self._asked = self._actor.pulse.remote()
        except RayError as error:
            what = self._brief.what if self._brief else ""
            raise WorkerLost(what, str(error).partition("\n")[0]) from None
        return None

    def stop(self) -> None:
        """Ask it to leave the job."""
        if self._brief is not None:
            self._actor.stop.remote(self._brief.job_id)

    def end(self) -> None:
        """Have Ray kill it."""
        ray.kill(self._actor)

    def _hear(self, pulse: Pulse) -> None:
        """Pass on that there were signs. That the actor answers is none: its job may hang."""
        if pulse.job_id == self._heard.job_id and pulse.signs != self._heard.signs:
            self._heard = pulse
            self._on_sign(pulse.last)

    def _unpack(self, made: list[Parcel] | Exception) -> list[Clip]:
        """Keep the clips here. Raises what was raised over there."""
        if isinstance(made, Exception):
            raise made
        assert self._brief is not None  # noqa: S101 - for mypy: it was made from it
        return [
            self._keep.adopt(parcel.clip, parcel.files, recipe)
            for parcel, recipe in zip(made, self._brief.recipes, strict=True)
        ]
