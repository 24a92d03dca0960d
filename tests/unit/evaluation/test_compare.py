"""The table of systems."""

import json

import pytest

from matcher.errors import DataError
from matcher.evaluation.compare import compare

QRELS = {f"v{i}": {"a": 3, "b": 2, "c": 0} for i in range(8)} | {"none": {"a": 0}}
GOOD = {q: {"a": 3.0, "b": 2.0, "c": 1.0} for q in QRELS}
BAD = {q: {"a": 1.0, "b": 2.0, "c": 3.0, "unjudged": 9.0} for q in QRELS}


def test_every_system_is_tested_against_the_baseline():
    found = compare({"bad": BAD, "good": GOOD}, QRELS, "bad")
    cell = found.cells["good"]["MRR"]
    assert (cell.mean, cell.measured, cell.skipped) == (1.0, 8, 1)
    assert cell.against is not None
    assert cell.against.mean == pytest.approx(2 / 3)
    assert cell.against.p == 2 / 2**8
    assert found.cells["bad"]["MRR"].against is None
    bad, good = (8 * 3 / 4 + 1 / 4) / 9, (8 + 1 / 3) / 9  # vacancy "none" has one judged
    assert found.judged_at_10 == pytest.approx({"bad": bad, "good": good})


def test_p_values_are_corrected_for_the_number_of_systems():
    found = compare({"bad": BAD, "good": GOOD, "too": GOOD}, QRELS, "bad")
    assert found.cells["good"]["nDCG@10"].p_holm == pytest.approx(4 / 2**8)


def test_the_table_says_what_was_skipped_and_the_rest_fits_json():
    found = compare({"bad": BAD, "good": GOOD}, QRELS, "bad")
    text = found.as_text()
    assert "8 measured, 1 skipped" in text
    assert "+0.667 [+0.667, +0.667]" in text
    assert json.loads(json.dumps(found.as_dict()))["baseline"] == "bad"


def test_an_unknown_baseline_names_the_choices():
    with pytest.raises(DataError, match="bad, good"):
        compare({"bad": BAD, "good": GOOD}, QRELS, "best")
