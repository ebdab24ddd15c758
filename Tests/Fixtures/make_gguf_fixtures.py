#!/usr/bin/env python3
"""Makes Tests/Fixtures/gguf: a GGUF file with a tensor of every form, and what its numbers are.

    python3 -m venv .venv && .venv/bin/pip install gguf==0.19.0 safetensors==0.8.0 numpy==2.4.6
    .venv/bin/python Tests/Fixtures/make_gguf_fixtures.py

`forms.gguf` is written by ggml's own package `gguf`; `forms.safetensors` holds the numbers that the
package unpacks, as F32. The packed bytes are random, so that every code and every scale's code occurs;
the 16-bit scales are finite, subnormal ones, zeros and both signs among them.

`llama.gguf`, `gpt2.gguf` and the like are models of Tests/Fixtures/models with the names of the
package's own table and the rows in the order in which llama.cpp's `convert_hf_to_gguf.py` puts them.

`packing.gguf` holds numbers as F32 and what the package packs them into, a tensor of bytes a form: numbers
of usual sizes, zeros, equal ones, tiny and large ones.
"""

import json
import pathlib

import gguf
import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType as Form
from safetensors.numpy import load_file, save_file

FOLDER = pathlib.Path(__file__).parent / "gguf"
# Where the 16-bit scales of a block stand.
SCALES = {
    Form.Q4_0: [0], Form.Q4_1: [0, 2], Form.Q5_0: [0], Form.Q5_1: [0, 2], Form.Q8_0: [0],
    Form.Q2_K: [80, 82], Form.Q3_K: [108], Form.Q4_K: [0, 2], Form.Q5_K: [0, 2], Form.Q6_K: [208],
}
ROWS, COLUMNS = 3, 512


def scale(draws):
    kinds = [0.0, 5.96e-8, -3e-6, 0.0123, -0.0123, 1.5, -7.25, 0.25]
    value = np.float16(kinds[draws.integers(len(kinds))] * (1 + 0.3 * draws.random()))
    return np.frombuffer(value.tobytes(), dtype=np.uint8)


