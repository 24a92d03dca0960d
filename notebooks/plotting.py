"""What the notebooks share: where things are, one look for all figures, labels that do not collide.

Colours are Okabe and Ito's (2008), made to be told apart with any common form of colour blindness;
heat maps go from light to dark, so that they keep their order in grey too.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib

# In a notebook figures are shown inline; a script only saves them.
IN_NOTEBOOK = "ipykernel" in sys.modules
if not IN_NOTEBOOK:
    matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FIGURES = Path(__file__).resolve().parent / "figures"
DPI = 110

BLUE, ORANGE, GREEN, RED = "#0072B2", "#E69F00", "#009E73", "#D55E00"
SKY, PINK, YELLOW, GREY, INK = "#56B4E9", "#CC79A7", "#F0E442", "#9AA0A6", "#2B2F33"
PALETTE = (BLUE, ORANGE, GREEN, RED, SKY, PINK, "#7A5C00", "#5D4B9E")

plt.rcParams.update(
    {
        "figure.dpi": DPI,
        "savefig.dpi": DPI,
        "figure.constrained_layout.use": True,
        "font.size": 10,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": "#C4C8CC",
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.titlepad": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "grid.color": "#E6E8EA",
        "grid.linewidth": 0.8,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.major.size": 0,
        "ytick.major.size": 0,
        "legend.frameon": False,
    }
)


def save(fig: Figure, name: str) -> None:
    """Write ``figures/name.png``, show it in a notebook, and close it."""
    FIGURES.mkdir(exist_ok=True)
    path = FIGURES / f"{name}.png"
    raw = io.BytesIO()
    fig.savefig(raw, format="png")
    # 256 colours without dithering: a third of the size, and to the eye the same.
    Image.open(raw).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"[figures/{path.name}, {path.stat().st_size / 1024:.0f} kB]")
    if IN_NOTEBOOK:
        from IPython.display import display

        display(fig)
    plt.close(fig)


def table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns; numbers are set to the right."""
    cells = [[f"{c:.3f}" if isinstance(c, float) else str(c) for c in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(header, *cells, strict=True)]
    right = [
        all(isinstance(row[i], int | float | np.number) for row in rows) for i in range(len(header))
    ]

    def line(row: Sequence[str]) -> str:
        return "  ".join(
            c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)
        ).rstrip()

    print(line(header))
    print("  ".join("-" * w for w in widths))
    for row in cells:
        print(line(row))


def darker(colour: str, by: float = 0.25) -> tuple[float, float, float]:
    """Mix a colour with black, for text on white."""
    return tuple((1 - by) * c for c in matplotlib.colors.to_rgb(colour))


def bar_values(ax: Axes, values: Sequence[float], form: str = "{:,.0f}") -> None:
    """Write each value behind its horizontal bar."""
    for y, value in enumerate(values):
        ax.annotate(
            form.format(value), (value, y), (4, 0), textcoords="offset points", va="center", size=9
        )


def only_y(ax: Axes) -> None:
    """Horizontal bars: no lines along the categories, thousands with a comma."""
    ax.xaxis.set_major_formatter("{x:,.10g}")
    ax.grid(axis="y", visible=False)
    ax.spines["left"].set_visible(False)


def heat_map(
    ax: Axes,
    values: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    cmap: str = "Blues",
    low: float | None = None,
    high: float | None = None,
    label: str = "",
    numbers: str = "",
    from_: float = 0.0,
) -> None:
    """Draw a matrix with names on both sides and, if asked, its numbers of ``from_`` and above."""
    image = ax.imshow(values, cmap=cmap, vmin=low, vmax=high, aspect="auto")
    ax.set_xticks(range(len(columns)), columns, rotation=55, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(len(rows)), rows)
    ax.tick_params(labelsize=9)
    ax.grid(visible=False)
    for side in ax.spines.values():
        side.set_visible(False)
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.6, pad=0.015, aspect=30)
    bar.outline.set_visible(False)
    bar.set_label(label)
    if numbers:
        for (i, j), value in np.ndenumerate(values):
            if value < from_:
                continue
            red, green, blue, _ = image.cmap(image.norm(value))
            dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.5
            text = numbers.format(value)
            ax.text(
                j, i, text, ha="center", va="center", size=7, color="white" if dark else "#1B1F23"
            )


class Labels:
    """Puts texts beside points where they cover no earlier text and as few points as can be.

    Parameters
    ----------
    ax : Axes
        Drawn once already, so that sizes are known.
    points : array of shape (n, 2)
        Points in data units that texts should not cover.
    """

    def __init__(self, ax: Axes, points: np.ndarray) -> None:
        self._ax = ax
        self._points = ax.transData.transform(points)
        self._taken: list[matplotlib.transforms.Bbox] = []

    def put(self, x: float, y: float, text: str, *, far: bool = False, **style: object) -> bool:
        """Write one text near (x, y); return whether there was room.

        A ``far`` text may also stand further away, and may cover points if it must.
        """
        renderer = self._ax.figure.canvas.get_renderer()
        frame = self._ax.get_window_extent(renderer)
        best = None
        for radius in (8, 14, 22, 32) if far else (5, 8):
            for angle in np.deg2rad((0, 180, 90, 270, 45, 135, 315, 225)):
                dx, dy = 1.3 * radius * np.cos(angle), radius * np.sin(angle)
                note = self._write(x, y, text, dx, dy, style)
                note.update_positions(renderer)
                box = matplotlib.text.Text.get_window_extent(note, renderer).padded(3)
                note.remove()
                inside = frame.x0 <= box.x0 and box.x1 <= frame.x1
                inside = inside and frame.y0 <= box.y0 and box.y1 <= frame.y1
                if not inside or any(box.overlaps(other) for other in self._taken):
                    continue
                covered = int(
                    ((self._points > (box.x0, box.y0)) & (self._points < (box.x1, box.y1)))
                    .all(axis=1)
                    .sum()
                )
                cost = covered + radius / 12
                if (far or covered == 0) and (best is None or cost < best[0]):
                    best = (cost, dx, dy, box)
        if best is None:
            return False
        _, dx, dy, box = best
        self._write(x, y, text, dx, dy, style)
        self._taken.append(box)
        return True

    def _write(self, x, y, text, dx, dy, style):
        return self._ax.annotate(
            text,
            (x, y),
            (dx, dy),
            textcoords="offset points",
            ha="center" if abs(dx) < 5 else "left" if dx > 0 else "right",
            va="center",
            **style,
        )
