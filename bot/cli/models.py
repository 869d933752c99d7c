"""`zoetrope models`: what there is, what fits this machine, what is missing, and bringing it."""

from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from bot.cli.pull import pull_model
from bot.config import load_config
from bot.models import absent_effects, find_doubts, find_mistakes, find_unpinned, not_here
from generation.models.downloads import Need
from generation.models.entry import Model
from generation.models.loading import GB, choose_profile, device_memory
from generation.models.presets import presets, usual_preset


@click.group()
def models() -> None:
    """Image-to-video models: the ready entries, and those in the settings."""


models.add_command(pull_model)


@models.command("list")
@click.pass_obj
def list_models(config_path: Path | None) -> None:
    """List the presets, with what they need and on which conditions they may be used."""
    device = load_config(config_path).generation.devices[0]
    acknowledged = {"name": "listed", "licence": {"acknowledged": True}}
    listed = {name: Model.model_validate({"preset": name} | acknowledged) for name in presets()}
    console = Console()
    console.print(_table("Preset", listed, device))
    gigabytes = device_memory(device) / GB
    has = f"{device} has {gigabytes:.0f} GB"
    usual = "" if device == "cpu" else f": begin with {usual_preset(gigabytes)}"
    console.print(f"{has}{usual}.", highlight=False)


@models.command("check")
@click.pass_obj
@click.pass_context
def check_models(context: click.Context, config_path: Path | None) -> None:
    """Check the models in the settings; exits with 1 if one of them cannot be used."""
    config = load_config(config_path)
    console = Console()
    if not config.models:
        console.print("There are no models in the settings; see [bold]zoetrope models list[/].")
        return
    console.print(_table("Model", config.models, config.generation.devices[0]))
    for name, model in config.models.items():
        _tell_absent(console, name, absent_effects(model))
    for unpinned in find_unpinned(config):
        _tell(console, unpinned)
    for doubt in find_doubts(config):
        _tell(console, doubt, "yellow")
    mistakes = list(find_mistakes(config))
    if not mistakes:
        console.print("Ready.")
    for mistake in mistakes:
        _tell(console, mistake, "red")
    context.exit(1 if mistakes else 0)


def _tell_absent(console: Console, name: str, effects: Mapping[str, Need]) -> None:
    """Say which effects the engine draws for want of weights, and where those would come from."""
    in_folders = [effect for effect, need in effects.items() if Path(need.source).is_dir()]
    for effect in in_folders:
        need = effects[effect]
        wrong = not_here(f"models.{name}.{need.setting}", need, name)
        _tell(console, f"Drawn by the engine: {effect}. {wrong}")
    if pulled := [effect for effect in effects if effect not in in_folders]:
        _tell(
            console,
            f'Drawn by the engine until "zoetrope models pull {name} --effects" has brought what '
            f"{name} needs for them: {', '.join(pulled)}.",
        )


def _tell(console: Console, sentence: str, style: str = "") -> None:
    console.print(sentence, style=style, highlight=False, markup=False, soft_wrap=True)


def _table(title: str, listed: Mapping[str, Model], device: str) -> Table:
    table = Table(box=None)
    for heading in (title, "Download", "Whole from", "At once / longest"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Kept here")
    table.add_column("Conditions")
    for name, model in listed.items():
        whole_gb = max(profile.from_gb for profile in model.profiles)
        table.add_row(
            name,
            f"{model.download_gb:g} GB",
            f"{whole_gb:g} GB",
            f"{model.frames.longest_s:.1f} / {model.most_seconds:.0f} s",
            _kept(model, device),
            model.licence.conditions or "none",
        )
    return table


def _kept(model: Model, device: str) -> str:
    """How the weights lie on the first device: what is saved there costs time."""
    profile = choose_profile(model, device)
    ways: list[str] = [profile.dtype]
    ways += ["8-bit weights"] if profile.fp8 else []
    ways += [f"{profile.offload} offload"] if profile.offload != "none" else []
    ways += ["tiled decoding"] if profile.tiling else []
    return ", ".join(ways) if device != "cpu" else "slow without a GPU"
