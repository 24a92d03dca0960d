# %% [markdown]
# # 3 · Linking text to concepts, and saying how sure
#
# The linker reads a text and says which concepts of the vocabulary stand in it: first by spelling
# (the same label, the same word parts, an abbreviation), then by meaning (the nearest vectors).
# A link by meaning gets a **confidence**: the share of such links that are right. This notebook
# checks whether that promise holds, what the threshold costs, and what the confidence looks at.
#
# As in `python -m matcher.linking.calibrate`: one label in eight is taken out of the vocabulary
# and must be found again; of one concept in forty all labels are taken out, so that "not
# recognised" is the right answer; and clauses that name no work must find nothing. The confidence
# was fitted on half of these texts; everything below is measured on the **other half**.
#
# **Read with care.** The shipped encoder has seen the held-out labels in its training, which makes
# the results friendlier than life. `--data DIR` (where the training data lie, as for `calibrate`)
# first trains an encoder without them, which takes minutes; `--encoder DIR` uses another one. And
# a label of our own vocabulary is neater than what people write.

# %%
import argparse
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Patch
from plotting import BLUE, GREEN, GREY, INK, ORANGE, RED, ROOT, only_y, save, table

from matcher.embedding.loading import load_encoder
from matcher.linking.calibrate import encoder_without, examples, fit, hold_out, no_work
from matcher.linking.candidates import FEATURES
from matcher.linking.confidence import ConfidenceModel
from matcher.linking.labels import CONFIDENCE
from matcher.linking.linker import Linker, LinkSettings
from matcher.linking.recognition import Method
from matcher.vocabulary.tables import read_tables
from matcher.vocabulary.vocabulary import Vocabulary

parser = argparse.ArgumentParser()
parser.add_argument("--vocabulary", type=Path, default=ROOT / "vocab" / "competenties")
parser.add_argument("--data", type=Path, help="train an encoder without the held-out labels first")
parser.add_argument("--encoder", default=str(ROOT / "models" / "encoder"))
options, _ = parser.parse_known_args()  # a notebook server adds arguments of its own

SETTINGS = LinkSettings()
tables = read_tables(options.vocabulary)
shipped = ConfidenceModel.load()
reduced, queries = hold_out(tables)
nothing = no_work()
everything = queries + nothing
if options.data:
    with tempfile.TemporaryDirectory() as directory:
        encoder = load_encoder(
            encoder_without(reduced, options.vocabulary, options.data, Path(directory))
        )
else:
    encoder = load_encoder(options.encoder)
unseen = np.array([crc32(text.encode()) % 2 == 1 for text, _ in everything])
print(
    f"{len(queries)} held-out labels ({sum(not c for _, c in queries)} of concepts taken out "
    f"whole), {len(nothing)} clauses without work; {int(unseen.sum())} of all in the unseen half"
)


def interval(right: float, n: float) -> tuple[float, float]:
    """Ends of the 95% interval of a share (Wilson, 1927)."""
    if n == 0:
        return 0.0, 1.0
    z, p = 1.96, right / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


# %% [markdown]
# ## Does the confidence keep its promise?
#
# Every candidate that the linker considers gets a confidence. Of the links with a confidence near
# 0.7, seven in ten should be right: then the dots lie on the diagonal. Bars show the 95% interval.

# %%
linker = Linker(Vocabulary(reduced), encoder, LinkSettings(accept=0.0, most=1), shipped)
rows = list(examples(linker, everything))
x = np.array([features for _, features, _ in rows])
y = np.array([right for _, _, right in rows])
test = unseen[[i for i, _, _ in rows]]
p = np.array([shipped(tuple(f)) for f in x])[test]
truth = y[test]

tenths = np.minimum((p * 10).astype(int), 9)
bins = []
for tenth in range(10):
    inside = tenths == tenth
    n, right = int(inside.sum()), int(truth[inside].sum())
    if n:
        bins.append((f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", n, float(p[inside].mean()),
                     right / n, *interval(right, n)))  # fmt: skip
table(("confidence", "links", "mean confidence", "share right", "from", "to"), bins)
error = sum(b[1] * abs(b[2] - b[3]) for b in bins) / len(p)
brier = float(np.mean((p - truth) ** 2))
constant = float(np.mean((truth.mean() - truth) ** 2))
print(f"\nexpected calibration error {error:.3f}; Brier score {brier:.4f} (no model {constant:.4f})")

intercept, weights = fit(x[~test], y[~test])
anew = 1 / (1 + np.exp(-(x[test] @ np.array(weights) + intercept)))
drift = float(np.mean(np.abs(anew - p)))
print(f"fitted anew, confidences move by {drift:.4f} on average", end="")
print(": calibrate again if the vocabulary or the encoder changed" if drift > 0.02 else "")

