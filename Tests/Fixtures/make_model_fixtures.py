"""Tiny random models made by transformers, and what they compute: the references of the tests.

    python3 -m venv venv && venv/bin/pip install torch transformers safetensors numpy
    venv/bin/python Tests/Fixtures/make_model_fixtures.py            # all of them
    venv/bin/python Tests/Fixtures/make_model_fixtures.py NAME ...   # some

writes Tests/Fixtures/models/NAME/: config.json and model.safetensors (or shards) as transformers
saves them, and reference.safetensors with

    ids                (batch, time)           what the model reads
    labels             (batch, time)           what it is to predict, -100 for nothing; as
                                               transformers has it, labels are shifted: position t
                                               predicts label t + 1. Without this tensor, the ids.
    logits             (batch, time, vocab)
    loss               (1)                     mean of -log p(label) over the labels, in nats
    gradient.TENSOR                            d loss / d TENSOR, for every parameter
    logProbabilities   (time - 1)              of the ids of row 0 from the second on
    adamWLosses        (10)                    loss before each of ten steps on this batch: AdamW with
                                               rate 0.01, betas 0.9 and 0.95, epsilon 1e-8, after
                                               clipping the gradients to a global norm of 1
    prompt, greedy                             a prompt, and the ids that greedy search adds

AdamW has two parameter groups: tensors of two dimensions (projections, the head, the embeddings of
tokens and of positions) decay by 0.1, the others (gains and biases) do not decay.

Matrices are drawn with deviation 0.25, far above the usual 0.02, so that attention is far from
uniform and an error anywhere shows in the logits. A model stored in 16 bits computes in 32 with the
weights as they were rounded.
"""

import copy
import math
import os
import shutil
import sys

