"""The machinery under the physical effects: meshes, layers, the room, shards and the clock."""

import numpy as np
import pytest
import torch

from effects._layers import bend, cut, darken, opaque, over, read, shade
from effects._mesh import Mesh
from effects._room import Room
from effects._shards import Pose, break_up, cut_out, draw_shard, scatter_seeds
from effects._timing import REST, action, jelly
from effects.api import Options, Take
from effects.scene import Scene


@pytest.fixture
def still():
    rng = np.random.default_rng(0)
    return torch.from_numpy(rng.integers(0, 256, (54, 98, 3), dtype=np.uint8))


@pytest.fixture
def mesh():
    return Mesh(54, 98)


def test_a_mesh_spreads_what_is_linear_exactly(mesh):
    y, x = np.mgrid[0:54, 0:98]
    assert np.abs(mesh.spread(mesh.x) - x).max() < 1e-3
    assert np.abs(mesh.spread(3 * mesh.y - mesh.x) - (3 * y - x)).max() < 1e-3


def test_a_window_draws_the_same_as_the_whole(mesh, still):
    coverage = np.zeros_like(mesh.x)
    coverage[5:9, 7:15] = 1
    window = mesh.around(coverage)
    whole = mesh.spread(mesh.x * 2 + coverage)
    assert np.allclose(
        window.mesh.spread((mesh.x * 2 + coverage)[window.points]), whole[window.pixels], atol=1e-3
    )
    outside = mesh.spread(coverage)
    outside[window.pixels] = 0
    assert outside.max() == 0


def test_a_layer_read_where_it_is_lays_the_picture_itself(mesh, still):
    layer = read(opaque(still), mesh, mesh.x, mesh.y)
    assert torch.equal(over(layer, torch.zeros_like(still)), still)
    assert torch.equal(bend(still, mesh, mesh.x, mesh.y, np.ones_like(mesh.x)), still)


def test_beyond_its_edge_a_layer_shows_the_background(mesh, still):
    background = torch.full_like(still, 90)
    laid = over(read(opaque(still), mesh, mesh.x + 20, mesh.y), background)
    assert torch.equal(laid[:, -19:], background[:, -19:])
    assert torch.equal(laid[:, :77], still[:, 20:97])


def test_shading_dims_colours_and_not_cover(mesh, still):
    dimmed = shade(opaque(still), mesh, np.full_like(mesh.x, 0.5))
    assert (dimmed[..., 3] == 255).all()
    assert (dimmed[..., :3].float() - still.float() / 2).abs().max() <= 0.5


def test_a_cut_runs_where_the_distance_says(mesh, still):
    kept = cut(opaque(still), mesh, mesh.x - 40)[..., 3]
    assert (kept[:, :39] == 0).all()
    assert (kept[:, 42:] == 255).all()


def test_a_shadow_darkens(mesh, still):
    shadow = darken(still, mesh, np.full_like(mesh.x, 0.25))
    assert (shadow.float() - still.float() * 0.75).abs().max() <= 1


@pytest.mark.parametrize("floor", [None, 0.86])
def test_the_camera_begins_on_the_print_and_ends_on_its_scale(still, floor):
    room = Room(Scene(still), Take(), scale=0.5, floor=floor)
    x, y = room.camera(0).see(room.mesh)
    assert np.allclose(x, room.mesh.x, atol=1e-3)
    assert np.allclose(y, room.mesh.y, atol=1e-3)
    x, y = room.camera(1).see(room.mesh)
    assert np.allclose(np.diff(x, axis=1), 2 * room.mesh.step, atol=1e-3)
    shown = room.mesh.spread(room.inside(x, y)) > 0
    assert abs(shown.any(axis=1).sum() - 27) <= 1
    assert abs(shown.any(axis=0).sum() - 49) <= 1
    if floor:
        assert abs(np.flatnonzero(shown.any(axis=1)).max() + 1 - floor * 54) <= 1


def test_a_field_of_the_last_camera_is_found_by_an_earlier_one(still):
    room = Room(Scene(still), Take(), scale=0.5, floor=0.9)
    x, y = room.camera(1).see(room.mesh)
    wave = np.float32(np.sin(x / 30) + np.cos(y / 25))
    camera = room.camera(0.5)
    x, y = camera.see(room.mesh)
    error = np.abs(room.seen(wave, camera) - (np.sin(x / 30) + np.cos(y / 25)))
    assert error[2:-2, 2:-2].max() < 0.05


def test_every_pixel_belongs_to_one_shard():
    rng = np.random.default_rng(1)
    seeds = scatter_seeds(rng, (98, 54), 30, (40, 20))
    labels = break_up((98, 54), seeds, rng, ragged=2)
    assert labels.shape == (54, 98)
    assert set(np.unique(labels)) == set(range(labels.max() + 1))
    assert labels.max() >= 20


def test_shards_in_their_places_are_the_picture_again():
    smooth = np.full((54, 98, 3), (200, 120, 60), np.uint8)
    rng = np.random.default_rng(1)
    labels = break_up((98, 54), scatter_seeds(rng, (98, 54), 12, (40, 20)), rng)
    frame = np.zeros_like(smooth)
    for shard in cut_out(smooth, labels, thick=0, scale=1.0).values():
        draw_shard(frame, shard, Pose(shard.x, shard.y))
    inside = np.ones(labels.shape, bool)
    for axis, way in ((0, 5), (0, -5), (1, 5), (1, -5)):
        inside &= np.roll(labels, way, axis=axis) == labels
    assert np.abs(frame[inside].astype(int) - smooth[inside]).max() <= 4


def test_the_action_rests_then_ends_within_the_clip():
    times = np.linspace(0, 1, 97)
    done = np.array(action(times, Options(duration=4)))
    assert (done[times * 4 <= REST] == 0).all()
    assert (np.diff(done) >= 0).all()
    assert done[-1] == 1
    assert (np.array(action(times, Options(duration=4, speed=2))) >= done).all()


def test_jelly_begins_and_ends_at_rest():
    assert jelly(0, 0.2) == 0
    assert abs(jelly(0.999, 0.2)) < 0.001
    assert max(jelly(age, 0.2) for age in np.linspace(0, 1, 100)) == pytest.approx(1, abs=0.01)
    assert min(jelly(age, 0.2) for age in np.linspace(0, 1, 100)) < -0.2
