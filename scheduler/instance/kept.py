"""What stays of the programme that a conference comes from: days, rooms, and what had its hour."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from typing import TYPE_CHECKING

from scheduler.instance.lookups import end_of
from scheduler.instance.moments import DAY, Span, instant_at

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

FREED: Mapping[str, str] = {
    "days": "day_not_kept",
    "rooms": "room_not_kept",
    "times": "time_not_kept",
}
"""What can be freed, and the rule that keeps it."""


_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays where it was, by session. Sessions that were nowhere are free."""

    days: Mapping[str, Span]
    """The day on which it was, until its end if it ran past midnight."""
    rooms: Mapping[str, frozenset[str]]
    """Rooms that sessions of its kind and its themes had."""
    times: Mapping[str, Span]
    """The time that it had, if that is its own: nothing ran beside it, or it ran in several rooms at once, or
    nobody speaks in it while somebody does in most sessions."""
    alone: Mapping[str, Span]
    """The same of those beside which nothing ran, on days on which other sessions were in parallel."""


@dataclass(frozen=True, slots=True)
class _Show:
    """A session, or several of one title that begin at once in different rooms."""

    day: date
    start: datetime
    end: datetime
    names: tuple[str, ...]


def kept_of(instance: "Instance") -> Kept:
    """Return what stays of the programme that a conference comes from."""
    there = [(each, each.was) for each in instance.sessions if each.was is not None]
    spans = {
        each.id: (was.start, end_of(instance, each, was.start))
        for each, was in there
        if was.start is not None
    }
    rooms: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for each, was in there:
        if was.room is not None:
            rooms.setdefault((each.kind, each.themes), set()).add(was.room)
    shows = _shows(instance, spans)
    alone = {*_alone(shows)}
    own = alone | {name for show in shows if len(show.names) > 1 for name in show.names}
    if 2 * sum(bool(each.people) for each, _ in there) > len(there):
        own |= {each.id for each, _ in there if not each.people}
    return Kept(
        days={name: _day_of(instance, span) for name, span in spans.items()},
        rooms={
            each.id: frozenset(rooms[each.kind, each.themes])
            for each, was in there
            if was.room is not None
        },
        times={name: span for name, span in spans.items() if name in own},
        alone={name: span for name, span in spans.items() if name in alone},
    )


def _day_of(instance: "Instance", span: Span) -> Span:
    day = span[0].astimezone(instance.zone).date()
    first, last = (instant_at(each, timedelta(), instance.zone) for each in (day, day + DAY))
    return first, max(last, span[1])


def _shows(instance: "Instance", spans: Mapping[str, Span]) -> list[_Show]:
    """Return what was shown, in order of time: a session, or the same one in several rooms at once."""
    found: dict[tuple[datetime, str], list[str]] = {}
    for name, (start, _) in spans.items():
        found.setdefault((start, instance.session_by_id[name].title), []).append(name)
    return [
        _Show(
            start.astimezone(instance.zone).date(),
            start,
            max(spans[name][1] for name in names),
            tuple(names),
        )
        for (start, _), names in sorted(found.items())
    ]


def _alone(shows: Sequence[_Show]) -> Iterator[str]:
    """Yield the sessions of what was shown alone, on days on which something else was in parallel.

    One that runs past midnight may run beside what begins on the next day.
    """
    alone: list[_Show] = []
    crowded: set[date] = set()
    until = _NEVER
    for show, following in zip_longest(shows, shows[1:]):
        if until <= show.start and (following is None or show.end <= following.start):
            alone.append(show)
        else:
            crowded.add(show.day)
        until = max(until, show.end)
    for show in alone:
        if show.day in crowded:
            yield from show.names
