"""The whole gap between a person and a vacancy: have, nearly, missing, or not known and so asked.

What a requirement matters is not estimated: the engine scores the record again with a yes on the
question, and the difference is what that yes is worth for this vacancy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from matcher.advice.denied import denied
from matcher.advice.knockouts import Knockout, knockouts
from matcher.advice.seam import MatchEngine
from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio, SkillClaim
from matcher.domain.scales import Evidence
from matcher.domain.shortlist import Coverage, Entry, Gap, Shortlist, Source
from matcher.domain.vacancy import Vacancy
from matcher.errors import DataError
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.layers import Layered, layered
from matcher.scoring.ranker import Searchable

REQUIREMENT = "requirement"


class Status(StrEnum):
    """How far one thing is there."""

    HAVE = "have"
    NEARLY = "nearly"  # the person has something like it
    MISSING = "missing"  # known not to be there
    ASK = "ask"  # not stated: not the same as "cannot"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a vacancy asks, and how far this person has it.

    Attributes
    ----------
    about : str
        ``requirement``, or the name of the knock-out.
    importance : str
        ``essential``, ``important``, ``optional`` or ``task``; ``knockout`` for a gate.
    have : Source or None
        The words in the portfolio that meet it, come near it, or deny it.
    centipoints : int
        What a yes on the question does to the score, in hundredths, re-scored: seldom below 0. 0
        for what the person has and for knock-outs, which bring no points.
    answer : Answer or None
        Of the gate, for this one demand; ``None`` for requirements.
    question : str or None
        What to ask; ``None`` when nothing is open.
    """

    label: str
    about: str
    importance: str
    status: Status
    have: Source | None
    centipoints: int
    answer: Answer | None
    question: str | None

    @property
    def points(self) -> float:
        """What a yes adds, in points."""
        return self.centipoints / 100


@dataclass(frozen=True, slots=True)
class GapList:
    """All needs of one pair.

    The order: knock-outs that are a known no, knock-outs to ask about, then what is open by the
    points it would bring, then what the person has; ties in the order of the vacancy.
    """

    vacancy: str
    candidate: str
    centipoints: int
    needs: tuple[Need, ...]

    @property
    def open(self) -> tuple[Need, ...]:
        """What the person does not have for sure."""
        return tuple(n for n in self.needs if n.status is not Status.HAVE)


def gaps_of(entry: Entry, vacancy: Vacancy, portfolio: Portfolio, engine: MatchEngine) -> GapList:
    """The gaps of one explained pair."""
    return gaps_of_entries([entry], vacancy, [portfolio], engine)[0]


def gaps_of_shortlist(
    shortlist: Shortlist, vacancy: Vacancy, pool: Searchable | Layered, engine: MatchEngine
) -> tuple[GapList, ...]:
    """The gaps of everyone on a shortlist, in its order; those just outside come last.

    Raises
    ------
    DataError
        When someone on the list is not in the pool.
    """
    entries = [*shortlist.entries, *shortlist.just_outside]
    people = []
    for entry in entries:
        found = layered(pool).find(entry.candidate)
        if found is None:
            raise DataError(f"kandidaat '{entry.candidate}' zit niet in deze pool")
        people.append(found[0].side.pool.portfolio(found[1]))
    return gaps_of_entries(entries, vacancy, people, engine)


def gaps_of_entries(
    entries: Sequence[Entry],
    vacancy: Vacancy,
    people: Sequence[Portfolio],
    engine: MatchEngine,
) -> tuple[GapList, ...]:
    """The gaps of several pairs of one vacancy, in their order.

    Parameters
    ----------
    entries : sequence of Entry
        As the engine explained them.
    people : sequence of Portfolio
        The records behind the entries, in the same order.
    """
    if not entries:
        return ()
    job = Job(engine.vacancy_pool([vacancy]), 0)
    records, owners = [], []
    for i, (entry, person) in enumerate(zip(entries, people, strict=True)):
        records.append(replace(person, id=f"{i:06d}"))
        owners.append((i, -1))
        for j, gap in enumerate(entry.gaps):
            if gap.status is not Coverage.HAVE:
                records.append(replace(said_yes(person, gap.label), id=f"{i:06d} {j:04d}"))
                owners.append((i, j))
    pool = engine.portfolio_pool(records)  # ids are in order, so row and record agree
    ranked = engine.rank(job, pool, len(records), fit_only=True)
    scores = dict(zip(ranked.rows.tolist(), ranked.scores.tolist(), strict=True))
    row_of = {owner: row for row, owner in enumerate(owners)}
    out = []
    for i, (entry, person) in enumerate(zip(entries, people, strict=True)):
        now = scores[row_of[i, -1]]
        gains = [
            scores[row_of[i, j]] - now if (i, j) in row_of else 0 for j in range(len(entry.gaps))
        ]
        against = denied(job, Person(pool.side, row_of[i, -1]))
        asked = [
            _requirement(gap, gain, words)
            for gap, gain, words in zip(entry.gaps, gains, against, strict=True)
        ]
        shut = [_knockout(k) for k in knockouts(person, vacancy, engine)]
        needs = sorted([*shut, *asked], key=_weightiest_first)
        out.append(GapList(entry.vacancy, entry.candidate, now, tuple(needs)))
    return tuple(out)


def said_yes(portfolio: Portfolio, label: str) -> Portfolio:
    """The record after a yes on the question about a requirement: named, in one's own word."""
    claim = SkillClaim(label, evidence=Evidence.SELF)
    return replace(portfolio, skills=(*(portfolio.skills or ()), claim))


def _requirement(gap: Gap, gain: int, against: Source | None) -> Need:
    status, have, question = Status.HAVE, gap.have, None
    if gap.status is Coverage.NEARLY and gap.have is not None:
        status = Status.NEARLY
        question = f"U noemt “{gap.have.words}”. Kunt u ook dit: {gap.label}?"
    elif gap.status is not Coverage.HAVE and against is not None:
        status, have = Status.MISSING, against
        question = f"In uw portfolio staat “{against.words}”. Wilt u dit leren: {gap.label}?"
    elif gap.status is not Coverage.HAVE:
        status = Status.ASK
        question = f"Heeft u ervaring met: {gap.label}? Het staat niet in uw portfolio."
    return Need(gap.label, REQUIREMENT, gap.importance, status, have, gain, None, question)


def _knockout(one: Knockout) -> Need:
    status = {Answer.YES: Status.HAVE, Answer.UNKNOWN: Status.ASK, Answer.NO: Status.MISSING}
    found = Status.NEARLY if one.answer is Answer.NO and one.have else status[one.answer]
    return Need(one.label, one.gate, "knockout", found, one.have, 0, one.answer, one.question)


def _weightiest_first(need: Need) -> tuple[int, int]:
    if need.answer is not None:
        return (3 if need.answer is Answer.YES else int(need.answer)), 0
    return (3 if need.status is Status.HAVE else 2), -need.centipoints
