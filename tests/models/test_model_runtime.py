"""What happens inside one clip: steps, stops, caches, memory; on real pipelines."""

import threading
from collections import Counter

import cv2
import pytest
import torch
from skimage import data
from test_model_orders import EVERY
from torch.utils._python_dispatch import TorchDispatchMode

from effects.api import Take
from effects.errors import RenderCancelled
from generation.errors import ModelBroken, OutOfMemory
from generation.models import loading, running, steps
from generation.models.entry import Model
from generation.models.loading import denoisers, load_pipeline, size_bytes
from generation.models.parts import Lora, Profile
from generation.models.presets import presets
from generation.models.prompts import remember_prompts
from generation.models.residents import Residents
from generation.models.running import Shot, shoot
from generation.vigil import alive, telling

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
EVERY_KIND = pytest.mark.parametrize("name", EVERY)


def shot(loaded, **changes):
    """Eight frames of a cup of coffee."""
    width, height = size = loaded.model.sizes[0]
    usual = {
        "picture": cv2.resize(data.coffee(), (width, height)),
        "prompt": "steam rises",
        "negative": "",
        "motion": 0.5,
        "speed": 1.0,
        "size": size,
        "frames": 8,
    }
    return Shot(**usual | changes)


class Forwards:
    """Counts how often the denoiser runs, and may break it."""

    def __init__(self, loaded):
        self.count = 0
        self.break_at = {}  # number of the run: error
        for part in denoisers(loaded.pipeline):
            part.register_forward_pre_hook(self._run)

    def _run(self, _module, _args):
        self.count += 1
        if error := self.break_at.get(self.count):
            raise error


@EVERY_KIND
def test_progress_is_told_step_by_step(load, name):
    loaded, told = load(name), []

    frames = shoot(loaded, shot(loaded), Take(prepared=told.append))

    assert len(told) == loaded.model.steps
    assert told == sorted(told)
    assert told[-1] > 0.6
    assert frames.dtype == torch.uint8
    assert len(frames) >= 8


@EVERY_KIND
def test_it_may_be_silent_in_its_first_step_and_while_it_decodes_but_not_between_steps(load, name):
    loaded, signs, during = load(name, steps=4), [], []
    for part in denoisers(loaded.pipeline):
        part.register_forward_hook(lambda *_: during.append(signs[-1].is_before_silence))

    with telling(signs.append) as on_progress:
        shoot(loaded, shot(loaded), Take(alive=alive, prepared=on_progress))

    per_step = len(during) // 4
    assert all(during[:per_step])
    assert not any(during[per_step : 3 * per_step])
    assert signs[-1].is_before_silence


def test_loading_says_that_it_may_take_long(tiny, saved):
    signs = []

    with telling(signs.append):
        Residents("cpu").find(Model.model_validate(tiny.entry("wan", saved("wan"), name="wan")))

    assert signs[-1].is_before_silence


@EVERY_KIND
def test_a_stop_is_heard_within_one_step(load, name):
    loaded = load(name)
    forwards = Forwards(loaded)
    shoot(loaded, shot(loaded), Take())
    per_step = forwards.count // loaded.model.steps
    for stop_after in range(1, loaded.model.steps):
        forwards.count = 0

        with pytest.raises(RenderCancelled):
            shoot(loaded, shot(loaded), take_that_stops(stop_after))

        assert forwards.count <= (stop_after + 1) * per_step


def take_that_stops(after, seed=0):
    """A take whose asker changes their mind when told of step number `after`."""
    stop, told = threading.Event(), []

    def prepared(share):
        told.append(share)
        if len(told) == after:
            stop.set()

    return Take(seed=seed, stop=stop, prepared=prepared)


FIRST_BLOCK = ("FirstBlockCacheConfig", {"threshold": 1.0})  # so much that it shows in so few steps
CACHES = {
    "wan, first block": ("wan", *FIRST_BLOCK),
    "two experts, first block": ("experts", *FIRST_BLOCK),
    "ltx, first block": ("ltx", *FIRST_BLOCK),
    "ltx condition, first block": ("ltx-condition", *FIRST_BLOCK),
    "cogvideox, first block": ("cogvideox", *FIRST_BLOCK),
    "hunyuan, Taylor": ("hunyuan", "TaylorSeerCacheConfig", {}),
}


def load_with_cache(load, what):
    name, cache, options = CACHES[what]
    acceleration = {"cache": cache, "cache_options": options}
    return load(name, steps=6, overlap=1, acceleration=acceleration)


@pytest.mark.parametrize("what", CACHES)
def test_no_pixel_of_a_cancelled_clip_leaks_into_the_next(load, what, monkeypatch):
    loaded = load_with_cache(load, what)
    expected = shoot(loaded, shot(loaded), Take())

    _cancel(loaded)
    after = shoot(loaded, shot(loaded), Take())

    assert torch.equal(after, expected)
    monkeypatch.setattr(steps, "_reset", lambda _pipeline: None)
    _cancel(loaded)  # without the reset it does leak, so the test can see it
    assert not torch.equal(shoot(loaded, shot(loaded), Take()), expected)


@pytest.mark.parametrize("name", ["wan", "ltx"])
def test_a_step_cache_leaks_nothing_where_weights_are_in_8_bits_and_in_main_memory(
    load, name, monkeypatch
):
    in_8_bits = Profile(from_gb=0.0, dtype="float32", fp8=True, offload="group")
    monkeypatch.setattr(loading, "choose_profile", lambda *_: in_8_bits)
    acceleration = {"cache": FIRST_BLOCK[0], "cache_options": FIRST_BLOCK[1]}
    loaded = load(name, steps=6, acceleration=acceleration)
    expected = shoot(loaded, shot(loaded), Take())

    _cancel(loaded)

    assert torch.equal(shoot(loaded, shot(loaded), Take()), expected)


def test_every_preset_with_a_step_cache_is_of_a_class_that_was_tried_with_it(tiny):
    tried = {(tiny.ENTRIES[name]["pipeline"], cache) for name, cache, _ in CACHES.values()}

    for preset, entry in presets().items():
        if cache := entry.get("acceleration", {}).get("cache"):
            assert (entry["pipeline"], cache) in tried, preset
            assert entry["steps"] >= 30  # it pays nothing for few


def test_a_step_cache_spares_steps_and_gives_way_to_the_compiler(load):
    cached = load_with_cache(load, "wan, first block")
    compiled = load("wan", acceleration={"compile": True, "cache": FIRST_BLOCK[0]})
    last_block, runs = cached.pipeline.transformer.blocks[-1].ffn, []
    last_block.register_forward_hook(lambda *_: runs.append(1))

    shoot(cached, shot(cached), Take())

    assert 0 < len(runs) < cached.model.steps
    assert not compiled.pipeline.transformer.is_cache_enabled


@pytest.mark.parametrize("name", ["cogvideox", "svd", "framepack"])
def test_what_has_no_blocks_to_compile_is_drawn_as_it_is(load, name):
    plain, loaded = load(name), load(name, acceleration={"compile": True})

    assert torch.equal(shoot(loaded, shot(loaded), Take()), shoot(plain, shot(plain), Take()))


def _cancel(loaded):
    """Start a very different clip and stop it half-way."""
    other = cv2.resize(data.rocket(), loaded.model.sizes[0])
    with pytest.raises(RenderCancelled):
        shoot(loaded, shot(loaded, picture=other, prompt="lift-off"), take_that_stops(3, seed=9))


RUNGS = {0: "nothing", 1: "tiling", 2: "offload", 3: "a smaller size"}


@pytest.mark.parametrize("failures", RUNGS, ids=RUNGS.values())
def test_short_of_memory_it_saves_some_and_tries_again(load, failures):
    loaded = load("wan", sizes=[[128, 96], [64, 64], [96, 64]])
    forwards = Forwards(loaded)
    forwards.break_at = {number: torch.OutOfMemoryError() for number in range(1, failures + 1)}

    frames = shoot(loaded, shot(loaded), Take())

    assert tuple(frames.shape[1:3]) == ((96, 128) if failures < 3 else (64, 96))
    assert loaded.pipeline.vae.use_tiling == (failures >= 1)
    assert len(loaded.reliefs) == max(0, 2 - failures)


