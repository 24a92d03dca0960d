"""What a person says to lack or refuse, of what a vacancy asks."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Source
from matcher.reading.segments import Piece
from matcher.reading.stance import Stance
from matcher.scoring.arithmetic import cosines
from matcher.scoring.evidence.base import Job, Person, own_words_credit
from matcher.shortlist.gaps import HAVE, SHOWN


def denied(job: Job, person: Person) -> list[Source | None]:
    """For each requirement and task: a clause in which the person says to lack or refuse it."""
    pool = person.side.pool
    mine = np.arange(person.segments.start, person.segments.stop)
    against = mine[
        (pool.segment_stance[mine] != Stance.SUPPORTS)
        & (pool.segment_piece[mine] < Piece.WISH_OCCUPATION)
    ]
    asks = job.side.pool.demand_ask[job.demands]
    demands = [i for i, ask in enumerate(asks.tolist()) if ask in SHOWN]
    if not len(against) or not demands:
        return [None] * len(demands)
    vectors = pool.text_vectors[pool.segment_text[against]]
    table = own_words_credit(cosines(vectors, job.demand_vectors[demands]))
    best = table.argmax(axis=0)
    return [
        person.source(int(against[segment])) if table[segment, column] >= HAVE else None
        for column, segment in enumerate(best.tolist())
    ]
