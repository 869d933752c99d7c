"""Untrusted pictures: every file has its verdict, nothing crashes, nothing but pixels comes out."""

import asyncio
import io
import json
import subprocess
import sys
import time
from dataclasses import replace

import c2pa
import numpy as np
import pytest
from corpus import GROUPS, PICTURES, encode, exif, located, photo, with_segment
from PIL import Image, ImageCms

from generation import intake, marking
from generation.errors import PictureRefused, RefusalReason
from generation.intake import Intake, open_still
from generation.sandbox.limits import IntakeLimits
from generation.stills import clip_size, fit, load_still, save_still

SLOW_S = 6.0  # generous: the machine may be busy
MARKED = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "AVIF": "image/avif"}


async def verdict(file: bytes) -> RefusalReason | None:
    try:
        await open_still(file)
    except PictureRefused as refusal:
        return refusal.reason
    return None


@pytest.mark.parametrize("recipes", GROUPS, ids=lambda recipes: recipes.__name__)
async def test_every_file_has_its_verdict(recipes):
    cases = recipes()
    verdicts, slow = {}, []
    for name, (file, _) in cases.items():
        started = time.perf_counter()
        verdicts[name] = await verdict(file)
        if time.perf_counter() - started > SLOW_S:
            slow.append(name)
    assert verdicts == {name: expected for name, (_, expected) in cases.items()}
    assert not slow


@pytest.mark.parametrize(
    "rounds", [6, pytest.param(400, marks=pytest.mark.proof)], ids=["few", "many"]
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIC"])
async def test_mutated_files_are_opened_or_refused_but_never_crash_us(kind, rounds):
    random = np.random.default_rng(2026)
    if kind == "HEIC":
        good = (PICTURES / "tiles.heic").read_bytes()
    else:
        good = encode(photo().resize((96, 64)), kind)
    file = np.frombuffer(good, np.uint8)
    for _ in range(rounds):
        mutated = file.copy()
        places = random.integers(8, len(file), 12)  # behind the signature
        mutated[places] = random.integers(0, 256, 12)
        await verdict(mutated.tobytes())  # anything but PictureRefused fails the test


async def test_a_refusal_tells_the_limit_and_what_was_found():
    with pytest.raises(PictureRefused) as refused:
        await open_still(encode(Image.new("RGB", (700, 100)), "PNG"))
    assert refused.value == PictureRefused(RefusalReason.TOO_NARROW, 4.0, 7.0)


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_pictures_come_out_upright(orientation):
    upright = np.zeros((80, 120, 3), np.uint8)
    upright[:40, :60] = (250, 10, 10)  # top left is red
    # What a camera held in each way stores, EXIF 2.32 4.6.4: row 0 and column 0 are which sides.
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: upright.transpose(1, 0, 2)[::-1],
        7: upright.transpose(1, 0, 2)[::-1, ::-1],
        8: upright.transpose(1, 0, 2)[:, ::-1],
    }[orientation]
    picture = Image.fromarray(np.ascontiguousarray(stored))
    for kind, options in (("PNG", {}), ("WEBP", {"lossless": True})):
        still = await open_still(encode(picture, kind, exif=exif({0x0112: orientation}), **options))
        assert np.array_equal(still.pixels, upright), kind


async def test_a_grid_of_tiles_as_phones_write_it_comes_out_whole_and_upright():
    still = await open_still((PICTURES / "tiles.heic").read_bytes())
    expected = np.asarray(photo().resize((240, 160)).transpose(Image.Transpose.ROTATE_270), float)
    assert still.pixels.shape == expected.shape
    assert np.abs(still.pixels - expected).mean() < 4  # HEVC at quality 70, no seam, no shift


async def test_nothing_of_the_metadata_comes_out(tmp_path):
    picture = encode(photo(), "JPEG", exif=located(), comment=b"a secret comment")
    for canary in (b"SecretCam", b"a secret comment"):
        assert canary in picture
    save_still(await open_still(picture), tmp_path / "kept.still")
    kept = (tmp_path / "kept.still").read_bytes()
    for canary in (b"SecretCam", b"secret", b"Exif"):
        assert canary not in kept


