"""Weights from a hub: `zoetrope models pull` as it is typed, the real client, a hub of our own."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hub import COMMIT, serve
from skimage import data
from test_models_command import toml_of

from bot.cli.main import zoetrope
from bot.config import Config
from bot.models import build_depth_model

WEIGHTS = "transformer/diffusion_pytorch_model.safetensors"
DECOYS = ("whole.safetensors", "transformer/diffusion_pytorch_model.fp16.safetensors", "a/b.bin")
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def repository(tiny, tmp_path):
    """A tiny pipeline as its makers would publish it, with files that it is not loaded from."""
    folder = tiny.save("wan", tmp_path / "repository")
    for decoy in DECOYS:
        (folder / decoy).parent.mkdir(exist_ok=True)
        (folder / decoy).write_bytes(b"x" * 5000)
    return folder


@pytest.fixture
def hub(repository):
    with serve({"tiny/wan": repository}) as hub:
        yield hub


@pytest.fixture
def write_config(tmp_path, tiny):
    """Write settings with a model whose weights are in a repository, or these."""
    entry = toml_of(tiny, "", repo="tiny/wan").replace('folder = ""\n', "")

    def write(settings=None):
        config = tmp_path / "config.toml"
        config.write_text(f"[storage]\nfolder = '{tmp_path / 'data'}'\n{settings or entry}")
        return config

    return write


@pytest.fixture
def run(write_config, tmp_path, monkeypatch):
    """Type a command while the hub is at an address; without one there is no network."""
    constants = pytest.importorskip("huggingface_hub").constants
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1000)  # what is kept when a line breaks

    def call(*words, hub=None, settings=None):
        address = hub.address if hub else NOWHERE
        files = "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", hub is None)
        monkeypatch.setattr(constants, "ENDPOINT", address)
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", address + files)
        return CliRunner().invoke(zoetrope, ["--config", str(write_config(settings)), *words])

    return call


@pytest.fixture
def shell(write_config, tmp_path):
    """The same in a process of its own, told where the hub is by the environment."""

    def call(*words, hub=None):
        config = write_config()
        place = {"HF_HOME": str(tmp_path / "hub"), "HF_HUB_DISABLE_XET": "1", "COLUMNS": "200"}
        where = {"HF_HUB_OFFLINE": "0", "HF_ENDPOINT": hub.address} if hub else {}
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot.cli", "--config", str(config), *words],
            env=os.environ | {"HF_HUB_OFFLINE": "1"} | place | where,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return call


def test_what_was_pulled_draws_a_clip_without_the_network(shell, hub, tmp_path, photo):
    (tmp_path / "photo.jpg").write_bytes(photo)
    pulled = shell("models", "pull", "wan", hub=hub)

    assert pulled.returncode == 0, pulled.stderr
    assert "tiny/wan: 0.000" in pulled.stdout
    assert "GB to download" in pulled.stdout
    assert COMMIT in pulled.stdout
    assert WEIGHTS in hub.sent
    assert not hub.sent.keys() & set(DECOYS)
    drawn = shell("animate", str(tmp_path / "photo.jpg"), "prompt=the waves roll in", "duration=1")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "photo-wan.mp4").stat().st_size > 1000


def test_a_download_goes_on_where_the_line_broke(run, hub, repository):
    hub.break_off_after = (repository / WEIGHTS).stat().st_size // 3

    pulled = run("models", "pull", "wan", hub=hub)

    assert pulled.exit_code == 0, pulled.output
    [_, (first, count)] = hub.sent[hub.broken_off]
    assert first > 0
    assert first + count == (repository / hub.broken_off).stat().st_size


def test_what_arrived_before_the_hub_went_away_is_not_fetched_again(run, hub, repository):
    hub.break_off_after = (repository / WEIGHTS).stat().st_size // 3
    hub.closes_then = True
    broken = run("models", "pull", "wan", hub=hub)
    assert broken.exit_code == 1
    assert "have arrived whole are kept" in broken.output
    before = run("models", "check")
    assert before.exit_code == 1
    assert '"zoetrope models pull wan"' in before.output
    whole = hub.sent.keys() - {hub.broken_off}
    hub.closes_then = False
    hub.sent.clear()

    assert run("models", "pull", "wan", hub=hub).exit_code == 0

    assert hub.broken_off in hub.sent
    assert whole
    assert not hub.sent.keys() & whole
    after = run("models", "check")
    assert (after.exit_code, "Ready." in after.output) == (0, True), after.output
    hub.sent.clear()
    again = run("models", "pull", "wan", hub=hub)
    assert "Everything of wan is here already." in again.output
    assert hub.sent == {}


def _lack_room(hub):
    hub.claimed_bytes[WEIGHTS] = 10**15


def _close_the_gate(hub):
    hub.gated.add("tiny/wan")


def _forget_it(hub):
    hub.repositories.clear()


REFUSALS = {
    "too large for the disk": (_lack_room, "1e+06 GB"),
    "gated": (_close_the_gate, "hf auth login"),
    "not there": (_forget_it, "no repository tiny/wan"),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_cannot_be_pulled_is_refused_before_anything_is_brought(run, hub, what):
    change, reason = REFUSALS[what]
    change(hub)

    refused = run("models", "pull", "wan", hub=hub)

    assert refused.exit_code == 1
    assert refused.output.startswith("Error: ")
    assert refused.output.count("\n") == 1
    assert reason in refused.output
    assert WEIGHTS not in hub.sent


def test_without_a_network_a_pull_says_so(run):
    refused = run("models", "pull", "wan")

    assert refused.exit_code == 1
    assert "HF_HUB_OFFLINE" in refused.output


def test_loras_and_parts_from_elsewhere_are_brought_too(run, hub, repository, tmp_path):
    for name in ("lora", "vae"):
        (tmp_path / name).mkdir()
    (tmp_path / "lora" / "fast.fp16.safetensors").write_bytes(b"x" * 3000)
    (tmp_path / "lora" / "slow.safetensors").write_bytes(b"x" * 3000)
    (tmp_path / "vae" / "vae").mkdir()
    for file in (repository / "vae").iterdir():
        (tmp_path / "vae" / "vae" / file.name).write_bytes(file.read_bytes())
    hub.repositories |= {"tiny/lora": tmp_path / "lora", "tiny/vae": tmp_path / "vae"}
    parts = (
        '[models.wan]\npreset = "wan2.2-ti2v-5b"\nrepo = "tiny/wan"\n'
        'loras = [{ source = "tiny/lora", file = "fast.fp16.safetensors" }]\n'
        "[models.wan.components.vae]\n"
        'library = "diffusers"\nkind = "AutoencoderKLWan"\nsource = "tiny/vae"\nsubfolder = "vae"\n'
    )

    pulled = run("models", "pull", "wan", hub=hub, settings=parts)

    assert pulled.exit_code == 0, pulled.output
    assert "fast.fp16.safetensors" in hub.sent
    assert "slow.safetensors" not in hub.sent
    assert len(hub.sent["vae/diffusion_pytorch_model.safetensors"]) == 1  # not the pipeline's own
    assert run("models", "check", settings=parts).exit_code == 0


def test_a_check_says_what_its_makers_may_still_change(run, hub, tmp_path):
    (tmp_path / "lora").mkdir()
    (tmp_path / "lora" / "fast.safetensors").write_bytes(b"x" * 3000)
    hub.repositories["tiny/lora"] = tmp_path / "lora"
    settings = (
        '[models.wan]\npreset = "wan2.2-ti2v-5b"\nrepo = "tiny/wan"\neffects = {}\n'
        'loras = [{ source = "tiny/lora" }]\n'
    )
    pinned = settings.replace('"tiny/wan"', f'"tiny/wan"\nrevision = "{COMMIT}"')
    run("models", "pull", "wan", hub=hub, settings=settings)

    checked = run("models", "check", settings=settings).output
    halves = run("models", "check", settings=pinned).output

    assert "Not pinned in models.wan: tiny/wan, tiny/lora." in checked
    assert "Not pinned in models.wan: tiny/lora." in halves
    assert "Ready." in checked
    assert "Ready." in halves


def test_another_file_of_the_same_repository_is_no_substitute(run, hub, tmp_path):
    (tmp_path / "lora").mkdir()
    for name in ("fast", "slow"):
        (tmp_path / "lora" / f"{name}.safetensors").write_bytes(b"x" * 3000)
    hub.repositories |= {"tiny/lora": tmp_path / "lora"}
    parts = (
        '[models.wan]\npreset = "wan2.2-ti2v-5b"\nrepo = "tiny/wan"\n'
        'loras = [{ source = "tiny/lora", file = "fast.safetensors" }]\n'
    )
    run("models", "pull", "wan", hub=hub, settings=parts)

    assert run("models", "check", settings=parts).exit_code == 0
    other = run("models", "check", settings=parts.replace("fast.", "slow."))
    assert (other.exit_code, "models.wan.loras" in other.output) == (1, True)


def test_a_repository_of_pickled_weights_is_refused(run, hub, tmp_path):
    (tmp_path / "lora").mkdir()
    (tmp_path / "lora" / "fast.bin").write_bytes(b"x" * 3000)
    hub.repositories |= {"tiny/lora": tmp_path / "lora"}
    parts = (
        '[models.wan]\npreset = "wan2.2-ti2v-5b"\nrepo = "tiny/wan"\n'
        'loras = [{ source = "tiny/lora" }]\n'
    )

    refused = run("models", "pull", "wan", hub=hub, settings=parts)

    assert refused.exit_code == 1
    assert "tiny/lora has no files that this could be loaded from" in refused.output
    assert refused.output.count("\n") == 1


def test_the_depth_model_is_brought_by_its_table(run, hub, tiny, tmp_path):
    tiny.depth_anything().save_pretrained(tmp_path / "depth")
    hub.repositories["tiny/depth"] = tmp_path / "depth"
    settings = '[depth]\nmodel = "tiny/depth"\n'

    pulled = run("models", "pull", "depth", hub=hub, settings=settings)

    assert pulled.exit_code == 0, pulled.output
    config = Config.model_validate({"depth": {"model": "tiny/depth"}})
    depth = build_depth_model(config).measure(data.coffee()[:60, :80])
    assert depth.shape == (60, 80)


def test_what_effects_need_is_brought_on_request(run, hub, write_config, tmp_path):
    (tmp_path / "lora").mkdir()
    (tmp_path / "lora" / "melt.safetensors").write_bytes(b"x" * 3000)
    hub.repositories["tiny/lora"] = tmp_path / "lora"
    recipe = '{ prompt = "It melts.", loras = [{ source = "tiny/lora" }], licence = "Free." }'
    _, table, rest = write_config().read_text().partition("[models.wan]")
    settings = f"{table}{rest}\neffects.melt = {recipe}\n"
    run("models", "pull", "wan", hub=hub, settings=settings)
    assert "melt.safetensors" not in hub.sent
    assert "Drawn by the engine" in run("models", "check", settings=settings).output

    pulled = run("models", "pull", "wan", "--effects", hub=hub, settings=settings)

    assert pulled.exit_code == 0, pulled.output
    assert "melt.safetensors" in hub.sent
    assert "Drawn by the engine" not in run("models", "check", settings=settings).output
