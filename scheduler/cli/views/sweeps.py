"""Trade-off curves of `scheduler whatif --sweep`, in the terminal and for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.inputs.inline import Inline
from scheduler.cli.terminal.layout import Columns
from scheduler.instance.levels import MILLI
from scheduler.whatif import Case, Done, Point, front_of
from scheduler.wording import points


@dataclass(frozen=True, slots=True)
class Curve:
    """What was found at each level of a rule that has a programme."""

    rule: str
    against: str | None
    points: tuple[Point, ...]


def curve_of(
    sweep: Sequence[Inline], cases: Sequence[Case], done: Sequence[Done], against: str | None
) -> Curve:
    """Measure what was found at the levels of a sweep, all by the first of its weights."""
    rule = sweep[0].settings[0].rule
    by_name = {case.name: case.instance for case in cases}
    schedules = {each.name: each.solution.schedule for each in done if each.solution is not None}
    weighed = next(each for each in sweep if not isinstance(each.settings[0].level, str))
    found = [
        (each.settings[0].level, schedule)
        for each in sweep
        if (schedule := schedules.get(each.name)) is not None
    ]
    return Curve(rule, against, front_of(by_name[weighed.name], rule, found, against))


def curve_table(curve: Curve) -> Iterator[RenderableType]:
    """Yield a heading, the rows of a curve, and what they tell."""
    rule, against = curve.rule, curve.against
    held = "what all other rules cost" if against is None else against
    yield Text(f"{rule} against {held}", style="bold")
    one = f"{rule} ({RULES[rule].unit})"
    other = "penalty of the others" if against is None else f"{against} ({RULES[against].unit})"
    table = Columns("level", one, other, "", right=(0, 1, 2))
    for point in curve.points:
        others = points(point.others) if against is None else f"{point.others:,}"
        mark = Text("dominated", "dim") if point.dominated else Text("on the front")
        table.add(str(point.level), f"{point.amount:,}", others, mark)
    yield table


def curve_as_json(curve: Curve) -> Mapping[str, Any]:
    """Return a curve; penalties are in points."""
    against = curve.against
    return {
        "rule": curve.rule,
        "unit": RULES[curve.rule].unit,
        "against": against,
        "points": [
            {
                "level": point.level,
                "amount": point.amount,
                "others": point.others / MILLI if against is None else point.others,
                "amounts": dict(point.amounts),
                "dominated": point.dominated,
            }
            for point in curve.points
        ],
    }
