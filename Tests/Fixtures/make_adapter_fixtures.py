"""Adapters made by peft for models of `make_model_fixtures.py`, and what both compute together.

    python3 -m venv venv && venv/bin/pip install torch transformers peft safetensors numpy
    venv/bin/python Tests/Fixtures/make_adapter_fixtures.py

writes Tests/Fixtures/adapters/NAME/: adapter_config.json and adapter_model.safetensors as peft saves
them, with the model's place beside this folder, and reference.safetensors with

    ids                (batch, time)           what the model reads, and is to predict
    logits             (batch, time, vocab)    with the adapter beside the model
    loss               (1)                     mean of -log p(id) over the ids but the first, in nats
    gradient.TENSOR                            d loss / d TENSOR, for every A and B
    adamWLosses        (10)                    loss before each of ten steps on this batch: AdamW with
                                               rate 0.01, betas 0.9 and 0.95, epsilon 1e-8, decay 0.1,
                                               after clipping the gradients to a global norm of 1

Both A and B are drawn with deviation 0.3, so that an error in either shows.
"""

import json
import math
import os
import shutil

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM

HERE = os.path.dirname(os.path.abspath(__file__))

# Name: (model, rank, further settings of LoraConfig).
ADAPTERS = {
    "llama-queries-values": (
        "llama-grouped-tied", 3, {"target_modules": ["q_proj", "v_proj"], "lora_alpha": 5}),
    "llama-all": (
        "llama-one-key-head", 2,
        {"target_modules": "all-linear", "lora_alpha": 4, "use_rslora": True}),
    "llama-last-layer": (
        "llama-biases", 2,
        {"target_modules": ["k_proj", "o_proj", "down_proj"], "layers_to_transform": [1]}),
    "gpt2-all": (
        "gpt2-part-of-context", 3, {"target_modules": "all-linear", "fan_in_fan_out": True}),
    "gpt2-outputs": (
        "gpt2-untied-long", 2,
        {"target_modules": ["attn.c_proj", "c_attn"], "fan_in_fan_out": True}),
    "gpt-neox-all": ("gpt-neox-parallel", 3, {"target_modules": "all-linear"}),
    "bloom-attention": ("bloom-3-heads", 2, {"target_modules": ["query_key_value", "dense"]}),
}


def adam_w_losses(model, ids):
    parameters = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        parameters, lr=0.01, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1)
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = model(input_ids=ids, labels=ids).loss
        losses.append(loss.item())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
    assert all(math.isfinite(loss) for loss in losses)
    return torch.tensor(losses)


def make(number, name):
    model_name, rank, more = ADAPTERS[name]
    torch.manual_seed(100 + number)
    base = AutoModelForCausalLM.from_pretrained(
        os.path.join(HERE, "models", model_name), dtype=torch.float32,
        attn_implementation="eager").eval()
    settings = {"r": rank, "lora_alpha": 4, "lora_dropout": 0.0, "task_type": "CAUSAL_LM"}
    settings.update(more)
    model = get_peft_model(base, LoraConfig(**settings)).eval()
    for tensor, parameter in model.named_parameters():
        if "lora_" in tensor:
            torch.nn.init.normal_(parameter, std=0.3)
    folder = os.path.join(HERE, "adapters", name)
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    os.remove(os.path.join(folder, "README.md"))
    path = os.path.join(folder, "adapter_config.json")
    with open(path) as file:
        config = json.load(file)
    config["base_model_name_or_path"] = "../../models/" + model_name
    if isinstance(config["target_modules"], list):
        config["target_modules"].sort()
    with open(path, "w") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")

    time = min(9, getattr(base.config, "max_position_embeddings", 9))
    ids = torch.randint(base.config.vocab_size - 1, (2, time))
    output = model(input_ids=ids, labels=ids)
    output.loss.backward()
    reference = {
        "ids": ids, "logits": output.logits.detach(), "loss": output.loss.detach().reshape(1)}
    for tensor, parameter in model.named_parameters():
        if parameter.requires_grad:
            reference["gradient." + tensor.replace(".default", "")] = parameter.grad.clone()
    reference["adamWLosses"] = adam_w_losses(model, ids)
    save_file(
        {key: value.contiguous() for key, value in reference.items()},
        os.path.join(folder, "reference.safetensors"))
    print(name, reference["loss"].item(), len(reference))


if __name__ == "__main__":
    for number, name in enumerate(ADAPTERS):
        make(number, name)
