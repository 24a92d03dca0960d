"""What an event asks and what its plan holds."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.errors import SettingsError


@dataclass(frozen=True)
class EventSettings:
    """The evening.

    Attributes
    ----------
    rounds : int
        Rounds of conversations.
    seats : int
        Most candidates that one employer meets in one round.
    tables : int, optional
        Most conversations at the same time in the room; ``None`` is no limit.
    most : int, optional
        Most conversations of one candidate; ``None`` is one every round.
    top, middle, slope : float
        Chance of a match that no score exceeds, in (0, 1); points at which the chance is half of
        that; and how many points it takes for it to rise from there to 73 % of the top. Set by
        hand, not measured.
    """

    rounds: int = 6
    seats: int = 1
    tables: int | None = None
    most: int | None = None
    top: float = 0.3
    middle: float = 45.0
    slope: float = 12.0

    def __post_init__(self) -> None:
        wrong = [
            f"{name}: {value} is minder dan 1"
            for name in ("rounds", "seats", "tables", "most")
            if (value := getattr(self, name)) is not None and value < 1
        ]
        if not 0 < self.slope < float("inf"):
            wrong.append(f"slope: {self.slope} is geen getal boven 0")
        if not 0 < self.top < 1:
            wrong.append(f"top: {self.top} ligt niet tussen 0 en 1")
        if wrong:
            raise SettingsError(wrong)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One conversation.

    Attributes
    ----------
    round : int
        From 1.
    seat : int
        Of the employer, from 1.
    vacancy : str
        The employer's vacancy that fits this candidate best.
    centipoints : int
        The score for it.
    chance : float
        Expected matches from this conversation, in (0, 1), to four decimals.
    """

    round: int
    candidate: str
    employer: str
    seat: int
    vacancy: str
    centipoints: int
    chance: float


@dataclass(frozen=True, slots=True)
class EventPlan:
    """A schedule, sorted by round, employer and seat.

    Attributes
    ----------
    expected : float
        Sum of the chances.
    nobody_for : tuple of str
        Candidates for whom every vacancy has a known no.
    left_out : tuple of str
        Candidates who could meet someone, but for whom there was no room.
    idle : tuple of str
        Employers without a conversation.
    """

    rounds: int
    meetings: tuple[Meeting, ...]
    expected: float
    nobody_for: tuple[str, ...]
    left_out: tuple[str, ...]
    idle: tuple[str, ...]
