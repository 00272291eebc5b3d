"""Events of which `start` and `date` contradict each other: which of the two counts.

Some programs write the clock time of the venue into `date`, and call it UTC: ``2017-08-05T10:00:00+00:00``
for ten o'clock in Montreal, beside ``10:00`` in `start`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.instance import instants_of
from scheduler.sources.programmes.formats.fields import some_of
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Event
from scheduler.wording import counted


@dataclass(frozen=True, slots=True)
class Shown:
    """An event that has both a `date` and a clock time in `start`."""

    number: int
    """Which event it is."""
    date: datetime
    """As it is written, with its offset."""
    start: time


def settled(
    events: Sequence[Event], shown: Sequence[Shown], intake: Intake, zone: ZoneInfo
) -> list[Event]:
    """Return events with the starts that count, and say where `start` and `date` differ.

    If most differ by the offset of the zone, `start` counts in these; otherwise `date` does.
    """
    found = list(events)
    doubts = [each for each in shown if not _shows(each.date.astimezone(zone), each.start)]
    shifted = {each.number: at for each in doubts if (at := _by_start(each, zone)) is not None}
    if 2 * len(shifted) <= len(shown):
        shifted = {}
    for number, instant in shifted.items():
        found[number] = replace(found[number], start=instant)
    of_start = [each for each in doubts if each.number in shifted]
    of_date = [each for each in doubts if each.number not in shifted]
    for which, taken in (
        (of_start, "the clock time of the venue in `start`"),
        (of_date, "the instant in `date`"),
    ):
        if which:
            named = [
                f"{found[each.number].title}: `start` {each.start:%H:%M}, `date` {each.date.isoformat()}"
                for each in which
            ]
            intake.leave(
                f"`start` and `date` differ in {len(which)} of {counted(len(shown), 'event')}: {taken} is "
                f"taken ({some_of(named, 3)})."
            )
    return found


def _by_start(shown: Shown, zone: ZoneInfo) -> datetime | None:
    """Return the instant at which clocks show `start`, if `date` has that time, but a wrong offset.

    The offset is wrong if it is that of UTC, or the one of summer in winter.
    """
    said = shown.date
    months = (datetime(said.year, month, 1, tzinfo=zone) for month in range(1, 13))
    offsets = {timedelta(), *(each.utcoffset() for each in months)}
    if not _shows(said, shown.start) or said.utcoffset() not in offsets:
        return None
    return next(iter(instants_of(said.replace(tzinfo=None), zone)), None)


def _shows(moment: datetime, clock: time) -> bool:
    return (moment.hour, moment.minute) == (clock.hour, clock.minute)
