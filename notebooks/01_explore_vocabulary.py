# %% [markdown]
# # 1 · What is in the vocabulary?
#
# The vocabulary is the matcher's dictionary of Dutch work: occupations (*beroepen*), tasks
# (*taken*), skills (*vaardigheden*), knowledge areas (*kennisgebieden*) and certificates
# (*certificaten*), and the many ways in which people say them. This notebook looks at its size
# and shape. Every number is computed from the tables; change a table and run it again.
#
# Run it as a script (`python notebooks/01_explore_vocabulary.py`) or cell by cell. The figures
# are saved in `notebooks/figures/`.

# %%
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
from plotting import (
    INK,
    PALETTE,
    ROOT,
    Labels,
    bar_values,
    darker,
    heat_map,
    only_y,
    save,
    table,
)
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
from scipy.spatial.distance import squareform
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE

from matcher.embedding.loading import load_encoder
from matcher.vocabulary.concepts import Kind, Register
from matcher.vocabulary.vocabulary import Vocabulary

SEED = 1
KIND_NAME = {
    Kind.OCCUPATION: "occupations (beroepen)",
    Kind.TASK: "tasks (taken)",
    Kind.SKILL: "skills (vaardigheden)",
    Kind.KNOWLEDGE: "knowledge areas (kennis)",
    Kind.CERTIFICATE: "certificates (certificaten)",
}
KIND_COLOUR = dict(zip(Kind, PALETTE, strict=False))

vocabulary = Vocabulary.load(ROOT / "vocab" / "competenties")
encoder = load_encoder(ROOT / "models" / "encoder")
print(f"{vocabulary.tables.name} {vocabulary.tables.version}, encoder {encoder.name}")

# %% [markdown]
# ## How much is there?
#
# A shortlist can only be as good as its words. A sector with few occupations gives coarse matches:
# whoever works there is soon described by "something in this sector".

# %%
per_kind = {kind: len(vocabulary.of_kind(kind)) for kind in Kind}
occupations = vocabulary.of_kind(Kind.OCCUPATION)
sector = np.array([vocabulary.concepts[i].facts["sector"] for i in occupations])
per_sector = Counter(sector.tolist()).most_common()
table(("kind", "concepts"), [(KIND_NAME[k], n) for k, n in per_kind.items()])
print()
table(("sector", "occupations"), per_sector)

# %%
half = 0
for sectors_to_half, (_, n) in enumerate(per_sector, 1):
    half += n
    if 2 * half >= len(occupations):
        break
fig, (left, right) = plt.subplots(1, 2, figsize=(11, 7), width_ratios=(1, 1.25))
order = list(Kind)[::-1]
left.barh(
    [KIND_NAME[k] for k in order],
    [per_kind[k] for k in order],
    color=[KIND_COLOUR[k] for k in order],
    height=0.5,
)
bar_values(left, [per_kind[k] for k in order])
most = max(per_kind, key=lambda k: per_kind[k])
left.set(
    title=f"{KIND_NAME[most].split(' (')[0].capitalize()} are the largest kind",
    xlabel="concepts",
    xlim=(0, max(per_kind.values()) * 1.14),
)
names, sizes = zip(*reversed(per_sector), strict=True)
right.barh(names, sizes, color=PALETTE[0], height=0.7)
bar_values(right, sizes)
right.set(
    title=f"{sectors_to_half} of {len(per_sector)} sectors hold half of the occupations",
    xlabel="occupations",
    xlim=(0, max(sizes) * 1.08),
    ylim=(-0.6, len(names) - 0.4),
)
for ax in (left, right):
    only_y(ax)
save(fig, "01_counts")

# %% [markdown]
# ## How do people say it?
#
# Each label has a register: the preferred name, a synonym, how a vacancy or a CV writes it, how
# people say it aloud (*spreek*), how they type it in a message (*app*). Informal labels matter
# most for people who do not write a polished CV.

