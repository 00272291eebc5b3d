"""How the meetings of bodies, and what they decide, follow one another."""

from collections.abc import Iterator
from datetime import date, timedelta
from types import MappingProxyType

from scheduler.instance import (
    DAY,
    Instance,
    Order,
    Session,
    bodies_below,
    neighbours,
    official_dates,
    uses_of,
)
from scheduler.restrictions import (
    After,
    DayLag,
    Lag,
    LoadQuota,
    RelatedPairs,
    Restriction,
    Timing,
    Use,
)
from scheduler.rules.common import at_once, beside, consecutive, grouped, running
from scheduler.rules.spans import day_span

_NONE = timedelta()


def body_conflict(instance: Instance) -> Iterator[Restriction]:
    """At any time run at most one session of a body, and none of the bodies below it beside it.

    ``sum_t max(0, sum_{s session of b} [s runs at t] - 1)``, and ``sum_t [s runs at t] · sum_{q ≠ s session
    of a body below b} [q runs at t]`` for their sessions s, for all bodies b.
    Reads ``sessions`` (body, duration), ``bodies`` (parent).
    """
    for body, sessions in instance.sessions_by_body.items():
        yield from at_once(body, running(sessions), 1)
        below = bodies_below(instance, {body})
        lower = tuple(each for each in instance.sessions if not below.isdisjoint(each.bodies))
        for session in sessions:
            yield from beside(body, session, tuple(each for each in lower if each is not session))


def parent_not_around(instance: Instance) -> Iterator[Restriction]:
    """Hold a body's sessions after its parent's first session and before its parent's last.

    ``max(0, end of first of parent - start of first of b) + max(0, end of last of b - start of last of
    parent)`` for all bodies b whose parent has two sessions or more; without a part of which both sessions
    are one, in which b meets jointly with its parent.
    Reads ``bodies`` (parent), ``sessions`` (body, duration).
    """
    for body in instance.bodies:
        own = instance.sessions_by_body.get(body.id, ())
        around = instance.sessions_by_body.get(body.parent or "", ())
        if own and len(around) > 1:
            for first, then in ((around[0], own[0]), (own[-1], around[-1])):
                if first is not then:
                    yield Lag(body.id, first.id, then.id, at_least=_NONE)


def order_broken(instance: Instance) -> Iterator[Restriction]:
    """Start a later session neither too early nor too late after the earlier one.

    ``max(0, end_s + at_least - start_q, first midnight allowed - start_q) + max(0, start_q - end_s -
    at_most, end_q - last midnight allowed)`` for all orders and all s in first, q in then: one
    restriction for each q; and
    ``max(0, end_s + gap_b - start_q)`` for all bodies b in order and sessions s, q of b that
    follow one another, or have nothing but optional ones between.
    Reads ``orders`` (first, then, at_least, at_most, days_at_least, days_at_most, working_days),
    ``bodies`` (in_order, gap), ``sessions`` (body), ``day_profiles`` (bands), ``item_orders``, ``items``.
    """
    for order in instance.ordered:
        bounds = _bounds_in_days(order) if instance.of_days else _bounds(instance, order)
        for then in order.then:
            match order.first:
                case ():
                    pass
                case (first,):
                    yield Lag(then, first, then, *bounds)
                case firsts:
                    yield After(then, firsts, then, *bounds)
    for body in instance.bodies:
        sessions = instance.sessions_by_body.get(body.id, ())
        for earlier, later in consecutive(sessions) if body.in_order else ():
            yield Lag(later.id, earlier.id, later.id, at_least=body.gap)


_Bounds = tuple[timedelta, timedelta | None, tuple[DayLag, ...]]


def _bounds(instance: Instance, order: Order) -> _Bounds:
    """Return the least and the greatest lag of an order, and what it asks of dates."""
    return order.at_least, order.at_most, tuple(_day_lags(instance, order))


def _bounds_in_days(order: Order) -> _Bounds:
    """Return them on a horizon of days, where a session ends with its last date."""
    least, most = order.days_at_least, order.days_at_most
    at_least = _NONE if least is None else max(0, least - 1) * DAY
    bounds = [order.at_most, None if most is None else (most - 1) * DAY]
    at_most = min((bound for bound in bounds if bound is not None), default=None)
    return max(order.at_least, at_least), at_most, ()


def _day_lags(instance: Instance, order: Order) -> Iterator[DayLag]:
    """Yield, for each date of the first session, when the second may start and must have ended."""
    if order.days_at_least is None and order.days_at_most is None:
        return
    counted = instance.working_dates if order.working_days else None
    for day in instance.dates:
        first = _days_after(day, order.days_at_least, counted, instance.last_day)
        last = _days_after(day, order.days_at_most, counted, instance.last_day)
        yield DayLag(
            day_span(day, day, instance.zone),
            None if first is None else day_span(first, first, instance.zone)[0],
            None if last is None else day_span(last, last, instance.zone)[1],
        )


