"""Labels of an import: clean, and with one owner each."""

from __future__ import annotations

import pytest

from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.sources.draft import DraftConcept
from matcher.vocabulary.sources.labels import clean, label_text, split_labels, with_one_owner
from matcher.vocabulary.sources.report import MOST_SPELLED_OUT, ImportReport


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("kok", ["kok"]),
        ("kok\nkokkin\r\n\n chef ", ["kok", "kokkin", "chef"]),
        ("kok | kokkin", ["kok", "kokkin"]),
        ("C|C++", ["C|C++"]),
        ("ont\u00advan\u00adger", ["ontvanger"]),
    ],
)
def test_a_cell_with_labels(cell: str, expected: list[str]) -> None:
    assert split_labels(cell) == expected


def test_signs_that_the_check_refuses_become_spaces() -> None:
    assert label_text(" a[b]  c*d_e\u200b ") == "a b c d_e"
    assert clean("a\u00a0b\tc") == "a b c"


def owners(*concepts: DraftConcept) -> dict[str, str]:
    return {x.text: x.concept for x in with_one_owner(concepts, ImportReport())}


def concept(name: str, label: str, *others: str, kind: Kind = Kind.TASK) -> DraftConcept:
    return DraftConcept(f"u:{name}", kind, label, others=list(others))


def test_a_preferred_label_goes_before_a_synonym_of_an_earlier_concept() -> None:
    assert owners(concept("a", "vis schoonmaken", "vissen"), concept("b", "Vissen")) == {
        "vis schoonmaken": "u:a",
        "Vissen": "u:b",
    }


def test_of_two_synonyms_the_first_by_id_stays() -> None:
    found = owners(concept("b", "bakken", "koken"), concept("a", "braden", "koken"))
    assert found["koken"] == "u:a"


def test_a_lost_preferred_label_comes_back_with_its_kind() -> None:
    found = owners(
        concept("c", "vissen"), concept("b", "vissen"), concept("a", "vissen", kind=Kind.OCCUPATION)
    )
    assert found == {"vissen": "u:a", "vissen (taak)": "u:b", "vissen (taak 2)": "u:c"}


def test_problems_beyond_the_most_are_counted() -> None:
    report = ImportReport()
    for line in range(MOST_SPELLED_OUT + 5):
        report.problem(f"x.nt regel {line}", "kapot")
    assert (len(report.problems), report.more) == (MOST_SPELLED_OUT, 5)