def test_short_of_memory_for_the_finished_clip_it_saves_some_and_tries_again(load, monkeypatch):
    loaded = load("wan")
    expected = shoot(loaded, shot(loaded), Take())
    bring, errors = running._to_bytes, [torch.OutOfMemoryError()]

    def to_bytes(frames):
        if errors:
            raise errors.pop()
        return bring(frames)

    monkeypatch.setattr(running, "_to_bytes", to_bytes)
    frames = shoot(loaded, shot(loaded), Take())

    assert frames.shape == expected.shape
    assert loaded.pipeline.vae.use_tiling


class Largest(TorchDispatchMode):
    """Sees how many numbers the largest floating-point result of a computation has."""

    count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **kwargs or {})
        for each in result if isinstance(result, (list, tuple)) else [result]:
            if each.is_floating_point():
                self.count = max(self.count, each.numel())
        return result


def test_a_clip_leaves_its_device_frame_by_frame():
    clip = torch.linspace(-0.5, 1.5, 7 * 3 * 4 * 5, dtype=torch.bfloat16).reshape(7, 3, 4, 5)
    clip[3, 0, 0, 0] = float("nan")

    with Largest() as largest:
        frames = running._to_bytes(clip)

    expected = clip.float().nan_to_num().clamp(0, 1).mul(255).round().permute(0, 2, 3, 1)
    assert torch.equal(frames, expected.byte())
    assert largest.count == clip[0].numel()


def test_when_nothing_saves_enough_it_gives_up(load):
    loaded = load("wan")
    forwards = Forwards(loaded)
    forwards.break_at = {number: torch.OutOfMemoryError() for number in range(1, 100)}

    with pytest.raises(OutOfMemory):
        shoot(loaded, shot(loaded), Take())


def worn_lora(tiny, folder):
    """A LoRA for the tiny Wan, as a recipe names it."""
    tiny.save_lora(tiny.wan(), folder)
    return Lora(source=str(folder), file="high.safetensors")


def test_where_weights_are_in_8_bits_a_lora_is_worn_as_precisely_as_it_was_saved(
    load, tiny, tmp_path, monkeypatch
):
    in_8_bits = Profile(from_gb=0.0, dtype="float32", fp8=True)
    monkeypatch.setattr(loading, "choose_profile", lambda *_: in_8_bits)
    lora = worn_lora(tiny, tmp_path)
    own = load("wan", loras=[lora.model_dump()])  # read before weights were brought to 8 bits
    wearing = load("wan")
    before = shoot(wearing, shot(wearing), Take())

    worn = shoot(wearing, shot(wearing, loras=(lora,)), Take())
    after = shoot(wearing, shot(wearing), Take())

    assert torch.equal(worn, shoot(own, shot(own), Take()))
    assert not torch.equal(worn, before)
    assert torch.equal(after, before)


FAULTS = pytest.mark.parametrize("fault", [torch.OutOfMemoryError, torch.AcceleratorError])


@FAULTS
def test_a_fault_of_the_device_is_not_blamed_on_the_weights(load, monkeypatch, fault):
    def place(*_):
        raise fault("CUDA error")

    monkeypatch.setattr(loading, "place", place)
    with pytest.raises(fault):
        load("wan")


def test_a_fault_of_the_device_is_not_blamed_on_a_lora(load, tiny, tmp_path, monkeypatch):
    loaded, lora = load("wan"), worn_lora(tiny, tmp_path)

    def set_loras(*_):
        raise torch.AcceleratorError("CUDA error")

    monkeypatch.setattr(running, "set_loras", set_loras)
    with pytest.raises(torch.AcceleratorError):
        shoot(loaded, shot(loaded, loras=(lora,)), Take())


def test_short_of_memory_for_a_lora_it_saves_some_and_tries_again(
    load, tiny, tmp_path, monkeypatch
):
    loaded, lora = load("wan"), worn_lora(tiny, tmp_path)
    expected = shoot(loaded, shot(loaded, loras=(lora,)), Take())
    shoot(loaded, shot(loaded), Take())
    errors = [torch.OutOfMemoryError()]

    def set_loras(*given):
        if errors:
            raise errors.pop()
        loading.set_loras(*given)

    monkeypatch.setattr(running, "set_loras", set_loras)
    frames = shoot(loaded, shot(loaded, loras=(lora,)), Take())

    assert frames.shape == expected.shape
    assert len(loaded.reliefs) == 1