# %%
promised, share, low, high = (np.array([b[k] for b in bins]) for k in (2, 3, 4, 5))
fig, (ax, below) = plt.subplots(
    2, 1, figsize=(7.6, 8.4), height_ratios=(4, 1), sharex=True, layout="constrained"
)
ax.plot([0, 1], [0, 1], color=GREY, ls="--", lw=1.2)
ax.text(0.72, 0.685, "as promised", rotation=45, rotation_mode="anchor", color="#6B7177",
        transform_rotates_text=True, size=10, va="top")  # fmt: skip
ax.errorbar(promised, share, [share - low, high - share], fmt="o", ms=7, color=BLUE, lw=1.6)
ax.axvline(SETTINGS.sure, color=RED, lw=1.4)
ax.annotate(f"recognised from {SETTINGS.sure:g}", (SETTINGS.sure, 0.02), (6, 0),
            textcoords="offset points", color=RED)  # fmt: skip
most_off = max(bins, key=lambda b: abs(b[2] - b[3]))
ax.set(
    title=f"Confidence is off by {100 * error:.1f} percentage points on average;\n"
    f"most in {most_off[0]}: {most_off[2]:.2f} promised, {most_off[3]:.2f} right",
    ylabel="share of the links that are right",
    xlim=(0, 1),
    ylim=(0, 1),
)
below.hist(p, bins=np.linspace(0, 1, 21), color=BLUE, rwidth=0.9)
below.set_yscale("log")
below.minorticks_off()
below.axvline(SETTINGS.sure, color=RED, lw=1.4)
below.set(xlabel="confidence", ylabel="links (log scale)")
save(fig, "03_reliability")

# %% [markdown]
# ## What does the threshold cost?
#
# Now whole texts, by the linker as the matcher uses it, spelling included: the surest concept of
# each text is kept when its confidence reaches the threshold.
#
# - **precision**: of the texts that got a link, the share in which it is right;
# - **recall**: of the texts that have a right concept, the share in which it is found;
# - **false alarms**: of the texts that name nothing in the vocabulary, the share that gets a link.
#
# From `LinkSettings.sure` a text is said to be recognised. Between `accept` and `sure` a link only
# supports a match; below `accept` it is dropped.

# %%
asked = [pair for pair, new in zip(everything, unseen, strict=True) if new]
found = linker.link_many([text for text, _ in asked])
has = np.array([bool(concept) for _, concept in asked])
confidence = np.array([links[0].confidence if links else 0.0 for links in found])
right = np.array(
    [
        bool(links) and linker.vocabulary.concepts[links[0].concept].id == concept
        for links, (_, concept) in zip(found, asked, strict=True)
    ]
)


def at(threshold: float) -> tuple[float, float, float]:
    """Precision, recall and false alarms."""
    linked = confidence >= threshold
    precision = float(right[linked].mean()) if linked.any() else float("nan")
    return precision, float((linked & right).sum() / has.sum()), float(linked[~has].mean())


marks = sorted({SETTINGS.accept, SETTINGS.sure, *np.arange(1, 10) / 10})
table(("threshold", "precision", "recall", "false alarms"), [(f"{t:g}", *at(t)) for t in marks])
alarms = {
    name: float((confidence[chosen] >= SETTINGS.sure).mean())
    for name, chosen in (
        ("clauses without work", np.array([pair in set(nothing) for pair in asked])),
        ("concepts taken out whole", ~has & np.array([pair not in set(nothing) for pair in asked])),
    )
    if chosen.any()
}
print()
for name, rate in alarms.items():
    print(f"false alarms at {SETTINGS.sure:g}, {name}: {rate:.3f}")

# %%
grid = np.linspace(0.02, 0.94, 185)
lines = np.array([at(t) for t in grid])
fig, ax = plt.subplots(figsize=(10, 5.4))
for k, (name, colour, style) in enumerate(
    (("precision", BLUE, "-"), ("recall", ORANGE, "-"), ("false alarms", GREEN, (0, (4, 2))))
):
    ax.plot(grid, lines[:, k], color=colour, ls=style, lw=2.2)
    ax.annotate(name, (grid[-1], lines[-1, k]), (8, 0), textcoords="offset points", color=colour,
                weight="bold", va="center", annotation_clip=False)  # fmt: skip
    value = at(SETTINGS.sure)[k]
    ax.plot(SETTINGS.sure, value, "o", color=colour, ms=7)
    ax.annotate(f"{value:.2f}", (SETTINGS.sure, value), (8, 7), textcoords="offset points",
                color=colour, weight="bold")  # fmt: skip
