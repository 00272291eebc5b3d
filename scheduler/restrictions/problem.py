"""A problem: what to place, and what to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scheduler.restrictions.kinds import (
    After,
    Capacity,
    Compact,
    Distinct,
    Lag,
    Quota,
    Travel,
    Unary,
    Worst,
)
from scheduler.restrictions.tracks import TrackKind

Restriction = (
    Unary | Worst | Capacity | Quota | Lag | After | Distinct | Compact | Travel | TrackKind
)


@dataclass(frozen=True, slots=True)
class Priced:
    """A restriction, the rule it comes from, and what a unit of its amount costs."""

    rule: str
    restriction: Restriction
    price: int | None
    """Penalty for each unit, in thousandths, not negative; None: the amount must be 0."""


@dataclass(frozen=True, slots=True)
class Problem:
    """All that an engine needs to know. It knows nothing of conferences.

    Every session is given one start and one room; an optional one may be left out instead: it is *absent*.
    """

    durations: Mapping[str, timedelta]
    """Sessions, with the time from start to end; at least one."""
    starts: tuple[datetime, ...]
    """Possible starts of any session, ascending; at least one."""
    rooms: tuple[str, ...]
    """Possible rooms of any session; at least one."""
    priced: tuple[Priced, ...]
    """What must or should be kept."""
    optional: frozenset[str] = frozenset()
    """Sessions that may be absent."""
    followers: Mapping[str, str] = field(default_factory=dict)
    """Followers, each with its leader: sessions that are only ever where another one is.

    Each takes place at the start and in the room of its leader, or is absent; if its leader is absent, so
    is it. A leader is no follower, and as long as its followers.
    """

    @property
    def omissible(self) -> frozenset[str]:
        """Sessions that may be absent: optional ones, and followers."""
        return self.optional | self.followers.keys()
