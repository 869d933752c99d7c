"""Every language says everything, with the same facts, in words that fit where they are shown."""

import re
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot import descriptions, wording
from bot.catalogue import card_of, find_card
from bot.languages import FALLBACK, LOCALES, bundle, language_for, spoken
from bot.repertoire import Repertoire
from effects._light_words import read_wish
from effects.library import all_effects
from generation.models.drawing import effects_of
from generation.models.entry import Model
from storage import errors as storage

OTHERS = [language for language in spoken() if language != FALLBACK]
DESCRIBED = ("effect-", "option-", "model-")  # in English, the code of the effects says these
NUMBERS = (0, 1, 2, 7.5, 1_000_000)
LIGHT_WORDS = (
    *("golden hour", "sunrise", "noon", "dusk", "moonlight", "candlelight", "warm", "cold"),
    *("soft", "dramatic", "from the left", "right", "above", "below", "front"),
)
DISCORD_LABELS = ("form-order", "option-image", "option-sound", "option-prompt", "option-options")
DISCORD_NAME = r"[-_\w]{1,32}"

every_language = pytest.mark.parametrize("language", spoken())
every_other_language = pytest.mark.parametrize("language", OTHERS)


class Names(Visitor):
    """What a message is made of: its own facts, and the messages that it quotes."""

    def __init__(self):
        self.facts, self.quoted = set(), set()

    def visit_VariableReference(self, node):  # noqa: N802 - the parser's name
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node):  # noqa: N802 - the parser's name
        self.quoted.add(node.id.name)


def read(language):
    """Every message of a language; a file that cannot be read fails."""
    body = FluentParser().parse((LOCALES / f"{language}.ftl").read_text("utf-8")).body
    assert not [entry.content for entry in body if isinstance(entry, ast.Junk)]
    found = [entry for entry in body if isinstance(entry, ast.Message)]
    assert len(found) == len({entry.id.name for entry in found}), "a message is there twice"
    return {entry.id.name: entry for entry in found}


def names_of(message):
    names = Names()
    names.visit(message)
    return names


def facts_of(key, messages):
    """The facts of a message and of all it quotes."""
    names = names_of(messages[key])
    return names.facts.union(*(facts_of(quoted, messages) for quoted in names.quoted))


def sentences(language):
    return {
        key: facts_of(key, messages)
        for messages in [read(language)]
        for key in messages
        if not key.startswith(DESCRIBED)
    }


def cards():
    """The effects, a model that follows a prompt, one that does not, and what the first is told."""
    acknowledged = {"licence": {"acknowledged": True}}
    models = {
        name: Model.model_validate({"preset": name, "name": name} | acknowledged)
        for name in ("wan2.2-ti2v-5b", "svd-xt")
    }
    drawn = effects_of(models, {})
    own = [card_of(effect) for effect in (*all_effects().values(), *drawn.values())]
    return [*own, find_card("hugging", own, Repertoire(models, drawn))]


def samples(facts):
    """Values for a message's facts, with every number in turn."""
    for number in NUMBERS:
        given = dict.fromkeys(facts, number)
        yield given | {"moment": datetime(2026, 7, 4, 15, 30, tzinfo=UTC)}


def test_six_languages_are_spoken():
    assert {"de", "en", "es", "fr", "ja", "pt"} <= set(spoken())


@every_other_language
def test_no_message_is_missing_or_left_over_and_all_have_the_same_facts(language):
    assert sentences(language) == sentences(FALLBACK)


@every_language
def test_every_message_can_be_said_of_any_number(language):
    messages, loaded = read(language), bundle(language)
    for key in messages:
        for facts in samples(facts_of(key, messages)):
            text, faults = loaded.format_pattern(loaded.get_message(key).value, facts)
            assert not faults, (key, faults)
            assert text.strip()
            assert not re.search(r"[{}]", text), (key, text)


@every_other_language
def test_a_translation_is_no_copy_of_the_english(language):
    english, own = read(FALLBACK), read(language)
    same = {key for key in english if english[key].value.equals(own[key].value)}

    assert len(same) < len(english) / 8, sorted(same)  # names, numbers, "/animate melt"


def test_every_message_is_said_somewhere():
    messages = read(FALLBACK)
    quoted = {name for message in messages.values() for name in names_of(message).quoted}
    said = [re.compile(pattern) for pattern in keys_in_the_code()]

    assert len(said) > 300
    assert {
        key for key in messages.keys() - quoted if not any(each.fullmatch(key) for each in said)
    } == set()


