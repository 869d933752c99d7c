"""The ready entries against the installed diffusers, and mistakes in entries of one's own."""

import pytest
from click.testing import CliRunner

from bot.cli.main import zoetrope
from bot.config import ConfigMistake, load_config
from bot.models import build_repertoire, find_mistakes
from generation.models.downloads import needs_of, needs_of_effect
from generation.models.entry import Model
from generation.models.loading import choose_profile
from generation.models.presets import presets, usual_preset
from generation.models.signatures import find_mismatches

EVERY_PRESET = pytest.mark.parametrize("preset", presets())
CONDITIONAL = {"ltx-2", "hunyuanvideo-1.5", "cogvideox-1.5-5b", "svd-xt", "framepack"}


def entry(preset, **changes):
    table = {"preset": preset, "name": "tried", "licence": {"acknowledged": True}}
    return Model.model_validate(table | changes)


@EVERY_PRESET
def test_the_installed_diffusers_knows_every_name(library, preset):
    assert list(find_mismatches(entry(preset))) == []


@EVERY_PRESET
def test_a_preset_says_what_it_needs(preset):
    model = entry(preset)

    assert model.repo
    assert model.download_gb > 0
    assert model.profiles[-1].from_gb == 0  # somehow it runs on any card
    assert all(width % 2 == height % 2 == 0 for width, height in model.sizes)
    assert model.frames.at_least(model.frames.usual) == model.frames.usual <= model.frames.most
    assert model.frames.longest_s >= 3
    assert model.licence.sentence.endswith(".")


@EVERY_PRESET
def test_a_preset_is_pinned_to_a_commit_unless_none_is_known(preset):
    model = entry(preset)
    needs = [*needs_of(model)]
    needs += [need for effect in model.effects for need in needs_of_effect(model, effect)]

    unpinned = [need for need in needs if not need.is_pinned]

    assert all(need.source.startswith("Remade-AI/") for need in unpinned)
    assert all(need.revision == "" for need in unpinned)


@EVERY_PRESET
def test_a_preset_has_a_guess_of_its_own_for_the_first_clip(preset):
    assert "guess_s" in presets()[preset]


@pytest.mark.parametrize(
    ("gigabytes", "preset"),
    [
        (8, "ltx-video-2b"),
        (12, "wan2.2-ti2v-5b"),
        (16, "wan2.2-ti2v-5b"),
        (24, "wan2.2-i2v-a14b"),
        (141, "wan2.2-i2v-a14b"),
    ],
)
def test_the_preset_to_begin_with_fits_and_has_no_conditions(gigabytes, preset):
    assert usual_preset(gigabytes) == preset
    assert preset not in CONDITIONAL
    assert any(profile.from_gb <= gigabytes for profile in entry(preset).profiles)


def test_the_list_says_what_to_begin_with_on_a_gpu(tmp_path, monkeypatch):
    config = tmp_path / "config.toml"
    config.write_text('[generation]\ndevices = ["cuda:0"]\n')
    for module in ("bot.cli.models", "generation.models.loading"):
        monkeypatch.setattr(f"{module}.device_memory", lambda _device: 16 * 10**9)

    listed = CliRunner().invoke(zoetrope, ["--config", str(config), "models", "list"])

    assert listed.exit_code == 0, listed.output
    assert "cuda:0 has 16 GB: begin with wan2.2-ti2v-5b." in listed.output


def test_another_repository_does_not_inherit_the_commit():
    assert entry("wan2.2-ti2v-5b").revision
    assert entry("wan2.2-ti2v-5b", repo="my/own").revision == ""
    assert entry("wan2.2-ti2v-5b", repo="my/own", revision="a" * 40).revision == "a" * 40
    parts = {"transformer": {"source": "my/own"}}
    assert entry("framepack", components=parts).components["transformer"].revision == ""


@EVERY_PRESET
def test_a_licence_with_conditions_must_be_acknowledged(tmp_path, preset):
    path = tmp_path / "config.toml"
    path.write_text(f'[models.mine]\npreset = "{preset}"\n')

    if preset not in CONDITIONAL:
        assert load_config(path).models["mine"].licence.acknowledged is False
        return
    with pytest.raises(ConfigMistake, match=r"models\.mine\.licence.*acknowledged = true"):
        load_config(path)


