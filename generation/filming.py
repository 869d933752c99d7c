"""Draws one clip into a file: effect → quality, watermark and encoder; once more if it is poor."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from effects.api import Chunk, Effect, Options, Take, chunk_frames
from effects.library import find_effect
from effects.planes import to_planes
from effects.scene import Scene
from generation import vigil
from generation.clips import Recipe
from generation.encoder import ClipWriter, Encoding
from generation.errors import ModelBroken, QualityTooLow
from generation.models.drawing import key_of
from generation.models.entry import MODEL_CATEGORY
from generation.playback import Play, arrange, frames_to_draw
from generation.quality import Quality, QualityMeter
from generation.watermark import Watermark

log = logging.getLogger(__name__)
# Frames, how many times as large they shall be, and what leaves when the job was cancelled.
Enlarge: TypeAlias = Callable[[Chunk, int, Callable[[], None]], Chunk]
BARELY = 0.1  # below this strength a clip may stand still: it was asked to
SEED_STEP = 1_000_003  # away from the seeds of a job's variants
PREPARING_SHARE = 0.9  # of the work of a clip that a model draws: all its frames come at the end


@dataclass(frozen=True)
class Film:
    """A clip that is drawn and encoded, before it is signed."""

    writer: ClipWriter
    quality: Quality
    depth_is_guessed: bool
    drawn_size: tuple[int, int] | None  # that it was enlarged from, for want of memory


@dataclass(frozen=True, kw_only=True)
class Filming:
    """How clips are filmed on one device."""

    device: str = "cpu"
    encoding: Encoding = field(default_factory=Encoding)
    keep_poor: bool = False  # keep clips that fail a quality gate: to look at them
    models: Mapping[str, Effect] = field(default_factory=dict)  # models, as effects
    enlarge: Enlarge | None = None  # what makes the frames of models larger, if anything does

    def film(
        self,
        target: Path,
        scene: Scene,
        recipe: Recipe,
        *,
        stop: threading.Event,
        on_progress: Callable[[float], None],
    ) -> Film:
        """Draw; if a hard gate fails, draw once more: an effect gentler, a model with new luck.

        Raises: as `Renderer.render`.
        """
        effect = self.find_effect(recipe)
        asked = effect.parse(recipe.options)
        for attempt in (recipe, _second_attempt(effect, recipe, asked)):
            film = _Shooting(self, target, scene, effect, attempt, stop, on_progress).shoot()
            failed = _failed_gates(film.quality, effect, recipe, asked, scene)
            if self.keep_poor or not failed:
                return film
            log.warning("%s failed %s", effect.name, ", ".join(failed))
        raise QualityTooLow(effect.name, failed)

    def find_effect(self, recipe: Recipe) -> Effect:
        """What draws the recipe.

        Raises:
            UnknownEffect: there is none of that name.
        """
        drawn = self.models.get(key_of(recipe.effect, recipe.by))
        return drawn or find_effect(recipe.effect)


@dataclass(frozen=True)
class _Shooting:
    """One attempt at a clip."""

    gear: Filming
    target: Path
    scene: Scene
    effect: Effect
    recipe: Recipe
    stop: threading.Event
    on_progress: Callable[[float], None]

    def shoot(self) -> Film:
        """Draw all frames, measure them and write them."""
        options = self.effect.parse(self.recipe.options)
        progress, notes = _Progress(self.on_progress), _Notes()
        meter = QualityMeter(self.scene.pixels, fps=self.recipe.fps)
        take = self._take(options, progress, notes, meter)
        total, written = take.frame_count(options.duration), 0
        with self._writer(total) as writer:
            for chunk in self._play(options, take):
                planes = to_planes(chunk)
                writer.write(planes if self._times == 1 else self._enlarge(chunk, take))
                meter.feed(planes)
                written += len(planes)
                progress.drawn(written / total)
        return Film(writer, meter.report(), notes.depth_is_guessed, notes.drawn_size)

    @property
    def _times(self) -> int:
        """How many times as large as drawn the clip is: effects draw at any size."""
        return self.recipe.upscale if self.recipe.is_model else 1

    def _writer(self, total: int) -> ClipWriter:
        recipe = self.recipe
        width, height = self.scene.width * self._times, self.scene.height * self._times
        return ClipWriter(
            self.target,
            width=width,
            height=height,
            fps=recipe.fps,
            watermark=Watermark(width, height) if recipe.watermark else None,
            encoding=self.gear.encoding,
            title=recipe.title,
            comment=recipe.licence,
            poster_frame=total // 2,
            sound=None if recipe.sound is None else recipe.sound.lasting(total / recipe.fps),
        )

    def _take(
        self, options: Options, progress: "_Progress", notes: "_Notes", meter: QualityMeter
    ) -> Take:
        recipe = self.recipe
        take = Take(
            fps=recipe.fps,
            seed=recipe.seed,
            chunk_frames=chunk_frames(self.scene.height, self.scene.width),
            device=self.gear.device,
            takes_planes=recipe.play is Play.FORWARD,  # the other orders mix and keep RGB
            stop=self.stop,
            alive=vigil.alive,
            prepared=progress.prepared,
            depth_is_guessed=notes.guess_depth,
            drawn_smaller=notes.draw_smaller,
            joined=meter.joined,
        )
        if recipe.sound is None:
            return take
        frames = take.frame_count(options.duration)
        return replace(take, voice=recipe.sound.loudness(recipe.fps, frames))

    def _play(self, options: Options, take: Take) -> Iterator[Chunk]:
        """The frames of the clip in the order they play."""
        recipe, frames = self.recipe, take.frame_count(options.duration)
        seconds = frames_to_draw(recipe.play, frames) / recipe.fps
        shorter = options.model_copy(update={"duration": seconds})
        return arrange(
            self.effect.draw(self.scene, shorter, take),
            recipe.play,
            frames=frames,
            fps=recipe.fps,
            loops=self.effect.loops,
            spool=self.target.with_suffix(".spool"),
        )

    def _enlarge(self, chunk: Chunk, take: Take) -> Chunk:
        """Make a model's frames larger. Shapes: chunk: (N, H, W, 3) uint8 RGB.

        Raises:
            ModelBroken: what makes them larger cannot be loaded, or has left the settings.
        """
        if self.gear.enlarge is None:
            raise ModelBroken("upscaler", "there is none in the settings")
        return self.gear.enlarge(chunk, self._times, take.checkpoint)


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
        if share > 0:  # nothing done would say that it is begun anew
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
