"""Restrictions: what a schedule must keep or should keep, as pure data.

Rules yield them, engines obey them, and neither knows the other. A restriction gives every schedule an
*amount*, a whole number that is 0 where the restriction is kept. A `Priced` restriction is forbidden to
have a positive amount (price None), or pays its price for each unit of it.

Definitions below write ``[start, end)`` for the time in which a session runs, both in UTC; a window or a
period is a pair of instants ``(from, to)``, and times are counted in whole minutes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from scheduler.restrictions.items import Tasks
from scheduler.restrictions.kinds import (
    NONE,
    After,
    Avoid,
    Beside,
    Capacity,
    Compact,
    DayLag,
    Distinct,
    FreeTime,
    Gapless,
    Group,
    GroupKind,
    Held,
    Lag,
    LoadQuota,
    Pairs,
    Parallel,
    Peaks,
    Present,
    Ranks,
    RelatedPairs,
    RoomHolding,
    Span,
    Spread,
    Stay,
    Switches,
    Times,
    Timing,
    TrackKind,
    Travel,
    Unary,
    Unfit,
    Unmixed,
    Use,
    Worst,
)

__all__ = [
    "NONE",
    "After",
    "Avoid",
    "Beside",
    "Breaks",
    "Capacity",
    "Compact",
    "DayLag",
    "Distinct",
    "FreeTime",
    "Gapless",
    "Group",
    "GroupKind",
    "Held",
    "Lag",
    "LoadQuota",
    "Pairs",
    "Parallel",
    "Peaks",
    "Present",
    "Priced",
    "Problem",
    "Ranks",
    "RelatedPairs",
    "Restriction",
    "RoomHolding",
    "Span",
    "Spread",
    "Stay",
    "Switches",
    "Times",
    "Timing",
    "TrackKind",
    "Travel",
    "Unary",
    "Unfit",
    "Unmixed",
    "Use",
    "Worst",
    "end_of",
    "part_of",
    "sessions_of",
]

Restriction = (
    Unary
    | Worst
    | Capacity
    | LoadQuota
    | Peaks
    | FreeTime
    | Lag
    | After
    | Distinct
    | Compact
    | Spread
    | Travel
    | RelatedPairs
    | TrackKind
)


@dataclass(frozen=True, slots=True)
class Priced:
    """A restriction, the rule it comes from, and what a unit of its amount costs."""

    rule: str
    restriction: Restriction
    price: int | None
    """Penalty for each unit, in thousandths, not negative; None if hard."""


@dataclass(frozen=True, slots=True)
class Breaks:
    """Time in which a session that has started does not work, and goes on afterwards."""

    during: Span
    """A session that starts in this time has these pauses; such times do not overlap."""
    pauses: tuple[Span, ...]
    """In order of time; they lie in that time, and neither overlap nor touch."""


def end_of(start: datetime, work: timedelta, breaks: Iterable[Breaks]) -> datetime:
    """Return when a session ends: once all its work is done in the time from its start, pauses left out.

    One that starts later does not end sooner.
    """
    end = start + work
    for each in breaks:
        if each.during[0] <= start < each.during[1]:
            for since, until in each.pauses:
                if start < until and since < end:
                    end += until - max(start, since)
            break
    return end


@dataclass(frozen=True, slots=True)
class Problem:
    """All that an engine needs to know. It knows nothing of conferences.

    Every session is given one start and one room; an optional one may be left out instead: it is *absent*.
    """

    durations: Mapping[str, timedelta]
    """Sessions, with the time from start to end, in which `breaks` do not count; at least one."""
    starts: tuple[datetime, ...]
    """Possible starts of any session, ascending; at least one."""
    rooms: tuple[str, ...]
    """Possible rooms of any session; at least one."""
    priced: tuple[Priced, ...]
    """The restriction."""
    optional: frozenset[str] = frozenset()
    """Sessions that may be absent."""
    followers: Mapping[str, str] = field(default_factory=dict)
    """Followers, each with its leader: sessions that are only ever where another one is.

    Each takes place at the start and in the room of its leader, or is absent; if its leader is absent, so
    is it. A leader is no follower, and as long as its followers, with the same breaks.
    """
    breaks: Mapping[str, tuple[Breaks, ...]] = field(default_factory=dict)
    """What sessions run across, of those that run across anything; some may share one object."""
    tasks: Tasks = field(default_factory=Tasks)
    """What sessions take, and what is to be kept there."""

    def end(self, session: str, start: datetime) -> datetime:
        """Return when a session ends that starts then: its *end*."""
        return end_of(start, self.durations[session], self.breaks.get(session, ()))

    @property
    def unpriced(self) -> "Problem":
        """The problem without soft restrictions, except those on tasks."""
        return replace(self, priced=tuple(each for each in self.priced if each.price is None))

    @property
    def omissible(self) -> frozenset[str]:
        """Sessions that may be absent: optional ones, and followers."""
        return self.optional | self.followers.keys()


def sessions_of(  # noqa: C901, PLR0911  # one way out for each kind
    restriction: Restriction,
) -> frozenset[str]:
    """Return the sessions that a restriction is about."""
    match restriction:
        case Stay() | Avoid() | Unfit() | Present():
            return frozenset({restriction.session})
        case Capacity() | FreeTime():
            return frozenset(use.session for use in restriction.uses)
        case LoadQuota():
            return frozenset(restriction.loads)
        case Spread():
            return frozenset(
                (*restriction.minutes, *chain.from_iterable(restriction.loads.values()))
            )
        case Lag():
            return frozenset({restriction.first, restriction.then})
        case After():
            return frozenset((*restriction.firsts, restriction.then))
        case Pairs() | RelatedPairs():
            return frozenset(session for pair in restriction.shared for session in pair)
        case Worst():
            return frozenset(each.session for group in restriction.groups for each in group)
        case Beside():
            return frozenset((*restriction.one, *restriction.other))
        case Unmixed() | Switches():
            return frozenset(session for group in restriction.groups for session in group)
        case _:
            return frozenset(restriction.sessions)


def part_of(  # noqa: C901, PLR0911  # one way out for each kind
    restriction: Restriction, sessions: Collection[str]
) -> Restriction | None:
    """Return what a restriction asks of some sessions, wherever the others are; None for nothing.

    Whoever keeps the restriction keeps its part, and the part's amount is never more than the whole's.
    """
    if sessions_of(restriction).issubset(sessions):
        return restriction
    match restriction:
        case Capacity() | FreeTime():
            uses = tuple(use for use in restriction.uses if use.session in sessions)
            crowd = sum(use.load for use in uses)
            return replace(restriction, uses=uses) if crowd > restriction.least else None
        case LoadQuota():
            return _quota(restriction, sessions)
        case Peaks():
            some = _among(restriction.sessions, sessions)
            longest = max(map(len, restriction.groups), default=0)
            enough = len(some) * longest > restriction.at_most
            return replace(restriction, sessions=some) if enough else None
        case Pairs() | RelatedPairs():
            pairs = {p: n for p, n in restriction.shared.items() if set(p).issubset(sessions)}
            return replace(restriction, shared=pairs) if pairs else None
        case Worst():
            few = (tuple(e for e in group if e.session in sessions) for group in restriction.groups)
            groups = tuple(group for group in few if group)
            return replace(restriction, groups=groups) if groups else None
        case After():
            firsts = _among(restriction.firsts, sessions)
            has_both = firsts and restriction.then in sessions
            return replace(restriction, firsts=firsts) if has_both else None
        case Distinct() | Compact() | Travel():
            some = _among(restriction.sessions, sessions)
            return replace(restriction, sessions=some) if len(some) > 1 else None
        case Unmixed() | Switches():
            few_of = (_among(group, sessions) for group in restriction.groups)
            left = tuple(group for group in few_of if group)
            return replace(restriction, groups=left) if len(left) > 1 else None
        case Beside():
            one, other = _among(restriction.one, sessions), _among(restriction.other, sessions)
            return replace(restriction, one=one, other=other) if one and other else None
        case Held() | Parallel():
            own = _among(restriction.sessions, sessions)
            return replace(restriction, sessions=own) if own else None
        case _:
            # Those that are left out may fill gaps, fill up ranks, or be the only other session.
            return None


def _quota(quota: LoadQuota, sessions: Collection[str]) -> LoadQuota | None:
    """Return a quota to which the others bring, in each period, what is best for it."""
    loads = {session: load for session, load in quota.loads.items() if session in sessions}
    gone = [load for session, load in quota.loads.items() if session not in sessions]
    at_least = max(0, quota.at_least - sum(load for load in gone if load > 0))
    at_most = quota.at_most
    if at_most is not None:
        at_most -= sum(load for load in gone if load < 0)
    too_much = at_most is not None and sum(max(0, load) for load in loads.values()) > at_most
    if not at_least and not too_much:
        return None
    return replace(quota, loads=loads, at_least=at_least, at_most=at_most)


def _among(some: Iterable[str], sessions: Collection[str]) -> tuple[str, ...]:
    return tuple(session for session in some if session in sessions)