def keys_in_the_code():
    """What could be a key in the sources; f"tg-past-{stage}" may be any that begins like that."""
    root = Path(wording.__file__).parents[1]
    for folder, suffix in (("bot", "py"), ("storage", "py"), ("bot", "js"), ("bot", "html")):
        for path in (root / folder).rglob(f"*.{suffix}"):
            text = path.read_text("utf-8")
            for key in re.findall(r"""["'`{]([a-z]+(?:-[a-z-]*(?:\$?\{[^{}]*\})*)*)["'`}]""", text):
                yield re.sub(r"\$?\{.*?\}", r"[\\w-]*", key)


@every_other_language
def test_every_effect_and_option_is_described_and_nothing_else(language):
    messages = read(language)
    wanted, missing = set(), []
    for card in cards():
        wanted.add(descriptions.summary_key(card))
        for option in card.options:
            keys = descriptions.option_keys(card, option)
            wanted.update(key for key in keys if key in messages)
            missing += [] if wanted.intersection(keys) else [keys]

    assert missing == []
    assert wanted == {key for key in messages if key.startswith(DESCRIBED)}


@every_other_language
def test_options_that_share_a_description_mean_the_same(language):
    messages, meanings = read(language), defaultdict(set)
    for card in cards():
        for option in card.options:
            keys = descriptions.option_keys(card, option)
            meanings[next(key for key in keys if key in messages)].add(option.help)

    assert {key: texts for key, texts in meanings.items() if len(texts) > 1} == {}


@every_language
def test_the_words_that_are_said_to_be_about_light_are_understood(language):
    said = wording.say("allowed-words", language)

    for words in LIGHT_WORDS:
        assert words in said
        read_wish(words)


@every_language
def test_the_texts_fit_where_the_platforms_show_them(language):
    said = {
        key: wording.say(key, language, amount=100, price=10, stars=50) for key in read(FALLBACK)
    }
    longest = {"discord-about-": 100, "discord-option-": 100, "tg-command-": 256}

    for prefix, limit in longest.items():
        for key in (key for key in said if key.startswith(prefix)):
            assert len(said[key]) <= limit, key
    for key in (key for key in said if key.startswith("discord-command-")):
        assert re.fullmatch(DISCORD_NAME, said[key].lower()), key
        assert said[key] == said[key].lower()
    assert max(len(said["discord-menu-animate"]), len(said["discord-menu-again"])) <= 32
    assert max(len(said[f"discord-{label}"]) for label in DISCORD_LABELS) <= 45
    assert len(said["tg-pack-title"]) <= 32
    assert len(said["tg-pack-description"]) <= 255


@every_language
def test_every_effect_is_described_in_a_line_that_fits_into_discords_menus(language):
    for card in cards():
        assert 0 < len(descriptions.summary(card, language)) <= 100


def test_an_effect_that_a_language_does_not_know_is_described_in_english():
    card = card_of(all_effects()["melt"])
    own = type(card)(**vars(card) | {"name": "homemade", "summary": "does something new"})

    assert descriptions.summary(own, "de") == "does something new"
    assert descriptions.summary(card, "de").startswith("schmilzt")


@pytest.mark.parametrize(
    ("locales", "language"),
    [
        (["pt-BR"], "pt"),
        (["es-419"], "es"),
        (["en-GB"], "en"),
        (["de_AT.UTF-8"], "de"),
        (["DE"], "de"),
        (["ru", "xx-YY", "ja-JP"], "ja"),
        (["tlh"], "en"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_a_region_reads_its_language_and_the_others_english(locales, language):
    assert language_for(locales) == language


def test_numbers_and_moments_are_written_as_the_language_does():
    facts = {"effect": "melt", "moment": datetime(2026, 7, 4, 15, 30, tzinfo=UTC)}

    assert "7,5 s" in wording.say("too-long", "de-AT", seconds=7.5, longest=4.0)
    assert "1.200 créditos" in wording.say("price", "pt-BR", price=1200)
    assert "04.07.2026" in wording.say("tg-past-failed", "de", **facts)
    assert "2026/07/04" in wording.say("tg-past-failed", "ja", **facts)


@every_language
def test_nothing_spent_is_not_called_zero_credits(language):
    assert "0" not in wording.say("job-failed", language, price=0)


@every_language
def test_when_more_come_reads_as_a_part_of_the_sentence(language):
    error = storage.NotEnoughCredits(5, 2, 60, datetime.now(UTC).replace(year=2099))
    sentence = wording.explain(error, language)

    assert all(number in sentence for number in ("5", "2", "60"))
    assert sentence.endswith((".", "。"))
