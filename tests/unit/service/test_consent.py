"""What is withheld is unknown to the matcher, and nothing else changes."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from stored import lines

from matcher.service import projection
from matcher.service.consent import FIELDS, Group, Purpose, groups_for, restrict
from matcher.store.records import Consent, Record

PEOPLE = lines("portfolios.jsonl")


def record(body: dict[str, object], consents: tuple[Consent, ...] = ()) -> Record:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    return Record(str(body["id"]), "a", 1, 1, body, consents, now, "u", None, False)


def said(purpose: Purpose, given: bool, *groups: Group) -> tuple[Consent, ...]:
    return tuple(Consent(purpose, g, given, "candidate") for g in groups)


def test_matching_is_allowed_unless_refused_and_the_rest_refused_unless_allowed() -> None:
    assert groups_for((), Purpose.MATCHING) == frozenset(Group)
    for purpose in set(Purpose) - {Purpose.MATCHING}:
        assert groups_for((), purpose) == frozenset()
    some = said(Purpose.EMPLOYERS, True, Group.WORK) + said(Purpose.MATCHING, False, Group.WISHES)
    assert groups_for(some, Purpose.EMPLOYERS) == {Group.WORK}
    assert groups_for(some, Purpose.MATCHING) == frozenset(Group) - {Group.WISHES}


def test_the_candidates_own_word_goes_before_what_the_klantmanager_noted() -> None:
    noted = Consent(Purpose.EMPLOYERS, Group.WORK, True, "klantmanager")
    refused = Consent(Purpose.EMPLOYERS, Group.WORK, False, "candidate")
    assert groups_for([noted], Purpose.EMPLOYERS) == {Group.WORK}
    assert groups_for([noted, refused], Purpose.EMPLOYERS) == frozenset()
    assert groups_for([refused, noted], Purpose.EMPLOYERS) == frozenset()


@given(st.sampled_from(PEOPLE), st.sets(st.sampled_from(sorted(Group))))
def test_a_withheld_field_is_absent_and_the_others_are_untouched(
    body: dict[str, object], groups: set[Group]
) -> None:
    left = restrict(body, groups)
    for group, names in FIELDS.items():
        for name in names:
            if group not in groups:
                assert name not in left
            elif name != "experience":
                assert left.get(name) == body.get(name)
    assert set(left) <= set(body)


def test_without_free_text_the_titles_stay_and_the_descriptions_go() -> None:
    body = {"id": "x", "summary": "s", "experience": [{"title": "kok", "description": "d"}]}
    left = restrict(body, frozenset(Group) - {Group.FREE_TEXT})
    assert left == {"id": "x", "experience": [{"title": "kok"}]}


def test_who_withdraws_everything_is_not_in_the_pool() -> None:
    assert projection.portfolio(record(PEOPLE[0], said(Purpose.MATCHING, False, *Group))) is None


def test_what_is_withheld_is_unknown_and_never_no() -> None:
    consents = said(Purpose.MATCHING, False, Group.AVAILABILITY, Group.SKILLS)
    seen = projection.portfolio(record(PEOPLE[0], consents))
    assert seen is not None
    assert seen.certificates is None and seen.driving_licences is None
    assert seen.availability.hours_max is None and seen.mobility.modes is None