# %%
kind_of = {c.id: c.kind for c in vocabulary.concepts}
by_register = Counter((x.register, kind_of[x.concept]) for x in vocabulary.labels)
registers = sorted(Register, key=lambda r: sum(by_register[r, k] for k in Kind))
labels_of = Counter(x.concept for x in vocabulary.labels)
table(
    ("register", *(KIND_NAME[k].split(" (")[0] for k in Kind), "all"),
    [
        (r.value, *(by_register[r, k] for k in Kind), sum(by_register[r, k] for k in Kind))
        for r in reversed(registers)
    ],
)
print()
median = {
    k: float(np.median([labels_of[c.id] for c in vocabulary.concepts if c.kind is k])) for k in Kind
}
table(("kind", "labels per concept (median)"), [(KIND_NAME[k], m) for k, m in median.items()])

# %%
informal = sum(by_register[r, k] for r in (Register.SPOKEN, Register.MESSAGE) for k in Kind)
fig, ax = plt.subplots(figsize=(9.5, 4.2))
start = np.zeros(len(registers))
for kind in Kind:
    values = np.array([by_register[r, kind] for r in registers], float)
    ax.barh(
        [r.value for r in registers],
        values,
        left=start,
        color=KIND_COLOUR[kind],
        label=KIND_NAME[kind],
        height=0.66,
        edgecolor="white",
        linewidth=0.6,
    )
    start += values
bar_values(ax, start)
ax.set(
    title=f"{informal / len(vocabulary.labels):.0%} of the labels are informal: spoken (spreek) "
    "or typed in a message (app)",
    xlabel="labels",
    ylabel="register",
    xlim=(0, start.max() * 1.08),
)
only_y(ax)
ax.legend(loc="lower right")
save(fig, "01_labels_per_register")

# %% [markdown]
# ## What is rare?
#
# A task that only one occupation has says much about a person; one that hundreds share says
# little. The matcher weighs this with `Vocabulary.rarity`: 1 for a concept of a single occupation,
# 0 for one that every occupation has (inverse document frequency, Spärck Jones 1972).

# %%
PART_KINDS = (Kind.TASK, Kind.SKILL, Kind.KNOWLEDGE)
shared_by = np.bincount(vocabulary.parts.indices, minlength=len(vocabulary))
rows = []
for kind in PART_KINDS:
    used = [i for i in vocabulary.of_kind(kind) if shared_by[i]]
    rarity = vocabulary.rarity[used]
    common = max(used, key=lambda i: (shared_by[i], -i))
    rows.append(
        (
            KIND_NAME[kind],
            len(used),
            float(np.mean(shared_by[used] == 1)),
            float(np.median(rarity)),
            vocabulary.concepts[common].label,
            int(shared_by[common]),
        )
    )
table(("kind", "in use", "of one occupation", "median rarity", "most shared", "shared by"), rows)

# %%
steps = [(1, 1), (2, 2), (3, 3), (4, 6), (7, 12), (13, 25), (26, 50), (51, len(occupations))]
fig, ax = plt.subplots(figsize=(10, 5))
width = 0.27
for k, kind in enumerate(PART_KINDS):
    df = shared_by[vocabulary.of_kind(kind)]
    df = df[df > 0]
    height = [100 * np.mean((df >= a) & (df <= b)) for a, b in steps]
    ax.bar(
        np.arange(len(steps)) + (k - 1) * width,
        height,
        width * 0.92,
        color=KIND_COLOUR[kind],
        label=f"{rows[k][0]}; most shared: “{rows[k][4]}” ({rows[k][5]})",
    )


def rarity_of(df: int) -> str:
    n = len(occupations)
    return f"{np.clip(np.log(n / df) / np.log(n), 0, 1):.2f}"


ax.set_xticks(
    range(len(steps)),
    [
        f"{a}\n{rarity_of(a)}" if a == b else f"{a}–{b}\n{rarity_of(a)}–{rarity_of(b)}"
        for a, b in steps
    ],
)
ax.grid(axis="x", visible=False)
top = max(rows, key=lambda r: r[2])
low = min(rows, key=lambda r: r[2])
ax.set(
    title=f"{top[2]:.0%} of the {top[0].split(' (')[0]} belong to a single occupation, "
    f"{low[2]:.0%} of the {low[0].split(' (')[0]}",
    xlabel="occupations that share the concept (below: its rarity)",
    ylabel="concepts of the kind (%)",
)
ax.legend(loc="upper right")
save(fig, "01_rarity")

