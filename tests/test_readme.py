"""The README tells the truth about what is here."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README))))
def test_every_make_command_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w/.]+(?:/|\.\w+))`", README))))
def test_every_named_file_exists(path):
    made_by_the_reader = {"config.toml", "melt.mp4", "photo.jpg"}
    assert path in made_by_the_reader or (ROOT / path).exists() or (ROOT / "bot" / path).exists()


def test_every_package_stands_in_the_tree():
    for package in ("bot", "generation", "effects", "storage", "benchmarks", "tests"):
        assert f"{package}/" in README


def test_every_picture_is_there():
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture
