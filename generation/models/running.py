"""Runs one clip through a pipeline, and does without memory or speed where that is needed."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import torch
from PIL import Image

from effects.api import Take
from effects.errors import EffectError
from generation.errors import GenerationError, ModelBroken, OutOfMemory
from generation.models.attention import backends_for, use_first_working
from generation.models.entry import Model
from generation.models.loading import (
    DEVICE_FAULTS,
    Pipeline,
    can_compile,
    choose_profile,
    denoisers,
    first_line,
    place,
    release_memory,
    set_loras,
)
from generation.models.parts import Lora
from generation.models.steps import watched
from generation.vigil import silence_ahead

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Shot:
    """What one clip is to show.

    Shapes:
        picture: (H, W, 3) uint8 RGB, of about the shape of `size`.
        lead: (N, H, W, 3) uint8 RGB.
    """

    picture: np.ndarray
    prompt: str
    negative: str
    motion: float  # 0 hardly any, 1 all there can be
    speed: float  # 1 is usual
    size: tuple[int, int]  # width and height, one of the model's
    frames: int
    loras: tuple[Lora, ...] = ()  # worn for this clip
    lead: np.ndarray | None = None  # frames that it goes on from, instead of the picture


@dataclass
class Loaded:
    """A pipeline on its device, and what can be done without when it does not work there."""

    model: Model
    pipeline: Pipeline
    device: str
    bytes: int
    worn: tuple[Lora, ...] = ()  # changes to its weights that the last clip wanted
    reliefs: deque[Callable[["Loaded"], None]] = field(init=False)  # that save memory
    backends: tuple[str, ...] = field(init=False)  # of attention, in place of the one in use
    is_compiled: bool = field(init=False)

    def __post_init__(self) -> None:
        wanted = self.model.acceleration
        self.is_compiled = wanted.compile and all(map(can_compile, denoisers(self.pipeline)))
        self.use_attention(backends_for(wanted.attention, self.device))
        profile = choose_profile(self.model, self.device)
        self.reliefs = deque()
        if not profile.tiling:
            self.reliefs.append(_tile)
        if profile.offload != "group":
            self.reliefs.append(_offload)

    def use_attention(self, names: Sequence[str]) -> None:
        """Compute attention with the first of some backends that works here."""
        dtype = getattr(torch, choose_profile(self.model, self.device).dtype)
        self.backends = use_first_working(denoisers(self.pipeline), names, self.device, dtype)

    def simplify(self) -> bool:
        """Do without something that makes it faster and may be what failed. False: all is plain."""
        if self.backends:
            self.use_attention(self.backends)
        elif self.is_compiled:
            self.is_compiled = False
            log.warning("%s: not compiled from now on", self.model.name)
        else:
            return False
        return True


def shoot(loaded: Loaded, shot: Shot, take: Take) -> torch.Tensor:
    """Draw a clip. Short of memory it is decoded in tiles, then offloaded, then made smaller.

    What saved memory stays on for the clips that follow.

    Shapes:
        Returns (N, height, width, 3) uint8 RGB on the CPU, N at least `shot.frames`, of the shot's
        size or of a smaller one.

    Raises:
        RenderCancelled: the take was told to stop.
        OutOfMemory: there is not enough of it at any size.
        ModelBroken: the LoRAs of the shot cannot be used.
    """
    for size in [shot.size, *loaded.model.smaller_sizes(shot.size)]:
        while True:
            frames = _try(loaded, shot, size, take)
            if frames is not None:
                if size != shot.size:
                    take.drawn_smaller(*size)
                return frames
            silence_ahead()  # weights are moved, or it begins anew
            release_memory()
            if not loaded.reliefs:
                break
            loaded.reliefs.popleft()(loaded)
        log.warning("%s: not enough memory for %dx%d", loaded.model.name, *size)
    raise OutOfMemory(loaded.model.name)


def _wear(loaded: Loaded, loras: tuple[Lora, ...]) -> None:
    """Have the weights as a clip wants them. They stay so: the next clip may want the same."""
    if loaded.worn == loras:
        return
    log.info("%s changes %d for %d LoRAs", loaded.model.name, len(loaded.worn), len(loras))
    try:
        set_loras(loaded.pipeline, loaded.model.loras, loras)
    except DEVICE_FAULTS:
        raise
    except Exception as error:
        # Like all weights, somebody else's files.
        log.exception("%s cannot wear a LoRA of %s", loaded.model.name, loras)
        raise ModelBroken(loaded.model.name, first_line(error)) from error
    loaded.worn = loras


def _try(loaded: Loaded, shot: Shot, size: tuple[int, int], take: Take) -> torch.Tensor | None:
    """Draw a clip at one size. None: the memory did not suffice, and none of it is held.

    What makes it faster may fail in ways that no trial foresees: it is given up, not the clip.
    """
    while True:
        try:
            frames = _draw(loaded, shot, size, take)
        except torch.OutOfMemoryError:
            return None
        except (*DEVICE_FAULTS, EffectError, GenerationError):
            raise
        except Exception as error:
            # Kernels and compilers are other people's: whatever they raise. A fault of the model
            # itself comes again when nothing is left to do without.
            if not loaded.simplify():
                raise
            log.warning("%s: %s; again, simpler", loaded.model.name, first_line(error))
        else:
            loaded.backends = ()  # the one in use has proved itself
            return frames


def _draw(loaded: Loaded, shot: Shot, size: tuple[int, int], take: Take) -> torch.Tensor:
    model, pipeline = loaded.model, loaded.pipeline
    arguments = _arguments(model, shot, size, take.seed)
    steps = model.steps * model.frames.rounds(shot.frames)
    take.checkpoint()
    silence_ahead()  # LoRAs, the words, the picture, and a first step that may compile the model
    _wear(loaded, shot.loras)
    with (
        _compiled_or_not(loaded),
        torch.inference_mode(),
        watched(pipeline, model, steps, take) as control,
    ):
        output = pipeline(**arguments, **control)
    frames = output["videos"] if model.loader == "modular" else output.frames
    return _to_bytes(frames[0])


def _compiled_or_not(loaded: Loaded) -> AbstractContextManager[Any]:
    """Leave aside what was compiled where that did not work out."""
    if loaded.is_compiled or not loaded.model.acceleration.compile:
        return nullcontext()  # and do not import the compiler for nothing
    eager: AbstractContextManager[Any] = torch.compiler.set_stance("force_eager")
    return eager


def _arguments(model: Model, shot: Shot, size: tuple[int, int], seed: int) -> dict[str, Any]:
    """What the pipeline is called with, under its own names."""
    least, most = model.motion_range
    width, height = size
    given: dict[str, Any] = {"image": Image.fromarray(_resize(shot.picture, width, height))}
    if shot.lead is not None:
        frames = (Image.fromarray(_resize(frame, width, height)) for frame in shot.lead)
        given = {"video": list(frames)}
    values = given | {
        "prompt": shot.prompt,
        "negative": shot.negative,
        "width": width,
        "height": height,
        "frames": model.frames.at_least(shot.frames),
        "steps": model.steps,
        "fps": model.frames.fps,
        "motion": round(least + (most - least) * shot.motion),
        "speed": shot.speed,
    }
    named = {name: values[key] for key, name in model.arguments if name and key in values}
    # Noise from the processor is the same on every device, and so is the clip of a seed.
    noise = torch.Generator("cpu").manual_seed(seed)
    modular = {"output": ["videos"]} if model.loader == "modular" else {}
    return named | model.fixed | {"generator": noise, "output_type": "pt"} | modular


def _tile(loaded: Loaded) -> None:
    log.warning("%s: decoding in tiles from now on", loaded.model.name)
    if hasattr(loaded.pipeline.vae, "use_tiling"):
        loaded.pipeline.vae.enable_tiling()


def _offload(loaded: Loaded) -> None:
    log.warning("%s: weights wait in main memory from now on", loaded.model.name)
    if hasattr(loaded.pipeline, "remove_all_hooks"):
        loaded.pipeline.remove_all_hooks()
    place(loaded.pipeline, loaded.device, "group")


def _to_bytes(frames: torch.Tensor) -> torch.Tensor:
    """Bring a clip off its device, one frame after the other: it is large there as it is.

    Shapes: frames: (N, 3, H, W) float in [0, 1]. Returns (N, H, W, 3) uint8 on the CPU.
    """
    count, channels, height, width = frames.shape
    pixels = torch.empty((count, height, width, channels), dtype=torch.uint8)
    for drawn, kept in zip(frames, pixels, strict=True):
        known = torch.nan_to_num(drawn.float()).clamp(0, 1)
        kept.copy_(known.mul(255).round().to(torch.uint8).permute(1, 2, 0))
    return pixels


def _resize(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    if pixels.shape[:2] == (height, width):
        return pixels
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA))
