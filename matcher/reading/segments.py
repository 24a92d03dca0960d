"""A portfolio cut into segments: short pieces of its own words with what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum

from matcher.domain.portfolio import Education, Experience, Portfolio, SkillClaim
from matcher.domain.scales import Evidence
from matcher.reading.protected import without_protected
from matcher.reading.stance import Stance, stance
from matcher.vocabulary.normalise import clauses, normalise, sentences


class Piece(IntEnum):
    """Where in a portfolio a segment stands; stored as int8."""

    TITLE = 0
    SKILL = 1
    DUTY = 2
    SUMMARY = 3
    CERTIFICATE = 4
    EDUCATION = 5
    TEST = 6
    WISH_OCCUPATION = 7
    WISH_SECTOR = 8


# How far a claim may be taken at its word, by what backs it. One's own word counts for most of
# it: people in our files under-claim more often than they over-claim.
EVIDENCE_STRENGTH: dict[Evidence | None, float] = {
    None: 0.80,
    Evidence.SELF: 0.80,
    Evidence.EXPERIENCE: 0.95,
    Evidence.REFERENCE: 0.95,
    Evidence.TEST: 1.0,
    Evidence.PRAKTIJKVERKLARING: 1.0,
    Evidence.CERTIFICATE: 1.0,
    Evidence.DIPLOMA: 1.0,
}
LEVEL_STRENGTH = {None: 1.0, 1: 0.6, 2: 0.8, 3: 0.95, 4: 1.0, 5: 1.0}
PIECE_STRENGTH = {
    Piece.TITLE: 0.95,
    Piece.DUTY: 0.9,
    Piece.SUMMARY: 0.75,
    Piece.CERTIFICATE: 0.9,
    Piece.EDUCATION: 0.7,
    Piece.TEST: 0.7,
}
SHORT_EXPERIENCE_MONTHS = 12
UNFINISHED = 0.7  # an education without its diploma still taught something


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a portfolio.

    Attributes
    ----------
    field : str
        Path in the record, such as ``experience[1].description``.
    strength : float
        In (0, 1]: how much weight the words carry as support; wishes carry 1.
    job : int
        Index of the experience it belongs to, -1 for none.
    """

    piece: Piece
    field: str
    text: str
    strength: float
    stance: Stance = Stance.SUPPORTS
    job: int = -1


def segments(portfolio: Portfolio) -> list[Segment]:
    """All segments in the order of the record; empty for an empty portfolio."""
    cleaned = (
        replace(s, text=without_protected(s.text, about_person=s.piece is Piece.SUMMARY))
        for s in _all(portfolio)
    )
    return [s for s in cleaned if normalise(s.text)]


def _all(portfolio: Portfolio) -> Iterator[Segment]:
    for i, job in enumerate(portfolio.experience or ()):
        yield from _job(i, job)
    for i, skill in enumerate(portfolio.skills or ()):
        yield Segment(Piece.SKILL, f"skills[{i}]", skill.label, _skill_strength(skill))
    for i, text in enumerate(portfolio.certificates or ()):
        yield Segment(
            Piece.CERTIFICATE, f"certificates[{i}]", text, PIECE_STRENGTH[Piece.CERTIFICATE]
        )
    for i, education in enumerate(portfolio.education or ()):
        yield from _education(i, education)
    for i, test in enumerate(portfolio.tests or ()):
        text = " ".join(filter(None, (test.name, test.result)))
        yield Segment(Piece.TEST, f"tests[{i}]", text, PIECE_STRENGTH[Piece.TEST])
    yield from _running(Piece.SUMMARY, "summary", portfolio.summary, PIECE_STRENGTH[Piece.SUMMARY])
    for i, text in enumerate(portfolio.wishes.occupations or ()):
        yield Segment(Piece.WISH_OCCUPATION, f"wishes.occupations[{i}]", text, 1.0)
    for i, text in enumerate(portfolio.wishes.sectors or ()):
        yield Segment(Piece.WISH_SECTOR, f"wishes.sectors[{i}]", text, 1.0)


def _job(number: int, job: Experience) -> Iterator[Segment]:
    months = SHORT_EXPERIENCE_MONTHS if job.months is None else job.months
    worth = 0.7 + 0.3 * min(1.0, months / SHORT_EXPERIENCE_MONTHS)
    field = f"experience[{number}]"
    if job.title:
        yield Segment(
            Piece.TITLE,
            f"{field}.title",
            job.title,
            PIECE_STRENGTH[Piece.TITLE] * worth,
            job=number,
        )
    yield from _running(
        Piece.DUTY,
        f"{field}.description",
        job.description,
        PIECE_STRENGTH[Piece.DUTY] * worth,
        number,
    )


def _running(
    piece: Piece, field: str, text: str | None, strength: float, job: int = -1
) -> Iterator[Segment]:
    for sentence in sentences(text or ""):
        for clause in clauses(sentence):
            yield Segment(piece, field, clause, strength, stance(normalise(clause)), job)


def _skill_strength(skill: SkillClaim) -> float:
    return EVIDENCE_STRENGTH[skill.evidence] * LEVEL_STRENGTH[skill.level]


def _education(number: int, education: Education) -> Iterator[Segment]:
    if education.name:
        strength = PIECE_STRENGTH[Piece.EDUCATION]
        if education.diploma is False:
            strength *= UNFINISHED
        yield Segment(Piece.EDUCATION, f"education[{number}].name", education.name, strength)
