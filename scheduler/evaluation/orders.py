"""Orders of sessions and items, and the sessions that are too early or too late by one of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from scheduler.evaluation.memoised import memoised, of_facts
from scheduler.evaluation.runs import Run, day_of, last_date_of, placed
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
_EVER = datetime.max.replace(tzinfo=UTC)


class Allowed(NamedTuple):
    """Times that an order allows after a session; None for no limit."""

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
    counted_from = last_date_of(instance, first) if instance.of_days else day_of(first, instance)
    if order.days_at_least is not None:
        day = _days_after(instance, order, counted_from, order.days_at_least)
        start_from = max(start_from, _midnight(instance, day))
    if order.at_most is not None:
        start_by = first.end + order.at_most
    if order.days_at_most is not None:
        day = _days_after(instance, order, counted_from, order.days_at_most)
        if instance.of_days:
            start_by = min(start_by or _EVER, _midnight(instance, day))
        else:
            end_by = _midnight(instance, day + DAY)
    return Allowed(first, start_from, start_by, end_by)


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
    ahead = [allowed_after(instance, line.order, first) for first in firsts]
    start_from = max(each.start_from for each in ahead)
    start_by = min((each.start_by for each in ahead if each.start_by), default=_EVER)
    end_by = min((each.end_by for each in ahead if each.end_by), default=_EVER)
    fine = (start_from <= then.start <= start_by and then.end <= end_by for then in thens)
    wrong = [then for then, is_fine in zip(thens, fine, strict=True) if not is_fine]
    for allowed in ahead:
        for then in wrong:
            early, late = allowed.too_early(then), allowed.too_late(then)
            for minutes, trouble in ((early, say("too early")), (late, say("too late"))):
                if minutes:
                    yield _after(instance, then, minutes, allowed.first, trouble)


def _after(instance: Instance, then: Run, minutes: int, first: Run, trouble: str) -> Finding:
    """Return by how much a session is too early or too late after another."""
    message = say(
        "{}: {} {}; {} comes first and ends on {}",
        placed(then, instance.zone),
        how_long(minutes),
        trouble,
        first.title,
        moment(first.end, instance.zone),
    )
    return Finding(then.id, minutes, (first.id, then.id), message)
