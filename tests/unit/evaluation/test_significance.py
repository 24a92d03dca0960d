"""Significance against small cases counted by hand and against scipy."""

import numpy as np
import pytest
from scipy import stats

from matcher.errors import DataError
from matcher.evaluation.significance import bootstrap_interval, difference, holm, sign_flip_p


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ([0.3], 1.0),
        ([0.1, 0.1], 0.5),
        ([0.1] * 5, 2 / 32),
        ([0.1, -0.1], 1.0),
        ([0.0, 0.0, 0.0], 1.0),
        ([0.3, 0.2, 0.1], 2 / 8),
        ([0.3, 0.2, -0.1], 4 / 8),
    ],
)
def test_exact_p_values(differences, expected):
    assert sign_flip_p(differences) == expected


def test_exact_agrees_with_scipy():
    values = np.random.default_rng(3).normal(0.1, 0.2, 11)
    theirs = stats.permutation_test(
        (values,), np.mean, permutation_type="samples", n_resamples=np.inf
    ).pvalue
    assert sign_flip_p(values) == pytest.approx(theirs)


def test_the_sign_does_not_matter():
    values = np.random.default_rng(1).normal(0.05, 0.2, 15)
    assert sign_flip_p(values) == sign_flip_p(-values)


def test_drawn_p_is_seeded_and_near_the_t_test():
    values = np.random.default_rng(2).normal(0.05, 0.2, 60)
    p = sign_flip_p(values, seed=7)
    assert p == sign_flip_p(values, seed=7)
    assert p == pytest.approx(stats.ttest_1samp(values, 0).pvalue, abs=0.01)
    assert sign_flip_p(np.ones(30)) == pytest.approx(1 / 100_001)


def test_twenty_are_counted_and_twenty_one_are_drawn():
    ones = {str(i): 1.0 for i in range(21)}
    zeros = dict.fromkeys(ones, 0.0)
    assert not difference(ones, zeros).exact
    del zeros["20"]
    found = difference(ones, zeros)
    assert (found.n, found.exact, found.mean, found.p) == (20, True, 1.0, 2 / 2**20)
    assert (found.low, found.high) == (1.0, 1.0)


def test_bootstrap_is_seeded_and_near_the_normal_interval():
    values = np.random.default_rng(4).normal(0.1, 0.3, 200)
    low, high = bootstrap_interval(values, seed=5)
    assert (low, high) == bootstrap_interval(values, seed=5)
    half = 1.96 * values.std() / 200**0.5
    assert low == pytest.approx(values.mean() - half, abs=0.005)
    assert high == pytest.approx(values.mean() + half, abs=0.005)


def test_no_shared_vacancy_is_an_error():
    with pytest.raises(DataError):
        difference({"v": 1.0}, {"w": 1.0})


def test_holm():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([]) == []
