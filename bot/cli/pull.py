"""`zoetrope models pull`: brings what a model is loaded from, and says its size first."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from pydantic import ValidationError
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from bot import wording
from bot.config import Config, load_config
from bot.errors import NoSuchModel, NotAcknowledged
from bot.models import check_packages
from generation.errors import DownloadRefused
from generation.models.downloads import (
    Need,
    Parcel,
    bring,
    check_room,
    need_at_top,
    needs_of,
    needs_of_effect,
    weigh,
)
from generation.models.entry import Model
from generation.models.parts import Licence
from generation.models.presets import presets

GB = 1_000_000_000


@click.command("pull")
@click.argument("name")
@click.option("--effects", is_flag=True, help="Also what the model needs to draw effects.")
@click.pass_obj
def pull_model(config_path: Path | None, name: str, effects: bool) -> None:
    """Download the weights of NAME: a model in the settings, a preset, "depth" or "upscaler".

    Files that an interrupted download has brought whole are kept; call it again to go on.
    """
    console = Console(soft_wrap=True, highlight=False)
    check_packages(f"models.{name}")
    try:
        needs = list(_find_needs(load_config(config_path), name, effects))
        parcels = [weigh(need) for need in needs]
        check_room(parcels)
        _announce(console, name, parcels)
        _bring(console, parcels)
    except (NoSuchModel, NotAcknowledged, DownloadRefused, OSError) as error:
        raise click.ClickException(wording.explain(error)) from None
    for parcel in parcels:
        console.print(f"{parcel.need.source} is here, at revision {parcel.commit}.", markup=False)


def _find_needs(config: Config, name: str, effects: bool) -> Iterator[Need]:
    """What is loaded from a hub. What lies in a folder is the operator's to bring."""
    single = {
        "depth": (config.depth.model, config.depth.revision),
        "upscaler": (config.upscaler.model, config.upscaler.revision),
    }
    source, revision = single.get(name, ("", ""))
    if source and name not in config.models:
        needs = [need_at_top(source, revision)]
    else:
        model = config.models.get(name) or _preset(config, name)
        needs = list(needs_of(model))
        for effect in model.effects if effects else ():
            needs += needs_of_effect(model, effect)
    return (need for need in needs if not Path(need.source).is_dir())


def _preset(config: Config, name: str) -> Model:
    """The ready entry of that name.

    Raises:
        NoSuchModel: there is none.
        NotAcknowledged: its licence has conditions, which only the settings can say are met.
    """
    if name not in presets():
        raise NoSuchModel(name, (*config.models, *presets()))
    licence = presets()[name]["licence"]
    try:
        return Model.model_validate({"preset": name, "name": name})
    except ValidationError:
        conditions = Licence.model_validate(licence | {"acknowledged": True}).conditions
        raise NotAcknowledged(name, conditions) from None


def _announce(console: Console, name: str, parcels: list[Parcel]) -> None:
    missing = [parcel for parcel in parcels if parcel.missing_bytes]
    if not missing:
        console.print(f"Everything of {name} is here already.", markup=False)
    for parcel in missing:
        size = parcel.missing_bytes / GB
        console.print(f"{parcel.need.source}: {size:.3g} GB to download", markup=False)


def _bring(console: Console, parcels: list[Parcel]) -> None:
    """Download one after the other under one bar."""
    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("", total=sum(parcel.missing_bytes for parcel in parcels))
        before = 0
        for parcel in parcels:
            if parcel.missing_bytes:
                bring(parcel, partial(_advance, bar, task, before))
                before += parcel.missing_bytes
                bar.update(task, completed=before)


def _advance(bar: Progress, task: TaskID, before: int, count: int) -> None:
    bar.update(task, completed=before + count)
