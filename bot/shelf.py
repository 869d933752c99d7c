"""The files of the product: pictures and sounds as they were accepted, clips, previews."""

import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from storage.jobs import Job


class Shelf:
    """The folders under the data folder, private to this account of the machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder = folder.resolve()
        self.stills = folder / "stills"
        self.sounds = folder / "sounds"
        self.clips = folder / "clips"
        self.previews = folder / "previews"
        self.instant = folder / "instant"  # previews of orders
        self.signing = folder / "signing"

    def make(self) -> None:
        """Make the folders.

        Raises:
            OSError: they cannot be made.
        """
        kept = (self.stills, self.sounds, self.clips, self.previews, self.instant)
        for folder in (self.folder, *kept):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def still(self, sha256: str) -> Path:
        """Where the picture with this digest is kept."""
        return self.stills / f"{sha256}.still"

    def sound(self, sha256: str) -> Path:
        """Where the sound with this digest is kept."""
        return self.sounds / f"{sha256}.sound"

    def purge(self, older_than_s: float, keep: Collection[str]) -> int:
        """Delete what was last used longer ago than that, but nothing named in `keep`.

        Args:
            older_than_s: seconds.
            keep: stems of files that unfinished jobs need (see `stems_of`).

        Returns:
            How many files were deleted.
        """
        limit, count = time.time() - older_than_s, 0
        for path in self._files():
            with suppress(FileNotFoundError):  # somebody else has just deleted it
                if _owner(path) not in keep and path.stat().st_mtime < limit:
                    path.unlink()
                    count += 1
        return count

    def delete(self, stems: Collection[str]) -> None:
        """Delete the pictures and sounds with these digests and the clips of these jobs."""
        for path in self._files():
            if _owner(path) in stems:
                path.unlink(missing_ok=True)

    def delete_preview(self, job_id: str) -> None:
        """Delete the instant preview of a job, if there is one."""
        for path in self.instant.glob(f"{job_id}.*"):
            path.unlink(missing_ok=True)

    def clear_previews(self) -> None:
        """Delete all instant previews: those of jobs that an earlier process knew."""
        for path in self.instant.iterdir():
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        folders = (self.stills, self.sounds, self.clips, self.instant)
        return [path for folder in folders for path in folder.iterdir()]


def stems_of(job: Job) -> set[str]:
    """What the files of a job are named after: its id and the digests of what it is made from."""
    return {job.id, job.still_sha256, job.order.get("sound_sha256", "")} - {""}


def _owner(path: Path) -> str:
    """The digest or job id a file belongs to: "<job>-2.mp4" is the job's second clip."""
    return path.name.partition(".")[0].partition("-")[0]
