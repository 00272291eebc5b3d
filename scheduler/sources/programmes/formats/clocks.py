"""Events of which `start` and `date` contradict each other: which of the two counts, and what is said of it.

Some programs write the clock time of the venue into `date`, and call it UTC: ``2017-08-05T10:00:00+00:00``
for ten o'clock in Montreal, beside ``10:00`` in `start`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import instants_of
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Event
from scheduler.wording import counted

MOST_NAMED = 3
"""Events that are named in a line at most."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What `start` says of an event, where `date` says another time."""

    shown: time
    instant: datetime | None
    """When that is, if `date` is off by no more than the offset of the zone."""


def doubt_of(written: str, instant: datetime, shown: time, zone: ZoneInfo) -> Doubt | None:
    """Return what `start` says, if the instant that `date` gives has another time by the clocks of a zone."""
    if _shows(instant.astimezone(zone), shown):
        return None
    return Doubt(shown, _by_start(datetime.fromisoformat(written.strip()), shown, zone))


def _by_start(said: datetime, shown: time, zone: ZoneInfo) -> datetime | None:
    """Return the instant of which the clocks show `start`, if `date` has that time with a wrong offset.

    The offset is wrong if it is that of UTC, or the one of summer in winter; or there is none, and the time
    is that of UTC.
    """
    if said.tzinfo is None:
        local = said.replace(tzinfo=UTC).astimezone(zone)
        return local if _shows(local, shown) else None
    months = (datetime(said.year, month, 1, tzinfo=zone) for month in range(1, 13))
    offsets = {timedelta(), *(each.utcoffset() for each in months)}
    if not _shows(said, shown) or said.utcoffset() not in offsets:
        return None
    wall = said.replace(tzinfo=None, second=0, microsecond=0)
    return next(iter(instants_of(wall, zone)), None)


def _shows(moment: datetime, shown: time) -> bool:
    return (moment.hour, moment.minute) == (shown.hour, shown.minute)


def settled(
    events: Sequence[Event], doubts: Mapping[int, Doubt], both: int, intake: Intake, zone: ZoneInfo
) -> list[Event]:
    """Return events with the starts that count, and say where `start` and `date` differ.

    `doubts` are by the number of the event, and `both` is how many events have a `date` and a `start`. If
    most of them differ by the offset of the zone, `start` counts in these; otherwise `date` does.
    """
    found = list(events)
    shifted = {number: each.instant for number, each in doubts.items() if each.instant is not None}
    if 2 * len(shifted) <= both:
        shifted = {}
    if shifted:
        intake.leave(_of_start(events, shifted, both, zone))
    for number, instant in shifted.items():
        found[number] = replace(found[number], start=instant)
    others = {number: each for number, each in doubts.items() if number not in shifted}
    if others:
        intake.leave(_of_date(events, others, both, zone))
    return found


def _of_start(
    events: Sequence[Event], shifted: Mapping[int, datetime], both: int, zone: ZoneInfo
) -> str:
    wrong = {number: events[number].start or instant for number, instant in shifted.items()}
    by = sorted({abs(wrong[number] - instant) for number, instant in shifted.items()})
    number, instant = next(iter(shifted.items()))
    return (
        f"`start` and `date` differ in {_how_many(len(shifted), both)}, by {_lengths(by)}: the clock time of "
        f"the venue in `start` is taken ({events[number].title}: {_moment(instant, zone)}, and not "
        f"{_moment(wrong[number], zone)})."
    )


def _of_date(
    events: Sequence[Event], others: Mapping[int, Doubt], both: int, zone: ZoneInfo
) -> str:
    named = []
    for number, each in list(others.items())[:MOST_NAMED]:
        event = events[number]
        at = "" if event.start is None else _moment(event.start, zone)
        named.append(f"{event.title}: {at}, where `start` has {each.shown:%H:%M}")
    more = len(others) - len(named)
    return (
        f"`start` and `date` differ in {_how_many(len(others), both)}: the instant in `date` is taken "
        f"({'; '.join(named)}{f'; and {more} more' if more else ''})."
    )


def _how_many(number: int, all_: int) -> str:
    if number == all_:
        return f"all {counted(all_, 'event')}" if all_ > 1 else "the only event"
    return f"{number} of {counted(all_, 'event')}"


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _lengths(lengths: Iterable[timedelta]) -> str:
    """Return lengths in hours and minutes: ``5 h 30 min or 6 h``."""
    said = []
    for each in lengths:
        hours, minutes = divmod(int(each.total_seconds() // 60), 60)
        parts = (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")
        said.append(" ".join(filter(None, parts)))
    return " or ".join(said)
