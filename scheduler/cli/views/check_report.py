"""What is in an instance, and what cannot work or is worth a look, as `check` tells it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import HARD, OFF, RULES, name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.records import InstanceAnswer, Record, RuleId, SessionIds, Where, at
from scheduler.cli.views.solution_report import in_force
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


class CheckAnswer(InstanceAnswer):
    """What is in an instance, and what cannot work."""

    title: str | None
    zone: str = at("zone.key")
    first_day: date
    last_day: date
    counts: dict[str, int]
    """How many there are of what."""
    levels: dict[str, int]
    """How many rules are hard, have a weight, or are off; that of single items aside."""
    profile: str | None
    troubles: tuple[TroubleRecord, ...]
    locks: dict[str, date] | None = None
    """From which date on `topic_lock` or `schedule_lock` holds; not there without a lock."""


_LOCKED = {"topic_lock": "Topics are", "schedule_lock": "The schedule is"}


def check_answer(instance: Instance, troubles: Iterable[Trouble], lines: Lines) -> CheckAnswer:
    """Return what is told of an instance."""
    levels = (instance.level(rule, "") for rule in RULES)
    found = Counter(level if level in (HARD, OFF) else "weighted" for level in levels)
    locks = {each: getattr(instance, each) for each in _LOCKED if getattr(instance, each)}
    return CheckAnswer.about(
        instance,
        instance,
        counts={
            "working_days": len(instance.working_dates),
            "rooms": len(instance.rooms),
            "sessions": len(instance.sessions),
            "optional_sessions": sum(session.optional for session in instance.sessions),
            "unknown_attendance": sum(each.attendance is None for each in instance.sessions),
            "unknown_seats": sum(room.capacity is None for room in instance.rooms),
            "people": len(instance.people),
            "delegations": len(instance.delegations),
            "agenda_items": len(instance.items),
            "untimed_items": len(instance.untimed),
        },
        levels={each: found[each] for each in (HARD, "weighted", OFF)},
        troubles=[
            TroubleRecord.of(each, **({"where": lines.where(each.place)} if each.place else {}))
            for each in troubles
        ],
        **({"locks": locks} if locks else {}),
    )


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


_COUNTED = {
    "unknown_attendance": ("session of unknown attendance", "sessions of unknown attendance"),
    "unknown_seats": ("room of unknown seats", "rooms of unknown seats"),
    "people": ("person", "people"),
}
"""What is counted, for one and for several, unless the plural of its name has an s."""


def _lines(instance: Instance, told: CheckAnswer) -> Iterator[str]:
    counts, levels = told.counts, told.levels
    grain = "day by day" if instance.of_days else f"starts every {instance.grid} minutes"
    yield f"{one_line(instance.title or instance.name)} ({instance.name})"
    yield f"{instance.first_day} to {instance.last_day}, {instance.zone.key}, {grain}"
    yield ", ".join(
        counted(number, *_COUNTED.get(what, (what.rstrip("s").replace("_", " "),)))
        for what, number in counts.items()
        if number
    )
    yield f"Rules: {levels[HARD]} hard, {levels['weighted']} with a weight, {levels[OFF]} off"
    yield from in_force(instance.profile)
    for lock, day in (told.locks or {}).items():
        yield f"{_LOCKED[lock]} locked from {day} on."
