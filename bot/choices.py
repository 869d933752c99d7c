"""Understands what was typed after `/animate`: which effect, with which options, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.commands import BadCommand, Command
from bot.errors import NeedsSound, NeedsUpscaler, TakesNoSound, TooLong
from bot.pricing import INCLUDED_SIDE_PX, price_of
from bot.repertoire import BY, PROMPT, Repertoire, by_of
from bot.templates import prompt_for
from bot.tiers import TierTerms
from effects.api import Effect, Options
from effects.errors import Allowed, BadOptions
from effects.library import all_effects
from generation.clip_options import ClipOptions, read_clip_options, vary
from generation.clips import Recipe
from generation.models.drawing import ENGINE, ModelEffect
from generation.models.entry import Model
from generation.playback import Play
from generation.sounds import Sound

SEED_LIMIT = 2**31
MOST_DIGITS = 100  # of a seed, zeros in front included
SHORTEST_S = 1.0  # what every effect can fill
FORWARDS = (Play.FORWARD, Play.LOOP)  # in which a voice is understood
WORDS = "words"  # the option of effects that understand plain words
NOT_COMMERCIAL = "Not for commercial use; made with Zoetrope."
SUBJECT = "subject"  # the option of effects that models draw: what is in the picture


@dataclass(frozen=True)
class Choice:
    """A checked order without its picture."""

    effect: Effect
    options: Options
    clip: ClipOptions
    seed: int
    model: Model | None = None  # that draws it, if one does

    def price(self, tier: TierTerms) -> int:
        """What it costs in a tier.

        A model has its own size, so that only length and upscaling count for it.
        """
        return price_of(
            self.effect,
            seconds=self.options.duration,
            long_side=self.clip.upscale * (INCLUDED_SIDE_PX if self.model else tier.largest_side),
            clips=self.clip.variants,
        )

    def typed(self, options: Mapping[str, str]) -> dict[str, str]:
        """What to type to have it again with other chance: options, and a template's prompt."""
        told = getattr(self.options, PROMPT, "")
        own = {PROMPT: told} if told else {}
        return own | {name: text for name, text in options.items() if name != "seed"}

    def drawn_size(self, width: int, height: int) -> tuple[int, int]:
        """The size that is drawn for a clip of a size: what a model draws is enlarged later."""
        times = self.clip.upscale if self.model else 1
        return width // times, height // times

    def licence(self, tier_sentence: str) -> str:
        """What its clips may be used for: the tier's sentence, the model's and its LoRAs'.

        No tier can allow what the weights do not: where they are not for commercial use, that is
        said instead of the tier's sentence, and where their licence ends, beside it.
        """
        if not isinstance(self.effect, ModelEffect) or self.model is None:
            return tier_sentence
        model, recipe = self.model.licence, self.effect.recipe
        commercial = model.commercial and (recipe is None or recipe.commercial)
        first = tier_sentence if commercial else NOT_COMMERCIAL
        return " ".join(filter(None, (first, model.said, recipe.licence if recipe else "")))

    def recipe(
        self,
        variant: int,
        *,
        watermark: bool,
        licence: str,
        ai_marked: bool = False,
        sound: Sound | None = None,
    ) -> Recipe:
        """What one of its clips is made of; the first variant is number 0."""
        row = self.to_row() | {"ai_marked": ai_marked}
        return recipe_from_row(row, variant, watermark=watermark, licence=licence, sound=sound)

    def to_row(self) -> dict[str, Any]:
        """The choice as JSON-ready values."""
        return {
            "effect": self.effect.name,
            "by": by_of(self.effect),
            "is_model": self.model is not None,
            "options": self.options.model_dump(mode="json"),
            "clip": self.clip.model_dump(mode="json"),
            "seed": self.seed,
        }


def recipe_from_row(
    row: Mapping[str, Any],
    variant: int,
    *,
    watermark: bool,
    licence: str,
    sound: Sound | None = None,
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
        upscale=clip.upscale,
        licence=licence,
        is_model=row.get("is_model", False),
        input_is_ai_marked=row["ai_marked"],
        sound=sound,
        by=row.get("by", ""),
    )


