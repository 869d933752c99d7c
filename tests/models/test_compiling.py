"""Compiled denoisers: how often they are compiled, and what happens when they cannot be."""

import pytest
import torch
from houses import open_house
from test_model_runtime import shot, worn_lora
from test_warm_ups import is_set, watch

from effects.api import Take
from generation.models.running import shoot

LENGTHS = (9, 12, 17, 25)
COMPILED = {"compile": True}


@pytest.fixture
def graphs(library, monkeypatch):
    """Tells how many graphs were compiled; traced for real, and run without generated code."""
    from torch._dynamo.utils import counters

    torch._dynamo.reset()
    counters.clear()
    compile_module = torch.nn.Module.compile

    def compile_without_code(self, *args, **kwargs):
        compile_module(self, *args, **kwargs | {"backend": "eager"})

    monkeypatch.setattr(torch.nn.Module, "compile", compile_without_code)
    yield lambda: counters["stats"]["unique_graphs"]
    torch._dynamo.reset()


@pytest.mark.parametrize(("name", "more"), [("wan", 0), ("experts", 0), ("ltx", 0), ("hunyuan", 1)])
def test_once_compiled_a_model_draws_every_size_and_length(load, graphs, name, more):
    loaded = load(name, acceleration=COMPILED)
    first, *others = loaded.model.sizes
    shoot(loaded, shot(loaded, size=first, frames=LENGTHS[0]), Take())
    compiled = graphs()

    for size in others:
        for frames in LENGTHS:
            shoot(loaded, shot(loaded, size=size, frames=frames), Take())

    assert compiled > 0
    assert graphs() <= compiled + more
    assert loaded.is_compiled


async def test_what_is_compiled_in_a_warm_up_is_not_compiled_in_an_order(
    tmp_path, settings, order, graphs
):
    options = {"prompt": "the waves roll in", "duration": "2", "aspect": "1:1"}
    async with open_house(tmp_path / "data", settings("wan", acceleration=COMPILED)) as house:
        await is_set(watch(house).ended)
        compiled = graphs()

        await house.studio.submit(order(effect="wan", options=options))
        await house.bench.outcome()

    [delivery] = house.bench.delivered
    assert delivery.width == delivery.height
    assert graphs() == compiled > 0


def test_a_lora_is_worn_and_taken_off_by_a_compiled_model(load, graphs, tiny, tmp_path):
    lora = worn_lora(tiny, tmp_path)
    plain, loaded = load("wan"), load("wan", acceleration=COMPILED)
    for loras in ((), (lora,), (), (lora,)):
        expected = shoot(plain, shot(plain, loras=loras), Take())

        frames = shoot(loaded, shot(loaded, loras=loras), Take())

        assert (frames.int() - expected.int()).abs().max() <= 1
    assert loaded.is_compiled


def test_where_the_compiler_does_not_work_clips_are_drawn_without_it(load, caplog):
    from torch._inductor import config

    torch._dynamo.reset()
    plain = load("wan")
    expected = shoot(plain, shot(plain), Take())
    loaded = load("wan", acceleration=COMPILED)

    with config.patch({"cpp.cxx": ("no-such-compiler",), "fx_graph_cache": False}):
        frames = shoot(loaded, shot(loaded), Take())
        again = shoot(loaded, shot(loaded), Take())

    assert torch.equal(frames, expected)
    assert torch.equal(again, expected)
    assert caplog.text.count("not compiled from now on") == 1