def _days_after(
    day: date, number: int | None, counted: tuple[date, ...] | None, last_day: date
) -> date | None:
    """Return the date so many days after a day: of all days, or of those that are counted.

    Where these run out, the date after the last day of the conference.
    """
    if number is None:
        return None
    if counted is None or number == 0:
        return day + number * DAY
    later = [each for each in counted if each > day]
    return later[number - 1] if number <= len(later) else last_day + DAY


def rhythm_broken(instance: Instance) -> Iterator[Restriction]:
    """Hold a meeting of a body in every run of as many days as its rhythm says.

    ``sum_{runs of every_b consecutive days} max(0, 1 - |{s of b that start in the run}|)`` for all bodies b
    with a rhythm; runs that do not overlap are the periods of one restriction.
    Reads ``bodies`` (rhythm), ``sessions`` (body), ``day_profiles`` (bands).
    """
    for body in instance.bodies:
        if body.rhythm is None:
            continue
        every = body.rhythm.every
        days = official_dates(instance, body.rhythm.first, body.rhythm.last)
        loads = {session.id: 1 for session in instance.sessions_by_body.get(body.id, ())}
        runs = [
            day_span(first, last, instance.zone)
            for first, last in zip(days, days[every - 1 :], strict=False)
        ]
        for offset in range(min(every, len(runs))):
            yield LoadQuota(body.id, loads, tuple(runs[offset::every]), at_least=1)


def run_beside(instance: Instance) -> Iterator[Restriction]:
    """Run separated sessions at different times, and exclusive sessions alone.

    ``sum_{s of k} sum_{q kept apart from s by k} |T_s ∩ T_q|`` for all separations k by minutes: one
    restriction for each session of the side that has fewer, or one for all if there are no sides.
    ``sum_t [s runs at t] · sum_{q other than s} [q runs at t]`` for all exclusive sessions s.
    Reads ``not_beside`` (sessions, others, groups, by), ``sessions`` (exclusive, duration).
    """
    for session in instance.sessions:
        if session.exclusive:
            others = tuple(other for other in instance.sessions if other.id != session.id)
            yield from beside(session.id, session, others)
    rows = [each for each in instance.not_beside if each.by == "minute"]
    for separation in rows:
        if separation.groups or separation.others is None:
            kept = neighbours(instance, separation).items()
            shared = {(one, other): 1 for one, others in kept for other in others}
            if shared:
                yield RelatedPairs(separation.id, MappingProxyType(shared), Timing.OVERLAP)
            continue
        sides = (separation.sessions, separation.others)
        fewer, more = sorted(map(instance.selected, sides), key=len)
        for session in fewer:
            yield from beside(separation.id, session, more)


def parallel_limit_exceeded(instance: Instance) -> Iterator[Restriction]:
    """At any time run no more sessions than a limit allows, and use no more units than a resource has.

    ``sum_t max(0, sum_{s of limit k} [s runs at t] - at_most_k)`` for all limits k; and ``sum_t max(0,
    sum_{s that takes k at t} units_{s,k} - count_k)`` for all resources k: s takes them from its start until
    the changeover after its end. Reads ``parallel_limits`` (sessions, at_most), ``sessions`` (duration,
    uses), ``resources`` (count, changeover), ``kinds`` (uses).
    """
    for limit in instance.parallel_limits:
        sessions: tuple[Session, ...] = instance.sessions
        if limit.sessions is not None:
            sessions = instance.selected(limit.sessions)
        yield from at_once(limit.id, running(sessions), limit.at_most)
    for resource in instance.resources:
        uses = [
            Use(session.id, load=uses[resource.id], after=resource.changeover)
            for session in instance.sessions
            if resource.id in (uses := uses_of(instance, session))
        ]
        yield from at_once(resource.id, uses, resource.count)


def topic_conflict(instance: Instance) -> Iterator[Restriction]:
    """At any time a topic has at most one session running.

    ``sum_t max(0, sum_{s of topic k} [s runs at t] - 1)`` for all topics k.
    Reads ``sessions`` (topics, duration), ``items`` (topics).
    """
    for topic, sessions in grouped(instance, lambda session: session.topics).items():
        yield from at_once(topic, running(sessions), 1)


def not_adjacent(instance: Instance) -> Iterator[Restriction]:
    """Hold two adjacent sessions one after the other, in either order.

    ``max(0, start_q - end_s - within) + max(0, start_s - end_q - within)`` for all pairs s, q best held
    one after the other; at most one of the two terms is positive.
    Reads ``adjacent`` (sessions, within), ``sessions`` (duration).
    """
    for wish in instance.adjacent:
        first, then = wish.sessions
        yield Lag(wish.id, first, then, at_most=wish.within)
        yield Lag(wish.id, then, first, at_most=wish.within)
