"""Makes finished clips: drawn, signed, and durable in a folder under their names."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TypedDict

import cv2
import numpy as np

from effects.scene import Scene
from generation.clips import Clip, Recipe
from generation.encoder import ClipWriter
from generation.filming import Filming
from generation.fitting import fit_clip
from generation.marking import Origin, Signer

POSTER_SIDE = 320  # what Telegram takes as a thumbnail
POSTER_QUALITY = 82


class _File(TypedDict):
    path: Path
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class Renderer:
    """Puts clips into one folder, signed."""

    folder: Path
    signer: Signer | None = None
    filming: Filming = field(default_factory=Filming)

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
            film = self.filming.film(unsigned, scene, recipe, stop=stop, on_progress=on_progress)
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
            depth_is_guessed=film.depth_is_guessed,
            export=export,
            drawn_size=film.drawn_size,
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

    def _sign(self, source: Path, target: Path, recipe: Recipe) -> None:
        if self.signer is None:
            source.replace(target)
            return
        maker = f"the {'model' if recipe.is_model else 'effect'} {recipe.effect}"
        origin = Origin(
            title=recipe.title,
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
        export = self.filming.find_effect(recipe).export
        if export is None:
            return None
        path = self.folder / f"{name}.png"
        path.write_bytes(export(scene))
        return path


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
