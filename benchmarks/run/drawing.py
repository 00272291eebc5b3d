"""The picture of growth: measured values over sizes, and the powers fitted to them."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, StrMethodFormatter

from benchmarks.run.growth import fit


@dataclass(frozen=True, slots=True)
class Curve:
    """Something measured at several sizes."""

    title: str
    unit: str
    values: Mapping[int, float | None]
    """By size; None where there is none."""


def drawn(curves: Sequence[Curve]) -> bytes:
    """Return curves as SVG, both axes logarithmic, with a panel for each unit."""
    units = list(dict.fromkeys(curve.unit for curve in curves))
    # Equal values, equal bytes; text stays text.
    with mpl.rc_context({"svg.hashsalt": "growth", "svg.fonttype": "none"}):
        figure = Figure(figsize=(4.8 * len(units), 3.8), layout="constrained")
        for axes, unit in zip(figure.subplots(1, len(units), squeeze=False)[0], units, strict=True):
            _draw(axes, unit, [curve for curve in curves if curve.unit == unit])
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()


def _draw(axes: Axes, unit: str, curves: Sequence[Curve]) -> None:
    sizes = sorted({size for curve in curves for size in curve.values})
    axes.set(xscale="log", yscale="log", xlabel="sessions", ylabel=unit)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    axes.grid(visible=True, alpha=0.3)
    for number, curve in enumerate(curves):
        _draw_curve(axes, curve, f"C{number}")
    axes.legend(fontsize="small")


def _draw_curve(axes: Axes, curve: Curve, colour: str) -> None:
    known = {n: value for n, value in sorted(curve.values.items()) if value}
    fitted = fit(known)
    power = "" if fitted is None else f" ~ n^{fitted.exponent:.2f}"
    axes.plot([*known], [*known.values()], "o", color=colour, label=curve.title + power)
    if fitted is not None:
        ends = (min(known), max(known))
        axes.plot(ends, [fitted.at(n) for n in ends], "--", color=colour)
