import numpy as np
import pytest

from matcher.embedding.encoder import quantise
from matcher.errors import SettingsError


def test_quantise_rounds_to_127ths() -> None:
    vectors = np.array([[1.0, -1.0, 0.0, 0.5, 0.004, -0.0035]], np.float32)
    np.testing.assert_array_equal(quantise(vectors), [[127, -127, 0, 64, 1, 0]])
    assert quantise(vectors).dtype == np.int8


def test_quantise_clips_rounding_above_one() -> None:
    assert quantise(np.array([[1.0000001]])).item() == 127


def test_int8_products_of_1040_dimensions_are_exact_in_float32() -> None:
    ones = np.full((1, 1040), 127, np.int8)
    assert (ones.astype(np.float32) @ ones.T.astype(np.float32)).item() == 1040 * 127 * 127 < 2**24


def test_more_than_1040_dimensions_are_refused() -> None:
    with pytest.raises(SettingsError, match="1041 dimensions, at most 1040"):
        quantise(np.zeros((1, 1041), np.float32))
