"""Makes the clip of one job: scene → effect → watermark → encoder → signature → file."""

import logging
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias, TypedDict

import cv2
import numpy as np
import torch

from effects.api import Chunk, Effect, Options, Take
from effects.library import find_effect
from effects.planes import to_planes
from effects.scene import Scene
from generation import vigil
from generation.encoder import ClipWriter, Encoding
from generation.errors import ModelBroken, QualityTooLow
from generation.fitting import fit_clip
from generation.marking import Origin, Signer
from generation.models.drawing import key_of
from generation.models.entry import MODEL_CATEGORY
from generation.playback import Play, arrange, frames_to_draw
from generation.quality import Quality, QualityMeter
from generation.sounds import Sound
from generation.watermark import Watermark

log = logging.getLogger(__name__)
# Frames, how many times as large they shall be, and what leaves when the job was cancelled.
Enlarge: TypeAlias = Callable[[Chunk, int, Callable[[], None]], Chunk]
BARELY = 0.1  # below this strength a clip may stand still: it was asked to
FILES = ("path", "poster", "export")  # of a clip
POSTER_SIDE = 320  # what Telegram takes as a thumbnail
POSTER_QUALITY = 82
SEED_STEP = 1_000_003  # away from the seeds of a job's variants
PREPARING_SHARE = 0.9  # of the work of a clip that a model draws: all its frames come at the end


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything that decides what a clip looks like: the same recipe makes the same clip."""

    effect: str
    options: dict[str, Any]
    seed: int
    fps: int
    watermark: bool
    play: Play = Play.FORWARD
    upscale: int = 1  # how many times as large as usual the clip is
    licence: str  # one sentence, written into the file
    is_model: bool = (
        False  # a model draws it: the clip is marked so, whatever the settings say later
    )
    input_is_ai_marked: bool = False
    sound: Sound | None = None  # what the clip plays and moves to
    by: str = ""  # the model that draws the effect by a recipe


@dataclass(frozen=True, kw_only=True)
class Clip:
    """A finished, durable clip."""

    path: Path
    poster: Path
    width: int
    height: int
    fps: int
    frames: int
    size_bytes: int
    sha256: str
    quality: dict[str, float]  # see `generation.quality.Quality`
    depth_is_guessed: bool = False  # it moves in a depth that no model has measured
    export: Path | None = None  # a PNG that its effect gives to take away
    drawn_size: tuple[int, int] | None = None  # that it was enlarged from, for want of memory

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.frames / self.fps

    def to_row(self) -> dict[str, Any]:
        """The facts as JSON-ready values, file names without their folder."""
        names = {"path": self.path.name, "poster": self.poster.name}
        return asdict(self) | names | {"export": self.export and self.export.name}

    @classmethod
    def from_row(cls, row: dict[str, Any], folder: Path) -> "Clip":
        """Read a clip's facts back from a job row."""
        paths = {name: folder / row[name] for name in FILES if row.get(name)}
        size = row.get("drawn_size") and tuple(row["drawn_size"])  # JSON knows no tuples
        return cls(**row | paths | {"drawn_size": size})


