"""Whom a variant touches, told from the facts in which its conference differs from the base."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from scheduler.evaluation.runs import Run
from scheduler.instance import Instance, Room, Session, spans_of
from scheduler.phrases import Lowered, say
from scheduler.reporting.takes import most_teams
from scheduler.wording import counted, name

MOST = 4
"""Those named, at most."""


def touched(
    base: Instance,
    other: Instance,
    runs: Sequence[Run] | None = None,
    moved: Collection[str] = (),
) -> tuple[str, ...]:
    """Return what differs for whom: hosts, teams, rooms, bodies, kinds of session, classes of persons.

    Pins and locks touch nobody; what goes elsewhere does. With `runs`, how the base is held, neither does a
    room that is closed while nobody is in it. Sessions that are `moved` count as those whose facts differ.
    """
    found = [
        *_host(base, other),
        *_teams(base, other),
        *_rooms(base, other, runs),
        *_rows("resources", say("equipment and staff"), base, other),
        *_sessions(base, other, moved),
        *_classes(base, other),
    ]
    return _shortened(found)


def _shortened(found: Sequence[str]) -> tuple[str, ...]:
    if len(found) <= MOST:
        return tuple(found)
    return (*found[: MOST - 1], say("{} more", len(found) - MOST + 1))


def _host(base: Instance, other: Instance) -> Iterator[str]:
    days = ("first_day", "last_day", "day_profiles", "zone")
    if any(getattr(base, each) != getattr(other, each) for each in days):
        yield say("the host (days and hours of the venue)")


def _teams(base: Instance, other: Instance) -> Iterator[str]:
    for pool in other.interpretation:
        before = base.pool_by_id.get(pool.id)
        if before is None:
            yield say("interpreters ({})", name(pool))
            continue
        there, was = most_teams(other, pool), most_teams(base, before)
        if there != was:
            yield say("interpreters ({}, not {})", counted(there, "team"), was)
        elif before != pool:
            yield say("interpreters ({})", name(pool))
    shared = base.session_by_id.keys() & other.session_by_id.keys()
    number = sum(
        _interpreters(base.session_by_id[each]) != _interpreters(other.session_by_id[each])
        for each in shared
    )
    if number:
        yield say("whoever needs interpretation in {}", counted(number, "meeting"))


def _interpreters(session: Session) -> tuple[str | None, frozenset[str]]:
    return session.interpretation, frozenset(session.languages or ())


def _rooms(base: Instance, other: Instance, runs: Sequence[Run] | None) -> Iterator[str]:
    return _named(
        say("the rooms"),
        [
            name(other.room_by_id.get(each) or base.room_by_id[each])
            for each in _differing("rooms", base, other)
            if runs is None or not _is_merely_kept(base, other, each, runs)
        ],
    )


def _is_merely_kept(base: Instance, other: Instance, room: str, runs: Sequence[Run]) -> bool:
    """Tell whether a room is the same, but that it is closed while nobody was in it."""
    before, after = base.room_by_id.get(room), other.room_by_id.get(room)
    if before is None or after is None:
        return False
    if _fields(before, "closures") != _fields(after, "closures"):
        return False
    closed, parts = spans_of(after.closures, other.zone), set(base.parts_of(room))
    return not any(
        since < run.end and run.start < until
        for run in runs
        if not parts.isdisjoint(base.parts_of(run.room))
        for since, until in closed
    )


def _fields(row: Room | Session, *but: str) -> Mapping[str, Any]:
    return {each: getattr(row, each) for each in type(row).model_fields if each not in but}


def _rows(table: str, said: str, base: Instance, other: Instance) -> Iterator[str]:
    before, after = _by_id(base, table), _by_id(other, table)
    return _named(
        said,
        [name(after.get(each) or before[each]) for each in _differing(table, base, other)],
    )


def _named(said: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield say("{} ({})", said, ", ".join(names) if len(names) <= 2 else len(names))


def _differing(table: str, base: Instance, other: Instance) -> Iterator[str]:
    before, after = _by_id(base, table), _by_id(other, table)
    return (
        each for each in dict.fromkeys([*before, *after]) if before.get(each) != after.get(each)
    )


def _by_id(instance: Instance, table: str) -> dict[str, Any]:
    return {each.id: each for each in getattr(instance, table)}


def _sessions(base: Instance, other: Instance, moved: Collection[str]) -> Iterator[str]:
    """Yield bodies and kinds with the number of their sessions that are new, gone, moved or not the same."""
    before, after = base.session_by_id, other.session_by_id
    gone = [each for id_, each in before.items() if id_ not in after]
    new = [
        each
        for id_, each in after.items()
        if id_ in moved
        or _is_other(before.get(id_), each)
        or base.kind_by_id.get(each.kind) != other.kind_by_id[each.kind]
    ]
    yield from (_with_number(*each) for each in grouped(other, [*gone, *new], base))


def _is_other(before: Session | None, after: Session) -> bool:
    """Tell whether a session is another one, wherever it is pinned."""
    return before is None or _fields(before, "pin") != _fields(after, "pin")


def grouped(
    instance: Instance, sessions: Sequence[Session], base: Instance
) -> Sequence[tuple[str, int]]:
    """Return bodies, or else kinds, with the number of their sessions among some; the most first."""
    numbers = Counter(name for each in sessions for name in _groups(instance, base, each))
    return sorted(numbers.items(), key=lambda each: (-each[1], each[0]))


def _with_number(group: str, number: int) -> str:
    return say("{} ({})", group, counted(number, "session"))


def _groups(instance: Instance, base: Instance, session: Session) -> list[str]:
    """Return the names of a session's bodies, or else of its kind."""
    known = {**base.body_by_id, **instance.body_by_id}
    kind = instance.kind_by_id.get(session.kind) or base.kind_by_id[session.kind]
    return [name(known[body]) for body in session.bodies] or [name(kind)]


def _classes(base: Instance, other: Instance) -> Iterator[str]:
    """Yield classes of persons with the number of those who come, go, or have other sessions."""
    before, after = _parts(base), _parts(other)
    numbers: Counter[str] = Counter()
    for id_ in dict.fromkeys([*before, *after]):
        fact = other.person_by_id.get(id_) or base.person_by_id[id_]
        if fact.person_class is not None and before.get(id_) != after.get(id_):
            numbers[name(other.person_class_by_id[fact.person_class])] += 1
    for title, number in numbers.most_common():
        yield say("{} ({})", Lowered(title), number)


def _parts(instance: Instance) -> Mapping[str, tuple[object, ...]]:
    """Return of each person when he or she is there, and in which sessions in what role."""
    roles: dict[str, list[str]] = {each.id: [] for each in instance.people}
    for session in instance.sessions:
        for role, people in session.people.items():
            for person in people:
                roles[person].append(f"{session.id} {role.value}")
    return {
        each.id: (each.available, each.remote, *sorted(roles[each.id])) for each in instance.people
    }
