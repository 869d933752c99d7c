"""Makes the two HEIC samples beside this file. Needs `pip install pillow-heif`; the tests do not.

rocket.heic is one coded picture; tiles.heic is what a phone writes: a grid of tiles, cut to size,
to be turned by 90 degrees. The photograph is skimage.data.rocket (NASA, public domain).
"""

import struct
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image
from skimage import data

from generation.sandbox.iso import Meta

HERE = Path(__file__).parent
TILE = 128
COLUMNS, ROWS = 2, 2
SIZE = (240, 160)  # of the grid before it is turned


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def full_box(kind: bytes, body: bytes, version: int = 0) -> bytes:
    return box(kind, bytes([version, 0, 0, 0]) + body)


def coded(picture: Image.Image) -> tuple[bytes, bytes]:
    """The configuration and the bit stream of a picture, as HEVC."""
    file = BytesIO()
    pillow_heif.from_pillow(picture).save(file, quality=70)
    meta = Meta.read(file.getvalue())
    return meta.items[meta.primary].property(b"hvcC"), meta.payload(meta.items[meta.primary])


def tiled(picture: Image.Image) -> bytes:
    """A HEIC of four tiles; item 1 is the grid."""
    whole = picture.resize(SIZE)
    canvas = Image.new("RGB", (COLUMNS * TILE, ROWS * TILE))
    canvas.paste(whole)
    corners = [(x * TILE, y * TILE) for y in range(ROWS) for x in range(COLUMNS)]
    tiles = [coded(canvas.crop((x, y, x + TILE, y + TILE))) for x, y in corners]
    numbers = range(2, 2 + len(tiles))
    grid = struct.pack(">BBBBHH", 0, 0, ROWS - 1, COLUMNS - 1, *SIZE)
    infos = [(1, b"grid"), *((number, b"hvc1") for number in numbers)]
    iinf = struct.pack(">H", len(infos)) + b"".join(
        full_box(b"infe", struct.pack(">HH4sB", number, 0, kind, 0), 2) for number, kind in infos
    )
    parts = struct.pack(">HH", 1, len(tiles)) + b"".join(struct.pack(">H", n) for n in numbers)
    properties = [
        full_box(b"ispe", struct.pack(">II", *SIZE)),
        box(b"irot", b"\x03"),
        full_box(b"ispe", struct.pack(">II", TILE, TILE)),
        *(box(b"hvcC", configuration) for configuration, _ in tiles),
    ]
    owners = [(1, (1, 2)), *((number, (3, 2 + number)) for number in numbers)]
    ipma = struct.pack(">I", len(owners)) + b"".join(
        struct.pack(">HB", number, len(indices)) + bytes(indices) for number, indices in owners
    )

    def meta(first_byte: int) -> bytes:
        at, places = first_byte, [struct.pack(">HHHHII", 1, 1, 0, 1, 0, len(grid))]
        for number, (_, stream) in zip(numbers, tiles, strict=True):
            places.append(struct.pack(">HHHHII", number, 0, 0, 1, at, len(stream)))
            at += len(stream)
        return full_box(
            b"meta",
            full_box(b"hdlr", struct.pack(">I4s12xB", 0, b"pict", 0))
            + full_box(b"pitm", struct.pack(">H", 1))
            + full_box(b"iinf", iinf)
            + full_box(b"iref", box(b"dimg", parts))
            + box(b"iprp", box(b"ipco", b"".join(properties)) + full_box(b"ipma", ipma))
            + full_box(b"iloc", struct.pack(">HH", 0x4400, len(places)) + b"".join(places), 1)
            + box(b"idat", grid),
        )

    kind = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    front = len(kind) + len(meta(0)) + 8
    return kind + meta(front) + box(b"mdat", b"".join(stream for _, stream in tiles))


def main() -> None:
    photograph = Image.fromarray(data.rocket())
    pillow_heif.from_pillow(photograph.resize((321, 214))).save(HERE / "rocket.heic", quality=60)
    (HERE / "tiles.heic").write_bytes(tiled(photograph))


if __name__ == "__main__":
    main()
