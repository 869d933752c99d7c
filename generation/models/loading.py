"""Loads a pipeline from files of this machine: safetensors only, and never code of theirs."""

import gc
import importlib
import logging
import os
from collections.abc import Sequence
from typing import Any, TypeAlias

import torch

from generation.errors import ModelBroken
from generation.models.downloads import (
    Need,
    find_folder,
    need_of_component,
    need_of_lora,
    need_of_pipeline,
)
from generation.models.entry import Model
from generation.models.parts import Lora, Profile

log = logging.getLogger(__name__)
Pipeline: TypeAlias = Any  # a diffusers pipeline: the library has no types
GB = 1_000_000_000
DEVICE_FAULTS = (torch.OutOfMemoryError, torch.AcceleratorError)  # whatever the files are like
OFFLINE = {"local_files_only": True, "use_safetensors": True}


def device_memory(device: str) -> int:
    """Bytes that a device has in all."""
    if device.startswith("cuda"):
        return int(torch.cuda.get_device_properties(device).total_memory)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def choose_profile(model: Model, device: str) -> Profile:
    """How a model is kept on a device. A processor has but one way: in its own numbers."""
    if not device.startswith("cuda"):
        return Profile(from_gb=0.0, dtype="float32")
    gigabytes = device_memory(device) / GB
    fitting = [each for each in model.profiles if each.from_gb <= gigabytes]
    return max(fitting or model.profiles, key=lambda each: each.from_gb if fitting else 0.0)


def load_pipeline(model: Model, device: str) -> Pipeline:
    """Load a model's pipeline onto a device, ready to be called.

    Raises:
        ModelBroken: its files are missing, damaged, or not those of this pipeline.
        OutOfMemoryError, AcceleratorError: of torch; that is the device's doing, not the files'.
    """
    profile = choose_profile(model, device)
    try:
        pipeline = _read(model, profile)
        set_loras(pipeline, model.loras)
        _set_up(pipeline, model, profile)
        place(pipeline, device, profile.offload)
    except DEVICE_FAULTS:
        raise
    except Exception as error:
        # Weights are somebody else's files: whatever is wrong with them, it is the model that
        # cannot be used, and the next job is not its concern.
        log.exception("%s cannot be loaded from %s", model.name, model.source)
        raise ModelBroken(model.name, first_line(error)) from error
    return pipeline


def place(pipeline: Pipeline, device: str, offload: str) -> None:
    """Bring the weights to the device, at once or when their turn comes."""
    if offload == "group":
        pipeline.enable_group_offload(
            onload_device=torch.device(device),
            offload_device=torch.device("cpu"),
            offload_type="leaf_level",
            use_stream=device.startswith("cuda"),
        )
    elif offload == "model":
        pipeline.enable_model_cpu_offload(device=device)
    else:
        pipeline.to(device)


def size_bytes(pipeline: Pipeline) -> int:
    """Bytes of all weights of a pipeline, wherever they are."""
    modules = [part for part in pipeline.components.values() if isinstance(part, torch.nn.Module)]
    return sum(each.nbytes for module in modules for each in module.parameters())


