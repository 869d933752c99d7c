"""`zoetrope depth photo.jpg -o depth.png`: how near everything in a photo is, as a picture."""

from dataclasses import replace
from pathlib import Path

import click

from bot import wording
from bot.cli.photos import depth_measure, open_photo
from bot.config import load_config
from effects.depth_map import depth_png
from generation.errors import GenerationError
from generation.stills import fit


@click.command()
@click.argument("photo", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Default: <photo>-depth.png")
@click.option("--side", type=click.IntRange(240, 3840), help="Longer side in pixels.")
@click.pass_obj
def depth(config_path: Path | None, photo: Path, output: Path | None, side: int | None) -> None:
    """Write how near everything in PHOTO is as a grey PNG of 16 bits.

    0 (black) is the farthest, 65535 (white) the nearest. The levels rank what is in one picture and
    are not metres.
    """
    config = load_config(config_path)
    target = output or photo.with_name(f"{photo.stem}-depth.png")
    try:
        scene = fit(open_photo(config, photo), side or config.tiers[config.web.tier].largest_side)
        scene = replace(scene, measure_depth=depth_measure(config))
        target.write_bytes(depth_png(scene))
    except (GenerationError, OSError) as error:
        raise click.ClickException(wording.explain(error)) from None
    click.echo(f"{target}: {scene.width}x{scene.height}, 0 farthest to 65535 nearest")
    if scene.measured_depth is None:
        click.echo(wording.say("depth-guessed"))