def test_the_same_prompt_is_encoded_once(load):
    loaded = load("ltx")
    remember_prompts(loaded.pipeline)
    runs = Counter()
    loaded.pipeline.text_encoder.register_forward_pre_hook(lambda *_: runs.update(["encoded"]))

    first = shoot(loaded, shot(loaded), Take())
    once = runs["encoded"]
    again = shoot(loaded, shot(loaded), Take())
    other = shoot(loaded, shot(loaded, prompt="it is cold"), Take())

    assert torch.equal(first, again)
    assert not torch.equal(first, other)
    assert (once, runs["encoded"]) == (2, 4)  # a prompt and a negative prompt each


def test_a_lora_for_each_expert_changes_the_clip(load, tiny, tmp_path):
    plain = load("experts")
    tiny.save_lora(plain.pipeline, tmp_path)
    loras = [
        {"source": str(tmp_path), "file": "high.safetensors"},
        {"source": str(tmp_path), "file": "low.safetensors", "second_expert": True},
    ]
    before = shoot(load("experts"), shot(plain), Take())

    for used in (loras[:1], loras[1:], loras):
        changed = shoot(load("experts", loras=used), shot(plain), Take())
        assert not torch.equal(changed, before)
    silent = [lora | {"scale": 0.0} for lora in loras]
    assert torch.equal(shoot(load("experts", loras=silent), shot(plain), Take()), before)


def test_the_motion_asked_for_reaches_the_model(load):
    loaded = load("svd")

    still, lively = (shoot(loaded, shot(loaded, motion=motion), Take()) for motion in (0.0, 1.0))

    assert not torch.equal(still, lively)


def test_the_model_used_longest_ago_makes_room(tiny, saved):
    models = {
        name: Model.model_validate(tiny.entry("wan", saved("wan"), name=name)) for name in "abc"
    }
    size = size_bytes(load_pipeline(models["a"], "cpu"))
    residents = Residents("cpu", max_bytes=2 * size)

    first = residents.find(models["a"])
    residents.find(models["b"])
    assert residents.find(models["a"]) is first
    residents.find(models["c"])

    assert ["a" in residents, "b" in residents, "c" in residents] == [True, False, True]


def test_a_model_larger_than_the_limit_is_loaded_alone(tiny, saved):
    residents = Residents("cpu", max_bytes=1)
    for name in "ab":
        residents.find(Model.model_validate(tiny.entry("wan", saved("wan"), name=name)))

    assert ["a" in residents, "b" in residents] == [False, True]


@pytest.mark.parametrize("failures", [1, 2])
def test_a_model_that_does_not_fit_beside_others_is_loaded_alone(
    tiny, saved, monkeypatch, failures
):
    models = [Model.model_validate(tiny.entry("wan", saved("wan"), name=name)) for name in "ab"]
    residents = Residents("cpu", max_bytes=10**9)
    residents.find(models[0])
    errors = [torch.OutOfMemoryError()] * failures

    def load(model, device):
        if errors:
            raise errors.pop()
        return load_pipeline(model, device)

    monkeypatch.setattr("generation.models.residents.load_pipeline", load)
    if failures == 2:
        with pytest.raises(OutOfMemory):
            residents.find(models[1])
    else:
        assert residents.find(models[1]).model.name == "b"
    assert "a" not in residents


def test_weights_that_are_no_safetensors_are_refused(tiny, tmp_path):
    folder = tiny.save("wan", tmp_path / "pickled")
    weights = next((folder / "transformer").glob("*.safetensors"))
    torch.save({"weights": torch.zeros(1)}, weights.with_suffix(".bin"))
    weights.unlink()

    with pytest.raises(ModelBroken) as caught:
        load_pipeline(Model.model_validate(tiny.entry("wan", folder, name="wan")), "cpu")

    assert caught.value.model == "wan"


def test_a_folder_that_brings_code_is_refused(tiny, tmp_path):
    folder = tiny.save("wan", tmp_path / "trojan")
    proof = tmp_path / "it-ran"
    (folder / "pipeline.py").write_text(f"open({str(proof)!r}, 'w').close()\n")
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace('"WanImageToVideoPipeline"', '["pipeline", "Evil"]'))

    with pytest.raises(ModelBroken):
        load_pipeline(Model.model_validate(tiny.entry("wan", folder, name="wan")), "cpu")

    assert not proof.exists()