for name, value in (("accept", SETTINGS.accept), ("sure", SETTINGS.sure)):
    ax.axvline(value, color=RED if name == "sure" else GREY, lw=1.3)
    ax.annotate(f"{name} = {value:g}", (value, 1.0), (5, -2), textcoords="offset points",
                va="top", color=RED if name == "sure" else "#6B7177")  # fmt: skip
precision, recall, false = at(SETTINGS.sure)
ax.set(
    title=f"At the default threshold {precision:.0%} of the links are right, and "
    f"{recall:.0%} of what could be found is found",
    xlabel="threshold on the confidence",
    ylabel="share of texts",
    xlim=(0, 0.95),
    ylim=(0, 1.04),
)
save(fig, "03_threshold")

# %% [markdown]
# ## Are the fixed confidences of spelling right?
#
# Links by spelling get a fixed confidence (`matcher.linking.labels.CONFIDENCE`). Here the share
# that is right is measured for each method, over both halves, as nothing was fitted. An exact link
# cannot be measured this way: a text that equals a label that remains is no test. A text whose
# concept was taken out whole counts as wrong, whatever it is linked to; the last column leaves
# those texts out.

# %%
FEWEST = 20  # texts, to say anything about a method
both = linker.link_many([text for text, _ in everything])
tally: dict[Method, list[bool]] = defaultdict(list)
with_concept: dict[Method, list[bool]] = defaultdict(list)
promise: dict[Method, list[float]] = defaultdict(list)
for links, (_, concept) in zip(both, everything, strict=True):
    if links:
        tally[links[0].method].append(linker.vocabulary.concepts[links[0].concept].id == concept)
        if concept:
            with_concept[links[0].method].append(tally[links[0].method][-1])
        promise[links[0].method].append(links[0].confidence)
methods = [
    (m.value, len(tally[m]), float(np.mean(promise[m])), float(np.mean(tally[m])),
     *interval(sum(tally[m]), len(tally[m])), "fixed" if m in CONFIDENCE else "model",
     float(np.mean(with_concept[m] or [0])))
    for m in Method
    if len(tally[m]) >= FEWEST
]  # fmt: skip
table(("method", "texts", "confidence", "share right", "from", "to", "given by",
       "right of those with a concept"), methods)  # fmt: skip
print("too few texts to tell:", ", ".join(m.value for m in Method if len(tally[m]) < FEWEST) or "-")

# %%
fig, ax = plt.subplots(figsize=(9.5, 0.75 * len(methods) + 1.8))
for place, (_, _, promised_, share_, low_, high_, *_) in enumerate(reversed(methods)):
    ax.plot([low_, high_], [place, place], color=BLUE, lw=2.4, solid_capstyle="round")
    ax.plot(share_, place, "o", color=BLUE, ms=8, label="measured, 95% interval" if not place else None)
    ax.plot(promised_, place, "D", color=ORANGE, ms=8, mec="white",
            label="confidence given (mean)" if not place else None)  # fmt: skip
ax.set_yticks(range(len(methods)), [f"{m[0]} ({m[6]}, {m[1]:,} texts)" for m in reversed(methods)])
off = max(methods, key=lambda m: max(m[4] - m[2], m[2] - m[5]))
outside = [m for m in methods if not m[4] <= m[2] <= m[5]]
ax.set(
    title=f"Methods whose confidence is right: {len(methods) - len(outside)} of {len(methods)}"
    + (f";\nfurthest off: {off[0]} ({off[2]:.2f} given, {off[3]:.2f} right)" if outside else ""),
    xlabel="share of links that are right",
    xlim=(0, 1.02),
    ylim=(-0.6, len(methods) - 0.4),
)
only_y(ax)
fig.legend(loc="outside lower center", ncols=2)
save(fig, "03_methods")

# %% [markdown]
# ## What does the confidence look at?
#
# The confidence is a logistic regression over a handful of features. A feature matters when the
# predictions get worse as its values are shuffled among the candidates (permutation importance,
# Breiman 2001; mean of ten shuffles). Features that go together, such as *cosine* and its
# products, can stand in for one another, so their importance is shared and a weight alone can
# have an odd sign.

# %%
MEANING = {
    "cosine": "likeness of the vectors",
    "margin": "lead over the next concept",
    "spelling": "likeness of the letters",
    "text_said": "share of the text that the label says",
    "label_said": "share of the label that the text says",
    "cosine_text_said": "likeness × share of the text",
    "cosine_label_said": "likeness × share of the label",
    "votes": "near labels of the same concept",
    "short": "shortness of the text",
    "form": "form: an occupation or something done",
    "very_alike": "likeness of the vectors above .8",
    "runner_up": "likeness of its second nearest label",
}
w = np.array(shipped.weights)


def meaning(feature: str) -> str:
    """In plain words; a feature added later keeps its own name."""
    return MEANING.get(feature, feature.replace("_", " "))




