"""Arrays kept on disk so that a restart finds them whole or not at all."""

import os
import secrets
import zipfile
from pathlib import Path

import numpy as np


def save_arrays(path: Path, **arrays: np.ndarray) -> None:
    """Keep arrays under their names: all of it is there, after a crash too, or nothing.

    Raises:
        OSError: they could not be written.
    """
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")  # each writer its own
    try:
        with draft.open("wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # numpy's stub takes a flag there
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def load_arrays(path: Path, *names: str) -> tuple[np.ndarray, ...]:
    """Read kept arrays.

    Raises:
        OSError: they are not there, or the bytes are no longer what was written.
    """
    try:
        with np.load(path, allow_pickle=False) as kept:
            return tuple(kept[name] for name in names)
    except (ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise OSError(f"{path.name} is damaged") from error


def _sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power loss."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
