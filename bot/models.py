"""From the settings to models that can be ordered; what cannot work is said before the start."""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.config import Config, ConfigMistake
from bot.repertoire import Repertoire
from effects.api import Effect
from generation.models.depth import DepthModel
from generation.models.downloads import (
    INDEXES,
    Need,
    find_folder,
    need_at_top,
    needs_of,
    needs_of_effect,
)
from generation.models.drawing import effects_of
from generation.models.entry import Model
from generation.models.loading import GB
from generation.models.residents import Residents
from generation.models.signatures import NEEDED, Mismatch, find_mismatches, missing_packages
from generation.models.upscaler import Upscaler


def build_repertoire(config: Config) -> Repertoire:
    """The effects and the configured models. No weights are read before the first order.

    Raises:
        ConfigMistake: a model cannot work as it is configured; names the setting.
    """
    for mistake in find_mistakes(config):
        raise ConfigMistake(mistake)
    drawn = build_drawn(config, config.generation.devices)
    return Repertoire(able_models(config), drawn, enlarges=bool(config.upscaler.model))


def able_models(config: Config) -> dict[str, Model]:
    """The models with the recipes whose weights are here; the engine draws the other effects."""
    return {name: _able(model) for name, model in config.models.items()}


def absent_effects(model: Model) -> dict[str, Need]:
    """The effects that a model has a recipe for, and what of their weights is not here."""
    return {
        effect: need
        for effect in model.effects
        for need in needs_of_effect(model, effect)
        if find_folder(need) is None
    }


def _able(model: Model) -> Model:
    absent = absent_effects(model)
    here = {name: recipe for name, recipe in model.effects.items() if name not in absent}
    return model.model_copy(update={"effects": here})


def build_drawn(config: Config, devices: Sequence[str]) -> dict[str, Effect]:
    """The models as effects, to be drawn on those devices."""
    limit = config.generation.models_gb
    room = None if limit is None else round(limit * GB)
    residents = {device: Residents(device, room) for device in devices}
    return dict(effects_of(able_models(config), residents))


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
    check_packages(key, ("transformers",))
    need = need_at_top(source, revision)
    if find_folder(need) is None:
        raise ConfigMistake(not_here(key, need, key.partition(".")[0]))


def check_packages(key: str, needed: Sequence[str] = NEEDED) -> None:
    """Make sure that what models need is installed.

    Raises:
        ConfigMistake: it is not; names the setting that needs it.
    """
    if lacking := missing_packages(needed):
        raise ConfigMistake(_lacking(key, lacking))


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
            yield from _missing_weights(name, model)


def find_doubts(config: Config) -> Iterator[str]:
    """Models whose longest clips may well not be done in time, as sentences for operators."""
    longest_s = max(tier.longest_s for tier in config.tiers.values())
    limit_s = config.generation.time_limit_s
    for name, model in config.models.items():
        seconds = min(longest_s, model.most_seconds)
        work_s = math.ceil(model.first_clip_s(seconds))
        if work_s > limit_s:
            yield (
                f"generation.time_limit_s = {limit_s:g} is short for models.{name}, whose first "
                f"clip of {seconds:g} s may take {work_s} s, a guess that includes loading: "
                f"clips that are not done in time are given up, so set it to {work_s} or more."
            )


def find_unpinned(config: Config) -> Iterator[str]:
    """Repositories whose makers may still change what is pulled, as a sentence for each model."""
    for name, model in config.models.items():
        needs = [*needs_of(model)]
        needs += [need for effect in model.effects for need in needs_of_effect(model, effect)]
        if sources := dict.fromkeys(need.source for need in needs if not need.is_pinned):
            yield (
                f"Not pinned in models.{name}: {', '.join(sources)}. What is pulled is what their "
                'makers have there on that day; revision = "…" with the commit that pull prints '
                "keeps what you looked at."
            )


def not_here(key: str, need: Need, pulled: str) -> str:
    """That files are missing, and where they could come from.

    Args:
        key: the setting that names them.
        need: what they are for.
        pulled: what "zoetrope models pull" would have to be told.
    """
    if Path(need.source).is_dir():
        wanted = " or ".join(need.patterns or INDEXES)
        return (
            f'{key} = "{need.source}" is a folder without {wanted}; put it there, or correct that.'
        )
    return (
        f'{key} = "{need.source}" is neither a folder nor wholly downloaded; '
        f'"zoetrope models pull {pulled}" brings what is on huggingface.co.'
    )


def _missing_weights(name: str, model: Model) -> Iterator[str]:
    for need in needs_of(model):
        if find_folder(need) is None:
            yield not_here(f"models.{name}.{need.setting}", need, name)


def _describe(key: str, mismatch: Mismatch) -> str:
    known = f" but has {', '.join(mismatch.known)}" if mismatch.known else ""
    return f'{key}.{mismatch.key} = "{mismatch.value}": the installed diffusers has no such{known}.'


def _lacking(key: str, packages: list[str]) -> str:
    return f"{key} needs {', '.join(packages)}: pip install 'zoetrope[models]'."
