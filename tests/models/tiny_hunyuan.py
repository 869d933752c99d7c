"""The older HunyuanVideo and what is built upon it: FramePack, which draws section by section."""

import diffusers
import transformers
from tokenizers.pre_tokenizers import ByteLevel

BYTES = sorted(ByteLevel.alphabet())
LETTERS = [chr(code) for code in range(33, 127)]
SPECIAL = ["<unk>", "<s>", "</s>", "<pad>", "\u2581"]


def framepack():
    """FramePack: sections of latents drawn backwards, each knowing those that follow."""
    transformer = diffusers.HunyuanVideoFramepackTransformer3DModel(
        in_channels=4,
        out_channels=4,
        num_attention_heads=2,
        attention_head_dim=10,
        num_layers=1,
        num_single_layers=1,
        num_refiner_layers=1,
        patch_size=2,
        patch_size_t=1,
        guidance_embeds=True,
        text_embed_dim=16,
        pooled_projection_dim=8,
        rope_axes_dim=(2, 4, 4),
        image_condition_type=None,
        has_image_proj=True,
        image_proj_dim=32,
        has_clean_x_embedder=True,
    )
    return diffusers.HunyuanVideoFramepackPipeline(
        transformer=transformer.eval(),
        vae=_vae(),
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(shift=7.0),
        text_encoder=_llama(),
        tokenizer=_llama_tokenizer(),
        text_encoder_2=_clip_text(),
        tokenizer_2=_clip_tokenizer(),
        image_encoder=siglip(),
        feature_extractor=transformers.SiglipImageProcessorPil(size={"height": 32, "width": 32}),
    )


def _vae():
    vae = diffusers.AutoencoderKLHunyuanVideo(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        down_block_types=("HunyuanVideoDownBlock3D",) * 4,
        up_block_types=("HunyuanVideoUpBlock3D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        layers_per_block=1,
        norm_num_groups=4,
        spatial_compression_ratio=8,
        temporal_compression_ratio=4,
    )
    return vae.eval()


def _llama():
    config = transformers.LlamaConfig(
        hidden_size=16,
        intermediate_size=37,
        num_attention_heads=4,
        num_hidden_layers=3,
        vocab_size=200,
        pad_token_id=3,
    )
    return transformers.LlamaModel(config).eval()


def _llama_tokenizer():
    vocab = {token: index for index, token in enumerate([*SPECIAL, *LETTERS])}
    tokenizer = transformers.LlamaTokenizer(vocab=vocab, merges=[], pad_token="<pad>")
    tokenizer.padding_side = "right"
    return tokenizer


def _clip_text():
    config = transformers.CLIPTextConfig(
        vocab_size=600,
        hidden_size=8,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        projection_dim=32,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    return transformers.CLIPTextModel(config).eval()


def _clip_tokenizer():
    ends = [letter + "</w>" for letter in BYTES]
    tokens = ["<|startoftext|>", "<|endoftext|>", *BYTES, *ends]
    vocab = {token: index for index, token in enumerate(tokens)}
    tokenizer = transformers.CLIPTokenizer(vocab=vocab, merges=[])
    tokenizer.model_max_length = 77
    return tokenizer


def siglip():
    config = transformers.SiglipVisionConfig(
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        image_size=32,
        patch_size=8,
    )
    return transformers.SiglipVisionModel(config).eval()
