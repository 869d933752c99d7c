"""Squish: the subject, or else the whole photo, is jelly that invisible hands squeeze.

A photo stands on the floor of a dark room, a subject where it is. Hands that are not seen press
dents into its sides; it gives way upwards, as its volume has to go somewhere, and let go it swings
itself to rest. The camera comes back to the picture at the end, so the clip loops.

Source: own work, after the squish effect that Pika made popular.
"""

from collections.abc import Iterator

import numpy as np

from effects._layers import Picture, gloss, over, read, shade
from effects._light import light_up
from effects._mesh import Field
from effects._object import ObjectOptions, find_object
from effects._place import Place
from effects._room import Room
from effects._timing import REST, jelly, stage
from effects.api import Chunk, Take, effect
from effects.easing import smootherstep
from effects.scene import Scene
from effects.warp import stack_frames

FLOOR = 0.86  # where the block stands, in frame heights
SCALE = 0.62  # how large it is while it is squeezed, relative to the frame
FIRST, LAST = 0.25, 0.8  # when the squeezes begin and end, in the clip
SQUEEZES = 3


@effect(
    "squish",
    "is squeezed like jelly",
    category="transform",
    price=2,
    options=ObjectOptions,
    loops=True,
)
def squish(scene: Scene, options: ObjectOptions, take: Take) -> Iterator[Chunk]:
    """Yield the picture as it is squeezed."""
    room = find_object(scene, take, options, scale=SCALE, floor=FLOOR)
    still = scene.still.to(take.device)
    squeezes = max(1, round(SQUEEZES * options.speed))
    rest = min(REST / options.duration, 0.1)
    for times in take.timeline(options.duration):
        frames = []
        for t in times:
            away = stage(t, rest, FIRST) - stage(t, LAST, 1)
            squeezed, swung = _squeezed(t, squeezes, 0.55 + 0.75 * options.strength)
            frames.append(_draw(room, away, squeezed, swung) if away else still)
        yield stack_frames(frames)


def _squeezed(t: float, squeezes: int, most: float) -> tuple[float, float]:
    """How far the block is squeezed, below 0 bulging, and how far its top has swung sideways."""
    place = stage(t, FIRST, LAST + 0.02) * squeezes
    age = place % 1
    if not 0 < place < squeezes:
        return 0.0, 0.0
    side = 1 if int(place) % 2 else -1
    swung = (
        side * 0.3 * np.sin(2 * np.pi * 1.6 * age) * np.exp(-3 * age) * (1 - age) * min(1, age * 8)
    )
    return most * jelly(age, 0.4, swings=1.25), most * float(swung)


def _draw(room: Room | Place, away: float, squeezed: float, swung: float) -> Picture:
    """One frame: the block in the room."""
    x, y = room.camera(away).see(room.mesh)
    soft = smootherstep(np.asarray(away))  # a flat picture while it fills the frame
    x, y = _press(room, x, y, squeezed, swung)
    deep = room.inside(x, y, 0.13 * float(soft) * min(room.width, room.height))
    coverage = room.mesh.cover(deep)
    frame = room.cast(coverage, away)

    window = room.mesh.around(coverage)
    mesh, part = window.mesh, window.points
    x, y = x[part], y[part]
    layer = read(room.sheet, mesh, x, y)
    across, down = (x + 0.5) / room.width * 2 - 1, (y + 0.5) / room.height * 2 - 1
    thick = room.belly(x, y, 8)
    dent = squeezed * np.exp(-(((np.abs(across) - 1) / 0.3) ** 2) - (down / 0.45) ** 2)
    height = 0.2 * np.sqrt(thick + 0.02) - 0.16 * dent
    diffuse, shine = light_up(height * float(soft) * room.height * room.scale / 2 / mesh.step)
    layer = gloss(shade(layer, mesh, diffuse), mesh, shine * float(soft))
    layer = room.trim(layer, mesh, deep[part])
    frame[window.pixels] = over(layer, frame[window.pixels])
    return frame


def _press(
    room: Room | Place, x: Field, y: Field, squeezed: float, swung: float
) -> tuple[Field, Field]:
    """Look up which point of the flat picture is where once the block is squeezed.

    Shapes:
        x, y: of the mesh, in pixels of the print. Returns both there.
    """
    above = 1 - (y + 0.5) / room.height  # 0 at the foot, on which it stands, 1 at the top
    across = (x + 0.5) / room.width * 2 - 1
    across = across - swung * 0.35 * np.clip(above, 0, 1.3) ** 2
    waist = np.exp(-(((above - 0.48) / 0.3) ** 2))
    found_across = across * (1 + squeezed * (0.5 * waist + 0.06))
    grown = 1 + squeezed * 0.3 * np.exp(-((across / 1.1) ** 2))
    found_above = above / grown
    return (
        (found_across + 1) / 2 * room.width - 0.5,
        (1 - found_above) * room.height - 0.5,
    )
