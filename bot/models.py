"""From the settings to models that can be ordered; what cannot work is said before the start."""

from collections.abc import Iterator, Sequence

from bot.config import Config, ConfigMistake
from bot.repertoire import Repertoire
from effects.api import Effect
from generation.models.depth import DepthModel
from generation.models.drawing import effects_of
from generation.models.entry import Model
from generation.models.loading import GB, is_downloaded
from generation.models.residents import Residents
from generation.models.signatures import Mismatch, find_mismatches, missing_packages
from generation.models.upscaler import Upscaler


def build_repertoire(config: Config) -> Repertoire:
    """The effects and the configured models. No weights are read before the first order.

    Raises:
        ConfigMistake: a model cannot work as it is configured; names the setting.
    """
    for mistake in find_mistakes(config):
        raise ConfigMistake(mistake)
    drawn = build_drawn(config, config.generation.devices)
    return Repertoire(config.models, drawn, enlarges=bool(config.upscaler.model))


def build_drawn(config: Config, devices: Sequence[str]) -> dict[str, Effect]:
    """The models as effects, to be drawn on those devices."""
    limit = config.generation.models_gb
    room = None if limit is None else round(limit * GB)
    return effects_of(config.models, {device: Residents(device, room) for device in devices})


def build_depth_model(config: Config, device: str = "") -> DepthModel | None:
    """The depth model; None when depth is guessed.

    Args:
        config: the settings.
        device: where it runs; "" is the first one.

    Raises:
        ConfigMistake: it is not on this machine.
    """
    depth = config.depth
    if not depth.model:
        return None
    _check_is_here("depth.model", depth.model, depth.revision)
    return DepthModel(depth.model, depth.revision, device=device or config.generation.devices[0])


def build_upscaler(config: Config, device: str) -> Upscaler | None:
    """What makes the clips of models larger on a device; None when they stay as drawn.

    Raises:
        ConfigMistake: it is not on this machine.
    """
    chosen = config.upscaler
    if not chosen.model:
        return None
    _check_is_here("upscaler.model", chosen.model, chosen.revision)
    return Upscaler(chosen.model, chosen.revision, device=device)


def _check_is_here(key: str, source: str, revision: str) -> None:
    if lacking := missing_packages(("transformers",)):
        raise ConfigMistake(_lacking(key, lacking))
    if not is_downloaded(source, revision):
        raise ConfigMistake(_not_here(key, source))


def find_mistakes(config: Config) -> Iterator[str]:
    """Every setting of a model that cannot work here, as a sentence that names it."""
    lacking = missing_packages()
    for name, model in config.models.items():
        key = f"models.{name}"
        if lacking:
            yield _lacking(key, lacking)
            continue
        mismatches = [_describe(key, each) for each in find_mismatches(model)]
        yield from mismatches
        if not mismatches:
            yield from _missing_weights(key, model)


def _missing_weights(key: str, model: Model) -> Iterator[str]:
    where = "repo" if model.folder is None else "folder"
    sources = [(f"{key}.{where}", model.source, model.revision)]
    sources += [(f"{key}.loras", lora.source, "") for lora in model.loras]
    sources += [
        (f"{key}.components.{name}", part.source, "") for name, part in model.components.items()
    ]
    for setting, source, revision in sources:
        if not is_downloaded(source, revision):
            yield _not_here(setting, source)


def _describe(key: str, mismatch: Mismatch) -> str:
    known = f" but has {', '.join(mismatch.known)}" if mismatch.known else ""
    return f'{key}.{mismatch.key} = "{mismatch.value}": the installed diffusers has no such{known}.'


def _lacking(key: str, packages: list[str]) -> str:
    return f"{key} needs {', '.join(packages)}: pip install 'zoetrope[models]'."


def _not_here(key: str, source: str) -> str:
    return (
        f'{key} = "{source}" is neither a folder nor a downloaded repository; '
        f'"hf download {source}" brings one from huggingface.co.'
    )
