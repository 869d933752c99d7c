"""Each fault that a clip can have is caught by its own figure, and by no other."""

import cv2
import numpy as np
import pytest
import torch
from skimage import data

from generation.quality import QualityMeter

FPS, FRAMES = 24, 48
SIZE = (640, 360)


@pytest.fixture(scope="module")
def still():
    return cv2.resize(data.coffee()[:338], SIZE, interpolation=cv2.INTER_AREA)


def sway(still, shake_px=0.0, rounded=False):
    """A camera that swings right and zooms in and out, once: a perfect loop."""
    random = np.random.default_rng(3)
    for t in np.arange(FRAMES) / FRAMES:
        zoom = 1.05 - 0.05 * np.cos(2 * np.pi * t)
        shake = random.normal(0, shake_px, 2) if t > 0 else np.zeros(2)
        left, top = 12 * np.sin(2 * np.pi * t) + shake[0], shake[1]
        if rounded:
            left, top = round(left), round(top)
            zoom = round(zoom * SIZE[0] / 2) / (SIZE[0] / 2)
        x, y = (SIZE[0] - 1) / 2, (SIZE[1] - 1) / 2
        matrix = np.array([[zoom, 0, x - zoom * x + left], [0, zoom, y - zoom * y + top]])
        yield cv2.warpAffine(
            still, matrix, SIZE, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
        )


def measure(still, frames):
    meter = QualityMeter(still, fps=FPS)
    for frame in frames:
        meter.feed(torch.from_numpy(np.ascontiguousarray(frame))[None])
    return meter.report()


def failed(still, frames):
    quality = measure(still, frames)
    return set(quality.failed_gates("camera", loops=True, starts_on_still=True)), quality


def lit(frame, grey_levels):
    return np.clip(frame + np.round(grey_levels), 0, 255).astype(np.uint8)


def test_a_steady_camera_passes_every_gate(still):
    gates, quality = failed(still, sway(still))
    assert not gates
    assert quality.jitter_px < 0.05
    assert quality.dynamics_px > 0.3
    assert quality.frames == FRAMES


@pytest.mark.parametrize("shake_px", [0.1, 0.5, 1.0])
def test_jitter_is_measured_in_pixels(still, shake_px):
    """Shaking the position by 1 px RMS shakes the speed, its difference, by the root of 2."""
    quality = measure(still, sway(still, shake_px=shake_px))
    assert quality.jitter_px == pytest.approx(shake_px * np.sqrt(2), rel=0.45)


FAULTS = {
    "shaken": (lambda still: sway(still, shake_px=0.5), {"jitter_px"}),
    "rounded to whole pixels": (lambda still: sway(still, rounded=True), {"jitter_px"}),
    "flickering": (
        lambda still: (lit(f, 3 * (-1) ** i if i else 0) for i, f in enumerate(sway(still))),
        {"flicker"},
    ),
    "blurring": (
        lambda still: (
            cv2.GaussianBlur(f, (0, 0), 0.01 + i / 40) for i, f in enumerate(sway(still))
        ),
        {"sharpness"},
    ),
    "boiling": (lambda still: boiling(sway(still)), {"warp_error"}),
    "frozen": (lambda still: [still] * FRAMES, {"frozen_share"}),
    "partly black": (
        lambda still: (f * (i not in (20, 21)) for i, f in enumerate(sway(still))),
        {"black_share", "flicker", "jitter_px"},  # going black is a flash and a jolt too
    ),
    "not starting on the picture": (
        lambda still: (f[:, ::-1] for f in sway(still)),
        {"first_frame_db"},
    ),
    "not closing its loop": (lambda still: list(sway(still))[: FRAMES // 4], {"loop_seam"}),
}


def boiling(frames):
    """Patches of 8 px that change at random from frame to frame; the mean stays."""
    random = np.random.default_rng(5)
    for index, frame in enumerate(frames):
        noise = random.choice([-12, 12], (SIZE[1] // 8, SIZE[0] // 8, 1))
        patches = np.kron(noise - np.round(noise.mean()), np.ones((8, 8, 1)))
        yield lit(frame, patches if index else 0)


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_caught_by_its_own_figure(still, fault):
    make, expected = FAULTS[fault]
    gates, quality = failed(still, make(still))
    assert gates == expected, quality


def test_a_night_picture_is_not_called_black(still):
    night = (still // 40).astype(np.uint8)
    assert measure(night, sway(night)).black_share == 0


def test_what_crushes_a_picture_is_not_measured_as_a_camera(still):
    quality = measure(still, sway(still, shake_px=2))
    assert quality.failed_gates("camera")
    assert not quality.failed_gates("transform")
