"""The released denoisers and VAEs that `benchmarks.models` builds, and what they take.

Configurations are those of the released checkpoints; HunyuanVideo-1.5 and LTX-2 are the defaults of
their classes. A test counts parameters and operations. LTX-Video 13B is given the VAE of the 2B.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import diffusers
import torch

Noise = Callable[..., torch.Tensor]  # random numbers of a shape, on the device
TINY_CLIP = {"width": 64, "height": 64, "frames": 17}


@dataclass(frozen=True, kw_only=True)
class Denoiser:
    """One released denoiser with its VAE, and the clip it is usually asked for."""

    kind: str
    config: dict[str, Any]
    vae: str
    vae_config: dict[str, Any] = field(default_factory=dict)
    latent_channels: int  # of what the VAE decodes
    vae_dtype: torch.dtype = torch.bfloat16
    side: int  # pixels of a latent
    every: int  # frames of a latent, but for the first
    given: Callable[["Denoiser", Noise], dict[str, Any]]  # what one forward pass takes
    tiny: dict[str, Any]  # what is smaller to see that it runs
    tiny_vae: dict[str, Any]
    width: int
    height: int
    frames: int
    forwards: int  # per clip: steps, twice with guidance

    @property
    def grid(self) -> tuple[int, int, int]:
        """Latent frames, rows and columns."""
        return (
            (self.frames - 1) // self.every + 1,
            self.height // self.side,
            self.width // self.side,
        )

    def shrunk(self) -> "Denoiser":
        """The same classes, small enough for a processor."""
        config, vae_config = self.config | self.tiny, self.vae_config | self.tiny_vae
        channels = vae_config.get("latent_channels", vae_config.get("z_dim", self.latent_channels))
        changes = {"config": config, "vae_config": vae_config, "latent_channels": channels}
        return replace(self, **changes, **TINY_CLIP)

    def build(self, device: str) -> torch.nn.Module:
        """The network with random bfloat16 weights, made on the device itself."""
        return _build(self.kind, self.config, device, torch.bfloat16)

    def build_vae(self, device: str) -> torch.nn.Module:
        """The VAE with random weights."""
        return _build(self.vae, self.vae_config, device, self.vae_dtype)


def _build(kind: str, config: dict[str, Any], device: str, dtype: torch.dtype) -> torch.nn.Module:
    default = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            return getattr(diffusers, kind)(**config).eval()
    finally:
        torch.set_default_dtype(default)


def _wan_inputs(wan: Denoiser, noise: Noise) -> dict[str, Any]:
    return {
        "hidden_states": noise(1, wan.config["in_channels"], *wan.grid),
        "timestep": noise(1).fill_(500),
        "encoder_hidden_states": noise(1, 512, wan.config.get("text_dim", 4096)),
    }


def wan(heads: int, channels: int, out: int, ffn: int, layers: int, **more: Any) -> Denoiser:
    """A Wan transformer and its clip."""
    config = {"num_attention_heads": heads, "attention_head_dim": 128, "in_channels": channels}
    config |= {"out_channels": out, "ffn_dim": ffn, "num_layers": layers}
    usual = {"side": 8, "latent_channels": 16, "vae_config": {}}
    return Denoiser(
        kind="WanTransformer3DModel",
        config=config,
        vae="AutoencoderKLWan",
        vae_dtype=torch.float32,  # as the entries have it: with less, colours band
        every=4,
        given=_wan_inputs,
        tiny={"num_attention_heads": 2, "ffn_dim": 64, "num_layers": 1, "text_dim": 64},
        tiny_vae={"base_dim": 8, "num_res_blocks": 1}
        | ({"decoder_base_dim": 8} if out == 48 else {}),
        **usual | more,
    )


WAN_22_VAE = {
    "base_dim": 160,
    "decoder_base_dim": 256,
    "z_dim": 48,
    "is_residual": True,
    "in_channels": 12,
    "out_channels": 12,
    "patch_size": 2,
    "scale_factor_spatial": 16,
    "latents_mean": [0.0] * 48,
    "latents_std": [1.0] * 48,
}


def _ltx_inputs(ltx: Denoiser, noise: Noise) -> dict[str, Any]:
    frames, rows, columns = ltx.grid
    tokens = frames * rows * columns
    return {
        "hidden_states": noise(1, tokens, ltx.config["in_channels"]),
        "encoder_hidden_states": noise(1, 128, ltx.config["caption_channels"]),
        "encoder_attention_mask": noise(1, 128).fill_(1),
        "timestep": noise(1, tokens).fill_(500),
        "num_frames": frames,
        "height": rows,
        "width": columns,
        "rope_interpolation_scale": (8 / 24, 32, 32),
    }


def ltx(head_size: int, cross: int, layers: int, **more: Any) -> Denoiser:
    """An LTX-Video transformer and its clip."""
    config = {"in_channels": 128, "out_channels": 128, "num_attention_heads": 32}
    config |= {"attention_head_dim": head_size, "cross_attention_dim": cross}
    config |= {"num_layers": layers, "caption_channels": 4096}
    tiny = {"num_attention_heads": 2, "attention_head_dim": 16, "cross_attention_dim": 32}
    blocks = (8, 8, 8, 8)
    return Denoiser(
        kind="LTXVideoTransformer3DModel",
        config=config,
        vae="AutoencoderKLLTXVideo",
        latent_channels=128,
        side=32,
        every=8,
        given=_ltx_inputs,
        tiny=tiny | {"num_layers": 1, "caption_channels": 32},
        tiny_vae={"block_out_channels": blocks, "decoder_block_out_channels": blocks},
        **more,
    )


def _ltx2_inputs(ltx2: Denoiser, noise: Noise) -> dict[str, Any]:
    frames, rows, columns = ltx2.grid
    tokens, sounds = frames * rows * columns, 126
    words = noise(1, 1024, ltx2.config.get("caption_channels", 3840))
    return {
        "hidden_states": noise(1, tokens, 128),
        "audio_hidden_states": noise(1, sounds, 128),
        "encoder_hidden_states": words,
        "audio_encoder_hidden_states": words.clone(),
        "timestep": noise(1, tokens).fill_(500),
        "audio_timestep": noise(1).fill_(500),
        "num_frames": frames,
        "height": rows,
        "width": columns,
        "fps": 24.0,
        "audio_num_frames": sounds,
    }


def _hunyuan_inputs(hunyuan: Denoiser, noise: Noise) -> dict[str, Any]:
    config = {"text_embed_dim": 3584, "text_embed_2_dim": 1472, "image_embed_dim": 1152}
    config |= hunyuan.config
    return {
        "hidden_states": noise(1, config.get("in_channels", 65), *hunyuan.grid),
        "timestep": noise(1).fill_(500),
        "encoder_hidden_states": noise(1, 1000, config["text_embed_dim"]),
        "encoder_attention_mask": noise(1, 1000).fill_(1),
        "encoder_hidden_states_2": noise(1, 256, config["text_embed_2_dim"]),
        "encoder_attention_mask_2": noise(1, 256).fill_(1),
        "image_embeds": noise(1, 729, config["image_embed_dim"]),
    }


def _cogvideox_inputs(cogvideox: Denoiser, noise: Noise) -> dict[str, Any]:
    frames, rows, columns = cogvideox.grid
    frames += frames % 2  # its patches are two latents long
    tokens = frames // 2 * (rows // 2) * (columns // 2)
    head_size = cogvideox.config["attention_head_dim"]
    return {
        "hidden_states": noise(1, frames, cogvideox.config["in_channels"], rows, columns),
        "encoder_hidden_states": noise(1, 226, cogvideox.config["text_embed_dim"]),
        "timestep": noise(1).fill_(500),
        "ofs": noise(1).fill_(2),
        "image_rotary_emb": (noise(tokens, head_size).float(), noise(tokens, head_size).float()),
    }


COGVIDEOX = {"num_attention_heads": 48, "attention_head_dim": 64, "num_layers": 42}
COGVIDEOX |= {"in_channels": 32, "out_channels": 16, "time_embed_dim": 512, "ofs_embed_dim": 512}
COGVIDEOX |= {"text_embed_dim": 4096, "patch_size": 2, "patch_size_t": 2, "patch_bias": False}
COGVIDEOX |= {"sample_width": 170, "sample_height": 96, "sample_frames": 81}
COGVIDEOX |= {"use_rotary_positional_embeddings": True}
NARROW = {"num_attention_heads": 2, "attention_head_dim": 16, "num_layers": 1}

DENOISERS = {
    "wan-5b": wan(24, 48, 48, 14336, 30, side=16, latent_channels=48, vae_config=WAN_22_VAE,
                  width=1280, height=704, frames=121, forwards=80),
    "wan-14b": wan(40, 36, 16, 13824, 40, width=832, height=480, frames=81, forwards=4),
    "ltx-2b": ltx(64, 2048, 28, width=768, height=512, frames=121, forwards=60),
    "ltx-13b": ltx(128, 4096, 48, width=768, height=512, frames=121, forwards=8),
    "ltx-2": Denoiser(
        kind="LTX2VideoTransformer3DModel", config={}, vae="AutoencoderKLLTX2Video",
        latent_channels=128, side=32, every=8, given=_ltx2_inputs,
        tiny=NARROW | {"cross_attention_dim": 32, "audio_num_attention_heads": 2,
                       "audio_attention_head_dim": 8, "audio_cross_attention_dim": 16,
                       "caption_channels": 32},
        tiny_vae={"block_out_channels": (8, 16, 32, 64), "decoder_block_out_channels": (8, 16, 32)},
        width=768, height=512, frames=121, forwards=60,
    ),
    "hunyuan-1.5": Denoiser(
        kind="HunyuanVideo15Transformer3DModel", config={}, vae="AutoencoderKLHunyuanVideo15",
        latent_channels=32, side=16, every=4, given=_hunyuan_inputs,
        tiny=NARROW | {"num_refiner_layers": 1, "rope_axes_dim": (4, 6, 6), "text_embed_dim": 32,
                       "text_embed_2_dim": 32, "image_embed_dim": 32},
        tiny_vae={"block_out_channels": (32, 32, 32, 32, 32), "layers_per_block": 1},
        width=848, height=480, frames=121, forwards=60,
    ),
    "cogvideox-1.5": Denoiser(
        kind="CogVideoXTransformer3DModel", config=COGVIDEOX, vae="AutoencoderKLCogVideoX",
        latent_channels=16, side=8, every=4, given=_cogvideox_inputs,
        tiny=NARROW | {"text_embed_dim": 32, "time_embed_dim": 8, "ofs_embed_dim": 8},
        tiny_vae={"block_out_channels": (8, 8, 8, 8), "layers_per_block": 1, "norm_num_groups": 2},
        width=1360, height=768, frames=81, forwards=100,
    ),
}  # fmt: skip