def log_loss(features: np.ndarray) -> float:
    z = np.clip(features @ w + shipped.intercept, -40, 40)
    return float(np.mean(np.logaddexp(0, z) - truth * z))


rng = np.random.default_rng(1)
xt = x[test]
plain = log_loss(xt)
importance = {}
for k, name in enumerate(FEATURES):
    losses = []
    for _ in range(10):
        shuffled = xt.copy()
        shuffled[:, k] = rng.permutation(xt[:, k])
        losses.append(log_loss(shuffled) - plain)
    importance[name] = float(np.mean(losses)), float(np.std(losses))
ranked = sorted(FEATURES, key=lambda f: importance[f][0])
table(
    ("feature", "what it says", "weight", "weight × spread", "rise of the loss"),
    [
        (
            f,
            meaning(f),
            float(w[FEATURES.index(f)]),
            float(w[FEATURES.index(f)] * xt[:, FEATURES.index(f)].std()),
            importance[f][0],
        )
        for f in reversed(ranked)
    ],
)
base = truth.mean()
print(
    f"log loss {plain:.4f}; always saying {base:.3f} gives "
    f"{-(base * np.log(base) + (1 - base) * np.log(1 - base)):.4f}"
)

# %%
fig, ax = plt.subplots(figsize=(9.5, 4.8))
rise = np.array([importance[f][0] for f in ranked])
sign = [w[FEATURES.index(f)] >= 0 for f in ranked]
ax.barh(
    [meaning(f) for f in ranked],
    rise,
    xerr=[importance[f][1] for f in ranked],
    color=[BLUE if s else ORANGE for s in sign],
    height=0.66,
    error_kw={"ecolor": INK, "lw": 1},
)
best, second = ranked[-1], ranked[-2]
ax.set(
    title=f"What counts most: {meaning(best)},\nthen {meaning(second)}",
    xlabel="rise of the log loss when shuffled (nats per candidate; higher = matters more)",
)
only_y(ax)
ax.legend(
    handles=[
        Patch(color=BLUE, label="more of it raises the confidence, the rest being equal"),
        Patch(color=ORANGE, label="more of it lowers the confidence, the rest being equal"),
    ],
    loc="lower right",
)
save(fig, "03_features")

# %% [markdown]
# ## Examples
#
# First texts as people write them, linked with the whole vocabulary. Then held-out labels: links
# that are surest and right, links that are surest and wrong (often a neighbour, or a label that
# could name both), and texts that the linker let go.

# %%
TEXTS = [
    "ik reed jaren op de heftruck bij een groothandel",
    "hefttruckchaufeur",
    "mag.medew.",
    "in de bediening en achter de bar gestaan",
    "pakketjes rondbrengen met een busje",
    "oude mensen wassen en aankleden",
    "schoonmaken van kantoren in de avond",
    "VCA basis gehaald in het voorjaar",
    "steigers opbouwen",
    "ik kan goed met kinderen omgaan",
    "boekhouding bijhouden in Exact",
    "wij hebben twee katten en een hond",
    "het was een mooie tijd",
    "woon sinds kort in Assen",
]
whole = Linker(Vocabulary(tables), encoder, LinkSettings(accept=0.0, most=1), shipped)
rows = []
for text, links in zip(TEXTS, whole.link_many(TEXTS), strict=True):
    link = links[0] if links else None
    sure = link.confidence if link else 0.0
    verdict = (
        "recognised"
        if sure >= SETTINGS.sure
        else "only supports"
        if sure >= SETTINGS.accept
        else "not recognised"
    )
    concept = whole.vocabulary.concepts[link.concept] if link else None
    rows.append(
        (text, verdict, sure, link.method.value if link else "-", concept.id if concept else "-")
    )
table(("text", "verdict", "confidence", "method", "nearest concept"), rows)
print("\n" + ", ".join(f"{n} {v}" for v, n in Counter(r[1] for r in rows).most_common()))

# %%
order = np.argsort(-confidence, kind="stable")


def show(title: str, chosen: list[int]) -> None:
    print(f"\n{title}")
    out = []
    for i in chosen[:6]:
        text, concept = asked[i]
        link = found[i][0] if found[i] else None
        got = linker.vocabulary.concepts[link.concept].id if link else "-"
        out.append((text, concept or "(nothing)", got, float(confidence[i])))
    if out:
        table(("text", "right", "linked to", "confidence"), out)


by_meaning = [i for i in order if found[i] and found[i][0].method not in CONFIDENCE]
show("surest by meaning, right", [i for i in by_meaning if right[i]])
show("surest by meaning, wrong", [i for i in by_meaning if not right[i]])
show(
    "let go (below the threshold for support)",
    [i for i in order if confidence[i] < SETTINGS.accept and has[i]],
)
