"""Why there is no programme, and what would help, as people and machines read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import collision_in_words, conflict_in_words
from scheduler.explanation.conflicts import Collision, Conflict, Culprit, Way
from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.sources import Lines
from scheduler.wording import one_line

MOST = 12
"""Sessions of a conflict that are named; of more, the number."""


@dataclass(frozen=True, slots=True)
class Told:
    """A collision, with what its words need."""

    instance: Instance
    lines: Lines
    collision: Collision
    longer: str
    """The command that searches for longer."""


def collision_report(told: Told) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    collision = told.collision
    yield Text(collision_in_words(collision), "bold")
    if collision.status is Status.UNKNOWN:
        yield Text(f"Give it more time: {told.longer}")
    for number, conflict in enumerate(collision.conflicts, 1):
        yield Text()
        yield from _conflict(told, conflict, number)
    if collision.together:
        yield Text()
        yield Text("All at once, tried together:", "bold")
        yield _ways(told, collision.together)
    if collision.status is Status.INFEASIBLE and not collision.complete:
        yield Text()
        yield Text("There may be more conflicts: no programme was found that keeps all else.")
        yield Text(f"To search for longer: {told.longer}")


def _conflict(told: Told, conflict: Conflict, number: int) -> Iterator[RenderableType]:
    several = len(told.collision.conflicts) > 1
    rules = len(conflict.culprits)
    collide = (
        "This rule cannot be kept" if rules == 1 else f"These {rules} rules cannot all be kept"
    )
    yield Text(f"Conflict {number}. {collide}:" if several else f"{collide}:", "bold")
    yield _culprits(told, conflict)
    if len(conflict.culprits) > 1:
        yield Text(conflict_in_words(conflict))
    if conflict.sessions:
        yield Text(f"It is about {_sessions(told, conflict)}.")
    yield Text()
    yield Text(
        "Ways out, each tried by itself:" if conflict.ways else "No way out was found.", "bold"
    )
    if conflict.ways:
        yield _ways(told, conflict.ways)


def _sessions(told: Told, conflict: Conflict) -> str:
    names = [
        f"{one_line(told.instance.session_by_id[each].title)} ({told.lines.where(('sessions', each))})"
        for each in conflict.sessions[:MOST]
    ]
    more = len(conflict.sessions) - MOST
    return "; ".join([*names, *([f"and {more} more sessions"] if more > 0 else [])])


def _culprits(told: Told, conflict: Conflict) -> Columns:
    table = Columns("", "", gap=1)
    for culprit in conflict.culprits:
        where = told.lines.where(culprit.path)
        said = Text.assemble(
            one_line(culprit.words), (f"\n{culprit.rule} of {culprit.item}, {where}", "dim")
        )
        table.add(Text("!", "bold red"), said)
    return table


def _ways(told: Told, ways: tuple[Way, ...]) -> Columns:
    table = Columns("", "", gap=1)
    for way in ways:
        where = told.lines.where(way.path)
        table.add(
            Text("·", "green"),
            Text.assemble(f"{one_line(_capital(way.words))}{_amount(way)}", (f"\n{where}", "dim")),
        )
    return table


_BY_DEGREES = frozenset(
    {
        *("windows", "preferred", "available", "closures", "bands", "duration", "gap"),
        *("capacity", "layouts", "attendance", "daily_load"),
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
                "irreducible": conflict.irreducible,
                "sessions": [
                    {"session": each, "where": told.lines.where(("sessions", each))}
                    for each in conflict.sessions
                ],
                "ways_out": [_way(told, way) for way in conflict.ways],
            }
            for conflict in collision.conflicts
        ],
        "together": [_way(told, way) for way in collision.together],
    }


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
