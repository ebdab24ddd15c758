"""Tiny random encoders and encoder-decoders made by transformers, and what they compute.

    python3 -m venv venv && venv/bin/pip install torch transformers safetensors numpy
    venv/bin/python Tests/Fixtures/make_encoder_fixtures.py            # all of them
    venv/bin/python Tests/Fixtures/make_encoder_fixtures.py NAME ...   # some

writes Tests/Fixtures/encoders/NAME/: config.json and model.safetensors as transformers saves them, and
reference.safetensors with

    ids                (batch, time)           what the encoder reads
    lengths            (batch)                 how many of them are no padding; the rest is masked
    segments           (batch, time)           BERT: the kind of segment of each token
    labels             (batch, time)           what is to be predicted, -100 for nothing; BERT at its own
                                               place, T5 as the decoder's output
    logits             (batch, time, vocab)
    hidden             (batch, time, width)    what the encoder's last layer leaves
    loss               (1)                     mean of -log p(label) over the labels, in nats
    gradient.TENSOR                            d loss / d TENSOR, for every parameter
    greedy             (batch, count)          T5: what greedy search writes, padded with the padding id
    buckets            (2, 601)                T5: the bucket of the distances -300 to 300, in the encoder and
                                               in the decoder

and Tests/Fixtures/encoders/refused/NAME/config.json, each with one entry that asks for what the workbook
does not compute.

Matrices are drawn with deviation 0.25, far above the usual 0.02, so that an error anywhere shows.
"""

import json
import os
import shutil
import sys

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertForMaskedLM, T5Config, T5ForConditionalGeneration

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "encoders")


def bert(width, layers, heads, vocabulary, inner, **more):
    settings = {
        "hidden_size": width, "num_hidden_layers": layers, "num_attention_heads": heads,
        "vocab_size": vocabulary, "intermediate_size": inner, "max_position_embeddings": 16,
        "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0, "layer_norm_eps": 1e-12,
        "attn_implementation": "eager"}
    settings.update(more)
    return BertForMaskedLM(BertConfig(**settings))


def t5(width, layers, heads, head_width, vocabulary, inner, own_head=False, **more):
    settings = {
        "d_model": width, "num_layers": layers, "num_heads": heads, "d_kv": head_width,
        "vocab_size": vocabulary, "d_ff": inner, "dropout_rate": 0.0,
        "decoder_start_token_id": 0, "attn_implementation": "eager"}
    settings.update(more)
    model = T5ForConditionalGeneration(T5Config(**settings))
    if own_head:
        model.lm_head.weight = torch.nn.Parameter(torch.empty(vocabulary, width))
    return model


class Fixture:
    """How one model is made and run: batch and time of what is read, and the time of what is written."""

    def __init__(self, make, lengths, time, target=None, dtype=torch.float32):
        self.make, self.lengths, self.time, self.target = make, lengths, time, target
        self.dtype = dtype


MODELS = {
    "bert-plain": Fixture(lambda: bert(16, 2, 2, 29, 24), [9, 9], 9),
    "bert-padded-float16": Fixture(
        lambda: bert(12, 2, 3, 23, 40, type_vocab_size=3, layer_norm_eps=1e-5), [13, 4, 9], 13,
        dtype=torch.float16),
    "bert-relu": Fixture(lambda: bert(16, 1, 4, 19, 20, hidden_act="relu"), [7, 6], 7),
    "bert-tanh-gelu": Fixture(lambda: bert(16, 1, 4, 19, 20, hidden_act="gelu_new"), [7, 7], 7),
    "t5-plain": Fixture(lambda: t5(16, 2, 2, 6, 29, 24), [9, 9], 9, 7),
    "t5-padded-few-buckets": Fixture(
        lambda: t5(
            12, 2, 3, 4, 23, 40, num_decoder_layers=3, relative_attention_num_buckets=8,
            relative_attention_max_distance=12, layer_norm_epsilon=1e-4), [33, 5, 20], 33, 17),
    "t5-gated-own-head": Fixture(
        lambda: t5(
            16, 2, 4, 4, 19, 20, own_head=True, feed_forward_proj="gated-gelu",
            tie_word_embeddings=False), [8, 6], 8, 9),
    "t5-gated-bfloat16": Fixture(
        lambda: t5(16, 1, 2, 8, 19, 20, feed_forward_proj="gated-gelu", num_decoder_layers=2),
        [8, 6], 8, 5, dtype=torch.bfloat16),
}

