"""Settings: the example shows all of them, and a mistake names its key."""

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from bot.config import Config, ConfigMistake, load_config

EXAMPLE = Path(__file__).parents[1] / "config.example.toml"


def settings(section, prefix=""):
    """Every key of a section and of the sections in it, with its default."""
    for name in type(section).model_fields:
        value = getattr(section, name)
        if isinstance(value, BaseModel):
            yield from settings(value, f"{prefix}{name}.")
        elif isinstance(value, dict):
            for key, entry in value.items():
                yield from settings(entry, f"{prefix}{name}.{key}.")
        else:
            yield f"{prefix}{name}"


def test_the_example_holds_the_defaults():
    assert load_config(EXAMPLE) == load_config(None)


@pytest.mark.parametrize("key", list(settings(Config())))
def test_the_example_shows_every_setting(key):
    *tables, name = key.split(".")
    section = tomllib.loads(EXAMPLE.read_text("utf-8"))
    for table in tables:
        section = section[table]

    assert name in section or f"# {name} = " in EXAMPLE.read_text("utf-8")


MISTAKES = {
    "unknown key": ("[web]\nprot = 1", "web.prot"),
    "unknown table": ("[webb]\nport = 1", "webb"),
    "wrong type": ('[web]\nport = "many"', "web.port"),
    "out of range": ("[web]\nport = 70000", "web.port"),
    "negative": ("[tiers.free]\nallowance = -1", "tiers.free.allowance"),
    "no devices": ("[generation]\ndevices = []", "generation.devices"),
    "unknown tier": ('[web]\ntier = "gold"', "web.tier"),
    "unknown tier on Telegram": ('[telegram]\ntier = "gold"', "telegram.tier"),
    "webhook without TLS": ('[telegram]\nwebhook = "http://a.b"', "telegram.webhook"),
    "webhook without a server": (
        '[telegram]\nwebhook = "https://a.b"\n[web]\nenabled = false',
        "telegram.webhook",
    ),
    "a free pack": ("[telegram]\npacks = [{ amount = 1, stars = 0 }]", "telegram.packs.0.stars"),
    "level": ('[logging]\nlevel = "LOUD"', "logging.level"),
    "not a number": ("[storage]\nkeep_clips_hours = nan", "storage.keep_clips_hours"),
    "infinite": ("[generation]\ntime_limit_s = inf", "generation.time_limit_s"),
    "not TOML": ("[web\nport = 1", "not valid TOML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_names_the_key(tmp_path, mistake):
    text, key = MISTAKES[mistake]
    path = tmp_path / "config.toml"
    path.write_text(text)

    with pytest.raises(ConfigMistake, match=key.replace(".", r"\.")) as caught:
        load_config(path)

    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_mistake(tmp_path):
    with pytest.raises(ConfigMistake, match="cannot be read"):
        load_config(tmp_path / "nothing.toml")


def test_tiers_can_be_added(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[web]\ntier = "club"\n[tiers.club]\nwatermark = false\n')

    assert load_config(path).tiers["club"].watermark is False
