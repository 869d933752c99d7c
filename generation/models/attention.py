"""Which kernels compute a model's attention: the fastest exact ones that work on its device.

Kernels come and go with the GPU, the packages that are installed and what a model asks of them (a
mask, a number format). So a backend is asked to compute something small first, and whoever draws
can go on to the next one when it fails all the same.

Sources:
    FlashAttention-3 is for Hopper alone, FlashAttention-2 for what came before: diffusers,
    "Attention backends" (optimization/attention_backends).
    cuDNN where there is Blackwell, and because it takes masks, which the flash kernels refuse:
    vLLM-Omni, "Diffusion Attention Backends"; it measured HunyuanVideo-1.5 at twice the speed.
    SageAttention computes in eight bits and has drawn noise with Wan on Hopper
    (huggingface/diffusers#12783): it is for those who name it in the settings.
    Kernels of the hub (`*_hub`) bring code of others from the network, and are never chosen here.
"""

import logging
from collections.abc import Sequence
from typing import Final, TypeAlias

import torch

log = logging.getLogger(__name__)
Capability: TypeAlias = tuple[int, int]  # of a CUDA device: (9, 0) is Hopper
NATIVE: Final = "native"  # torch chooses; it runs everywhere
FASTER: tuple[tuple[Capability, tuple[str, ...]], ...] = (
    # from this capability on: these, best first
    ((10, 0), ("_native_cudnn",)),  # Blackwell
    ((9, 0), ("_flash_3", "_native_cudnn")),  # Hopper
    ((8, 0), ("flash",)),  # Ampere and Ada
)
TRIAL_SHAPE = (1, 256, 2)  # clips, tokens, heads
USUAL_HEAD_SIZE = 64
MOST_ERROR = 0.1  # of the trial's norm: 16 bits are ten times, eight bits twice as exact


def backends_for(wanted: str, device: str) -> tuple[str, ...]:
    """What to try on a device, best first; the last one always works.

    Args:
        wanted: what the settings say, which goes before all others; "" for what suits the device.
        device: "cpu", "cuda:0".
    """
    if wanted:
        return tuple(dict.fromkeys((wanted, NATIVE)))
    return suited_to(capability_of(device))


def suited_to(capability: Capability | None) -> tuple[str, ...]:
    """What suits a CUDA device, best first; None is any other device."""
    for least, names in FASTER:
        if capability is not None and capability >= least:
            return (*names, NATIVE)
    return (NATIVE,)


def capability_of(device: str) -> Capability | None:
    """The compute capability of an NVIDIA device; None for all that is none."""
    if not device.startswith("cuda") or torch.version.hip:
        return None
    return torch.cuda.get_device_capability(device)


def use_first_working(
    denoisers: Sequence[torch.nn.Module], names: Sequence[str], device: str, dtype: torch.dtype
) -> tuple[str, ...]:
    """Have networks compute their attention with the first backend that works here.

    Args:
        denoisers: networks of diffusers.
        names: of backends, best first; the last one is taken as it is.
        device: where they will run.
        dtype: of their numbers.

    Returns:
        What could still be tried, should it fail in the middle of a clip.
    """
    if not any(_heeds(module) for each in denoisers for module in each.modules()):
        return ()  # CogVideoX and SVD: torch chooses, whatever is said
    *doubtful, last = names
    for number, name in enumerate(doubtful, start=1):
        if why_not := _find_fault(denoisers, name, device, dtype):
            log.info("attention %s does not work on %s: %s", name, device, why_not)
            continue
        log.info("attention %s on %s", name, device)
        return tuple(names[number:])
    _set(denoisers, last)
    log.info("attention %s on %s", last, device)
    return ()


def _heeds(module: torch.nn.Module) -> bool:
    """It computes attention with the backend that is set."""
    return hasattr(getattr(module, "processor", None), "_attention_backend")


def _find_fault(
    denoisers: Sequence[torch.nn.Module], name: str, device: str, dtype: torch.dtype
) -> str:
    """Set a backend and try it. Returns why it cannot be used, "" if it can."""
    try:
        _set(denoisers, name)  # diffusers says here which package is missing
        error = _error_of(name, _head_size(denoisers), device, dtype)
    except Exception as fault:  # noqa: BLE001 - kernels are other people's: whatever they raise
        return str(fault).partition("\n")[0] or type(fault).__name__
    return "" if error < MOST_ERROR else f"its results are off by {error:.0%}"


def _set(denoisers: Sequence[torch.nn.Module], name: str) -> None:
    diffusers_log = logging.getLogger("diffusers.models.modeling_utils")
    level = diffusers_log.level
    diffusers_log.setLevel(logging.ERROR)  # it warns that this is new, once for every load
    try:
        _set_each(denoisers, name)
    finally:
        diffusers_log.setLevel(level)


def _set_each(denoisers: Sequence[torch.nn.Module], name: str) -> None:
    for denoiser in denoisers:
        # This also becomes what diffusers uses for networks that have been told nothing: so every
        # model is told, and none draws with what another one's settings say.
        denoiser.set_attention_backend(name)  # type: ignore[operator]


def _error_of(name: str, head_size: int, device: str, dtype: torch.dtype) -> float:
    """How far a backend's attention is from torch's own, as a share of its norm."""
    from diffusers.models.attention_dispatch import AttentionBackendName, dispatch_attention_fn

    noise = torch.Generator("cpu").manual_seed(0)
    shape = (*TRIAL_SHAPE, head_size)
    given = [torch.randn(shape, generator=noise).to(device, dtype) for _ in range(3)]
    with torch.inference_mode():
        expected, got = (
            dispatch_attention_fn(*given, backend=AttentionBackendName(each)).float()
            for each in (NATIVE, name)
        )
    return float((got - expected).norm() / expected.norm())


def _head_size(denoisers: Sequence[torch.nn.Module]) -> int:
    """Channels of each head: not every kernel takes every number."""
    sizes = (getattr(each.config, "attention_head_dim", None) for each in denoisers)
    return next((size for size in sizes if isinstance(size, int)), USUAL_HEAD_SIZE)
