"""Opens HEIC, which Pillow does not: Python reads the boxes, FFmpeg (PyAV) the coded pictures."""

import struct
from dataclasses import dataclass

import av
from PIL import Image

from generation.errors import PictureRefused, RefusalReason
from generation.sandbox.decode import check_size
from generation.sandbox.formats import Format
from generation.sandbox.iso import Bytes, Item, Meta
from generation.sandbox.limits import IntakeLimits

_TURNS = {  # irot: quarter turns anticlockwise
    1: Image.Transpose.ROTATE_90,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_270,
}
_MIRRORS = {0: Image.Transpose.FLIP_TOP_BOTTOM, 1: Image.Transpose.FLIP_LEFT_RIGHT}  # imir
_PROFILES = (b"prof", b"rICC")


@dataclass
class Grid:
    """Coded pictures side by side, row by row; what sticks out of the frame is cut off."""

    tiles: list[Item]
    columns: int
    width: int
    height: int


def decode_heic(file: bytes, limits: IntakeLimits) -> Image.Image:
    """Decode the primary picture. How to turn it upright is in `info["turns"]`.

    Raises:
        PictureRefused: too small, too large, too narrow, or not coded as phones do.
        Exception: whatever the decoder raises on damaged bytes.
    """
    meta = Meta.read(file)
    primary = meta.items[meta.primary]
    grid = _grid_of(meta, primary)
    check_size(grid.width, grid.height, Format.HEIC, limits)
    picture = Image.new("RGB", (grid.width, grid.height))
    left = top = 0
    for index, tile in enumerate(grid.tiles, start=1):
        part = _decode_tile(meta, tile)
        picture.paste(part, (left, top))
        left, top = (
            (0, top + part.height) if index % grid.columns == 0 else (left + part.width, top)
        )
    picture = _cut(picture, primary.property(b"clap"))
    picture.info["icc_profile"] = _profile_of(primary) or _profile_of(grid.tiles[0])
    picture.info["turns"] = _turns_of(primary)
    return picture


def _grid_of(meta: Meta, primary: Item) -> Grid:
    if primary.kind == b"hvc1":
        size = Bytes(primary.property(b"ispe") or b"", 4)
        return Grid([primary], 1, size.number(4), size.number(4))
    if primary.kind != b"grid":
        raise PictureRefused(RefusalReason.HEIC_UNREADABLE)
    cursor = Bytes(meta.payload(primary), 1)
    number_size = 4 if cursor.number(1) & 1 else 2
    rows, columns = cursor.number(1) + 1, cursor.number(1) + 1
    tiles = [meta.items[part] for part in primary.parts]
    if len(tiles) != rows * columns:
        raise ValueError("tiles are missing")
    return Grid(tiles, columns, cursor.number(number_size), cursor.number(number_size))


def _decode_tile(meta: Meta, tile: Item) -> Image.Image:
    """Decode one HEVC picture: a context each, because each may have parameters of its own."""
    decoder = av.CodecContext.create("hevc", "r")
    decoder.thread_count = 1  # the child may not make threads
    decoder.extradata = tile.property(b"hvcC")
    frames = [*decoder.decode(av.Packet(meta.payload(tile))), *decoder.decode(None)]
    picture: Image.Image = frames[0].to_image(threads=1)  # type: ignore[no-untyped-call]
    return picture


def _cut(picture: Image.Image, aperture: bytes | None) -> Image.Image:
    """Cut to the clean aperture: width, height and the offset of its centre, as fractions."""
    if aperture is None:
        return picture
    numbers = struct.unpack(">IIIIiIiI", aperture)
    width, height, right, down = (
        over / under for over, under in zip(numbers[::2], numbers[1::2], strict=True)
    )
    left = round((picture.width - width) / 2 + right)
    top = round((picture.height - height) / 2 + down)
    return picture.crop((left, top, left + round(width), top + round(height)))


def _profile_of(item: Item) -> bytes | None:
    colour = item.property(b"colr") or b""
    return colour[4:] if colour[:4] in _PROFILES else None


def _turns_of(item: Item) -> list[Image.Transpose]:
    turns = []
    for kind, body in item.properties:
        if kind == b"irot" and body[0] & 3:
            turns.append(_TURNS[body[0] & 3])
        elif kind == b"imir":
            turns.append(_MIRRORS[body[0] & 1])
    return turns
