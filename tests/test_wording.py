"""Every error has a sentence of its own that reads well; `test_languages` sees to the others."""

import ast
import inspect
import re
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.commands
import bot.errors
import bot.templates
import effects.errors
import generation.errors
import storage.errors
from bot import wording
from bot.frontends.telegram.refusals import ALERT_LIMIT
from bot.languages import spoken

SAMPLES = {
    int: 7,
    float: 7.5,
    str: "melt",
    bool: False,
    Path: Path("somewhere"),
    datetime: datetime.now(UTC) + timedelta(hours=5),
    generation.errors.RefusalReason: generation.errors.RefusalReason.DAMAGED,
    generation.errors.SoundReason: generation.errors.SoundReason.DAMAGED,
    generation.errors.DownloadReason: generation.errors.DownloadReason.GATED,
    effects.errors.Allowed: effects.errors.Allowed(minimum=0.1, maximum=1),
}
WITHOUT_A_SENTENCE = {  # raised between our own parts, never to a person
    "EffectError", "GenerationError", "StorageError", "StudioError", "Refusal", "WrongJobState",
    "RenderCancelled", "Factual",
}  # fmt: skip


def error_types():
    own = (bot.commands, bot.errors, bot.templates)
    for module in (*own, effects.errors, generation.errors, storage.errors):
        for name, value in inspect.getmembers(module, inspect.isclass):
            is_error = issubclass(value, Exception) and value.__module__ == module.__name__
            if is_error and name not in WITHOUT_A_SENTENCE:
                yield value


def sample(error_type):
    if not is_dataclass(error_type):
        return error_type()
    hints = typing.get_type_hints(error_type)
    return error_type(
        **{
            field.name: SAMPLES.get(_plain(hints[field.name]), ("one", "two"))
            for field in fields(error_type)
            if field.default is MISSING
        }
    )


def _plain(hint):
    members = [member for member in typing.get_args(hint) if member is not type(None)]
    return members[0] if members and typing.get_origin(hint) is not tuple else hint


@pytest.mark.parametrize("error_type", list(error_types()), ids=lambda each: each.__name__)
def test_every_error_has_a_sentence_of_its_own(error_type):
    sentence = wording.explain(sample(error_type))

    assert sentence != wording.say("unexpected")
    assert_reads_well(sentence)


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("error_type", list(error_types()), ids=lambda each: each.__name__)
def test_every_error_has_a_sentence_that_fits_in_every_language(error_type, language):
    sentence = wording.explain(sample(error_type), language)

    assert sentence != wording.say("unexpected", language)
    assert sentence.endswith((".", "?", "。"))
    assert "None" not in sentence
    assert len(sentence) <= ALERT_LIMIT


@pytest.mark.parametrize("reason", list(generation.errors.RefusalReason))
def test_every_refused_picture_has_a_sentence(reason):
    refused = generation.errors.PictureRefused(reason, limit=20_000_000.0, actual=41_000_000.0)

    assert_reads_well(wording.explain(refused))


@pytest.mark.parametrize("reason", list(generation.errors.SoundReason))
def test_every_refused_sound_has_a_sentence(reason):
    refused = generation.errors.SoundRefused(reason, limit=20.0, actual=0.2)

    assert_reads_well(wording.explain(refused))


def test_a_bug_gets_the_last_sentence():
    assert wording.explain(ZeroDivisionError()) == wording.say("unexpected")


def test_nothing_to_spend_says_what_it_costs_what_is_there_and_when_more_comes():
    error = storage.errors.NotEnoughCredits(5, 2, 60, datetime.now(UTC) + timedelta(hours=5.1))

    sentence = wording.explain(error)

    assert re.search(r"5 credits.*have 2.*60 more.*in 5 hours", sentence), sentence


@pytest.mark.parametrize(
    ("allowed", "words"),
    [
        (effects.errors.Allowed(("left", "right")), "one of left, right"),
        (effects.errors.Allowed(("24",)), "takes 24,"),
        (effects.errors.Allowed(minimum=0.1, maximum=1), "0.1 to 1"),
        (effects.errors.Allowed(), "neither empty nor very long"),
    ],
)
def test_an_option_says_what_it_takes(allowed, words):
    assert words in wording.explain(effects.errors.BadOptions("direction", "up", allowed))


def test_what_was_typed_is_quoted_in_short():
    error = effects.errors.BadOptions(
        "seed", "9" * 5000, effects.errors.Allowed(minimum=0, maximum=9)
    )

    assert "9" * 50 in wording.explain(error)
    assert len(wording.explain(error)) <= ALERT_LIMIT


def assert_reads_well(sentence):
    assert sentence[0].isupper() or sentence[0] in "“0123456789" or sentence.split()[0].islower()
    assert sentence.endswith((".", "?"))
    assert "{" not in sentence
    assert "None" not in sentence


def test_every_code_a_job_can_end_with_has_a_sentence():
    root = Path(wording.__file__).parents[1]
    sources = [*root.glob("storage/*.py"), *root.glob("bot/*.py")]
    found = {
        code
        for path in sources
        for code in re.findall(r'"((?:job|account)-[a-z-]+)"', path.read_text("utf-8"))
    }

    assert {"job-failed", "job-overdue"} <= found
    for code in found - {"account-unknown", "account-too-young"}:
        assert_reads_well(wording.say(code, price=3))


def recorded_verbs():
    """What the audit log is given with a server's scope."""
    for path in (Path(storage.errors.__file__).parent).glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_record = isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record"
            if is_record and "scope" in {keyword.arg for keyword in call.keywords}:
                yield from _texts_of(call.args[1])


def _texts_of(verb):
    """The words that an expression can come to: a table's values, or those of `a if b else c`."""
    chosen = verb.value.values if isinstance(verb, ast.Subscript) else [verb]
    for each in chosen:
        yield from (node.value for node in ast.walk(each) if isinstance(node, ast.Constant))


def test_every_act_in_a_servers_books_has_a_name():
    verbs = set(recorded_verbs())

    assert {"mint", "grant", "approve", "decline", "open", "close"} <= verbs
    for verb in verbs:
        assert wording.say(f"discord-act-{verb}")
