"""Earlier jobs of one person compared with the titles of many vacancies."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import Person
from matcher.scoring.views import PortfolioSide, VacancySide


def titles_by_level(side: PortfolioSide) -> NDArray[np.intp]:
    """Position of each earlier job's title in ``side.job_texts``, in the order of the levels."""
    return side.job_texts[1][side.job_levels.items]


def title_cosines(person: Person, side: VacancySide) -> NDArray[np.float32]:
    """Cosine of every vacancy's title with every earlier job, shape (vacancies, jobs)."""
    pool = person.side.pool
    texts = pool.job_text
    out = (
        cosines(side.pool.text_vectors[side.titles], pool.text_vectors[texts])
        if len(texts)
        else np.zeros((len(side.pool), 0), np.float32)
    )
    out[side.titles < 0] = 0
    out[:, texts < 0] = 0
    return out