import torch
from safetensors.torch import save_file
from transformers import (
    BloomConfig,
    BloomForCausalLM,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    GPT2Config,
    GPT2LMHeadModel,
    GPTNeoXConfig,
    GPTNeoXForCausalLM,
    LlamaConfig,
    LlamaForCausalLM,
    MistralConfig,
    MistralForCausalLM,
    Olmo2Config,
    Olmo2ForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models")


def gpt2(width, layers, heads, vocabulary, context, inner=None, tied=True):
    return GPT2LMHeadModel(
        GPT2Config(
            n_embd=width, n_layer=layers, n_head=heads, vocab_size=vocabulary, n_positions=context,
            n_inner=inner, tie_word_embeddings=tied, bos_token_id=vocabulary - 1,
            eos_token_id=vocabulary - 1, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
            attn_implementation="eager"))


def bloom(width, layers, heads, vocabulary, tied=True):
    return BloomForCausalLM(
        BloomConfig(
            hidden_size=width, n_layer=layers, n_head=heads, vocab_size=vocabulary, seq_length=16,
            tie_word_embeddings=tied, bos_token_id=vocabulary - 1, eos_token_id=vocabulary - 1))


def llama(
    width, layers, heads, groups, vocabulary, inner, tied, head_width=None, base=None, context=16
):
    more = {}
    if head_width:
        more["head_dim"] = head_width
    if base:
        more["rope_parameters"] = {"rope_type": "default", "rope_theta": base}
    return LlamaForCausalLM(
        LlamaConfig(
            hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
            num_key_value_heads=groups, vocab_size=vocabulary, intermediate_size=inner,
            max_position_embeddings=context, tie_word_embeddings=tied,
            bos_token_id=vocabulary - 1, eos_token_id=vocabulary - 1,
            attn_implementation="eager", **more))


def shaped(make, configure, width, layers, heads, vocabulary, inner, **more):
    """A model of a family whose configuration has the usual names."""
    settings = {
        "hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads,
        "vocab_size": vocabulary, "intermediate_size": inner, "max_position_embeddings": 16,
        "bos_token_id": vocabulary - 1, "eos_token_id": vocabulary - 1, "pad_token_id": None,
        "attn_implementation": "eager"}
    settings.update(more)
    return make(configure(**settings))


def mistral(*sizes, **more):
    return shaped(MistralForCausalLM, MistralConfig, *sizes, **more)


def qwen2(*sizes, **more):
    return shaped(Qwen2ForCausalLM, Qwen2Config, *sizes, **more)


def qwen3(*sizes, **more):
    return shaped(Qwen3ForCausalLM, Qwen3Config, *sizes, **more)


def olmo2(*sizes, **more):
    return shaped(Olmo2ForCausalLM, Olmo2Config, *sizes, **more)


def gpt_neox(*sizes, **more):
    return shaped(GPTNeoXForCausalLM, GPTNeoXConfig, *sizes, **more)


def gemma3(*sizes, **more):
    return shaped(Gemma3ForCausalLM, Gemma3TextConfig, *sizes, **more)


def scaled_llama(scaling, **more):
    return shaped(
        LlamaForCausalLM, LlamaConfig, 16, 2, 2, 19, 24, num_key_value_heads=1,
        rope_parameters=scaling, **more)


class Fixture:
    """How one model is made, stored and run.

    shards: the size at which the file is split; dtype: how the weights are stored; ignored: the
    share of labels that are -100; endings: how many ids of greedy search come before one that is
    made an end-of-text id, as the second of a list.
    """

    def __init__(
        self, make, batch, time, shards=None, dtype=torch.float32, ignored=0.0, endings=None
    ):
        self.make, self.batch, self.time = make, batch, time
        self.shards, self.dtype, self.ignored, self.endings = shards, dtype, ignored, endings


MODELS = {
    "gpt2-part-of-context": Fixture(lambda: gpt2(16, 2, 2, 31, 8), 2, 5),
    "gpt2-whole-context": Fixture(lambda: gpt2(12, 2, 3, 29, 16, inner=20), 2, 16),
    "gpt2-untied-long": Fixture(lambda: gpt2(16, 1, 4, 13, 70, tied=False), 2, 70),
    "gpt2-sharded": Fixture(lambda: gpt2(8, 2, 2, 11, 6), 1, 6, shards="2KB"),
    "bloom-3-heads": Fixture(lambda: bloom(12, 2, 3, 29), 2, 9),
    "bloom-4-heads": Fixture(lambda: bloom(16, 1, 4, 17), 2, 16),
    "llama-grouped-tied": Fixture(lambda: llama(16, 2, 4, 2, 29, 24, True), 2, 9),
    "llama-one-key-head": Fixture(lambda: llama(16, 1, 4, 1, 17, 40, False), 2, 16),
    "llama-all-key-heads": Fixture(lambda: llama(12, 1, 3, 3, 17, 20, False), 2, 7),
    "gpt2-float16": Fixture(
        lambda: gpt2(16, 2, 4, 23, 24), 3, 11, dtype=torch.float16, ignored=0.4, endings=4),
    "bloom-6-heads-sharded-bfloat16": Fixture(
        lambda: bloom(24, 1, 6, 19, tied=False), 2, 12, shards="3KB", dtype=torch.bfloat16,
        ignored=0.3, endings=6),
    "llama-wide-heads-bfloat16": Fixture(
        lambda: llama(12, 2, 2, 1, 19, 16, False, head_width=10), 2, 10, dtype=torch.bfloat16,
        ignored=0.5, endings=3),
    "llama-sharded-float16": Fixture(
        lambda: llama(16, 2, 4, 2, 23, 20, True, base=500.0), 1, 24, shards="3KB",
        dtype=torch.float16),
    "llama-long": Fixture(
        lambda: llama(16, 1, 2, 1, 13, 24, False, context=70), 2, 70, ignored=0.2, endings=9),
    "llama-biases": Fixture(
        lambda: shaped(
            LlamaForCausalLM, LlamaConfig, 16, 2, 4, 19, 24, num_key_value_heads=2,
            attention_bias=True, mlp_bias=True), 2, 9),
    "llama-linear-positions": Fixture(
        lambda: scaled_llama({"rope_type": "linear", "factor": 4.0, "rope_theta": 1000.0}), 2, 12),
    "llama-3-positions": Fixture(
        lambda: scaled_llama({
            "rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
            "original_max_position_embeddings": 32, "rope_theta": 500.0},
            max_position_embeddings=64), 2, 14),
    "llama-yarn-positions": Fixture(
        lambda: scaled_llama({
            "rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16,
            "beta_fast": 4.0, "beta_slow": 0.5, "rope_theta": 100.0},
            max_position_embeddings=64), 2, 13),
    "llama-yarn-untruncated": Fixture(
        lambda: scaled_llama({
            "rope_type": "yarn", "factor": 2.5, "original_max_position_embeddings": 24,
            "attention_factor": 1.3, "truncate": False, "rope_theta": 50.0},
            max_position_embeddings=60), 1, 11),
    "mistral-window": Fixture(
        lambda: mistral(16, 2, 4, 29, 24, num_key_value_heads=2, sliding_window=4), 2, 13),
    "mistral-open-wide-heads": Fixture(
        lambda: mistral(
            12, 2, 2, 17, 20, num_key_value_heads=1, sliding_window=None, head_dim=8,
            rope_parameters={"rope_type": "default", "rope_theta": 1e6},
            tie_word_embeddings=True), 1, 16, dtype=torch.bfloat16, ignored=0.3, endings=4),
    "qwen2-tied": Fixture(
        lambda: qwen2(16, 2, 4, 29, 24, num_key_value_heads=2, tie_word_embeddings=True), 2, 9),
    "qwen2-window-above": Fixture(
        lambda: qwen2(
            12, 3, 3, 17, 20, num_key_value_heads=3, use_sliding_window=True, sliding_window=5,
            max_window_layers=1), 2, 14, dtype=torch.float16, ignored=0.2),
    "qwen3-grouped": Fixture(
        lambda: qwen3(16, 2, 4, 29, 24, num_key_value_heads=2, head_dim=6), 2, 9),
    "qwen3-biases-window": Fixture(
        lambda: qwen3(
            12, 2, 2, 17, 20, num_key_value_heads=2, head_dim=8, attention_bias=True,
            use_sliding_window=True, sliding_window=3,
            layer_types=["sliding_attention", "full_attention"], tie_word_embeddings=True),
        2, 12, ignored=0.3, endings=5),
    "olmo2-all-key-heads": Fixture(lambda: olmo2(16, 2, 4, 29, 24), 2, 9),
    "olmo2-grouped-biases": Fixture(
        lambda: olmo2(
            12, 2, 2, 17, 20, num_key_value_heads=1, attention_bias=True, rms_norm_eps=1e-3),
        1, 15, dtype=torch.bfloat16, ignored=0.2),
    "gpt-neox-parallel": Fixture(
        lambda: gpt_neox(32, 2, 2, 29, 48), 2, 9),
    "gpt-neox-sequential": Fixture(
        lambda: gpt_neox(
            24, 2, 3, 17, 40, use_parallel_residual=False, attention_bias=False,
            hidden_act="gelu_new", tie_word_embeddings=True,
            rope_parameters={
                "rope_type": "default", "rope_theta": 200.0, "partial_rotary_factor": 0.75}),
        2, 14, ignored=0.2, endings=4),
    "gemma3-window": Fixture(
        lambda: gemma3(
            16, 3, 2, 29, 24, num_key_value_heads=1, head_dim=8, query_pre_attn_scalar=16,
            sliding_window=4,
            layer_types=["sliding_attention", "sliding_attention", "full_attention"],
            rope_parameters={
                "full_attention": {
                    "rope_type": "linear", "factor": 8.0, "rope_theta": 1e6},
                "sliding_attention": {"rope_type": "default", "rope_theta": 100.0}}), 2, 13),
    # As every published one is scaled and, with so few layers, windowed.
    "gemma3-regular": Fixture(
        lambda: gemma3(
            16, 2, 2, 29, 24, num_key_value_heads=1, head_dim=8, query_pre_attn_scalar=8,
            sliding_window=5), 2, 11),
    "gemma3-soft-caps": Fixture(
        lambda: gemma3(
            12, 2, 2, 17, 20, num_key_value_heads=2, head_dim=6, query_pre_attn_scalar=6,
            final_logit_softcapping=3.0, sliding_window=7,
            layer_types=["full_attention", "full_attention"], tie_word_embeddings=False,
            attention_bias=True), 2, 12, ignored=0.3, endings=5),
}


def randomize(model):
    for name, parameter in model.named_parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.25)
        elif name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.2)
        else:
            # Gemma keeps gains as what they add to 1.
            torch.nn.init.normal_(
                parameter, mean=0.0 if model.config.model_type == "gemma3_text" else 1.0, std=0.2)


