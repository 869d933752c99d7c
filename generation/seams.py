"""Joins stretches of frames into one clip so that nobody sees where, and measures whether they do.

Source:
    Matching means and deviations of colours: Reinhard et al., "Color Transfer between Images",
    2001; here in CIE Lab, whose steps look equally large.
"""

from collections.abc import Iterable
from itertools import pairwise

import cv2
import numpy as np
import torch

SMALL_PX = 240  # long side at which frames are compared
INVISIBLE = 0.5  # grey levels: a clip that moves by less stands still
GAINS = (0.8, 1.25)  # how much contrast may be taken or given; more is another picture
FLAT = 0.5  # Lab units of deviation, below which there is no contrast to match


def join(before: torch.Tensor, after: torch.Tensor, overlap: int) -> torch.Tensor:
    """Put a stretch of frames behind another that ends as it begins.

    The later stretch gets the colours and light that the earlier ends with, all of it: what its
    model shifted at its start it shifted to its end. A shared frame is shown once; several fade
    from the one stretch to the other.

    Args:
        before: the clip so far.
        after: what follows; its first frames show the same as the last ones before.
        overlap: how many they share, at least 1.

    Shapes:
        before: (N, H, W, 3) uint8 RGB. after: (M, H, W, 3). Returns (N + M - overlap, H, W, 3).
    """
    matched = match(after, before[-overlap:], after[:overlap])
    if overlap == 1:
        return torch.cat([before, matched[1:]])
    shares = torch.arange(1, overlap + 1).view(-1, 1, 1, 1) / (overlap + 1)
    faded = torch.lerp(before[-overlap:].float(), matched[:overlap].float(), shares)
    return torch.cat([before[:-overlap], faded.round().byte(), matched[overlap:]])


def match(frames: torch.Tensor, wanted: torch.Tensor, given: torch.Tensor) -> torch.Tensor:
    """Give frames the mean and deviation of colours by which `wanted` differs from `given`.

    Shapes:
        frames, wanted, given: (N, H, W, 3) uint8 RGB. Returns the shape of `frames`.
    """
    goal, goal_spread = _spread(wanted)
    own, own_spread = _spread(given)
    gain = np.clip(goal_spread / np.maximum(own_spread, FLAT), *GAINS)
    gain[own_spread < FLAT] = 1.0
    shift = (goal - own * gain).astype(np.float32)
    changed = [_from_lab(_to_lab(frame) * gain.astype(np.float32) + shift) for frame in frames]
    return torch.from_numpy(np.stack(changed))


def worst_seam(frames: torch.Tensor, seams: Iterable[int], overlap: int = 1) -> float:
    """How much more changes where stretches were joined than elsewhere; 1 is as much.

    Args:
        frames: the clip.
        seams: numbers of the first frames after the joints.
        overlap: frames that the stretches share; those before the joint faded.

    Shapes:
        frames: (N, H, W, 3) uint8 RGB.
    """
    first = -overlap if overlap > 1 else 0  # the step into the first faded frame
    joints = {seam + shift for seam in seams for shift in range(first, 1)}
    if not joints:
        return 0.0
    steps, light = _steps(frames)
    at_joint = np.array([number in joints for number in range(1, len(frames))])
    return max(_excess(steps, at_joint), _excess(light, at_joint))


def _steps(frames: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """How much changes from frame to frame: of the pixels, and of the mean colour."""
    small = [_shrink(frame.numpy()) for frame in frames]
    pairs = list(pairwise(small))
    pixels = [np.abs(after - before).mean() for before, after in pairs]
    colours = [np.abs(after.mean((0, 1)) - before.mean((0, 1))).max() for before, after in pairs]
    return np.array(pixels), np.array(colours)


def _excess(steps: np.ndarray, at_joint: np.ndarray) -> float:
    """The largest step at a joint, in usual steps elsewhere."""
    usual = float(np.median(steps[~at_joint])) if (~at_joint).any() else 0.0
    return float(steps[at_joint].max()) / max(usual, INVISIBLE)


def _spread(frames: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of each channel in Lab. Shapes: both (3,) float64."""
    pixels = np.concatenate([_to_lab(frame).reshape(-1, 3) for frame in frames])
    return np.asarray(pixels.mean(0, np.float64)), np.asarray(pixels.std(0, np.float64))


def _to_lab(frame: torch.Tensor) -> np.ndarray:
    rgb = frame.numpy().astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB))


def _from_lab(lab: np.ndarray) -> np.ndarray:
    rgb = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB)
    return np.asarray(np.rint(np.clip(rgb, 0, 1) * 255).astype(np.uint8))


def _shrink(frame: np.ndarray) -> np.ndarray:
    scale = min(1.0, SMALL_PX / max(frame.shape[:2]))
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(small.astype(np.float32))
