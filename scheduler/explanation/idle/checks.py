"""The table of checks: each says of one sort of setting which ones have no effect.

Looked for is what speaks of something that is not there: a row that nothing refers to, a wish without what
it is about. Limits that are not reached are no such thing: they hold as soon as the facts change. Nor are
facts that no rule asks for: regions, rooms, bodies, bands and kinds that nothing uses, and what persons and
sessions are like (themes they care for, levels).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from scheduler.catalogue import RULES
from scheduler.explanation.idle import conference, fields, rows, sessions, times
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.rules import VOICES
from scheduler.explanation.trouble import Idle, Trouble
from scheduler.wording import listed

_MOST = 3
"""So many settings of a field without effect for one reason are told one by one, and named of more."""

Check = Callable[[Presolve], Iterator[Idle]]


def _by_rules(*, persons: bool) -> tuple[Check, ...]:
    """Return what the rules about persons, or all others, find out by themselves."""
    return tuple(
        voice.idle
        for rule, voice in VOICES.items()
        if voice.idle is not None and (RULES[rule].item == "person") is persons
    )


CHECKS: tuple[Check, ...] = (
    conference.late_after,
    conference.late_steps,
    times.late_until,
    times.joins,
    times.standard_starts,
    times.windows,
    times.dates,
    times.absences,
    conference.frozen,
    conference.prime_time,
    conference.reserve,
    conference.hours_afar,
    conference.locks,
    conference.walks,
    rows.nothing_refers_to,
    rows.languages,
    rows.late_is_fine,
    rows.span_breaks,
    rows.gap,
    rows.weight,
    *_by_rules(persons=True),
    sessions.panel_roles,
    sessions.lone_tags,
    sessions.value,
    sessions.seated_before,
    sessions.join,
    *_by_rules(persons=False),
    rows.empty,
    rows.external_events,
    rows.travel_days,
    rows.audiences,
    rows.quotas,
    rows.working_days,
    fields.without_subject,
    conference.levels_of_rules,
)


def without_effect(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the settings without effect, each sort once."""
    for check in CHECKS:
        yield from _troubles(check(presolve))


def _troubles(found: Iterable[Idle]) -> Iterator[Trouble]:
    """Yield what to tell: one by one, or together what is many times the same."""
    kinds: dict[tuple[object, ...], list[Idle]] = {}
    for idle in found:
        field = [part for part in idle.place[2:] if isinstance(part, str)]
        kinds.setdefault((idle.place[0], *field, idle.why, idle.verdict), []).append(idle)
    for some in kinds.values():
        if len(some) > _MOST:
            yield _together(some)
        else:
            for each in some:
                yield _trouble(f"{each.text} {each.verdict}: {each.why}.", [each])


def _together(some: Sequence[Idle]) -> Trouble:
    shown = [*(each.text for each in some[:_MOST]), f"{len(some) - _MOST} more"]
    first = some[0]
    return _trouble(f"Each of these {first.verdict}, because {first.why}: {listed(shown)}.", some)


def _trouble(message: str, some: Sequence[Idle]) -> Trouble:
    sessions = dict.fromkeys(session for each in some for session in each.sessions)
    return Trouble(message, certain=False, sessions=tuple(sessions), rules=(), place=some[0].place)
