"""Pipelines with the real classes and random weights, small enough to be built in a test."""

import diffusers
import peft
import torch
import transformers
from tiny_hunyuan import framepack, siglip
from tiny_ltx2 import ltx2
from tokenizers.pre_tokenizers import ByteLevel

LETTERS = [chr(code) for code in range(33, 127)]
BYTES = sorted(ByteLevel.alphabet())


def _t5_tokenizer():
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("\u2581", -2.0)]
    return transformers.T5Tokenizer(
        vocab=special + [(letter, -3.0) for letter in LETTERS], extra_ids=0
    )


def _t5(kind, settings, **changes):
    sizes = {"vocab_size": 128, "d_model": 32, "d_kv": 8, "d_ff": 37, "num_layers": 2}
    config = settings(**sizes | {"num_heads": 4, "relative_attention_num_buckets": 8} | changes)
    return kind(config).eval()


def _flow(shift=7.0):
    return diffusers.FlowMatchEulerDiscreteScheduler(shift=shift)


def wan():
    """Wan2.2 TI2V: the picture is the first latent frame, every frame has its own timestep."""
    vae = diffusers.AutoencoderKLWan(
        base_dim=3,
        z_dim=48,
        in_channels=12,
        out_channels=12,
        is_residual=True,
        patch_size=2,
        latents_mean=[0.0] * 48,
        latents_std=[1.0] * 48,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        scale_factor_spatial=16,
        scale_factor_temporal=4,
        temperal_downsample=[False, True, True],
    )
    return diffusers.WanImageToVideoPipeline(
        transformer=_wan_transformer(48, 48),
        vae=vae.eval(),
        scheduler=_flow(),
        text_encoder=_t5(transformers.UMT5EncoderModel, transformers.UMT5Config),
        tokenizer=_t5_tokenizer(),
        image_encoder=None,
        image_processor=None,
        expand_timesteps=True,
    )


def experts():
    """Wan2.2 A14B: two transformers, one for much noise and one for little."""
    vae = diffusers.AutoencoderKLWan(
        base_dim=3,
        z_dim=16,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
    )
    return diffusers.WanImageToVideoPipeline(
        transformer=_wan_transformer(36, 16),
        transformer_2=_wan_transformer(36, 16),
        vae=vae.eval(),
        scheduler=diffusers.UniPCMultistepScheduler(
            prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=3.0
        ),
        text_encoder=_t5(transformers.UMT5EncoderModel, transformers.UMT5Config),
        tokenizer=_t5_tokenizer(),
        image_encoder=None,
        image_processor=None,
        boundary_ratio=0.9,
    )


def _wan_transformer(channels, out_channels):
    return diffusers.WanTransformer3DModel(
        patch_size=(1, 2, 2),
        num_attention_heads=2,
        attention_head_dim=12,
        in_channels=channels,
        out_channels=out_channels,
        text_dim=32,
        freq_dim=256,
        ffn_dim=32,
        num_layers=2,
        cross_attn_norm=True,
        qk_norm="rms_norm_across_heads",
        rope_max_seq_len=32,
    ).eval()


def save_lora(pipeline, folder):
    """Write a LoRA of random weights: high.safetensors, and low.safetensors for a second expert."""
    for name, file in (("transformer", "high"), ("transformer_2", "low")):
        part = getattr(pipeline, name)
        if part is None:
            continue
        part.add_adapter(peft.LoraConfig(r=2, lora_alpha=2, target_modules=["to_q", "to_v"]))
        for weight_name, weight in part.named_parameters():
            if "lora_" in weight_name:
                torch.nn.init.normal_(weight, std=1.0)
        layers = peft.get_peft_model_state_dict(part)
        pipeline.save_lora_weights(folder, layers, weight_name=f"{file}.safetensors")


def ltx():
    """LTX-Video: space and time are compressed more than anywhere else."""
    return diffusers.LTXImageToVideoPipeline(**_ltx_parts())


def ltx_condition():
    """LTX-Video 0.9.5: goes on from several frames, too."""
    return diffusers.LTXConditionPipeline(**_ltx_parts())