# %% [markdown]
# ## Which sectors lie close?
#
# The encoder turns every label into a vector. The vector of an occupation is the mean of the
# vectors of its labels; the similarity of two occupations is the cosine between them. Here we
# average it over all pairs of two sectors. The sectors are put in an order in which kin stand
# together (average-linkage clustering).

# %%
numbers = {int(i): row for row, i in enumerate(occupations)}
vectors = np.zeros((len(occupations), encoder.dim))
owners, texts = [], []
for label in vocabulary.labels:
    row = numbers.get(vocabulary.number[label.concept])
    if row is not None:
        owners.append(row)
        texts.append(label.text)
np.add.at(vectors, owners, encoder.encode(texts).astype(np.float64))
vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

sectors = sorted(set(sector.tolist()))
member = np.array([sector == s for s in sectors], float)
size = member.sum(axis=1)
cosine = vectors @ vectors.T
np.fill_diagonal(cosine, 0.0)  # an occupation is not compared with itself
pairs = np.outer(size, size) - np.diag(size)
similarity = (member @ cosine @ member.T) / np.maximum(pairs, 1)

between = similarity.copy()
np.fill_diagonal(between, 0)
distance = between.max() - between
np.fill_diagonal(distance, 0)
tree = linkage(squareform(distance, checks=False), "average", optimal_ordering=True)
line_up = leaves_list(tree)

upper = [(i, j) for i in range(len(sectors)) for j in range(i)]
upper.sort(key=lambda p: -similarity[p])
print("Closest sectors (mean cosine between their occupations):")
table(
    ("sector", "sector", "similarity"),
    [(sectors[i], sectors[j], float(similarity[i, j])) for i, j in upper[:8]],
)
within, across = float(np.mean(np.diag(similarity))), float(np.mean([similarity[p] for p in upper]))
print(f"\nwithin a sector {within:.3f}, between sectors {across:.3f} (mean over sectors)")

# %%
named = [sectors[i] for i in line_up]
one, other = (sectors[i] for i in upper[0])
fig, ax = plt.subplots(figsize=(10.5, 9))
heat_map(
    ax,
    similarity[np.ix_(line_up, line_up)],
    named,
    named,
    low=0,
    high=float(np.quantile(similarity, 0.99)),
    label="mean cosine between occupations",
)
ax.set_title(
    f"Sectors hold together ({within:.2f} within, {across:.2f} between); "
    f"closest: {one} and {other}"
)
save(fig, "01_sector_similarity")

# %% [markdown]
# ## A map of the occupations
#
# The vectors have many dimensions; t-SNE (after PCA) lays them out in two, so that occupations
# that are said alike lie together. **Near means alike; far apart says little, and the axes have no
# unit.** There are too many sectors to give each its own colour, so sectors that lie close share
# one: the groups come from the clustering above, not from us.

# %%
reduced = PCA(n_components=min(40, *vectors.shape), random_state=SEED).fit_transform(vectors)
layout = TSNE(
    n_components=2,
    perplexity=min(25, (len(reduced) - 1) / 3),
    init="pca",
    learning_rate="auto",
    metric="cosine",
    random_state=SEED,
    n_jobs=1,
).fit_transform(reduced)

# Groups of sectors: Ward on the sectors' mean vectors, so that groups are of comparable size.
means = member @ vectors / size[:, None]
group = fcluster(linkage(means, "ward"), len(PALETTE), "maxclust")
group_of = dict(zip(sectors, group.tolist(), strict=True))
order = sorted(set(group.tolist()), key=lambda g: -sum(size[group == g]))
colour = {g: PALETTE[i % len(PALETTE)] for i, g in enumerate(order)}
for g in order:
    print(f"group: {', '.join(s for s in sectors if group_of[s] == g)}")