class _File(TypedDict):
    path: Path
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Renderer:
    """Draws clips into one folder and signs them."""

    folder: Path
    signer: Signer | None = None
    encoding: Encoding = field(default_factory=Encoding)
    device: str = "cpu"
    keep_poor: bool = False  # keep clips that fail a quality gate: to look at them
    models: Mapping[str, Effect] = field(default_factory=dict)  # models, as effects
    enlarge: Enlarge | None = None  # what makes the frames of models larger, if anything does

    def render(
        self,
        name: str,
        scene: Scene,
        recipe: Recipe,
        *,
        stop: threading.Event,
        on_progress: Callable[[float], None] = lambda _done: None,
    ) -> Clip:
        """Make `<name>.mp4` and the small files beside it, durable when this returns. Blocking.

        Args:
            name: of the files; the same name again replaces them.
            scene: the picture, at the size of the clip.
            recipe: what to do to it.
            stop: set from any thread to leave at the next chunk of frames.
            on_progress: told the share of frames drawn, 0..1, from this thread.

        Raises:
            RenderCancelled: `stop` was set.
            EffectError: the effect or one of its options does not exist.
            ModelBroken, OutOfMemory: the model cannot draw it.
            QualityTooLow: the clip fails a gate, and with gentler settings, too.
            OSError, av.FFmpegError, c2pa.C2paError: the file could not be written.
        """
        with self._published(name, recipe) as unsigned:
            film = self._draw_well(unsigned, scene, recipe, stop, on_progress)
            poster = self._write_poster(film.writer, name, scene)
            export = self._write_export(recipe, name, scene)
        return Clip(
            poster=poster,
            width=film.writer.width,
            height=film.writer.height,
            fps=recipe.fps,
            frames=film.writer.frames,
            **self._file_of(name),
            quality=film.quality.to_row(),
            depth_is_guessed=film.notes.depth_is_guessed,
            export=export,
            drawn_size=film.notes.drawn_size,
        )

    def adopt(self, clip: Clip, files: Mapping[str, bytes], recipe: Recipe) -> Clip:
        """Keep a clip that was drawn elsewhere, unsigned: signed and durable here. Blocking.

        Args:
            clip: its facts, with the paths it had there.
            files: what lay there, by name.
            recipe: what it was made of.

        Raises:
            OSError, c2pa.C2paError: the file could not be written.
        """
        name = clip.path.stem
        with self._published(name, recipe) as unsigned:
            unsigned.write_bytes(files[clip.path.name])
            for small in filter(None, (clip.poster, clip.export)):
                (self.folder / small.name).write_bytes(files[small.name])
        poster = self.folder / clip.poster.name
        export = None if clip.export is None else self.folder / clip.export.name
        return replace(clip, poster=poster, export=export, **self._file_of(name))

    def shrink(self, clip: Clip, recipe: Recipe, max_bytes: int) -> Clip:
        """A finished clip as a file of at most `max_bytes` beside it, signed anew. Blocking.

        Raises:
            CannotShrink: it cannot be made so small.
            OSError, av.FFmpegError, c2pa.C2paError: the file could not be written.
        """
        name = f"{clip.path.stem}.{max_bytes}"
        with self._published(name, recipe) as unsigned:
            shape = fit_clip(clip.path, unsigned, max_bytes)
        return replace(
            clip,
            width=shape.width,
            height=shape.height,
            frames=shape.frames,
            **self._file_of(name),
        )

    @contextmanager
    def _published(self, name: str, recipe: Recipe) -> Iterator[Path]:
        """Yields where to write a clip; afterwards it is signed, and durable as `<name>.mp4`."""
        unsigned = self.folder / f"{name}.unsigned.mp4"
        unfinished = self.folder / f"{name}.unfinished.mp4"
        try:
            yield unsigned
            self._sign(unsigned, unfinished, recipe)
            publish(unfinished, self.folder / f"{name}.mp4")
        finally:
            unsigned.unlink(missing_ok=True)
            unfinished.unlink(missing_ok=True)

    def _file_of(self, name: str) -> "_File":
        """The facts of a clip that hang on its published file."""
        path = self.folder / f"{name}.mp4"
        content = path.read_bytes()
        return _File(path=path, size_bytes=len(content), sha256=sha256(content).hexdigest())

    def _draw_well(
        self,
        target: Path,
        scene: Scene,
        recipe: Recipe,
        stop: threading.Event,
        on_progress: Callable[[float], None],
    ) -> "_Film":
        """Draw; if a hard gate fails, draw once more: an effect gentler, a model with new luck."""
        effect = self._find_effect(recipe)
        asked = effect.parse(recipe.options)
        for attempt in (recipe, _second_attempt(effect, recipe, asked)):
            options = effect.parse(attempt.options)
            found = self._draw(target, scene, effect, options, attempt, stop, on_progress)
            failed = _failed_gates(found.quality, effect, recipe, asked, scene)
            if self.keep_poor or not failed:
                return found
            log.warning("%s failed %s", effect.name, ", ".join(failed))
        raise QualityTooLow(effect.name, failed)

    def _draw(
        self,
        target: Path,
        scene: Scene,
        effect: Effect,
        options: Options,
        recipe: Recipe,
        stop: threading.Event,
        on_progress: Callable[[float], None],
    ) -> "_Film":
        progress, notes = _Progress(on_progress), _Notes()
        take = self._take(recipe, options, stop, progress, notes)
        total, written = take.frame_count(options.duration), 0
        meter = QualityMeter(scene.pixels, fps=recipe.fps)
        take = replace(take, joined=meter.joined)
        drawn = self._play(scene, effect, options, recipe, take, target.with_suffix(".spool"))
        times = recipe.upscale if recipe.is_model else 1  # effects draw at any size
        width, height = scene.width * times, scene.height * times
        with ClipWriter(
            target,
            width=width,
            height=height,
            fps=recipe.fps,
            watermark=Watermark(width, height) if recipe.watermark else None,
            encoding=self.encoding,
            title=_title(recipe),
            comment=recipe.licence,
            poster_frame=total // 2,
            sound=_sound_of(recipe, total / recipe.fps),
        ) as writer:
            for chunk in drawn:
                planes = to_planes(chunk)
                writer.write(planes if times == 1 else self._enlarge(chunk, times, take))
                meter.feed(planes)
                written += len(planes)
                progress.drawn(written / total)
        return _Film(writer, meter.report(), notes)

    def _take(
        self,
        recipe: Recipe,
        options: Options,
        stop: threading.Event,
        progress: "_Progress",
        notes: "_Notes",
    ) -> Take:
        take = Take(
            fps=recipe.fps,
            seed=recipe.seed,
            device=self.device,
            takes_planes=recipe.play is Play.FORWARD,  # the other orders mix and keep RGB
            stop=stop,
            alive=vigil.alive,
            prepared=progress.prepared,
            depth_is_guessed=notes.guess_depth,
            drawn_smaller=notes.draw_smaller,
        )
        if recipe.sound is None:
            return take
        frames = take.frame_count(options.duration)
        return replace(take, voice=recipe.sound.loudness(recipe.fps, frames))

    def _play(
        self,
        scene: Scene,
        effect: Effect,
        options: Options,
        recipe: Recipe,
        take: Take,
        spool: Path,
    ) -> Iterator[torch.Tensor]:
        """The frames of the clip in the order they play."""
        frames = take.frame_count(options.duration)
        seconds = frames_to_draw(recipe.play, frames) / recipe.fps
        shorter = options.model_copy(update={"duration": seconds})
        return arrange(
            effect.draw(scene, shorter, take),
            recipe.play,
            frames=frames,
            fps=recipe.fps,
            loops=effect.loops,
            spool=spool,
        )

    def _enlarge(self, chunk: Chunk, times: int, take: Take) -> Chunk:
        """Make a model's frames larger. Shapes: chunk: (N, H, W, 3) uint8 RGB.

        Raises:
            ModelBroken: what makes them larger cannot be loaded, or has left the settings.
        """
        if self.enlarge is None:
            raise ModelBroken("upscaler", "there is none in the settings")
        return self.enlarge(chunk, times, take.checkpoint)

    def _find_effect(self, recipe: Recipe) -> Effect:
        drawn = self.models.get(key_of(recipe.effect, recipe.by))
        return drawn or find_effect(recipe.effect)

    def _sign(self, source: Path, target: Path, recipe: Recipe) -> None:
        if self.signer is None:
            source.replace(target)
            return
        maker = f"the {'model' if recipe.is_model else 'effect'} {recipe.effect}"
        origin = Origin(
            title=_title(recipe),
            maker=f"the model {recipe.by} as {recipe.effect}" if recipe.by else maker,
            licence=recipe.licence,
            is_model=recipe.is_model,
            input_is_ai_marked=recipe.input_is_ai_marked,
        )
        self.signer.sign(source, target, origin)

    def _write_poster(self, writer: ClipWriter, name: str, scene: Scene) -> Path:
        """A small JPEG of a frame from the middle of the clip."""
        frame = writer.poster if writer.poster is not None else scene.pixels
        scale = min(1.0, POSTER_SIDE / max(frame.shape[:2]))
        small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        quality = [cv2.IMWRITE_JPEG_QUALITY, POSTER_QUALITY]
        _, jpeg = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), quality)
        path = self.folder / f"{name}.jpg"
        path.write_bytes(np.asarray(jpeg).tobytes())
        return path

    def _write_export(self, recipe: Recipe, name: str, scene: Scene) -> Path | None:
        """What the effect gives to take away beside the clip, if anything."""
        export = self._find_effect(recipe).export
        if export is None:
            return None
        path = self.folder / f"{name}.png"
        path.write_bytes(export(scene))
        return path