def _ltx_parts():
    vae = diffusers.AutoencoderKLLTXVideo(
        in_channels=3,
        out_channels=3,
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
        spatio_temporal_scaling=(True, True, False, False),
        decoder_spatio_temporal_scaling=(True, True, False, False),
        decoder_inject_noise=(False,) * 5,
        upsample_residual=(False,) * 4,
        upsample_factor=(1,) * 4,
        timestep_conditioning=False,
        patch_size=1,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    )
    transformer = diffusers.LTXVideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        patch_size=1,
        patch_size_t=1,
        num_attention_heads=4,
        attention_head_dim=8,
        cross_attention_dim=32,
        num_layers=2,
        caption_channels=32,
    )
    return {
        "transformer": transformer.eval(),
        "vae": vae.eval(),
        "scheduler": _flow(shift=1.0),
        "text_encoder": _t5(transformers.T5EncoderModel, transformers.T5Config),
        "tokenizer": _t5_tokenizer(),
    }


def cogvideox():
    """CogVideoX-1.5: pairs of latent frames, and a number for where they start."""
    transformer = diffusers.CogVideoXTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        in_channels=8,
        out_channels=4,
        time_embed_dim=2,
        ofs_embed_dim=2,
        text_embed_dim=32,
        num_layers=2,
        sample_width=8,
        sample_height=8,
        sample_frames=9,
        patch_size=2,
        patch_size_t=2,
        patch_bias=False,
        max_text_seq_length=16,
        use_rotary_positional_embeddings=True,
    )
    vae = diffusers.AutoencoderKLCogVideoX(
        down_block_types=("CogVideoXDownBlock3D",) * 4,
        up_block_types=("CogVideoXUpBlock3D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=2,
        temporal_compression_ratio=4,
    )
    return diffusers.CogVideoXImageToVideoPipeline(
        transformer=transformer.eval(),
        vae=vae.eval(),
        scheduler=diffusers.CogVideoXDDIMScheduler(),
        text_encoder=_t5(transformers.T5EncoderModel, transformers.T5Config),
        tokenizer=_t5_tokenizer(),
    )


def svd():
    """Stable Video Diffusion: a UNet, no prompt, a number for the motion."""
    unet = diffusers.UNetSpatioTemporalConditionModel(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=32,
        in_channels=8,
        out_channels=4,
        down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
        up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
        cross_attention_dim=32,
        num_attention_heads=8,
        projection_class_embeddings_input_dim=96,
        addition_time_embed_dim=32,
    )
    vae = diffusers.AutoencoderKLTemporalDecoder(
        block_out_channels=[32, 64],
        in_channels=3,
        out_channels=3,
        down_block_types=["DownEncoderBlock2D"] * 2,
        latent_channels=4,
    )
    scheduler = diffusers.EulerDiscreteScheduler(
        beta_start=0.00085,
        beta_end=0.012,
        beta_schedule="scaled_linear",
        prediction_type="v_prediction",
        sigma_max=700.0,
        sigma_min=0.002,
        steps_offset=1,
        timestep_spacing="leading",
        timestep_type="continuous",
        use_karras_sigmas=True,
    )
    return diffusers.StableVideoDiffusionPipeline(
        unet=unet.eval(),
        vae=vae.eval(),
        scheduler=scheduler,
        image_encoder=_clip_vision(224, 32),  # the pipeline itself makes the picture 224 wide
        feature_extractor=transformers.CLIPImageProcessorPil(
            crop_size={"height": 224, "width": 224}, size={"shortest_edge": 224}
        ),
    )


def _clip_vision(side, patch):
    config = transformers.CLIPVisionConfig(
        hidden_size=32,
        projection_dim=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        image_size=side,
        intermediate_size=37,
        patch_size=patch,
    )
    return transformers.CLIPVisionModelWithProjection(config).eval()


def hunyuan():
    """HunyuanVideo-1.5: no callback, and a size of its own choice."""
    text = transformers.Qwen2_5_VLTextConfig(
        vocab_size=400,
        hidden_size=16,
        intermediate_size=16,
        num_hidden_layers=3,
        num_attention_heads=2,
        num_key_value_heads=2,
        rope_scaling={"mrope_section": [1, 1, 2], "rope_type": "default", "type": "default"},
        rope_theta=1e6,
        bos_token_id=0,
        eos_token_id=0,
        pad_token_id=0,
    )
    transformer = diffusers.HunyuanVideo15Transformer3DModel(
        in_channels=9,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=8,
        num_layers=1,
        num_refiner_layers=1,
        mlp_ratio=2.0,
        patch_size=1,
        patch_size_t=1,
        text_embed_dim=16,
        text_embed_2_dim=32,
        image_embed_dim=32,
        rope_axes_dim=(2, 2, 4),
        target_size=32,
        task_type="i2v",
    )
    vae = diffusers.AutoencoderKLHunyuanVideo15(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(16, 16),
        layers_per_block=1,
        spatial_compression_ratio=4,
        temporal_compression_ratio=2,
        downsample_match_channel=False,
        upsample_match_channel=False,
    )
    return diffusers.HunyuanVideo15ImageToVideoPipeline(
        text_encoder=transformers.Qwen2_5_VLTextModel(text).eval(),
        tokenizer=_qwen_tokenizer(),
        transformer=transformer.eval(),
        vae=vae.eval(),
        scheduler=_flow(),
        text_encoder_2=_t5(transformers.T5EncoderModel, transformers.T5Config, vocab_size=384),
        tokenizer_2=transformers.ByT5Tokenizer(),
        guider=diffusers.guiders.ClassifierFreeGuidance(guidance_scale=1.0),
        image_encoder=siglip(),
        feature_extractor=transformers.SiglipImageProcessorPil(size={"height": 32, "width": 32}),
    )


def _qwen_tokenizer():
    turns = ["<|im_start|>", "<|im_end|>"]
    vocab = {token: index for index, token in enumerate(["<|endoftext|>", *turns, *BYTES])}
    tokenizer = transformers.Qwen2Tokenizer(vocab=vocab, merges=[])
    tokenizer.add_special_tokens({"additional_special_tokens": turns})
    tokenizer.chat_template = (
        "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n"
        "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
    )
    return tokenizer


def depth_anything():
    """Depth Anything V2: a DINOv2 backbone and a convolutional head."""
    backbone = transformers.Dinov2Config(
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        image_size=56,
        patch_size=14,
        out_features=["stage1", "stage2"],
        reshape_hidden_states=False,
        apply_layernorm=True,
    )
    config = transformers.DepthAnythingConfig(
        backbone_config=backbone,
        patch_size=14,
        reassemble_hidden_size=16,
        reassemble_factors=[2, 1],
        neck_hidden_sizes=[8, 8],
        fusion_hidden_size=8,
        head_in_index=-1,
        head_hidden_size=8,
    )
    model = transformers.DepthAnythingForDepthEstimation(config).eval()
    for weights in model.head.parameters():
        weights.data.mul_(20)  # as initialised, the relief would be all but flat
    return model


def swin2sr(times=2):
    """Swin2SR: shifted windows, then pixels shuffled into a larger picture."""
    config = transformers.Swin2SRConfig(
        image_size=16,
        embed_dim=16,
        depths=[1, 1],
        num_heads=[2, 2],
        window_size=8,
        upscale=times,
        upsampler="pixelshuffledirect",
    )
    return transformers.Swin2SRForImageSuperResolution(config).eval()


PIPELINES = {"wan": wan, "experts": experts, "ltx": ltx, "ltx2": ltx2, "svd": svd}
PIPELINES |= {"hunyuan": hunyuan, "ltx-condition": ltx_condition}
PIPELINES |= {"cogvideox": cogvideox, "framepack": framepack}
OPEN = {"sentence": "Made with random weights (public domain)."}
FRAMES = {"every": 4, "plus": 1, "usual": 9, "most": 25, "fps": 8}
# How each tiny pipeline is described in the settings, all but the folder.
ENTRIES = {
    "wan": {
        "pipeline": "WanImageToVideoPipeline",
        "steps": 4,
        "frames": FRAMES,
        "sizes": [[128, 96], [96, 128], [64, 64], [64, 32]],
        "fixed": {"guidance_scale": 1.0, "max_sequence_length": 32},
        "arguments": {"negative": ""},
    },
    "ltx": {
        "pipeline": "LTXImageToVideoPipeline",
        "steps": 4,
        "frames": FRAMES | {"every": 8},
        "sizes": [[96, 64], [64, 96]],
        "fixed": {"guidance_scale": 3.0, "max_sequence_length": 32},
        "arguments": {"fps": "frame_rate"},
        "attributes": {"vae.use_framewise_encoding": False, "vae.use_framewise_decoding": False},
    },
    "experts": {
        "pipeline": "WanImageToVideoPipeline",
        "steps": 4,
        "frames": FRAMES,
        "sizes": [[64, 48], [48, 64]],
        "fixed": {"guidance_scale": 1.0, "max_sequence_length": 32},
        "scheduler": {"kind": "FlowMatchEulerDiscreteScheduler", "options": {"shift": 5.0}},
        "arguments": {"negative": ""},
    },
    "ltx2": {
        "loader": "modular",
        "pipeline": "LTX2ModularPipeline",
        "steps": 4,
        "frames": FRAMES,
        "sizes": [[64, 32], [32, 64]],
        "fixed": {"max_sequence_length": 16, "image_crf": 0},
        "control": "hook",
        "arguments": {"negative": "", "fps": "frame_rate"},
        "attributes": {"vae.use_framewise_encoding": False, "vae.use_framewise_decoding": False},
    },
    "svd": {
        "pipeline": "StableVideoDiffusionPipeline",
        "steps": 3,
        "frames": FRAMES | {"every": 1, "plus": 0, "most": 9},
        "sizes": [[48, 32], [32, 48]],
        "fixed": {"decode_chunk_size": 4},
        "motion_range": [10, 245],
        "arguments": {"prompt": "", "negative": "", "fps": "fps", "motion": "motion_bucket_id"},
    },
    "hunyuan": {
        "pipeline": "HunyuanVideo15ImageToVideoPipeline",
        "steps": 4,
        "frames": FRAMES,
        "sizes": [[36, 28], [28, 36]],
        "attributes": {"vision_num_semantic_tokens": 16},
        "control": "hook",
        "arguments": {"width": "", "height": ""},
    },
}
ENTRIES["cogvideox"] = {
    "pipeline": "CogVideoXImageToVideoPipeline",
    "steps": 4,
    "frames": FRAMES | {"every": 8},
    "sizes": [[32, 16], [16, 32]],
    "fixed": {"guidance_scale": 6.0, "max_sequence_length": 16},
}
ENTRIES["framepack"] = {
    "pipeline": "HunyuanVideoFramepackPipeline",
    "steps": 4,
    "frames": FRAMES | {"every": 9, "plus": 0, "most": 90, "section": 9},
    "sizes": [[48, 32], [32, 48]],
    "fixed": {
        "guidance_scale": 9.0,
        "latent_window_size": 3,
        "max_sequence_length": 64,
        "prompt_template": {"template": "{}", "crop_start": 0},
    },
    "arguments": {"negative": ""},
}
ENTRIES["ltx-condition"] = ENTRIES["ltx"] | {
    "pipeline": "LTXConditionPipeline",
    "arguments": {"fps": "frame_rate", "video": "video"},
    "overlap": 9,
}


def save(name, folder):
    """Build a pipeline from a fixed seed and save it as a release would be."""
    torch.manual_seed(0)
    pipeline = PIPELINES[name]()
    is_modular = ENTRIES[name].get("loader") == "modular"
    pipeline.save_pretrained(
        str(folder), **({"overwrite_modular_index": True} if is_modular else {})
    )
    return folder


def entry(kind, folder, **changes):
    """The table of the settings for a saved pipeline."""
    return ENTRIES[kind] | {"folder": str(folder), "licence": OPEN} | changes
