"""The figures of a report: what rules cost, and at what local hours regions follow."""

import base64
import io
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from scheduler.catalogue import name_of
from scheduler.comparison import Comparison, Programme
from scheduler.comparison.figures import RuleRow, costliest_first
from scheduler.comparison.indicators import minutes_by_local_hour
from scheduler.instance import MILLI
from scheduler.phrases import say
from scheduler.wording import brief_points, chained, cut, name, one_line

COLOURS = (
    *("#33415c", "#d45f11", "#1a75ff", "#d411ad", "#064713", "#dbc670"),
    *("#b46464", "#00e6b8", "#000080", "#add411", "#ffb2ff", "#1a1aff"),
)
"""Colours of the programmes, in their order: as far apart as twelve can be for those who see all colours, and
for those who do not see red or green."""


def colour(number: int) -> str:
    """Return the colour of a programme by its position."""
    return COLOURS[number % len(COLOURS)]


def ink(number: int) -> str:
    """Return black or white, whichever is easier to read on the colour of a programme."""
    channels = (int(colour(number)[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#ffffff"


WIDTH = 4.6
"""Inches of a figure: it is read on a telephone as well."""
Spoken = Callable[[str], str]
"""Says a phrase in the language of the page."""

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
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure for a page."""

    source: str
    """The picture itself, as a `data:` address."""
    alt: str
    """Text alternative."""
    caption: str
    """Caption."""


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


MOST = 8
"""Rules that bars are drawn for, at most: of those in which programmes differ, the costliest."""
NAME = 24
"""Characters of the name of a region, at most."""
BARS = 48
"""Bars that can be read on one page."""


def rules_picture(comparison: Comparison, marks: Sequence[str], spoken: Spoken) -> Picture | None:
    """Draw what rules cost in each programme, by its badge, if that differs; nothing if nothing does."""
    rows = [
        row
        for row in costliest_first(comparison.rules)
        if len({total.at_base for total in row.totals}) > 1
    ]
    labels = comparison.labels
    most = min(MOST, max(1, BARS // len(labels)))
    rows = sorted(rows, key=lambda row: -max(total.at_base for total in row.totals))[:most]
    if not rows:
        return None
    height = 0.3 + len(rows) * (0.24 + 0.15 * len(labels))
    costliest = say(name_of(rows[0].rule.id))
    return drawn(
        lambda axes: _bars(axes, rows, marks[: len(labels)], spoken),
        height,
        say(
            "Bar chart: penalty of each rule in {}. The costliest rule that differs: {}. "
            "The table of rules has the numbers.",
            ", ".join(labels),
            costliest,
        ),
        say(
            "Penalty in points of the costliest rules that differ, at the levels of {}{}.",
            labels[0],
            say("; shorter is better")
            if comparison.all_ranked
            else say(" (programmes are not ranked)"),
        ),
    )


def _bars(axes: Axes, rows: Sequence[RuleRow], marks: Sequence[str], spoken: Spoken) -> None:
    step = len(marks) + 1.7
    most = max(total.at_base for row in rows for total in row.totals) / MILLI
    for position, row in enumerate(rows):
        top = position * step
        axes.text(0, top, spoken(say(name_of(row.rule.id))), va="center", ha="left", weight="bold")
        for which, total in enumerate(row.totals):
            place, value = top + 1 + which, total.at_base / MILLI
            axes.barh(place, value, height=0.82, color=colour(which))
            axes.text(-most * 0.012, place, marks[which], va="center", ha="right", size=8.5)
            text = spoken(brief_points(total.at_base))
            axes.text(value + most * 0.01, place, text, va="center", ha="left", size=8.5)
    axes.set_ylim(len(rows) * step - 0.9, -0.8)
    axes.set_xlim(-most * 0.04, most * 1.16)
    axes.axis("off")


def hours_pictures(comparison: Comparison, spoken: Spoken) -> tuple[Picture, ...]:
    """Draw the local hours at which each region follows each programme; nothing if none follows."""
    found = [minutes_by_local_hour(programme) for programme in comparison.programmes]
    most = max((max(row) for each in found for row in each.values()), default=0) / 60
    if not most:
        return ()
    pictures = []
    labels = comparison.labels
    for programme, label, minutes in zip(comparison.programmes, labels, found, strict=True):
        regions = {
            name(region): [each / 60 for each in minutes[region.id]]
            for region in programme.instance.regions
            if any(minutes[region.id])
        }
        pictures.append(_hours_picture(programme, label, regions, most, spoken))
    return tuple(pictures)


def _hours_picture(
    programme: Programme,
    label: str,
    regions: dict[str, list[float]],
    most: float,
    spoken: Spoken,
) -> Picture:
    comfortable = programme.instance.local_hours.comfortable
    edges = [edge.total_seconds() / 3600 for edge in (comfortable.start, comfortable.end)]

    def draw(axes: Axes) -> None:
        mesh = _heat(axes, list(regions.values()), most)
        for edge in edges:
            axes.axvline(edge, color="#0072b2", linewidth=1.6)
        axes.set_xticks(range(0, 25, 3), [f"{hour:02}" for hour in range(0, 25, 3)])
        axes.set_yticks(
            [row + 0.5 for row in range(len(regions))],
            [cut(one_line(each), NAME) for each in regions],
        )
        axes.tick_params(length=0)
        axes.set_xlabel(spoken(say("local hour of the region")))
        axes.figure.colorbar(mesh, ax=axes, label=spoken(say("person-hours")), aspect=12, pad=0.02)

    busiest = chained(
        (
            say("{} most at {:02} o'clock", region, max(range(24), key=hours.__getitem__))
            for region, hours in regions.items()
        ),
        "; ",
    )
    return drawn(
        draw,
        0.95 + 0.26 * len(regions),
        say(
            "Heat map of {}: person-hours of remote participation by region and local hour. {}.",
            label,
            busiest,
        ),
        say("{}: comfortable hours lie between the blue lines.", label),
    )


def _heat(axes: Axes, rows: Sequence[Sequence[float]], most: float) -> AxesImage:
    """Fill a square for each number, the first row on top; `most` is the darkest."""
    wide, high = len(rows[0]), len(rows)
    image = axes.imshow(
        np.array(rows),
        cmap=colormaps["YlOrBr"],
        vmin=0,
        vmax=most,
        aspect="auto",
        interpolation="none",
        extent=(0, wide, high, 0),
    )
    axes.hlines(range(1, high), 0, wide, color="white", linewidth=0.8)
    axes.vlines(range(1, wide), 0, high, color="white", linewidth=0.4)
    return image
