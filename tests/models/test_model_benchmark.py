"""The benchmark of models: all of it runs, and at full size it times what was released."""

import json

import pytest
import torch

from benchmarks import models
from benchmarks.denoisers import DENOISERS

# Billions of parameters as their cards or makers say, and 1e12 operations of a forward pass as
# counted on its own for the same clip by a script that shares no code with the benchmark.
RELEASED = {
    "wan-5b": (5.0, 517),
    "wan-14b": (14.3, 1678),
    "ltx-2b": (1.92, 29.5),
    "ltx-13b": (13.0, 171),
    "ltx-2": (18.9, 202),
    "hunyuan-1.5": (8.3, None),
    "cogvideox-1.5": (5.57, None),
}


def printed(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("name", DENOISERS)
def test_a_tiny_one_is_loaded_decoded_and_timed_both_ways(library, capsys, name):
    models.main([name, "--tiny", "--no-compile", "--peak-tflops", "1"])

    waiting, stock, ours = printed(capsys)
    assert min(waiting["load_s"], waiting["switch_s"], waiting["decode_s"]) > 0
    assert [stock["way"], ours["way"]] == ["stock", "ours"]
    for row in (stock, ours):
        assert row["forward_s"] > 0
        assert row["first_frame_s"] >= waiting["decode_s"]
        assert row["share_of_peak"] >= 0


@pytest.mark.parametrize("name", DENOISERS)
def test_at_full_size_it_is_what_was_released(library, name):
    denoiser = DENOISERS[name]
    billions, tera = RELEASED[name]

    network = denoiser.build("meta").to("meta")
    given = denoiser.given(denoiser, lambda *shape: torch.empty(shape, device="meta"))

    assert sum(each.numel() for each in network.parameters()) / 1e9 == pytest.approx(
        billions, rel=0.03
    )
    assert sum(each.numel() for each in denoiser.build_vae("meta").parameters()) > 1e8
    if tera is not None:
        given = {
            key: each.bfloat16() if torch.is_tensor(each) else each for key, each in given.items()
        }
        assert models.operations(network, given) / 1e12 == pytest.approx(tera, rel=0.03)
