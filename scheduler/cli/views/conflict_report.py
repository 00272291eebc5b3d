"""Why there is no programme, and what would help, as people and machines read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import (
    collision_in_words,
    conflict_in_words,
    culprits_in_words,
    least_broken_in_words,
    together_in_words,
)
from scheduler.cli.views.solution_report import findings, judged_as_json
from scheduler.explanation.conflicts import Collision, Conflict, Culprit, Way, broken_in
from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.sources import Lines
from scheduler.wording import counted, one_line

MOST = 12
"""Sessions and rules of a conflict that are named; of more, the number."""
CONFLICTS = 4
"""Conflicts that are told; of more, the number."""
FINDINGS = 6
"""The same of what the least broken programme breaks."""
WAYS = 4
"""The same of the ways out of each of several conflicts, the cheapest first."""
NO_WAY = "No way out of it by itself was found in the time."


@dataclass(frozen=True, slots=True)
class Told:
    """A collision, with what its words need."""

    instance: Instance
    lines: Lines
    collision: Collision
    longer: str
    """The command that searches for longer."""
    written: Path | None = None
    """Where the programme was written that breaks least."""


def collision_report(told: Told) -> Iterator[RenderableType]:
    """Yield what a planner reads: the ways out first, then why, and last what is broken otherwise."""
    collision = told.collision
    yield Text(collision_in_words(collision), "bold")
    if collision.given:
        yield Text(f"Taken as given: {one_line('; '.join(collision.given))}.")
    if collision.status is Status.UNKNOWN:
        yield Text(f"Give it more time: {told.longer}")
    yield from all_at_once(told.lines, collision)
    for number, conflict in enumerate(collision.conflicts[:CONFLICTS], 1):
        yield Text()
        yield from _conflict(told, conflict, number)
    if len(collision.conflicts) > CONFLICTS:
        yield Text()
        more = counted(len(collision.conflicts) - CONFLICTS, "more conflict")
        yield Text(f"And {more}, which --json tells.")
    yield from _unsaid(told)
    if collision.conflicts:
        yield from least_broken(told.instance, collision)
    if told.written is not None:
        yield Text(f"The least broken programme was written to {told.written}")


def _unsaid(told: Told) -> Iterator[RenderableType]:
    """Yield what is not known, and how to learn more."""
    conflicts = told.collision.conflicts
    if conflicts and not told.collision.complete:
        yield Text()
        yield Text("There may be more conflicts: no programme was found that keeps all else.")
    if conflicts and not all(each.proved for each in conflicts):
        yield Text()
        yield Text(f"To search for longer, and prove more: {told.longer}")


def least_broken(instance: Instance, collision: Collision) -> Iterator[RenderableType]:
    """Yield what the programme breaks that breaks least of the hard rules."""
    if collision.schedule is not None:
        yield Text()
        yield Text(least_broken_in_words(collision), "bold")
        broken = broken_in(instance, collision.schedule)
        yield findings(broken[:FINDINGS], None)
        if len(broken) > FINDINGS:
            yield Text(f"and {counted(len(broken) - FINDINGS, 'more finding')}")


def all_at_once(lines: Lines, collision: Collision) -> Iterator[RenderableType]:
    """Yield changes that suffice together, and others that lower no level."""
    for ways, said in (
        (collision.together, together_in_words(collision)),
        (collision.by_facts, "By facts alone, as was tried:"),
        (collision.instead, "Or else, as was tried:"),
    ):
        if ways:
            yield Text()
            yield Text(said, "bold")
            yield _ways(lines, ways)


def _conflict(told: Told, conflict: Conflict, number: int) -> Iterator[RenderableType]:
    several = len(told.collision.conflicts) > 1
    collide = culprits_in_words(conflict)
    yield Text(f"Conflict {number}. {collide}:" if several else f"{collide}:", "bold")
    yield _culprits(told, conflict)
    if len(conflict.culprits) > MOST:
        yield Text(f"And {len(conflict.culprits) - MOST} more.")
    if len(conflict.culprits) > 1:
        yield Text(conflict_in_words(conflict))
    if conflict.sessions:
        yield Text(f"It is about {_sessions(told, conflict)}.")
    yield Text()
    yield Text("Ways out, each tried by itself:" if conflict.ways else NO_WAY, "bold")
    if conflict.ways:
        most = WAYS if several else len(conflict.ways)
        yield _ways(told.lines, conflict.ways[:most])
        if len(conflict.ways) > most:
            yield Text(
                f"and {counted(len(conflict.ways) - most, 'more way')} out, which --json tells"
            )


def _sessions(told: Told, conflict: Conflict) -> str:
    names = [
        f"{one_line(told.instance.session_by_id[each].title)} ({told.lines.where(('sessions', each))})"
        for each in conflict.sessions[:MOST]
    ]
    more = len(conflict.sessions) - MOST
    return "; ".join([*names, *([f"and {more} more sessions"] if more > 0 else [])])


def _culprits(told: Told, conflict: Conflict) -> Columns:
    table = Columns("", "", gap=1)
    for culprit in conflict.culprits[:MOST]:
        where = told.lines.where(culprit.path)
        said = Text.assemble(
            one_line(culprit.words), (f"\n{culprit.rule} of {culprit.item}, {where}", "dim")
        )
        table.add(Text("!", "bold red"), said)
    return table


def _ways(lines: Lines, ways: tuple[Way, ...]) -> Columns:
    table = Columns("", "", gap=1)
    for way in ways:
        where = lines.where(way.path)
        table.add(
            Text("·", "green"),
            Text.assemble(f"{one_line(_capital(way.words))}{_amount(way)}", (f"\n{where}", "dim")),
        )
    return table


_BY_DEGREES = frozenset(
    {
        *("windows", "preferred", "available", "closures", "bands", "duration", "gap"),
        *(
            "capacity",
            "layouts",
            "attendance",
            "daily_load",
            "minutes",
            "agenda",
            "longest_meeting",
        ),
        *("teams", "count", "size", "waves", "rhythm", "within", "days", "travel_days"),
        *("at_least", "at_most", "tasks_at_most", "days_at_least", "days_at_most", "first_days"),
        *("showcases", "coordination_a_week"),
    }
)
"""Fields that change by more or less."""


def _amount(way: Way) -> str:
    """Return how far a softened rule would be broken, or that a fact might have to change less."""
    if not way.by_level:
        return "; perhaps less would do" if way.path[-1] in _BY_DEGREES and not way.least else ""
    least = "" if way.least else ", perhaps less"
    return f" (amount broken: {way.amount:,} {RULES[way.rule].unit}{least})"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def collision_as_json(told: Told) -> dict[str, Any]:
    """Return the same for machines."""
    collision = told.collision
    return {
        "instance": told.instance.name,
        "status": collision.status.value,
        "complete": collision.complete,
        "conflicts": [
            {
                "rules": [_culprit(told, culprit) for culprit in conflict.culprits],
                "proved": conflict.proved,
                "irreducible": conflict.irreducible,
                "sessions": [
                    {"session": each, "where": told.lines.where(("sessions", each))}
                    for each in conflict.sessions
                ],
                "ways_out": [_way(told, way) for way in conflict.ways],
            }
            for conflict in collision.conflicts
        ],
        "least_broken": _least_as_json(told.instance, collision),
        "together": [_way(told, way) for way in collision.together],
        "fewest": collision.fewest,
        "by_facts": [_way(told, way) for way in collision.by_facts],
        "instead": [_way(told, way) for way in collision.instead],
        "given": list(collision.given),
    }


def _least_as_json(instance: Instance, collision: Collision) -> dict[str, Any] | None:
    if collision.schedule is None:
        return None
    forbidden = broken_in(instance, collision.schedule)
    return {"proved": collision.least, "breaks": [judged_as_json(each) for each in forbidden]}


def _culprit(told: Told, culprit: Culprit) -> dict[str, Any]:
    return {
        "rule": culprit.rule,
        "item": culprit.item,
        "sessions": list(culprit.sessions),
        "message": culprit.words,
        "path": list(culprit.path),
        "where": told.lines.where(culprit.path),
    }


def _way(told: Told, way: Way) -> dict[str, Any]:
    return {
        "message": way.words,
        "rule": way.rule,
        "item": way.item,
        "amount": way.amount,
        "unit": RULES[way.rule].unit,
        "least": way.least,
        "level_only": way.by_level,
        "path": list(way.path),
        "where": told.lines.where(way.path),
    }
