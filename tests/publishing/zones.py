"""What a VTIMEZONE means: the offset that it gives at each moment, worked out from its observances alone."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tests.publishing.strict import Component


class ReadZone:
    """A time zone as a client reads it out of a calendar."""

    def __init__(self, zone: Component, last_year: int) -> None:
        onsets = sorted(
            onset for observance in zone.parts for onset in _onsets(observance, last_year)
        )
        self._moments = [moment for moment, _ in onsets]
        self._offsets = [offset for _, offset in onsets]

    def offset(self, moment: datetime) -> timedelta:
        """Return the offset to UTC at a moment, which no observance may precede."""
        position = bisect_right(self._moments, moment)
        assert position, f"nothing is said of {moment}"
        return self._offsets[position - 1]

    def instant(self, wall: datetime) -> datetime:
        """Return the first moment at which the clocks show something."""
        found = [
            moment
            for offset in {*self._offsets}
            if self.offset(moment := (wall - offset).replace(tzinfo=UTC)) == offset
        ]
        assert found, f"the clocks never show {wall}"
        return min(found)


def _onsets(observance: Component, last_year: int) -> Iterator[tuple[datetime, timedelta]]:
    """Yield when an observance begins, in UTC, and the offset from then on."""
    start, before, after = (
        observance.get(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    )
    assert isinstance(start, datetime)
    assert isinstance(before, timedelta)
    assert isinstance(after, timedelta)
    rule = observance.get("RRULE")
    if rule is None:
        yield (start - before).replace(tzinfo=UTC), after
        return
    assert isinstance(rule, tuple)
    for year in range(start.year, last_year + 1):
        day = _nth(year, *rule)
        if day:
            wall = start.replace(year=year, month=rule[0], day=day)
            yield (wall - before).replace(tzinfo=UTC), after


def _nth(year: int, month: int, number: int, weekday: int) -> int | None:
    """Return the day of the n-th weekday of a month, by looking at each of its days."""
    days = [
        day
        for day in range(1, monthrange(year, month)[1] + 1)
        if datetime(year, month, day, tzinfo=UTC).weekday() == weekday
    ]
    return days[number if number < 0 else number - 1] if number <= len(days) else None
