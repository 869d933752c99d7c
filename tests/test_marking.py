"""The signed note in a clip: valid, truthful, and broken by any change to the pictures."""

import json
import stat

import c2pa
import pytest
import torch

from generation.encoder import ClipWriter
from generation.marking import EFFECT_SOURCE, MODEL_SOURCE, Origin, Signer


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mp4"
    noise = torch.randint(0, 256, (12, 64, 64, 3), dtype=torch.uint8)
    with ClipWriter(path, width=64, height=64, fps=24) as writer:
        writer.write(noise)
    return path


def read(path):
    with c2pa.Reader(str(path)) as reader:
        return json.loads(reader.json())


def sign(clip, **facts):
    origin = Origin("Zoetrope melt", "the effect melt", "For private use.", **facts)
    signed = clip.with_name("signed.mp4")
    Signer.from_folder(clip.parent / "signing").sign(clip, signed, origin)
    return signed


def action_of(report):
    manifest = report["manifests"][report["active_manifest"]]
    actions = next(a for a in manifest["assertions"] if a["label"].startswith("c2pa.actions"))
    return actions["data"]["actions"][0]


def test_a_signed_clip_is_valid_and_says_what_made_it(clip):
    report = read(sign(clip))

    assert report["validation_state"] == "Valid"
    assert action_of(report)["digitalSourceType"] == EFFECT_SOURCE
    assert "the effect melt" in action_of(report)["description"]
    assert "For private use." in json.dumps(report)


@pytest.mark.parametrize("fact", ["is_model", "input_is_ai_marked"])
def test_what_ai_made_is_marked_as_made_by_ai(clip, fact):
    assert action_of(read(sign(clip, **{fact: True})))["digitalSourceType"] == MODEL_SOURCE


def test_a_changed_byte_breaks_the_signature(clip):
    signed = sign(clip)
    content = bytearray(signed.read_bytes())
    content[content.rindex(b"mdat") + 200] ^= 1
    signed.write_bytes(content)

    assert read(signed)["validation_state"] == "Invalid"


def test_the_key_is_kept_and_private(clip):
    sign(clip)
    key = clip.parent / "signing" / "key.pem"
    before = key.read_bytes()

    sign(clip)

    assert key.read_bytes() == before
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
