"""Who must be notified: everyone with a part in a session that differs from the published programme.

A change of room alone does not affect participants who are online.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.instance import (
    Audience,
    Delegation,
    Instance,
    Selection,
    Session,
    Site,
    is_online,
    remote_of,
    room_for,
    uses_of,
)
from scheduler.replanning.moves import Move, Reseating
from scheduler.wording import name


@dataclass(frozen=True, slots=True)
class Notification:
    """Someone who must be notified, and of which sessions."""

    group: str
    """People, delegations, rooms, remote (sites), interpreters, resources or audiences."""
    id: str
    name: str
    sessions: tuple[str, ...]
    """In the order in which they were published."""


def told_of(
    instance: Instance,
    moves: Iterable[Move],
    panels: Iterable[Reseating] = (),
) -> tuple[Notification, ...]:
    """Return who must be notified of these moves and panels, group by group, in the order of the file.

    Persons whom the conference no longer has come last of theirs, by their ids.
    """
    moved = tuple(moves)
    sessions = [instance.session_by_id[move.session] for move in moved]
    concerned: Mapping[str, tuple[str, Iterable[tuple[str, Session]]]] = {
        "people": ("people", _people(instance, moved, panels)),
        "delegations": ("delegations", _wanting(instance, "delegations", sessions)),
        "rooms": ("rooms", _hosts(moved, instance)),
        "remote": ("sites", _sites(instance, moved)),
        "interpreters": (
            "interpretation",
            ((s.interpretation, s) for s in sessions if s.interpretation is not None),
        ),
        "resources": (
            "resources",
            ((each, s) for s in sessions for each in uses_of(instance, s)),
        ),
        "audiences": ("audiences", _wanting(instance, "audiences", sessions)),
    }
    return tuple(
        told
        for group, (table, pairs) in concerned.items()
        for told in _by_id(instance, group, table, pairs)
    )


def _by_id(
    instance: Instance, group: str, table: str, pairs: Iterable[tuple[str, Session]]
) -> Iterator[Notification]:
    """Yield those of a group that have to do with any session, in the order of their table."""
    found: dict[str, list[str]] = {}
    for id_, session in pairs:
        found.setdefault(id_, []).append(session.id)
    for row in getattr(instance, table):
        if row.id in found:
            yield Notification(group, row.id, _called(instance, row), tuple(found.pop(row.id)))
    for id_, sessions in sorted(found.items()):
        yield Notification(group, id_, id_, tuple(sessions))


def _called(instance: Instance, row: Any) -> str:
    """Return the name of a row for people; of a site its city, unless another has the same."""
    if not isinstance(row, Site):
        return name(row)
    alike = [each.city for each in instance.sites].count(row.city)
    return row.city if alike == 1 else row.id


def _wanting(
    instance: Instance, table: str, sessions: Iterable[Session]
) -> Iterator[tuple[str, Session]]:
    """Yield the delegations, or audiences, that must or wish to attend a session."""
    chosen = {
        each.id: {session.id for session in instance.selected(*_wishes(each))}
        for each in getattr(instance, table)
    }
    yield from ((id_, s) for s in sessions for id_, asked in chosen.items() if s.id in asked)


def _wishes(row: Delegation | Audience) -> tuple[Selection, ...]:
    return (row.must, row.wishes) if isinstance(row, Delegation) else (row.sessions,)


def _named(session: Session) -> tuple[str, ...]:
    return tuple(person for group in session.people.values() for person in group)


def _people(
    instance: Instance, moves: Iterable[Move], panels: Iterable[Reseating]
) -> Iterator[tuple[str, Session]]:
    """Yield those who are named in a session that moves, or seated there, and those with another seat."""
    told = set[tuple[str, str]]()
    for move in moves:
        session = instance.session_by_id[move.session]
        seated = (p for each in (move.before, move.after) if each for p in each.seated)
        for person in dict.fromkeys((*_named(session), *seated)):
            if not _is_elsewhere(move, online=is_online(instance.person_by_id.get(person))):
                continue
            told.add((person, session.id))
            yield person, session
    for panel in panels:
        for person in panel.people:
            if (person, panel.session) not in told:
                yield person, instance.session_by_id[panel.session]


def _sites(instance: Instance, moves: Iterable[Move]) -> Iterator[tuple[str, Session]]:
    """Yield the places where remote participants of sessions are for whom anything changes."""
    for move in moves:
        if _is_elsewhere(move, online=True):
            session = instance.session_by_id[move.session]
            yield from ((site, session) for site in remote_of(instance, session))


def _is_elsewhere(move: Move, *, online: bool) -> bool:
    """Return whether a move changes when or where somebody is."""
    before, after = (
        each and (each.start, room_for(each.room, online=online))
        for each in (move.before, move.after)
    )
    return before != after


def _hosts(moves: Iterable[Move], instance: Instance) -> Iterator[tuple[str, Session]]:
    """Yield the rooms that lose a session, get one, or have it at another time."""
    for move in moves:
        rooms = (each.room for each in (move.before, move.after) if each is not None)
        for room in dict.fromkeys(rooms):
            yield room, instance.session_by_id[move.session]
