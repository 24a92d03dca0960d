# %% [markdown]
# # 2 · How the encoder learns
#
# The encoder turns a Dutch text into a row of numbers, a vector, such that texts that mean the
# same get vectors that point the same way. It is small on purpose and needs no GPU:
#
# 1. A word is cut into features: the word itself, the parts of a compound (*vrachtwagen* +
#    *chauffeur*) and its runs of three to five letters. So an unknown or mistyped word is
#    not lost.
# 2. Each feature points to a row of one table. The rows are summed; that is the word's vector.
# 3. The words of a text are summed, each as long as it is important. "Van" and "een" hardly count.
#
# Only the table and the importance of words are learned. The lesson: two names of one occupation
# belong together, all other names in the same batch do not (contrastive learning).
#
# This notebook makes a **short** run, to show the learning; the shipped encoder was trained longer
# (`make train`). Sources that are not there are skipped. Options, all with a default:
# `--esco DIR`, `--vocabulary DIR`, `--sayings DIR`, `--one-in N` (the share of the concepts from
# outside our own vocabulary that takes part), `--steps 1 20 60`.

# %%
import argparse
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import matplotlib.pyplot as plt
import numpy as np
from plotting import BLUE, INK, ORANGE, PALETTE, ROOT, heat_map, save, table

from matcher.embedding.loading import load_encoder
from matcher.embedding.training.baseline import CharacterTfidf
from matcher.embedding.training.concepts import Corpus
from matcher.embedding.training.fit import Recipe, train
from matcher.embedding.training.holdout import hold_out
from matcher.embedding.training.measure import by_form, measure
from matcher.embedding.training.sources import read_sources
from matcher.vocabulary.concepts import Kind
from matcher.vocabulary.vocabulary import Vocabulary

shared = Path(os.environ.get("SHARED", ROOT.parent / "shared" / "data"))
parser = argparse.ArgumentParser()
parser.add_argument("--esco", type=Path, default=shared / "esco-nl")
parser.add_argument("--vocabulary", type=Path, default=ROOT / "vocab" / "competenties")
parser.add_argument("--sayings", type=Path, default=ROOT / "models" / "training" / "sayings")
parser.add_argument("--one-in", type=int, default=12)
parser.add_argument("--steps", type=int, nargs="+", default=[1, 15, 40, 80, 140])
options, _ = parser.parse_known_args()  # a notebook server adds arguments of its own

try:
    import torch  # noqa: F401

    CAN_TRAIN = True
except ImportError:
    CAN_TRAIN = False
    print("torch is not installed, so nothing is trained here: pip install -e '.[train]'")

# %% [markdown]
# ## What similar means
#
# Some pairs, and what the shipped encoder makes of them beside character TF-IDF, the lexical
# baseline: what one gets by comparing letters alone.

# %%
vocabulary = Vocabulary.load(options.vocabulary)
shipped = load_encoder(ROOT / "models" / "encoder")
lexical = CharacterTfidf([label.text for label in vocabulary.labels])
PAIRS = [
    ("heftruckchauffeur", "chauffeur heftruck"),
    ("heftruckchauffeur", "hefttruckchaufeur"),
    ("vuilnisman", "belader huisvuil"),
    ("kapster", "haren knippen"),
    ("verpleegkundige", "verzorgende ig"),
    ("metselaar", "muren metselen met baksteen"),
    ("kok", "heftruckchauffeur"),
    ("boekhouder", "boekbinder"),
]


def cosines(encoder) -> list[float]:
    one, other = (encoder.encode([pair[i] for pair in PAIRS]) for i in (0, 1))
    if hasattr(one, "toarray"):
        one, other = one.toarray(), other.toarray()
    return np.einsum("nd,nd->n", one, other).astype(float).tolist()


table(
    ("one", "other", "encoder", "letters alone"),
    [(*p, a, b) for p, a, b in zip(PAIRS, cosines(shipped), cosines(lexical), strict=True)],
)

# %% [markdown]
# ## A short run, measured on names it never saw
#
# One in ten names is held out. After training, each held-out text must find its concept among all
# concepts; the score is the MRR, the mean of 1 / rank: 1 when the right concept always comes
# first, 0.5 when it is second. Every point of the curve is a run of its own, because
# the learning rate falls over the whole run. Measured on our own vocabulary only.

