"""Earlier jobs compared with the vacancy's title: what two kinds of evidence share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.views import PortfolioSide, VacancySide, text_cosines


def job_cosines(job: Job, side: PortfolioSide) -> NDArray[np.float32]:
    """Cosine of the vacancy's title with every earlier job of the pool, shape (jobs,)."""
    texts, position = side.job_texts
    if job.title_vector is None or not len(texts):
        return np.zeros(len(side.pool.job_text), np.float32)
    return text_cosines(side.pool.text_vectors, texts, job.title_vector)[position]


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
