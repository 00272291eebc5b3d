"""Restrictions on groups of sessions that hold rooms for whole periods, such as the sessions of a theme.

A group *holds* a room in a period if one of its sessions is in that room and starts in that period. Groups
are given by their sessions; one session is in at most one group of a problem. Periods do not overlap, and
are in order of time; a start in none of them holds nothing, nor does a session that is absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.restrictions.kinds import Span

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmixed:
    """In each period, each room is held by at most one group.

    Amount: ``sum over periods and rooms of max(0, number of groups that hold it - 1)``.
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
