"""Reads the boxes of a HEIC: which coded pictures it is made of, how they are put together.

Only what is needed to show the primary picture of a photograph from a phone, which is one coded
picture or a grid of them. Every number is checked before use by Python itself: a lie ends in an
IndexError or ValueError, never outside the bytes.

Source:
    ISO/IEC 14496-12:2022 (boxes, items) and ISO/IEC 23008-12:2022 (grid 6.6.2.3, irot, imir).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

_FULL_BOX = 4  # bytes of version and flags


@dataclass
class Bytes:
    """A cursor over some bytes. Reading past the end is an error."""

    body: bytes
    at: int = 0

    def number(self, size: int) -> int:
        """Read a big-endian number of this many bytes; of none, 0.

        Raises:
            ValueError: there are not that many left.
        """
        return int.from_bytes(self.raw(size), "big")

    def raw(self, size: int) -> bytes:
        """Read this many bytes.

        Raises:
            ValueError: there are not that many left.
        """
        if self.at + size > len(self.body):
            raise ValueError("a box ends early")
        self.at += size
        return self.body[self.at - size : self.at]


@dataclass
class Item:
    """One entry of the file: a coded picture, a grid of them, or something else."""

    kind: bytes = b""
    extents: list[tuple[int, int, int]] = field(default_factory=list)  # method, offset, length
    parts: list[int] = field(default_factory=list)  # for a grid, the items it is made of
    properties: list[tuple[bytes, bytes]] = field(default_factory=list)  # kind and body, in order

    def property(self, kind: bytes) -> bytes | None:
        """The body of its first property of a kind."""
        return next((body for found, body in self.properties if found == kind), None)


@dataclass
class Meta:
    """The items of a file."""

    file: bytes
    primary: int
    items: dict[int, Item]
    idat: bytes

    @classmethod
    def read(cls, file: bytes) -> Self:
        """Read the meta box.

        Raises:
            KeyError, ValueError: it is not there or makes no sense.
        """
        top = dict(boxes(file))
        boxes_in_meta = dict(boxes(top[b"meta"][_FULL_BOX:]))
        items = _read_infos(boxes_in_meta[b"iinf"])
        _read_locations(boxes_in_meta[b"iloc"], items)
        _read_parts(boxes_in_meta.get(b"iref", bytes(_FULL_BOX)), items)
        _read_properties(boxes_in_meta[b"iprp"], items)
        pitm = boxes_in_meta[b"pitm"]
        primary = Bytes(pitm, _FULL_BOX).number(4 if pitm[0] else 2)
        return cls(file, primary, items, boxes_in_meta.get(b"idat", b""))

    def payload(self, item: Item) -> bytes:
        """The bytes of an item.

        Raises:
            ValueError: they are not in this file.
        """
        places = {0: self.file, 1: self.idat}
        pieces = [
            Bytes(places[method], offset).raw(length) for method, offset, length in item.extents
        ]
        return b"".join(pieces)


def boxes(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Split into boxes: kind and body.

    Raises:
        ValueError: a box does not fit.
    """
    cursor = Bytes(body)
    while cursor.at < len(body):
        start = cursor.at
        size, kind = cursor.number(4), cursor.raw(4)
        if size == 1:
            size = cursor.number(8)
        end = start + size if size else len(body)
        yield kind, cursor.raw(end - cursor.at)


def _read_infos(iinf: bytes) -> dict[int, Item]:
    version = iinf[0]
    items = {}
    for _, infe in boxes(iinf[_FULL_BOX + (4 if version else 2) :]):
        cursor = Bytes(infe, _FULL_BOX)
        number = cursor.number(4 if infe[0] == 3 else 2)
        cursor.number(2)  # protection
        items[number] = Item(kind=cursor.raw(4))
    return items


def _read_locations(iloc: bytes, items: dict[int, Item]) -> None:
    cursor = Bytes(iloc, _FULL_BOX)
    version, sizes = iloc[0], cursor.number(2)
    offset_size, length_size, base_size, index_size = (
        sizes >> shift & 15 for shift in (12, 8, 4, 0)
    )
    for _ in range(cursor.number(4 if version > 1 else 2)):
        item = items[cursor.number(4 if version > 1 else 2)]
        method = cursor.number(2) & 15 if version else 0
        cursor.number(2)  # data reference
        base = cursor.number(base_size)
        for _ in range(cursor.number(2)):
            cursor.number(index_size if version else 0)
            offset = base + cursor.number(offset_size)
            item.extents.append((method, offset, cursor.number(length_size)))


def _read_parts(iref: bytes, items: dict[int, Item]) -> None:
    size = 4 if iref[0] else 2
    for kind, reference in boxes(iref[_FULL_BOX:]):
        cursor = Bytes(reference)
        if kind == b"dimg":
            whole = items[cursor.number(size)]
            whole.parts = [cursor.number(size) for _ in range(cursor.number(2))]


def _read_properties(iprp: bytes, items: dict[int, Item]) -> None:
    inside = dict(boxes(iprp))
    properties = list(boxes(inside[b"ipco"]))
    ipma = inside[b"ipma"]
    cursor = Bytes(ipma, _FULL_BOX)
    index_size = 2 if ipma[3] & 1 else 1
    for _ in range(cursor.number(4)):
        item = items[cursor.number(4 if ipma[0] else 2)]
        for _ in range(cursor.number(1)):
            index = cursor.number(index_size) & (0x7FFF if index_size == 2 else 0x7F)
            if index:
                item.properties.append(properties[index - 1])
