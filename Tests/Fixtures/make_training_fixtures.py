"""What torch computes for the parts of a training step: the references of TrainingTests.

    python3 -m venv venv && venv/bin/pip install torch safetensors numpy
    venv/bin/python Tests/Fixtures/make_training_fixtures.py

writes Tests/Fixtures/training/reference.safetensors:

    adamw.parameters    (steps + 1, 37)   a matrix's elements before the first step and after each one
                                          of torch.optim.AdamW: rate 0.02, betas 0.9 and 0.95, epsilon
                                          1e-8, decay 0.1
    adamw.undecayed     (steps + 1, 37)   the same without decay
    adamw.gradients     (steps, 37)       the gradient of each step, before clipping
    adamw.norms         (steps)           what torch.nn.utils.clip_grad_norm_(…, 1.0) returned
    zloss.logits        (5, 23)
    zloss.targets       (5)               -100 where a position has no label
    zloss.loss          (1)               mean cross-entropy of the labelled positions, in nats
    zloss.gradient      (5, 23)           of the mean of -log p + 0.01 log² Z over those positions
"""

import os

import torch
from safetensors.torch import save_file

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "training")
STEPS = 12


def adamw(first, gradients, decay):
    parameter = torch.nn.Parameter(first.clone())
    optimizer = torch.optim.AdamW(
        [parameter], lr=0.02, betas=(0.9, 0.95), eps=1e-8, weight_decay=decay)
    history, norms = [first.clone()], []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        norms.append(torch.nn.utils.clip_grad_norm_([parameter], 1.0))
        optimizer.step()
        history.append(parameter.detach().clone())
    return torch.stack(history), torch.stack(norms)


def main():
    torch.manual_seed(1)
    first = torch.randn(37)
    # Some steps are clipped, some are not.
    gradients = torch.randn(STEPS, 37) * torch.logspace(-2, 0.5, STEPS)[:, None]
    decayed, norms = adamw(first, gradients, 0.1)
    undecayed, _ = adamw(first, gradients, 0.0)
    assert norms.min() < 0.5 and norms.max() > 2

    logits = (3 * torch.randn(5, 23) + 2).requires_grad_()
    targets = torch.tensor([22, -100, 4, 0, 17])
    labelled = targets >= 0
    loss = torch.nn.functional.cross_entropy(logits, targets)
    logZ = logits.logsumexp(-1)[labelled]
    (loss + 0.01 * (logZ**2).mean()).backward()

    os.makedirs(HERE, exist_ok=True)
    save_file(
        {
            "adamw.parameters": decayed, "adamw.undecayed": undecayed,
            "adamw.gradients": gradients, "adamw.norms": norms,
            "zloss.logits": logits.detach(), "zloss.targets": targets,
            "zloss.loss": loss.detach().reshape(1), "zloss.gradient": logits.grad,
        },
        os.path.join(HERE, "reference.safetensors"))


if __name__ == "__main__":
    main()
