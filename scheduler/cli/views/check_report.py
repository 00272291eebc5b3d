"""What is in an instance, and what cannot work or is worth a look, as `check` tells it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import HARD, OFF, RULES, name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.views.records import InstanceAnswer, Record, RuleId, SessionIds, Where, at
from scheduler.cli.views.solution_report import in_force
from scheduler.cli.views.tables import section, table
from scheduler.explanation import Trouble
from scheduler.instance import Instance
from scheduler.sources import Lines
from scheduler.wording import counted, one_line


class TroubleRecord(Record):
    """What cannot work (certain), or is worth a look."""

    message: str
    certain: bool
    sessions: SessionIds
    rules: tuple[RuleId, ...]
    where: Where | None = None
    """Where the file says what is doubted; not there if that is no single place."""


class CountsRecord(Record):
    """How many there are."""

    working_days: int
    rooms: int
    sessions: int
    optional_sessions: int
    unknown_attendance: int
    """Sessions of which it is not known how many people come."""
    unknown_seats: int
    """Rooms of which it is not known how many seats they have."""
    people: int
    delegations: int


class LevelsRecord(Record):
    """How many rules have which level, that of single items aside."""

    hard: int
    weighted: int
    off: int


class LockRecord(Record):
    """From which date on something is locked."""

    lock: Literal["topic_lock", "schedule_lock"]
    date: date


class CheckAnswer(InstanceAnswer):
    """What is in an instance, and what cannot work."""

    title: str | None
    zone: str = at("zone.key")
    first_day: date
    last_day: date
    counts: CountsRecord
    levels: LevelsRecord
    profile: str | None
    troubles: tuple[TroubleRecord, ...]
    locks: tuple[LockRecord, ...] | None = None
    """Not there without a lock."""


_LOCKED = {"topic_lock": "Topics are", "schedule_lock": "The schedule is"}


def check_answer(instance: Instance, troubles: Iterable[Trouble], lines: Lines) -> CheckAnswer:
    """Return what is told of an instance."""
    locks = [*_locks(instance)]
    return CheckAnswer.about(
        instance,
        instance,
        counts=_counts(instance),
        levels=_levels(instance),
        troubles=[_trouble(each, lines) for each in troubles],
        **({"locks": locks} if locks else {}),
    )


def _trouble(trouble: Trouble, lines: Lines) -> TroubleRecord:
    where = {"where": lines.where(trouble.place)} if trouble.place else {}
    return TroubleRecord.of(trouble, **where)


def _locks(instance: Instance) -> Iterator[LockRecord]:
    for field in _LOCKED:
        lock = getattr(instance, field)
        if lock is not None:
            yield LockRecord.of(lock=field, date=lock)


def _counts(instance: Instance) -> CountsRecord:
    return CountsRecord(
        working_days=len(instance.working_dates),
        rooms=len(instance.rooms),
        sessions=len(instance.sessions),
        optional_sessions=sum(session.optional for session in instance.sessions),
        unknown_attendance=sum(each.attendance is None for each in instance.sessions),
        unknown_seats=sum(room.capacity is None for room in instance.rooms),
        people=len(instance.people),
        delegations=len(instance.delegations),
    )


def _levels(instance: Instance) -> LevelsRecord:
    """Count rules by their level, that of single items aside."""
    levels = (instance.level(rule, "") for rule in RULES)
    found = Counter(level if level in (HARD, OFF) else "weighted" for level in levels)
    return LevelsRecord(hard=found[HARD], weighted=found["weighted"], off=found[OFF])


def check_report(instance: Instance, told: CheckAnswer, path: Path) -> Iterator[RenderableType]:
    """Yield what a planner reads; `path` is the file of the instance."""
    yield from _lines(instance, told)
    certain = [each for each in told.troubles if each.certain]
    doubted = [each for each in told.troubles if not each.certain]
    yield from section("What cannot work:", troubles_table(certain))
    yield from section("What is worth a look:", troubles_table(doubted))
    yield ""
    if certain:
        yield "No programme can keep every hard rule; each of the troubles above proves it."
        yield f"What would help: {command('explain', path)}"
    else:
        yield "The file is in order. `scheduler solve` looks for a programme."


def troubles_table(troubles: Iterable[TroubleRecord]) -> Iterator[RenderableType]:
    """Yield a table of troubles with a mark in front."""
    rows = []
    for each in troubles:
        names = ", ".join(name_of(rule) for rule in each.rules)
        where = f"{each.where}: " if each.where else ""
        rules = (f"\nrules: {names}" if names else "", "dim")
        mark = Text("!", "bold red") if each.certain else Text("·", "yellow")
        rows.append((mark, Text.assemble(one_line(where + each.message), rules)))
    yield from table(("", ""), rows, gap=1)


def _lines(instance: Instance, told: CheckAnswer) -> Iterator[str]:
    counts, levels = told.counts, told.levels
    grain = "day by day" if instance.of_days else f"starts every {instance.grid} minutes"
    days = counted(counts.working_days, "working day")
    yield f"{one_line(instance.title or instance.name)} ({instance.name})"
    yield f"{instance.first_day} to {instance.last_day}, {instance.zone.key}, {days}, {grain}"
    optional = f" ({counts.optional_sessions} of them optional)" if counts.optional_sessions else ""
    yield ", ".join(
        (
            f"{counted(counts.sessions, 'session')}{optional}",
            counted(counts.rooms, "room"),
            counted(counts.people, "person", "people"),
            counted(counts.delegations, "delegation"),
            *([counted(len(instance.items), "agenda item")] if instance.items else []),
            *([counted(len(instance.untimed), "untimed item")] if instance.untimed else []),
        )
    )
    unknown = [
        f"{what} of {counted(number, noun)}"
        for what, number, noun in (
            ("attendance", counts.unknown_attendance, "session"),
            ("seats", counts.unknown_seats, "room"),
        )
        if number
    ]
    if unknown:
        yield f"Not known, and not counted: {', '.join(unknown)}."
    yield f"Rules: {levels.hard} hard, {levels.weighted} with a weight, {levels.off} off"
    yield from in_force(instance.profile)
    for each in told.locks or ():
        yield f"{_LOCKED[each.lock]} locked from {each.date} on."
