"""What people wait for with models of the settings: `python -m benchmarks.service config.toml`.

Where `benchmarks.models` times denoisers alone, with random weights, this draws whole clips with
the weights that are there, through the code that draws orders: text encoder, steps, decoding. For
every model one line: seconds to load it, from the order to its first step and to its first frame,
and for the whole clip; the same for a second clip, which finds the model loaded, compiled and the
prompt encoded. Then how long it takes to switch back to it after another one took its place.
"""

import argparse
import json
import time
from pathlib import Path

import torch

from benchmarks.engine import photo
from bot.config import load_config
from bot.models import able_models
from effects.api import Take
from effects.scene import Scene
from generation.models.drawing import effects_of
from generation.models.residents import Residents

PROMPT = "steam rises from the cup"
ROUND = 3  # decimals of seconds


class Watch:
    """Seconds since it was made; the device has done then what it was told before."""

    def __init__(self, device):
        self._device = device
        self._started = time.perf_counter()
        self.marks = {}

    def mark(self, name):
        """Write down the time, if that is the first of its name."""
        if name in self.marks:
            return
        if self._device.startswith("cuda"):
            torch.cuda.synchronize(self._device)
        self.marks[name] = round(time.perf_counter() - self._started, ROUND)


def draw(model, effect, scene, device, seconds):
    """Draw a clip. Returns when its first step and its first frame were there, and all of it."""
    watch = Watch(device)
    take = Take(
        fps=model.frames.fps,
        device=device,
        prepared=lambda share: watch.mark("first_step_s") if share > 0 else None,
    )
    told = {"prompt": PROMPT} if model.takes_prompt else {}
    for _ in effect.draw(scene, effect.parse({"duration": seconds} | told), take):
        watch.mark("first_frame_s")
    watch.mark("clip_s")
    return watch.marks


def load(residents, model):
    """Load a model, if it is not there. Returns how long that took."""
    watch = Watch(residents.device)
    residents.find(model)
    watch.mark("load_s")
    return watch.marks["load_s"]


def measure(models, device, *, seconds=None, long_side=960):
    """Time every model, one at a time on the device. Yields a row for each, then the switches.

    Args:
        models: by name.
        device: "cuda:0", "cpu".
        seconds: of clip; None is as long as a model draws at once.
        long_side: most pixels of the clip's longer side.
    """
    residents = Residents(device, max_bytes=1)  # each takes the place of the one before it
    effects = effects_of(models, {device: residents})
    for name, model in models.items():
        width, height = model.size_for(3 / 2, long_side)
        scene = Scene(photo(width, height))
        length = seconds or model.frames.usual / model.frames.fps
        row = {"model": name, "device": device, "size": f"{width}x{height}", "seconds": length}
        row["load_s"] = load(residents, model)
        row["first"] = draw(model, effects[name], scene, device, length)
        yield row | {"second": draw(model, effects[name], scene, device, length)}
    for name, model in models.items() if len(models) > 1 else ():
        yield {"model": name, "device": device, "switch_s": load(residents, model)}


def main():
    """Print one line of JSON for each measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--device", help="instead of the first one in the settings")
    parser.add_argument("--seconds", type=float, help="of clip; usually what a model draws at once")
    parser.add_argument("--long-side", type=int, default=960)
    asked = parser.parse_args()
    config = load_config(asked.config)
    device = asked.device or config.generation.devices[0]
    models = able_models(config)
    for row in measure(models, device, seconds=asked.seconds, long_side=asked.long_side):
        print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
