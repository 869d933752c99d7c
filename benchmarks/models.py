"""Speed of the denoisers at full size, with random weights: `python -m benchmarks.models wan-5b`.

Speed does not depend on what the weights are, so nothing is downloaded. In one run and on one
device every model is timed as stock diffusers runs it (eager, default attention) and as an entry of
`[models]` can have it run (`--attention`, compiled blocks, `--fp8`). What is printed: seconds per
forward pass, the share of the device's bf16 peak that the counted operations make up, and the
median clip time that follows from steps times forwards. Text encoder and VAE are not in it.
"""

import argparse
import json
import statistics
import time
from dataclasses import dataclass

import diffusers
import torch
from torch.utils.flop_counter import FlopCounterMode

BF16_PEAK = {"H200": 989.5e12, "H100": 989.5e12, "A100": 312e12, "L40S": 362e12, "4090": 165e12}
WARM_UPS, ROUNDS = 2, 5


@dataclass(frozen=True)
class Denoiser:
    """One released denoiser: its configuration and the clip it is usually asked for."""

    kind: str
    config: dict
    width: int
    height: int
    frames: int
    forwards: int  # per clip: steps, twice with guidance

    def build(self, device, layers):
        """The network with random bfloat16 weights, made on the device itself."""
        config = self.config | ({"num_layers": layers} if layers else {})
        with torch.device(device):
            default = torch.get_default_dtype()
            torch.set_default_dtype(torch.bfloat16)
            try:
                return getattr(diffusers, self.kind)(**config).eval()
            finally:
                torch.set_default_dtype(default)


def wan(heads, channels, out, ffn, layers, **clip):
    """A Wan transformer and its clip."""
    config = {"num_attention_heads": heads, "attention_head_dim": 128, "in_channels": channels}
    config |= {"out_channels": out, "ffn_dim": ffn, "num_layers": layers}
    return Denoiser("WanTransformer3DModel", config, **clip)


def ltx(head_size, cross, layers, **clip):
    """An LTX-Video transformer and its clip."""
    config = {"in_channels": 128, "out_channels": 128, "num_attention_heads": 32}
    config |= {"attention_head_dim": head_size, "cross_attention_dim": cross}
    config |= {"num_layers": layers, "caption_channels": 4096}
    return Denoiser("LTXVideoTransformer3DModel", config, **clip)


DENOISERS = {
    "wan-5b": wan(24, 48, 48, 14336, 30, width=1280, height=704, frames=121, forwards=80),
    "wan-14b": wan(40, 36, 16, 13824, 40, width=832, height=480, frames=81, forwards=4),
    "ltx-2b": ltx(64, 2048, 28, width=768, height=512, frames=121, forwards=60),
    "ltx-13b": ltx(128, 4096, 48, width=768, height=512, frames=121, forwards=8),
}


def inputs(name, denoiser, device):
    """What one forward pass takes, and how many tokens that is."""

    def noise(*shape):
        return torch.randn(*shape, device=device, dtype=torch.bfloat16)

    if name.startswith("wan"):
        side = 16 if name == "wan-5b" else 8
        time_, rows, columns = (
            (denoiser.frames - 1) // 4 + 1,
            denoiser.height // side,
            denoiser.width // side,
        )
        given = {
            "hidden_states": noise(1, denoiser.config["in_channels"], time_, rows, columns),
            "timestep": torch.full((1,), 500, device=device),
            "encoder_hidden_states": noise(1, 512, 4096),
        }
        return given, time_ * (rows // 2) * (columns // 2)
    time_, rows, columns = (
        (denoiser.frames - 1) // 8 + 1,
        denoiser.height // 32,
        denoiser.width // 32,
    )
    tokens = time_ * rows * columns
    given = {
        "hidden_states": noise(1, tokens, 128),
        "encoder_hidden_states": noise(1, 128, 4096),
        "encoder_attention_mask": torch.ones(1, 128, device=device),
        "timestep": torch.full((1, tokens), 500.0, device=device),
        "num_frames": time_,
        "height": rows,
        "width": columns,
        "rope_interpolation_scale": (8 / 24, 32, 32),
    }
    return given, tokens


def seconds_per_forward(network, given, device):
    """The median of some passes after warming up; the first one apart, with any compiling."""
    wait = torch.cuda.synchronize if device.startswith("cuda") else lambda: None
    took = []
    with torch.inference_mode():
        for _ in range(WARM_UPS + ROUNDS):
            wait()
            started = time.perf_counter()
            network(**given, return_dict=False)
            wait()
            took.append(time.perf_counter() - started)
    return statistics.median(took[WARM_UPS:]), took[0]


def speed_up(network, asked):
    """What an entry's `acceleration` and `fp8` do."""
    if asked.attention:
        network.set_attention_backend(asked.attention)
    if asked.fp8:
        network.enable_layerwise_casting(
            storage_dtype=torch.float8_e4m3fn, compute_dtype=torch.bfloat16
        )
    if asked.compile:
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


def measure(name, asked):
    """Time one model both ways. Returns rows to print."""
    denoiser = DENOISERS[name]
    if asked.size:
        width, height, frames = (int(each) for each in asked.size.split("x"))
        clip = {"width": width, "height": height, "frames": frames}
        denoiser = Denoiser(**vars(denoiser) | clip)
    network = denoiser.build(asked.device, asked.layers)
    given, tokens = inputs(name, denoiser, asked.device)
    work, peak = operations(network, given), peak_of(asked.device, asked)
    for way in ("stock", "ours"):
        if way == "ours":
            speed_up(network, asked)
        usual, first = seconds_per_forward(network, given, asked.device)
        row = {"model": name, "way": way, "tokens": tokens, "tflop": round(work / 1e12, 2)}
        row |= {"first_s": round(first, 3), "forward_s": round(usual, 4)}
        row |= {"clip_s": round(usual * denoiser.forwards, 2)}
        row |= {"share_of_peak": round(work / usual / peak, 3)} if peak else {}
        if asked.device.startswith("cuda"):
            row["peak_gb"] = round(torch.cuda.max_memory_allocated(asked.device) / 1e9, 1)
        yield row


def main():
    """Print one line of JSON for each model and way, and the ratio of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(DENOISERS))
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--size", help="width x height x frames: 1280x704x121")
    parser.add_argument("--layers", type=int, help="fewer, to see that it runs")
    parser.add_argument("--attention", default="", help="backend, such as _native_cudnn")
    parser.add_argument("--fp8", action="store_true")
    parser.add_argument("--no-compile", dest="compile", action="store_false")
    parser.add_argument("--peak-tflops", type=float, help="bf16, dense, of a device not known here")
    asked = parser.parse_args()
    for name in asked.names:
        took = []
        for row in measure(name, asked):
            took.append(row["forward_s"])
            print(json.dumps(row), flush=True)
        print(f"{name}: ours is {took[0] / took[1]:.2f} times as fast", flush=True)
        torch.cuda.empty_cache()  # does nothing where there is no such device


if __name__ == "__main__":
    main()