def read_choice(
    effect: str,
    typed: Mapping[str, str],
    *,
    repertoire: Repertoire,
    longest_s: float,
    fps: int,
    key: str,
    sound_s: float | None = None,
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
        sound_s: the length of the sound that comes with it. The clip is as long, unless a shorter
            one was typed or the tier's clips end earlier.

    Raises:
        NeedsModel: no effect can do this well.
        NeedsUpscaler: it is to be larger than its model draws.
        UnknownEffect, BadOptions, TooLong: it cannot be ordered like this.
    """
    chosen = repertoire.choose(effect, typed)
    model = repertoire.model(chosen)
    clip = _read_clip(typed, fps, model)
    if model is not None and clip.upscale > 1 and not repertoire.enlarges:
        raise NeedsUpscaler
    own = {
        name: value
        for name, value in typed.items()
        if name != "seed" and name not in ClipOptions.model_fields
    }
    if typed.get(BY) == ENGINE and model is None:
        own.pop(BY)
    if PROMPT in chosen.options.model_fields and (told := prompt_for(effect)):
        own = {PROMPT: told} | own
    try:
        options = chosen.parse(own)
    except BadOptions as error:
        if error.is_unknown:
            error.allowed = Allowed((*error.allowed.choices, *ClipOptions.model_fields, "seed"))
        raise
    if options.duration > longest_s:
        raise TooLong(options.duration, longest_s)
    if chosen.takes_sound and clip.play not in FORWARDS:
        raise BadOptions("play", clip.play, Allowed(FORWARDS))
    if sound_s is not None:
        own_length = options.duration if "duration" in typed else longest_s
        length = max(SHORTEST_S, min(own_length, round(sound_s, 2)))
        options = options.model_copy(update={"duration": length})
    return Choice(chosen, options, clip, _read_seed(typed.get("seed"), key), model)


def check_sound(effect: Effect, *, has_sound: bool) -> None:
    """Refuse an order that lacks its sound, or has one that nobody would hear.

    Raises:
        NeedsSound, TakesNoSound: that is so.
    """
    if effect.takes_sound and not has_sound:
        raise NeedsSound(effect.name)
    if has_sound and not effect.takes_sound:
        playing = (name for name, other in all_effects().items() if other.takes_sound)
        raise TakesNoSound(effect.name, tuple(playing))


def options_of(command: Command, repertoire: Repertoire) -> dict[str, str]:
    """The options of a typed command; words that follow the effect go where it takes words.

    Raises:
        NeedsModel, UnknownEffect: there is no such effect.
        BadCommand: the effect takes no words.
    """
    if not command.words:
        return command.options
    options = repertoire.find(command.effect).options.model_fields
    for name in (WORDS, PROMPT, SUBJECT):
        if name in options:
            return command.options | {name: command.words}
    raise BadCommand(command.words)


def _read_clip(typed: Mapping[str, str], fps: int, model: Model | None) -> ClipOptions:
    """The clip's options; a model's motion is right at one frame rate only."""
    if model is None:
        return read_clip_options(typed, fps=fps)
    own = str(model.frames.fps)
    if typed.get("fps", own) != own:
        raise BadOptions("fps", typed["fps"], Allowed((own,)))
    rest = {name: value for name, value in typed.items() if name != "fps"}
    return read_clip_options(rest, fps=fps).model_copy(update={"fps": model.frames.fps})


def _read_seed(typed: str | None, key: str) -> int:
    if typed is None:
        return int.from_bytes(sha256(key.encode()).digest()[:4]) % SEED_LIMIT
    is_short = len(typed) <= MOST_DIGITS  # Python reads no number of thousands of digits
    if not (is_short and typed.isdecimal() and int(typed) < SEED_LIMIT):
        raise BadOptions("seed", typed, Allowed(minimum=0, maximum=SEED_LIMIT - 1))
    return int(typed)
