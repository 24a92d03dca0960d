"""Which one thing, once there, opens most vacancies for a person: a certificate, a level, a skill.

A vacancy opens by a certificate, licence, language level or diploma when knock-outs refuse the
person now and none does on the changed record. It opens by a skill when no knock-out refuses and
the score rises to the person's own threshold. Both are counted on the changed record, over all
vacancies; the candidates are chosen by columns.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from matcher.advice.keys import View, by_gate, by_skill
from matcher.advice.seam import MatchEngine
from matcher.advice.trips import quickest
from matcher.advice.whatif.changes import EFFORT_ORDER, Change, ChangeKind, applied
from matcher.domain.portfolio import Portfolio
from matcher.errors import DataError
from matcher.gates.certificates import CertificatesGate
from matcher.scoring.views import VacancySide
from matcher.shortlist.eligibility import check, one_row

OWN_THRESHOLD = 5  # a vacancy fits as well as the person's fifth best now
LEAST = 2000  # hundredths: below 20 points a vacancy has little to do with the person
SKILLS_TRIED = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """One vacancy behind a door; ``minutes`` is the quickest way the person has, if known."""

    vacancy: str
    title: str
    minutes: int | None
    centipoints: int

    @property
    def points(self) -> float:
        """The score on the changed record."""
        return self.centipoints / 100


@dataclass(frozen=True, slots=True)
class Door:
    """One change and the vacancies that it opens, best score first, ties by id."""

    change: Change
    count: int
    opened: tuple[Opened, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Doors:
    """The answer for one person: most vacancies first, ties by effort and words.

    Attributes
    ----------
    open_now : int
        Vacancies without a known no.
    threshold : float
        Points from which a vacancy counts as fitting for this person: the score on
        the asked place of the list now, and `LEAST` at least.
    """

    candidate: str
    open_now: int
    threshold: float
    doors: tuple[Door, ...]


def doors(
    portfolio: Portfolio,
    vacancies: VacancySide,
    engine: MatchEngine,
    most: int = 10,
    place: int = OWN_THRESHOLD,
    skills: int = SKILLS_TRIED,
) -> Doors:
    """The single changes that open most vacancies.

    Parameters
    ----------
    most : int
        How many doors to give.
    place : int
        The threshold is the score on this place of the person's own list now, and `LEAST` at least.
    skills : int
        How many skills to try, most promising first: another skill could open more.

    Raises
    ------
    DataError
        When ``most`` or ``place`` is below 1.
    """
    if most < 1 or place < 1:
        raise DataError(f"aantal {most}, plek {place}: vraag minstens 1")
    now = View(portfolio, vacancies, engine)
    ranked = np.sort(now.scores[now.can])[::-1]
    threshold = max(LEAST, int(ranked[place - 1])) if len(ranked) >= place else LEAST
    gated = by_gate(now, portfolio, vacancies, engine)
    found = list(zip(gated, _freed(gated, portfolio, vacancies, engine, now), strict=True))
    tried = by_skill(now, vacancies, engine, threshold)[:skills]
    found += [(c, _lifted(c, portfolio, vacancies, engine, now, threshold)) for c in tried]
    found = [(change, rows) for change, rows in found if len(rows)]
    found.sort(key=lambda f: (-len(f[1]), EFFORT_ORDER[f[0].effort], f[0].words))
    shown = [_door(*one, portfolio, vacancies, engine, threshold) for one in found[:most]]
    return Doors(portfolio.id, len(now.can), threshold / 100, tuple(shown))


def _freed(
    changes: list[Change],
    portfolio: Portfolio,
    vacancies: VacancySide,
    engine: MatchEngine,
    now: View,
) -> list[NDArray[np.intp]]:
    """For each change: vacancies that refuse now and not on the changed record, ascending."""
    if not changes:
        return []
    records = [replace(applied(portfolio, [c]), id=f"{i:06d}") for i, c in enumerate(changes)]
    columns = engine.portfolio_pool(records).side.pool.columns
    known = _known_certificates(vacancies, engine)
    out = []
    for i, change in enumerate(changes):
        free = check(engine.gates, one_row(columns, i), vacancies.pool.columns).refusals == 0
        free &= now.eligibility.refusals > 0
        if change.kind is ChangeKind.CERTIFICATE and not portfolio.certificates:
            free &= known
        out.append(np.flatnonzero(free))
    return out


def _lifted(
    change: Change,
    portfolio: Portfolio,
    vacancies: VacancySide,
    engine: MatchEngine,
    now: View,
    threshold: int,
) -> NDArray[np.intp]:
    """Vacancies without a known no whose score rises to the threshold, ascending."""
    then = View(applied(portfolio, [change]), vacancies, engine)
    free = (then.eligibility.refusals == 0) & (now.eligibility.refusals == 0)
    return np.flatnonzero(free & (now.scores < threshold) & (then.scores >= threshold))


def _door(
    change: Change,
    rows: NDArray[np.intp],
    portfolio: Portfolio,
    vacancies: VacancySide,
    engine: MatchEngine,
    threshold: int,
) -> Door:
    """The vacancies of a door with their scores on the changed record."""
    then = View(applied(portfolio, [change]), vacancies, engine)
    rows = rows[np.lexsort((rows, -then.scores[rows]))]
    opened = tuple(_opened(row, portfolio, vacancies, engine, then) for row in rows.tolist())
    verb = "gaat 1 vacature" if len(rows) == 1 else f"gaan {len(rows)} vacatures"
    sentence = f"Met {change.words} {verb} open."
    if change.kind is ChangeKind.SKILL:
        verb = "past 1 vacature" if len(rows) == 1 else f"passen {len(rows)} vacatures"
        sentence = f"Met {change.words} {verb} goed genoeg (vanaf {threshold / 100:.0f} punten)."
    return Door(change, len(rows), opened, sentence)


def _known_certificates(vacancies: VacancySide, engine: MatchEngine) -> NDArray[np.bool_]:
    """Vacancies of which the vocabulary knows every certificate.

    Who has no certificates at all and obtains one, might cover a certificate that nobody knows:
    the gate then asks. That is no door.
    """
    gate = next(g for g in engine.gates if isinstance(g, CertificatesGate))
    required = vacancies.pool.columns["certificates.required"]
    return np.asarray((required < len(gate.book.vocabulary)).all(axis=1), np.bool_)


def _opened(
    row: int, portfolio: Portfolio, vacancies: VacancySide, engine: MatchEngine, then: View
) -> Opened:
    vacancy = vacancies.pool.vacancy(row)
    return Opened(
        vacancy.id, vacancy.title or "", quickest(portfolio, vacancy, engine), int(then.scores[row])
    )
