"""The published plan: what has been promised, and to how many.

In formulas, b is the start and r the room of a session s, b* and r* are those that were published, and n
is the number of people affected.
"""

from collections.abc import Iterator
from types import MappingProxyType

from scheduler.instance import Instance
from scheduler.instance.frozen import minutes_of
from scheduler.instance.meetings import Session
from scheduler.instance.moments import spans_of
from scheduler.instance.stability import Published
from scheduler.restrictions import Avoid, Present, Restriction, Stay, Unfit
from scheduler.rules.affected import affected
from scheduler.rules.fitness import unfit
from scheduler.rules.spans import merged


def frozen_moved(instance: Instance) -> Iterator[Restriction]:
    """Leave the frozen time as it was published.

    ``|T_s| - |T_s ∩ published time of s| + |T_s| · [r_s ≠ r*_s]`` for all frozen sessions s, or
    ``|T_s|`` if s is left out; ``|T_s ∩ union of frozen time|`` for all others.
    """
    frozen = merged(spans_of(instance.frozen, instance.zone))
    if not frozen or not instance.published:
        return
    for session in instance.sessions:
        published = instance.published_by_session.get(session.id)
        start = None if published is None else published.start
        end = None if start is None else start + session.duration
        if start and end and any(start < until and since < end for since, until in frozen):
            yield Stay(session.id, session.id, ((start, end),))
            minutes = minutes_of(session.duration)
            yield from _present(session, minutes)
            yield from unfit(
                session.id, session.id, dict.fromkeys(_others(instance, published), minutes)
            )
        else:
            yield Avoid(session.id, session.id, frozen)


def session_moved(instance: Instance) -> Iterator[Restriction]:
    """Let a session start when it was published to.

    ``n_s · [b_s ≠ b*_s, or s is left out]`` for all published sessions s.
    """
    for session, published in _published(instance):
        starts = MappingProxyType({published.start: 0})
        people = affected(session, published.seated)
        yield Unfit(session.id, session.id, None, starts, other_starts=people)
        yield from _present(session, people)


def room_changed(instance: Instance) -> Iterator[Restriction]:
    """Let a session that starts when it was published to be in the published room.

    ``n_s · [b_s = b*_s] · [r_s ≠ r*_s]`` for all sessions s with a published room.
    """
    for session, published in _published(instance):
        others = _others(instance, published)
        if others:
            amounts = MappingProxyType(dict.fromkeys(others, affected(session, published.seated)))
            starts = MappingProxyType({published.start: 1})
            yield Unfit(session.id, session.id, amounts, starts)


def _published(instance: Instance) -> Iterator[tuple[Session, Published]]:
    """Yield the published sessions, in the order of the file."""
    for session in instance.sessions:
        if session.id in instance.published_by_session:
            yield session, instance.published_by_session[session.id]


def _present(session: Session, amount: int) -> Iterator[Present]:
    """Yield that a session takes place, if it may be left out."""
    if session.optional:
        yield Present(session.id, session.id, amount)


def _others(instance: Instance, published: Published | None) -> tuple[str, ...]:
    """Return the rooms that are not the published one; none, if none was published."""
    if published is None or published.room is None:
        return ()
    return tuple(room.id for room in instance.rooms if room.id != published.room)
