"""What a model needs from a hub: what of it is here, how large the rest is, and bringing it.

A repository holds more than a pipeline loads: the same weights in other formats, at other
precisions, in one file for other programs. What is brought is what the pipeline's index names.
"""

import importlib
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generation.errors import DownloadReason, DownloadRefused
from generation.models.entry import Model
from generation.models.parts import Component, Lora

INDEXES = ("model_index.json", "modular_model_index.json")
KINDS = ("*.json", "*.safetensors", "*.txt", "*.model", "*.jinja")
TOP = ("config.json", "preprocessor_config.json", "*.safetensors", "*.safetensors.index.json")
VARIANTS = (
    "*.fp16.*",
    "*.bf16.*",
    "*.fp8.*",
    "*.non_ema.*",
)  # diffusers loads them on request only
COMMIT = re.compile("[0-9a-f]{40}")


@dataclass(frozen=True)
class Need:
    """A folder or a repository, or a part of one, that something is loaded from."""

    setting: str  # that names it: "repo", "components.vae", "loras"
    source: str
    revision: str = ""
    patterns: tuple[str, ...] = ()  # of the files that are needed; empty: as the index says
    replaced: tuple[str, ...] = ()  # parts of the index that come from elsewhere
    has_variants: bool = True  # the same weights at other precisions lie beside them

    @property
    def is_pinned(self) -> bool:
        """Whether its makers cannot change it: a folder of this machine, or one commit."""
        return Path(self.source).is_dir() or bool(COMMIT.fullmatch(self.revision))


@dataclass(frozen=True)
class Parcel:
    """A need and what of it must still be brought."""

    need: Need
    commit: str
    missing_bytes: int


def needs_of(model: Model) -> Iterator[Need]:
    """Everything a model is loaded from, the pipeline first."""
    yield need_of_pipeline(model)
    for name, part in model.components.items():
        yield need_of_component(name, part)
    for lora in model.loras:
        yield need_of_lora(lora)


def needs_of_effect(model: Model, effect: str) -> Iterator[Need]:
    """What a model's recipe for an effect is loaded from, beyond the model."""
    for lora in model.effects[effect].loras:
        yield replace(need_of_lora(lora), setting=f"effects.{effect}.loras")


def need_of_pipeline(model: Model) -> Need:
    """The pipeline without the parts that come from elsewhere."""
    setting = "repo" if model.folder is None else "folder"
    return Need(setting, model.source, model.revision, replaced=tuple(model.components))


def need_of_component(name: str, part: Component) -> Need:
    """A part of a pipeline."""
    prefix = f"{part.subfolder}/" if part.subfolder else ""
    patterns = tuple(prefix + kind for kind in KINDS)
    return Need(f"components.{name}", part.source, part.revision, patterns)


def need_of_lora(lora: Lora) -> Need:
    """One file of weights, or those of a repository that has nothing else."""
    patterns = (lora.file or "*.safetensors",)
    return Need("loras", lora.source, lora.revision, patterns, has_variants=False)


def need_at_top(source: str, revision: str = "") -> Need:
    """A single model, whose files lie at the top of its repository."""
    return Need("model", source, revision, TOP)


def find_folder(need: Need) -> Path | None:
    """Where the files are on this machine; None when some are missing. Asks nobody else."""
    folder = Path(need.source)
    if not folder.is_dir():
        hub = importlib.import_module("huggingface_hub")
        try:
            chosen = _choose(need, local_files_only=True)
            folder = Path(hub.snapshot_download(**chosen, local_files_only=True))
        except (hub.errors.EntryNotFoundError, hub.errors.HFValidationError):
            return None
    # A folder may hold anything, and a repository that was downloaded other files than these.
    wanted = need.patterns or INDEXES
    return folder if any(any(folder.glob(pattern)) for pattern in wanted) else None


def weigh(need: Need) -> Parcel:
    """Ask the hub what is still missing. Blocking.

    Raises:
        DownloadRefused: the hub does not give it out, or cannot be reached.
    """
    hub = importlib.import_module("huggingface_hub")
    with _refusals(need):
        files = hub.snapshot_download(**_choose(need), dry_run=True, tqdm_class=_counting(None))
        if not files:
            raise DownloadRefused(DownloadReason.NOTHING_THERE, need.source)
    missing = sum(file.file_size or 0 for file in files if file.will_download)
    return Parcel(need, files[0].commit_hash, missing)


