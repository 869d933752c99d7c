"""`zoetrope animate photo.jpg melt -o melt.mp4`: one clip from the shell, without the page."""

import asyncio
import secrets
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from bot import wording
from bot.choices import Choice, check_sound, options_of, read_choice
from bot.cli.photos import depth_measure, open_photo
from bot.commands import BadCommand, read_words
from bot.config import Config, load_config
from bot.errors import StudioError
from bot.makers import build_enlarger, build_signer, signing_folder
from bot.models import build_repertoire
from bot.remarks import remarks_on
from bot.repertoire import Repertoire
from bot.shelf import Shelf
from bot.templates import NeedsModel
from bot.upscaling import size_of
from effects.errors import EffectError
from effects.scene import Scene
from generation.clips import Recipe
from generation.errors import GenerationError
from generation.filming import Filming
from generation.marking import Signer
from generation.rendering import Renderer
from generation.sound_intake import open_sound
from generation.sounds import Sound
from generation.stills import Still, fit, fit_exactly, reshape

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
    """Animate PHOTO with EFFECT; options are typed as in chat: strength=0.8 duration=6.

    With a model in the settings, prompt="the waves roll in" in place of EFFECT is enough.
    """
    config = load_config(config_path)
    repertoire = build_repertoire(config)
    tier = config.tiers[config.web.tier]
    try:
        voice = None if sound is None else asyncio.run(open_sound(sound.read_bytes()))
        choice = _read(config, repertoire, (effect, *options), voice)
        target = output or photo.with_name(f"{photo.stem}-{choice.effect.name}.mp4")
        still = reshape(open_photo(config, photo), choice.clip.aspect, choice.clip.fit)
        scene = _fit(choice, still, side or tier.largest_side)
        scene = replace(scene, measure_depth=depth_measure(config))
        renderer = partial(
            Renderer,
            signer=_signer(config),
            filming=Filming(
                device=config.generation.devices[0],
                models=repertoire.drawn,
                enlarge=build_enlarger(config, config.generation.devices[0]),
            ),
        )
        for variant in range(choice.clip.variants):
            recipe = choice.recipe(
                variant,
                watermark=not clean,
                licence=choice.licence(tier.licence),
                ai_marked=still.ai_marked,
                sound=voice,
            )
            _render(renderer, scene, recipe, _numbered(target, variant))
    except REFUSALS as error:
        raise click.ClickException(wording.explain(error)) from None


def _read(
    config: Config, repertoire: Repertoire, words: tuple[str, ...], voice: Sound | None
) -> Choice:
    command = read_words(words)
    choice = read_choice(
        command.effect,
        options_of(command, repertoire),
        repertoire=repertoire,
        longest_s=LONGEST_S,
        fps=config.generation.fps,
        key=secrets.token_hex(8),
        sound_s=None if voice is None else voice.seconds,
    )
    check_sound(choice.effect, has_sound=voice is not None)
    return choice


def _fit(choice: Choice, still: Still, long_side: int) -> Scene:
    """The scene to draw from; a model's frames are enlarged when they are drawn.

    Raises:
        UpscaleTooLarge, PictureTooCoarse: it cannot be upscaled so far.
    """
    size_of(choice, still, largest_side=long_side)
    if choice.model is None:
        return fit(still, long_side, times=choice.clip.upscale)
    return fit_exactly(still, *choice.model.size_for(still.width / still.height, long_side))


def _signer(config: Config) -> Signer | None:
    return build_signer(signing_folder(config, Shelf(config.storage.folder)))


def _render(
    renderer: Callable[[Path], Renderer], scene: Scene, recipe: Recipe, target: Path
) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, Progress(*columns) as bar:
        task = bar.add_task(recipe.effect, total=1.0)
        clip = renderer(Path(folder)).render(
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
    for remark in remarks_on(clip):
        click.echo(remark)


def _numbered(target: Path, variant: int) -> Path:
    """Where a variant goes: melt.mp4, then melt-2.mp4."""
    return target if variant == 0 else target.with_stem(f"{target.stem}-{variant + 1}")
