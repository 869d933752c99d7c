"""The import map of the design, held by a test."""

import ast
from pathlib import Path

import pytest

from effects.library import IMPORTED_LATER

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "effects": set(),
    "storage": set(),
    "generation": {"effects"},
    "bot": {"effects", "generation", "storage"},
}
ONLY_USED_IN = {
    "discord": "bot/frontends/discord",
    "telegram": "bot/frontends/telegram",
    "aiohttp": "bot/frontends/",
    "apscheduler": "bot/housekeeping.py",
    "fluent": "bot/languages.py",
    "rich": "bot/cli/",
    "click": "bot/cli/",
    "sqlite3": "storage/",
    "sqlite_utils": "storage/",
    "c2pa": "generation/marking.py",
    "av": "generation/",
    "diffusers": "generation/models/",
    "transformers": "generation/models/",
    "ray": "generation/cluster.py",
}
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "handler", "data", "info"}
MODULES = sorted(path for package in MAY_IMPORT for path in (ROOT / package).rglob("*.py"))


def imports(path):
    """Top-level names of everything a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_follow_the_map(path):
    here = path.relative_to(ROOT).as_posix()
    package = here.partition("/")[0]
    for name in imports(path):
        if name in MAY_IMPORT and name != package:
            assert name in MAY_IMPORT[package], f"{package} may not import {name}"
        if name in ONLY_USED_IN:
            assert here.startswith(ONLY_USED_IN[name]), f"{name} stays in {ONLY_USED_IN[name]}"


def test_the_map_covers_real_modules():
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_has_a_banned_name(path):
    assert path.stem.lstrip("_") not in BANNED_NAMES


def test_a_bot_imports_at_its_start_what_effects_import_when_they_are_asked():
    """What comes later is looked through by every garbage collection, and holds everybody up."""
    later = set()
    for path in (ROOT / "effects").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                later |= {
                    f"{each.module}:{name.name}"
                    for each in ast.walk(node)
                    if isinstance(each, ast.ImportFrom)
                    for name in each.names
                }

    assert later == set(IMPORTED_LATER)
