"""The table of checks: each says of one sort of setting which ones have no effect.

Looked for is what speaks of something that is not there: a row that nothing refers to, a wish without what
it is about. Limits that are not reached are no such thing: they hold as soon as the facts change. Nor are
facts that no rule asks for: regions, rooms, bodies, bands and kinds that nothing uses, and what persons and
sessions are like (themes they care for, levels).
"""

from collections.abc import Callable, Iterator

from scheduler.explanation.ground import Ground
from scheduler.explanation.idle import conference, levels, people, rows, selections, sessions
from scheduler.explanation.idle.settings import Idle, troubles_of
from scheduler.explanation.trouble import Trouble

Check = Callable[[Ground], Iterator[Idle]]

CHECKS: tuple[Check, ...] = (
    conference.late_after,
    conference.frozen,
    conference.prime_time,
    conference.reserve,
    conference.local_hours,
    conference.walks,
    rows.nothing_refers_to,
    rows.late_is_fine,
    rows.gap,
    rows.weight,
    people.seated_in,
    people.compact,
    people.panel_roles,
    sessions.lone_tags,
    sessions.value,
    sessions.seated_before,
    sessions.join,
    sessions.windows,
    sessions.preferred,
    sessions.prime,
    selections.empty,
    selections.audiences,
    selections.quotas,
    selections.working_days,
    levels.of_rules,
)


def without_effect(ground: Ground) -> Iterator[Trouble]:
    """Yield the settings without effect, each sort once."""
    for check in CHECKS:
        yield from troubles_of(check(ground))
