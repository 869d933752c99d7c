"""Speed of released models at full size, with random weights: `python -m benchmarks.models wan-5b`.

Speed does not depend on what the weights are, so nothing is downloaded. In one run and on one
device every model is timed as stock diffusers runs it (eager, default attention) and as an entry of
`[models]` can have it run (attention by the device, compiled blocks, `--fp8`). What is printed:

    load_s      the denoiser, from safetensors that were just written: from memory, not from a disk
    switch_s    the same once it has left the device, as when another model takes turns with it
    decode_s    all frames of the clip, by the VAE
    forward_s   one pass of the denoiser; with the first one, which may compile, as first_s
    share_of_peak   what the counted operations make up of the device's bf16 peak
    clip_s      steps times forwards
    first_frame_s   and decoding: all frames come at once

Text encoders and step caches are not in it: how much a cache skips hangs on the weights. Whole
clips with weights that are there are timed by `benchmarks.service`.
"""

import argparse
import json
import statistics
import time
from dataclasses import replace
from tempfile import TemporaryDirectory

import diffusers
import torch
from torch.utils.flop_counter import FlopCounterMode

from benchmarks.denoisers import DENOISERS
from generation.models.attention import backends_for, use_first_working
from generation.models.loading import can_compile, release_memory

BF16_PEAK = {"H200": 989.5e12, "H100": 989.5e12, "A100": 312e12, "L40S": 362e12, "4090": 165e12}
WARM_UPS, ROUNDS = 2, 5


def seconds(device, work):
    """What some work gives, and how long the device took for it."""
    wait = torch.cuda.synchronize if device.startswith("cuda") else lambda: None
    wait()
    started = time.perf_counter()
    result = work()
    wait()
    return result, time.perf_counter() - started


def load_and_switch(denoiser, device):
    """The network as it is read from a folder, and how long that takes, the second time too."""

    def load():
        kind = getattr(diffusers, denoiser.kind)
        network = kind.from_pretrained(folder, torch_dtype=torch.bfloat16, local_files_only=True)
        return network.eval().to(device)

    with TemporaryDirectory(prefix="zoetrope-benchmark-") as folder:
        denoiser.build(device).save_pretrained(folder)
        release_memory()
        network, load_s = seconds(device, load)
        del network
        release_memory()
        network, switch_s = seconds(device, load)
    return network, {"load_s": round(load_s, 3), "switch_s": round(switch_s, 3)}


def decode_seconds(denoiser, device):
    """How long the VAE needs for the clip, warmed up; in tiles, where it does not fit whole."""
    vae = denoiser.build_vae(device)
    shape = (1, denoiser.latent_channels, *denoiser.grid)
    latents = torch.randn(shape, device=device, dtype=denoiser.vae_dtype)
    for tiled in (False, True):
        if tiled:
            release_memory()
            vae.enable_tiling()
        try:
            with torch.inference_mode():
                took = [seconds(device, lambda: vae.decode(latents)[0])[1] for _ in range(2)]
        except torch.OutOfMemoryError:
            continue
        return {"decode_s": round(took[-1], 3)} | ({"tiled": True} if tiled else {})
    return {"decode_s": None}


def seconds_per_forward(network, given, device):
    """The median of some passes after warming up; the first one apart, with any compiling."""
    with torch.inference_mode():
        took = [
            seconds(device, lambda: network(**given, return_dict=False))[1]
            for _ in range(WARM_UPS + ROUNDS)
        ]
    return statistics.median(took[WARM_UPS:]), took[0]


def speed_up(network, asked):
    """What an entry's `acceleration` and `fp8` do."""
    use_first_working(
        [network], backends_for(asked.attention, asked.device), asked.device, torch.bfloat16
    )
    if asked.fp8:
        network.enable_layerwise_casting(
            storage_dtype=torch.float8_e4m3fn, compute_dtype=torch.bfloat16
        )
    if asked.compile and can_compile(network):
        network.compile_repeated_blocks(fullgraph=True, dynamic=True)


def operations(network, given):
    """Floating-point operations of one forward pass."""
    with FlopCounterMode(display=False) as counter, torch.inference_mode():
        network(**given, return_dict=False)
    return counter.get_total_flops()


def peak_of(device, asked):
    """The device's bf16 peak in operations per second, or None if it is not known."""
    if asked.peak_tflops:
        return asked.peak_tflops * 1e12
    if not device.startswith("cuda"):
        return None
    name = torch.cuda.get_device_name(device)
    return next((peak for part, peak in BF16_PEAK.items() if part in name), None)


def chosen(name, asked):
    """A denoiser as it was asked for."""
    denoiser = DENOISERS[name].shrunk() if asked.tiny else DENOISERS[name]
    if asked.size:
        width, height, frames = (int(each) for each in asked.size.split("x"))
        denoiser = replace(denoiser, width=width, height=height, frames=frames)
    if asked.layers:
        denoiser = replace(denoiser, config=denoiser.config | {"num_layers": asked.layers})
    return denoiser


def measure(name, asked):
    """Time one model: its loading and decoding, then its passes both ways. Yields rows to print."""
    denoiser, device = chosen(name, asked), asked.device
    network, waiting = load_and_switch(denoiser, device)
    decoding = decode_seconds(denoiser, device)
    release_memory()
    yield {"model": name, **waiting, **decoding}

    def noise(*shape):
        return torch.randn(*shape, device=device, dtype=torch.bfloat16)

    given = denoiser.given(denoiser, noise)
    work, peak = operations(network, given), peak_of(device, asked)
    for way in ("stock", "ours"):
        if way == "ours":
            speed_up(network, asked)
        usual, first = seconds_per_forward(network, given, device)
        row = {"model": name, "way": way, "tflop": round(work / 1e12, 2)}
        row |= {"first_s": round(first, 3), "forward_s": round(usual, 4)}
        row |= {"clip_s": round(usual * denoiser.forwards, 2)}
        if decoding["decode_s"] is not None:
            row["first_frame_s"] = round(usual * denoiser.forwards + decoding["decode_s"], 2)
        row |= {"share_of_peak": round(work / usual / peak, 3)} if peak else {}
        if device.startswith("cuda"):
            row["peak_gb"] = round(torch.cuda.max_memory_allocated(device) / 1e9, 1)
        yield row


def main(arguments=None):
    """Print one line of JSON for each measurement, and how many times as fast ours is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(DENOISERS))
    parser.add_argument("--device", help="cuda:0; with --tiny, cpu")
    parser.add_argument("--tiny", action="store_true", help="small ones, to see that it runs")
    parser.add_argument("--size", help="width x height x frames: 1280x704x121")
    parser.add_argument("--layers", type=int, help="fewer, to see that it runs")
    parser.add_argument("--attention", default="", help="backend, instead of the device's own")
    parser.add_argument("--fp8", action="store_true")
    parser.add_argument("--no-compile", dest="compile", action="store_false")
    parser.add_argument("--peak-tflops", type=float, help="bf16, dense, of a device not known here")
    asked = parser.parse_args(arguments)
    asked.device = asked.device or ("cpu" if asked.tiny else "cuda:0")
    for name in asked.names:
        took = []
        for row in measure(name, asked):
            took += [row["forward_s"]] if "forward_s" in row else []
            print(json.dumps(row), flush=True)
        if not asked.tiny:  # those only wait for Python
            print(f"{name}: ours is {took[0] / took[1]:.2f} times as fast", flush=True)
        release_memory()


if __name__ == "__main__":
    main()
