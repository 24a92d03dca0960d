"""What an offer gives, what must come before it, and how a portfolio looks afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from matcher import Matcher, Portfolio
from matcher.advice.training.admission import entrance
from matcher.advice.training.apply import after
from matcher.advice.training.effort import LADDER, WEEKS, group_of, in_words, weeks
from matcher.advice.training.funding import FILE, for_form, read_funding
from matcher.advice.training.goal import as_vacancy, find_occupation
from matcher.advice.training.offers import Offer, offers_of
from matcher.domain.portfolio import Education, LanguageLevel
from matcher.domain.scales import Evidence, Importance
from matcher.errors import DataError, VocabularyError
from matcher.gates.certificates import CertificateBook


@pytest.fixture(scope="module")
def offers(matcher: Matcher) -> dict[str, Offer]:
    return {o.id.removeprefix("opleiding:"): o for o in offers_of(matcher.vocabulary)}


@pytest.fixture(scope="module")
def book(matcher: Matcher) -> CertificateBook:
    return CertificateBook(matcher.linker)


def groups(
    offers: dict[str, Offer], book: CertificateBook, name: str, person: Portfolio
) -> list[set[str]]:
    """Names of the offers of which one must be taken before another."""
    listed = list(offers.values())
    doors = entrance(person, listed, book)
    names = list(offers)
    return [{names[i] for i in group} for group in doors.first[names.index(name)]]


# ---------------------------------------------------------------------------------- what it gives


def test_every_offer_of_the_vocabulary_is_read(matcher: Matcher, offers: dict[str, Offer]) -> None:
    assert len(offers) == len(matcher.vocabulary.trainings) == 248
    assert {o.form for o in offers.values()} == set(LADDER)
    assert {o.duration for o in offers.values()} == set(WEEKS)


def test_an_offer_gives_licences_language_and_diploma(offers: dict[str, Offer]) -> None:
    assert offers["rijopleiding-b"].licences == ("B",)
    assert offers["nt2-cursus-naar-b1"].language == ("nl", "B1")
    assert offers["entree-assistent-productie"].diploma == "entree"
    assert offers["mbo-2-bbl-algemeen"].diploma == "mbo-2"
    assert offers["heftruckcursus"].diploma is None
    assert offers["zij-instroom-leraar-basisonderwijs"].diploma is None
    assert offers["praktijkverklaring-magazijn"].evidence is Evidence.PRAKTIJKVERKLARING


def test_an_unknown_form_or_duration_is_told_at_once(matcher: Matcher) -> None:
    from matcher.vocabulary.vocabulary import Vocabulary

    one, two = matcher.vocabulary.trainings[:2]
    wrong = (replace(one, form="cursus"), replace(two, duration="even"))
    tables = replace(matcher.vocabulary.tables, trainings=wrong)
    with pytest.raises(VocabularyError) as told:
        offers_of(Vocabulary(tables))
    assert "vorm 'cursus' bestaat niet" in str(told.value)
    assert "duur 'even' bestaat niet" in str(told.value)


def test_weeks_add_up_to_a_group() -> None:
    assert [group_of([]), group_of([1, 6]), group_of([17]), group_of([52]), group_of([104])] == [
        1,
        1,
        2,
        3,
        0,
    ]
    assert [in_words(n) for n in (0, 1, 6, 17, 52, 104, 130)] == [
        "geen tijd",
        "enkele dagen",
        "ongeveer 6 weken",
        "ongeveer 4 maanden",
        "ongeveer een jaar",
        "ongeveer 2 jaar",
        "ongeveer 2½ jaar",
    ]
    with pytest.raises(VocabularyError):
        weeks("even")


# ------------------------------------------------------------------------------- what comes first


def test_entree_comes_before_mbo_2(offers: dict[str, Offer], book: CertificateBook) -> None:
    none = Portfolio("P", education=())
    (before,) = groups(offers, book, "bbl-kok", none)
    assert before == {n for n, o in offers.items() if o.diploma == "entree"}
    for level in ("vmbo", "entree", "mbo-3"):
        person = Portfolio("P", education=(Education("x", level, diploma=True),))
        assert groups(offers, book, "bbl-kok", person) == []
    assert groups(offers, book, "bbl-kok", Portfolio("P")) == []


def test_a_language_goes_up_one_level_at_a_time(
    offers: dict[str, Offer], book: CertificateBook
) -> None:
    a1 = Portfolio("P", languages=(LanguageLevel("nl", "A1"),))
    assert groups(offers, book, "nt2-cursus-naar-b1", a1) == [
        {"nt2-cursus-naar-a2", "inburgeringstraject"}
    ]
    assert groups(offers, book, "nt2-cursus-naar-a2", a1) == []
    assert groups(offers, book, "nt2-cursus-naar-b1", Portfolio("P")) == []


def test_a_lorry_licence_needs_b_first(offers: dict[str, Offer], book: CertificateBook) -> None:
    none = Portfolio("P", driving_licences=())
    assert groups(offers, book, "rijopleiding-c", none) == [{"rijopleiding-b"}]
    held = Portfolio("P", driving_licences=("B",))
    assert groups(offers, book, "rijopleiding-c", held) == []


def test_a_refresher_is_only_for_who_had_the_certificate(
    offers: dict[str, Offer], book: CertificateBook
) -> None:
    names = list(offers)
    at = names.index("nascholing-code-95")
    for stated, able in ((("code 95 (verlopen)",), True), ((), False), (None, False)):
        person = Portfolio("P", certificates=stated)
        assert entrance(person, list(offers.values()), book).admitted[at] is able


# ------------------------------------------------------------------------------------- afterwards


def test_what_is_unknown_is_not_made_to_look_complete(offers: dict[str, Offer]) -> None:
    changed = after(
        Portfolio("P"), [offers["rijopleiding-c-met-code-95"], offers["entree-opleiding"]]
    )
    assert changed.driving_licences is None
    assert changed.certificates is None
    assert changed.education == (
        Education(),
        Education("entree-opleiding", "entree", diploma=True),
    )
    assert {s.label for s in changed.skills or ()} >= {"code 95", "vrachtwagen rijden"}


def test_known_lists_grow_and_a_lower_level_is_replaced(offers: dict[str, Offer]) -> None:
    person = Portfolio(
        "P", certificates=("BHV",), driving_licences=(), languages=(LanguageLevel("nl", "A2"),)
    )
    changed = after(person, [offers["rijopleiding-b"], offers["nt2-cursus-naar-b1"]])
    assert changed.driving_licences == ("B",)
    assert changed.certificates == ("BHV", "rijbewijs B", "Staatsexamen NT2 I")
    assert changed.languages == (LanguageLevel("nl", "B1"),)
    assert after(changed, [offers["nt2-cursus-naar-a2"]]).languages == changed.languages
    assert after(person, []) == person


# ---------------------------------------------------------------------------------------- funding


def test_the_schemes_are_dated_and_have_a_status(matcher: Matcher) -> None:
    rows = read_funding(matcher.settings.vocabulary / FILE)
    assert {"slim", "slim-scholing", "praktijkleren-derde-leerweg", "bbl"} <= {r.id for r in rows}
    assert all(r.note and r.for_whom for r in rows)


def test_what_has_ended_is_never_proposed(matcher: Matcher) -> None:
    rows = read_funding(matcher.settings.vocabulary / FILE)
    (stap,) = (r for r in rows if r.id == "stap")
    assert not stap.running and stap.forms
    for form in LADDER:
        assert stap not in for_form(rows, form)


def test_every_form_has_a_way_to_ask_about_money(matcher: Matcher) -> None:
    rows = read_funding(matcher.settings.vocabulary / FILE)
    assert [form for form in LADDER if not for_form(rows, form)] == []


def test_all_wrong_cells_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(
        "id,naam,voor_wie,vormen,loopt,status,gecontroleerd_op,let_op\n"
        "a,A,wie,cursus,misschien,X,gisteren,let op\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as told:
        read_funding(path)
    assert len(told.value.problems) == 4
    assert all(p.startswith(f"{FILE} regel 2") for p in told.value.problems)
    assert read_funding(tmp_path / "is er niet.csv") == ()


# -------------------------------------------------------------------------- an occupation as goal


def test_an_occupation_becomes_a_vacancy(matcher: Matcher) -> None:
    kok = find_occupation("kok", matcher.linker)
    assert kok.id == "beroep:kok"
    goal = as_vacancy(kok, matcher.vocabulary)
    assert goal.id == kok.id and goal.title == "kok"
    assert Importance.ESSENTIAL in {r.importance for r in goal.requirements or ()}
    driver = find_occupation("beroep:internationaal-vrachtwagenchauffeur", matcher.linker)
    assert as_vacancy(driver, matcher.vocabulary).driving_licences_required == ("CE",)
    with pytest.raises(DataError, match="herkennen wij niet"):
        find_occupation("qwxz zzz", matcher.linker)
