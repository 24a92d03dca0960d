"""Per requirement of the vacancy: have, nearly, or not named."""

from __future__ import annotations

from matcher.domain.shortlist import Coverage, Gap
from matcher.reading.demands import Ask
from matcher.scoring.evidence.base import Job, Pair
from matcher.scoring.evidence.pair import Pairs

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
    covered, person = pair.covered, pair.person
    out: list[Gap] = []
    for (label, importance, thing), best, at in zip(
        pair.pairs.once(_wanted), *pair.pairs.once(_words)[pair.at], strict=True
    ):
        coverage, segment = 0.0, -1
        if thing is not None and covered.coverage[thing] > 0:
            coverage = covered.coverage[thing]
            segment = covered.segments[thing]
        if best > coverage:
            coverage, segment = best, at
        have = None if coverage < NEARLY else person.source(segment)
        out.append(Gap(label, importance, _status(coverage), round(coverage, 3), have))
    return tuple(out)


def _shown(job: Job) -> list[int]:
    """Positions of the demands that are shown, among those of the vacancy."""
    asks = job.side.pool.demand_ask[job.demands].tolist()
    return [at for at, ask in enumerate(asks) if ask in SHOWN]


def _wanted(pairs: Pairs) -> list[tuple[str, str, int | None]]:
    """Words, importance and thing of each demand that is shown."""
    job = pairs.job
    asks, start = job.side.pool.demand_ask, job.demands.start
    return [
        (job.texts[at], SHOWN[Ask(int(asks[start + at]))], job.leaves.thing.get(start + at))
        for at in _shown(job)
    ]


def _words(pairs: Pairs) -> list[tuple[list[float], list[int]]]:
    """Per pair: for each demand that is shown, the best likeness in words and its segment."""
    shown = _shown(pairs.job)
    best, at = pairs.best_words[:, shown].tolist(), pairs.best_words_at[:, shown].tolist()
    return list(zip(best, at, strict=True))


def _status(coverage: float) -> Coverage:
    if coverage >= HAVE:
        return Coverage.HAVE
    return Coverage.NEARLY if coverage >= NEARLY else Coverage.NOT_NAMED
