"""What opening each hostile picture costs: our sandboxed child beside plain Pillow.

    python -m benchmarks.intake [--runs 3]

Milliseconds are wall time and processor time, starting the process included, medians of the runs;
memory is the peak of the resident set. Plain Pillow is `Image.open(file).convert("RGB")` with its
default guards, once, in a process of its own too, stopped after 10 s.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from generation.errors import PictureRefused
from generation.intake import check_bytes, child_command
from generation.sandbox.limits import IntakeLimits

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from corpus import GROUPS, encode, photo

NAIVE = "import sys; from PIL import Image; Image.open(sys.stdin.buffer).convert('RGB')"
NAIVE_LIMIT_S = 10.0
POLL_S = 0.001
FIGURES = f"{'ms':>5} {'cpu':>5} {'MB':>5}"
HEADER = f"{'file':35} {'verdict':15} {FIGURES}   {'Pillow':6} {FIGURES}"


@dataclass(frozen=True)
class Cost:
    """What one process took, and what came of it."""

    verdict: str
    seconds: float
    cpu_seconds: float
    peak_mb: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    print(HEADER)
    hostile, theirs = [], []
    for name, file in corpus():
        ours = median([open_in_child(file) for _ in range(runs)])
        naive = run([sys.executable, "-I", "-c", NAIVE], file, NAIVE_LIMIT_S)
        print_row(name, ours, naive)
        hostile.append(ours)
        theirs.append(naive)
    print_row("slowest, largest", worst(hostile), worst(theirs))
    print("\nGood pictures as large as the limits allow")
    for name, file in largest():
        naive = run([sys.executable, "-I", "-c", NAIVE], file, NAIVE_LIMIT_S)
        print_row(name, median([open_in_child(file) for _ in range(runs)]), naive)


def corpus() -> Iterator[tuple[str, bytes]]:
    for recipes in GROUPS:
        for name, (file, _) in recipes().items():
            yield name, file


def largest() -> Iterator[tuple[str, bytes]]:
    """Photographs just within the limit of each format."""
    for kind, size, options in (
        ("JPEG", (4000, 3000), {"quality": 90}),
        ("JPEG", (7900, 5000), {"quality": 75}),
        ("JPEG", (7900, 5000), {"quality": 75, "progressive": True, "subsampling": 0}),
        ("PNG", (7900, 5000), {"compress_level": 1}),
        ("WEBP", (4500, 2950), {"method": 0}),
        ("AVIF", (4900, 3250), {"speed": 10}),
        ("GIF", (7900, 5000), {}),
    ):
        picture = photo().resize(size)
        yield f"{size[0]} x {size[1]} {kind}", encode(picture, kind, **options)


def open_in_child(file: bytes) -> Cost:
    """Open as the product does."""
    limits = IntakeLimits()
    started = time.perf_counter()
    try:
        command = child_command(check_bytes(file, limits), limits)
    except PictureRefused as refusal:
        return Cost(refusal.reason, time.perf_counter() - started, 0.0, 0.0)
    return run(command, file, limits.wall_seconds)


def run(command: list[str], file: bytes, limit_s: float) -> Cost:
    """Run a process on a file and watch its memory."""
    with tempfile.TemporaryFile() as stdin:
        stdin.write(file)
        stdin.seek(0)
        started, cpu_before = time.perf_counter(), cpu_of_children()
        process = subprocess.Popen(
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
        )
        killer = threading.Timer(limit_s, process.kill)
        killer.start()
        peak = Peak(process.pid)
        peak.start()
        verdict = read_verdict(process.stdout)
        code = process.wait()
        killer.cancel()
        peak.join()
    seconds = time.perf_counter() - started
    cpu_seconds = cpu_of_children() - cpu_before
    return Cost(verdict or ("ok" if code == 0 else "error"), seconds, cpu_seconds, peak.megabytes)


def cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def read_verdict(stdout: IO[bytes]) -> str:
    answer = stdout.read().split(b"\n", 1)[0]
    return json.loads(answer).get("reason", "ok") if answer.startswith(b"{") else ""


class Peak(threading.Thread):
    """Follows the high-water mark of a process until it ends.

    The resource usage that the kernel reports at the end would not do: it counts the parent's
    memory, which a child shares until it starts its program.
    """

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.megabytes = 0.0
        self._status = Path(f"/proc/{pid}/status")

    def run(self) -> None:
        try:
            while "VmHWM" in (status := self._status.read_text()):
                line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
                self.megabytes = max(self.megabytes, int(line.split()[1]) / 1024)
                time.sleep(POLL_S)
        except OSError:
            pass  # it has ended


def median(costs: list[Cost]) -> Cost:
    seconds = statistics.median(cost.seconds for cost in costs)
    cpu_seconds = statistics.median(cost.cpu_seconds for cost in costs)
    return Cost(costs[0].verdict, seconds, cpu_seconds, max(cost.peak_mb for cost in costs))


def worst(costs: list[Cost]) -> Cost:
    return Cost(
        "",
        max(cost.seconds for cost in costs),
        max(cost.cpu_seconds for cost in costs),
        max(cost.peak_mb for cost in costs),
    )


def print_row(name: str, ours: Cost, naive: Cost) -> None:
    print(f"{name:35} {ours.verdict:15} {figures(ours)}   {naive.verdict:6} {figures(naive)}")


def figures(cost: Cost) -> str:
    return f"{cost.seconds * 1000:5.0f} {cost.cpu_seconds * 1000:5.0f} {cost.peak_mb:5.0f}"


if __name__ == "__main__":
    main()
