"""Per requirement of the vacancy: have, nearly, or not named."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Coverage, Gap
from matcher.reading.demands import Ask
from matcher.scoring.arithmetic import cosines, credit
from matcher.scoring.evidence.base import Job, Person
from matcher.scoring.evidence.coverage import Wanted, covered_by
from matcher.scoring.weights import OWN_WORDS_FLOOR, OWN_WORDS_TOP

HAVE, NEARLY = 0.55, 0.30
SHOWN = {
    Ask.ESSENTIAL: "essential",
    Ask.IMPORTANT: "important",
    Ask.OPTIONAL: "optional",
    Ask.TASK: "task",
}


def gaps(job: Job, person: Person) -> tuple[Gap, ...]:
    """Every requirement and task in the order of the vacancy, with the words that meet it.

    Coverage is the best of two readings: through the vocabulary, and words against words.
    """
    asked = job.side.pool.asked
    out: list[Gap] = []
    for demand in range(job.demands.start, job.demands.stop):
        ask = Ask(int(job.side.pool.demand_ask[demand]))
        if ask not in SHOWN:
            continue
        at = slice(asked.indptr[demand], asked.indptr[demand + 1])
        concepts = list(zip(asked.indices[at].tolist(), asked.data[at], strict=True))
        coverage, segment = 0.0, -1
        if found := covered_by(Wanted(1.0, concepts), person):
            _, coverage, concept = found
            segment = person.claims[concept][1]
        words, best = _own_words(job, person, demand)
        if words > coverage:
            coverage, segment = words, best
        status = (
            Coverage.HAVE
            if coverage >= HAVE
            else Coverage.NEARLY
            if coverage >= NEARLY
            else Coverage.NOT_NAMED
        )
        have = None if status is Coverage.NOT_NAMED else person.source(segment)
        out.append(Gap(job.text_of(demand), SHOWN[ask], status, round(coverage, 3), have))
    return tuple(out)


def _own_words(job: Job, person: Person, demand: int) -> tuple[float, int]:
    starts, positions = person.side.supports
    mine = positions[int(starts[person.row]) : int(starts[person.row + 1])]
    if not len(mine):
        return 0.0, -1
    pool = person.side.pool
    query = job.demand_vectors[demand - job.demands.start]
    likeness = cosines(pool.text_vectors[pool.segment_text[mine]], query)
    worth = credit(likeness, OWN_WORDS_FLOOR, OWN_WORDS_TOP) * pool.segment_strength[mine]
    best = int(np.argmax(worth))
    return float(worth[best]), int(mine[best])
