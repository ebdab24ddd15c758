"""Greedy decoding of a Llama in PyTorch eager, as a peer of `workbook bench decode`.

A plain model with random weights, a preallocated cache and a tied head. Prints one JSON object.
"""

import argparse
import json
import statistics
import time

import torch
import torch.nn as nn
import torch.nn.functional as F


class Block(nn.Module):
    def __init__(self, width, heads, kv_heads, feed_forward, room):
        super().__init__()
        self.heads, self.kv_heads, self.head_width = heads, kv_heads, width // heads
        self.norm_1 = nn.RMSNorm(width, eps=1e-5)
        self.qkv = nn.Linear(width, (heads + 2 * kv_heads) * self.head_width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.norm_2 = nn.RMSNorm(width, eps=1e-5)
        self.gate = nn.Linear(width, feed_forward, bias=False)
        self.up = nn.Linear(width, feed_forward, bias=False)
        self.down = nn.Linear(feed_forward, width, bias=False)
        self.keys = torch.zeros(kv_heads, room, self.head_width)
        self.values = torch.zeros(kv_heads, room, self.head_width)

    def turn(self, x, cos, sin):
        half = self.head_width // 2
        return x * cos + torch.cat((-x[..., half:], x[..., :half]), -1) * sin

    def forward(self, x, position, cos, sin):
        heads, kv_heads, width = self.heads, self.kv_heads, self.head_width
        q, k, v = self.qkv(self.norm_1(x)).split(
            [heads * width, kv_heads * width, kv_heads * width]
        )
        q = self.turn(q.view(heads, 1, width), cos, sin)
        self.keys[:, position] = self.turn(k.view(kv_heads, width), cos, sin)
        self.values[:, position] = v.view(kv_heads, width)
        keys = self.keys[:, : position + 1].repeat_interleave(heads // kv_heads, 0)
        values = self.values[:, : position + 1].repeat_interleave(heads // kv_heads, 0)
        x = x + self.out(F.scaled_dot_product_attention(q, keys, values).reshape(-1))
        y = self.norm_2(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in [
        ("layers", 30), ("heads", 9), ("kv-heads", 3), ("width", 576), ("feed-forward", 1536),
        ("vocabulary", 49152), ("prompt", 16), ("tokens", 64), ("threads", 2),
    ]:  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()

    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    room = options.prompt + options.tokens + 1
    embedding = nn.Embedding(options.vocabulary, options.width)
    nn.init.normal_(embedding.weight, std=0.02)
    blocks = nn.ModuleList(
        Block(options.width, options.heads, options.kv_heads, options.feed_forward, room)
        for _ in range(options.layers)
    )
    norm = nn.RMSNorm(options.width, eps=1e-5)
    head_width = options.width // options.heads
    rates = 10_000.0 ** (-torch.arange(0, head_width, 2) / head_width)
    angles = torch.arange(room)[:, None] * torch.cat((rates, rates))[None]
    token, seconds = torch.tensor(0), []
    with torch.inference_mode():
        for position in range(room - 1):
            start = time.perf_counter()
            x = embedding.weight[token]
            cos, sin = angles[position].cos(), angles[position].sin()
            for block in blocks:
                x = block(x, position, cos, sin)
            token = torch.argmax(F.linear(norm(x), embedding.weight))
            seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds[options.prompt :])
    print(json.dumps({"tokensPerSecond": 1 / median, "torch": torch.__version__}))


if __name__ == "__main__":
    main()
