"""`zoetrope gallery`: every effect on every sample photo, as a page with moving previews."""

import tempfile
import threading
from html import escape
from pathlib import Path

import click
import cv2
from rich.progress import track

from bot.app import SAMPLES
from effects.api import Effect
from effects.library import all_effects
from effects.scene import Scene
from generation.clips import Recipe
from generation.filming import Filming
from generation.rendering import Renderer
from generation.sheets import contact_sheet
from generation.stills import fit, open_trusted

CLIP_SIDE_PX = 480
SEED = 7
STYLE = """
body { background: #16130f; color: #f2ebdf; font: 16px/1.5 system-ui, sans-serif; margin: 2rem }
section { margin-bottom: 3rem } h2 { margin: 0 } p { color: #b5aa98; margin: 0 0 1rem }
.clips { display: flex; flex-wrap: wrap; gap: 1rem } figure { margin: 0 }
video { height: 220px; border-radius: 8px; display: block }
a { color: inherit } figcaption { color: #b5aa98; font-size: .85rem }
"""


@click.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("gallery"))
@click.option("--effect", "names", multiple=True, help="Only these effects.")
@click.option(
    "--photo", type=click.Path(exists=True, path_type=Path), help="Instead of the samples."
)
def gallery(output: Path, names: tuple[str, ...], photo: Path | None) -> None:
    """Render every effect on the sample photos into OUTPUT/index.html."""
    output.mkdir(parents=True, exist_ok=True)
    photos = [photo] if photo else sorted(SAMPLES.glob("*.jpg"))
    scenes = {path.stem: fit(open_trusted(path), CLIP_SIDE_PX) for path in photos}
    chosen = [effect for name, effect in all_effects().items() if not names or name in names]
    for effect in track(chosen, "Effects"):
        for title, scene in scenes.items():
            _render(output, effect, title, scene)
    page = "".join(_section(effect, list(scenes)) for effect in chosen)
    head = (
        f"<!doctype html><meta charset=utf-8><title>Zoetrope gallery</title><style>{STYLE}</style>"
    )
    (output / "index.html").write_text(f"{head}<h1>Zoetrope gallery</h1>{page}", "utf-8")
    click.echo(f"Open {output / 'index.html'}")


def _render(output: Path, effect: Effect, title: str, scene: Scene) -> None:
    recipe = Recipe(
        effect=effect.name,
        options={},
        seed=SEED,
        fps=24,
        watermark=False,
        licence="From the Zoetrope gallery.",
    )
    with tempfile.TemporaryDirectory(dir=output) as folder:
        clip = Renderer(Path(folder), filming=Filming(keep_poor=True)).render(
            "clip", scene, recipe, stop=threading.Event()
        )
        sheet = cv2.cvtColor(contact_sheet(clip.path), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(output / f"{effect.name}-{title}.jpg"), sheet)
        clip.path.replace(output / f"{effect.name}-{title}.mp4")


def _section(effect: Effect, titles: list[str]) -> str:
    figures = "".join(
        f'<figure><video src="{effect.name}-{title}.mp4" autoplay muted loop playsinline></video>'
        f'<figcaption>{escape(title)}, <a href="{effect.name}-{title}.jpg">contact sheet</a>'
        "</figcaption></figure>"
        for title in titles
    )
    heading = f"<h2>{effect.name}</h2><p>The picture {escape(effect.summary)}.</p>"
    return f'<section>{heading}<div class="clips">{figures}</div></section>'
