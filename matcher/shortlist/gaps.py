"""Per requirement of the vacancy: have, nearly, or not named."""

from __future__ import annotations

import numpy as np

from matcher.domain.shortlist import Coverage, Gap
from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Pair, Wanted
from matcher.scoring.evidence.coverage import covered_by

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
    asked = job.side.pool.asked
    out: list[Gap] = []
    for demand in range(job.demands.start, job.demands.stop):
        ask = Ask(int(job.side.pool.demand_ask[demand]))
        if ask not in SHOWN:
            continue
        at = slice(asked.indptr[demand], asked.indptr[demand + 1])
        concepts = zip(asked.indices[at].tolist(), asked.data[at], strict=True)
        coverage, segment = 0.0, -1
        if found := covered_by(Wanted.of(1.0, concepts), pair):
            _, coverage, concept = found
            segment = person.claim(concept)[0]
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