REFUSED = {
    "bert-causal": ("bert-plain", {"is_decoder": True}),
    "bert-cross-attention": ("bert-plain", {"add_cross_attention": True}),
    "bert-relative": ("bert-plain", {"position_embedding_type": "relative_key"}),
    "bert-silu": ("bert-plain", {"hidden_act": "silu"}),
    "t5-gated-silu": ("t5-plain", {"feed_forward_proj": "gated-silu"}),
    "t5-gelu": ("t5-plain", {"feed_forward_proj": "gelu"}),
    "t5-odd-buckets": ("t5-plain", {"relative_attention_num_buckets": 7}),
    "gpt2": ("bert-plain", {"model_type": "gpt2"}),
}


def randomize(model):
    for name, parameter in model.named_parameters():
        if parameter.dim() == 2:
            torch.nn.init.normal_(parameter, std=0.25)
        elif name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.2)
        else:
            torch.nn.init.normal_(parameter, mean=1.0, std=0.2)


def labels_of(shape, vocabulary, share):
    labels = torch.randint(vocabulary, shape)
    labels[torch.rand(shape) < share] = -100
    labels[0, 0] = 3
    return labels


def save(model, fixture, folder):
    shutil.rmtree(folder, ignore_errors=True)
    dtype = model.dtype
    model.to(fixture.dtype).save_pretrained(folder)
    model.to(dtype)
    generation = os.path.join(folder, "generation_config.json")
    if os.path.exists(generation):
        os.remove(generation)


def make(number, name):
    fixture = MODELS[name]
    folder = os.path.join(HERE, name)
    torch.manual_seed(100 + number)
    model = fixture.make().float().eval()
    randomize(model)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(parameter.to(fixture.dtype))
    save(model, fixture, folder)
    vocabulary = model.config.vocab_size
    shape = (len(fixture.lengths), fixture.time)
    ids = torch.randint(2, vocabulary, shape)
    mask = (torch.arange(fixture.time)[None] < torch.tensor(fixture.lengths)[:, None]).long()
    ids = ids * mask
    reference = {"ids": ids, "lengths": torch.tensor(fixture.lengths)}
    if fixture.target is None:
        segments = torch.randint(model.config.type_vocab_size, shape)
        # Padding has no labels: torch gives its embedding no gradient either.
        labels = labels_of(shape, vocabulary, 0.6).masked_fill(mask == 0, -100)
        output = model(
            ids, attention_mask=mask, token_type_ids=segments, labels=labels,
            output_hidden_states=True)
        hidden = output.hidden_states[-1]
        reference["segments"] = segments
    else:
        labels = labels_of((shape[0], fixture.target), vocabulary, 0)
        # Targets of several lengths: what is missing is at the end.
        for row in range(1, shape[0]):
            labels[row, fixture.target - 2 * row:] = -100
        output = model(ids, attention_mask=mask, labels=labels, use_cache=False)
        hidden = output.encoder_last_hidden_state
        greedy = model.generate(
            ids, attention_mask=mask, do_sample=False, num_beams=1, use_cache=False,
            max_new_tokens=fixture.target)
        reference["greedy"] = greedy[:, 1:].clone()
        layers = [stack.block[0].layer[0].SelfAttention for stack in (model.encoder, model.decoder)]
        distances = torch.arange(-300, 301)
        reference["buckets"] = torch.stack([
            layer._relative_position_bucket(
                distances, bidirectional=number == 0,
                num_buckets=model.config.relative_attention_num_buckets,
                max_distance=model.config.relative_attention_max_distance)
            for number, layer in enumerate(layers)])
    reference["labels"] = labels
    reference["logits"] = output.logits.detach()
    reference["hidden"] = hidden.detach()
    reference["loss"] = output.loss.detach().reshape(1)
    output.loss.backward()
    for tensor, parameter in model.named_parameters():
        reference["gradient." + tensor] = parameter.grad.clone()
    save_file(
        {key: value.contiguous() for key, value in reference.items()},
        os.path.join(folder, "reference.safetensors"))
    print(name, "loss", output.loss.item(), reference.get("greedy", torch.zeros(0)).tolist())


def refuse(name):
    origin, changes = REFUSED[name]
    with open(os.path.join(HERE, origin, "config.json")) as file:
        configuration = json.load(file)
    configuration.update(changes)
    folder = os.path.join(HERE, "refused", name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(configuration, file, indent=2)
        file.write("\n")


def main():
    for number, name in enumerate(MODELS):
        if len(sys.argv) < 2 or name in sys.argv[1:]:
            make(number, name)
    for name in REFUSED:
        if len(sys.argv) < 2 or name in sys.argv[1:]:
            refuse(name)


if __name__ == "__main__":
    main()
