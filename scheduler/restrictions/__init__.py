"""Restrictions: what a schedule must keep or should keep, as pure data.

Rules yield them, engines obey them, and neither knows the other. A restriction gives every schedule an
*amount*, a whole number that is 0 where the restriction is kept. A `Priced` restriction is forbidden to
have a positive amount (price None), or pays its price for each unit of it.

Definitions below write ``[start, end)`` for the time in which a session runs, both in UTC; a window or a
period is a pair of instants ``(from, to)``, and times are counted in whole minutes.
"""

from scheduler.restrictions.kinds import (
    NONE,
    After,
    Avoid,
    Capacity,
    Compact,
    DayLag,
    Distinct,
    FreeTime,
    Lag,
    Peaks,
    Present,
    Quota,
    Span,
    Stay,
    Travel,
    Unary,
    Unfit,
    Use,
    Worst,
)
from scheduler.restrictions.problem import (
    Breaks,
    Priced,
    Problem,
    Restriction,
    end_of,
    part_of,
    sessions_of,
)
from scheduler.restrictions.tracks import (
    Beside,
    Gapless,
    Group,
    GroupKind,
    Held,
    Overlap,
    Pairs,
    Parallel,
    Ranks,
    RoomHolding,
    Switches,
    Times,
    TrackKind,
    Unmixed,
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
    "Overlap",
    "Pairs",
    "Parallel",
    "Peaks",
    "Present",
    "Priced",
    "Problem",
    "Quota",
    "Ranks",
    "Restriction",
    "RoomHolding",
    "Span",
    "Stay",
    "Switches",
    "Times",
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
