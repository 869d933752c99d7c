"""Measures a clip while it is drawn: is it steady, sharp, alive, does it start on its picture?

Every frame is looked at small, against the one before; one in two seconds is looked at closer.
What is kept is a few numbers per frame.

Source:
    Warp error: Lai et al., "Learning Blind Video Temporal Consistency", 2018, with the occlusion
    test of Ruder et al., "Artistic Style Transfer for Videos", 2016. The rest are our own.
"""

from dataclasses import asdict, dataclass

import cv2
import numpy as np
import torch

from effects.planes import BLACK, WHITE, luma_of, to_i420, to_planes
from generation.motion import CameraTrack, Luma, Motion

SIDE = 240  # pixels of the small frames' long side
USUAL_SIDE = 960  # pixels of the long side of a clip, for which the gates are
SMOOTH_FRAMES = 9  # a parabola over so many is the smooth course of motion and of light
DARK = 8.0  # mean grey level of a black frame
GREYS = 255 / (WHITE - BLACK)  # grey levels in a step of a video's luma
FROZEN = 0.25  # grey levels that the liveliest block of a frame must change by
BLOCKS = (16, 9)
IDENTICAL_DB = 99.0  # what the fidelity of an identical frame is called
BORDER = 8  # pixels at the side of the frame that are not compared for sharpness
LEAST_KNOWN = 0.2  # share of frame 0 that must still be in view to compare sharpness
LIVELY_SHARE = 0.05  # of the pixels, whose motion is the dynamics of a clip


@dataclass(frozen=True, kw_only=True)
class Quality:
    """What was measured. Lengths are in pixels of the clip, light in grey levels of 255."""

    frames: int
    jitter_px: float  # RMS of the camera's speed about its smooth course, per frame
    flicker: float  # RMS of the mean brightness about its smooth course
    warp_error: float  # what is left when the next frame is warped back, squared, 1 = white
    first_frame_db: float  # PSNR of frame 0 to the still
    sharpness: float  # least share of the detail that frame 0, moved alike, would show
    loop_seam: float  # step from the last frame to the first, in usual steps
    black_share: float  # of the frames
    frozen_share: float  # of the steps
    dynamics_px: float  # motion per frame of the liveliest pixels
    seam: float = 0.0  # change at the worst joint of stretches, in usual steps

    def to_row(self) -> dict[str, float]:
        """The figures as JSON-ready values."""
        return asdict(self)

    def failed_gates(
        self,
        category: str,
        *,
        long_side: int = USUAL_SIDE,
        loops: bool = False,
        starts_on_still: bool = False,
        pace: float = 1.0,
    ) -> tuple[str, ...]:
        """Name the figures that are worse than clips of this category may be.

        Args:
            category: of the effect.
            long_side: of the clip, in pixels: in one of 3840 the same trembling, seen at the same
                size, is four times as many pixels as in one of 960.
            loops: the clip must close its loop.
            starts_on_still: frame 0 must be the still.
            pace: how much more may happen from one frame to the next than in a clip of four
                seconds at 24 frames a second: what is asked to be fast is over early, bends its
                course more within nine frames, and is no worse for it.
        """
        slack = max(1.0, pace)
        gates = EVERY_CLIP | GATES.get(category, {})
        gates |= {"frozen_share": (0.0, 1 - MOST_FROZEN / slack)}
        if "jitter_px" in gates:
            gates["jitter_px"] = (0.0, gates["jitter_px"][1] * max(1.0, long_side / USUAL_SIDE))
        for name in BENDING & gates.keys():
            gates[name] = (0.0, gates[name][1] * slack**2)
        gates |= LOOPING if loops else {}
        gates |= STARTING_ON_STILL if starts_on_still else {}
        return tuple(
            name
            for name, (least, most) in gates.items()
            if not least <= getattr(self, name) <= most
        )