def greedy(model, prompt, count):
    result = model.generate(
        prompt, attention_mask=torch.ones_like(prompt), do_sample=False, max_new_tokens=count,
        pad_token_id=0)
    return result[0, prompt.shape[1]:].clone()


def end_after(model, prompt, time, number):
    """Makes the first id that is new after `number` of greedy search an end-of-text id."""
    model.generation_config.eos_token_id = None
    ids = greedy(model, prompt, time - 3).tolist()
    later = [i for i in range(number, len(ids)) if ids[i] not in ids[:i]]
    ending = ids[later[0]] if later else ids[number]
    model.config.eos_token_id = [model.config.eos_token_id, ending]
    model.generation_config.eos_token_id = model.config.eos_token_id


def save(model, fixture, folder):
    shutil.rmtree(folder, ignore_errors=True)
    options = {"max_shard_size": fixture.shards} if fixture.shards else {}
    copy.deepcopy(model).to(fixture.dtype).save_pretrained(folder, **options)
    os.remove(os.path.join(folder, "generation_config.json"))


def batch_of(model, fixture):
    ids = torch.randint(model.config.vocab_size - 1, (fixture.batch, fixture.time))
    labels = ids.clone()
    if fixture.ignored:
        labels[torch.rand(labels.shape) < fixture.ignored] = -100
    return ids, labels


