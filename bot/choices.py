"""Understands what was typed after `/animate`: which effect, with which options, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.commands import BadCommand, Command
from bot.errors import TooLong
from bot.pricing import INCLUDED_SIDE_PX, price_of
from bot.repertoire import PROMPT, Repertoire
from bot.tiers import TierTerms
from effects.api import Effect, Options
from effects.errors import BadOptions
from generation.clip_options import ClipOptions, read_clip_options, vary
from generation.models.entry import Model
from generation.rendering import Recipe

SEED_LIMIT = 2**31
WORDS = "words"  # the option of effects that understand plain words


@dataclass(frozen=True)
class Choice:
    """A checked order without its picture."""

    effect: Effect
    options: Options
    clip: ClipOptions
    seed: int
    model: Model | None = None  # that draws it, if one does

    def price(self, tier: TierTerms) -> int:
        """What it costs in a tier. A model's price goes by its length only: it has its own size."""
        return price_of(
            self.effect,
            seconds=self.options.duration,
            long_side=INCLUDED_SIDE_PX if self.model else tier.largest_side,
            clips=self.clip.variants,
        )

    def licence(self, tier_sentence: str) -> str:
        """What its clips may be used for: the tier's sentence, and the model's."""
        return f"{tier_sentence} {self.model.licence.sentence}" if self.model else tier_sentence

    def recipe(
        self, variant: int, *, watermark: bool, licence: str, ai_marked: bool = False
    ) -> Recipe:
        """What one of its clips is made of; the first variant is number 0."""
        return recipe_from_row(
            self.to_row() | {"ai_marked": ai_marked}, variant, watermark=watermark, licence=licence
        )

    def to_row(self) -> dict[str, Any]:
        """The choice as JSON-ready values."""
        return {
            "effect": self.effect.name,
            "options": self.options.model_dump(mode="json"),
            "clip": self.clip.model_dump(mode="json"),
            "seed": self.seed,
        }


def recipe_from_row(
    row: Mapping[str, Any], variant: int, *, watermark: bool, licence: str
) -> Recipe:
    """What one of the clips of an accepted order is made of; the first variant is number 0.

    The row was checked when it was written: what it names may since have left the settings.
    """
    clip = ClipOptions.model_validate(row["clip"])
    options, seed = vary(row["options"], row["seed"], variant)
    return Recipe(
        effect=row["effect"],
        options=options,
        seed=seed,
        fps=clip.fps,
        watermark=watermark,
        play=clip.play,
        licence=licence,
        input_is_ai_marked=row["ai_marked"],
    )


def read_choice(
    effect: str,
    typed: Mapping[str, str],
    *,
    repertoire: Repertoire,
    longest_s: float,
    fps: int,
    key: str,
) -> Choice:
    """Check what was typed.

    Args:
        effect: its name; "" when there is only a prompt.
        typed: option names and values, as written.
        repertoire: what there is.
        longest_s: of the asker's tier.
        fps: frames a second when none were typed.
        key: of the order; decides the seed when none was typed, so that the same order again is
            the same clip.

    Raises:
        NeedsModel: no effect can do this well.
        UnknownEffect, BadOptions, TooLong: it cannot be ordered like this.
    """
    chosen = repertoire.choose(effect, typed)
    model = repertoire.model(chosen)
    clip = _read_clip(typed, fps, model)
    own = {
        name: value
        for name, value in typed.items()
        if name != "seed" and name not in ClipOptions.model_fields
    }
    try:
        options = chosen.parse(own)
    except BadOptions as error:
        if error.is_unknown:
            error.allowed = ", ".join([error.allowed, *ClipOptions.model_fields, "seed"])
        raise
    if options.duration > longest_s:
        raise TooLong(options.duration, longest_s)
    return Choice(chosen, options, clip, _read_seed(typed.get("seed"), key), model)


def options_of(command: Command, repertoire: Repertoire) -> dict[str, str]:
    """The options of a typed command; words that follow the effect go where it takes words.

    Raises:
        NeedsModel, UnknownEffect: there is no such effect.
        BadCommand: the effect takes no words.
    """
    if not command.words:
        return command.options
    options = repertoire.find(command.effect).options.model_fields
    for name in (WORDS, PROMPT):
        if name in options:
            return command.options | {name: command.words}
    raise BadCommand(command.words)


def _read_clip(typed: Mapping[str, str], fps: int, model: Model | None) -> ClipOptions:
    """The clip's options; a model's motion is right at one frame rate only."""
    if model is None:
        return read_clip_options(typed, fps=fps)
    own = str(model.frames.fps)
    if typed.get("fps", own) != own:
        raise BadOptions("fps", typed["fps"], own)
    rest = {name: value for name, value in typed.items() if name != "fps"}
    return read_clip_options(rest, fps=fps).model_copy(update={"fps": model.frames.fps})


def _read_seed(typed: str | None, key: str) -> int:
    if typed is None:
        return int.from_bytes(sha256(key.encode()).digest()[:4]) % SEED_LIMIT
    if not typed.isdecimal() or int(typed) >= SEED_LIMIT:
        raise BadOptions("seed", typed, f"0 to {SEED_LIMIT - 1}")
    return int(typed)
