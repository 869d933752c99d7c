"""Turns a decoded picture of any mode into what effects take: upright, opaque, sRGB, bounded."""

from io import BytesIO

import PIL.TiffImagePlugin  # noqa: F401 - EXIF is a TIFF; once confined it could not be imported
from PIL import Image, ImageCms

_BAND_ROWS = 256
_ORIENTATION = 0x0112  # EXIF 2.32, 4.6.4
_UPRIGHT = {
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_270],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_90],
}
_PROFILE_SPACES = {"RGB": "RGB ", "CMYK": "CMYK", "L": "GRAY"}  # ICC.1:2022, table 19


def tidy(picture: Image.Image, keep_side: int) -> Image.Image:
    """Shrink to `keep_side`, flatten onto white, convert to sRGB, turn upright."""
    small = _shrink(picture, keep_side)
    upright = _to_srgb(small, picture.info.get("icc_profile"))
    for turn in _turns(picture):
        upright = upright.transpose(turn)
    return upright


def _shrink(picture: Image.Image, keep_side: int) -> Image.Image:
    """Average whole squares of pixels, then filter to the final size."""
    factor = max(1, max(picture.size) // keep_side)
    as_is = factor == 1 and picture.mode in _PROFILE_SPACES and not picture.has_transparency_data
    small = picture if as_is else _average(picture, factor)
    share = keep_side / max(small.size)
    if share >= 1:
        return small
    size = (round(small.width * share), round(small.height * share))
    return small.resize(size, Image.Resampling.HAMMING)


def _average(picture: Image.Image, factor: int) -> Image.Image:
    """Make opaque and smaller, band by band: a second full picture is never in memory."""
    rows = _BAND_ROWS // factor * factor
    bands = [
        _opaque(picture.crop((0, top, picture.width, min(top + rows, picture.height)))).reduce(
            factor
        )
        for top in range(0, picture.height, rows)
    ]
    small = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    for index, band in enumerate(bands):
        small.paste(band, (0, index * rows // factor))
    return small


def _opaque(picture: Image.Image) -> Image.Image:
    """Bring any mode to L, RGB or CMYK; what was transparent becomes white."""
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        white = Image.new("RGB", layer.size, "white")
        white.paste(layer, mask=layer.getchannel("A"))
        return white
    if picture.mode.startswith("I"):  # 16 bit
        return picture.point(lambda value: value / 257).convert("L")
    if picture.mode in _PROFILE_SPACES:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the embedded profile; ignore one that is broken or for other kinds of pixels."""
    if not profile:
        return picture.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space != _PROFILE_SPACES[picture.mode]:
            return picture.convert("RGB")
        srgb = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return picture.convert("RGB")
    return converted or picture.convert("RGB")


def _turns(picture: Image.Image) -> list[Image.Transpose]:
    """How to turn it upright: as HEIC says it, else as EXIF does."""
    if "turns" in picture.info:
        return list(picture.info["turns"])
    try:
        return _UPRIGHT.get(picture.getexif().get(_ORIENTATION, 1), [])
    except Exception:  # noqa: BLE001 - a broken note about a good picture
        return []
