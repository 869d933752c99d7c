"""In which order and shape a clip plays: forward, reversed, to and fro, or closed to a loop."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import numpy as np
import torch

from effects.easing import smoothstep
from generation.spool import Spool

CLOSING_S = 0.6  # how long a one-way clip takes to dissolve back into its first frame


class Play(StrEnum):
    """The order of the frames."""

    FORWARD = "forward"
    REVERSE = "reverse"  # ends on the picture
    PING_PONG = "ping-pong"  # there and back again, which loops
    LOOP = "loop"  # the end dissolves into the beginning, unless the effect loops by itself


def frames_to_draw(play: Play, frames: int) -> int:
    """How many frames the effect has to draw for a clip of so many."""
    return frames // 2 + 1 if play is Play.PING_PONG else frames


def arrange(
    chunks: Iterable[torch.Tensor], play: Play, *, frames: int, fps: int, loops: bool, spool: Path
) -> Iterator[torch.Tensor]:
    """Bring drawn frames into the order they play in. Memory does not grow with the clip.

    Args:
        chunks: what the effect draws, `frames_to_draw` frames in all.
        play: the order.
        frames: of the finished clip.
        fps: frames a second.
        loops: the effect closes by itself.
        spool: a file that does not exist yet, for frames that are needed again.

    Shapes:
        chunks: (N, H, W, 3) uint8 RGB each; so is what is yielded.
    """
    match play:
        case Play.REVERSE:
            with Spool(spool, fps) as kept:
                for _ in kept.record(chunks):
                    pass
                yield from kept.backwards(kept.frames - 1, 0)
        case Play.PING_PONG:
            with Spool(spool, fps) as kept:
                yield from kept.record(chunks)
                # The turning point and the first frame are not shown twice in a row.
                yield from kept.backwards(frames - kept.frames, 1)
        case Play.LOOP if not loops:
            yield from _close(chunks, frames, min(frames - 1, round(CLOSING_S * fps)))
        case _:
            yield from chunks


def _close(chunks: Iterable[torch.Tensor], frames: int, closing: int) -> Iterator[torch.Tensor]:
    """Dissolve the last `closing` frames into the first."""
    first: torch.Tensor | None = None
    number = 0
    for chunk in chunks:
        first = chunk[:1].clone() if first is None else first
        index = np.arange(number, number + len(chunk))
        number += len(chunk)
        t = (index - (frames - closing) + 1) / (closing + 1)
        if t[-1] <= 0:
            yield chunk
            continue
        weight = torch.from_numpy(smoothstep(t)).float()[:, None, None, None]
        yield torch.lerp(chunk.float(), first.float(), weight).round().to(torch.uint8)
