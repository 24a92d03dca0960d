"""Per requirement of the vacancy: have, nearly, or not named."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Coverage, Gap
from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Pair

HAVE, NEARLY = 0.60, 0.40
SHOWN = {
    Ask.ESSENTIAL: "essential",
    Ask.IMPORTANT: "important",
    Ask.OPTIONAL: "optional",
    Ask.TASK: "task",
}


def gaps(pair: Pair) -> tuple[Gap, ...]:
    """Every requirement and task in the order of the vacancy, with the words that meet it.

    Coverage is the best of two readings: through the vocabulary, and words against words.
    """
    job, person = pair.job, pair.person
    out: list[Gap] = []
    for demand in range(job.demands.start, job.demands.stop):
        ask = Ask(int(job.side.pool.demand_ask[demand]))
        if ask not in SHOWN:
            continue
        coverage, segment = 0.0, -1
        thing = job.leaves.thing.get(demand)
        if thing is not None and pair.covered.coverage[thing] > 0:
            coverage = pair.covered.coverage[thing]
            segment = person.claim(pair.covered.concept(thing))[0]
        if len(pair.supports):
            words = pair.likeness[:, demand - job.demands.start]
            best = int(np.argmax(words))
            if words[best] > coverage:
                coverage, segment = float(words[best]), int(pair.supports[best])
        have = None if coverage < NEARLY else person.source(segment)
        gap = Gap(job.text_of(demand), SHOWN[ask], _status(coverage), round(coverage, 3), have)
        out.append(gap)
    return tuple(out)


def _status(coverage: float) -> Coverage:
    if coverage >= HAVE:
        return Coverage.HAVE
    return Coverage.NEARLY if coverage >= NEARLY else Coverage.NOT_NAMED
