"""The trainable table: the formula of `static`, in floats, and its contrastive loss."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from matcher.embedding.training.formula import encode_bags
from matcher.embedding.training.index import Indexed


class LazyAdam:
    """Adam (Kingma & Ba, 2015) that touches only the rows a batch uses.

    Parameters
    ----------
    values : Tensor
        Shape ``(n, dim)``, changed in place.
    """

    def __init__(self, values: Tensor) -> None:
        self.values = values
        self._mean = torch.zeros_like(values)
        self._square = torch.zeros(len(values), 1)
        self._steps = torch.zeros(len(values), 1)

    def step(self, rows: Tensor, gradient: Tensor, rate: float) -> None:
        """Move the given rows against their gradient; one step size a row."""
        self._steps[rows] += 1
        mean = self._mean[rows].mul_(0.9).add_(gradient, alpha=0.1)
        norm = gradient.square().mean(dim=1, keepdim=True)
        square = self._square[rows].mul_(0.99).add_(norm, alpha=0.01)
        self._mean[rows], self._square[rows] = mean, square
        steps = self._steps[rows]
        size = rate / (1 - 0.9**steps)
        root = (square / (1 - 0.99**steps)).sqrt_().add_(1e-8)
        self.values[rows] -= size * mean / root


class Model:
    """Table of features and weights of words, both moved by `LazyAdam`.

    Parameters
    ----------
    table : NDArray[np.float32]
        Shape ``(buckets, dim)``, first values.
    weights : NDArray[np.float32]
        Shape ``(1 + lexicon,)``, first weights in (0, 1]; the first is that of unknown words.
    """

    def __init__(self, table: NDArray[np.float32], weights: NDArray[np.float32]) -> None:
        self.table = LazyAdam(torch.from_numpy(table.copy()))
        self.log_weights = LazyAdam(torch.from_numpy(np.log(weights)[:, None]))

    def step(
        self, batch: Indexed, related: NDArray[np.bool_], rate: float, sharpness: float
    ) -> float:
        """Take one step on a batch whose first half of texts pairs with its second half.

        Parameters
        ----------
        batch : Indexed
            ``2 n`` texts.
        related : NDArray[np.bool_]
            Shape ``(n, n)``: pairs that are no negatives.
        rate, sharpness : float
            Learning rate; factor of the cosine in the softmax.

        Returns
        -------
        float
            The loss before the step.
        """
        used = torch.from_numpy(batch.buckets)
        known = torch.from_numpy(batch.words)
        rows = self.table.values[used].requires_grad_()
        weights = self.log_weights.values[known].requires_grad_()
        bags = {name: torch.from_numpy(bag) for name, bag in vars(batch).items()}
        vectors = encode_bags(rows, weights, bags)
        half = len(vectors) // 2
        logits = sharpness * vectors[:half] @ vectors[half:].T
        logits = logits.masked_fill(torch.from_numpy(related), -1e4)
        target = torch.arange(half)
        # Multiple negatives ranking, both ways (Henderson et al., 2017, arXiv:1705.00652).
        loss = 0.5 * (
            functional.cross_entropy(logits, target) + functional.cross_entropy(logits.T, target)
        )
        loss.backward()  # type: ignore[no-untyped-call]
        assert rows.grad is not None and weights.grad is not None
        with torch.no_grad():
            self.table.step(used, rows.grad, rate)
            # Words numbered alike (all unknown ones) share a weight: sum their gradients.
            distinct, inverse = torch.unique(known, return_inverse=True)
            summed = torch.zeros(len(distinct), 1).index_add_(0, inverse, weights.grad)
            self.log_weights.step(distinct, summed, rate)
            self.log_weights.values.clamp_(max=0.0)
        return float(loss.detach())