async def test_what_is_transparent_becomes_white():
    layer = Image.new("RGBA", (64, 64), (200, 0, 0, 255))
    layer.paste((0, 200, 0, 0), (0, 0, 64, 32))
    still = await open_still(encode(layer, "PNG"))
    assert still.pixels[10, 10].tolist() == [255, 255, 255]
    assert still.pixels[50, 10].tolist() == [200, 0, 0]


async def test_sixteen_bit_grey_keeps_its_tones():
    ramp = np.tile(np.linspace(0, 65535, 256).astype(np.uint16), (64, 1))
    still = await open_still(encode(Image.fromarray(ramp), "PNG"))
    assert np.abs(still.pixels[0, :, 0].astype(int) - np.arange(256)).max() <= 1


async def test_colours_are_converted_by_the_embedded_profile():
    """In a profile whose green is blue, a green picture is blue: it is read, not skipped."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    swapped[:] = (
        swapped.replace(b"gXYZ", b"tXYZ").replace(b"bXYZ", b"gXYZ").replace(b"tXYZ", b"bXYZ")
    )
    green = Image.new("RGB", (64, 64), (0, 255, 0))
    still = await open_still(encode(green, "PNG", icc_profile=bytes(swapped)))
    assert still.pixels[0, 0].tolist() == pytest.approx([0, 0, 255], abs=3)


async def test_large_pictures_are_shrunk_without_changing_their_shape():
    still = await open_still(encode(photo().resize((3200, 2000)), "JPEG"))
    assert still.pixels.shape == (1600, 2560, 3)
    assert still.pixels.flags.c_contiguous
    expected = np.asarray(photo().resize((2560, 1600)), float)
    assert np.abs(still.pixels - expected).mean() < 3


async def test_the_same_pixels_have_the_same_digest():
    first = await open_still(encode(photo(), "PNG"))
    second = await open_still(encode(photo(), "WEBP", lossless=True))
    other = await open_still(encode(photo().rotate(180), "PNG"))
    assert first.sha256 == second.sha256 != other.sha256


@pytest.mark.parametrize("kind", MARKED)
async def test_a_signed_note_that_a_model_made_it_is_noticed(kind):
    plain = encode(photo(), kind)
    chain, key = marking._make_certificates()
    facts = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=key, ta_url=None)
    origin = marking.Origin(title="t", maker="a model", licence="none", is_model=True)
    manifest = json.dumps(marking._manifest(origin) | {"format": MARKED[kind]})
    signed = io.BytesIO()
    with c2pa.Signer.from_info(facts) as signer, c2pa.Builder(manifest) as builder:
        builder.sign(signer, MARKED[kind], io.BytesIO(plain), signed)

    unmarked, marked = await open_still(plain), await open_still(signed.getvalue())
    assert (unmarked.ai_marked, unmarked.has_manifest) == (False, False)
    assert (marked.ai_marked, marked.has_manifest) == (True, True)


async def test_a_note_in_xmp_that_a_model_made_it_is_noticed():
    note = b"http://ns.adobe.com/xap/1.0/\0<x Iptc4xmpExt:DigitalSourceType='http://cv.iptc.org/"
    note += b"newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia'/>"
    still = await open_still(with_segment(encode(photo(), "JPEG"), 0xE1, note))
    assert (still.ai_marked, still.has_manifest) == (True, False)


LIES = {  # what the child writes, as an expression
    "nothing": "b''",
    "no JSON": "b'hello'",
    "no facts": "b'{}'",
    "a list": "b'[]'",
    "a huge picture": """b'{"width": 99999, "height": 99999}'""",
    "a negative picture": """b'{"width": -5, "height": -5}'""",
    "too few pixels": """b'{"width": 64, "height": 64}' + bytes([10]) + bytes(99)""",
    "an unknown reason": """b'{"reason": "because"}'""",
    "an endless line": "b'x' * (1 << 20)",
}


@pytest.mark.parametrize("lie", LIES)
async def test_a_child_in_a_strangers_hands_is_not_believed(lie, monkeypatch):
    says = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({LIES[lie]})"
    monkeypatch.setattr(
        intake, "child_command", lambda *_: [sys.executable, "-I", "-S", "-c", says]
    )
    assert await verdict(encode(photo(), "PNG")) == RefusalReason.DAMAGED


async def test_a_child_that_takes_too_long_is_killed():
    hurried = replace(IntakeLimits(), wall_seconds=0.001)
    with pytest.raises(PictureRefused) as refused:
        await open_still(encode(photo(), "PNG"), hurried)
    assert refused.value.reason is RefusalReason.TIMED_OUT


async def test_a_child_out_of_memory_refuses_the_picture():
    poor = replace(IntakeLimits(), memory_bytes=6 << 20, max_bytes=1 << 20)
    with pytest.raises(PictureRefused) as refused:
        await open_still(encode(Image.new("RGB", (1000, 1000)), "GIF"), poor)
    assert refused.value.reason is RefusalReason.BOMB


async def test_many_pictures_at_once_take_turns():
    intake = Intake(at_once=2)
    stills = await asyncio.gather(*(intake.open_still(encode(photo(), "PNG")) for _ in range(6)))
    assert len({still.sha256 for still in stills}) == 1


FORBIDDEN = {
    "read a file": "open('/etc/hostname')",
    "open a socket": "socket.socket()",
    "make a process": "os.fork()",
    "start a program": "os.execv('/bin/true', ['true'])",
    "signal a process": "os.kill(os.getppid(), 0)",
    "delete a file": "os.unlink('/nothing/there')",
}


@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
@pytest.mark.parametrize("attempt", FORBIDDEN)
def test_the_child_cannot(attempt):
    code = f"""
