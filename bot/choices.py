"""Understands what was typed after `/animate`: which effect, with which options, how often."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.commands import BadCommand, Command
from bot.errors import NeedsSound, TakesNoSound, TooLong
from bot.pricing import price_of
from bot.templates import check_can_be_drawn
from bot.tiers import TierTerms
from effects.api import Effect, Options
from effects.errors import BadOptions
from effects.library import all_effects, find_effect
from generation.clip_options import ClipOptions, read_clip_options, vary
from generation.playback import Play
from generation.rendering import Recipe
from generation.sounds import Sound

SEED_LIMIT = 2**31
SHORTEST_S = 1.0  # what every effect can fill
BACKWARDS = (Play.REVERSE, Play.PING_PONG)  # which no voice is understood
WORDS = "words"  # the option of effects that understand plain words


@dataclass(frozen=True)
class Choice:
    """A checked order without its picture."""

    effect: Effect
    options: Options
    clip: ClipOptions
    seed: int

    def price(self, tier: TierTerms) -> int:
        """What it costs in a tier."""
        return price_of(
            self.effect,
            seconds=self.options.duration,
            long_side=tier.largest_side,
            clips=self.clip.variants,
        )

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
        options, seed = vary(self.options, self.seed, variant)
        return Recipe(
            effect=self.effect.name,
            options=options.model_dump(mode="json"),
            seed=seed,
            fps=self.clip.fps,
            watermark=watermark,
            play=self.clip.play,
            licence=licence,
            input_is_ai_marked=ai_marked,
            sound=sound,
        )

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Choice":
        """Read a choice back from a job row."""
        effect = find_effect(row["effect"])
        clip = ClipOptions.model_validate(row["clip"])
        return cls(effect, effect.parse(row["options"]), clip, row["seed"])

    def to_row(self) -> dict[str, Any]:
        """The choice as JSON-ready values."""
        return {
            "effect": self.effect.name,
            "options": self.options.model_dump(mode="json"),
            "clip": self.clip.model_dump(mode="json"),
            "seed": self.seed,
        }


def read_choice(
    effect: str,
    typed: Mapping[str, str],
    *,
    longest_s: float,
    fps: int,
    key: str,
    sound_s: float | None = None,
) -> Choice:
    """Check what was typed.

    Args:
        effect: its name.
        typed: option names and values, as written.
        longest_s: of the asker's tier.
        fps: frames a second when none were typed.
        key: of the order; decides the seed when none was typed, so that the same order again is
            the same clip.
        sound_s: the length of the sound that comes with it. The clip is as long, unless a shorter
            one was typed or the tier's clips end earlier.

    Raises:
        NeedsModel: no effect can do this well.
        UnknownEffect, BadOptions, TooLong: it cannot be ordered like this.
    """
    check_can_be_drawn(effect)
    chosen = find_effect(effect)
    clip = read_clip_options(typed, fps=fps)
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
    if chosen.takes_sound and clip.play in BACKWARDS:
        raise BadOptions("play", clip.play, "forward or loop")
    if sound_s is not None:
        own_length = options.duration if "duration" in typed else longest_s
        length = max(SHORTEST_S, min(own_length, round(sound_s, 2)))
        options = options.model_copy(update={"duration": length})
    return Choice(chosen, options, clip, _read_seed(typed.get("seed"), key))


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


def options_of(command: Command) -> dict[str, str]:
    """The options of a typed command; words that follow the effect go where it takes words.

    Raises:
        NeedsModel, UnknownEffect: there is no such effect.
        BadCommand: the effect takes no words.
    """
    if not command.words:
        return command.options
    check_can_be_drawn(command.effect)
    if WORDS not in find_effect(command.effect).options.model_fields:
        raise BadCommand(command.words)
    return command.options | {WORDS: command.words}


def _read_seed(typed: str | None, key: str) -> int:
    if typed is None:
        return int.from_bytes(sha256(key.encode()).digest()[:4]) % SEED_LIMIT
    if not typed.isdecimal() or int(typed) >= SEED_LIMIT:
        raise BadOptions("seed", typed, f"0 to {SEED_LIMIT - 1}")
    return int(typed)
