"""Half-days: what interpretation teams work in, one band of a date or part of a long one, and tracks fill."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.instance.calendar import Band
from scheduler.instance.latest import latest
from scheduler.instance.moments import DAY, Span, instant_at

if TYPE_CHECKING:
    from scheduler.instance.model import Instance


@dataclass(frozen=True, slots=True)
class HalfDay:
    """A band of a date, or time between bands; or a part of it, where it is longer than a team works."""

    day: date
    band: str | None
    """Id of the band; None outside all bands."""
    part: int
    """Position among the parts of the band, or of the time between two, from 1 on."""
    start: datetime
    """First instant (UTC)."""
    end: datetime
    """The first instant after it (UTC)."""

    @property
    def span(self) -> Span:
        """From when until when it lasts."""
        return self.start, self.end


@latest
def half_days_of(instance: "Instance", longest: timedelta) -> tuple[HalfDay, ...]:
    """Return the half-days of a conference, in order of time; no two overlap.

    They cover its dates and the day after them, into which a session may last.

    Parameters
    ----------
    instance
        The conference.
    longest
        Time of work in a half-day, breaks aside. A longer band is several half-days: each lasts so long,
        and the last one what is left. So is the time between bands.
    """
    # Where clocks skip an hour, a part may be empty.
    return tuple(each for each in _as_written(instance, longest) if each.start < each.end)


def _as_written(instance: "Instance", longest: timedelta) -> Iterator[HalfDay]:
    for day in (*instance.dates, instance.last_day + DAY):
        for id_, band in _whole_day(instance.bands_of(day) if day <= instance.last_day else ()):
            for part, clocks in enumerate(band.parts(longest), start=1):
                start, end = (instant_at(day, clock, instance.zone) for clock in clocks)
                yield HalfDay(day, id_, part, start, end)


def _whole_day(bands: tuple[Band, ...]) -> Iterator[tuple[str | None, Band]]:
    """Yield the bands of a date, and the time between them as bands without a name."""
    edges = [timedelta(), DAY]
    own = {band.start: band for band in bands}
    edges += (edge for band in bands for edge in (band.start, band.end))
    for start, end in pairwise(sorted({*edges})):
        band = own.get(start)
        yield (band.id, band) if band else (None, Band(id="none", start=start, end=end))


@latest
def official_half_days(instance: "Instance") -> tuple[HalfDay, ...]:
    """Return the half-days that tracks fill, in order: each official band of each date, as a whole."""
    official = {
        (day, band.id)
        for day in instance.working_dates
        for band in instance.bands_of(day)
        if band.official
    }
    every = half_days_of(instance, DAY)
    return tuple(each for each in every if (each.day, each.band) in official)
