"""Tiny random models made by transformers, and what they compute: the references of the tests.

    python3 -m venv venv && venv/bin/pip install torch transformers safetensors numpy
    venv/bin/python Tests/Fixtures/make_model_fixtures.py

writes Tests/Fixtures/models/NAME/: config.json and model.safetensors (or shards) as transformers
saves them, and reference.safetensors with

    ids                (batch, time)           what the model reads
    logits             (batch, time, vocab)
    loss               (1)                     mean of -log p(next id), in nats
    gradient.TENSOR                            d loss / d TENSOR, for every parameter
    logProbabilities   (time - 1)              of the ids of row 0 from the second on
    adamWLosses        (10)                    loss before each of ten steps on this batch: AdamW with
                                               rate 0.01, betas 0.9 and 0.95, epsilon 1e-8, decay 0.1
                                               on tensors of two dimensions, after clipping the
                                               gradients to a global norm of 1
    prompt, greedy                             a prompt, and the ids that greedy search adds

Matrices are drawn with deviation 0.25, far above the usual 0.02, so that attention is far from
uniform and an error anywhere shows in the logits.
"""

import math
import os
import shutil

import torch
from safetensors.torch import save_file
from transformers import (
    BloomConfig,
    BloomForCausalLM,
    GPT2Config,
    GPT2LMHeadModel,
    LlamaConfig,
    LlamaForCausalLM,
)

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models")


def gpt2(width, layers, heads, vocabulary, context, inner=None, tied=True):
    return GPT2LMHeadModel(
        GPT2Config(
            n_embd=width, n_layer=layers, n_head=heads, vocab_size=vocabulary, n_positions=context,
            n_inner=inner, tie_word_embeddings=tied, bos_token_id=vocabulary - 1,
            eos_token_id=vocabulary - 1, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0,
            attn_implementation="eager"))


def bloom(width, layers, heads, vocabulary):
    return BloomForCausalLM(
        BloomConfig(
            hidden_size=width, n_layer=layers, n_head=heads, vocab_size=vocabulary, seq_length=16,
            bos_token_id=vocabulary - 1, eos_token_id=vocabulary - 1))


def llama(width, layers, heads, groups, vocabulary, inner, tied):
    return LlamaForCausalLM(
        LlamaConfig(
            hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads,
            num_key_value_heads=groups, vocab_size=vocabulary, intermediate_size=inner,
            max_position_embeddings=16, tie_word_embeddings=tied, bos_token_id=vocabulary - 1,
            eos_token_id=vocabulary - 1, attn_implementation="eager"))


# name: (model, batch, time, shard size)
MODELS = {
    "gpt2-part-of-context": (lambda: gpt2(16, 2, 2, 31, 8), 2, 5, None),
    "gpt2-whole-context": (lambda: gpt2(12, 2, 3, 29, 16, inner=20), 2, 16, None),
    "gpt2-untied-long": (lambda: gpt2(16, 1, 4, 13, 70, tied=False), 2, 70, None),
    "gpt2-sharded": (lambda: gpt2(8, 2, 2, 11, 6), 1, 6, "2KB"),
    "bloom-3-heads": (lambda: bloom(12, 2, 3, 29), 2, 9, None),
    "bloom-4-heads": (lambda: bloom(16, 1, 4, 17), 2, 16, None),
    "llama-grouped-tied": (lambda: llama(16, 2, 4, 2, 29, 24, True), 2, 9, None),
    "llama-one-key-head": (lambda: llama(16, 1, 4, 1, 17, 40, False), 2, 16, None),
    "llama-all-key-heads": (lambda: llama(12, 1, 3, 3, 17, 20, False), 2, 7, None),
}


def randomize(model):
    for name, parameter in model.named_parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.25)
        elif name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.2)
        else:
            torch.nn.init.normal_(parameter, mean=1.0, std=0.2)


def main():
    for number, (name, (make, batch, time, shards)) in enumerate(MODELS.items()):
        torch.manual_seed(number)
        model = make().float().eval()
        randomize(model)
        folder = os.path.join(HERE, name)
        shutil.rmtree(folder, ignore_errors=True)
        model.save_pretrained(folder, **({"max_shard_size": shards} if shards else {}))
        os.remove(os.path.join(folder, "generation_config.json"))

        vocabulary = model.config.vocab_size
        ids = torch.randint(vocabulary - 1, (batch, time))
        output = model(ids, labels=ids)
        output.loss.backward()
        reference = {
            "ids": ids,
            "logits": output.logits.detach(),
            "loss": output.loss.detach().reshape(1),
        }
        for tensor, parameter in model.named_parameters():
            reference["gradient." + tensor] = parameter.grad.clone()
        logs = output.logits.detach()[0, :-1].double().log_softmax(-1)
        reference["logProbabilities"] = logs.gather(-1, ids[0, 1:, None])[:, 0]

        prompt = ids[:1, :3]
        greedy = model.generate(
            prompt, attention_mask=torch.ones_like(prompt), do_sample=False,
            max_new_tokens=min(12, time - 3), pad_token_id=0)
        reference["prompt"] = prompt[0].clone()
        reference["greedy"] = greedy[0, 3:].clone()

        matrices = [p for p in model.parameters() if p.dim() == 2]
        vectors = [p for p in model.parameters() if p.dim() != 2]
        optimizer = torch.optim.AdamW(
            [{"params": matrices, "weight_decay": 0.1}, {"params": vectors, "weight_decay": 0.0}],
            lr=0.01, betas=(0.9, 0.95), eps=1e-8)
        losses = []
        for _ in range(10):
            optimizer.zero_grad()
            loss = model(ids, labels=ids).loss
            losses.append(loss.item())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
        assert all(math.isfinite(loss) for loss in losses)
        reference["adamWLosses"] = torch.tensor(losses)
        save_file(
            {key: value.contiguous() for key, value in reference.items()},
            os.path.join(folder, "reference.safetensors"))


if __name__ == "__main__":
    main()
