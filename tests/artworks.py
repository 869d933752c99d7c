"""Pictures that are not photographs, and how far a frame keeps to their style.

A painting is told by its colours and by the edges of its strokes, a drawing in ink by being black
and white with sharp lines.
"""

import cv2
import numpy as np
import skimage.data
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 320, 240
STROKES = ((14, 500), (8, 1500), (5, 2500))  # half their length, and how many
OVERSAMPLED = 4  # the drawing, so that its lines are smooth
HUE_BINS = 33
COLOURLESS = 11  # CIE Lab chroma below which a colour is a grey
SHARPEST_SHARE = 0.005  # of the pixels: ink that is left after half of a picture is gone
STEEP = 30  # grey levels per pixel that make an edge


def painting(seed=3):
    """A cup of coffee in strokes of a broad brush, then finer ones, along its edges."""
    rng = np.random.default_rng(seed)
    photo = cv2.resize(skimage.data.coffee(), (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    light = cv2.GaussianBlur(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 4)
    across, down = (cv2.Sobel(light, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    canvas = cv2.blur(photo, (31, 31))
    for size, count in STROKES:
        for _ in range(count):
            x, y = rng.integers(WIDTH), rng.integers(HEIGHT)
            angle = np.arctan2(down[y, x], across[y, x]) + np.pi / 2 + rng.normal(0, 0.2)
            reach = np.array((np.cos(angle), np.sin(angle))) * size
            ends = (tuple(map(int, (x, y) + way * reach)) for way in (-1, 1))
            colour = np.clip(photo[y, x].astype(int) + rng.integers(-14, 15, 3), 0, 255).tolist()
            cv2.line(canvas, *ends, colour, max(2, size // 3), cv2.LINE_AA)
    return canvas


def line_drawing():
    """A house, a tree, the sun and waves in black ink on white paper."""
    size = (WIDTH * OVERSAMPLED, HEIGHT * OVERSAMPLED)
    paper = Image.new("L", size, 255)
    pen = ImageDraw.Draw(paper)

    def at(*places):
        return [place * OVERSAMPLED for place in places]

    broad, fine = (OVERSAMPLED * width for width in (3, 1.5))
    pen.rectangle(at(96, 110, 224, 210), outline=0, width=round(broad))
    pen.line(at(86, 112, 160, 56, 234, 112), fill=0, width=round(broad), joint="curve")
    pen.rectangle(at(146, 150, 178, 210), outline=0, width=round(broad))
    for left in (108, 192):
        pen.rectangle(at(left, 128, left + 22, 150), outline=0, width=round(fine))
        pen.line(at(left + 11, 128, left + 11, 150), fill=0, width=round(fine))
    pen.ellipse(at(250, 24, 290, 64), outline=0, width=round(broad))
    pen.line(at(0, 210, WIDTH, 210), fill=0, width=round(broad))
    pen.polygon(at(40, 130, 20, 200, 60, 200), fill=0)
    pen.line(at(40, 200, 40, 210), fill=0, width=round(broad))
    for left in range(10, 300, 38):
        pen.arc(at(left, 216, left + 26, 234), 200, 340, fill=0, width=round(fine))
    grey = np.asarray(paper.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))
    return np.repeat(grey[..., None], 3, axis=2)


def new_colours(frame, still):
    """The share of a frame in colours that the still has less of; greys do not count. 0..1."""
    centres = np.linspace(-128, 128, HUE_BINS)
    is_colour = np.hypot(*np.meshgrid(centres, centres)) > COLOURLESS
    return float(np.maximum(0, _hues(frame) - _hues(still))[is_colour].sum())


def sharpness(frame, still):
    """How steep the sharpest edges of a frame are, as a share of the still's."""
    return _steepest(frame) / _steepest(still)


def edges(frame, still):
    """How much of a frame is edges, as a share of the still's."""
    return float((_slope(frame) > STEEP).mean() / (_slope(still) > STEEP).mean())


def coloured(frame):
    """The share of pixels that have a colour. 0..1."""
    return float((np.ptp(frame.astype(int), axis=2) > 16).mean())


def two_toned(frame):
    """The share of pixels that are nearly black or nearly white. 0..1."""
    return float(((frame.max(axis=2) < 64) | (frame.min(axis=2) > 191)).mean())


def _hues(pixels):
    """The distribution of a and b of CIE Lab, a little smoothed. (HUE_BINS, HUE_BINS)."""
    lab = cv2.GaussianBlur(
        cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), (0, 0), 1
    )
    a, b = lab[..., 1].ravel(), lab[..., 2].ravel()
    counts, _, _ = np.histogram2d(a, b, bins=HUE_BINS, range=[[-132, 132]] * 2)
    return cv2.GaussianBlur(counts / a.size, (0, 0), 0.7)


def _slope(pixels):
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return cv2.magnitude(
        *(cv2.Sobel(grey, cv2.CV_32F, *way, scale=0.25) for way in ((1, 0), (0, 1)))
    )


def _steepest(pixels):
    slopes = _slope(pixels).ravel()
    most = round(slopes.size * SHARPEST_SHARE)
    return float(np.partition(slopes, -most)[-most:].mean())
