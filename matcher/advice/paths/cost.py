"""What a step to an occupation costs someone: a planning rule in weeks, the same for everybody.

    weeks = 13 for any change of work
          + learning(level) × gap²   gap = share of what the occupation asks that is not there
          + weeks of the cheapest training for each required certificate that is missing
          + 13 for each rank that the usual education lies above the highest diploma
          + 13 when no vacancy for it is open within reach

Learning takes longer the higher the usual education of an occupation is, and the square says that
one large jump is harder than two small ones. The numbers are our own, made to compare paths with
each other, not to tell how long someone will take.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.advice.paths.ground import Ground, Holdings
from matcher.advice.training.offers import Offer, licence_of, offers_of
from matcher.domain.portfolio import Portfolio
from matcher.gates.certificates import CertificateBook, Status
from matcher.gates.education import highest, unclear
from matcher.gates.licences import allowed
from matcher.vocabulary.concepts import Concept
from matcher.vocabulary.vocabulary import Vocabulary

CHANGE, LEVEL, SCARCE = 13.0, 13.0, 13.0
# Weeks to learn an occupation of which nothing is there yet, by rank of its usual education.
LEARN: dict[int, float] = {0: 13, 1: 13, 2: 26, 3: 52, 4: 104, 5: 156, 6: 208, 7: 260}
NO_OFFER_WEEKS = 52  # a certificate that no training in the table gives
CENTI = 100  # costs are whole hundredths of weeks, so that sums do not depend on their order


@dataclass(frozen=True, eq=False)
class Tariff:
    """Prices of certificates, made once per vocabulary.

    Attributes
    ----------
    concepts : tuple of Concept, length m
        The certificates that any occupation requires.
    weeks : (m,) float
        Weeks of the cheapest training that gives it or a higher one.
    asked : (n, m) bool
        Which occupation requires which.
    """

    ground: Ground
    concepts: tuple[Concept, ...]
    weeks: NDArray[np.float64]
    asked: NDArray[np.bool_]
    satisfied_by: tuple[frozenset[int], ...]
    cheapest: tuple[Offer | None, ...]

    @classmethod
    def of(cls, ground: Ground, vocabulary: Vocabulary) -> Tariff:
        """Find the cheapest training for each required certificate."""
        wanted = sorted(frozenset().union(*ground.certificates))
        ways = tuple(vocabulary.satisfied_by.get(c, frozenset({c})) for c in wanted)
        offers = [o for o in offers_of(vocabulary) if not o.refresher]
        cheapest: list[Offer | None] = []
        for higher in ways:
            ids = {vocabulary.concepts[i].id for i in higher}
            fit = [o for o in offers if any(c.id in ids for c in o.certificates)]
            cheapest.append(min(fit, key=lambda o: (o.weeks, o.id), default=None))
        asked = [[c in needs for c in wanted] for needs in ground.certificates]
        return cls(
            ground,
            tuple(vocabulary.concepts[i] for i in wanted),
            np.array([NO_OFFER_WEEKS if o is None else o.weeks for o in cheapest], np.float64),
            np.array(asked, np.bool_).reshape(len(ground.occupations), len(wanted)),
            ways,
            tuple(cheapest),
        )


@dataclass(frozen=True, eq=False)
class State:
    """What someone has at a point of a path.

    Attributes
    ----------
    missing : (m,) bool
        Certificates of the tariff that are known not to be there.
    rank : int or None
        Highest diploma; ``None`` when not known.
    """

    holdings: Holdings
    missing: NDArray[np.bool_]
    rank: int | None

    def after(self, row: int, tariff: Tariff) -> State:
        """Having worked in an occupation: what it brings, and the certificates it required."""
        return State(
            np.maximum(self.holdings, tariff.ground.brings[row]),
            self.missing & ~tariff.asked[row],
            self.rank,
        )


@dataclass(frozen=True, eq=False)
class Pricing:
    """The cost of every step from any state, for one market."""

    tariff: Tariff
    open_vacancies: NDArray[np.int64] | None

    @cached_property
    def scarce(self) -> NDArray[np.float64]:
        """Weeks for want of demand, shape (n,); zero when no vacancies are given."""
        if self.open_vacancies is None:
            return np.zeros(len(self.tariff.ground.occupations))
        return np.where(self.open_vacancies == 0, SCARCE, 0.0)

    @cached_property
    def learning(self) -> NDArray[np.float64]:
        """Weeks to learn each occupation from nothing, shape (n,)."""
        return np.array([LEARN[int(rank)] for rank in self.tariff.ground.level], np.float64)

    def costs(self, state: State) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Hundredths of weeks and gap of a step to every occupation, both of shape (n,)."""
        ground = self.tariff.ground
        # Nine decimals: sums of floats differ in their last bits, paths must not.
        gap: NDArray[np.float64] = (1.0 - ground.cover(state.holdings)).clip(0.0, 1.0).round(9)
        certificates = self.tariff.asked @ (self.tariff.weeks * state.missing)
        short = np.zeros(len(gap))
        if state.rank is not None:
            short = np.maximum(0, ground.level - state.rank).astype(np.float64)
        weeks = CHANGE + self.learning * gap**2 + certificates + LEVEL * short + self.scarce
        return np.rint(weeks * CENTI).astype(np.int64), gap

    def last(self, state: State, target: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Cost and gap of a step to one occupation after one more job, for every such job, (n,).

        The same as ``costs(state.after(row))[target]`` for every row, without making the states.
        """
        tariff = self.tariff
        parts, weights = tariff.ground.parts(target)
        had = np.maximum(tariff.ground.brings[:, parts], state.holdings[parts])
        gap: NDArray[np.float64] = (1.0 - had.astype(np.float64) @ weights).clip(0.0, 1.0).round(9)
        open_ = tariff.weeks * state.missing * tariff.asked[target]
        certificates = open_.sum() - tariff.asked @ open_
        short = 0 if state.rank is None else max(0, int(tariff.ground.level[target]) - state.rank)
        fixed = CHANGE + LEVEL * short + float(self.scarce[target])
        weeks = fixed + float(self.learning[target]) * gap**2 + certificates
        return np.rint(weeks * CENTI).astype(np.int64), gap


def state_of(
    portfolio: Portfolio, holdings: Holdings, tariff: Tariff, book: CertificateBook
) -> State:
    """A portfolio as the start of a path; what is not known is not counted as missing."""
    missing = np.zeros(len(tariff.concepts), np.bool_)
    if portfolio.certificates is not None:
        stated = [book.read(text) for text in portfolio.certificates]
        held = {h.key for h in stated if h.status is not Status.EXPIRED}
        maybe = {key for h in stated for key in h.maybe}
        absent = [not (ways & (held | maybe)) for ways in tariff.satisfied_by]
        missing = np.array(absent, np.bool_)
    missing &= ~_licensed(portfolio, tariff)
    rank = None if unclear(portfolio.education) else highest(portfolio.education or ())
    return State(holdings, missing, rank)


def _licensed(portfolio: Portfolio, tariff: Tariff) -> NDArray[np.bool_]:
    """Which certificates of the tariff are driving licences that are there, or not known."""
    have = None if portfolio.driving_licences is None else allowed(portfolio.driving_licences)
    letters = [licence_of(concept) for concept in tariff.concepts]
    return np.array([x is not None and (have is None or x in have) for x in letters], np.bool_)


def missing_for(row: int, state: State, tariff: Tariff) -> tuple[tuple[Concept, Offer | None], ...]:
    """Certificates that a step to an occupation still needs, with the cheapest training."""
    lacking = np.flatnonzero(tariff.asked[row] & state.missing).tolist()
    return tuple((tariff.concepts[i], tariff.cheapest[i]) for i in lacking)
