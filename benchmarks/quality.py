"""How steady, sharp and alive the effects' clips are, beside ffmpeg's zoompan and DepthFlow.

    python -m benchmarks.quality [--effects zoom parallax] [--side 640] [--depthflow PYTHON]

Every effect is drawn on every sample photo with its default options and measured as in production
(`generation.quality`); a row shows the worst figure over the photos, and which gates failed. The
peers are ffmpeg's zoompan filter doing the same slow zoom, the usual answer on forums, and, where
an interpreter has it (`benchmarks/depthflow.py`), DepthFlow's circular parallax over our depth.
"""

import argparse
from fractions import Fraction
from pathlib import Path

import av
import av.filter
import numpy as np
import torch

from benchmarks import depthflow
from effects.api import Take
from effects.library import all_effects, find_effect
from effects.scene import Scene
from generation.quality import Quality, QualityMeter
from generation.stills import fit, open_trusted

SAMPLES = Path(__file__).parents[1] / "bot" / "samples"
FPS, SECONDS, SEED = 24, 4.0, 7
WORST = {  # figure: whether more is worse
    "jitter_px": max,
    "flicker": max,
    "warp_error": max,
    "first_frame_db": min,
    "sharpness": min,
    "loop_seam": max,
    "frozen_share": max,
    "dynamics_px": min,
}


def measure(effect, scene):
    meter = QualityMeter(scene.pixels, fps=FPS)
    for chunk in effect.draw(
        scene, effect.parse({"duration": SECONDS}), Take(fps=FPS, seed=SEED, takes_planes=True)
    ):
        meter.feed(chunk)
    quality = meter.report()
    failed = quality.failed_gates(
        effect.category, loops=effect.loops, starts_on_still=effect.starts_on_still
    )
    return quality, failed


def zoompan(scene):
    """Ffmpeg's zoompan: from 1 to 1.18 in four seconds, about the middle."""
    frames = round(SECONDS * FPS)
    graph = av.filter.Graph()
    source = graph.add_buffer(
        width=scene.width, height=scene.height, format="rgb24", time_base=Fraction(1, FPS)
    )
    zoom = graph.add(
        "zoompan",
        f"z=1+0.18*on/{frames}:d={frames}:x=iw/2-(iw/zoom/2):y=ih/2-(ih/zoom/2)"
        f":s={scene.width}x{scene.height}:fps={FPS}",
    )
    sink = graph.add("buffersink")
    source.link_to(zoom)
    zoom.link_to(sink)
    graph.configure()
    picture = av.VideoFrame.from_ndarray(scene.pixels, format="rgb24")
    picture.time_base, picture.pts = Fraction(1, FPS), 0
    graph.push(picture)
    graph.push(None)
    meter = QualityMeter(scene.pixels, fps=FPS)
    for _ in range(frames):
        frame = graph.pull().to_ndarray(format="rgb24")
        meter.feed(torch.from_numpy(np.ascontiguousarray(frame))[None])
    quality = meter.report()
    return quality, quality.failed_gates("camera", starts_on_still=True)


def deepen(python, scene):
    """DepthFlow's parallax; it does not start on the picture, so that is not asked of it."""
    frames, _ = depthflow.shoot(python, scene, fps=FPS, seconds=SECONDS)
    meter = QualityMeter(scene.pixels, fps=FPS)
    meter.feed(torch.from_numpy(frames))
    quality = meter.report()
    return quality, quality.failed_gates("depth", loops=True)


def row(name, results: list[tuple[Quality, tuple[str, ...]]]):
    cells = []
    for figure, worst in WORST.items():
        value = worst(getattr(quality, figure) for quality, _ in results)
        cells.append(f"{value * 1000:.2f}" if figure == "warp_error" else f"{value:.3g}")
    failed = sorted({gate for _, gates in results for gate in gates})
    return f"| {name} | " + " | ".join(cells) + f" | {', '.join(failed)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--effects", nargs="*", default=list(all_effects()))
    parser.add_argument("--side", type=int, default=640)
    parser.add_argument("--depthflow", help="an interpreter that has DepthFlow")
    asked = parser.parse_args()
    scenes: list[Scene] = [
        fit(open_trusted(path), asked.side) for path in sorted(SAMPLES.glob("*.jpg"))
    ]
    print(f"Worst of {len(scenes)} photos at {asked.side} px; warp error in thousandths\n")
    print("| effect | " + " | ".join(WORST) + " | failed gates |")
    print("|---" * (len(WORST) + 2) + "|")
    print(row("(ffmpeg zoompan)", [zoompan(scene) for scene in scenes]), flush=True)
    if asked.depthflow:
        print(row("(DepthFlow)", [deepen(asked.depthflow, scene) for scene in scenes]), flush=True)
    for name in asked.effects:
        effect = find_effect(name)
        print(row(name, [measure(effect, scene) for scene in scenes]), flush=True)


if __name__ == "__main__":
    main()
