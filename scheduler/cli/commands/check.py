"""`scheduler check`: what an instance holds, and what in it cannot work."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rich.console import RenderableType

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.cli.answers import about
from scheduler.cli.console import say, section
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command
from scheduler.cli.options import AsJson, InstancePath
from scheduler.cli.views.solution_report import in_force, troubles_table
from scheduler.explanation import Trouble, screen
from scheduler.instance import Instance, ItemLevels
from scheduler.sources import FileLines, read_instance, read_lines
from scheduler.wording import counted, one_line


@dataclass(frozen=True, slots=True)
class InstanceCheck:
    """The contents of an instance, and its problems."""

    instance: Instance
    troubles: tuple[Trouble, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Number of rows of each kind."""
        facts = self.instance
        return {
            "working_days": len(facts.working_dates),
            "rooms": len(facts.rooms),
            "sessions": len(facts.sessions),
            "optional_sessions": sum(session.optional for session in facts.sessions),
            "unknown_attendance": sum(each.attendance is None for each in facts.sessions),
            "unknown_seats": sum(room.capacity is None for room in facts.rooms),
            "people": len(facts.people),
            "delegations": len(facts.delegations),
            "agenda_items": len(facts.items),
            "untimed_items": len(facts.untimed),
        }

    @property
    def levels(self) -> Mapping[str, int]:
        """How many rules are hard, weighted or off, of those that are not at the default for each item."""
        facts = self.instance
        in_force = facts.levels | (facts.profiles[facts.profile] if facts.profile else {})
        levels = (
            facts.level(rule, "")
            for rule, known in RULES.items()
            if facts.level(rule, "") != known.default or isinstance(in_force.get(rule), ItemLevels)
        )
        found = Counter(level if level in (HARD, OFF) else "weighted" for level in levels)
        return {each: found[each] for each in (HARD, "weighted", OFF)}


def check_report(told: InstanceCheck, lines: FileLines, path: Path) -> Iterator[RenderableType]:
    """Yield the report; `path` is the file of the instance, and `lines` are its lines."""
    yield from _lines(told)
    certain = [each for each in told.troubles if each.certain]
    doubted = [each for each in told.troubles if not each.certain]
    yield from section("Impossible:", troubles_table(certain, lines))
    yield from section("Worth checking:", troubles_table(doubted, lines))
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


def _lines(told: InstanceCheck) -> Iterator[str]:
    instance, counts = told.instance, told.counts
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
    changed = sum(told.levels.values())
    differing = (
        f"{counted(changed, 'rule')} not at the default" if changed else "all at their defaults"
    )
    yield f"Levels of rules: {differing}"
    yield from in_force(instance.profile)
    for what, day in (
        ("Topics are", instance.topic_lock),
        ("The schedule is", instance.schedule_lock),
    ):
        if day is not None:
            yield f"{what} locked from {day} on."


def check(instance: InstancePath, *, as_json: AsJson = False) -> Code:
    """Validate an instance and report what cannot work."""
    facts = read_instance(instance)
    told, lines = InstanceCheck(facts, screen(facts)), read_lines(instance)
    say(as_json, lambda: about(facts, told, lines), lambda: check_report(told, lines, instance))
    return Code.IMPOSSIBLE if any(each.certain for each in told.troubles) else Code.FINE
