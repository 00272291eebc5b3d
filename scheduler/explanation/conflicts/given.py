"""Facts that are taken as given: what was changed last is what all else has to cope with."""

from collections.abc import Collection

from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Place
from scheduler.instance import Instance

FIELDS = (("rooms", "closures"), ("people", "available"))
"""Fields of tables that nobody chooses: a hall is lost, somebody is away."""


def given_by(base: Instance, instance: Instance) -> frozenset[Place]:
    """Return where an instance says that a room is closed or a person away, and its base does not.

    That it would help if they were there is known to whoever says so.

    Parameters
    ----------
    base
        The facts before.
    instance
        The facts now.
    """
    found: set[Place] = set()
    for table, field in FIELDS:
        before = {row.id: getattr(row, field) for row in getattr(base, table)}
        found |= {
            (table, row.id, field)
            for row in getattr(instance, table)
            if row.id in before and getattr(row, field) != before[row.id]
        }
    return frozenset(found)


def keys_of(groups: Groups, instance: Instance, given: Collection[Place]) -> frozenset[Key]:
    """Return the rules and items of a conference that ask for what stands in some places."""
    return frozenset(
        (rule, item)
        for rule, item in (groups.by_key if given else ())
        if (where := VOICES[rule].where) is not None and where(instance, item) in given
    )
