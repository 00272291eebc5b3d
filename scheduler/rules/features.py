"""Features of rooms and times that somebody wants, or does not want."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from scheduler.instance import FeatureWish, Instance, Session, minutes_of, spans_breaks, spans_of
from scheduler.restrictions import Restriction, Unfit, end_of
from scheduler.rules.pauses import breaks_of
from scheduler.rules.seats import parts_of

_MINUTE = timedelta(minutes=1)
_Starts = Mapping[datetime, int]


def feature_wish_missed(instance: Instance) -> Iterator[Restriction]:
    """Give sessions and persons the features that they want, and spare them those that they do not want.

    ``sum_{s of k} d_s · [r_s or T_s lacks a feature of k]`` for all wishes k, and ``sum_{s of k} d_s · [r_s
    and T_s have the features of k]`` for those of what is not wanted; s is of k once for itself, and once for
    each person of k who attends it. If k counts sessions (`once`), 1 stands for d.
    """
    inside: dict[tuple[object, ...], _Starts] = {}
    for wish in instance.feature_wishes:
        for id_, session in _parts(instance, wish):
            starts = None
            if wish.time is not None:
                key = wish.time, session.kind, session.duration, session.span_breaks
                if key not in inside:
                    inside[key] = MappingProxyType(_inside(instance, wish.time, session))
                starts = inside[key]
            amount = 1 if wish.once else minutes_of(session.duration)
            yield from _restrictions(instance, wish, id_, amount, starts)


def _parts(instance: Instance, wish: FeatureWish) -> Iterator[tuple[str, Session]]:
    """Yield the sessions that a wish is about, or seats of persons in them, with the session of each."""
    yield from ((session.id, session) for session in instance.selected(wish.sessions))
    for person in wish.people:
        yield from ((part.id, part.session) for part in parts_of(instance, person))


def _inside(instance: Instance, feature: str, session: Session) -> dict[datetime, int]:
    """Return 1 for each minute at which a session would start and have a feature of times."""
    found: dict[datetime, int] = {}
    breaks = breaks_of(instance) if spans_breaks(instance, session) else ()
    for row in instance.time_features:
        if row.feature == feature and (not row.kinds or session.kind in row.kinds):
            for since, until in spans_of(row.windows, instance.zone):
                start = since
                while start + session.duration <= until:
                    if end_of(start, session.duration, breaks) <= until:
                        found[start] = 1
                    start += _MINUTE
    return found


def _restrictions(
    instance: Instance, wish: FeatureWish, session: str, amount: int, starts: _Starts | None
) -> Iterator[Unfit]:
    """Yield what a wish costs a session: where one feature is lacking, or where both are."""
    having = {room.id: 1 for room in instance.rooms if wish.room in room.features}
    rooms = None if wish.room is None else having
    if wish.unwanted:
        if rooms is None or rooms:
            amounts = None if rooms is None else dict.fromkeys(rooms, amount)
            worth = amount if rooms is None else 1
            times = None if starts is None else dict.fromkeys(starts, worth)
            if times is None or times:
                yield Unfit(wish.id, session, amounts, times)
        return
    if rooms is not None:
        lacking = {room.id: amount for room in instance.rooms if room.id not in rooms}
        if lacking:
            yield Unfit(wish.id, session, lacking)
    if starts is not None and (rooms is None or rooms):
        times = dict.fromkeys(starts, 0)
        yield Unfit(wish.id, session, rooms, times, other_starts=amount)