def test_what_is_written_goes_before_the_preset():
    model = entry("ltx-video-2b", steps=8, frames={"usual": 49}, fixed={"guidance_scale": 1.0})

    assert (model.steps, model.fixed) == (8, {"guidance_scale": 1.0})
    assert (model.frames.usual, model.frames.every) == (49, 8)


MISTAKES = {
    "an argument we do not have": (
        'arguments.framez = "frames"',
        r"models\.mine\.arguments\.framez",
    ),
    "no such preset": ('preset = "wan-9"', r"models\.mine: .*wan-9.*wan2\.2-ti2v-5b"),
    "no weights": ('repo = ""', r"models\.mine: .*where the weights are"),
    "no sizes": ("sizes = []", r"models\.mine\.sizes"),
    "a size that no video can have": ("sizes = [[853, 480]]", r"models\.mine\.sizes\.0\.0 = 853"),
    "a size of nothing": ("sizes = [[640, 0]]", r"models\.mine\.sizes\.0\.1 = 0"),
    "a profile of its own invention": (
        'profiles = [{ from_gb = 8, offload = "cloud" }]',
        r"models\.mine\.profiles\.0\.offload",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_an_entry_names_the_key(tmp_path, mistake):
    line, key = MISTAKES[mistake]
    start = "" if "preset" in line else 'preset = "wan2.2-ti2v-5b"\n'
    path = tmp_path / "config.toml"
    path.write_text(f"[models.mine]\n{start}{line}\n")

    with pytest.raises(ConfigMistake, match=key) as caught:
        load_config(path)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["melt", "My Model", "", "-wan"])
def test_a_model_cannot_take_an_effects_name_or_one_that_cannot_be_typed(tmp_path, name):
    path = tmp_path / "config.toml"
    path.write_text(f'[models."{name}"]\npreset = "wan2.2-ti2v-5b"\n')

    with pytest.raises(ConfigMistake, match="models"):
        load_config(path)


WRONG_NAMES = {
    "arguments.frames": {"arguments": {"frames": "num_framez"}},
    "fixed.guidance": {"fixed": {"guidance": 5.0}},
    "pipeline": {"pipeline": "WanImagesToVideoPipeline"},
    "scheduler.kind": {"scheduler": {"kind": "EulerishScheduler"}},
    "acceleration.attention": {"acceleration": {"attention": "_flash_9"}},
    "acceleration.cache": {"acceleration": {"cache": "LuckCacheConfig"}},
    "components.transformer.kind": {
        "components": {"transformer": {"library": "diffusers", "kind": "Nope", "source": "x/y"}}
    },
}


@pytest.mark.parametrize("key", WRONG_NAMES)
def test_a_name_diffusers_does_not_have_stops_the_start_and_names_the_key(settings, key):
    config = settings("wan", **WRONG_NAMES[key])

    with pytest.raises(ConfigMistake, match=rf"models\.wan\.{key} = "):
        build_repertoire(config)


def test_a_pipeline_without_a_callback_needs_the_hook(settings):
    config = settings("hunyuan", control="callback")

    assert [each for each in find_mistakes(config) if "models.hunyuan.control" in each]


def test_weights_that_were_not_downloaded_are_named(library, tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[models.mine]\npreset = "wan2.2-ti2v-5b"\nrepo = "nobody/nothing"\n')

    with pytest.raises(ConfigMistake, match=r'models\.mine\.repo = "nobody/nothing"'):
        build_repertoire(load_config(path))


def test_a_processor_keeps_models_in_its_own_numbers():
    assert choose_profile(entry("wan2.2-ti2v-5b"), "cpu").dtype == "float32"


SHAPES = {(3, 2): (832, 480), (9, 16): (480, 832), (1, 1): (960, 960)}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_size_has_the_pictures_shape_and_fits_the_tier(shape):
    assert entry("wan2.2-ti2v-5b").size_for(shape[0] / shape[1], 960) == SHAPES[shape]
