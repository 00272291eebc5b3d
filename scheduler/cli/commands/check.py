"""`scheduler check`: what an instance holds, and what in it cannot work."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from rich.console import RenderableType

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.cli.console import say, section
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command
from scheduler.cli.options import AsJson, InstancePath
from scheduler.cli.views.records import InstanceAnswer, at
from scheduler.cli.views.solution_report import TroubleRecord, in_force, troubles_table
from scheduler.explanation import Trouble, screen
from scheduler.instance import Instance
from scheduler.sources import FileLines, read_instance, read_lines
from scheduler.wording import counted, one_line


class CheckAnswer(InstanceAnswer):
    """The contents of an instance, and its problems."""

    title: str | None
    zone: str = at("zone.key")
    first_day: date
    last_day: date
    counts: dict[str, int]
    """Number of rows of each kind."""
    levels: dict[str, int]
    """How many rules are hard, have a weight, or are off, of those whose level is not the default."""
    profile: str | None
    troubles: tuple[TroubleRecord, ...]
    locks: dict[str, date] | None = None
    """Dates of `topic_lock` and `schedule_lock`; missing without a lock."""


_LOCKED = {"topic_lock": "Topics are", "schedule_lock": "The schedule is"}


def check_answer(instance: Instance, troubles: Iterable[Trouble], lines: FileLines) -> CheckAnswer:
    """Return the counts, levels and problems of an instance."""
    given = {rule: instance.level(rule, "") for rule in RULES}
    levels = (level for rule, level in given.items() if level != RULES[rule].default)
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
    """Yield the report; `path` is the file of the instance."""
    yield from _lines(instance, told)
    certain = [each for each in told.troubles if each.certain]
    doubted = [each for each in told.troubles if not each.certain]
    yield from section("Impossible:", troubles_table(certain))
    yield from section("Worth checking:", troubles_table(doubted))
    yield ""
    if certain:
        yield "No programme can satisfy all hard rules: each line marked ! proves it."
        yield f"Find out what would help: {command('explain', path)}"
    else:
        yield f"The file is valid. Search for a programme: {command('solve', path)}"


_COUNTED = {
    "unknown_attendance": ("session with unknown attendance", "sessions with unknown attendance"),
    "unknown_seats": ("room with unknown seats", "rooms with unknown seats"),
    "people": ("person", "people"),
}
"""Singular and plural of counts that do not follow from their names."""


def _lines(instance: Instance, told: CheckAnswer) -> Iterator[str]:
    counts, levels = told.counts, told.levels
    grain = "day by day" if instance.of_days else f"starts every {instance.grid} minutes"
    named = f"{one_line(instance.title)} ({instance.name})" if instance.title else instance.name
    yield named
    yield f"{instance.first_day} to {instance.last_day}, {instance.zone.key}, {grain}"
    optional = f" ({counts['optional_sessions']} optional)" if counts["optional_sessions"] else ""
    yield ", ".join(
        counted(number, *_COUNTED.get(what, (what.rstrip("s").replace("_", " "),)))
        + (optional if what == "sessions" else "")
        for what, number in counts.items()
        if number and what != "optional_sessions"
    )
    changed = sum(levels.values())
    differing = (
        f"{counted(changed, 'rule')} not at the default" if changed else "all at their defaults"
    )
    yield f"Levels of rules: {differing}"
    yield from in_force(instance.profile)
    for lock, day in (told.locks or {}).items():
        yield f"{_LOCKED[lock]} locked from {day} on."


def check(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Validate an instance and report what cannot work."""
    facts = read_instance(instance)
    told = check_answer(facts, screen(facts), read_lines(instance))
    say(as_json, lambda: told, lambda: check_report(facts, told, instance))
    return Code.IMPOSSIBLE if any(each.certain for each in told.troubles) else Code.FINE
