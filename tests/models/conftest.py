"""Tiny models, built and saved once; skipped where the extra `models` is not installed."""

import importlib
import importlib.util
import os
from pathlib import Path

import pytest
import torch
from houses import open_house

from bot.config import Config
from generation.models.entry import Model
from generation.models.loading import load_pipeline, size_bytes
from generation.models.running import Loaded

NEEDED = ("diffusers", "transformers", "accelerate", "peft", "ftfy")
os.environ["HF_HUB_OFFLINE"] = "1"  # before diffusers is imported: nothing is ever fetched


@pytest.fixture(scope="session")
def library():
    """diffusers, if all that it needs is there."""
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        pytest.skip(f"not installed: {', '.join(lacking)} (the extra `models`)")
    torch.set_num_threads(1)  # tiny tensors: more threads only wait for each other
    return importlib.import_module("diffusers")


@pytest.fixture(scope="session")
def tiny(library):
    """The builders."""
    return importlib.import_module("tiny")


@pytest.fixture(scope="session")
def saved(tiny, tmp_path_factory):
    """Folders of the tiny pipelines, each saved when first asked for: `saved("wan")`."""
    root = tmp_path_factory.mktemp("weights")

    def find(name) -> Path:
        folder = root / name
        return folder if folder.exists() else tiny.save(name, folder)

    return find


@pytest.fixture
def settings(tiny, saved):
    """Settings with tiny models: `settings("wan", steps=2)` has one called "wan"."""

    def build(*names, generation=None, **changes):
        models = {name: tiny.entry(name, saved(name), **changes) for name in names}
        # Models in this process, where a test can reach into them; see test_model_process.py.
        generation = {"isolate": False} | (generation or {})
        return Config.model_validate({"models": models, "generation": generation})

    return build


@pytest.fixture
def load(tiny, saved):
    """Load a tiny model: `load("wan", steps=2)`."""

    def build(name, **changes):
        model = Model.model_validate(tiny.entry(name, saved(name), name=name, **changes))
        pipeline = load_pipeline(model, "cpu")
        return Loaded(model, pipeline, "cpu", size_bytes(pipeline))

    return build


@pytest.fixture
async def wan_house(tmp_path, settings):
    """A studio with the tiny Wan."""
    async with open_house(tmp_path / "data", settings("wan")) as house:
        yield house
