"""Tables of instances, programmes, evaluations and comparisons, for pandas; and schedules of such tables."""

from collections.abc import Hashable, Mapping
from datetime import UTC
from functools import singledispatch
from typing import Any

import pandas as pd

from scheduler.catalogue import RULES
from scheduler.comparison import Comparison
from scheduler.comparison.ranges import Range
from scheduler.display import Displayable
from scheduler.errors import InputError, SolutionError
from scheduler.findings import Evaluation
from scheduler.instance import MILLI, Instance, end_of, minutes_of
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Solution

_NEEDED = ("session", "start", "room")


@singledispatch
def aggregation_of(shown: Displayable) -> pd.DataFrame:
    """Return a table of what is shown.

    - `Instance`: its sessions in the order of the file, by id; `minutes` are those of the session. Items
      without a time come after them: they have no `minutes` and no `attendance`. `attendance` is `Int64`,
      with `NA` where it is not known.
    - `Solution`: where its sessions are, by id, in the order of the programme; `start` and `end` are on the
      clocks of the venue. Empty if there is no programme.
    - `Evaluation`: its findings in the order of the catalogue; `amount` is in the unit of the rule, `penalty`
      in points, and 0 where `hard`.
    - `Comparison`: a row for each rule, with its amount and its penalty (points) in each programme, and the
      range of its amount: `low`, `high`, `differs` (from the base; None where that is not known).
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


@aggregation_of.register
def _(comparison: Comparison) -> pd.DataFrame:
    said = ["amount", "penalty", "low", "high", "differs"]
    columns = pd.MultiIndex.from_product([comparison.labels, said])
    rows = {
        row.rule.id: [
            value
            for total, found in zip(row.totals, row.ranges, strict=True)
            for value in (total.amount, total.penalty / MILLI, *_span(found))
        ]
        for row in comparison.rules
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("rule")


def _span(found: Range) -> tuple[Any, ...]:
    known = (found.low, found.high) if found.known else (None, None)
    return (*known, found.differs)


def schedule_of(frame: pd.DataFrame, instance: Instance) -> Schedule:
    """Return the schedule that a table holds, such as that of `Solution.to_pandas` after changes.

    Parameters
    ----------
    frame
        A row for each session: `session` (a column, or the index), `start` (aware, or on the clocks of the
        venue), `room`, and `seated` (ids of persons) where there are seats. Other columns are not looked at.
    instance
        The conference.

    Raises
    ------
    SolutionError
        When a column is missing, or a row names what the conference does not have; all rows are named.
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
