"""What a clip is made by, and what was made."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generation.playback import Play
from generation.sounds import Sound

FILES = ("path", "poster", "export")  # of a clip


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

    @property
    def title(self) -> str:
        """What players and metadata call the clip."""
        return f"Zoetrope {self.effect}"


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
