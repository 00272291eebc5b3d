"""What a notebook shows: a conference in short, a programme day by day, rules by penalty."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import singledispatch
from html import escape

from scheduler.catalogue import RULES
from scheduler.comparison import Comparison
from scheduler.comparison.totals import RuleTotal
from scheduler.display import Displayable
from scheduler.findings import Evaluation
from scheduler.instance import Instance, end_of
from scheduler.schedule import Assignment
from scheduler.solution import Solution, Status
from scheduler.wording import counted, day_name, hours, points

_CELL = "border:1px solid #bbb;padding:2px 6px;text-align:left;vertical-align:top"
_HELD = f"{_CELL};background:#eef3fa;color:#111"


@singledispatch
def html_of(shown: Displayable) -> str:
    """Return what a notebook shows: HTML without a script, in which every text is escaped."""
    raise TypeError(f"there is nothing to show of {type(shown).__name__}")


@html_of.register
def _(instance: Instance) -> str:
    counts = (
        counted(len(instance.sessions), "session"),
        counted(len(instance.rooms), "room"),
        counted(len(instance.people), "person", "people"),
        counted(len(instance.delegations), "delegation"),
        counted(len(instance.working_dates), "day"),
    )
    said = ", ".join(counts)
    when = f"{day_name(instance.first_day)} to {day_name(instance.last_day)}, {instance.zone.key}"
    return f"<h3>{escape(instance.title or instance.name)}</h3><p>{escape(when)}<br>{said}</p>"


@html_of.register
def _(evaluation: Evaluation) -> str:
    hard = sum(total.forbidden > 0 for total in evaluation.totals.values())
    broken = "no hard rule is broken" if not hard else f"<b>hard rules broken: {hard}</b>"
    totals = sorted(
        evaluation.totals.items(), key=lambda each: (-each[1].forbidden, -each[1].penalty)
    )
    rows = [
        (
            rule,
            str(total.forbidden + total.amount),
            RULES[rule].unit,
            "forbidden" if total.forbidden else points(total.penalty),
        )
        for rule, total in totals
    ]
    table = _table(("rule", "amount", "", "penalty"), rows)
    return f"<p>Penalty {points(evaluation.penalty)}; {broken}</p>{table if rows else ''}"


@html_of.register
def _(comparison: Comparison) -> str:
    rows = [
        (row.rule.id, *(_amount(total) for total in row.totals), row.rule.unit)
        for row in comparison.rules
        if row.says_something and not row.is_off
    ]
    table = _table(("rule", *comparison.labels, ""), rows)
    return "".join(f"<p>{escape(note)}</p>" for note in comparison.notes) + table


def _amount(total: RuleTotal) -> str:
    """Return what a rule comes to in a programme, and what that costs."""
    broken = ", forbidden" if total.forbidden else ""
    costs = f" ({points(total.penalty)})" if total.penalty else broken
    return f"{total.amount:,}{costs}"


_STATUS: Mapping[Status, str] = {
    Status.OPTIMAL: "proved optimal",
    Status.FEASIBLE: "keeps every hard rule",
    Status.INFEASIBLE: "proved: no programme keeps every hard rule",
    Status.UNKNOWN: "no programme was found in time, and nothing is proved",
}


@html_of.register
def _(solution: Solution) -> str:
    instance, schedule = solution.conference, solution.schedule
    cost = "" if solution.penalty is None else f"; penalty {points(solution.penalty)}"
    bound = "" if solution.bound is None else f"; lower bound {points(solution.bound)}"
    head = f"<h3>{escape(instance.title or instance.name)}</h3>"
    head += f"<p>{_STATUS[solution.status]}{cost}{bound}</p>"
    days: dict[date, list[Assignment]] = {}
    for each in schedule.assignments if schedule else ():
        days.setdefault(each.start.astimezone(instance.zone).date(), []).append(each)
    return head + "".join(_grid(instance, day, held) for day, held in sorted(days.items()))


def _grid(instance: Instance, day: date, held: Sequence[Assignment]) -> str:
    """Return a day as a table to read: a column for each room in use, a row for each edge of a session."""
    rooms = [room for room in instance.rooms if any(each.room == room.id for each in held)]
    blocks = {room.id: _blocks(instance, held, room.id) for room in rooms}
    ends = sorted({edge for of_room in blocks.values() for block in of_room for edge in block[:2]})
    rows = [_row(instance, ends, index, blocks) for index in range(len(ends) - 1)]
    names = (escape(room.title or room.id) for room in rooms)
    columns = "".join(f'<th style="{_CELL}">{name}</th>' for name in names)
    head = f'<tr><th style="{_CELL}"></th>{columns}</tr>'
    return f'<h4>{day_name(day)}</h4><table style="border-collapse:collapse">{head}{"".join(rows)}</table>'


_Block = tuple[datetime, datetime, list[str]]
"""From when to when a room is in use without a pause, and by what, in HTML."""


def _blocks(instance: Instance, held: Iterable[Assignment], room: str) -> list[_Block]:
    """Return the sessions of a room in order; those that overlap, as they may in a bad programme, as one."""
    blocks: list[_Block] = []
    for each in held:
        if each.room != room:
            continue
        session = instance.session_by_id[each.session]
        start, end = each.start, end_of(instance, session, each.start)
        clocks = hours(start.astimezone(instance.zone), end.astimezone(instance.zone))
        said = f"{escape(session.title)} <small>{clocks}</small>"
        if blocks and start < blocks[-1][1]:
            first, last, others = blocks.pop()
            blocks.append((first, max(last, end), [*others, said]))
        else:
            blocks.append((start, end, [said]))
    return blocks


def _row(
    instance: Instance,
    ends: Sequence[datetime],
    index: int,
    blocks: Mapping[str, Sequence[_Block]],
) -> str:
    start = ends[index]
    clock = f"{start.astimezone(instance.zone):%H:%M}"
    return f'<tr><th style="{_CELL}">{clock}</th>{"".join(_cells(ends, index, blocks))}</tr>'


def _cells(
    ends: Sequence[datetime], index: int, blocks: Mapping[str, Sequence[_Block]]
) -> Iterator[str]:
    """Yield the cells of a row; none for a room whose session has begun in a row above."""
    now = ends[index]
    for of_room in blocks.values():
        block = next((each for each in of_room if each[0] <= now < each[1]), None)
        if block is None:
            yield f'<td style="{_CELL}"></td>'
        elif block[0] == now:
            rows = ends.index(block[1]) - index
            yield f'<td rowspan="{rows}" style="{_HELD}">{"<br>".join(block[2])}</td>'


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f'<th style="{_CELL}">{each}</th>' for each in heads)
    cells = ("".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f'<table style="border-collapse:collapse"><tr>{head}</tr>{body}</table>'