import os, socket
from generation.sandbox.confine import confine
confine(memory_bytes=1 << 26, cpu_seconds=2)
try:
    {FORBIDDEN[attempt]}
except OSError as error:
    os.write(1, error.strerror.encode())
"""
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603
    assert child.stdout in (b"Operation not permitted", b"Too many open files")


async def test_a_kept_still_is_read_back_as_it_was(tmp_path):
    still = replace(await open_still(encode(photo(), "PNG")), ai_marked=True)
    save_still(still, tmp_path / "a.still")
    again = load_still(tmp_path / "a.still")
    assert np.array_equal(again.pixels, still.pixels)
    assert (again.ai_marked, again.has_manifest, again.sha256) == (True, False, still.sha256)
    assert [path.name for path in tmp_path.iterdir()] == ["a.still"]


async def test_a_damaged_kept_still_is_not_used(tmp_path):
    path = tmp_path / "a.still"
    save_still(await open_still(encode(photo(), "PNG")), path)
    body = bytearray(path.read_bytes())
    body[len(body) // 2] ^= 1
    path.write_bytes(body)
    with pytest.raises(OSError, match="damaged"):
        load_still(path)


@pytest.mark.parametrize(
    ("size", "long_side", "expected"),
    [
        ((1600, 1200), 960, (960, 720)),
        ((1200, 1600), 960, (720, 960)),
        ((961, 541), 960, (960, 540)),
        ((640, 427), 960, (640, 426)),  # not enlarged: there is nothing more to see
        ((200, 150), 960, (400, 300)),
        ((64, 256), 960, (120, 480)),
        ((2560, 1440), 240, (240, 134)),
    ],
)
async def test_clips_keep_the_shape_and_are_even(size, long_side, expected):
    still = await open_still(encode(Image.new("RGB", size), "PNG"))
    assert clip_size(still, long_side) == expected
    scene = fit(still, long_side)
    assert (scene.width, scene.height) == expected


async def test_detail_is_kept_where_the_picture_has_twice_the_pixels():
    still = await open_still(encode(photo(), "PNG"))
    small, full = fit(still, 320), fit(still, 640)
    assert full.detail is None
    assert tuple(small.detail.shape) == (2 * small.height, 2 * small.width, 3)
    blocks = small.detail.numpy().reshape(small.height, 2, small.width, 2, 3).mean((1, 3))
    assert np.abs(blocks - small.pixels).max() <= 0.5  # the still is the mean of its detail
    assert np.array_equal(full.pixels, still.pixels[: full.height])
