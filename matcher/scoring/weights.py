"""Every weight of the score, in one place. Points add up; about 100 is an excellent match.

Set by hand from what each kind of evidence means, checked on the development set one group at a
time (``matcher evaluate data/samples``), and never fitted to single cases. A data scientist
changes them in a copy: ``Weights(own_words=20)``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from matcher.errors import SettingsError
from matcher.reading.demands import Ask

# How much one demand counts beside another. The text of a vacancy often holds the real demands,
# but in many clauses, and some of them say nothing.
IMPORTANCE: dict[Ask, float] = {
    Ask.TITLE: 0.0,
    Ask.ESSENTIAL: 3.0,
    Ask.IMPORTANT: 2.0,
    Ask.OPTIONAL: 1.0,
    Ask.TASK: 6.0,  # times the share of the working time
    Ask.TEXT: 1.0,
}


@dataclass(frozen=True)
class Weights:
    """Largest number of points per kind of evidence.

    Attributes
    ----------
    demands : float
        Requirements, tasks and what the text asks, covered through the vocabulary.
    occupation_parts : float
        Tasks and requirements that belong to the occupation in the title.
    occupation : float
        An earlier job with a like title.
    experience : float
        Length and recency of the experience that is like this job.
    wish, wish_elsewhere : float
        Wanting this work; points lost when all stated wishes lie elsewhere.
    refusal : float
        Points lost when the person says not to want what the job asks.
    document : float
        Likeness of the two texts as a whole.
    own_words : float
        Each demand against the best piece of the portfolio, in the person's own words.
    shared_words : float
        Rare words that both texts use.
    rarity_floor : float
        Share of its weight that a demand keeps when every occupation asks it, in [0, 1].
    """

    demands: float = 16.0
    occupation_parts: float = 10.0
    occupation: float = 5.0
    experience: float = 5.0
    wish: float = 8.0
    wish_elsewhere: float = 4.0
    refusal: float = 8.0
    document: float = 30.0
    own_words: float = 14.0
    shared_words: float = 12.0
    rarity_floor: float = 0.1
    importance: dict[Ask, float] = field(default_factory=lambda: dict(IMPORTANCE))

    def __post_init__(self) -> None:
        wrong = [
            f"gewicht {name}: {value} is geen getal van 0 of meer"
            for name, value in asdict(self).items()
            if isinstance(value, float | int) and not 0 <= value < float("inf")
        ]
        if self.rarity_floor > 1:
            wrong.append(f"gewicht rarity_floor: {self.rarity_floor} ligt niet tussen 0 en 1")
        if wrong:
            raise SettingsError(wrong)


# From similarity to credit: below the floor two texts have nothing in common, at the top they
# say the same; credit rises linearly in between.
TITLE_FLOOR, TITLE_TOP = 0.20, 0.80
DOCUMENT_FLOOR, DOCUMENT_TOP = 0.15, 0.85
OWN_WORDS_FLOOR, OWN_WORDS_TOP = 0.15, 0.75
OWN_WORDS_FULL = 0.70  # weighted credit over all demands that earns all points
SHARED_WORDS_TOP = 0.40
WISH_FLOOR, WISH_TOP = 0.20, 0.75
SECTOR_WORTH = 0.6  # a wished sector beside a wished occupation
REFUSAL_FLOOR, REFUSAL_TOP = 0.35, 0.75
FULL_EXPERIENCE_MONTHS = 36.0
STALE_AFTER_MONTHS, STALE_AT_MONTHS, STALE_WORTH = 36.0, 180.0, 0.5
