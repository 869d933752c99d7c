"""The files of the product: pictures as they were accepted, finished clips, previews."""

import time
from collections.abc import Collection
from pathlib import Path


class Shelf:
    """The folders under the data folder, private to this account of the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder = folder.resolve()
        self.stills = folder / "stills"
        self.clips = folder / "clips"
        self.previews = folder / "previews"
        self.signing = folder / "signing"

    def make(self) -> None:
        """Make the folders.

        Raises:
            OSError: they cannot be made.
        """
        for folder in (self.folder, self.stills, self.clips, self.previews):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def still(self, sha256: str) -> Path:
        """Where the picture with this digest is kept."""
        return self.stills / f"{sha256}.still"

    def purge(self, older_than_s: float, keep: Collection[str]) -> int:
        """Delete what was last used longer ago than that, but nothing named in `keep`.

        Args:
            older_than_s: seconds.
            keep: stems of files that unfinished jobs need: picture digests and job ids.

        Returns:
            How many files were deleted.
        """
        limit = time.time() - older_than_s
        old = [
            path
            for path in self._files()
            if _owner(path) not in keep and path.stat().st_mtime < limit
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def delete(self, stems: Collection[str]) -> None:
        """Delete the pictures with these digests and the clips of these jobs."""
        for path in self._files():
            if _owner(path) in stems:
                path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [*self.stills.iterdir(), *self.clips.iterdir()]


def _owner(path: Path) -> str:
    """The picture digest or job id a file belongs to: "<job>-2.mp4" is the job's second clip."""
    return path.name.partition(".")[0].partition("-")[0]
