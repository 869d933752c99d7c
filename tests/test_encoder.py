"""Clips as players see them: written, decoded again with PyAV, and compared."""

import threading
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
import torch
from skimage import data

from effects.planes import to_i420
from generation.encoder import ClipWriter
from generation.watermark import Watermark

SIZES = [(320, 180), (322, 182), (180, 320), (64, 64), (962, 542)]


def photo(width, height):
    return cv2.resize(data.coffee(), (width, height), interpolation=cv2.INTER_AREA)


def write(path, frames, **options):
    height, width = frames[0].shape[:2]
    with ClipWriter(path, width=width, height=height, fps=24, **options) as writer:
        for frame in frames:
            writer.write(torch.from_numpy(frame)[None])
    return path


def decode(path):
    """Planes of every frame, as the encoder was given them. (N, H * 3 / 2, W) uint8."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray(format="yuv420p") for frame in container.decode(video=0)]
    return np.stack(frames)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_clip_has_the_size_length_and_tags_it_should(tmp_path, size):
    path = write(tmp_path / "clip.mp4", [photo(*size)] * 36)

    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.width, context.height) == size
        assert context.pix_fmt == "yuv420p"
        assert stream.codec_context.name == "h264"
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert context.color_range == 1
        assert stream.frames == 36
        assert float(stream.duration * stream.time_base) == pytest.approx(1.5)
        assert stream.average_rate == 24


def test_the_index_comes_before_the_pictures(tmp_path):
    content = write(tmp_path / "clip.mp4", [photo(320, 180)] * 24).read_bytes()

    assert content.index(b"moov") < content.index(b"mdat")


def test_frames_come_back_as_they_went_in(tmp_path):
    frames = [np.roll(photo(320, 180), 4 * index, axis=1) for index in range(24)]

    decoded = decode(write(tmp_path / "clip.mp4", frames))

    expected = np.stack([to_i420(np.ascontiguousarray(frame)) for frame in frames])
    assert len(decoded) == 24
    assert min(cv2.PSNR(*pair) for pair in zip(expected, decoded, strict=True)) >= 33


def test_colours_are_bt709():
    patches = {(255, 255, 255): (235, 128, 128), (0, 0, 0): (16, 128, 128)}
    # ITU-R BT.709 limited range, from the standard's own equations.
    patches |= {
        (255, 0, 0): (63, 102, 240),
        (0, 255, 0): (173, 42, 26),
        (0, 0, 255): (32, 240, 118),
    }
    for rgb, ycbcr in patches.items():
        planes = to_i420(np.full((4, 4, 3), rgb, np.uint8))
        found = (planes[0, 0], planes[4, 0], planes[5, 0])
        assert np.abs(np.subtract(found, ycbcr, dtype=int)).max() <= 1, rgb


@pytest.mark.parametrize("grey", [0, 128, 255])
def test_the_watermark_reads_on_any_grey_and_touches_nothing_else(tmp_path, grey):
    plain = np.full((180, 320, 3), grey, np.uint8)
    mark = Watermark(320, 180)

    decoded = decode(write(tmp_path / "clip.mp4", [plain] * 3, watermark=mark))[1][:180]

    top, left, height, width = mark.box
    inside = decoded[top : top + height, left : left + width].astype(int)
    outside = decoded.astype(int).copy()
    outside[top - 8 : top + height + 8, left - 8 : left + width + 8] = outside[0, 0]
    assert np.ptp(inside) >= 60
    assert np.ptp(outside) <= 3


def test_the_watermark_does_not_write_into_the_effects_own_frames(tmp_path):
    frame = photo(320, 180)
    before = frame.copy()

    write(tmp_path / "clip.mp4", [frame] * 3, watermark=Watermark(320, 180))

    assert np.array_equal(frame, before)


def test_the_poster_is_the_frame_that_was_asked_for(tmp_path):
    frames = [np.full((64, 64, 3), 10 * index, np.uint8) for index in range(10)]
    with ClipWriter(tmp_path / "c.mp4", width=64, height=64, fps=24, poster_frame=5) as writer:
        for frame in frames:
            writer.write(torch.from_numpy(frame)[None])

    assert writer.poster[0, 0, 0] == 50


def test_frames_of_another_size_are_refused(tmp_path):
    def write_wrong():
        with ClipWriter(tmp_path / "c.mp4", width=64, height=64, fps=24) as writer:
            writer.write(torch.zeros(1, 32, 32, 3, dtype=torch.uint8))

    with pytest.raises(ValueError, match="32"):
        write_wrong()
    assert "encoder" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_ends_the_writer_and_does_not_hang(tmp_path):
    (tmp_path / "c.mp4").symlink_to("/dev/full")
    noise = torch.randint(0, 256, (4, 256, 256, 3), dtype=torch.uint8)

    def write_a_lot():
        with ClipWriter(tmp_path / "c.mp4", width=256, height=256, fps=24) as writer:
            for _ in range(50):
                writer.write(noise)

    with pytest.raises(OSError, match="No space left"):
        write_a_lot()
    assert "encoder" not in {thread.name for thread in threading.enumerate()}


def test_an_error_while_drawing_ends_the_encoder_too(tmp_path):
    def draw_then_break():
        with ClipWriter(tmp_path / "c.mp4", width=64, height=64, fps=24) as writer:
            writer.write(torch.zeros(1, 64, 64, 3, dtype=torch.uint8))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        draw_then_break()
    assert "encoder" not in {thread.name for thread in threading.enumerate()}
