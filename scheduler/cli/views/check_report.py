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
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.records import InstanceAnswer, Record, RuleId, SessionIds, Where, at
from scheduler.explanation import Trouble
from scheduler.instance import Instance
from scheduler.sources import Lines
from scheduler.wording import counted, listed, one_line


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
    yield from map(Text, (*_lines(instance, told), *_locks_in_words(told)))
    certain = [each for each in told.troubles if each.certain]
    doubted = [each for each in told.troubles if not each.certain]
    for heading, troubles in (("What cannot work:", certain), ("What is worth a look:", doubted)):
        if troubles:
            yield Text()
            yield Text(heading, "bold")
            yield troubles_table(troubles)
    yield Text()
    yield Text(_IMPOSSIBLE if certain else _FINE)
    if certain:
        yield Text(f"What would help: {command('explain', path)}")


_FINE = "The file is in order. `scheduler solve` looks for a programme."
_IMPOSSIBLE = "No programme can keep every hard rule; each of the troubles above proves it."


def troubles_table(troubles: Iterable[TroubleRecord]) -> RenderableType:
    """Return troubles with a mark in front and a hanging indent."""
    table = Columns("", "", gap=1)
    for trouble in troubles:
        mark = Text("!", "bold red") if trouble.certain else Text("·", "yellow")
        names = ", ".join(name_of(rule) for rule in trouble.rules)
        rules = (f"\nrules: {names}", "dim") if trouble.rules else ""
        where = f"{trouble.where}: " if trouble.where else ""
        table.add(mark, Text.assemble(one_line(where + trouble.message), rules))
    return table


def _locks_in_words(told: CheckAnswer) -> Iterator[str]:
    for each in told.locks or ():
        yield f"{_LOCKED[each.lock]} locked from {each.date} on."


def _lines(instance: Instance, told: CheckAnswer) -> list[str]:
    counts, levels = told.counts, told.levels
    when = (
        f"{instance.first_day} to {instance.last_day}",
        instance.zone.key,
        *_grain(instance, counts.working_days),
    )
    what = (
        counted(counts.sessions, "session") + _optional(counts.optional_sessions),
        counted(counts.rooms, "room"),
        counted(counts.people, "person", "people"),
        counted(counts.delegations, "delegation"),
        *([counted(len(instance.items), "agenda item")] if instance.items else []),
        *([counted(len(instance.untimed), "untimed item")] if instance.untimed else []),
    )
    return [
        f"{one_line(instance.title or instance.name)} ({instance.name})",
        ", ".join(when),
        ", ".join(what),
        *_unknown(counts),
        f"Rules: {levels.hard} hard, {levels.weighted} with a weight, {levels.off} off",
        *([f"Profile in force: {instance.profile}."] if instance.profile else []),
    ]


def _optional(number: int) -> str:
    return f" ({number} of them optional)" if number else ""


def _unknown(counts: CountsRecord) -> Iterator[str]:
    """Yield of how many sessions and rooms it is not known how many people or seats they have."""
    unsaid = [
        f"how many people come to {counts.unknown_attendance} of {counted(counts.sessions, 'session')}",
        f"the seats of {counts.unknown_seats} of {counted(counts.rooms, 'room')}",
    ]
    known = [not counts.unknown_attendance, not counts.unknown_seats]
    if told := [words for words, is_known in zip(unsaid, known, strict=True) if not is_known]:
        yield f"Not known: {listed(told)}. Seats missing or empty are not counted there."


def _grain(instance: Instance, working_days: int) -> tuple[str, ...]:
    """Return how many days there are, and when sessions may start."""
    if instance.of_days:
        return counted(len(instance.dates), "day"), "day by day"
    return counted(working_days, "working day"), f"starts every {counted(instance.grid, 'minute')}"
