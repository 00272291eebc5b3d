"""Restrictions on single sessions, on what runs when and where, and on tracks.

An optional session that is absent runs at no time, starts in no period and is in no room: it does not
count. Where a definition is about a certain session, or about two, the amount is 0 if one of them is
absent; only `Present` says otherwise.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

Span = tuple[datetime, datetime]
NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Stay:
    """Stay inside one of these windows, from `before` the start until `after` the end.

    Amount: the minutes of that stretch, less the most of them that lie in one window.
    """

    item: str
    session: str
    within: tuple[Span, ...]
    before: timedelta = NONE
    after: timedelta = NONE


@dataclass(frozen=True, slots=True)
class Avoid:
    """Do not run in these windows, which do not overlap; in these rooms only, if rooms are given.

    Amount: minutes that the session runs inside the windows, times `rate`, if it is in such a room.
    """

    item: str
    session: str
    during: tuple[Span, ...]
    rate: int = 1
    rooms: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Unfit:
    """A session does not belong into these rooms, or not at these starts.

    Amount: that of its room times that of its start; 0 for a room that is not named, `other_starts`
    for a start that is not named.
    """

    item: str
    session: str
    amounts: Mapping[str, int] | None
    """Factor by room; None for 1 in every room."""
    starts: Mapping[datetime, int] | None = None
    """Factor by start; None for 1 at every start."""
    other_starts: int = 0
    """At every start that is not named."""


@dataclass(frozen=True, slots=True)
class Present:
    """An optional session takes place.

    Amount: `amount` if it is absent, else 0.
    """

    item: str
    session: str
    amount: int = 1


Unary = Stay | Avoid | Unfit | Present
"""A restriction on a single session."""


@dataclass(frozen=True, slots=True)
class Worst:
    """The group that is worst off is as well off as possible.

    Amount: the largest of the groups' totals, 0 without groups; a group's total is the sum of the
    amounts of its restrictions.
    """

    item: str
    groups: tuple[tuple[Unary, ...], ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A session's share in a `Capacity`: so much load, from `before` its start to `after` its end."""

    session: str
    load: int = 1
    before: timedelta = NONE
    after: timedelta = NONE
    rooms: frozenset[str] | None = None
    """It counts only while it is in one of these rooms, if any are given."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """At any time at most so much load.

    Amount: ``rate * sum over minutes of max(0, load running + taken - at_most)``. With `rooms`, a session
    counts only while it is in one of them, and the time that the mapping gives for that room is added
    to the `after` of its use. A session has one use in a capacity.
    """

    item: str
    uses: tuple[Use, ...]
    at_most: int
    rate: int = 1
    rooms: Mapping[str, timedelta] | None = None
    taken: tuple[tuple[Span, int], ...] = ()
    """Load that is there without any session, in stretches in order of time that do not overlap; never more
    than `at_most`."""

    @property
    def least(self) -> int:
        """The least load that it leaves to sessions at any time."""
        return self.at_most - max((load for _, load in self.taken), default=0)


@dataclass(frozen=True, slots=True)
class LoadQuota:
    """In each period at most, or at least, so much load of sessions that start in it, or run in it.

    Amount: ``rate * sum over periods of max(0, load - at_most) + max(0, at_least - load)``. Periods do
    not overlap. Without periods there is one that has no end: whatever takes place counts. With
    `rooms`, a session counts only if it is in one of them. A load below 0 outweighs others;
    an `at_least` of 0 asks for nothing. With `running`, a session counts in the first period in which some of
    it runs, instead of that in which it starts.
    """

    item: str
    loads: Mapping[str, int]
    periods: tuple[Span, ...] | None
    at_most: int | None = None
    at_least: int = 0
    rate: int = 1
    rooms: frozenset[str] | None = None
    running: bool = False


@dataclass(frozen=True, slots=True)
class Peaks:
    """In each group of periods no more at once, added up over its periods, than so many.

    Amount: ``rate * sum over groups of max(0, sum over its periods of peak - at_most)``; the peak of a
    period is the most sessions that run in one of its minutes. The periods of a group do not overlap; a
    period may be in several groups.
    """

    item: str
    sessions: tuple[str, ...]
    groups: tuple[tuple[Span, ...], ...]
    at_most: int
    rate: int = 1


@dataclass(frozen=True, slots=True)
class FreeTime:
    """In each of these windows there is a stretch of so long that is free.

    Amount: the minutes by which the longest free stretch of a window falls short of `length`, or of the
    window if that is shorter, added up over the windows. A minute is free in which the load running is not
    more than `at_most`. Windows last, and do not overlap; a session has one use, of a load of 1 or more,
    that counts in all rooms.
    """

    item: str
    uses: tuple[Use, ...]
    windows: tuple[Span, ...]
    length: timedelta
    at_most: int = 0

    @property
    def least(self) -> int:
        """The least load that it leaves to sessions at any time."""
        return self.at_most


@dataclass(frozen=True, slots=True)
class DayLag:
    """Limits of a `Lag` if its first session starts in a certain period."""

    period: Span
    """Period of the first session's start; the periods of a lag do not overlap."""
    start_from: datetime | None = None
    """The second session may start from here on."""
    end_by: datetime | None = None
    """The second session must have ended by then."""


