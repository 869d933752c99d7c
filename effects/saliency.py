"""What stands out from the background; the background is what reaches the picture's border.

Nothing here multiplies whole matrices: for some milliseconds after each product the threads of
numpy's BLAS spin on every core, which cost as much as all the rest.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from effects.glance import shrink

SEARCHED_PX = 192  # long side of the picture in which patches are found
PATCH_COUNTS = (100, 200)  # how the cut falls is luck: the mean of two is less so
PATCH_ROUNDS = 5  # of growing patches; five more change little and double the time
COLOUR_REACH = 10.0  # sigma of colour distance, in CIE Lab units
SPACE_REACH = 0.25  # sigma of distance, in long sides of the picture
BORDER_REACH = 1.0  # sigma of the connection to the border
SMOOTHNESS = 0.1  # the least that neighbours agree
COUNTED_AS_EQUAL = 3.0  # colour distance below which a step between neighbours costs nothing
FARTHEST = 3 * COLOUR_REACH  # on the way to what is farther away nobody need look


@dataclass(frozen=True)
class Patches:
    """A picture cut into small patches of one colour each; n of them."""

    labels: np.ndarray  # (h, w) int, 0 .. n - 1
    colours: np.ndarray  # (n, 3) CIE Lab
    places: np.ndarray  # (n, 2) in long sides of the picture
    on_border: np.ndarray  # (n,) bool
    touching: np.ndarray  # (pairs, 2)


def find_saliency(pixels: np.ndarray) -> np.ndarray:
    """Tell how much every pixel stands out, 0..1.

    Shapes:
        pixels: (h, w, 3) uint8 RGB. Returns (h, w) float32.

    Source:
        Zhu et al., "Saliency Optimization from Robust Background Detection", CVPR 2014.
    """
    small = shrink(pixels, SEARCHED_PX)
    maps = [_stand_out(_cut(small, count)) for count in PATCH_COUNTS]
    mean = np.mean(maps, axis=0, dtype=np.float32)
    return np.asarray(cv2.resize(mean, pixels.shape[1::-1]))


def _stand_out(patches: Patches) -> np.ndarray:
    """How much every pixel's patch stands out. (h, w) 0..1."""
    if len(patches.touching) == 0:  # one patch: nothing stands out from itself
        return np.zeros(patches.labels.shape)
    colour_distance = _distances(patches.colours)
    background = _background(patches, colour_distance)
    foreground = _contrast(patches, colour_distance, background)
    saliency = _agree(patches, colour_distance, background, foreground)
    saliency -= saliency.min()
    saliency /= max(saliency.max(), 1e-9)
    return np.asarray(saliency[patches.labels])


def _cut(pixels: np.ndarray, count: int) -> Patches:
    from skimage.segmentation import slic  # slow to import, and only those who ask need it

    labels = slic(
        pixels,
        n_segments=count,
        compactness=10,
        max_num_iter=PATCH_ROUNDS,
        start_label=0,
        enforce_connectivity=True,
    )
    count = int(labels.max()) + 1
    lab = cv2.cvtColor(pixels.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)
    sizes = np.bincount(labels.ravel(), minlength=count)[:, None]

    def average(values: np.ndarray) -> np.ndarray:
        sums = [np.bincount(labels.ravel(), channel.ravel(), count) for channel in values]
        return np.stack(sums, axis=1) / sizes

    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    beside = np.concatenate(
        [
            np.stack([labels[:, :-1], labels[:, 1:]], axis=-1).reshape(-1, 2),
            np.stack([labels[:-1], labels[1:]], axis=-1).reshape(-1, 2),
        ]
    )
    touching = np.unique(np.sort(beside[beside[:, 0] != beside[:, 1]], axis=1), axis=0)
    return Patches(
        labels=labels,
        colours=average(np.moveaxis(lab, 2, 0)),
        places=average(np.mgrid[: labels.shape[0], : labels.shape[1]]) / max(labels.shape),
        on_border=np.isin(np.arange(count), rim),
        touching=touching,
    )


def _background(patches: Patches, colour_distance: np.ndarray) -> np.ndarray:
    """How surely a patch is background: by how much of its like lies on the border. (n,) 0..1."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    count = len(patches.colours)
    linked = patches.on_border[:, None] & patches.on_border  # the border is one place
    linked[tuple(patches.touching.T)] = True
    first, second = np.nonzero(np.triu(linked, k=1))
    steps = np.maximum(colour_distance[first, second] - COUNTED_AS_EQUAL, 1e-9)
    graph = coo_matrix((steps, (first, second)), shape=(count, count)).tocsr()
    likeness = _near(dijkstra(graph, directed=False, limit=FARTHEST), COLOUR_REACH)
    area = likeness.sum(1)
    connection = likeness[:, patches.on_border].sum(1) / np.sqrt(area)
    return np.asarray(1 - _near(connection, BORDER_REACH))


def _contrast(patches: Patches, colour_distance: np.ndarray, background: np.ndarray) -> np.ndarray:
    """How much a patch differs from the background near it. (n,) 0..1."""
    nearness = _near(_distances(patches.places), SPACE_REACH)
    contrast = (colour_distance * nearness * background).sum(axis=1)
    return np.asarray(contrast / max(contrast.max(), 1e-9))


def _agree(
    patches: Patches, colour_distance: np.ndarray, background: np.ndarray, foreground: np.ndarray
) -> np.ndarray:
    """Weigh both, with neighbours of one colour agreeing: a least-squares problem. (n,)."""
    from scipy.sparse import coo_matrix, diags_array
    from scipy.sparse.linalg import spsolve

    count = len(patches.colours)
    first, second = patches.touching.T
    pull = _near(colour_distance[first, second], COLOUR_REACH) + SMOOTHNESS
    pulls = coo_matrix((pull, (first, second)), shape=(count, count))
    pulls += pulls.T
    system = diags_array(background + foreground + pulls.sum(axis=1).A1) - pulls
    return np.asarray(spsolve(system.tocsc(), foreground))


def _distances(points: np.ndarray) -> np.ndarray:
    return np.asarray(np.linalg.norm(points[:, None] - points[None], axis=2))


def _near(distance: np.ndarray, reach: float) -> np.ndarray:
    return np.asarray(np.exp(-np.square(distance) / (2 * reach**2)))
