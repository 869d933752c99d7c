"""Draws clips that are longer than what a model draws at once: one stretch goes on from the last.

What a stretch goes on from are the model's own conditions: the last frame as its picture, or
several last frames where the pipeline takes them.
"""

from collections.abc import Iterator
from dataclasses import replace

import torch

from effects.api import Take
from generation.models.entry import Model
from generation.models.running import Loaded, Shot, shoot
from generation.seams import join, worst_seam

SEED_STEP = 7_919  # from stretch to stretch: the same noise again would be the same motion again


def shoot_on(loaded: Loaded, shot: Shot, take: Take) -> Iterator[torch.Tensor]:
    """Draw a clip of any length, stretch by stretch; see `shoot` for what can go wrong.

    Shapes:
        Yields (N, H, W, 3) uint8 RGB on the CPU; in all `shot.frames` frames.
    """
    overlap = loaded.model.overlap
    lengths = plan(shot.frames, loaded.model)
    last = shoot(loaded, replace(shot, frames=lengths[0]), _part(take, 0, len(lengths)))
    last = last[: lengths[0]]
    for number, length in enumerate(lengths[1:], start=1):
        yield last[:-overlap]
        following = _go_on(loaded.model, shot, last[-overlap:], length)
        drawn = shoot(loaded, following, _part(take, number, len(lengths)))[:length]
        joined = join(last[-overlap:], _like(drawn, last), overlap)
        both = torch.cat([last[:-overlap], joined])
        take.joined(worst_seam(both, [len(last)], overlap))
        last = joined
    yield last


def plan(frames: int, model: Model) -> list[int]:
    """How many frames each stretch has, those included that it shares with the one before it.

    As few stretches as possible, of about the same length.
    """
    count = -(-(frames - model.overlap) // (model.frames.most - model.overlap))
    count = max(1, count)
    in_all = frames + (count - 1) * model.overlap
    return [(in_all + number) // count for number in range(count)]


def _go_on(model: Model, shot: Shot, lead: torch.Tensor, frames: int) -> Shot:
    """The shot that goes on from the last frames of a stretch."""
    pixels = lead.numpy()
    _, height, width, _ = pixels.shape
    return replace(
        shot,
        picture=pixels[-1],
        lead=pixels if model.arguments.video else None,
        size=(width, height),
        frames=frames,
    )


def _part(take: Take, number: int, count: int) -> Take:
    """The take of one stretch: its own noise, and its share of the progress."""
    return replace(
        take,
        seed=take.seed + number * SEED_STEP,
        prepared=lambda share: take.prepared((number + share) / count),
    )


def _like(frames: torch.Tensor, others: torch.Tensor) -> torch.Tensor:
    """Frames at the size of others: memory may have sufficed for smaller ones only."""
    if frames.shape[1:] == others.shape[1:]:
        return frames
    channels_first = frames.permute(0, 3, 1, 2).float()
    resized = torch.nn.functional.interpolate(
        channels_first, tuple(others.shape[1:3]), mode="bicubic", antialias=True
    )
    return resized.round().clamp(0, 255).byte().permute(0, 2, 3, 1).contiguous()
