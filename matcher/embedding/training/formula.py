"""The formula of the static encoder in floats, for gradients; `static` has it in integers."""

from __future__ import annotations

from collections.abc import Mapping

from torch import Tensor
from torch.nn import functional


def encode_bags(rows: Tensor, log_weights: Tensor, bags: Mapping[str, Tensor]) -> Tensor:
    """Encode texts given as bags of words, words as bags of features.

    Parameters
    ----------
    rows : Tensor
        Shape ``(n_buckets, dim)``: the rows of the table that the batch uses.
    log_weights : Tensor
        Shape ``(n_words, 1)``: logarithm of each distinct word's weight.
    bags : mapping of str to Tensor
        ``features``, ``feature_starts``, ``members`` and ``member_starts`` of `Indexed`.

    Returns
    -------
    Tensor
        Shape ``(n_texts, dim)``: unit vectors, zero for texts without words.
    """
    words = functional.embedding_bag(bags["features"], rows, bags["feature_starts"], mode="sum")
    weighted = functional.normalize(words, dim=1) * log_weights.exp()
    texts = functional.embedding_bag(bags["members"], weighted, bags["member_starts"], mode="sum")
    return functional.normalize(texts, dim=1)
