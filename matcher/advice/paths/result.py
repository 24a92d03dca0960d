"""What a loopbaanadvies says: paths step by step, the direct way beside them, and alternatives."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.advice.paths.demand import Demand


@dataclass(frozen=True, slots=True)
class Missing:
    """A required certificate that is not there, and the cheapest training that gives it."""

    certificate: str
    training: str | None


@dataclass(frozen=True, slots=True)
class PathStep:
    """One occupation on a path.

    Attributes
    ----------
    level : str
        Usual education; no demand.
    weeks : float
        What the step costs by the planning rule.
    cover : float
        Share of what the occupation asks that is there when the step is taken, in [0, 1].
    carries : tuple of str
        The weightiest parts that are there.
    learns : tuple of str
        The weightiest parts that are not.
    missing : tuple of Missing
    level_short : bool
        Whether the usual education lies above the highest known diploma.
    """

    occupation: str
    label: str
    level: str
    weeks: float
    cover: float
    carries: tuple[str, ...]
    learns: tuple[str, ...]
    missing: tuple[Missing, ...]
    level_short: bool
    demand: Demand


@dataclass(frozen=True, slots=True)
class CareerPath:
    """A way to the wished occupation; the last step is that occupation.

    Attributes
    ----------
    weeks : float
        Sum of the steps.
    points : float
        What the engine gives for the wished occupation when everything in between is done.
    """

    steps: tuple[PathStep, ...]
    weeks: float
    points: float

    @property
    def between(self) -> tuple[str, ...]:
        """Labels of the occupations in between."""
        return tuple(step.label for step in self.steps[:-1])


@dataclass(frozen=True, slots=True)
class CareerAdvice:
    """The answer for one person and one wished occupation.

    Attributes
    ----------
    points_now : float
        What the engine gives for the wished occupation today.
    direct : CareerPath
        One step; ``weeks`` may be less than those of the paths.
    too_large : bool
        Whether the direct step asks more than counts as one step.
    paths : tuple of CareerPath
        The cheapest that differ, cheapest first.
    """

    candidate: str
    wish: str
    wish_label: str
    points_now: float
    direct: CareerPath
    too_large: bool
    paths: tuple[CareerPath, ...]


@dataclass(frozen=True, slots=True)
class Carry:
    """Something that counts for an occupation, and the words of the portfolio that say so."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """An occupation that nobody thought of.

    Attributes
    ----------
    rank : int
        From 1.
    points : float
        What the engine gives for the best vacancy of this occupation that is possible now.
    worth : float
        Points × log2(1 + vacancies within reach), by which they are ranked.
    vacancy : str
        Id of that vacancy.
    possible : int
        Vacancies without any known no.
    carries : tuple of Carry
        What counts for that vacancy, weightiest first.
    """

    rank: int
    occupation: str
    label: str
    level: str
    points: float
    worth: float
    vacancy: str
    demand: Demand
    possible: int
    carries: tuple[Carry, ...]
