"""pandas tables of instances, programmes, evaluations, comparisons and groups; schedules of such tables."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import UTC
from functools import singledispatch
from typing import Any

import pandas as pd

from scheduler.catalogue import RULES, name_of
from scheduler.comparison import Comparison, Programme
from scheduler.comparison.figures import Range
from scheduler.comparison.groups import AttendeeGroup, hours_text
from scheduler.comparison.indicators import indicators_for
from scheduler.comparison.programmes import Better
from scheduler.display import Displayable
from scheduler.errors import InputError, SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import MILLI, Instance, end_of, minutes_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Solution
from scheduler.wording import may_be_formula

_NEEDED = ("session", "start", "room")


@singledispatch
def aggregation_of(shown: Displayable) -> pd.DataFrame:
    """Return the table of an object.

    - `Instance`: its sessions by id, in the order of the file; `minutes` is the duration. Items without a
      time follow, without `minutes` and `attendance`. `attendance` is `Int64`, `NA` if unknown.
    - `Solution`: its sessions by id, in order of time. `start` and `end` are aware, on the venue's clocks.
      Empty if there is no programme.
    - `Evaluation`: its findings in the order of the catalogue. `amount` is in the unit of the rule, `penalty`
      in points, and 0 where `hard`.
    - `Comparison`: a row for each programme and figure, the base first; see `comparison_table`.
    """
    raise TypeError(f"there is no table of {type(shown).__name__}")


@aggregation_of.register
def _(instance: Instance) -> pd.DataFrame:
    columns = ("session", "title", "kind", "body", "minutes", "attendance", "optional")
    rows = [
        (
            each.id,
            each.title,
            each.kind,
            "; ".join(each.bodies) or None,
            minutes_of(each.duration),
            each.attendance,
            each.optional,
        )
        for each in instance.sessions
    ]
    untimed = [
        (each.id, each.title, each.kind, each.body, pd.NA, pd.NA, False)
        for each in instance.untimed
    ]
    frame = pd.DataFrame([*rows, *untimed], columns=columns).set_index("session")
    whole = ("minutes", "attendance") if untimed else ("attendance",)
    return frame.astype(dict.fromkeys(whole, "Int64"))


@aggregation_of.register
def _(solution: Solution) -> pd.DataFrame:
    columns = ("session", "title", "kind", "body", "start", "end", "room", "seated")
    zone, facts = solution.conference.zone, solution.conference.session_by_id
    rows = []
    for placed in solution.schedule.assignments if solution.schedule else ():
        session, start = facts[placed.session], placed.start
        end = end_of(solution.conference, session, start)
        what = session.id, session.title, session.kind, "; ".join(session.bodies) or None
        rows.append((*what, start, end, placed.room, placed.seated))
    frame = pd.DataFrame(rows, columns=columns).set_index("session")
    for column in ("start", "end"):
        frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(zone)
    return frame


@aggregation_of.register
def _(evaluation: Evaluation) -> pd.DataFrame:
    columns = ("rule", "item", "amount", "unit", "hard", "penalty", "sessions", "message")
    rows = [
        (
            judged.rule,
            judged.finding.item,
            judged.finding.amount,
            RULES[judged.rule].unit,
            judged.price is None,
            judged.penalty / MILLI,
            judged.finding.sessions,
            judged.finding.message,
        )
        for judged in evaluation.judgements
    ]
    return pd.DataFrame(rows, columns=columns)


FIGURES = (
    *("programme", "figure", "title", "kind", "unit", "better", "value", "penalty"),
    *("low", "high", "differs"),
)
"""Columns of the table of a comparison."""


@aggregation_of.register
def comparison_table(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each programme and figure, programme by programme.

    Returns
    -------
    pandas.DataFrame
        ``table.pivot(index="programme", columns="figure", values="value")`` has a row for each programme.

        - `programme`: its label.
        - `figure`: ``penalty``, ``hard_findings``, the id of a key figure or that of a rule.
        - `title`: the figure's name.
        - `kind`: ``total`` (of the first two), ``key figure`` or ``rule``.
        - `unit`: of `value`, `low` and `high`.
        - `better`: ``lower``, ``higher`` or ``neither``.
        - `value`: float, ``NaN`` where there is nothing to count. Of a rule, its amount at any level.
        - `penalty`: of a rule, in points; else ``NaN``.
        - `low`, `high`: the range in programmes of nearly the same penalty; ``NaN`` without several searches.
        - `differs`: whether the range lies apart from that of the base; None where that is unknown.
    """
    rows = [
        row
        for position in range(len(comparison.programmes))
        for row in _figures(comparison, position)
    ]
    frame = pd.DataFrame(rows, columns=FIGURES)
    return frame.astype(dict.fromkeys(("value", "penalty", "low", "high"), "float64"))


def _figures(comparison: Comparison, position: int) -> Iterator[tuple[Any, ...]]:
    programme = comparison.programmes[position]
    label, lower, unknown = programme.label, Better.LOWER.value, (None, None, None)
    total = programme.evaluation.penalty / MILLI
    broken = len(programme.evaluation.forbidden)
    yield (label, "penalty", "Penalty", "total", "points", lower, total, None, *unknown)
    title = "Findings against hard rules"
    yield (label, "hard_findings", title, "total", "findings", lower, broken, None, *unknown)
    for row in comparison.indicators:
        each = row.indicator
        what = each.id, each.title, "key figure", each.unit, each.better.value
        yield (label, *what, row.values[position], None, *_span(row.ranges[position]))
    for found in comparison.rules:
        of, rule = found.totals[position], found.rule
        what = rule.id, name_of(rule.id), "rule", rule.unit, lower
        yield (label, *what, of.amount, of.penalty / MILLI, *_span(found.ranges[position]))


