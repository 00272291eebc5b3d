"""Generated conferences of growing sizes, and how what they take grows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.run.drawing import Curve, drawn
from benchmarks.run.growth import fit
from benchmarks.run.instances import load
from benchmarks.run.measuring import Measured, Outcome
from benchmarks.run.sections import Picture, Section, Setting
from benchmarks.run.tables import NOTHING, comparison, found, head, least_ratio, line, seconds
from scheduler.generation import Wanted, generate
from scheduler.solution import Engine

SIZES = (50, 100, 200, 400, 800, 1600)
QUICK = (50, 100, 200)
TIGHTNESS = 0.7

TEXT = """Made up in the run itself by `scheduler generate --tightness 0.7 --seed 0`. Values are penalties
in points, judged by the evaluation. *No ratio below*: proved, as the better of both bounds is so far
above nothing."""

GROWTH = """### Growth

Powers of the number of sessions, fitted by least squares on logarithms to what is in the first table.
*First programme* and *memory* are those of `auto`; *exact model* is the building of the model for plain
CP-SAT, until its search begins. R² is the share of the variance of the logarithms that the power explains."""

PICTURE = "benchmarks-growth.svg"


def section(setting: Setting) -> Section:
    """Return the section; its conferences are made up here."""
    sizes = QUICK if setting.quick else SIZES
    paths = [write_generated(size, setting.folder) for size in sizes]
    names = [path.stem for path in paths]
    return Section(
        title="Generated conferences",
        text=TEXT,
        runs=[run for path in paths for run in setting.runs(path, load, (Engine.AUTO, None))],
        compared=lambda outcomes: [
            *comparison(outcomes, names, ["no ratio below"], _least_ratios(outcomes, names)),
            "",
            *GROWTH.splitlines(),
            "",
            *growth_table(curves_of(outcomes, sizes)),
        ],
        picture=lambda outcomes: Picture(
            PICTURE,
            "First programme, reading, exact model and memory over the number of sessions",
            drawn(curves_of(outcomes, sizes)),
        ),
    )


def write_generated(size: int, folder: Path) -> Path:
    """Write a conference of so many sessions into a folder, and return its file."""
    path = folder / f"{_name(size)}.yaml"
    conference = generate(Wanted(path.stem, size, TIGHTNESS, seed=0))
    path.write_text(conference.text, encoding="utf-8", newline="\n")
    return path


def _name(size: int) -> str:
    return f"generated-{size}"


def _least_ratios(outcomes: Sequence[Outcome], names: Sequence[str]) -> list[list[str]]:
    return [
        [least_ratio(found(outcomes, name, Engine.AUTO), found(outcomes, name, None))]
        for name in names
    ]


def curves_of(outcomes: Sequence[Outcome], sizes: Sequence[int]) -> list[Curve]:
    """Return what grows with the size."""

    def curve(
        title: str, unit: str, engine: Engine | None, get: Callable[[Measured], float | None]
    ) -> Curve:
        searches = {size: found(outcomes, _name(size), engine) for size in sizes}
        values = {
            n: get(each) if isinstance(each, Measured) else None for n, each in searches.items()
        }
        return Curve(title, unit, values)

    return [
        curve("first programme", "s", Engine.AUTO, lambda each: each.first),
        curve("reading and building the problem", "s", Engine.AUTO, lambda each: each.reading),
        curve("exact model", "s", None, lambda each: each.building),
        curve("memory", "MiB", Engine.AUTO, lambda each: each.memory),
    ]


def growth_table(curves: Sequence[Curve]) -> list[str]:
    """Return the table of the powers fitted to curves."""
    lines = head(["", "unit", "exponent", "R²", "sizes", "smallest", "largest"])
    for curve in curves:
        known = {size: value for size, value in sorted(curve.values.items()) if value is not None}
        fitted = fit(known)
        power = ["too few sizes", NOTHING]
        if fitted is not None:
            power = [f"{fitted.exponent:.2f}", f"{fitted.r_squared:.3f}"]
        ends = (
            [seconds(known[size]) for size in (min(known), max(known))] if known else [NOTHING] * 2
        )
        lines.append(line([curve.title, curve.unit, *power, str(len(known)), *ends]))
    return lines
