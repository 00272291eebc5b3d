"""Times, rooms and features that are wanted; what should not share a half-day; and how pairs are wanted.

In formulas a session or a half-day is *there* in a minute in which it is in a window and a room of the
preference; without windows that is any time, and without rooms any room. Of two sessions s and q of a
relation k, w is what they share, T the time of a session, b its start, e its end, d its duration and r its
room.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import combinations, permutations
from math import prod
from types import MappingProxyType

from scheduler.instance import (
    FeatureWish,
    Instance,
    Preference,
    Relation,
    Session,
    Span,
    Wanted,
    merged_spans,
    minutes_of,
    names_under,
    neighbours,
    official_half_days,
    sessions_of_relation,
    spans_breaks,
    spans_of,
    spans_outside,
    tracks_apart,
)
from scheduler.restrictions import (
    Avoid,
    Beside,
    Breaks,
    Held,
    Pairs,
    RelatedPairs,
    Restriction,
    Timing,
    Unfit,
    end_of,
)
from scheduler.rules.seats import parts_of
from scheduler.rules.spans import breaks_of, days_of, horizon_of

_MINUTE = timedelta(minutes=1)
_Starts = Mapping[datetime, int]


def preference_missed(instance: Instance) -> Iterator[Restriction]:
    """Hold sessions and tracks when and where they are wanted, and not when or where they are not.

    ``rate_k * sum_{s of k} [s is elsewhere in a minute]`` for all preferences k, or ``[s is there in a
    minute]`` if k is unwanted; the minutes themselves, if k is by minutes; and for tracks
    ``rate_k * sum_{tracks j of k} |{(half-day, room) that j has, elsewhere (or there) in a minute}|``.
    Reads ``preferences`` (sessions, tracks, windows, rooms, unwanted, per, rate), ``tracks`` (sessions),
    ``sessions`` (duration).
    """
    for preference in instance.preferences:
        windows = merged_spans(spans_of(preference.windows, instance.zone))
        if preference.windows and not windows and preference.unwanted:
            continue
        if preference.tracks:
            yield from _of_tracks(instance, preference, windows)
        elif preference.per == "minute":
            for session in _sessions(instance, preference):
                yield from _by_minute(instance, preference, session, windows)
        else:
            yield from _by_session(instance, preference, windows)


def _sessions(instance: Instance, preference: Preference) -> tuple[Session, ...]:
    chosen = preference.sessions
    return instance.sessions if chosen is None else instance.selected(chosen)


def _other_rooms(instance: Instance, preference: Preference) -> frozenset[str]:
    """Return the rooms that a preference excludes; empty if any room will do."""
    rooms = frozenset(preference.rooms)
    return frozenset(room.id for room in instance.rooms if rooms and room.id not in rooms)


def _of_tracks(
    instance: Instance, preference: Preference, windows: tuple[Span, ...]
) -> Iterator[Held]:
    """Yield what each track pays for half-days and rooms that it should not have."""
    half_days = tuple(each.span for each in official_half_days(instance))
    elsewhere = _other_rooms(instance, preference)
    amounts: dict[tuple[int, str], int] = {}
    for position, span in enumerate(half_days):
        inside, touched = _inside(span, windows), _touched(span, windows)
        for room in instance.rooms:
            by_time = touched if preference.unwanted else inside
            there = room.id not in elsewhere and (by_time or not preference.windows)
            if there == preference.unwanted:
                amounts[position, room.id] = preference.rate
    for track in instance.tracks if amounts else ():
        sessions = tuple(session.id for session in instance.selected(track.sessions))
        if track.id in preference.tracks and sessions:
            yield Held(preference.id, sessions, half_days, MappingProxyType(amounts))


def _by_minute(
    instance: Instance, preference: Preference, session: Session, windows: tuple[Span, ...]
) -> Iterator[Restriction]:
    horizon = horizon_of(instance)
    during = windows if preference.windows else (horizon,)
    own, rate = frozenset(preference.rooms), preference.rate
    if preference.unwanted:
        yield Avoid(preference.id, session.id, during, rate=rate, rooms=own or None)
        return
    if beside := spans_outside(during, horizon):
        yield Avoid(preference.id, session.id, beside, rate=rate)
    elsewhere = _other_rooms(instance, preference)
    if elsewhere and during:
        yield Avoid(preference.id, session.id, during, rate=rate, rooms=elsewhere)


def _by_session(
    instance: Instance, preference: Preference, windows: tuple[Span, ...]
) -> Iterator[Unfit]:
    """Yield what each session pays by its start and room; those that last as long share their starts."""
    breaks, known = breaks_of(instance), dict[tuple[timedelta, bool], _Starts]()
    find = _touching if preference.unwanted else _lying
    others = sorted(_other_rooms(instance, preference))
    for session in _sessions(instance, preference):
        spans = spans_breaks(instance, session)
        key = session.duration, spans
        if key not in known:
            known[key] = find(windows, session.duration, breaks if spans else ())
        starts = known[key] if preference.windows else None
        rooms = preference.rooms or None
        yield from _unfit(preference, session.id, preference.rate, starts, rooms, others)


def _touching(
    windows: tuple[Span, ...], work: timedelta, breaks: tuple[Breaks, ...]
) -> dict[datetime, int]:
    """Return the starts from which something runs in a minute of a window."""
    longest = work + sum(
        (until - since for each in breaks for since, until in each.pauses), timedelta()
    )
    found: dict[datetime, int] = {}
    for since, until in windows:
        for start in _minutes((since - longest, until)):
            if end_of(start, work, breaks) > since:
                found[start] = 1
    return found


def _lying(
    windows: tuple[Span, ...], work: timedelta, breaks: tuple[Breaks, ...]
) -> dict[datetime, int]:
    """Return the starts from which something runs in minutes of a window alone."""
    return {
        start: 1
        for since, until in windows
        for start in _minutes((since, until))
        if end_of(start, work, breaks) <= until
    }


def _minutes(span: Span) -> Iterator[datetime]:
    return (span[0] + each * _MINUTE for each in range(minutes_of(span[1] - span[0])))


def _inside(span: Span, windows: tuple[Span, ...]) -> bool:
    return any(since <= span[0] and span[1] <= until for since, until in windows)


def _touched(span: Span, windows: tuple[Span, ...]) -> bool:
    return any(since < span[1] and span[0] < until for since, until in windows)


def half_day_shared(instance: Instance) -> Iterator[Restriction]:
    """Keep separated sessions and tracks out of one half-day, unless in one room.

    ``|{(s, q) kept apart by k : s and q start in one half-day, in different rooms}|`` plus
    ``sum_{half-days h} sum_{(i, j) of k} |rooms of i in h| * |rooms of j in h|``, for all separations k by
    half-days, its pairs (i, j) of tracks. Reads ``not_beside`` (sessions, others, groups, tracks, by),
    ``tracks`` (sessions), ``day_profiles`` (bands).
    """
    separations = [each for each in instance.not_beside if each.by == "half_day"]
    if not separations:
        return
    half_days = tuple(each.span for each in official_half_days(instance))
    sessions = {t.id: tuple(s.id for s in instance.selected(t.sessions)) for t in instance.tracks}
    ids = [room.id for room in instance.rooms]
    elsewhere = dict.fromkeys(permutations(ids, 2), 1)
    for separation in separations:
        apart = neighbours(instance, separation)
        shared = {(one, other): 1 for one, others in apart.items() for other in others}
        if shared and half_days and len(instance.rooms) > 1:
            yield RelatedPairs(
                separation.id, shared, Timing.SAME_PERIOD, periods=half_days, rooms=elsewhere
            )
        for one, other in tracks_apart(separation):
            if sessions[one] and sessions[other]:
                yield Beside(separation.id, sessions[one], sessions[other], half_days)


def feature_wish_missed(instance: Instance) -> Iterator[Restriction]:
    """Give sessions and people the features that they want, and not those that they do not want.

    ``sum_{s of k} d_s · [r_s or T_s lacks a feature of k]`` for all wishes k, and ``sum_{s of k} d_s · [r_s
    and T_s have the features of k]`` for those of what is not wanted; s is of k once for itself, and once for
    each person of k who attends it. If k counts sessions (`once`), 1 stands for d.
    Reads ``feature_wishes``, ``time_features``, ``rooms`` (features).
    """
    inside: dict[tuple[object, ...], _Starts] = {}
    for wish in instance.feature_wishes:
        having = [room.id for room in instance.rooms if wish.room in room.features]
        rooms = None if wish.room is None else having
        others = [room.id for room in instance.rooms if wish.room not in (None, *room.features)]
        for id_, session in _parts(instance, wish):
            starts = None
            if wish.time is not None:
                key = wish.time, session.kind, session.duration, session.span_breaks
                if key not in inside:
                    inside[key] = MappingProxyType(_starts_having(instance, wish.time, session))
                starts = inside[key]
            amount = 1 if wish.once else minutes_of(session.duration)
            yield from _unfit(wish, id_, amount, starts, rooms, others)


def _parts(instance: Instance, wish: FeatureWish) -> Iterator[tuple[str, Session]]:
    """Yield the sessions that a wish is about, or seats of persons in them, with the session of each."""
    yield from ((session.id, session) for session in instance.selected(wish.sessions))
    for person in wish.people:
        yield from ((part.id, part.session) for part in parts_of(instance, person))


def _starts_having(instance: Instance, feature: str, session: Session) -> dict[datetime, int]:
    """Return 1 for each minute at which a session would start and have a feature of times."""
    windows = tuple(
        span
        for row in instance.time_features
        if row.feature == feature and (not row.kinds or session.kind in row.kinds)
        for span in spans_of(row.windows, instance.zone)
    )
    breaks = breaks_of(instance) if spans_breaks(instance, session) else ()
    return _lying(windows, session.duration, breaks)


def _unfit(
    asked: Preference | FeatureWish,
    session: str,
    amount: int,
    starts: _Starts | None,
    rooms: Collection[str] | None,
    others: Collection[str],
) -> Iterator[Unfit]:
    """Yield what a session costs in other rooms or at other starts, None for any; or there, if unwanted."""
    if asked.unwanted:
        amounts = None if rooms is None else dict.fromkeys(rooms, amount)
        worth = amount if rooms is None else 1
        times = None if starts is None else dict.fromkeys(starts, worth)
        if amounts != {} and times != {}:
            yield Unfit(asked.id, session, amounts, times)
        return
    if others:
        yield Unfit(asked.id, session, dict.fromkeys(others, amount))
    if starts is not None and (rooms is None or rooms):
        there = None if rooms is None else dict.fromkeys(rooms, 1)
        yield Unfit(asked.id, session, there, dict.fromkeys(starts, 0), other_starts=amount)


def relation_missed(instance: Instance) -> Iterator[Restriction]:
    """Arrange each two sessions of a relation as it wants.

    Summed over all s, q of each relation k, by how these are wanted:

    - not at once: ``w_sq · |T_s ∩ T_q|``; only of s and q with ``r_s = r_q``, if k is about one room
    - with a pause: ``(d_s + d_q) · [w_sq > 0] · [T_s meets T_q, or they start on one date with less than
      pause_k between]``
    - on one day: ``w_sq · (d_s + d_q) · [day(s) ≠ day(q)]``
    - in one room: ``w_sq · (d_s + d_q) · [day(s) = day(q)] · [r_s ≠ r_q]``
    - in order, s before q: ``w_sq · (d_s + d_q) · [e_s > b_q]``
    - in a larger room, s below q: ``w_sq · (d_s + d_q) · [capacity(r_s) > capacity(r_q)]``
    - at once, ``d_s = d_q``: ``w_sq · d_s · [b_s ≠ b_q]``

    Reads ``relations`` (wanted, share, differ, by, pause, sessions), ``sessions`` (labels, themes, people,
    numbers, duration), ``rooms`` (capacity).
    """
    days, ids = days_of(instance), [room.id for room in instance.rooms]
    seats = {room.id: room.capacity for room in instance.rooms if room.capacity is not None}
    same = MappingProxyType({(room, room): 1 for room in ids})
    other = MappingProxyType({(one, room): 1 for one in ids for room in ids if one != room})
    larger = MappingProxyType(
        {(one, room): 1 for one in seats for room in seats if seats[one] > seats[room]}
    )
    for relation in instance.relations:
        id_, worth = relation.id, _worth_of_pairs(instance, relation)
        if not worth:
            continue
        match relation.wanted:
            case Wanted.NOT_AT_ONCE:
                rooms = same if relation.in_one_room else None
                yield RelatedPairs(id_, worth, Timing.OVERLAP, rooms=rooms)
            case Wanted.PAUSE if relation.pause is not None:
                yield RelatedPairs(id_, worth, Timing.CLOSE, days, relation.pause)
            case Wanted.ONE_DAY:
                yield RelatedPairs(id_, worth, Timing.OTHER_PERIOD, days)
            case Wanted.ONE_ROOM:
                yield RelatedPairs(id_, worth, Timing.SAME_PERIOD, days, rooms=other)
            case Wanted.IN_ORDER:
                yield RelatedPairs(id_, worth, Timing.LATE)
            case Wanted.LARGER_ROOM if larger:
                yield Pairs(id_, worth, rooms=larger)
            case Wanted.AT_ONCE:
                yield RelatedPairs(id_, worth, Timing.APART)


def _worth_of_pairs(instance: Instance, relation: Relation) -> Mapping[tuple[str, str], int]:
    """Return what two sessions of a relation count, if anything, that are not as they are wanted."""
    worth = {}
    for pair in combinations(sessions_of_relation(instance, relation), 2):
        for first, second in _in_order(relation, *pair):
            each = _worth(relation, first, second) * _shared(relation, first, second)
            if each:
                worth[first.id, second.id] = each
    return MappingProxyType(worth)


def _in_order(
    relation: Relation, one: Session, other: Session
) -> Iterator[tuple[Session, Session]]:
    """Yield the one with the lower number first; as they are without `by`, nothing if no number is lower."""
    if relation.by is None:
        yield one, other
        return
    low, high = one.numbers.get(relation.by), other.numbers.get(relation.by)
    if low is not None and high is not None and low != high:
        yield (one, other) if low < high else (other, one)


def _shared(relation: Relation, one: Session, other: Session) -> int:
    """Return what two sessions share; at most 1 where it does not matter how much."""
    if relation.differ is not None and not _differ(relation.differ, one, other):
        return 0
    names = (len(names_under(one, label) & names_under(other, label)) for label in relation.share)
    return min(prod(names), 1) if relation.wanted is Wanted.PAUSE else prod(names)


def _differ(name: str, one: Session, other: Session) -> bool:
    has_other_names = names_under(one, name) != names_under(other, name)
    return has_other_names or one.numbers.get(name) != other.numbers.get(name)


def _worth(relation: Relation, one: Session, other: Session) -> int:
    """Return what two sessions that share one thing count."""
    if relation.wanted is Wanted.NOT_AT_ONCE:
        return 1
    if relation.wanted is Wanted.AT_ONCE:
        return minutes_of(one.duration) if one.duration == other.duration else 0
    return minutes_of(one.duration + other.duration)
