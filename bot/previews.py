"""Small looping clips that show what each effect does, drawn when first asked for and kept."""

import asyncio
import threading
from pathlib import Path

from bot.repertoire import BY, Repertoire
from effects.api import Effect
from effects.errors import UnknownEffect
from effects.scene import Scene
from generation.clips import Recipe
from generation.models.drawing import ENGINE
from generation.rendering import Renderer
from generation.stills import fit, open_trusted

PREVIEW_SIDE_PX = 240
PREVIEW_S = 3.0
PREVIEW_FPS = 16
SEED = 7


class Previews:
    """Draws previews one at a time on a thread of its own, never the event loop's."""

    def __init__(self, renderer: Renderer, sample: Path, repertoire: Repertoire) -> None:
        self._renderer = renderer
        self._repertoire = repertoire
        self._sample = sample
        self._scene: Scene | None = None
        self._one_at_a_time = asyncio.Lock()

    async def find(self, name: str) -> Path:
        """A small looping MP4 that shows what an effect does; drawn now, if it is not there yet.

        Raises:
            NeedsModel, UnknownEffect: there is none of that name, or a model draws it: what that
                would show depends on the prompt.
        """
        effect = self._repertoire.choose(name, {BY: ENGINE})
        if self._repertoire.model(effect):
            raise UnknownEffect(name)
        path = self._renderer.folder / f"{effect.name}.mp4"
        if path.exists():
            return path
        async with self._one_at_a_time:
            if not path.exists():
                await asyncio.to_thread(self._draw, effect)
        return path

    def _draw(self, effect: Effect) -> None:
        if self._scene is None:
            self._scene = fit(open_trusted(self._sample), PREVIEW_SIDE_PX)
        recipe = Recipe(
            effect=effect.name,
            options={"duration": PREVIEW_S},
            seed=SEED,
            fps=PREVIEW_FPS,
            watermark=False,
            licence="A preview.",
        )
        self._renderer.render(effect.name, self._scene, recipe, stop=threading.Event())
