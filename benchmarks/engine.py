"""The engine's speed: a whole job beside what x264 alone needs for the same frames.

    python -m benchmarks.engine [--effects melt zoom] [--rounds 5] [--depthflow PYTHON]

Every figure is the median of the rounds, both sides measured in turn in one run: "ratio" compares
the time that passed, "of work" how long all cores worked, which other programs disturb less.
"alone" encodes planes that are ready in memory, with the same settings, and writes the same file;
"job" is the whole way from the picture in memory to the signed file: scene, effect, watermark,
quality, encoder, signature, poster and fsync, with the threads of production. Where an
interpreter has it (`benchmarks/depthflow.py`), DepthFlow draws its parallax once, without encoding.
Peak memory and growth are measured in a process of their own per length.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import torch

from benchmarks import depthflow
from effects.api import Take
from effects.library import all_effects, find_effect
from effects.planes import to_i420
from effects.scene import Scene
from generation.clips import Recipe
from generation.encoder import Encoding
from generation.marking import Signer
from generation.rendering import Renderer
from generation.worker import use_one_core

SAMPLE = Path(__file__).parents[1] / "bot" / "samples" / "coffee.jpg"
SIZES = ("960x540", "1280x720")
GROWTH_SIZE = (1920, 1080)
GROWTH_SECONDS = (2, 15, 60)
UPSCALED_SIZE = (3840, 2160)  # as large as a clip can be upscaled
UPSCALED_SECONDS = (4, 10)
FPS, SECONDS, SEED = 24, 4.0, 7


def photo(width, height):
    """The sample photo, cropped to the shape and scaled to the size. (H, W, 3) uint8 tensor."""
    picture = cv2.cvtColor(cv2.imread(str(SAMPLE)), cv2.COLOR_BGR2RGB)
    scale = max(width / picture.shape[1], height / picture.shape[0])
    scaled = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return torch.from_numpy(np.ascontiguousarray(scaled[:height, :width]))


def planes_of(effect, width, height):
    """Every frame of the clip as the encoder's planes."""
    options = effect.parse({"duration": SECONDS})
    chunks = effect.draw(Scene(photo(width, height)), options, Take(fps=FPS, seed=SEED))
    return [to_i420(frame) for chunk in chunks for frame in chunk.numpy()]


class Stopwatch:
    """Seconds that pass, and seconds of all cores that this process works."""

    def __init__(self):
        self._began = time.perf_counter(), time.process_time()

    def read(self):
        return time.perf_counter() - self._began[0], time.process_time() - self._began[1]


def encode_alone(planes, width, height, path):
    """What x264 needs for frames that are ready, with the product's own settings."""
    encoding = Encoding()
    watch = Stopwatch()
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.gop_size = 2 * FPS
        stream.options = {"crf": str(encoding.crf), "preset": encoding.preset, "profile": "high"}
        for index, plane in enumerate(planes):
            frame = av.VideoFrame.from_ndarray(plane, format="yuv420p")
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return watch.read()


def whole_job(renderer, effect, picture, seconds=SECONDS):
    """What it takes from the picture in memory to the signed file."""
    recipe = Recipe(
        effect=effect.name,
        options={"duration": seconds},
        seed=SEED,
        fps=FPS,
        watermark=True,
        licence="A benchmark.",
    )
    watch = Stopwatch()
    renderer.render("clip", Scene(picture), recipe, stop=threading.Event())
    return watch.read()


def compare(renderer, effect, size, rounds):
    """One row: medians of the time that passed, and how both kinds of time compare."""
    width, height = map(int, size.split("x"))
    planes, picture = planes_of(effect, width, height), photo(width, height)
    path = renderer.folder / "alone.mp4"
    encode_alone(planes, width, height, path)
    whole_job(renderer, effect, picture)
    pairs = [
        (encode_alone(planes, width, height, path), whole_job(renderer, effect, picture))
        for _ in range(rounds)
    ]
    alone, job = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    ratio, work = (
        statistics.median(job[kind] / alone[kind] for alone, job in pairs) for kind in (0, 1)
    )
    cells = f"{size} | {alone:.2f} | {job:.2f} | {ratio:.2f} | {work:.2f}"
    return f"| {effect.name} | {cells} |"


def growth(name, size, lengths):
    """One row: time and peak memory of a process that makes one clip, by length."""
    cells = []
    for seconds in lengths:
        facts = (name, str(seconds), *map(str, size))
        command = [sys.executable, "-m", "benchmarks.engine", "--child", *facts]
        took, peak = subprocess.run(
            command, check=True, capture_output=True, text=True
        ).stdout.split()
        cells.append(f"{float(took):.1f} s, {float(peak):.0f} MB")
    return f"| {name} | " + " | ".join(cells) + " |"


def child(name, seconds, width, height):
    """Make one clip in this process; print its seconds and the process's peak in MB."""
    with tempfile.TemporaryDirectory() as folder:
        renderer = Renderer(Path(folder))
        picture = photo(int(width), int(height))
        took, _ = whole_job(renderer, find_effect(name), picture, float(seconds))
    print(took, peak_mb())


def peak_mb():
    """The most memory this process ever had. Not getrusage's: that counts its parent's, too."""
    facts = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    return int(facts["VmHWM"].split()[0]) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--effects", nargs="*", default=list(all_effects()))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", nargs="*", default=SIZES)
    parser.add_argument("--growth", nargs="*", default=["zoom", "parallax", "melt"])
    parser.add_argument("--depthflow", help="an interpreter that has DepthFlow")
    parser.add_argument("--upscaled", nargs="*", default=["zoom", "melt"])
    parser.add_argument("--child", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    use_one_core()
    if asked.child:
        child(*asked.child)
        return
    print(f"{SECONDS:g} s at {FPS} frames a second; seconds, median of {asked.rounds}\n")
    print("| effect | size | x264 alone | whole job | ratio | of work |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        renderer = Renderer(Path(folder), Signer.from_folder(Path(folder) / "signing"))
        for name in asked.effects:
            for size in asked.sizes:
                print(compare(renderer, find_effect(name), size, asked.rounds), flush=True)
    if asked.depthflow:
        width, height = map(int, SIZES[0].split("x"))
        scene = Scene(photo(width, height))
        _, took = depthflow.shoot(asked.depthflow, scene, fps=FPS, seconds=SECONDS)
        print(f"| (DepthFlow, drawing only) | {SIZES[0]} | | {took:.1f} | | |")
    for names, size, lengths in (
        (asked.growth, GROWTH_SIZE, GROWTH_SECONDS),
        (asked.upscaled, UPSCALED_SIZE, UPSCALED_SECONDS),
    ):
        heads = " | ".join(f"{seconds} s of {size[0]}x{size[1]}" for seconds in lengths)
        print(f"\n| effect | {heads} |\n|---|" + "---|" * len(lengths))
        for name in names:
            print(growth(name, size, lengths), flush=True)


if __name__ == "__main__":
    main()
