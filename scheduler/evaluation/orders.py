"""What comes before what: the orders of a conference, and what is too early or too late by one of them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from scheduler.evaluation.memoised import memoised, of_facts
from scheduler.evaluation.runs import Run, day_of, placed
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Instance,
    Order,
    OrderedSessions,
    Session,
    instant_at,
    minutes_of,
)
from scheduler.phrases import say
from scheduler.wording import how_long, moment

_NONE = timedelta()


class Allowed(NamedTuple):
    """When a session lets those be that come after it in an order; None where it says nothing."""

    first: Run
    start_from: datetime
    """The other may start from here on."""
    start_by: datetime | None
    """It must start by then."""
    end_by: datetime | None
    """It must end by then."""

    def too_early(self, then: Run) -> int:
        """Return the minutes by which `then` starts before it may."""
        return minutes_of(max(_NONE, self.start_from - then.start))

    def too_late(self, then: Run) -> int:
        """Return the minutes by which `then` starts after the greatest lag, or ends after the last date."""
        late = _NONE if self.start_by is None else then.start - self.start_by
        past = _NONE if self.end_by is None else then.end - self.end_by
        return minutes_of(max(_NONE, late, past))


def allowed_after(instance: Instance, order: Order, first: Run) -> Allowed:
    """Return when a session lets those be that come after it in an order."""
    start_from, start_by, end_by = first.end + order.at_least, None, None
    if instance.of_days:
        return _allowed_in_days(instance, order, first)
    if order.days_at_least is not None:
        day = _days_after(instance, order, day_of(first, instance), order.days_at_least)
        start_from = max(start_from, _midnight(instance, day))
    if order.at_most is not None:
        start_by = first.end + order.at_most
    if order.days_at_most is not None:
        day = _days_after(instance, order, day_of(first, instance), order.days_at_most)
        end_by = _midnight(instance, day + DAY)
    return Allowed(first, start_from, start_by, end_by)


def _allowed_in_days(instance: Instance, order: Order, first: Run) -> Allowed:
    """Return the same where dates are counted from the last one of what comes first."""
    last_date = (first.end - timedelta(minutes=1)).astimezone(instance.zone).date()
    start_from, start_by = first.end + order.at_least, list[datetime]()
    if order.days_at_least is not None:
        start_from = max(start_from, _midnight(instance, last_date + order.days_at_least * DAY))
    if order.days_at_most is not None:
        start_by.append(_midnight(instance, last_date + order.days_at_most * DAY))
    if order.at_most is not None:
        start_by.append(first.end + order.at_most)
    return Allowed(first, start_from, min(start_by, default=None), None)


class Predecessors:
    """What comes first in an order, sorted by what it allows, so that what is broken is found at once."""

    def __init__(self, allowed: Sequence[Allowed]) -> None:
        self._allowed = allowed
        self._from = _sorted((-_stamp(each.start_from), n) for n, each in enumerate(allowed))
        self._start = _sorted(
            (_stamp(each.start_by), n) for n, each in enumerate(allowed) if each.start_by
        )
        self._end = _sorted(
            (_stamp(each.end_by), n) for n, each in enumerate(allowed) if each.end_by
        )

    def before(self, then: Run) -> Iterator[tuple[int, Allowed]]:
        """Yield those after which a session starts too early, with their positions."""
        for number in _below(self._from, -_stamp(then.start)):
            yield number, self._allowed[number]

    def beyond(self, then: Run) -> Iterator[tuple[int, Allowed]]:
        """Yield those after which a session is too late, with their positions."""
        late = {*_below(self._start, _stamp(then.start)), *_below(self._end, _stamp(then.end))}
        for number in sorted(late):
            yield number, self._allowed[number]


_Sorted = tuple[list[float], list[int]]


def _sorted(stamps: Iterable[tuple[float, int]]) -> _Sorted:
    found = sorted(stamps)
    return [stamp for stamp, _ in found], [number for _, number in found]


def _below(stamps: _Sorted, limit: float) -> list[int]:
    """Return the numbers of those before a limit, ascending."""
    return sorted(stamps[1][: bisect_left(stamps[0], limit)])


def _stamp(instant: datetime) -> float:
    return instant.timestamp()


def _days_after(instance: Instance, order: Order, day: date, number: int) -> date:
    """Return the date so many days later: 0 is the day itself.

    Where only dates with a band count and the conference has too few of them, the day after it.
    """
    if not order.working_days or number == 0:
        return day + number * DAY
    later = [each for each in instance.working_dates if each > day]
    return later[number - 1] if number <= len(later) else instance.last_day + DAY


def _midnight(instance: Instance, day: date) -> datetime:
    """Return the instant at which a date begins at the venue."""
    return instant_at(day, _NONE, instance.zone)


class NumberedOrder(NamedTuple):
    """An order, with where it stands among all."""

    id: int
    order: OrderedSessions


@of_facts
def orders_of(instance: Instance) -> Sequence[NumberedOrder]:
    """Return the orders of the file, and those of the bodies in order."""
    return [
        NumberedOrder(*each)
        for each in enumerate((*instance.ordered, *_orders_of_bodies(instance)))
    ]


def _orders_of_bodies(instance: Instance) -> Iterator[OrderedSessions]:
    for body in instance.bodies:
        sessions = instance.sessions_by_body.get(body.id, ()) if body.in_order else ()
        for earlier, later in following(sessions):
            yield OrderedSessions(first=(earlier.id,), then=(later.id,), at_least=body.gap)


def following(sessions: Sequence[Session]) -> Iterator[tuple[Session, Session]]:
    """Yield each two of which the later one follows the earlier one, if what is optional is left out."""
    for position, earlier in enumerate(sessions):
        for later in sessions[position + 1 :]:
            yield earlier, later
            if not later.optional:
                break


@memoised
def out_of_order(
    instance: Instance, line: NumberedOrder, firsts: Sequence[Run], thens: Sequence[Run]
) -> Iterator[Finding]:
    """Yield what is too early, and what is too late, by what comes first and by what comes then."""
    ahead = Predecessors([allowed_after(instance, line.order, first) for first in firsts])
    found: list[tuple[int, int, Finding]] = []
    for place, then in enumerate(thens):
        early = [(n, each.too_early(then), each.first) for n, each in ahead.before(then)]
        late = [(n, each.too_late(then), each.first) for n, each in ahead.beyond(then)]
        for broken, trouble in ((early, say("too early")), (late, say("too late"))):
            found += (
                (n, place, _after(instance, then, minutes, first, trouble))
                for n, minutes, first in broken
            )
    for _, _, finding in sorted(found, key=lambda each: each[:2]):
        yield finding


def _after(instance: Instance, then: Run, minutes: int, first: Run, trouble: str) -> Finding:
    """Return by how much a session is too early or too late after another."""
    message = say(
        "{}: {} {} after {}, which ends on {}",
        placed(then, instance.zone),
        how_long(minutes),
        trouble,
        first.title,
        moment(first.end, instance.zone),
    )
    return Finding(then.id, minutes, (first.id, then.id), message)
