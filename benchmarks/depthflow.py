"""DepthFlow, the best free peer, on the same picture with the same depth; on a CPU too.

It is a program of its own, under the AGPL, and not among our dependencies: install it elsewhere and
name that interpreter.

    python -m venv /somewhere/depthflow && /somewhere/depthflow/bin/pip install depthflow==1.0.1
    python -m benchmarks.quality --depthflow /somewhere/depthflow/bin/python

It needs EGL (on a machine without a GPU, Mesa's) and would hand its frames to `ffmpeg`; a script
stands in its place that only keeps them, so that no codec blurs the comparison.

Source: BrokenSource, DepthFlow 1.0.1, its circular parallax; the frames that it writes are upside
down.
"""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

KEEPER = '#!/bin/sh\nexec cat > "$KEEP_FRAMES"\n'
SCENE = """
import math, sys
import numpy as np
from depthflow.scene import DepthScene

class Circle(DepthScene):
    def update(self):
        self.state.isometric, self.state.steady = 0.6, 0.3
        self.state.offset = 0.5 * math.cos(self.cycle), 0.5 * math.sin(self.cycle)

folder, width, height, fps, seconds = sys.argv[1:]
scene = Circle()
scene.input(image=np.load(folder + "/image.npy"), depth=np.load(folder + "/depth.npy"))
size = {"width": int(width), "height": int(height)}
scene.main(**size, fps=float(fps), time=float(seconds), output=folder + "/clip.mp4")
"""


def shoot(python, scene, *, fps, seconds):
    """DepthFlow's frames of a scene, and how long it took to draw them.

    Shapes:
        Returns (N, H, W, 3) uint8 and seconds, the start of the program included.

    Raises:
        subprocess.CalledProcessError: it cannot run here; `stderr` says why.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        np.save(folder / "image.npy", scene.pixels)
        np.save(folder / "depth.npy", np.round(scene.depth.numpy() * 255).astype(np.uint8))
        keeper = folder / "ffmpeg"
        keeper.write_text(KEEPER)
        keeper.chmod(0o700)
        given = (str(folder), scene.width, scene.height, fps, seconds)
        began = time.perf_counter()
        subprocess.run(
            [python, "-c", SCENE, *map(str, given)],
            env=os.environ
            | {
                "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
                "WINDOW_BACKEND": "headless",
                "KEEP_FRAMES": str(folder / "frames"),
            },
            capture_output=True,
            check=True,
        )
        took = time.perf_counter() - began
        frames = np.fromfile(folder / "frames", np.uint8)
    shape = (-1, scene.height, scene.width, 3)
    return np.ascontiguousarray(frames.reshape(shape)[:, ::-1]), took