# %%
SOURCE = "competenties"
FORMS = {
    "label": "another name",
    "label, mistyped": "mistyped name",
    "label in a line": "name inside a line",
    "label, other words": "name in other words",
    "sentence": "description",
}
corpus = read_sources(
    {"esco": options.esco, "competenties": options.vocabulary, "sayings": options.sayings}
)
taken = {
    c.id
    for c in corpus.concepts
    if c.source == SOURCE or crc32(c.id.encode()) % options.one_in == 0
}
corpus = Corpus(
    tuple(c for c in corpus.concepts if c.id in taken and c.labels),
    tuple((a, b) for a, b in corpus.links if a in taken and b in taken),
)
kept, queries = hold_out(corpus)
own = [q for q in queries if q.source == SOURCE]
print(
    f"{len(kept.concepts)} concepts, {sum(len(c.labels) for c in kept.concepts)} names to learn "
    f"from; {len(own)} held-out texts of {SOURCE}"
)
base = by_form(measure(CharacterTfidf([x for c in kept.concepts for x in c.labels]), kept, own))

folder = tempfile.TemporaryDirectory()
curve: dict[int, dict[str, float]] = {}
learned = None
if CAN_TRAIN:
    for steps in options.steps:
        out = Path(folder.name) / str(steps)
        train(kept, replace(Recipe(), steps=steps, batch=384), out, lambda line: None)
        learned = load_encoder(out)
        curve[steps] = by_form(measure(learned, kept, own))
        print(f"{steps:>5} steps: mean MRR {curve[steps]['mean']:.3f}", flush=True)
    forms = [f for f in FORMS if f in base]
    table(
        ("steps", *forms, "mean"),
        [(s, *(curve[s][f] for f in (*forms, "mean"))) for s in curve]
        + [("letters alone", *(base[f] for f in (*forms, "mean")))],
    )

# %%
if len(curve) > 1:
    x = list(curve)
    fig, ax = plt.subplots(figsize=(10, 5.6))
    ends = []
    for form, colour in zip(forms, PALETTE, strict=False):
        y = [curve[s][form] for s in x]
        ax.plot(x, y, "o-", color=colour, lw=2, ms=5)
        ax.axhline(base[form], color=colour, lw=1.1, ls=(0, (1, 2)), alpha=0.8)
        ends.append((y[-1], FORMS[form], colour))
    top = max(max(end for end, *_ in ends), max(base[f] for f in forms)) * 1.12
    place = -1.0
    for end, name, colour in sorted(ends):  # names at the ends of lines, kept apart
        place = max(end, place + 0.045 * top)
        ax.annotate(
            name, (x[-1], end), (1.03, place), xycoords="data",
            textcoords=("axes fraction", "data"), color=colour, va="center", weight="bold",
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.6, "shrinkB": 3},
        )  # fmt: skip
    ax.plot([], [], "o-", color=INK, label="encoder, after a run of so many steps")
    ax.plot([], [], color=INK, ls=(0, (1, 2)), label="letters alone (character TF-IDF)")
    ax.legend(loc="upper left", ncols=2)
    ax.set_xscale("symlog", linthresh=20)
    ax.set_xticks(x, [str(s) for s in x])
    ax.minorticks_off()
    passed = [s for s in x if curve[s]["mean"] > base["mean"]]
    ax.set(
        title=f"Mean MRR {curve[x[0]]['mean']:.2f} → {curve[x[-1]]['mean']:.2f} in {x[-1]} steps; "
        + (
            f"ahead of letters alone ({base['mean']:.2f}) from {passed[0]} steps"
            if passed
            else f"letters alone {base['mean']:.2f}"
        ),
        xlabel="training steps (stretched at the left)",
        ylabel="MRR on held-out texts (1 = always first)",
        ylim=(0, top * 1.06),
    )
    save(fig, "02_learning_curve")
else:
    print("No learning curve: give at least two values of --steps, with torch installed.")

# %% [markdown]
# ## The shipped recipe on held-out texts
#
# `models/encoder/metrics.json` was written by the training itself: the whole recipe on all
# sources, with one text in ten held out; afterwards the shipped table was trained on everything.
# The baseline saw the same texts.

