"""The languages we speak: one file each in `bot/locales` (Project Fluent), found by its name.

A region counts as its language: people of "de-AT" read "de". Whoever reads none of them reads
English.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LOCALES = Path(__file__).with_name("locales")
FALLBACK = "en"


@cache
def spoken() -> tuple[str, ...]:
    """Every language there is, by its code."""
    return tuple(sorted(path.stem for path in LOCALES.glob("*.ftl")))


def language_for(locales: Iterable[str]) -> str:
    """The first of a reader's locales that we speak, else English: "pt-BR" is "pt"."""
    languages = map(_language_of, locales)
    return next((language for language in languages if language in spoken()), FALLBACK)


@cache
def bundle(language: str) -> FluentBundle:
    """Everything that is said in a language we speak."""
    loaded = FluentBundle([language], use_isolating=False)
    loaded.add_resource(FluentResource(_read(language)))
    return loaded


@cache
def keys(language: str) -> tuple[str, ...]:
    """The key of every message in a language we speak, in the order of its file."""
    lines = _read(language).splitlines()
    return tuple(line.split(" =")[0] for line in lines if line[:1].isalpha() and " =" in line)


def _read(language: str) -> str:
    return (LOCALES / f"{language}.ftl").read_text("utf-8")


def _language_of(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()
