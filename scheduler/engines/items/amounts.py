"""What restrictions between sessions amount to, wherever these may be: exact where places are fixed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scheduler.engines.timeline import Timeline, minutes
from scheduler.restrictions import Problem, Span
from scheduler.restrictions.items import Early, Ordered
from scheduler.schedule import Schedule

_NEVER = -(10**9)
"""A minute before all others."""


@dataclass(frozen=True, slots=True)
class Slot:
    """When a session may be: it starts in `first..last`, and then ends in `first_end..last_end`."""

    first: int
    last: int
    first_end: int
    last_end: int

    @property
    def fixed(self) -> bool:
        """Whether its place is known."""
        return self.first == self.last


Slots = Mapping[str, Slot]
"""Slots of the sessions that are held, or may be."""


def slots_of(problem: Problem, schedule: Schedule) -> Slots:
    """Return the slots of the sessions that a schedule holds: each where it is."""
    timeline, slots = Timeline(problem.starts[0]), {}
    for each in schedule.assignments:
        if each.session in problem.durations:
            start = timeline.minute(each.start)
            end = timeline.minute(problem.end(each.session, each.start))
            slots[each.session] = Slot(start, start, end, end)
    return slots


@dataclass(frozen=True, slots=True)
class Lagging:
    """By how much one session starts too early after another, at least."""

    at_least: int | None
    periods: Sequence[tuple[int, int, int]]
    """Each with the minute from which the other may start."""

    @classmethod
    def of(cls, timeline: Timeline, order: Ordered | Early) -> "Lagging":
        """Return the same of a restriction."""
        at_least = minutes(order.at_least) if isinstance(order, Ordered) else None
        minute = timeline.minute
        periods = [
            (minute(day.period[0]), minute(day.period[1]), minute(day.start_from))
            for day in order.days
            if day.start_from is not None
        ]
        return cls(at_least, periods)

    def amount(self, first: Slot, then: Slot) -> int:
        """Return the minutes that are lacking, wherever the two are in their slots."""
        return max(0, self.allowed(first) - then.last)

    def allowed(self, first: Slot) -> int:
        """Return from when on the other may start."""
        after = _NEVER if self.at_least is None else first.first_end + self.at_least
        return max(after, self._start_from(first))

    def _start_from(self, first: Slot) -> int:
        """Return from when on the periods let the other start, at the earliest."""
        return next((f for begin, end, f in self.periods if begin <= first.first < end), _NEVER)


def shared(one: Slot, other: Slot) -> int:
    """Return the minutes for which two sessions run at once, at least."""
    if one.fixed and other.fixed:
        return max(0, min(one.last_end, other.last_end) - max(one.first, other.first))
    return 0


def outside(slot: Slot, within: Sequence[Span], timeline: Timeline) -> int:
    """Return the minutes of a session outside windows, at least."""
    if not slot.fixed:
        return 0
    inside = (
        min(slot.last_end, timeline.minute(until)) - max(slot.first, timeline.minute(since))
        for since, until in within
    )
    return slot.last_end - slot.first - max(0, *inside, 0)