# %%
metrics_file = ROOT / "models" / "encoder" / "metrics.json"
if metrics_file.exists():
    metrics = json.loads(metrics_file.read_text(encoding="utf-8"))
    scores = {name: metrics["mrr_by_form"][name] for name in ("encoder", "character TF-IDF")}
    forms = [f for f in scores["encoder"] if f != "mean"]
    forms.sort(key=lambda f: scores["encoder"][f])
    table(
        ("held-out text", "encoder", "character TF-IDF"),
        [
            (FORMS.get(f, f), scores["encoder"][f], scores["character TF-IDF"][f])
            for f in (*forms[::-1], "mean")
        ],
    )
    fig, ax = plt.subplots(figsize=(9.5, 4.6))
    y = np.arange(len(forms))
    for name, shift, colour in (("encoder", 0.19, BLUE), ("character TF-IDF", -0.19, ORANGE)):
        values = [scores[name][f] for f in forms]
        ax.barh(y + shift, values, 0.34, color=colour, label=name)
        for place, value in zip(y + shift, values, strict=True):
            ax.annotate(f"{value:.2f}", (value, place), (4, 0), textcoords="offset points",
                        va="center", size=9)  # fmt: skip
    gains = {f: scores["encoder"][f] - scores["character TF-IDF"][f] for f in forms}
    widest = max(gains, key=lambda f: gains[f])
    ax.set_yticks(y, [FORMS.get(f, f) for f in forms])
    ax.grid(axis="y", visible=False)
    ax.spines["left"].set_visible(False)
    better = sum(gain > 0 for gain in gains.values())
    ax.set(
        title=f"The encoder leads on {better} of {len(forms)} kinds of text, "
        f"most on “{FORMS.get(widest, widest)}” (+{gains[widest]:.2f})",
        xlabel="MRR on held-out texts (1 = always first), mean over sources and kinds",
        xlim=(0, 1),
    )
    ax.legend(loc="lower right")
    save(fig, "02_scores_by_form")
else:
    print("models/encoder/metrics.json is not there: run `make train`.")

# %% [markdown]
# ## Which sectors does it confuse?
#
# For every held-out name of an occupation we look at the most alike **other** occupation. If that
# one works in the same sector, a wrong link does little harm. A dark cell off the diagonal is a
# pair of sectors between which the encoder wanders. The encoder is the last one of the short run,
# which has not seen these names.

# %%
encoder = learned or shipped
if learned is None:
    print("The shipped encoder is used, which was trained on these names too: a friendly picture.")
occupations = [vocabulary.concepts[i] for i in vocabulary.of_kind(Kind.OCCUPATION)]
sector = {c.id: c.facts["sector"] for c in occupations}
concepts = [c for c in kept.concepts if c.id in sector]
starts = np.cumsum([0, *(len(c.labels) for c in concepts)])[:-1]
vectors = encoder.encode([label for c in concepts for label in c.labels])
place = {c.id: i for i, c in enumerate(concepts)}
asked = [q for q in own if q.concept in place and q.form in ("label", "label, other words")]
similarity = np.maximum.reduceat(
    encoder.encode([q.text for q in asked]) @ vectors.T, starts, axis=1
)
first = similarity.argmax(axis=1)
target = np.array([place[q.concept] for q in asked])
similarity[np.arange(len(asked)), target] = -2.0
other = similarity.argmax(axis=1)

sectors = sorted(set(sector.values()))
number = {s: i for i, s in enumerate(sectors)}
sector_at = np.array([number[sector[c.id]] for c in concepts])
counts = np.zeros((len(sectors), len(sectors)), int)
np.add.at(counts, (sector_at[target], sector_at[other]), 1)
asked_of = counts.sum(axis=1)
stays = counts.trace() / max(1, counts.sum())
share = 100 * counts / np.maximum(asked_of, 1)[:, None]
missed = first != target
print(f"held-out occupation names: {len(asked)}; right concept first: {np.mean(~missed):.3f}")
print(f"nearest other occupation in the same sector: {stays:.3f}")
if missed.any():
    harmless = float(np.mean(sector_at[first[missed]] == sector_at[target[missed]]))
    print(f"of the names whose first concept is wrong, still in the right sector: {harmless:.3f}\n")
off = [
    (sectors[i], sectors[j], int(counts[i, j]), int(asked_of[i]))
    for i, j in zip(*np.nonzero(counts), strict=True)
    if i != j
]
off.sort(key=lambda r: (-r[2], r[0], r[1]))
table(("own sector", "sector of the nearest other", "names", "of"), off[:10])

# %%
fig, ax = plt.subplots(figsize=(11.5, 10))
heat_map(
    ax,
    share,
    [f"{s} ({n})" for s, n in zip(sectors, asked_of, strict=True)],
    sectors,
    low=0,
    high=100,
    label="held-out names of the row's sector (%)",
    numbers="{:.0f}",
    from_=9.5,
)
ax.set(xlabel="sector of the nearest other occupation", ylabel="own sector (held-out names)")
title = f"For {stays:.0%} of the held-out names the nearest other occupation is in the same sector"
if off:
    title += f"\nMost names wander from {off[0][0]} to {off[0][1]} ({off[0][2]} of {off[0][3]})"
ax.set_title(title)
save(fig, "02_sector_confusion")
folder.cleanup()
