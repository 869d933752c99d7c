"""Prompts that ask for a move of the camera, and prompts that only sound like it."""

import pytest

from bot.camera_words import find_move
from effects.library import all_effects

MOVES = {
    "slow zoom in on the face": {"zoom": 0.3},
    "zooming out": {"zoom": -0.3},
    "The camera pushes in": {"zoom": 0.3},
    "the camera slowly pulls back": {"zoom": -0.3},
    "pan left over the hills": {"pan": -0.25},
    "camera pans to the right": {"pan": 0.25},
    "tilt up to the sky": {"tilt": -0.25},
    "the camera orbits around the statue": {"orbit": 10.0},
    "the camera rolls": {"roll": 8.0},
    "dolly shot": {"dolly": 0.3},
    "zoom out and tilt down": {"zoom": -0.3, "tilt": 0.25},
    "zoom in, then zoom out": {"zoom": 0.3},
}
NO_MOVES = [
    "the waves roll in, hair moves in the wind",
    "a pan of eggs sizzles",
    "she tilts her head",
    "planets orbit the sun",
    "the crowd moves in, the camera stays still",
    "he holds a panel left of her",
    "a shot of whisky rises to his lips",
    "",
]


@pytest.mark.parametrize("prompt", MOVES)
def test_what_is_said_of_the_camera_is_done(prompt):
    move = find_move(prompt)

    assert move.effect == "camera"
    assert {name: amount for name, amount in move.options.items() if amount} == MOVES[prompt]
    options = all_effects()["camera"].parse(dict(move.options))
    assert options.pan == MOVES[prompt].get("pan", 0)  # not what the effect does by itself
    assert options.zoom == MOVES[prompt].get("zoom", 0)


@pytest.mark.parametrize(
    ("prompt", "effect"), [("a dolly zoom", "dolly-zoom"), ("shaky, handheld", "handheld")]
)
def test_moves_that_are_effects_of_their_own(prompt, effect):
    assert find_move(prompt).effect == effect
    assert effect in all_effects()


@pytest.mark.parametrize("prompt", NO_MOVES)
def test_what_something_else_does_is_no_move_of_the_camera(prompt):
    assert find_move(prompt) is None
