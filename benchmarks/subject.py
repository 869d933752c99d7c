"""How often the subject is cut out, and how well: on pictures whose subject is known.

    python -m benchmarks.subject [--folder photos] [--side 640]

Known are: photographs' parts with a known outline, pasted on other photographs, at two sizes; and
pictures without any subject (textures, skies, microscopy, text), where every cut is wrong. A folder
adds your own: `name.jpg` with `name.png` beside it, a mask that is white, or opaque, on the
subject.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import torch
from skimage import data

from effects.scene import Scene

SIDE = 640
GOOD_IOU = 0.85  # from which a cut looks right
PARTS = (0.45, 0.65)  # how high what is pasted is, in heights of the picture
PLACES = (0.5, 0.4)  # where its middle is, from the left and the top


class Case(NamedTuple):
    """A picture and its subject; an empty mask where it has none."""

    name: str
    pixels: np.ndarray  # (H, W, 3) uint8
    mask: np.ndarray  # (H, W) bool


class Verdict(NamedTuple):
    """What became of a case."""

    name: str
    has_subject: bool
    iou: float | None  # None: not cut out
    seconds: float


def composites(side: int = SIDE) -> Iterator[Case]:
    """Photographed things with known outlines before photographed backgrounds."""
    for thing, (pixels, alpha) in _things().items():
        for behind, picture in _backgrounds(side).items():
            for part in PARTS:
                case = _paste(picture, pixels, alpha, part)
                yield Case(f"{thing} on {behind}, {part:g}", *case)


def empty_pictures(side: int = SIDE) -> Iterator[Case]:
    """Pictures without a subject, whole and in parts."""
    names = (
        "hubble_deep_field",
        "immunohistochemistry",
        "grass",
        "gravel",
        "brick",
        "page",
        "text",
    )
    for name in names:
        whole = _coloured(getattr(data, name)())
        height, width = whole.shape[:2]
        for part, (down, right) in enumerate(((0, 0), (0, 0.3), (0.3, 0), (0.3, 0.3))):
            top, left = round(down * height), round(right * width)
            kept = whole[top : top + round(0.7 * height), left : left + round(0.7 * width)]
            picture = _fit(kept, side)
            yield Case(f"{name} {part + 1}", picture, np.zeros(picture.shape[:2], bool))


def folder_cases(folder: Path, side: int = SIDE) -> Iterator[Case]:
    """Pictures of a folder with masks beside them."""
    for path in sorted(folder.glob("*.jpg")):
        mask = cv2.imread(str(path.with_suffix(".png")), cv2.IMREAD_UNCHANGED)
        if mask is None:
            continue
        pixels = _fit(cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB), side)
        mask = mask if mask.ndim == 2 else mask[..., 3 if mask.shape[2] == 4 else 0]
        yield Case(path.stem, pixels, cv2.resize(mask, pixels.shape[1::-1]) > 127)


def judge(case: Case) -> Verdict:
    """Try to cut the subject out of one picture."""
    scene = Scene(torch.from_numpy(case.pixels))
    began = time.process_time()
    found = scene.subject
    seconds = time.process_time() - began
    iou = None
    if found is not None:
        inside = found.numpy() > 0.5
        iou = float((inside & case.mask).sum() / max((inside | case.mask).sum(), 1))
    return Verdict(case.name, bool(case.mask.any()), iou, seconds)


def summarise(name: str, verdicts: list[Verdict]) -> str:
    """One row of the table."""
    cut = [verdict.iou for verdict in verdicts if verdict.iou is not None]
    wrong = sum(iou < GOOD_IOU for iou in cut)
    quality = f"{statistics.mean(cut):.2f} | {min(cut):.2f}" if cut else "- | -"
    seconds = statistics.median(verdict.seconds for verdict in verdicts)
    return f"| {name} | {len(verdicts)} | {len(cut)} | {wrong} | {quality} | {seconds:.2f} |"


def _things() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Parts of photographs: colours (h, w, 3) uint8 and alpha (h, w) float32."""
    cup, face = data.coffee(), data.chelsea()
    rim = np.zeros(cup.shape[:2], np.uint8)  # measured by hand
    cv2.ellipse(rim, (278, 210), (205, 178), 0, 0, 360, 255, -1)
    horse = (~data.horse()).astype(np.uint8) * 255
    skins = {"ginger": face[:, 100:400], "suit": data.astronaut()[320:500, 100:260]}
    things = {"cup": (cup, rim)}
    for name, skin in skins.items():
        things[f"{name} horse"] = (cv2.resize(skin, horse.shape[::-1]), horse)
    return {name: _cropped(*thing) for name, thing in things.items()}


def _cropped(pixels: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    rows, columns = (np.flatnonzero(alpha.any(axis=axis)) for axis in (1, 0))
    box = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return pixels[box], alpha[box].astype(np.float32) / 255


def _backgrounds(side: int) -> dict[str, np.ndarray]:
    """Photographs to paste on, (H, W, 3) uint8."""
    meadow = np.clip(data.grass()[..., None] * np.array((0.75, 1.05, 0.5)), 0, 255)
    bricks = np.clip(data.brick()[..., None] * np.array((0.9, 0.85, 0.8)), 0, 255)
    pictures = {
        "meadow": meadow.astype(np.uint8)[:340],
        "wall": bricks.astype(np.uint8)[:340],
        "night sky": data.rocket()[:260, 340:],
        "wool": data.chelsea()[:120, :180],
        "galaxies": data.hubble_deep_field()[:600],
    }
    return {name: _fit(picture, side) for name, picture in pictures.items()}


def _paste(
    background: np.ndarray, pixels: np.ndarray, alpha: np.ndarray, part: float
) -> tuple[np.ndarray, np.ndarray]:
    """A thing before a background, as high as a part of it; and its mask."""
    height, width = background.shape[:2]
    scale = min(part * height / pixels.shape[0], 0.8 * width / pixels.shape[1])
    matrix = np.float32([[scale, 0, 0], [0, scale, 0]])
    matrix[:, 2] = np.array(PLACES) * (width, height) - scale * np.array(pixels.shape[1::-1]) / 2
    matrix[1, 2] += 0.1 * height  # things stand somewhat low
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    laid = cv2.warpAffine(pixels, matrix, (width, height), flags=flags)
    cover = cv2.warpAffine(alpha, matrix, (width, height))[..., None]
    picture = background * (1 - cover) + laid * cover
    return picture.round().astype(np.uint8), cover[..., 0] > 0.5


def _coloured(pixels: np.ndarray) -> np.ndarray:
    return pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2)


def _fit(pixels: np.ndarray, side: int) -> np.ndarray:
    """Scaled to a long side."""
    scale = side / max(pixels.shape[:2])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(np.ascontiguousarray(pixels), None, fx=scale, fy=scale, interpolation=how)


def main() -> None:
    """Print a row for each kind of picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--side", type=int, default=SIDE)
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    kinds = {"composites": composites(asked.side), "without a subject": empty_pictures(asked.side)}
    if asked.folder:
        kinds["photographs"] = folder_cases(asked.folder, asked.side)
    heads = ["", "pictures", "cut out", "wrongly", "mean IoU", "least IoU", "CPU s"]
    print("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|")
    for name, cases in kinds.items():
        verdicts = [judge(case) for case in cases]
        print(summarise(name, verdicts), flush=True)
        for verdict in verdicts:
            if verdict.iou is not None and verdict.iou < GOOD_IOU:
                print(f"wrong: {verdict.name}, IoU {verdict.iou:.2f}")


if __name__ == "__main__":
    main()