def adam_w_losses(model, ids, labels):
    matrices = [p for p in model.parameters() if p.dim() == 2]
    vectors = [p for p in model.parameters() if p.dim() != 2]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}],
        lr=0.01, betas=(0.9, 0.95), eps=1e-8)
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = model(ids, labels=labels).loss
        losses.append(loss.item())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    assert all(math.isfinite(loss) for loss in losses)
    return torch.tensor(losses)


def make(number, name):
    fixture = MODELS[name]
    folder = os.path.join(HERE, name)
    torch.manual_seed(number)
    model = fixture.make().float().eval()
    randomize(model)
    # As they are stored, so are they used. (model.to(dtype) would round Llama's rotary frequencies
    # too, which are no parameters: a model that is loaded to compute in 32 bits has them exact.)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.to(fixture.dtype))
    if fixture.endings is None:
        save(model, fixture, folder)
    ids, labels = batch_of(model, fixture)
    output = model(ids, labels=labels)
    output.loss.backward()
    reference = {
        "ids": ids,
        "logits": output.logits.detach(),
        "loss": output.loss.detach().reshape(1),
    }
    if fixture.ignored:
        reference["labels"] = labels
    for tensor, parameter in model.named_parameters():
        # In memory every head has one name; GPT-NeoX's files have their own.
        if model.config.model_type == "gpt_neox" and tensor == "lm_head.weight":
            tensor = "embed_out.weight"
        reference["gradient." + tensor] = parameter.grad.clone()
    logs = output.logits.detach()[0, :-1].double().log_softmax(-1)
    reference["logProbabilities"] = logs.gather(-1, ids[0, 1:, None])[:, 0]

    prompt = ids[:1, :3]
    count = min(12, fixture.time - 3)
    if fixture.endings is not None:
        end_after(model, prompt, fixture.time, fixture.endings)
        save(model, fixture, folder)
        count = fixture.time - 3
    reference["prompt"] = prompt[0].clone()
    reference["greedy"] = greedy(model, prompt, count)
    reference["adamWLosses"] = adam_w_losses(model, ids, labels)
    save_file(
        {key: value.contiguous() for key, value in reference.items()},
        os.path.join(folder, "reference.safetensors"))
    print(name, "greedy:", reference["greedy"].tolist(), "of at most", count)


def main():
    for number, name in enumerate(MODELS):
        if len(sys.argv) < 2 or name in sys.argv[1:]:
            make(number, name)


if __name__ == "__main__":
    main()