def check_room(parcels: list[Parcel]) -> None:
    """Make sure that all of it fits on the disk.

    Raises:
        DownloadRefused: it does not.
    """
    folder = Path(importlib.import_module("huggingface_hub").constants.HF_HUB_CACHE)
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    missing = sum(parcel.missing_bytes for parcel in parcels)
    if missing > free:
        reason = DownloadReason.NO_ROOM
        raise DownloadRefused(reason, str(folder), missing_bytes=missing, free_bytes=free)


def bring(parcel: Parcel, on_bytes: Callable[[int], None]) -> None:
    """Download what is missing; files that an earlier attempt brought are kept. Blocking.

    Args:
        parcel: what to bring.
        on_bytes: told how many bytes there are by now, from any thread.

    Raises:
        DownloadRefused: the hub does not give it out, or went away.
        OSError: it cannot be written.
    """
    hub = importlib.import_module("huggingface_hub")
    with _refusals(parcel.need):
        hub.snapshot_download(**_choose(parcel.need), tqdm_class=_counting(on_bytes))


def _choose(need: Need, **how: Any) -> dict[str, Any]:  # noqa: ANN401 - of the hub
    """Which files of which repository, as the hub's client takes it."""
    place = {"repo_id": need.source, "revision": need.revision or None}
    patterns = list(need.patterns) or _named_by_index(place | how, need.replaced)
    ignored = list(VARIANTS) if need.has_variants else None
    return place | {"allow_patterns": patterns, "ignore_patterns": ignored}


def _named_by_index(place: dict[str, Any], replaced: tuple[str, ...]) -> list[str]:
    """The index of a pipeline, and the folders of the parts that it names."""
    hub = importlib.import_module("huggingface_hub")
    folder = hub.snapshot_download(**place, allow_patterns=INDEXES, tqdm_class=_counting(None))
    indexes = [path for name in INDEXES if (path := Path(folder, name)).exists()]
    if not indexes:
        raise hub.errors.EntryNotFoundError(f"there is no {INDEXES[0]}")
    parts = json.loads(indexes[0].read_text("utf-8")).items()
    named = [name for name, kind in parts if isinstance(kind, list) and kind[0] is not None]
    folders = [name for name in named if name not in replaced]
    return [*INDEXES, *(f"{name}/{kind}" for name in folders for kind in KINDS)]


@contextmanager
def _refusals(need: Need) -> Iterator[None]:
    """Have what the hub's client raises become our own error, with the reason."""
    try:
        yield
    except DownloadRefused:
        raise
    except Exception as error:
        # What the hub said may be wrapped in "there is nothing here to offer instead".
        reasons = [_reason(each) for each in (error, error.__cause__)]
        if not any(reasons):
            raise
        said = (each for each in reasons if each and each is not DownloadReason.UNREACHABLE)
        reason = next(said, DownloadReason.UNREACHABLE)
        raise DownloadRefused(reason, need.source) from error


def _reason(error: BaseException | None) -> DownloadReason | None:
    """Why the hub's client gave up; None when it is not about the hub."""
    errors = importlib.import_module("huggingface_hub").errors
    over_http = errors.HfHubHTTPError.__bases__[0]  # of whatever HTTP client it is built upon
    away = (errors.OfflineModeIsEnabled, errors.LocalEntryNotFoundError, errors.DryRunError)
    reasons = (
        (errors.GatedRepoError, DownloadReason.GATED),
        (errors.RepositoryNotFoundError, DownloadReason.NO_SUCH_REPOSITORY),
        (errors.HFValidationError, DownloadReason.NO_SUCH_REPOSITORY),
        (errors.RevisionNotFoundError, DownloadReason.NO_SUCH_REVISION),
        ((*away, over_http), DownloadReason.UNREACHABLE),
        (errors.EntryNotFoundError, DownloadReason.NOTHING_THERE),
    )
    return next((reason for kinds, reason in reasons if isinstance(error, kinds)), None)


def _counting(tell: Callable[[int], None] | None) -> type:
    """A progress bar of the hub's client that draws nothing and tells how many bytes are there."""
    tqdm = importlib.import_module("tqdm").tqdm

    class Count(tqdm):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs | {"file": io.StringIO()})

        def update(self, count: float | None = 1) -> bool | None:
            moved: bool | None = super().update(count)
            if tell is not None and self.unit == "B":
                tell(int(self.n))
            return moved

    return Count
