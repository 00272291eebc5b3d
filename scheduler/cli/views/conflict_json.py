"""Why there is no programme, and what would help, as machines read it."""

from collections.abc import Sequence
from typing import Any

from scheduler.catalogue import RULES
from scheduler.cli.commands.check import trouble_as_json
from scheduler.cli.views.conflict_report import Told
from scheduler.cli.views.solution_report import judged_as_json
from scheduler.explanation.conflicts import Collision, Culprit, Way, broken_in
from scheduler.instance import Instance


def collision_as_json(told: Told) -> dict[str, Any]:
    """Return the same for machines."""
    collision = told.collision
    return {
        "instance": told.instance.name,
        "status": collision.status.value,
        "proofs": [trouble_as_json(each) for each in collision.proofs],
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
                "ways_out": _ways_as_json(told, conflict.ways),
            }
            for conflict in collision.conflicts
        ],
        "least_broken": _least_as_json(told.instance, collision),
        "together": _ways_as_json(told, collision.together, together=True),
        "replacements": [
            {"instead_of": each.instead, "ways_out": _ways_as_json(told, each.by)}
            for each in collision.replacements
        ],
        "fewest": collision.fewest,
        "by_facts": _ways_as_json(told, collision.by_facts, together=True),
        "instead": _ways_as_json(told, collision.instead, together=True),
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


def _ways_as_json(
    told: Told, ways: Sequence[Way], *, together: bool = False
) -> list[dict[str, Any]]:
    commands = told.commands(ways, together=together)
    return [_way(told, way, done) for way, done in zip(ways, commands, strict=True)]


def _way(told: Told, way: Way, commands: tuple[str, ...]) -> dict[str, Any]:
    return {
        "message": way.words,
        "rule": way.rule,
        "item": way.item,
        "amount": way.amount,
        "unit": RULES[way.rule].unit,
        "least": way.least,
        "level_only": way.by_level,
        "drastic": way.drastic,
        "path": list(way.path),
        "where": told.lines.where(way.path),
        "commands": list(commands),
    }
