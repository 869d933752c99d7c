"""Which attention kernels a model draws with, and what happens when they do not work."""

import logging

import pytest
import torch
from test_model_runtime import shot

from effects.api import Take
from generation.models import attention, running
from generation.models.attention import backends_for, suited_to, use_first_working
from generation.models.loading import denoisers
from generation.models.running import shoot

BLACKWELL, BLACKWELL_AT_HOME, HOPPER = (10, 0), (12, 0), (9, 0)
ADA, AMPERE, TURING = (8, 9), (8, 0), (7, 5)
# What works on a processor: one that takes no mask, which LTX-Video has for its prompts.
MASKLESS = "_native_flash"


@pytest.mark.parametrize(
    ("capability", "names"),
    [
        (BLACKWELL, ("_native_cudnn", "native")),
        (BLACKWELL_AT_HOME, ("_native_cudnn", "native")),
        (HOPPER, ("_flash_3", "_native_cudnn", "native")),
        (ADA, ("flash", "native")),
        (AMPERE, ("flash", "native")),
        (TURING, ("native",)),
        (None, ("native",)),
    ],
)
def test_the_device_decides_what_is_tried(capability, names):
    assert suited_to(capability) == names


def test_the_settings_go_before_the_device():
    assert backends_for("sage", "cpu") == ("sage", "native")
    assert backends_for("native", "cpu") == ("native",)


def test_nothing_is_chosen_that_would_be_fetched_or_computes_in_8_bits(library):
    from diffusers.models.attention_dispatch import AttentionBackendName

    chosen = {name for _, names in attention.FASTER for name in names}

    assert chosen <= {each.value for each in AttentionBackendName}
    assert not [name for name in chosen if "hub" in name or "sage" in name]


def in_use(loaded):
    """The backends that the networks of a model compute with."""
    modules = (module for each in denoisers(loaded.pipeline) for module in each.modules())
    processors = (getattr(module, "processor", None) for module in modules)
    return {
        each._attention_backend.value for each in processors if hasattr(each, "_attention_backend")
    }


@pytest.mark.parametrize("name", ["wan", "experts", "ltx", "hunyuan", "ltx2", "framepack"])
def test_on_a_processor_torch_chooses(load, name):
    assert in_use(load(name)) == {"native"}


@pytest.mark.parametrize("name", ["cogvideox", "svd"])
def test_networks_that_heed_no_backend_are_left_alone(load, name, caplog):
    caplog.set_level(logging.INFO)
    loaded = load(name, acceleration={"attention": MASKLESS})

    assert loaded.backends == ()
    assert MASKLESS not in caplog.text


def test_what_is_not_installed_or_not_for_this_device_is_passed_over(load, caplog):
    caplog.set_level(logging.INFO)
    loaded = load("wan")
    names = ("_flash_3", "_native_cudnn", MASKLESS, "_native_math", "native")

    left = use_first_working(denoisers(loaded.pipeline), names, "cpu", torch.float32)

    assert in_use(loaded) == {MASKLESS}
    assert left == ("_native_math", "native")
    assert "attention _flash_3 does not work on cpu: Flash Attention 3" in caplog.text
    assert "attention _native_cudnn does not work on cpu: " in caplog.text


def test_a_kernel_with_wrong_results_is_passed_over(load, caplog, monkeypatch):
    from diffusers.models import attention_dispatch

    caplog.set_level(logging.INFO)
    registry = attention_dispatch._AttentionBackendRegistry
    name = attention_dispatch.AttentionBackendName(MASKLESS)
    right = registry._backends[name]

    def wrong(**given):
        return right(**given).flip(1)

    monkeypatch.setitem(registry._backends, name, wrong)
    loaded = load("wan", acceleration={"attention": MASKLESS})

    assert in_use(loaded) == {"native"}
    assert f"attention {MASKLESS} does not work on cpu: its results are off" in caplog.text


def test_a_setting_that_cannot_be_had_costs_no_clip(load, caplog):
    caplog.set_level(logging.INFO)
    loaded = load("wan", acceleration={"attention": "sage"})

    shoot(loaded, shot(loaded), Take())

    assert in_use(loaded) == {"native"}
    assert "attention sage does not work on cpu: Sage Attention backend" in caplog.text


def test_what_fails_in_the_first_step_is_given_up_and_not_the_clip(load, caplog):
    plain = load("ltx")
    expected = shoot(plain, shot(plain), Take())
    loaded = load("ltx", acceleration={"attention": MASKLESS})
    assert in_use(loaded) == {MASKLESS}

    frames = shoot(loaded, shot(loaded), Take())

    assert in_use(loaded) == {"native"}
    assert torch.equal(frames, expected)
    assert "ltx: `attn_mask` is not supported for native flash attention" in caplog.text


def test_what_has_drawn_a_clip_is_not_doubted_again(load, monkeypatch):
    loaded = load("wan", acceleration={"attention": MASKLESS})
    shoot(loaded, shot(loaded), Take())
    tries = []

    def fail(_frames):
        tries.append(in_use(loaded))
        raise ValueError("out of luck")

    monkeypatch.setattr(running, "_to_bytes", fail)
    with pytest.raises(ValueError, match="out of luck"):
        shoot(loaded, shot(loaded), Take())

    assert tries == [{MASKLESS}]


def test_a_fault_of_the_model_itself_comes_out_when_all_is_plain(load, monkeypatch):
    loaded, tries = load("wan", acceleration={"attention": MASKLESS}), []

    def fail(_frames):
        tries.append(in_use(loaded))
        raise ValueError("out of luck")

    monkeypatch.setattr(running, "_to_bytes", fail)
    with pytest.raises(ValueError, match="out of luck"):
        shoot(loaded, shot(loaded), Take())

    assert tries == [{MASKLESS}, {"native"}]


def test_one_model_does_not_draw_with_what_another_ones_settings_say(load):
    load("wan", acceleration={"attention": "_native_math"})

    assert in_use(load("ltx")) == {"native"}
