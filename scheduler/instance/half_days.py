"""Half-days: what interpretation teams work in, one band of a date or part of a long one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from scheduler.instance.moments import Span, instant_at

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A band of a date, or a part of one that is longer than a team works."""

    day: date
    band: str
    """Id of the band."""
    part: int
    """Position among the parts of the band, from 1 on; 1 for a band that is not cut."""
    start: datetime
    """First instant (UTC)."""
    end: datetime
    """The first instant after it (UTC)."""

    @property
    def span(self) -> Span:
        """From when until when it lasts."""
        return self.start, self.end


def half_days_of(instance: "Instance", longest: timedelta) -> tuple[HalfDay, ...]:
    """Return the half-days of a conference, in order of time; no two overlap.

    Parameters
    ----------
    instance
        The conference.
    longest
        Time of work in a half-day, breaks aside. A longer band is several half-days: each lasts so long,
        and the last one what is left.
    """
    found: list[HalfDay] = []
    for each in _as_written(instance, longest):
        # Where clocks skip an hour, a part may end after the next one begins.
        start = max(each.start, found[-1].end) if found else each.start
        if start < each.end:
            found.append(HalfDay(each.day, each.band, each.part, start, each.end))
    return tuple(found)


def _as_written(instance: "Instance", longest: timedelta) -> Iterator[HalfDay]:
    for day in instance.working_dates:
        profile = instance.profile_of(day)
        bands = () if profile is None else profile.bands
        for band in sorted(bands, key=lambda band: band.start):
            for part, clocks in enumerate(band.parts(longest), start=1):
                start, end = (instant_at(day, clock, instance.zone) for clock in clocks)
                yield HalfDay(day, band.id, part, start, end)