def release_memory() -> None:
    """Give what is no longer referred to back to the device."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def denoisers(pipeline: Pipeline) -> list[torch.nn.Module]:
    """The networks that run at every step; Wan2.2 A14B has two that take turns."""
    names = ("transformer", "transformer_2", "unet")
    parts = (pipeline.components.get(name) for name in names)
    return [part for part in parts if isinstance(part, torch.nn.Module)]


def set_loras(pipeline: Pipeline, own: Sequence[Lora], worn: Sequence[Lora] = ()) -> None:
    """Change a pipeline's weights by its own LoRAs and by some that it wears for a while.

    What it wore before is taken off whole: nothing of it is left in the weights.
    """
    if known := _adapters(pipeline, "worn"):
        pipeline.delete_adapters(known)
    for kind, loras in (("own", own), ("worn", worn)):
        for index, lora in enumerate(loras):
            if (name := f"{kind}-{index}") not in _adapters(pipeline, kind):
                _load_lora(pipeline, lora, name)
    scales = {f"own-{index}": lora.scale for index, lora in enumerate(own)}
    scales |= {f"worn-{index}": lora.scale for index, lora in enumerate(worn)}
    if scales:
        pipeline.set_adapters(list(scales), list(scales.values()))


def _adapters(pipeline: Pipeline, kind: str) -> list[str]:
    """The LoRAs of a kind that are in the pipeline."""
    if not hasattr(pipeline, "get_list_adapters"):
        return []
    names = {name for part in pipeline.get_list_adapters().values() for name in part}
    return sorted(name for name in names if name.startswith(kind))


def _load_lora(pipeline: Pipeline, lora: Lora, name: str) -> None:
    second = {"load_into_transformer_2": True} if lora.second_expert else {}
    pipeline.load_lora_weights(
        folder_of(need_of_lora(lora)),
        weight_name=lora.file or None,
        adapter_name=name,
        **OFFLINE,
        **second,
    )


def folder_of(need: Need) -> str:
    """Where the files of a need are on this machine.

    Raises:
        FileNotFoundError: they are not all there.
    """
    folder = find_folder(need)
    if folder is None:
        raise FileNotFoundError(f"{need.source} is neither a folder nor downloaded whole")
    return str(folder)


def _read(model: Model, profile: Profile) -> Pipeline:
    folder = folder_of(need_of_pipeline(model))
    diffusers = importlib.import_module("diffusers")
    for library in (diffusers, importlib.import_module("transformers")):
        library.utils.logging.disable_progress_bar()  # nobody watches the log of a service
    dtypes = {"default": getattr(torch, profile.dtype)}
    if model.float32_vae:
        dtypes["vae"] = torch.float32
    if model.loader == "modular":
        return _read_modular(folder, dtypes)
    pipeline = getattr(diffusers, model.pipeline).from_pretrained(
        folder,
        dtype=dtypes,
        trust_remote_code=False,
        **OFFLINE,
        **_read_components(model, dtypes["default"]),
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def _read_modular(folder: str, dtypes: dict[str, torch.dtype]) -> Pipeline:
    diffusers = importlib.import_module("diffusers")
    pipeline = diffusers.ModularPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.load_components(dtype=dtypes, trust_remote_code=False, **OFFLINE)
    return pipeline


def _read_components(model: Model, dtype: torch.dtype) -> dict[str, Any]:
    """The parts that come from elsewhere than the rest of the pipeline."""
    loaded = {}
    for name, component in model.components.items():
        kind = getattr(importlib.import_module(component.library), component.kind)
        weights = {"dtype": dtype, "use_safetensors": True} if hasattr(kind, "forward") else {}
        loaded[name] = kind.from_pretrained(
            folder_of(need_of_component(name, component)),
            subfolder=component.subfolder,
            local_files_only=True,
            **weights,
        )
    return loaded


def _set_up(pipeline: Pipeline, model: Model, profile: Profile) -> None:
    """Everything that is changed after loading, in the order that works."""
    if model.scheduler is not None:
        kind = getattr(importlib.import_module("diffusers"), model.scheduler.kind)
        pipeline.scheduler = kind.from_config(pipeline.scheduler.config, **model.scheduler.options)
    for path, value in model.attributes.items():
        *owners, name = path.split(".")
        owner = pipeline
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, name, value)
    if profile.tiling:
        pipeline.vae.enable_tiling()
    for denoiser in denoisers(pipeline):
        _accelerate(denoiser, model, profile)


def _accelerate(denoiser: Any, model: Model, profile: Profile) -> None:  # noqa: ANN401
    if profile.fp8:
        _keep_in_8_bits(denoiser, getattr(torch, profile.dtype))
    wanted = model.acceleration
    if wanted.compile and can_compile(denoiser):
        # One graph for every size and length: shapes are free, breaks are errors. A step cache
        # would be one: diffusers 0.42 keeps the compiler out of the blocks that it watches.
        denoiser.compile_repeated_blocks(fullgraph=True, dynamic=True)
    elif wanted.cache:
        config = getattr(importlib.import_module("diffusers"), wanted.cache)
        denoiser.enable_cache(config(**wanted.cache_options))


def can_compile(denoiser: torch.nn.Module) -> bool:
    """Whether diffusers knows which of its blocks repeat; of CogVideoX and SVD it does not."""
    return bool(getattr(denoiser, "_repeated_blocks", None))


def _keep_in_8_bits(denoiser: Any, dtype: torch.dtype) -> None:  # noqa: ANN401
    """Store weights in eight bits and compute in `dtype`, LoRAs that come later included."""
    denoiser.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=dtype)
    for layer in denoiser.modules():
        weight = getattr(layer, "weight", None)
        if weight is not None and weight.dtype == torch.float8_e4m3fn:
            # PEFT gives a LoRA the numbers of the layer that it changes, unless the layer says
            # that it computes in others; nothing can be computed in eight bits.
            layer.compute_dtype = dtype


def first_line(error: Exception) -> str:
    """The beginning of what a library says, for one sentence."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0].rstrip(".")
