"""Opens the formats that Pillow decodes: size first, then what it would cost, then the pixels."""

from collections.abc import Callable
from io import BytesIO

from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
)

from generation.errors import PictureRefused, RefusalReason
from generation.sandbox.formats import BYTES_PER_PIXEL, Format, count_scans, webp_size
from generation.sandbox.limits import MB, IntakeLimits

_PLUGINS: dict[Format, Callable[[BytesIO], ImageFile.ImageFile]] = {
    Format.JPEG: JpegImagePlugin.JpegImageFile,
    Format.PNG: PngImagePlugin.PngImageFile,
    Format.WEBP: WebPImagePlugin.WebPImageFile,
    Format.GIF: GifImagePlugin.GifImageFile,
    Format.AVIF: AvifImagePlugin.AvifImageFile,
}
_MOST_SCANS = 64  # a progressive photograph has 10
_MOST_SCANNED_PIXELS = 500_000_000  # 12 scans at the pixel limit
_MOST_TEXT = MB  # bytes of inflated PNG text


def decode(file: bytes, kind: Format, limits: IntakeLimits) -> ImageFile.ImageFile:
    """Decode the first frame.

    The plugin is called directly: `PIL.Image.open` would try other formats, and MPO for a JPEG.

    Raises:
        PictureRefused: too small, too large, too narrow, or a bomb.
        Exception: whatever the decoder raises on damaged bytes.
    """
    PngImagePlugin.MAX_TEXT_MEMORY = _MOST_TEXT
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # the child may not make threads
    if kind is Format.WEBP:  # its plugin takes the memory of two pictures on opening
        check_size(*webp_size(file), kind, limits)
    picture = _PLUGINS[kind](BytesIO(file))
    check_size(*picture.size, kind, limits)
    if kind is Format.JPEG:
        _check_scans(count_scans(file), picture.width * picture.height)
        _skip_detail(picture, limits.keep_side)
    picture.load()
    return picture


def _check_scans(scans: int, pixels: int) -> None:
    if scans > _MOST_SCANS or scans * pixels > _MOST_SCANNED_PIXELS:
        raise PictureRefused(RefusalReason.BOMB)


def _skip_detail(jpeg: ImageFile.ImageFile, keep_side: int) -> None:
    """Have a large JPEG decoded at a half, a quarter or an eighth, if that is still enough."""
    width, height = jpeg.size
    share = keep_side / max(width, height)
    if share < 1:
        jpeg.draft(None, (round(width * share), round(height * share)))


def check_size(width: int, height: int, kind: Format, limits: IntakeLimits) -> None:
    """Refuse a picture by the size its header claims, before a pixel is decoded.

    Raises:
        PictureRefused: too small, too large, too narrow, or too many pixels for this format.
    """
    short, long = sorted((width, height))
    if short < limits.min_side:
        raise PictureRefused(RefusalReason.TOO_SMALL, limits.min_side, short)
    if long > limits.max_side:
        raise PictureRefused(RefusalReason.TOO_LARGE, limits.max_side, long)
    if long > limits.max_aspect * short:
        raise PictureRefused(RefusalReason.TOO_NARROW, limits.max_aspect, long / short)
    most = min(limits.max_pixels, limits.memory_bytes // BYTES_PER_PIXEL[kind])
    if width * height > most:
        raise PictureRefused(RefusalReason.TOO_MANY_PIXELS, most, width * height)
