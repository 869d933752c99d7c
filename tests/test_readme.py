"""The README tells the truth about what is here."""

import re
import sys
from pathlib import Path

import pytest
import torch
from skimage import data

import effects
from effects.api import Take
from effects.library import all_effects, find_effect
from effects.scene import Scene

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)\b", README))))
def test_every_make_command_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`([\w/.]+(?:/|\.\w+))`", README))))
def test_every_named_file_exists(path):
    made_by_the_reader = {"config.toml", "melt.mp4", "photo.jpg", "wobble.py"}
    assert path in made_by_the_reader or (ROOT / path).exists() or (ROOT / "bot" / path).exists()


def test_every_package_stands_in_the_tree():
    for package in ("bot", "generation", "effects", "storage", "benchmarks", "tests"):
        assert f"{package}/" in README


def test_every_picture_is_there():
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture


def test_the_recipe_for_an_effect_is_one(tmp_path, monkeypatch):
    [recipe] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "wobble.py").write_text(recipe)
    monkeypatch.setattr(effects, "__path__", [*effects.__path__, str(tmp_path)])
    monkeypatch.setitem(sys.modules, "effects.wobble", None)  # to be forgotten at the end
    del sys.modules["effects.wobble"]
    all_effects.cache_clear()
    try:
        wobble = find_effect("wobble")
    finally:
        all_effects.cache_clear()
    still = torch.from_numpy(data.coffee()[:90, :160].copy())

    clip = torch.cat(list(wobble.draw(Scene(still), wobble.parse({"duration": 1}), Take(fps=12))))

    changes = [(frame.float() - still.float()).abs().mean() for frame in clip]
    assert clip.shape == (12, 90, 160, 3)
    assert changes[0] < 1
    assert max(changes) > 1.5
