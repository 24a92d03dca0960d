"""Metrics against values worked out by hand."""

from math import inf, isnan, log2, nan

import pytest

from matcher.errors import DataError
from matcher.evaluation.judged import judged
from matcher.evaluation.mrr import mrr, reciprocal_rank
from matcher.evaluation.ndcg import dcg, ndcg, ndcg_of
from matcher.evaluation.ranked import PerQuery, condensed_grades, ranked
from matcher.evaluation.recall import recall, recall_of


def test_ties_break_by_id_ascending():
    assert ranked({"b": 1.0, "a": 1.0, "c": 2.0}) == ["c", "a", "b"]
    assert ranked({}) == []


@pytest.mark.parametrize("wrong", [nan, inf, -inf])
def test_scores_that_cannot_be_ordered_are_refused(wrong):
    with pytest.raises(DataError) as error:
        ranked({"a": wrong, "b": 1.0, "c": nan})
    assert len(error.value.problems) == 2


def test_unjudged_are_dropped_and_absent_take_no_place():
    scores = {"x": 9.0, "a": 3.0, "y": 2.0, "b": 1.0}
    assert condensed_grades(scores, {"a": 1, "b": 3, "c": 2}) == [1, 3]


@pytest.mark.parametrize(
    ("grades", "k", "expected"),
    [
        ([], 10, 0.0),
        ([3], 10, 7.0),
        ([0, 3], 10, 7 / log2(3)),
        ([2, 1, 3], 10, 3 + 1 / log2(3) + 7 / 2),
        ([2, 1, 3], 2, 3 + 1 / log2(3)),
    ],
)
def test_dcg(grades, k, expected):
    assert dcg(grades, k) == pytest.approx(expected, abs=1e-12)


def test_ndcg_is_one_for_the_ideal_order_and_known_for_the_reverse():
    assert ndcg_of([3, 2, 0], [0, 2, 3]) == 1.0
    reverse = (3 / log2(3) + 7 / 2) / (7 + 3 / log2(3))
    assert ndcg_of([0, 2, 3], [0, 2, 3]) == pytest.approx(reverse)
    assert ndcg_of([0, 0], [0, 0]) == 0.0


def test_the_ideal_counts_judged_candidates_that_the_run_lacks():
    assert ndcg_of([2], [2, 3]) == pytest.approx(3 / (7 + 3 / log2(3)))


def test_ndcg_skips_vacancies_without_anything_relevant_and_counts_an_absent_run_as_zero():
    qrels = {"v1": {"a": 3, "b": 0}, "v2": {"a": 0}, "v3": {"a": 1}}
    found = ndcg({"v1": {"a": 2.0, "b": 1.0, "unjudged": 5.0}}, qrels)
    assert found.values == {"v1": 1.0, "v3": 0.0}
    assert found.skipped == ("v2",)
    assert found.mean == 0.5


@pytest.mark.parametrize(
    ("grades", "n", "k", "expected"),
    [
        ([3, 0, 2, 1], 3, 20, 2 / 3),
        ([3, 0, 2, 1], 3, 2, 1 / 3),
        ([], 2, 20, 0.0),
        ([0], 0, 20, 0.0),
    ],
)
def test_recall_of(grades, n, k, expected):
    assert recall_of(grades, n, k) == pytest.approx(expected)


def test_recall_skips_vacancies_without_grade_two():
    found = recall({"v": {"a": 1.0}}, {"v": {"a": 2, "b": 3, "c": 1}, "w": {"a": 1}})
    assert found.values == {"v": 0.5}
    assert found.skipped == ("w",)


def test_recall_at_twenty_reads_twenty():
    grades = {f"k{i:02}": 2 if i in (19, 20) else 0 for i in range(30)}
    run = {"v": {key: -float(key[1:]) for key in grades}}
    assert recall(run, {"v": grades}).values == {"v": 0.5}


def test_reciprocal_rank():
    assert reciprocal_rank([0, 2, 3]) == pytest.approx(1 / 3)
    assert reciprocal_rank([0, 2, 3], relevant=2) == 0.5
    assert reciprocal_rank([0, 0]) == 0.0


def test_mrr_falls_back_to_grade_two_only_where_nobody_has_three():
    qrels = {"v": {"a": 2, "b": 3}, "w": {"a": 2, "b": 0}, "x": {"a": 1}}
    run = {q: {"a": 2.0, "b": 1.0} for q in qrels}
    found = mrr(run, qrels)
    assert found.values == {"v": 0.5, "w": 1.0}
    assert found.skipped == ("x",)


def test_judged_looks_at_the_uncondensed_top():
    run = {"v": {f"k{i}": -float(i) for i in range(12)}, "w": {"a": 1.0}}
    qrels = {"v": {"k0": 0, "k9": 3, "k11": 3}, "w": {"b": 1}, "x": {"a": 1}}
    found = judged(run, qrels)
    assert found.values == {"v": 0.2, "w": 0.0}
    assert found.skipped == ("x",)


def test_the_mean_of_nothing_is_not_a_number():
    assert isnan(PerQuery({}).mean)
