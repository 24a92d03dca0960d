"""What the two linking benchmarks share: reading the data, ranking, measuring, printing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks._dataset import (
    ANNOTATIONS,
    CORPUS,
    QUERIES,
    Dataset,
    Extras,
    read_dataset,
    read_extras,
    vocabulary_labels,
)
from benchmarks._linking_tables import COMBINATION, LEXICAL, Measured, by_overlap, show
from benchmarks._report import add_options, circumstances, missing, write_report
from matcher.embedding.encoder import Encoder
from matcher.embedding.loading import load_encoder
from matcher.errors import MatcherError
from matcher.evaluation.baselines.bm25 import BM25
from matcher.evaluation.baselines.chance import Chance
from matcher.evaluation.baselines.char_tfidf import CharTfidf
from matcher.evaluation.linking import Corpus, link_scores, rank_of_first
from matcher.linking.ranking import LabelRanker, RankWeights

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
BATCH = 256
Scorer = Callable[[int, int], NDArray[np.floating[Any]]]  # queries start to stop → their scores


def measure(data: Dataset, corpus: Corpus, scorer: Scorer) -> Measured:
    """Rank all labels for every query and look for the right one, both ways."""
    exact: list[int | None] = []
    one: list[int | None] = []
    tops: list[list[tuple[int, float]]] = []
    for start in range(0, len(data.queries), BATCH):
        stop = min(start + BATCH, len(data.queries))
        for row, scores in enumerate(scorer(start, stop), start=start):
            top = corpus.top(scores)
            exact.append(rank_of_first(top, data.relevant[row]))
            right = corpus.concepts_of(data.relevant[row])
            one.append(rank_of_first(corpus.top_concepts(scores), right))
            tops.append([(int(i), round(float(scores[i]), 5)) for i in top])
    reciprocal = {q: 1 / r if r else 0.0 for q, r in zip(data.query_ids, exact, strict=True)}
    return Measured(link_scores(exact), link_scores(one), reciprocal, tops)


def systems(
    data: Dataset, encoder: Encoder, extras: Extras, weights: RankWeights, seed: int
) -> Iterator[tuple[str, Scorer]]:
    """Yield every system to be shown, the baselines first."""
    chance = Chance(data.document_ids, seed)
    yield "chance", lambda a, b: chance.scores(data.query_ids[a:b])
    bm25 = BM25(data.labels)
    yield "BM25", lambda a, b: bm25.scores(data.queries[a:b])
    spelling = CharTfidf(data.labels)
    yield LEXICAL, lambda a, b: spelling.scores(data.queries[a:b])
    given: dict[str, Any] = {
        "concepts": data.concepts,
        "descriptions": extras.descriptions,
        "synonyms": extras.synonyms,
    }
    dense = LabelRanker(data.labels, encoder, **given, weights=RankWeights())
    yield "encoder alone", lambda a, b: dense.rank(data.queries[a:b])
    whole = LabelRanker(data.labels, encoder, **given, weights=weights)
    yield COMBINATION, lambda a, b: whole.rank(data.queries[a:b])


def write_ranking(path: Path, data: Dataset, found: Measured) -> None:
    """Write the first 100 of each query as a TREC run, ties by document id descending."""
    lines = [
        f"{query} Q0 {data.document_ids[i]} {rank} {score:.5f} matcher\n"
        for query, top in zip(data.query_ids, found.tops, strict=True)
        for rank, (i, score) in enumerate(top, start=1)
    ]
    path.write_text("".join(lines), encoding="utf-8")


def run_benchmark(
    name: str, esco_file: str, weights: RankWeights, arguments: Sequence[str] | None = None
) -> int:
    """Run one linking benchmark from the command line; returns the exit status."""
    options = _parser(name).parse_args(arguments)
    needed = [QUERIES, CORPUS, ANNOTATIONS]
    stop = missing(options.data, needed, options.allow_missing)
    if stop is not None:
        return stop
    try:
        data = read_dataset(options.data)
        labels = None if options.vocabulary is None else vocabulary_labels(options.vocabulary)
        encoder = load_encoder(options.encoder)
        extras = read_extras(options.esco, esco_file)
        corpus = Corpus(data.document_ids, data.concepts)
        found = {
            system: measure(data, corpus, scorer)
            for system, scorer in systems(data, encoder, extras, weights, options.seed)
        }
    except MatcherError as error:
        print(error, file=sys.stderr)
        return 2
    if options.run is not None:
        write_ranking(options.run, data, found[COMBINATION])
    show(data, found, options.seed)
    shares = by_overlap(data, found, labels)
    facts = circumstances(options.data, options.seed, options.date)
    facts["encoder"] = {"name": encoder.name, "fingerprint": encoder.fingerprint}
    facts["weights"] = asdict(weights)
    facts["queries"], facts["labels"] = len(data.queries), len(data.labels)
    results = {
        "systems": {
            system: {"exact": asdict(one.exact), "one_label": asdict(one.one_label)}
            for system, one in found.items()
        },
        "combination_by_query": shares,
    }
    print(f"Raw numbers: {write_report(name, facts, results, options.results).name}")
    return 0


def _parser(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"benchmarks/{name}.py")
    parser.add_argument("--data", type=Path, default=DATA / f"{name}-nl", help="the data set")
    parser.add_argument("--run", type=Path, help="write the combination's ranking as a TREC run")
    parser.add_argument("--encoder", default=str(ROOT / "models" / "encoder"))
    parser.add_argument("--vocabulary", type=Path, help="also tell apart queries that it has")
    parser.add_argument("--esco", type=Path, default=DATA / "esco-nl", help="descriptions")
    parser.add_argument("--allow-missing", action="store_true", help="exit 0 without the data")
    add_options(parser)
    return parser