@dataclass(frozen=True)
class _Film:
    """A clip that is drawn, before it is signed."""

    writer: ClipWriter
    quality: Quality
    notes: "_Notes"


@dataclass
class _Notes:
    """What was told while a clip was drawn."""

    depth_is_guessed: bool = False
    drawn_size: tuple[int, int] | None = None

    def guess_depth(self) -> None:
        self.depth_is_guessed = True

    def draw_smaller(self, width: int, height: int) -> None:
        self.drawn_size = (width, height)


class _Progress:
    """The share of a clip's work that is done: most of it preparing, if there is any, then frames.

    Both may take turns: the stretches of a long clip are prepared one after the other.
    """

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._prepared = self._drawn = 0.0

    def prepared(self, share: float) -> None:
        self._prepared = share
        self._tell(self._done)

    def drawn(self, share: float) -> None:
        self._drawn = min(1.0, share)
        self._tell(self._done)

    @property
    def _done(self) -> float:
        if self._prepared == 0.0 or self._drawn == 1.0:
            return self._drawn
        return PREPARING_SHARE * self._prepared + (1 - PREPARING_SHARE) * self._drawn


def _second_attempt(effect: Effect, recipe: Recipe, asked: Options) -> Recipe:
    if effect.category == MODEL_CATEGORY:
        return replace(recipe, seed=recipe.seed + SEED_STEP)
    return replace(recipe, options=recipe.options | {"strength": asked.strength / 2})


def _failed_gates(
    quality: Quality, effect: Effect, recipe: Recipe, options: Options, scene: Scene
) -> tuple[str, ...]:
    failed = quality.failed_gates(
        effect.category,
        long_side=max(scene.width, scene.height),
        loops=recipe.play in (Play.LOOP, Play.PING_PONG),
        starts_on_still=effect.starts_on_still and recipe.play is not Play.REVERSE,
        pace=options.speed * max(1.0, 4 / options.duration) * max(1.0, 24 / recipe.fps),
    )
    is_meant_to_rest = options.strength < BARELY
    return tuple(gate for gate in failed if not (is_meant_to_rest and gate == "frozen_share"))


def _sound_of(recipe: Recipe, seconds: float) -> np.ndarray | None:
    return None if recipe.sound is None else recipe.sound.lasting(seconds)


def publish(unfinished: Path, path: Path) -> None:
    """Make a written file durable under its final name: fsync, rename, fsync the folder."""
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _title(recipe: Recipe) -> str:
    return f"Zoetrope {recipe.effect}"