# %%
fig, ax = plt.subplots(figsize=(12, 10.2))
ax.scatter(
    *layout.T, c=[colour[group_of[s]] for s in sector], s=20, alpha=0.75, edgecolor="white", lw=0.3
)
spread = np.ptp(layout, axis=0)
ax.set(
    xlim=(layout[:, 0].min() - 0.04 * spread[0], layout[:, 0].max() + 0.04 * spread[0]),
    ylim=(layout[:, 1].min() - 0.03 * spread[1], layout[:, 1].max() + 0.03 * spread[1]),
)
ax.set_axis_off()
near = np.argsort(-cosine, axis=1)[:, :5]
same = float(np.mean(sector[near] == sector[:, None]))
chance = float(((size / size.sum()) * ((size - 1) / (size.sum() - 1))).sum())
print(f"of the five most alike occupations {same:.3f} are in the same sector; chance {chance:.3f}")
ax.set_title(
    f"Of the five occupations most like one, {same:.0%} are in its own sector "
    f"(by chance {chance:.0%})"
)
fig.supxlabel(
    "One dot an occupation. Near = said alike; the axes have no unit. "
    "Colours: groups of sectors that lie close.",
    x=0.005,
    ha="left",
    size=9.5,
)
fig.canvas.draw()
writer = Labels(ax, layout)
left_out = []
# Sector names first, where most of their occupations lie, then a few occupations.
for s in sorted(sectors, key=lambda s: -(sector == s).sum()):
    points = layout[sector == s]
    apart = np.linalg.norm(points[:, None] - points[None], axis=2)
    x, y = points[np.median(apart, axis=1).argmin()]
    style = {"color": darker(colour[group_of[s]]), "weight": "bold", "size": 11, "zorder": 5}
    if not writer.put(x, y, s, far=True, **style):
        left_out.append(s)
shown = 0
for row in np.argsort([len(vocabulary.concepts[i].label) for i in occupations], kind="stable"):
    alone = np.linalg.norm(layout - layout[row], axis=1)
    if np.partition(alone, 3)[3] > 0.012 * spread.mean() and row % 6 == 0:
        name = vocabulary.concepts[occupations[row]].label
        shown += writer.put(*layout[row], name, color=INK, size=7.5, zorder=4, alpha=0.85)
print(f"{shown} occupations named; sector names without room: {', '.join(left_out) or 'none'}")
save(fig, "01_map")

# %% [markdown]
# ## Circumstances
#
# What the work is like: standing, outdoors, at night. These words tell which work suits a person
# beside what they can do.

# %%
circumstances = Counter(x.target for x in vocabulary.tables.links["beroep_omstandigheden.csv"])
sector_of = {vocabulary.concepts[i].id: s for i, s in zip(occupations, sector, strict=True)}
count = Counter(
    (sector_of[x.source], x.target)
    for x in vocabulary.tables.links["beroep_omstandigheden.csv"]
    if x.source in sector_of
)
columns = [name for name, _ in circumstances.most_common()]
share = np.array([[count[s, c] for c in columns] for s in named]) / np.array(
    [(sector == s).sum() for s in named]
).reshape(-1, 1)
table(
    ("circumstance", "occupations", "most in sector", "share there"),
    [
        (c, circumstances[c], named[int(share[:, j].argmax())], float(share[:, j].max()))
        for j, c in enumerate(columns)
    ],
)

# %%
fig, ax = plt.subplots(figsize=(12, 10))
heat_map(
    ax,
    100 * share,
    named,
    columns,
    low=0,
    high=100,
    label="occupations with this circumstance (%)",
    numbers="{:.0f}",
    from_=9.5,
)
first, second = columns[:2]
ax.set_title(
    f"“{first}” ({circumstances[first] / len(occupations):.0%} of the occupations) and "
    f"“{second}” ({circumstances[second] / len(occupations):.0%}) are the commonest circumstances"
)
save(fig, "01_circumstances")
