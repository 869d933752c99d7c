"""LTX-2 with random weights as a modular folder: blocks instead of one class, and sound beside."""

import diffusers
import transformers
from diffusers.guiders.ltx2_guidance import LTX2Guidance
from diffusers.modular_pipelines import LTX2AutoBlocks
from diffusers.pipelines.ltx2 import LTX2TextConnectors
from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder

LETTERS = [chr(code) for code in range(33, 127)]
SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "\u2581"]
UNGUIDED = {"guidance_scale": 1.0, "stg_scale": 0.0, "modality_scale": 1.0}


def ltx2():
    """The pipeline, ready to be saved."""
    pipeline = LTX2AutoBlocks().init_pipeline()
    pipeline.update_components(
        transformer=_transformer(),
        vae=_vae(),
        audio_vae=_audio_vae(),
        scheduler=diffusers.FlowMatchEulerDiscreteScheduler(),
        text_encoder=_text_encoder(),
        tokenizer=transformers.GemmaTokenizer(
            vocab={token: index for index, token in enumerate(SPECIAL + LETTERS)}, merges=[]
        ),
        connectors=_connectors(),
        vocoder=_vocoder(),
        guider=LTX2Guidance(**UNGUIDED),
        audio_guider=LTX2Guidance(**UNGUIDED),
    )
    return pipeline


def _text_encoder():
    text = {"vocab_size": 128, "hidden_size": 32, "intermediate_size": 37, "num_hidden_layers": 2}
    text |= {"num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8}
    text |= {"max_position_embeddings": 2048, "sliding_window": 64}
    vision = {"hidden_size": 16, "intermediate_size": 37, "num_hidden_layers": 1}
    vision |= {"num_attention_heads": 2, "image_size": 28, "patch_size": 14}
    config = transformers.Gemma3Config(
        text_config=text,
        vision_config=vision,
        mm_tokens_per_image=4,
        image_token_index=100,
        boi_token_index=101,
        eoi_token_index=102,
    )
    return transformers.Gemma3ForConditionalGeneration(config).eval()


def _transformer():
    return diffusers.LTX2VideoTransformer3DModel(
        in_channels=4,
        out_channels=4,
        patch_size=1,
        patch_size_t=1,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        num_layers=2,
        qk_norm="rms_norm_across_heads",
        caption_channels=32,
        rope_double_precision=False,
        rope_type="split",
    ).eval()


def _connectors():
    return LTX2TextConnectors(
        caption_channels=32,
        text_proj_in_factor=3,  # the layers of the text encoder, and one
        video_connector_num_attention_heads=4,
        video_connector_attention_head_dim=8,
        video_connector_num_layers=1,
        video_connector_num_learnable_registers=None,
        audio_connector_num_attention_heads=4,
        audio_connector_attention_head_dim=8,
        audio_connector_num_layers=1,
        audio_connector_num_learnable_registers=None,
        connector_rope_base_seq_len=32,
        rope_theta=10000.0,
        rope_double_precision=False,
        causal_temporal_positioning=False,
        rope_type="split",
    ).eval()


def _vae():
    return diffusers.AutoencoderKLLTX2Video(
        in_channels=3,
        out_channels=3,
        latent_channels=4,
        block_out_channels=(8,),
        decoder_block_out_channels=(8,),
        layers_per_block=(1,),
        decoder_layers_per_block=(1, 1),
        spatio_temporal_scaling=(True,),
        decoder_spatio_temporal_scaling=(True,),
        decoder_inject_noise=(False, False),
        downsample_type=("spatial",),
        upsample_residual=(False,),
        upsample_factor=(1,),
        timestep_conditioning=False,
        patch_size=1,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    ).eval()


def _audio_vae():
    return diffusers.AutoencoderKLLTX2Audio(
        base_channels=4,
        output_channels=2,
        ch_mult=(1,),
        num_res_blocks=1,
        attn_resolutions=None,
        in_channels=2,
        resolution=32,
        latent_channels=2,
        norm_type="pixel",
        causality_axis="height",
        dropout=0.0,
        mid_block_add_attention=False,
        sample_rate=16000,
        mel_hop_length=160,
        is_causal=True,
        mel_bins=8,
    ).eval()


def _vocoder():
    return LTX2Vocoder(
        in_channels=16,
        hidden_channels=32,
        out_channels=2,
        upsample_kernel_sizes=[4, 4],
        upsample_factors=[2, 2],
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        leaky_relu_negative_slope=0.1,
        output_sampling_rate=16000,
    ).eval()
