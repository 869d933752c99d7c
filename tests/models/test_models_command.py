"""`zoetrope models` and a prompt from the shell, as an operator types them."""

import json

import pytest
from click.testing import CliRunner

from bot.cli.main import zoetrope
from generation.models.presets import presets


def toml_of(tiny, folder, **changes):
    """An entry as TOML, whose inline values are JSON's."""
    table = tiny.entry("wan", folder, **changes)
    lines = [f"{key} = {_toml(value)}" for key, value in table.items()]
    return "\n".join(["[models.wan]", *lines])


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


@pytest.fixture
def run(tmp_path):
    """Run the command line on these settings."""

    def call(text, *words):
        path = tmp_path / "config.toml"
        path.write_text(f"[storage]\nfolder = {json.dumps(str(tmp_path / 'data'))}\n{text}")
        return CliRunner().invoke(zoetrope, ["--config", str(path), *words])

    return call


def test_the_list_has_every_preset_and_its_conditions(run):
    result = run("", "models", "list")

    assert result.exit_code == 0
    for preset in presets():
        assert preset in result.output
    assert "South Korea" in " ".join(result.output.split())


def test_a_check_of_what_works_is_silent_about_mistakes(run, tiny, saved):
    result = run(toml_of(tiny, saved("wan")), "models", "check")

    assert result.exit_code == 0, result.output
    assert "wan" in result.output


HURRIED = "[generation]\ntime_limit_s = {limit_s}\n[tiers.free]\nlongest_s = 10\n"


@pytest.mark.parametrize("command", [("models", "check"), ("doctor",)], ids=" ".join)
@pytest.mark.parametrize("limit_s", [101, 99])
def test_a_time_limit_that_is_short_for_a_model_is_doubted(run, tiny, saved, command, limit_s):
    # Ten seconds of clip at 8 s of work for every four, and 80 GB to read.
    model = toml_of(tiny, saved("wan"), guess_s=8, download_gb=80)

    result = run(HURRIED.format(limit_s=limit_s) + model, *command)

    assert result.exit_code == 0, result.output
    doubted = f"generation.time_limit_s = {limit_s} is short for models.wan" in result.output
    assert doubted == (limit_s < 100)
    assert ("set it to 100 or more" in result.output) == doubted


def test_a_check_names_what_is_wrong_and_fails(run, tiny, saved):
    text = toml_of(tiny, saved("wan"), arguments={"frames": "num_framez"})

    result = run(text, "models", "check")

    assert result.exit_code == 1
    assert "models.wan.arguments.frames" in result.output


def test_a_check_says_which_file_of_a_lora_is_missing(run, tiny, saved, tmp_path):
    (tmp_path / "lora").mkdir()
    (tmp_path / "lora" / "melt.bin").write_bytes(b"x")
    lora = {"source": str(tmp_path / "lora")}
    recipe = {"prompt": "It melts.", "loras": [lora], "licence": "Free."}

    own = run(toml_of(tiny, saved("wan"), loras=[lora]), "models", "check")
    worn = run(toml_of(tiny, saved("wan"), effects={"melt": recipe}), "models", "check")

    assert own.exit_code == 1
    assert "models.wan.loras" in own.output
    assert "is a folder without *.safetensors" in own.output
    assert worn.exit_code == 0
    assert "Drawn by the engine: melt. models.wan.effects.melt.loras" in worn.output
    assert "is a folder without *.safetensors" in worn.output


def test_a_prompt_in_the_shell_makes_a_clip(run, tiny, saved, tmp_path, photo):
    (tmp_path / "photo.jpg").write_bytes(photo)
    target = tmp_path / "waves.mp4"

    result = run(
        toml_of(tiny, saved("wan")),
        *("animate", str(tmp_path / "photo.jpg"), "prompt=the waves roll in", "-o", str(target)),
    )

    assert result.exit_code == 0, result.output
    assert "128x96" in result.output
    assert target.stat().st_size > 1000


def test_a_preset_with_conditions_is_not_pulled_before_they_are_met(run):
    result = run("", "models", "pull", "ltx-2")

    assert result.exit_code == 1
    assert "licence.acknowledged = true" in result.output
    assert "10,000,000 dollars" in result.output


def test_a_name_nobody_knows_is_answered_with_those_there_are(run):
    result = run("", "models", "pull", "wan-9")

    assert result.exit_code == 1
    assert "wan2.2-ti2v-5b" in result.output