# Figure: least and most. An effect may hold its last frame, and at strength 0 hardly anything
# moves: so half a clip may stand still, and dynamics have no gate. What melts or explodes has no
# camera and may flash: motion and light are not gated there.
ANY = float("inf")
BENDING = {"jitter_px", "flicker"}  # of a faster course, more is left over by a parabola
MOST_FROZEN = 0.5  # of a clip whose action takes all of it
EVERY_CLIP = {"black_share": (0.0, 0.0), "seam": (0.0, 2.5)}
STEADY = {
    "jitter_px": (0.0, 0.3),
    "warp_error": (0.0, 1e-3),
    "sharpness": (0.7, ANY),
}
STEADY_LIGHT = {"flicker": (0.0, 0.4)}
GATES = {
    "camera": STEADY | STEADY_LIGHT,
    "depth": STEADY | STEADY_LIGHT,
    "motion": STEADY_LIGHT,
    "light": STEADY_LIGHT,
    "style": STEADY_LIGHT,
}
LOOPING = {"loop_seam": (0.0, 2.5)}
STARTING_ON_STILL = {"first_frame_db": (28.0, ANY)}


class QualityMeter:
    """Feed it every frame of a clip in order, then ask for the report. Not for several threads."""

    def __init__(self, still: np.ndarray, *, fps: int) -> None:
        """Shapes: still: (H, W, 3) uint8 RGB, the size of the frames."""
        height, width, _ = still.shape
        self._still = to_i420(still)
        self._scale = max(height, width) / SIDE
        self._size = (round(width / self._scale), round(height / self._scale))
        self._fps = fps
        self._camera = CameraTrack(*self._size)
        self._flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        self._moved = np.eye(3)  # where the camera is by now, on pixels of the clip
        self._first = self._before = np.empty(0, np.float32)
        self._first_luma = np.empty(0, np.uint8)
        self._inside = np.zeros((height, width), np.uint8)
        self._inside[BORDER:-BORDER, BORDER:-BORDER] = 1
        self._first_frame_db = IDENTICAL_DB
        self._luma: list[float] = []
        self._motions: list[Motion] = []
        self._steps: list[float] = []
        self._liveliest_blocks: list[float] = []
        self._sharpness: list[float] = []
        self._warp_errors: list[float] = []
        self._dynamics: list[float] = []
        self._seams: list[float] = []

    def feed(self, chunk: torch.Tensor) -> None:
        """Measure the next frames. Shapes: (N, H, W, 3) uint8 RGB or (N, H * 3 / 2, W) planes."""
        for planes in to_planes(chunk).numpy(force=True):
            self._measure(planes)

    def joined(self, seam: float) -> None:
        """Take a joint into account; see `generation.seams.worst_seam`."""
        self._seams.append(seam)

    def report(self) -> Quality:
        """What the frames so far amount to."""
        motions = np.array(self._motions).reshape(-1, 4) * self._scale
        dark = min(DARK, float(self._look_at(luma_of(self._still)).mean()) / 2)  # a night stays one
        usual_step = _mean(self._steps)
        seam = float(np.abs(self._before - self._first).mean())
        return Quality(
            frames=len(self._luma),
            jitter_px=_roughness(motions),
            flicker=_roughness(np.array(self._luma)[:, None]),
            warp_error=_mean(self._warp_errors),
            first_frame_db=self._first_frame_db,
            sharpness=min(self._sharpness, default=1.0),
            loop_seam=seam / usual_step if usual_step > 0 else 0.0,
            black_share=_mean([luma < dark for luma in self._luma]),
            frozen_share=_mean([change < FROZEN for change in self._liveliest_blocks]),
            dynamics_px=_mean(self._dynamics),
            seam=max(self._seams, default=0.0),
        )

    def _measure(self, planes: np.ndarray) -> None:
        luma = luma_of(planes)
        small = self._look_at(luma)
        index = len(self._luma)
        self._luma.append(float(small.mean()))
        motion = self._camera.follow(small)
        if motion is None:
            self._first, self._first_luma = small, luma.copy()
            self._first_frame_db = _psnr(planes, self._still)
        else:
            self._motions.append(motion)
            self._moved = self._camera.matrix(motion, self._scale) @ self._moved
            self._measure_step(small)
        if (index + 1) % (2 * self._fps) == 0 or index + 1 == self._fps:  # at 1 s, 2 s, 4 s, 6 s …
            self._look_closer(luma, small)
        self._before = small

    def _look_at(self, luma: np.ndarray) -> Luma:
        """A frame small, in grey levels. Halving is many times quicker than averaging at once."""
        width, height = self._size
        while luma.shape[1] >= 2 * width and luma.shape[0] >= 2 * height:
            luma = cv2.resize(luma, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        small = cv2.resize(luma.astype(np.float32), self._size, interpolation=cv2.INTER_AREA)
        return np.asarray((small - BLACK) * GREYS, np.float32)

    def _measure_step(self, small: Luma) -> None:
        change = cv2.absdiff(small, self._before)
        self._steps.append(float(change.mean()))
        blocks = cv2.resize(change, BLOCKS, interpolation=cv2.INTER_AREA)
        self._liveliest_blocks.append(float(blocks.max()))

    def _look_closer(self, luma: np.ndarray, small: Luma) -> None:
        """Compare detail with frame 0 moved alike, and this frame with the last by its flow."""
        size = luma.shape[::-1]
        moved = cv2.warpAffine(self._first_luma, self._moved[:2], size, flags=cv2.INTER_CUBIC)
        known = cv2.warpAffine(self._inside, self._moved[:2], size, flags=cv2.INTER_NEAREST)
        if cv2.countNonZero(known) > LEAST_KNOWN * known.size:
            self._sharpness.append(_detail(luma, known) / max(_detail(moved, known), 1e-9))
        error, dynamics = self._compare(self._before, small)
        self._warp_errors.append(error)
        self._dynamics.append(dynamics * self._scale)

    def _compare(self, before: Luma, after: Luma) -> tuple[float, float]:
        """Warp error and motion of the liveliest pixels, in small pixels."""
        bytes_before, bytes_after = (cv2.convertScaleAbs(luma) for luma in (before, after))
        there = self._flow.calc(bytes_before, bytes_after, None)
        back = self._flow.calc(bytes_after, bytes_before, None)
        rows, columns = np.mgrid[0 : before.shape[0], 0 : before.shape[1]].astype(np.float32)
        x, y = columns + there[..., 0], rows + there[..., 1]
        back = cv2.remap(back, x, y, cv2.INTER_LINEAR)
        warped = cv2.remap(after, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
        lengths = np.square(there).sum(-1)
        roundtrip = np.square(there + back).sum(-1)
        seen = roundtrip <= 0.01 * (lengths + np.square(back).sum(-1)) + 0.5
        error = np.square(warped - before)[seen].mean() / 255**2 if seen.any() else 1.0
        liveliest = max(1, int(lengths.size * LIVELY_SHARE))
        dynamics = np.sqrt(np.partition(lengths.ravel(), -liveliest)[-liveliest:]).mean()
        return float(error), float(dynamics)


def _roughness(series: np.ndarray) -> float:
    """RMS about a parabola through the neighbours, of the roughest column. Shapes: (T, C).

    A camera may speed up and slow down, a light may be dimmed: their course bends. What a parabola
    does not follow is shaking or flicker.

    Source:
        Savitzky, Golay, "Smoothing and Differentiation of Data by Simplified Least Squares
        Procedures", 1964.
    """
    if len(series) < SMOOTH_FRAMES:
        return 0.0
    half = SMOOTH_FRAMES // 2
    at = np.arange(-half, half + 1.0)
    weights = np.linalg.pinv(np.stack([at**0, at, at**2], axis=1))[0]
    windows = np.lib.stride_tricks.sliding_window_view(series, SMOOTH_FRAMES, axis=0)
    rough = series[half:-half] - windows @ weights
    return float(np.sqrt(np.square(rough).mean(0)).max())


def _mean(values: list[float] | list[bool]) -> float:
    return float(np.mean(values)) if values else 0.0


def _psnr(planes: np.ndarray, still: np.ndarray) -> float:
    """Peak signal to noise ratio in dB, 99 for the same picture."""
    return min(IDENTICAL_DB, float(cv2.PSNR(planes, still, WHITE - BLACK)))


def _detail(luma: np.ndarray, where: np.ndarray) -> float:
    """Energy of the finest detail where the mask is not 0."""
    _, deviation = cv2.meanStdDev(cv2.Laplacian(luma, cv2.CV_16S), mask=where)
    return float(deviation[0, 0] ** 2)
