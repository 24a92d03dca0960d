"""Travel time: the best of the person's means of transport within the longest trip they accept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.domain.answers import Answer
from matcher.domain.portfolio import Portfolio
from matcher.domain.scales import Mode, Shift
from matcher.domain.shortlist import Question
from matcher.domain.vacancy import Vacancy
from matcher.gates.base import (
    NO,
    UNKNOWN,
    UNKNOWN_NUMBER,
    YES,
    Columns,
    Finding,
    Verdicts,
    numbers,
)
from matcher.gates.shifts import BIT as SHIFT_BIT
from matcher.gates.shifts import bits as shift_bits
from matcher.geography.places import NOWHERE, Gazetteer
from matcher.geography.travel import MODES, TravelTimes

MODE_BIT = {mode: 1 << i for i, mode in enumerate(MODES)}
# No timetable is known for the first and last hours of the day.
NO_TIMETABLE = SHIFT_BIT[Shift.EARLY] | SHIFT_BIT[Shift.NIGHT]
DUTCH = {
    Mode.WALK: "lopend",
    Mode.BIKE: "met de fiets",
    Mode.E_BIKE: "met de e-bike",
    Mode.MOPED: "met de brommer",
    Mode.CAR: "met de auto",
    Mode.PUBLIC_TRANSPORT: "met het OV",
}


class TravelGate:
    """See the module docstring.

    A mode answers yes or no by its minutes; public transport that is quick enough is unknown when
    the job has early or night shifts or does not say which shifts it has. The person's answer is
    the best of the modes.
    """

    name = "travel"
    title = "reistijd"

    def __init__(self, places: Gazetteer, times: TravelTimes) -> None:
        self.places = places
        self.times = times
        self._trip = lru_cache(maxsize=100_000)(self._between)

    def portfolio_columns(self, portfolios: Sequence[Portfolio]) -> dict[str, NDArray[Any]]:
        """Place number, modes as bits, longest trip in minutes."""
        modes = [
            None if p.mobility.modes is None else sum(MODE_BIT[m] for m in set(p.mobility.modes))
            for p in portfolios
        ]
        return {
            "travel.place": np.array([self.places.find(p.home) for p in portfolios], np.int32),
            "travel.modes": numbers(modes),
            "travel.max": numbers([p.mobility.max_minutes for p in portfolios]),
        }

    def vacancy_columns(self, vacancies: Sequence[Vacancy]) -> dict[str, NDArray[Any]]:
        """Place number, and whether a timetable can be assumed."""
        shifts = [shift_bits(v.shifts) for v in vacancies]
        return {
            "travel.place": np.array([self.places.find(v.location) for v in vacancies], np.int32),
            "travel.no_timetable": np.array(
                [s is None or bool(s & NO_TIMETABLE) for s in shifts], np.bool_
            ),
        }

    def verdicts(self, portfolios: Columns, vacancies: Columns) -> Verdicts:
        """Best answer over the person's modes."""
        modes, longest = portfolios["travel.modes"], portfolios["travel.max"]
        minutes = self._minutes(portfolios["travel.place"], vacancies["travel.place"])
        best = np.full(minutes.shape[1:], NO, np.int8)
        for mode, needed in zip(MODES, minutes, strict=True):
            fits = (needed <= longest) & (modes & MODE_BIT[mode] != 0)
            if mode is Mode.PUBLIC_TRANSPORT:
                # Without a timetable a trip takes no less than with one.
                unsure = vacancies["travel.no_timetable"] & fits
                np.maximum(best, UNKNOWN, out=best, where=unsure)
                fits &= ~vacancies["travel.no_timetable"]
            best[fits] = YES
        missing = (minutes[0] == NOWHERE) | (modes == UNKNOWN_NUMBER) | (longest == UNKNOWN_NUMBER)
        best[missing] = UNKNOWN
        return best

    def _minutes(self, homes: NDArray[np.int32], works: NDArray[np.int32]) -> NDArray[np.int16]:
        """Whole minutes, rounded up (the longest trip is a whole number), `NOWHERE` if unknown.

        A pool has many records in few places: each place is asked once.
        """
        places = np.arange(len(self.places.names), dtype=np.int32)
        if homes.size > places.size and works.size == 1:
            return self._spread(self._whole(places, works), homes)
        if works.size > places.size and homes.size == 1:
            return self._spread(self._whole(homes, places), works)
        return self._whole(homes, works)

    @staticmethod
    def _spread(by_place: NDArray[np.int16], places: NDArray[np.int32]) -> NDArray[np.int16]:
        out = by_place[:, places]
        out[:, places == NOWHERE] = NOWHERE
        return out

    def _whole(self, homes: NDArray[np.int32], works: NDArray[np.int32]) -> NDArray[np.int16]:
        minutes = np.ceil(self.times.minutes(homes, works))
        return np.where(np.isnan(minutes), NOWHERE, minutes).astype(np.int16)

    def trip(self, portfolio: Portfolio, vacancy: Vacancy) -> dict[Mode, float]:
        """Minutes by mode for one pair; empty when a place is not known."""
        return self._trip(self.places.find(portfolio.home), self.places.find(vacancy.location))

    def _between(self, home: int, work: int) -> dict[Mode, float]:
        minutes = self.times.minutes(np.array([home], np.int32), np.array([work], np.int32))[:, 0]
        return {m: float(t) for m, t in zip(MODES, minutes, strict=True) if not np.isnan(t)}

    def explain(self, portfolio: Portfolio, vacancy: Vacancy, answer: Answer) -> Finding:
        """In words, with the quickest mode."""
        trip = self.trip(portfolio, vacancy)
        longest, modes = portfolio.mobility.max_minutes, portfolio.mobility.modes
        if not trip:
            if self.places.find(vacancy.location) < 0:
                return Finding(
                    answer,
                    "plaats van de baan niet bekend",
                    Question(self.name, "In welke plaats is het werk?", "werkgever"),
                )
            return Finding(
                answer, "woonplaats niet bekend", Question(self.name, "In welke plaats woont u?")
            )
        if modes is None:
            car = f"met de auto is het {trip[Mode.CAR]:.0f} minuten"
            return Finding(
                answer,
                f"vervoer niet ingevuld; {car}",
                Question(self.name, f"Hoe komt u op het werk? ({car[0].upper()}{car[1:]}.)"),
            )
        if not modes:
            question = Question(self.name, "Hoe komt u op het werk?")
            asked = question if answer is Answer.UNKNOWN else None
            return Finding(answer, "heeft geen vervoer", asked)
        sure = [m for m in modes if not (m is Mode.PUBLIC_TRANSPORT and answer is Answer.YES)]
        mode = min(sure or modes, key=lambda m: (trip[m], m))
        shown = f"{trip[mode]:.0f} minuten {DUTCH[mode]}"
        if longest is None:
            return Finding(
                answer,
                f"{shown}; langste reistijd niet ingevuld",
                Question(self.name, f"Is {shown} te doen voor u?"),
            )
        if answer is Answer.UNKNOWN:
            return Finding(
                answer,
                "met het OV; voor deze diensten is de dienstregeling niet zeker",
                Question(
                    self.name,
                    "Kunt u met het OV op tijd zijn voor deze diensten, of kunt u anders reizen?",
                ),
            )
        if answer is Answer.YES:
            return Finding(answer, f"{shown}, mag {longest} zijn")
        return Finding(answer, f"{shown}, maar mag hoogstens {longest} zijn")
