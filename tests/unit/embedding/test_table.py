import numpy as np
import pytest

from matcher.embedding.table import dequantised, quantised


def test_rows_keep_their_direction_and_relative_length() -> None:
    rng = np.random.default_rng(0)
    table = (rng.standard_normal((200, 16)) * rng.uniform(0.05, 1, (200, 1))).astype(np.float32)
    back = dequantised(*quantised(table))
    unit = np.abs(back).max() / np.abs(table).max()
    cosine = (back * table).sum(1) / np.linalg.norm(back, axis=1) / np.linalg.norm(table, axis=1)
    assert cosine.min() > 0.999
    np.testing.assert_allclose(
        np.linalg.norm(back, axis=1), unit * np.linalg.norm(table, axis=1), rtol=0.02
    )


@pytest.mark.parametrize("seed", range(20))
def test_quantising_twice_changes_nothing(seed: int) -> None:
    table = np.random.default_rng(seed).standard_normal((300, 24)).astype(np.float32) ** 3
    rows, scales = quantised(table)
    assert scales.max() == 4095
    again_rows, again_scales = quantised(dequantised(rows, scales))
    np.testing.assert_array_equal(rows, again_rows)
    np.testing.assert_array_equal(scales, again_scales)