@dataclass(frozen=True, slots=True)
class Lag:
    """The second session starts so long after the first one's end.

    Amount: ``max(0, end of first + at_least - start of then, start_from - start of then)``
    plus ``max(0, start of then - end of first - at_most, end of then - end_by)``, in minutes, without
    the terms that are not given; `start_from` and `end_by` are those of the period in which the
    first session starts, if any. The two sessions differ.
    """

    item: str
    first: str
    then: str
    at_least: timedelta | None = None
    at_most: timedelta | None = None
    days: tuple[DayLag, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """A session starts so long after the end of each of several others.

    Amount: the sum of the amounts of the `Lag`s from each of the first ones. Restrictions that have what
    comes first, and their bounds, in common say together that all of one side comes before all of the
    other; engines take them as one, so they should share one tuple.
    """

    item: str
    firsts: tuple[str, ...]
    then: str
    at_least: timedelta | None = None
    at_most: timedelta | None = None
    days: tuple[DayLag, ...] = ()

    def one_by_one(self) -> Iterator[Lag]:
        """Yield the lags that it adds up."""
        for first in self.firsts:
            yield Lag(self.item, first, self.then, self.at_least, self.at_most, self.days)


@dataclass(frozen=True, slots=True)
class Distinct:
    """As few different rooms as possible, or as few different periods, or times of day.

    Amount: number of different rooms of the sessions (without `periods`), or of different periods in
    which they start, or of different times of day at which they start (with `origins`), beyond `free`.
    Periods do not overlap; a start in none of them is not counted.
    """

    item: str
    sessions: tuple[str, ...]
    periods: tuple[Span, ...] | None = None
    origins: tuple[datetime, ...] | None = None
    """One for each period: the time of day of a start is what it comes after that of its period, whole
    days left away."""
    free: int = 1
    """So many of them cost nothing; not negative."""


@dataclass(frozen=True, slots=True)
class Compact:
    """All within as few consecutive periods as possible.

    Amount: position of the last period in which one of the sessions starts, less position of the
    first. Periods are in order and do not overlap; a start in none of them is not counted.
    """

    item: str
    sessions: tuple[str, ...]
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Sessions have equal time left.

    Amount: the most minutes that a session has left, less the fewest, over those that are held. A session
    has left its `minutes`, less the loads of what is held of its `loads`.
    """

    item: str
    minutes: Mapping[str, int]
    """By session."""
    loads: Mapping[str, Mapping[str, int]]
    """By session, for each of its followers."""


@dataclass(frozen=True, slots=True)
class Travel:
    """Between two of these sessions there is time for the way from one place to the other.

    Amount: for each two sessions of which one ends before or when the other starts:
    ``max(0, way between their places - start of the later + end of the earlier)`` in minutes.
    """

    item: str
    sessions: tuple[str, ...]
    places: Mapping[str, str]
    """Place of each room."""
    ways: Mapping[tuple[str, str], timedelta]
    """Way between two places, in both orders; none where not given."""


# Tracks: how pairs of sessions relate, and what groups of sessions hold for whole periods. Rules yield some
# of these kinds; public benchmarks of conferences in streams or themes need the others.

Group = tuple[str, ...]
"""Sessions, each in at most one group of a problem.

A group *holds* a room in a period if one of its sessions is in that room and starts in that period. Periods
do not overlap, and are in order of time; a start in none of them holds nothing, nor does a session that is
absent.
"""


@dataclass(frozen=True, slots=True)
class Times:
    """How two starts relate.

    Each session gives each of its starts a *mark*, a number; a start without one relates to nothing.
    """

    marks: Mapping[str, Mapping[datetime, int]]
    """By session, those that share a mapping may share the object; then by start."""
    amounts: Mapping[tuple[int, int], int]
    """By mark of the first and of the second session, not negative; else 0."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """What two sessions share, times how their starts relate, times how their rooms relate.

    Amount: ``sum over pairs (a, b) of shared[a, b] * times[mark of a's start, mark of b's start] *
    rooms[room of a, room of b]``. The order within a pair matters where a relation is not symmetric. A
    problem of such sums alone is a quadratic assignment problem (Koopmans, Beckmann 1957).
    """

    item: str
    shared: Mapping[tuple[str, str], int]
    """By first and second session, which differ; positive. Either order of a pair may be given, or both."""
    times: Times | None = None
    """None: 1 whenever they are."""
    rooms: Mapping[tuple[str, str], int] | None = None
    """Factor by the rooms of both sessions, not negative, 0 for others; None for 1 everywhere."""


class Timing(Enum):
    """How the times at which two sessions run relate. Where no minutes are meant, it is 1 or 0."""

    OVERLAP = auto()
    """The minutes for which both run."""
    CLOSE = auto()
    """Both run at once, or start in one period and have less than the pause between them."""
    SAME_PERIOD = auto()
    """Both start in one period."""
    OTHER_PERIOD = auto()
    """They start in different periods."""
    LATE = auto()
    """The first ends after the start of the second."""
    APART = auto()
    """They start at different times."""


@dataclass(frozen=True, slots=True)
class RelatedPairs:
    """What two sessions share, times how their times relate, times how their rooms relate.

    Amount: ``sum over pairs (a, b) of shared[a, b] * timing(a, b) * rooms[room of a, room of b]``. Engines
    turn it into `Pairs`, with a mark for each start that is left to a session (`Capacity`, for an overlap of
    too many starts). Periods do not overlap; a start in none of them is in no period, the same or another.
    """

    item: str
    shared: Mapping[tuple[str, str], int]
    """By first and second session, which differ; positive. Either order of a pair may be given, or both."""
    timing: Timing
    periods: tuple[Span, ...] = ()
    pause: timedelta = NONE
    rooms: Mapping[tuple[str, str], int] | None = None
    """Factor by the rooms of both sessions, not negative, 0 for others; None for 1 everywhere."""


@dataclass(frozen=True, slots=True)
class Unmixed:
    """In each period, each room is held by at most one group.

    Amount: ``sum over periods and rooms of max(0, number of groups that hold it - 1)``.
    """

    item: str
    groups: tuple[Group, ...]
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Switches:
    """In each period, each room goes on with the group that it has begun with.

    The sequence of a room in a period goes by start, then by the order in which groups and their sessions
    are given. Amount: number of sessions that come right after one of another group in such a sequence.
    """

    item: str
    groups: tuple[Group, ...]
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A group does not hold these rooms in these periods.

    Amount: sum over the rooms and periods that the group holds of what is given for them, else 0.
    """

    item: str
    sessions: Group
    periods: tuple[Span, ...]
    amounts: Mapping[tuple[int, str], int]
    """By position of the period, and room."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two groups, with no session in common, do not hold rooms in one period.

    Amount: ``sum over periods of rooms held by the one * rooms held by the other``.
    """

    item: str
    one: Group
    other: Group
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Parallel:
    """In each period, a group holds at most one room.

    Amount: ``sum over periods of max(0, rooms held - 1)``.
    """

    item: str
    sessions: Group
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gapless:
    """The periods in which a group holds rooms follow one another.

    Amount: 1 if it holds a room before and after a period in which it holds none, else 0.
    """

    item: str
    sessions: Group
    periods: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Sessions of a group come in certain places of its sequence.

    The sequence goes by period, then by room in the order of the problem, then by start, then by
    the order in which the sessions are given; starts in no period come first, as if in one period
    before all others. Sessions that are absent have no place in it, and want none. Amount: number of
    sessions whose place in it is not the one wanted.
    """

    item: str
    sessions: Group
    wanted: Mapping[str, int]
    """Places from 1 on; sessions that are not named may have any."""
    periods: tuple[Span, ...]


RoomHolding = Unmixed | Held | Beside | Parallel | Gapless
"""What groups hold."""

GroupKind = RoomHolding | Switches | Ranks
"""What groups of sessions are asked for."""

TrackKind = Pairs | GroupKind
"""All of these kinds, as engines prepare them."""
