"""`zoetrope animate photo.jpg melt -o melt.mp4`: one clip from the shell, without the page."""

import asyncio
import secrets
import tempfile
import threading
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot import wording
from bot.app import MB, build_signer
from bot.commands import BadCommand, read_words
from bot.config import Config, load_config
from bot.shelf import Shelf
from bot.studio import SEED_LIMIT
from effects.api import Options
from effects.errors import BadOptions, EffectError
from effects.library import find_effect
from generation.errors import GenerationError
from generation.intake import open_still
from generation.rendering import Clip, Recipe, Renderer
from generation.sandbox.limits import IntakeLimits
from generation.stills import Still, fit


@click.command()
@click.argument("photo", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("effect")
@click.argument("options", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Default: <photo>-<effect>.mp4"
)
@click.option("--clean", is_flag=True, help="Leave the visible watermark off.")
@click.option("--side", type=click.IntRange(240, 3840), help="Longer side in pixels.")
@click.pass_obj
def animate(
    config_path: Path | None,
    photo: Path,
    effect: str,
    options: tuple[str, ...],
    output: Path | None,
    clean: bool,
    side: int | None,
) -> None:
    """Animate PHOTO with EFFECT; options are typed as in chat: strength=0.8 duration=6."""
    config = load_config(config_path)
    target = output or photo.with_name(f"{photo.stem}-{effect}.mp4")
    try:
        recipe = _read(config, effect, options, watermark=not clean)
        still = _open(config, photo)
        clip = _render(
            config, still, recipe, target, side or config.tiers[config.web.tier].largest_side
        )
    except (EffectError, GenerationError, BadCommand, OSError) as error:
        raise click.ClickException(wording.explain(error)) from None
    click.echo(
        f"{target}: {clip.width}x{clip.height}, {clip.seconds:g} s at {clip.fps} frames a second, "
        f"seed {recipe.seed}"
    )


def _read(config: Config, effect: str, words: tuple[str, ...], *, watermark: bool) -> Recipe:
    typed = read_words(words).options
    seed = typed.pop("seed", str(secrets.randbelow(SEED_LIMIT)))
    if not seed.isdecimal():
        raise BadOptions("seed", seed, f"0 to {SEED_LIMIT - 1}")
    chosen = find_effect(effect)
    parsed: Options = chosen.parse(typed)
    return Recipe(
        effect=chosen.name,
        options=parsed.model_dump(),
        seed=int(seed),
        fps=config.generation.fps,
        watermark=watermark,
        licence=config.tiers[config.web.tier].licence,
    )


def _open(config: Config, photo: Path) -> Still:
    limits = IntakeLimits(max_bytes=round(config.intake.largest_mb * MB))
    return asyncio.run(open_still(photo.read_bytes(), limits))


def _render(config: Config, still: Still, recipe: Recipe, target: Path, side: int) -> Clip:
    signer = build_signer(config, Shelf(config.storage.folder))
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, Progress(*columns) as bar:
        task = bar.add_task(recipe.effect, total=1.0)
        clip = Renderer(Path(folder), signer).render(
            "clip",
            fit(still, side),
            recipe,
            stop=threading.Event(),
            on_progress=lambda done: bar.update(task, completed=done),
        )
        clip.path.replace(target)
    return clip