def _span(found: Range) -> tuple[Any, ...]:
    known = (found.low, found.high) if found.known else (None, None)
    return (*known, found.differs)


def variants_table(
    solutions: Mapping[str, Solution | None], programmes: Sequence[Programme]
) -> pd.DataFrame:
    """Return a row for each variant of a what-if, the base first, and a column for each figure.

    Parameters
    ----------
    solutions
        What was found for each variant, by its name; None if it was not searched.
    programmes
        The programmes among them, with the same names as labels.

    Returns
    -------
    pandas.DataFrame
        By `variant`: `status` (``optimal``, ``feasible``, ``infeasible`` or ``unknown``; None without a
        search), `penalty` and `bound` in points, `gap` (0 to 1), `findings` (their number), then a column
        for each key figure that any of them has and each rule that any of them breaks, by id, in its unit.
        ``NaN`` where there is no programme or nothing to count.
    """
    indicators = {each.id: each.count for each in indicators_for(programmes)}
    by_label = {each.label: each for each in programmes}
    rules = [rule for rule in RULES if any(each.amount(rule) for each in programmes)]
    rows: dict[str, list[Any]] = {}
    for name, solution in solutions.items():
        programme = by_label.get(name)
        rows[name] = [
            *_state(solution),
            *(count(programme) if programme else None for count in indicators.values()),
            *(programme.amount(rule) if programme else None for rule in rules),
        ]
    columns = ["status", "penalty", "bound", "gap", "findings", *indicators, *rules]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("variant")
    figures = frame.astype(dict.fromkeys(columns[1:], "float64"))
    return figures.drop(columns=[each for each in indicators if figures[each].isna().all()])


def _state(solution: Solution | None) -> tuple[Any, ...]:
    if solution is None:
        return (None,) * 5
    amounts = (
        None if each is None else each / MILLI for each in (solution.penalty, solution.bound)
    )
    found = None if solution.evaluation is None else len(solution.evaluation.judgements)
    return (solution.status.value, *amounts, solution.gap, found)


def groups_table(groups: Sequence[AttendeeGroup]) -> pd.DataFrame:
    """Return a row for each member of each group; who is in several groups has several rows.

    Returns
    -------
    pandas.DataFrame
        `group`, `group_title`, `kind` (``persons``, ``audience``, ``delegations``), `member` and `title`;
        `sessions` and `wished` (numbers of sessions), `hours` of `sessions`, `conflict_minutes`,
        `missed_minutes`, `days` (first to last, both counted), `clock_hours` (``08:00–19:30`` on the
        member's own clocks; ``–`` without a session).
    """
    columns = (
        *("group", "group_title", "kind", "member", "title", "sessions", "wished", "hours"),
        *("conflict_minutes", "missed_minutes", "days", "clock_hours"),
    )
    rows = [
        (
            *(group.id, group.title, group.kind.value, member.id, member.title),
            *(len(member.sessions), len(member.wished), member.minutes / 60, member.conflicts),
            *(member.missed, member.days, hours_text(member.hours)),
        )
        for group in groups
        for member in group.members
    ]
    return pd.DataFrame(rows, columns=columns)


def csv_of(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV, in UTF-8.

    A text that a spreadsheet would read as a formula gets a leading apostrophe.
    """
    table = frame if isinstance(frame.index, pd.RangeIndex) else frame.reset_index()
    return table.map(_harmless).to_csv(index=False, lineterminator="\r\n").encode()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and may_be_formula(value) else value


def schedule_of(frame: pd.DataFrame, instance: Instance) -> Schedule:
    """Return the schedule in a table, such as that of `Solution.to_pandas` after changes.

    Parameters
    ----------
    frame
        A row for each session: `session` (a column, or the index), `start` (aware, or on the clocks of the
        venue), `room`, and `seated` (ids of persons) where there are seats. Other columns are ignored.
    instance
        The conference.

    Raises
    ------
    SolutionError
        When a column is missing, or a row names a session or a room that the conference does not have. It
        names all such rows.
    """
    table = frame.reset_index() if frame.index.name == "session" else frame
    missing = [column for column in _NEEDED if column not in table.columns]
    if missing:
        found = ", ".join(map(str, table.columns)) or "none"
        raise SolutionError(f"table: found the columns {found}, expected {', '.join(missing)} too.")
    placed: list[Assignment] = []
    troubles: list[str] = []
    for number, row in enumerate(table.to_dict(orient="records"), 1):
        try:
            placed.append(_assignment(row, instance))
        except (InputError, ValueError, TypeError) as error:
            troubles.append(f"table, row {number}: {error}")
    twice = pd.Series([each.session for each in placed])
    troubles += [f"table: {each} comes twice." for each in sorted({*twice[twice.duplicated()]})]
    if troubles:
        raise SolutionError(*troubles)
    return Schedule.of(placed)


def _assignment(row: Mapping[Hashable, Any], instance: Instance) -> Assignment:
    session, room, seated = row["session"], row["room"], row.get("seated", ())
    if session not in instance.session_by_id:
        raise SolutionError(f"session: found {session!r}, expected a session of {instance.name}.")
    if room not in instance.room_by_id:
        raise SolutionError(f"room: found {room!r}, expected a room of {instance.name}.")
    start = pd.Timestamp(row["start"])
    if pd.isna(start):
        raise SolutionError("start: found nothing, expected a time.")
    aware = start.tz_localize(instance.zone) if start.tzinfo is None else start
    people = tuple(sorted(seated)) if isinstance(seated, list | tuple) else ()
    return Assignment(
        str(session), aware.to_pydatetime(warn=False).astimezone(UTC), str(room), people
    )
