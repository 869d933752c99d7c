"""Finds the effects: every module of this package that defines one."""

import difflib
import importlib
import pkgutil
from functools import cache

import effects
from effects.api import Effect
from effects.errors import UnknownEffect

# What effects import when they are first asked for: large, and not needed by most of them.
IMPORTED_LATER = (
    "scipy.interpolate:CubicSpline",
    "scipy.interpolate:PchipInterpolator",
    "scipy.ndimage:gaussian_filter1d",
    "scipy.signal:find_peaks",
    "scipy.sparse:coo_matrix",
    "scipy.sparse:diags_array",
    "scipy.sparse.csgraph:dijkstra",
    "scipy.sparse.linalg:spsolve",
    "skimage.data:lbp_frontal_face_cascade_filename",
    "skimage.feature:Cascade",
    "skimage.segmentation:slic",
)


def import_everything() -> None:
    """Import now what effects would import later: for a process that serves many people."""
    for name in IMPORTED_LATER:
        pkgutil.resolve_name(name)  # the name, too: skimage loads what is behind it when it is used


@cache
def all_effects() -> dict[str, Effect]:
    """Every effect there is, by name, in the order of their names."""
    found = {}
    for module in pkgutil.iter_modules(effects.__path__):
        loaded = importlib.import_module(f"effects.{module.name}")
        for value in vars(loaded).values():
            if isinstance(value, Effect):
                found[value.name] = value
    return dict(sorted(found.items()))


def find_effect(name: str) -> Effect:
    """Look an effect up by the name a user typed.

    Raises:
        UnknownEffect: there is none of that name.
    """
    effects_by_name = all_effects()
    key = name.strip().lower().replace("_", "-")
    if key not in effects_by_name:
        nearest = difflib.get_close_matches(key, effects_by_name, n=3, cutoff=0.5)
        raise UnknownEffect(name, tuple(nearest))
    return effects_by_name[key]
