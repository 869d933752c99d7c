"""What an effect happens to: the subject where it is cut out for certain, or the whole photo."""

from typing import Literal

from effects._place import Place
from effects._room import Room
from effects.api import Options, Take
from effects.errors import NoSubject
from effects.scene import Scene


class ObjectOptions(Options):
    """What a user may change about an effect that happens to an object."""

    object: Literal["auto", "subject", "photo"] = "auto"
    """What it happens to: the subject cut out, the whole photo, or the subject if that is sure."""


def find_object(
    scene: Scene,
    take: Take,
    options: ObjectOptions,
    *,
    scale: float,
    floor: float | None,
    moves: bool = False,
) -> Room | Place:
    """The object of an effect in its surroundings.

    Args:
        scene: the picture.
        take: for the grain, and for the device.
        options: what the asker chose.
        scale: how large a whole photo is in the end, relative to the frame.
        floor: where it stands in the end, in frame heights; None hangs it mid-air.
        moves: whether the object leaves its place, which one that the edge of the picture cuts off
            cannot do without its end coming to light.

    Raises:
        NoSubject: the asker wants the subject, and it cannot be cut out for certain.
    """
    cutout = None if options.object == "photo" else scene.cutout
    if cutout is not None and (cutout.is_free or not moves):
        return Place(scene, take, cutout)
    if options.object == "subject":
        raise NoSubject
    return Room(scene, take, scale=scale, floor=floor)
