"""Restrictions for tracks: how pairs of sessions relate, and what groups of sessions hold for whole periods.

Rules on tracks yield some of these kinds, and public benchmarks of conferences in tracks (streams, themes)
need the others. What engines do with them stands together: `annealing/tracks/`, `bounding/dual_ascent.py`,
`cp_sat/groups.py`, `cp_sat/pairs.py` and `counting/tracks.py` of `scheduler/engines/`.

A group *holds* a room in a period if one of its sessions is in that room and starts in that period. Groups
are given by their sessions; one session is in at most one group of a problem. Periods do not overlap, and
are in order of time; a start in none of them holds nothing, nor does a session that is absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from scheduler.restrictions.kinds import NONE, Span

Group = tuple[str, ...]


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
    """By room of the first and of the second session, not negative, else 0; None: 1 wherever they are."""


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
    """By room of the first and of the second session, not negative, else 0; None: 1 wherever they are."""


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
