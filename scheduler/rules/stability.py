"""Rules that keep sessions near the published and the imported programme.

In formulas, b is the start and r the room of a session s, S are those of its pool who are seated on its
panel, b*, r* and S* are those that were published, d is its duration, and n is the number of people
affected.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from scheduler.instance import (
    Instance,
    Published,
    Session,
    Span,
    merged_spans,
    minutes_of,
    spans_of,
)
from scheduler.restrictions import Avoid, Present, Restriction, Stay, Unfit
from scheduler.rules.common import affected, positive, unfit
from scheduler.rules.seats import seat_of
from scheduler.rules.spans import run_of


def frozen_moved(instance: Instance) -> Iterator[Restriction]:
    """Keep the frozen time as published.

    ``|T_s| - |T_s ∩ published time of s| + d_s · [r_s ≠ r*_s] + |S_s △ S*_s|`` for all
    frozen sessions s, or ``d_s + |S*_s|`` if s is left out; ``|T_s ∩ union of frozen time|`` for
    all others.
    Reads ``published`` (session, start, room, seated), ``frozen``, ``sessions`` (duration, panel).
    """
    frozen = merged_spans(spans_of(instance.frozen, instance.zone))
    if not frozen or not instance.published:
        return
    for session in instance.sessions:
        published = instance.published_by_session.get(session.id)
        if published is not None and _is_frozen(instance, session, published, frozen):
            yield from _as_promised(instance, session, published)
        else:
            yield Avoid(session.id, session.id, frozen)


def _is_frozen(
    instance: Instance, session: Session, published: Published, frozen: Sequence[Span]
) -> bool:
    start, end = run_of(instance, session, published.start)
    return any(start < until and since < end for since, until in frozen)


def _as_promised(
    instance: Instance, session: Session, published: Published
) -> Iterator[Restriction]:
    """Yield what keeps a session, its room and its panel as published."""
    minutes = minutes_of(session.duration)
    yield Stay(session.id, session.id, (run_of(instance, session, published.start),))
    yield from _present(session, minutes)
    yield from unfit(
        session.id, session.id, positive(dict.fromkeys(_others(instance, published), minutes))
    )
    if published.seated is None:
        return
    for person in instance.pools.get(session.id, ()):
        seat = seat_of(session.id, person)
        if person in published.seated:
            yield Present(session.id, seat)
        else:
            yield Unfit(session.id, seat, None)


def session_moved(instance: Instance) -> Iterator[Restriction]:
    """Start a session when it was published to start.

    ``n_s · [b_s ≠ b*_s, or s is left out]`` for all published sessions s.
    Reads ``published`` (session, start), ``sessions`` (attendance, people, remote), ``kinds`` (remote).
    """
    for session, published in _published(instance):
        starts = MappingProxyType({published.start: 0})
        people = affected(instance, session, published.seated or ())
        yield Unfit(session.id, session.id, None, starts, other_starts=people)
        yield from _present(session, people)


def room_changed(instance: Instance) -> Iterator[Restriction]:
    """Keep the published room of a session that starts when published.

    ``n_s · [b_s = b*_s] · [r_s ≠ r*_s]`` for all sessions s with a published room. Reads ``published``
    (session, start, room), ``sessions`` (attendance, people, remote), ``kinds`` (remote).
    """
    for session, published in _published(instance):
        others = _others(instance, published)
        if others:
            people = affected(instance, session, published.seated or ())
            amounts = MappingProxyType(dict.fromkeys(others, people))
            starts = MappingProxyType({published.start: 1})
            yield Unfit(session.id, session.id, amounts, starts)


def day_not_kept(instance: Instance) -> Iterator[Restriction]:
    """Keep each session on its day in the import.

    ``|T_s| - |T_s ∩ day of s|`` for all sessions s that were in the programme before.
    Reads ``sessions`` (was, duration).
    """
    for session, day in instance.kept.days.items():
        yield Stay(session, session, (day,))


def room_not_kept(instance: Instance) -> Iterator[Restriction]:
    """Keep each session in rooms that its kind and themes had in the import.

    ``d_s · [r_s is none of these]`` for all sessions s that were in the programme before.
    Reads ``sessions`` (was, kind, themes, duration).
    """
    known: dict[tuple[frozenset[str], int], Mapping[str, int]] = {}
    for session, rooms in instance.kept.rooms.items():
        minutes = minutes_of(instance.session_by_id[session].duration)
        if (rooms, minutes) not in known:
            others = (room.id for room in instance.rooms if room.id not in rooms)
            known[rooms, minutes] = positive(dict.fromkeys(others, minutes))
        yield from unfit(session, session, known[rooms, minutes])


def time_not_kept(instance: Instance) -> Iterator[Restriction]:
    """Keep sessions that had their own time there, and run nothing beside those that ran alone.

    ``|T_s| - |T_s ∩ time of s| + d_s · [r_s ≠ room of s]`` for all sessions s with a time of their own;
    ``|T_q ∩ union of the times of those that were alone|`` for all other sessions q.
    Reads ``sessions`` (was, title, people, duration).
    """
    kept = instance.kept
    alone = merged_spans(kept.alone.values())
    for session in instance.sessions:
        if session.id in kept.times and session.was is not None:
            yield Stay(session.id, session.id, (kept.times[session.id],))
            minutes, where = minutes_of(session.duration), session.was.room
            others = (room.id for room in instance.rooms if where not in (None, room.id))
            yield from unfit(session.id, session.id, positive(dict.fromkeys(others, minutes)))
        if alone and session.id not in kept.alone:
            yield Avoid(session.id, session.id, alone)


def _published(instance: Instance) -> Iterator[tuple[Session, Published]]:
    """Yield the published sessions, in the order of the file."""
    for session in instance.sessions:
        if session.id in instance.published_by_session:
            yield session, instance.published_by_session[session.id]


def _present(session: Session, amount: int) -> Iterator[Present]:
    """Yield that a session takes place, if it may be left out."""
    if session.optional:
        yield Present(session.id, session.id, amount)


def _others(instance: Instance, published: Published) -> tuple[str, ...]:
    """Return the rooms other than the published one; empty if none was published."""
    if published.room is None:
        return ()
    return tuple(room.id for room in instance.rooms if room.id != published.room)
