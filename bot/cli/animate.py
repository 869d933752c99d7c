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
from bot.choices import Choice, check_sound, options_of, read_choice
from bot.commands import BadCommand, read_words
from bot.config import Config, load_config
from bot.errors import StudioError
from bot.shelf import Shelf
from bot.templates import NeedsModel
from effects.errors import EffectError
from effects.scene import Scene
from generation.errors import GenerationError
from generation.intake import open_still
from generation.rendering import Recipe, Renderer
from generation.sandbox.limits import IntakeLimits
from generation.sound_intake import open_sound
from generation.sounds import Sound
from generation.stills import Still, fit, reshape

REFUSALS = (NeedsModel, EffectError, GenerationError, BadCommand, StudioError, OSError)
LONGEST_S = 60.0  # what the effects themselves allow: the shell belongs to the operator


@click.command()
@click.argument("photo", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("effect")
@click.argument("options", nargs=-1)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Default: <photo>-<effect>.mp4"
)
@click.option("--clean", is_flag=True, help="Leave the visible watermark off.")
@click.option(
    "--sound",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A recording to move to, for effects that take one: voice-card.",
)
@click.option("--side", type=click.IntRange(240, 3840), help="Longer side in pixels.")
@click.pass_obj
def animate(
    config_path: Path | None,
    photo: Path,
    effect: str,
    options: tuple[str, ...],
    output: Path | None,
    clean: bool,
    sound: Path | None,
    side: int | None,
) -> None:
    """Animate PHOTO with EFFECT; options are typed as in chat: strength=0.8 duration=6."""
    config = load_config(config_path)
    tier = config.tiers[config.web.tier]
    target = output or photo.with_name(f"{photo.stem}-{effect}.mp4")
    try:
        voice = None if sound is None else asyncio.run(open_sound(sound.read_bytes()))
        choice = _read(config, effect, options, voice)
        still = reshape(_open(config, photo), choice.clip.aspect, choice.clip.fit)
        scene = fit(still, side or tier.largest_side)
        for variant in range(choice.clip.variants):
            recipe = choice.recipe(
                variant,
                watermark=not clean,
                licence=tier.licence,
                ai_marked=still.ai_marked,
                sound=voice,
            )
            _render(config, scene, recipe, _numbered(target, variant))
    except REFUSALS as error:
        raise click.ClickException(wording.explain(error)) from None


def _read(config: Config, effect: str, words: tuple[str, ...], voice: Sound | None) -> Choice:
    choice = read_choice(
        effect,
        options_of(read_words((effect, *words))),
        longest_s=LONGEST_S,
        fps=config.generation.fps,
        key=secrets.token_hex(8),
        sound_s=None if voice is None else voice.seconds,
    )
    check_sound(choice.effect, has_sound=voice is not None)
    return choice


def _open(config: Config, photo: Path) -> Still:
    limits = IntakeLimits(max_bytes=round(config.intake.largest_mb * MB))
    return asyncio.run(open_still(photo.read_bytes(), limits))


def _render(config: Config, scene: Scene, recipe: Recipe, target: Path) -> None:
    signer = build_signer(config, Shelf(config.storage.folder))
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, Progress(*columns) as bar:
        task = bar.add_task(recipe.effect, total=1.0)
        clip = Renderer(Path(folder), signer).render(
            "clip",
            scene,
            recipe,
            stop=threading.Event(),
            on_progress=lambda done: bar.update(task, completed=done),
        )
        clip.path.replace(target)
    click.echo(
        f"{target}: {clip.width}x{clip.height}, {clip.seconds:g} s at {clip.fps} frames a second, "
        f"seed {recipe.seed}"
    )


def _numbered(target: Path, variant: int) -> Path:
    """Where a variant goes: melt.mp4, then melt-2.mp4."""
    return target if variant == 0 else target.with_stem(f"{target.stem}-{variant + 1}")
