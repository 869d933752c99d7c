"""Hostile and odd pictures, built from recipes: what people send by accident and on purpose.

Each is small and quick to build; what it claims, or inflates to, is another matter. A group is a
function that returns, by name, the file and what it must be refused for: None is accepted.
"""

import struct
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from skimage import data

from generation.errors import RefusalReason as R

PICTURES = Path(__file__).parent / "pictures"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_END = b"\0\0\0\0IEND\xaeB`\x82"


@cache
def photo() -> Image.Image:
    """A real photograph, 640 x 427, RGB."""
    return Image.fromarray(data.rocket())


def encode(picture: Image.Image, kind: str, **options) -> bytes:
    """The picture as a file."""
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def not_pictures():
    noise = np.random.default_rng(0).bytes
    return {
        "empty.png": (b"", R.TOO_FEW_BYTES),
        "one byte.jpg": (b"\xff", R.TOO_FEW_BYTES),
        "random.png": (noise(65536), R.NOT_A_PICTURE),
        "text.png": (b"hello @everyone <b>x</b>\n" * 50, R.NOT_A_PICTURE),
        "html behind a signature.png": (
            PNG_SIGNATURE + b"<script>alert(1)</script>" * 9,
            R.DAMAGED,
        ),
        "huge file.jpg": (b"\xff\xd8\xff" + bytes(20 << 20), R.TOO_MANY_BYTES),
        "zip.zip": (b"PK\x03\x04" + noise(2000), R.NOT_A_PICTURE),
        "pdf.pdf": (padded(b"%PDF-1.7\n1 0 obj<<>>endobj\n"), R.NOT_A_PICTURE),
        "postscript.png": (
            padded(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n"),
            R.NOT_A_PICTURE,
        ),
        "external entity.svg": (
            padded(b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            R.NOT_A_PICTURE,
        ),
        "remote picture.svg": (
            padded(
                b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://169.254.169.254/">'
            ),
            R.NOT_A_PICTURE,
        ),
    }


def pngs():
    """PNGs that lie about their size or inflate to far more than they are."""
    return {
        "header only.png": (padded(PNG_SIGNATURE + ihdr(640, 480)), R.DAMAGED),
        "zero width.png": (png(0, 480, b""), R.DAMAGED),
        "2^31 pixels wide.png": (png(2**31 - 1, 2**31 - 1, bytes(99)), R.TOO_LARGE),
        "20k x 20k bomb.png": (zero_png(20_000, 20_000), R.TOO_LARGE),
        "13k x 13k bomb.png": (zero_png(13_000, 13_000), R.TOO_LARGE),
        "12k x 12k bomb.png": (zero_png(12_000, 12_000), R.TOO_MANY_PIXELS),
        "20k x 20k in 1 bit.png": (zero_png(20_000, 20_000, bits=1), R.TOO_LARGE),
        "1 x 60000.png": (zero_png(1, 60_000), R.TOO_SMALL),
        "60000 x 1.png": (zero_png(60_000, 1), R.TOO_SMALL),
        "1 x 1.png": (encode(Image.new("RGB", (1, 1)), "PNG"), R.TOO_SMALL),
        "aspect 1 to 200.png": (zero_png(64, 11_999), R.TOO_NARROW),
        "text that inflates to 60 MB.png": (
            zero_png(64, 64, chunk(b"zTXt", b"c\0\0" + deflated_zeros(60_000_000))),
            R.DAMAGED,
        ),
        "profile that inflates to 50 MB.png": (
            zero_png(64, 64, chunk(b"iCCP", b"p\0\0" + deflated_zeros(50_000_000))),
            R.DAMAGED,
        ),
        "100,000 texts.png": (zero_png(64, 64, chunk(b"tEXt", b"k\0v") * 100_000), None),
        "800 frames.png": (animation("PNG", 800, 64), None),
    }


def odd_pngs():
    """PNGs that are cut, broken, or unusual and good."""
    file = encode(photo(), "PNG")
    grey16 = (np.arange(640 * 480).reshape(480, 640) % 65536).astype(np.uint16)
    palette = photo().convert("P")
    interlaced = ihdr(640, 480, interlaced=1) + chunk(b"IDAT", zlib.compress(bytes(5000)))
    return {
        "cut.png": (file[: len(file) // 2], R.DAMAGED),
        "bad checksum.png": (
            PNG_SIGNATURE + ihdr(640, 480)[:-4] + bytes(4) + file[33:],
            R.DAMAGED,
        ),
        "bad deflate stream.png": (
            PNG_SIGNATURE
            + ihdr(640, 480)
            + chunk(b"IDAT", np.random.default_rng(1).bytes(5000))
            + PNG_END,
            R.DAMAGED,
        ),
        "cut interlaced.png": (PNG_SIGNATURE + interlaced + PNG_END, R.DAMAGED),
        "with a zip behind.png": (
            file + b"PK\x03\x04" + np.random.default_rng(2).bytes(500_000),
            None,
        ),
        "garbage profile.png": (
            zero_png(64, 64, chunk(b"iCCP", b"p\0\0" + zlib.compress(b"garbage" * 20))),
            None,
        ),
        "16 bit grey.png": (encode(Image.fromarray(grey16), "PNG"), None),
        "palette with transparency.png": (encode(palette, "PNG", transparency=3), None),
        "all transparent.png": (encode(Image.new("RGBA", (512, 512), (255, 0, 0, 0)), "PNG"), None),
        "grey with alpha.png": (encode(photo().convert("LA"), "PNG"), None),
        "1 bit.png": (encode(photo().convert("1"), "PNG"), None),
        "good.png": (file, None),
    }


def jpegs():
    """JPEGs whose header lies, or that make the decoder go over the picture again and again."""
    file = encode(photo(), "JPEG", quality=85)
    progressive = encode(photo(), "JPEG", progressive=True)
    last_scan = progressive.rfind(b"\xff\xda")
    again = progressive[last_scan:-2]
    return {
        "cut.jpg": (file[: len(file) // 3], R.DAMAGED),
        "65535 x 65535.jpg": (with_jpeg_size(file, 65535, 65535), R.TOO_LARGE),
        "zero height.jpg": (with_jpeg_size(file, 640, 0), R.DAMAGED),
        "progressive 12k x 12k.jpg": (
            with_jpeg_size(progressive, 12_000, 12_000),
            R.TOO_MANY_PIXELS,
        ),
        "progressive 40 megapixels.jpg": (with_jpeg_size(progressive, 8000, 5000), None),
        "600 scans.jpg": (progressive[:-2] + again * 600 + b"\xff\xd9", R.BOMB),
        "many scans in a big picture.jpg": (
            with_jpeg_size(progressive[:-2] + again * 90 + b"\xff\xd9", 6000, 4000),
            R.BOMB,
        ),
    }


def odd_jpegs():
    """JPEGs that are unusual and good: none may be refused for its metadata."""
    file = encode(photo(), "JPEG", quality=85)
    loop = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x08\0\0\0"
    comment = b"\xff\xfe\xff\xff" + b"A" * 65533
    return {
        "cmyk.jpg": (encode(photo().convert("CMYK"), "JPEG"), None),
        "grey.jpg": (encode(photo().convert("L"), "JPEG"), None),
        "on its side.jpg": (encode(photo(), "JPEG", exif=exif({0x0112: 6})), None),
        "located.jpg": (encode(photo(), "JPEG", exif=located()), None),
        "exif that loops.jpg": (with_segment(file, 0xE1, loop), None),
        "orientation 99.jpg": (
            with_segment(file, 0xE1, loop.replace(b"\x06\0\0\0", b"\x63\0\0\0")),
            None,
        ),
        "10 MB of comments.jpg": (file[:2] + comment * 150 + file[2:], None),
        "two pictures.jpg": (encode(photo(), "MPO", save_all=True, append_images=[photo()]), None),
        "motion photo.jpg": (file + b"\0\0\0\x18ftypmp42" + b"\xff\xda\0\0" * 99_999, None),
        "good.jpg": (file, None),
    }


def gifs():
    one_pixel = b"\x80\0\0" + bytes(6) + b",\0\0\0\0%b\0\x02\x02D\x01\0;"
    return {
        "65535 screen.gif": (
            padded(b"GIF89a\xff\xff\xff\xff" + one_pixel % b"\x01\0\x01\0"),
            R.TOO_LARGE,
        ),
        "65535 frame.gif": (
            padded(b"GIF89a\x01\0\x01\0" + one_pixel % b"\xff\xff\xff\xff"),
            R.BOMB,
        ),
        "no frames.gif": (padded(b"GIF89a\xff\0\xff\0\0\0\0;"), R.DAMAGED),
        "3,000 frames.gif": (animation("GIF", 3000, 64), None),
        "good.gif": (encode(photo().convert("P"), "GIF"), None),
    }


def webps():
    file = encode(photo(), "WEBP", quality=70)
    return {
        "cut.webp": (file[: len(file) // 2], R.DAMAGED),
        "300 frames.webp": (animation("WEBP", 300, 64), None),
        "16383 wide.webp": (
            padded(encode(Image.new("RGB", (16383, 64)), "WEBP", lossless=True, method=0)),
            R.TOO_LARGE,
        ),
        "40 megapixels.webp": (
            padded(encode(Image.new("RGB", (8000, 5000)), "WEBP", lossless=True, method=0)),
            R.TOO_MANY_PIXELS,
        ),
        "good.webp": (file, None),
        "transparent.webp": (encode(photo().convert("RGBA"), "WEBP", quality=70), None),
    }


def iso_files():
    avif = encode(photo(), "AVIF", quality=50, speed=9)
    heic = (PICTURES / "rocket.heic").read_bytes()
    return {
        "cut.avif": (avif[: len(avif) // 2], R.DAMAGED),
        "good.avif": (avif, None),
        "good.heic": (heic, None),
        "heic.jpg": ((PICTURES / "tiles.heic").read_bytes(), None),
        "cut.heic": (heic[: len(heic) // 2], R.DAMAGED),
        "film.jpg": (padded(b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41"), R.NOT_A_PICTURE),
    }


def others():
    """Formats that Pillow would open by default, and we do not."""
    cards = ["SIMPLE  = T", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 100", "NAXIS2  = 100", "END"]
    fits = "".join(card.ljust(80) for card in cards).ljust(2880).encode() + bytes(20_000)
    tiff_loop = b"II*\0\x08\0\0\0\x01\0\0\x01\x04\0\x01\0\0\0\x10\0\0\0\x08\0\0\0"
    bmp = struct.pack("<IiiHHIIiiII", 40, 40_000, 40_000, 1, 24, 0, 0, 0, 0, 0, 0)
    icon = b"\0\0\1\0\1\0\0\0\0\0\1\0\x20\0" + struct.pack("<II", 300, 22)
    files = {
        "fits.png": fits,
        "deflated tiff.tif": encode(
            Image.new("RGB", (4000, 4000)), "TIFF", compression="tiff_adobe_deflate"
        ),
        "tiff that loops.tif": padded(tiff_loop),
        "not a number.tif": encode(Image.fromarray(np.full((64, 64), np.nan, np.float32)), "TIFF"),
        "40k x 40k.bmp": b"BM" + struct.pack("<IHHI", 100, 0, 0, 54) + padded(bmp),
        "png bomb.ico": icon + zero_png(20_000, 20_000),
        "30k x 30k.psd": b"8BPS\0\1"
        + bytes(6)
        + b"\0\3"
        + struct.pack(">II", 30_000, 30_000)
        + bytes(60),
        "jpeg 2000.png": encode(photo(), "JPEG2000"),
        "30k x 30k.qoi": b"qoif" + struct.pack(">II", 30_000, 30_000) + b"\x03\0" + b"\xfd" * 1000,
    }
    return {name: (file, R.NOT_A_PICTURE) for name, file in files.items()}


GROUPS = (not_pictures, pngs, odd_pngs, jpegs, odd_jpegs, gifs, webps, iso_files, others)


def padded(file: bytes) -> bytes:
    """Long enough not to be refused for being short."""
    return file + bytes(64)


def chunk(kind: bytes, body: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def ihdr(width: int, height: int, *, bits=8, colour=2, interlaced=0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced))


def png(width: int, height: int, rows: bytes) -> bytes:
    return PNG_SIGNATURE + ihdr(width, height) + chunk(b"IDAT", zlib.compress(rows)) + PNG_END


def zero_png(width: int, height: int, extra: bytes = b"", *, bits: int = 24) -> bytes:
    """A complete black PNG with a few chunks of the caller's; 24 bits are RGB, 1 bit is grey."""
    header = ihdr(width, height, bits=min(bits, 8), colour=2 if bits == 24 else 0)
    rows = deflated_zeros(height * (1 + (width * bits + 7) // 8))
    return PNG_SIGNATURE + header + extra + chunk(b"IDAT", rows) + PNG_END


def deflated_zeros(count: int) -> bytes:
    """A zlib stream of `count` zero bytes, made quickly: one compressed block many times over."""
    block = 1 << 20
    deflate = zlib.compressobj(9, wbits=-15)
    repeated = deflate.compress(bytes(block)) + deflate.flush(zlib.Z_FULL_FLUSH)
    tail = deflate.compress(bytes(count % block)) + deflate.flush()
    adler = (count % 65521) << 16 | 1  # of zeros
    return b"\x78\xda" + repeated * (count // block) + tail + struct.pack(">I", adler)


def with_jpeg_size(file: bytes, width: int, height: int) -> bytes:
    """The same JPEG, claiming another size."""
    frame = max(file.find(b"\xff\xc0"), file.find(b"\xff\xc2"))
    return file[: frame + 5] + struct.pack(">HH", height, width) + file[frame + 9 :]


def with_segment(jpeg: bytes, marker: int, body: bytes) -> bytes:
    """The JPEG with one more segment in front."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + jpeg[2:]


def exif(tags: dict[int, object]) -> Image.Exif:
    block = Image.Exif()
    block.update(tags)
    return block


def located() -> Image.Exif:
    """EXIF with canaries: a place and the name of a camera."""
    block = exif({0x010F: "SecretCam"})
    block.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return block


def animation(kind: str, frames: int, side: int) -> bytes:
    pictures = [Image.new("P", (side, side), index % 256) for index in range(frames)]
    return encode(pictures[0], kind, save_all=True, append_images=pictures[1:])