def packed(form, draws):
    size, byte_count = GGML_QUANT_SIZES[form]
    blocks = draws.integers(0, 256, (ROWS, COLUMNS // size, byte_count), dtype=np.uint8)
    for row in blocks:
        for block in row:
            for place in SCALES[form]:
                block[place : place + 2] = scale(draws)
    return blocks.reshape(ROWS, -1)


def turned(rows, heads):
    """LlamaModel.permute of convert_hf_to_gguf.py."""
    shape = rows.shape
    return rows.reshape(heads, 2, shape[0] // heads // 2, *shape[1:]).swapaxes(1, 2).reshape(shape)


def converted(name, values, config):
    """A tensor of a Hugging Face model as convert_hf_to_gguf.py writes it."""
    heads = config.get("num_attention_heads") or config["n_head"]
    is_llama = config["model_type"] == "llama"
    if is_llama and name.endswith("q_proj.weight"):
        return turned(values, heads)
    if is_llama and name.endswith("k_proj.weight"):
        return turned(values, config["num_key_value_heads"])
    if config["model_type"] == "gpt2" and name.endswith(
        ("c_attn.weight", "c_proj.weight", "c_fc.weight")
    ):
        return values.T
    if config["model_type"] == "gemma3_text" and name.endswith("norm.weight"):
        return values + 1
    if "query_key_value" in name:
        parts = values.reshape(heads, 3, -1, *values.shape[1:])
        return np.concatenate([parts[:, i].reshape(-1, *values.shape[1:]) for i in range(3)])
    return values


def write_model(folder, architecture, name):
    config = json.loads((folder / "config.json").read_text())
    weights = load_file(folder / "model.safetensors")
    layers = config.get("num_hidden_layers") or config["n_layer"]
    heads = config.get("num_attention_heads") or config["n_head"]
    width = config.get("hidden_size") or config["n_embd"]
    names = gguf.get_tensor_name_map(architecture, layers)
    writer = gguf.GGUFWriter(str(FOLDER / name), gguf.MODEL_ARCH_NAMES[architecture])
    writer.add_block_count(layers)
    writer.add_embedding_length(width)
    writer.add_head_count(heads)
    writer.add_context_length(
        config.get("max_position_embeddings") or config.get("n_positions") or config["seq_length"])
    writer.add_eos_token_id(config["eos_token_id"])
    writer.add_feed_forward_length(config.get("intermediate_size") or config.get("n_inner") or 4 * width)
    head_width = config.get("head_dim") or width // heads
    if config["model_type"] == "gpt_neox":
        rotary = config["rope_parameters"]
        writer.add_rope_dimension_count(int(head_width * rotary["partial_rotary_factor"]))
        writer.add_rope_freq_base(rotary["rope_theta"])
        writer.add_parallel_residual(config["use_parallel_residual"])
        writer.add_layer_norm_eps(config["layer_norm_eps"])
    elif "rms_norm_eps" in config:
        writer.add_head_count_kv(config["num_key_value_heads"])
        writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
        rotary = config["rope_parameters"]
        writer.add_rope_freq_base(rotary.get("full_attention", rotary)["rope_theta"])
        writer.add_rope_dimension_count(head_width)
        if "head_dim" in config and config["model_type"] != "llama":
            writer.add_key_length(head_width)
            writer.add_value_length(head_width)
        if config["model_type"] == "gemma3_text":
            writer.add_sliding_window(config["sliding_window"])
    else:
        writer.add_layer_norm_eps(config["layer_norm_epsilon"])
    for tensor, values in weights.items():
        # BLOOM's names lose their prefix there before they are looked up.
        key = tensor.removeprefix("transformer.") if architecture == gguf.MODEL_ARCH.BLOOM else tensor
        found = names.get_name(key, try_suffixes=(".weight", ".bias"))
        assert found, tensor
        values = np.ascontiguousarray(converted(tensor, values.astype(np.float32), config))
        writer.add_tensor(found, values)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_packing():
    draws = np.random.default_rng(11)
    numbers = draws.standard_normal((24, 64)).astype(np.float32)
    numbers[1] = 0
    numbers[2] = 0.37
    numbers[3] *= 1e-6
    numbers[4] *= 300
    numbers[5] = np.abs(numbers[5])
    numbers[6, ::2] = 0
    numbers[7] = np.round(numbers[7] * 8) / 8
    writer = gguf.GGUFWriter(str(FOLDER / "packing.gguf"), "none")
    writer.add_tensor("numbers", numbers)
    for form in [
        Form.F32, Form.F16, Form.BF16, Form.Q8_0, Form.Q4_0, Form.Q4_1, Form.Q5_0, Form.Q5_1
    ]:
        raw = gguf.quants.quantize(numbers, form)
        writer.add_tensor(form.name, raw, raw_dtype=form)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    FOLDER.mkdir(exist_ok=True)
    draws = np.random.default_rng(7)
    writer = gguf.GGUFWriter(str(FOLDER / "forms.gguf"), "llama")
    writer.add_uint8("test.uint8", 200)
    writer.add_int8("test.int8", -100)
    writer.add_uint16("test.uint16", 60_000)
    writer.add_int16("test.int16", -30_000)
    writer.add_uint32("test.uint32", 4_000_000_000)
    writer.add_int32("test.int32", -2_000_000_000)
    writer.add_uint64("test.uint64", 2**64 - 1)
    writer.add_int64("test.int64", -(2**62))
    writer.add_float32("test.float32", 0.1)
    writer.add_float64("test.float64", 0.1)
    writer.add_bool("test.bool", True)
    writer.add_string("test.text", "consideration – été")
    writer.add_array("test.texts", ["mens rea", "", "été"])
    writer.add_array("test.integers", [1, -2, 3])
    writer.add_array("test.numbers", [0.5, -0.25])
    expected = {}
    numbers = draws.standard_normal((ROWS, COLUMNS)).astype(np.float32)
    for form in [Form.F32, Form.F16, Form.BF16]:
        raw = gguf.quants.quantize(numbers, form)
        writer.add_tensor(form.name, raw, raw_dtype=form)
        expected[form.name] = gguf.quants.dequantize(raw, form).astype(np.float32)
    for form in SCALES:
        raw = packed(form, draws)
        writer.add_tensor(form.name, raw, raw_dtype=form)
        expected[form.name] = gguf.quants.dequantize(raw, form)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    assert all(np.isfinite(values).all() for values in expected.values())
    save_file(expected, str(FOLDER / "forms.safetensors"))
    models = FOLDER.parent / "models"
    write_model(models / "llama-grouped-tied", gguf.MODEL_ARCH.LLAMA, "llama.gguf")
    write_model(models / "gpt2-whole-context", gguf.MODEL_ARCH.GPT2, "gpt2.gguf")
    write_model(models / "bloom-3-heads", gguf.MODEL_ARCH.BLOOM, "bloom.gguf")
    write_model(models / "qwen2-tied", gguf.MODEL_ARCH.QWEN2, "qwen2.gguf")
    write_model(models / "qwen3-grouped", gguf.MODEL_ARCH.QWEN3, "qwen3.gguf")
    write_model(models / "olmo2-all-key-heads", gguf.MODEL_ARCH.OLMO2, "olmo2.gguf")
    write_model(models / "gpt-neox-parallel", gguf.MODEL_ARCH.GPTNEOX, "gptneox.gguf")
    write_model(models / "gemma3-regular", gguf.MODEL_ARCH.GEMMA3, "gemma3.gguf")
    write_packing()


main()
