"""Drawing with matplotlib: the same figure gives the same bytes, and text stays text."""

import base64
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

WIDTH = 4.6
"""Inches of a figure: it is read on a telephone as well."""

COLOURS = ("#33415c", "#d55e00", "#0072b2", "#009e73", "#aa4499", "#b8860b", "#56b4e9", "#882255")
"""Colours of the programmes, in their order; to be told apart by those who see fewer colours."""

_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "agenda",
    "text.parse_math": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.5,
    "axes.edgecolor": "#6b7280",
    "axes.labelcolor": "#1f2937",
    "text.color": "#1f2937",
    "xtick.color": "#1f2937",
    "ytick.color": "#1f2937",
    "hatch.linewidth": 0.6,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure for a page."""

    source: str
    """The picture itself, as a `data:` address."""
    alt: str
    """What it shows, for those who do not see it."""
    caption: str
    """What stands below it."""


def drawn(draw: Callable[[Axes], None], height: float, alt: str, caption: str) -> Picture:
    """Draw on axes of so many inches and return the picture."""
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        # The page's own fonts show scripts that the font for measuring lacks.
        warnings.simplefilter("ignore")
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        draw(figure.add_subplot())
        file = io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    content = base64.b64encode(file.getvalue()).decode("ascii")
    return Picture(f"data:image/svg+xml;base64,{content}", alt, caption)


def colour(number: int) -> str:
    """Return the colour of a programme by its position."""
    return COLOURS[number % len(COLOURS)]


def short(text: str, most: int = 24) -> str:
    """Return a name cut to so many characters."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
