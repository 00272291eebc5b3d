"""Moves of sessions: why they cannot stay, who must be notified, and in which steps to make them.

Everyone with a part in a session that differs from the published programme is notified. A change of room
alone does not affect participants who are online.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Any

from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation, Judgement
from scheduler.instance import (
    Audience,
    Delegation,
    Instance,
    Selection,
    Session,
    Site,
    attending,
    is_online,
    remote_of,
    room_for,
    uses_of,
)
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Solution
from scheduler.sources.discrepancies import on_a_date
from scheduler.wording import name

if TYPE_CHECKING:  # it prices moves as engines do, which take long to load
    from scheduler.replanning.changes import Changes


class MoveKind(StrEnum):
    """How a session differs from the published programme."""

    START = "start"
    """Its start, in any room."""
    ROOM = "room"
    """Its room alone."""
    DROPPED = "dropped"
    """It does not take place."""
    ADDED = "added"
    """It was not to take place, and does."""


@dataclass(frozen=True, slots=True)
class MoveReason:
    """Why a session cannot keep its published slot."""

    rule: str | None
    """The hard rule that its old place breaks; None, if there is no such place any more."""
    message: str


@dataclass(frozen=True, slots=True)
class Move:
    """A session that differs from the published programme."""

    session: str
    before: Assignment | None
    """Published slot; None if it was not published."""
    after: Assignment | None
    """Present slot; None if it does not take place."""
    reasons: tuple[MoveReason, ...]
    """Hard rules that rule out its old slot; empty if no single one does."""

    @property
    def what(self) -> MoveKind:
        """The change."""
        if self.before is None or self.after is None:
            return MoveKind.ADDED if self.before is None else MoveKind.DROPPED
        return MoveKind.ROOM if self.before.start == self.after.start else MoveKind.START


def moves_of(
    changes: "Changes", broken: Sequence[Judgement], schedule: Schedule
) -> tuple[Move, ...]:
    """Return what has changed, in the order in which it was published; what is added comes last.

    Parameters
    ----------
    changes
        The published programme, and the facts.
    broken
        What is hard and the published programme breaks now.
    schedule
        The programme now.
    """
    places, changed = schedule.by_session, changes.changed(schedule)
    moved = [
        Move(
            before.session,
            before,
            places.get(before.session),
            tuple(dict.fromkeys(_reasons(changes.instance, before, broken, schedule))),
        )
        for before in changes.published.assignments
        if before.session in changed
    ]
    added = [Move(name, None, places[name], ()) for name in changes.added if name in changed]
    return (*moved, *added)


def _reasons(
    instance: Instance, before: Assignment, broken: Sequence[Judgement], schedule: Schedule
) -> Iterator[MoveReason]:
    if not on_a_date(instance, before):
        yield MoveReason(None, "the conference no longer includes that date")
        return
    if before.room not in instance.room_by_id:
        yield MoveReason(None, f"the room {before.room} no longer exists")
        return
    others = (each for each in schedule.assignments if each.session != before.session)
    direct = [*_about(before.session, broken)]
    if not direct:  # what has taken its place is in the way
        back = Schedule.of([*others, before])
        direct = [*_about(before.session, evaluate(instance, back).forbidden)]
    yield from direct


def _about(session: str, forbidden: Sequence[Judgement]) -> Iterator[MoveReason]:
    for judged in forbidden:
        if session in judged.finding.sessions:
            yield MoveReason(judged.rule, judged.finding.message)


@dataclass(frozen=True, slots=True)
class Reseating:
    """A panel with other people than published."""

    session: str
    joined: tuple[str, ...]
    """Persons who get a seat, sorted."""
    left: tuple[str, ...]
    """Persons who lose theirs and have no other part in the session, sorted; they may be no more."""

    @property
    def people(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.left, *self.joined)


def reseatings_of(
    instance: Instance, published: Schedule, schedule: Schedule
) -> Iterator[Reseating]:
    """Yield the panels that change of sessions that are held as before, in the order of publication."""
    places = schedule.by_session
    for before in published.assignments:
        now = places.get(before.session)
        if now is None or now.seated == before.seated:
            continue
        session = instance.session_by_id[before.session]
        left = set(before.seated).difference(now.seated, attending(session))
        joined = set(now.seated).difference(before.seated)
        if left or joined:
            yield Reseating(session.id, tuple(sorted(joined)), tuple(sorted(left)))


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


def _people(
    instance: Instance, moves: Iterable[Move], panels: Iterable[Reseating]
) -> Iterator[tuple[str, Session]]:
    """Yield those who are named in a session that moves, or seated there, and those with another seat."""
    told = set[tuple[str, str]]()
    for move in moves:
        session = instance.session_by_id[move.session]
        seated = (each.seated for each in (move.before, move.after) if each)
        for person in dict.fromkeys(chain(*session.people.values(), *seated)):
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


@dataclass(frozen=True, slots=True)
class ItemMove:
    """An agenda item in other sessions than published."""

    item: str
    before: tuple[str, ...]
    """Sessions that were to deal with it; none, if it was on no agenda."""
    after: tuple[str, ...]
    people: tuple[str, ...]
    """Persons who must be notified: those whom it needs."""
    delegations: tuple[str, ...]
    """Delegations that must be notified: those that propose it."""


@dataclass(frozen=True, slots=True)
class Agendas:
    """Agendas, replanned."""

    schedule: Schedule | None
    """The programme with them; None without any."""
    moves: tuple[ItemMove, ...]
    """In the order of the file."""
    at_least: int
    """Proved: no agendas of these sessions move fewer items."""
    impossible: bool
    """Whether it is proved that these sessions have no agendas."""

    @property
    def fewest(self) -> bool:
        """Whether it is proved that no fewer items could be elsewhere."""
        return self.schedule is not None and len(self.moves) == self.at_least


@dataclass(frozen=True, slots=True)
class Replan:
    """A published programme, replanned."""

    solution: Solution
    """The programme, judged by the instance as it was given."""
    promised: Instance
    """The instance with the published plan, and with what is frozen."""
    moves: tuple[Move, ...]
    """Sessions with another time or room, in the order in which they were published."""
    panels: tuple[Reseating, ...]
    """Panels that change, whether the session moves or not."""
    new: tuple[str, ...]
    """Sessions that were not published, in the order of the file."""
    gone: tuple[str, ...]
    """Sessions that were published and that the conference no longer has, sorted."""
    told: tuple[Notification, ...]
    """Who must be notified."""
    unchanged: int | None
    """Sessions with the published time and room; None without a programme."""
    at_least: int
    """Proved: no programme that satisfies every hard rule changes fewer sessions."""
    gentlest: bool
    """Whether it is proved that none with so few changes has others on fewer panels, or on as few and affects
    fewer people."""
    best: bool
    """Whether it is proved that none which changes these sessions alone has a smaller penalty."""
    agendas: Agendas | None = None
    """What they deal with, replanned; None where there is nothing to deal with, or no programme."""

    @property
    def fewest(self) -> bool:
        """Whether it is proved that no programme changes fewer sessions."""
        return self.solution.schedule is not None and len(self.moves) == self.at_least


Value = tuple[int, int]
"""Amount against hard rules, and penalty in thousandths."""


@dataclass(frozen=True, slots=True)
class MovesStep:
    """Sessions that move together because one alone would clash with another."""

    moved: tuple[tuple[str, Assignment | None, Assignment | None], ...]
    """Each session, where it was, and where it is; None: it is not held."""
    before: Value
    after: Value
    rules: Mapping[str, int]
    """By rule, in its unit, how much less there is of it after the step; without those that stay equal."""


def steps_between(instance: Instance, before: Schedule, after: Schedule) -> Iterator[MovesStep]:
    """Yield the steps from one programme to another, what gains most first.

    A step breaks no hard rule more than the programme before it, if that can be had by moving some sessions
    together: with each session go those in whose way it would be. What another step has moved already is no
    part of one that comes later.

    Raises
    ------
    SolutionError
        When a programme does not fit the instance.
    """
    old, new = before.by_session, after.by_session
    left = [name for name in instance.session_by_id if old.get(name) != new.get(name)]
    now, found = before, evaluate(instance, before)
    known = {each.finding.message for each in found.forbidden}
    groups = dict.fromkeys(_together(instance, before, known, name, left, new) for name in left)
    gains = {group: evaluate(instance, _moved(before, group, new)).measure for group in groups}
    done: set[str] = set()
    for group in sorted(gains, key=lambda each: (gains[each], len(each))):
        names = [name for name in group if name not in done]
        if not names:
            continue
        done.update(names)
        now, last = _moved(now, names, new), found
        found = evaluate(instance, now)
        pairs = tuple((name, old.get(name), new.get(name)) for name in names)
        yield MovesStep(pairs, last.measure, found.measure, _less(last, found))


def _together(
    instance: Instance,
    now: Schedule,
    known: Collection[str],
    first: str,
    left: Collection[str],
    new: Mapping[str, Assignment],
) -> tuple[str, ...]:
    """Return a session with those that have to move with it, so that no more is broken than is `known`."""
    group = [first]
    while True:
        broken = evaluate(instance, _moved(now, group, new)).forbidden
        fresh = (each.finding.sessions for each in broken if each.finding.message not in known)
        more = [
            name
            for name in dict.fromkeys(name for sessions in fresh for name in sessions)
            if name in left and name not in group
        ]
        if not more:
            return tuple(name for name in left if name in group)
        group += more


def _moved(now: Schedule, group: Collection[str], new: Mapping[str, Assignment]) -> Schedule:
    """Return a programme in which some sessions are where another one has them."""
    others = [each for each in now.assignments if each.session not in group]
    return replace(
        now, assignments=Schedule.of([*others, *(new[n] for n in group if n in new)]).assignments
    )


def _less(before: Evaluation, after: Evaluation) -> Mapping[str, int]:
    """Return by rule how much less there is of it."""
    amounts = {
        rule: [each.forbidden + each.amount for each in (before.total(rule), after.total(rule))]
        for rule in dict.fromkeys([*before.totals, *after.totals])
    }
    return {rule: was - now for rule, (was, now) in amounts.items() if was != now}
