"""Bodies and tracks: what comes after what, and what must not run beside what."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

from scheduler.evaluation.runs import Run, held_of
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured, removed
from scheduler.explanation.rules.items import without
from scheduler.explanation.rules.voice import Gravity, Voice, raised, row_of
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import (
    Body,
    Instance,
    Order,
    OrderedSessions,
    Selection,
    Separation,
    Session,
    minutes_of,
    neighbours,
    uses_of,
)
from scheduler.phrases import say
from scheduler.wording import counted, listed, name

MOST_NAMED = 5
"""Sessions of an order, or of a separation, that are named one by one."""


def _after(instance: Instance, then: str, sessions: Collection[str]) -> tuple[str, FieldPath]:
    """Return what a session comes after, and how long; or that an item is in order."""
    if then not in instance.session_by_id:
        title = instance.item_by_id[then].title
        said = "{} must be dealt with in the order that `item_orders` asks for"
        return say(said, title), ("items", then)
    asked, paths = [], list[FieldPath]()
    for position, order in enumerate(instance.ordered):
        firsts = [each for each in order.first if each in sessions]
        if then in order.then and firsts:
            asked.append(say("after {}{}", _titles(instance, firsts), _lag_said(order)))
            paths.append(("orders", position))
    later = instance.session_by_id[then]
    for body, earlier in _just_before(instance, later):
        if earlier.id in sessions:
            gap = say(", at least {} min later", minutes_of(body.gap)) if body.gap else ""
            asked.append(say("after {} in the order of {}{}", name(earlier), name(body), gap))
            paths.append(("bodies", body.id))
    words = say("{} comes {}", name(later), listed(asked) or say("after others"))
    return words, next(iter(paths), ("sessions", then))


def _just_before(instance: Instance, later: Session) -> Iterator[tuple[Body, Session]]:
    """Yield the meetings that a session may follow, of each body of it that meets in order."""
    for body in (instance.body_by_id[each] for each in later.bodies):
        meetings = instance.sessions_by_body[body.id] if body.in_order else (later,)
        for earlier in reversed(meetings[: meetings.index(later)]):
            yield body, earlier
            if not earlier.optional:
                break


def _titles(instance: Instance, sessions: Collection[str]) -> str:
    return listed([name(instance.session_by_id[each]) for each in sessions])


def _lag_said(order: Order) -> str:
    days = "working day" if order.working_days else "day"
    bounds = [
        (order.at_least, say("at least {} min later", minutes_of(order.at_least))),
        (order.at_most, say("at most {} min later", minutes_of(order.at_most or order.at_least))),
        (order.days_at_least, say("at least {} later", counted(order.days_at_least or 0, days))),
        (
            order.days_at_most is not None,
            say("at most {} later", counted(order.days_at_most or 0, days)),
        ),
    ]
    said = [words for given, words in bounds if given]
    return say(", {}", listed(said)) if said else ""


# What may help


def _out_of_orders(violation: Violation) -> Iterator[Remedy]:
    instance, item = violation.instance, violation.item
    title = instance.item_by_id[item].title
    for position, order in enumerate(instance.item_orders):
        if item in (*order.items_first, *order.items_then):
            for field in (each for each in ("nights", "at_least") if getattr(order, each)):
                words = say("set `{}` between {} and others to 0", field, title)
                yield cured(violation, words, ("item_orders", position, field), 0)
            words = say("remove this order of {}", title)
            yield removed(violation, words, ("item_orders", position))


def _loosened_orders(violation: Violation) -> Iterator[Remedy]:
    if violation.item not in violation.instance.session_by_id:
        yield from _out_of_orders(violation)
        return
    then = violation.runs[violation.item]
    for position, order in enumerate(violation.instance.ordered):
        if then.id in order.then:
            yield from _looser(violation, position, order, then)
    yield from _shorter_gap(violation, then)
    for position, order in enumerate(violation.instance.ordered):
        if then.id in order.then:
            after = _named(violation, order)
            words = say("remove the order of {} after {}", name(then.session), after)
            yield removed(violation, words, ("orders", position))


def _named(violation: Violation, order: OrderedSessions) -> str:
    if len(order.first) > MOST_NAMED:
        return say("{} others", len(order.first))
    return ", ".join(name(violation.instance.session_by_id[each]) for each in order.first)


def _looser(
    violation: Violation, position: int, order: OrderedSessions, then: Run
) -> Iterator[Remedy]:
    """Yield an order with minutes that the schedule keeps, or without its bounds by days."""
    held = [violation.runs[first] for first in order.first if first in violation.runs]
    lags = [then.start - first.end for first in held]
    changes: dict[str, timedelta | None] = {"days_at_least": None, "days_at_most": None}
    if lags and min(lags) >= timedelta():
        changes |= {"at_least": min(lags), "at_most": max(lags)}
    for field, value in changes.items():
        if getattr(order, field):
            given = "nothing" if value is None else say("{} min", minutes_of(value))
            words = say("set `{}` of the order before {} to {}", field, name(then.session), given)
            yield cured(violation, words, ("orders", position, field), value)


def _shorter_gap(violation: Violation, then: Run) -> Iterator[Remedy]:
    """Yield a shorter gap between the meetings of a body, or no order among them."""
    instance = violation.instance
    for body in (instance.body_by_id[each] for each in then.session.bodies):
        meetings = held_of(violation.runs, instance.sessions_by_body[body.id])
        earlier = meetings[: meetings.index(then)][-1:]
        if not body.in_order or not earlier:
            continue
        before = earlier[0]
        lag = then.start - before.end
        if timedelta() <= lag < body.gap:
            words = say(
                "require {} min between meetings of {} instead of ", minutes_of(lag), name(body)
            )
            words += say("{}", minutes_of(body.gap))
            yield cured(violation, words, ("bodies", body.id, "gap"), lag)
        elif lag < timedelta():
            words = say("let {} meet in any order", name(body))
            yield cured(violation, words, ("bodies", body.id, "in_order"), value=False)


def _apart(instance: Instance, separation: str, sessions: Collection[str]) -> tuple[str, FieldPath]:
    """Return which sessions a separation keeps apart from which; or that a session is exclusive."""
    fact = {each.id: each for each in instance.not_beside}.get(separation)
    if fact is None:
        words = say("nothing may run beside {}", name(instance.session_by_id[separation]))
        return words, ("sessions", separation, "exclusive")
    if fact.groups or fact.others is None:
        own = [
            each
            for each in instance.sessions
            if each.id in sessions and _is_in(instance, fact, each)
        ]
        words = say(
            "no two of {} that the separation {} keeps apart run at once", _some(own), separation
        )
        return words, ("not_beside", separation)
    one, other = (
        [each for each in instance.selected(side or Selection()) if each.id in sessions]
        for side in (fact.sessions, fact.others)
    )
    words = say("{} must not run beside {} (separation {})", _some(one), _some(other), separation)
    return words, ("not_beside", separation)


def _is_in(instance: Instance, fact: Separation, session: Session) -> bool:
    apart = neighbours(instance, fact)
    return session.id in apart or any(session.id in others for others in apart.values())


def _some(sessions: Sequence[Session]) -> str:
    if 0 < len(sessions) <= MOST_NAMED:
        return listed([name(each) for each in sessions])
    return counted(len(sessions), "session")


def _together(violation: Violation) -> Iterator[Remedy]:
    instance, id_ = violation.instance, violation.item
    fact = {each.id: each for each in instance.not_beside}.get(id_)
    if fact is None:
        words = say("allow other sessions beside {}", name(instance.session_by_id[id_]))
        yield cured(violation, words, ("sessions", id_, "exclusive"), value=False)
        return
    own = [each.id for each in instance.selected(fact.sessions)]
    for session in violation.sessions:
        left = tuple(each for each in own if each != session)
        if left and session in own:
            words = say("allow {} beside the sessions", name(instance.session_by_id[session]))
            words += say(" that the separation {} keeps it apart from", id_)
            path = ("not_beside", id_, "sessions")
            yield cured(violation, words, path, Selection(sessions=left))
    with suppress(ValueError):  # a level that names it
        yield removed(violation, say("remove the separation {}", id_), ("not_beside", id_))


def _limit(instance: Instance, limit: str) -> str:
    fact = next((each for each in instance.parallel_limits if each.id == limit), None)
    if fact is None:
        resource = row_of(instance.resources, limit)
        return say(
            "{} unit of {} is available|{} units of {} are available",
            resource.count,
            name(resource),
        )
    most = counted(fact.at_most, "session")
    return say("of the limit {}, at most {} may run at once", limit, most)


def _limit_at(instance: Instance, limit: str) -> FieldPath:
    if any(each.id == limit for each in instance.resources):
        return "resources", limit, "count"
    return "parallel_limits", limit, "at_most"


def _higher_limit(violation: Violation) -> Iterator[Remedy]:
    instance, item = violation.instance, violation.item
    if item not in {each.id for each in instance.resources}:
        said = "raise the limit {1} to {0} sessions at once"
        yield from raised("parallel_limits", "at_most", lambda who, most: say(said, most, who))(
            violation
        )
        return
    fact = row_of(instance.resources, item)
    for more in range(1, MOST_MORE + 1):
        words = say("add {} more of {}", more, name(fact))
        yield cured(violation, words, ("resources", item, "count"), fact.count + more)


def _topic_at(instance: Instance, topic: str) -> FieldPath:
    table = "sessions" if any(topic in each.topics for each in instance.sessions) else "items"
    rows = instance.sessions if table == "sessions" else instance.items
    return table, next(each.id for each in rows if topic in each.topics), "topics"


def _fewer_topics(violation: Violation) -> Iterator[Remedy]:
    for id_ in violation.sessions:
        session = violation.runs[id_].session
        if violation.item in session.topics:
            left = tuple(topic for topic in session.topics if topic != violation.item)
            words = say("remove the topic {} from {}", violation.item, name(session))
            yield cured(violation, words, ("sessions", id_, "topics"), left)
    yield from without(say("the topic"), "topics")(violation)


order_broken = Voice(
    gravity=Gravity.AGREED,
    says=lambda instance, then: _after(instance, then, instance.session_by_id)[0],
    at=lambda instance, then: _after(instance, then, instance.session_by_id)[1],
    asks_among=_after,
    cure=_loosened_orders,
)
rhythm_broken = Voice(
    field="rhythm",
    helps="a slower rhythm, another meeting, or wider windows of those there are",
)
body_conflict = Voice(
    gravity=Gravity.AGREED,
    says=lambda instance, body: say(
        "{} holds one meeting at a time, and nothing below it meets beside it",
        name(instance.body_by_id[body]),
    ),
    beside=True,
)
run_beside = Voice(
    gravity=Gravity.AGREED,
    says=lambda instance, separation: _apart(instance, separation, instance.session_by_id)[0],
    at=lambda instance, separation: _apart(instance, separation, instance.session_by_id)[1],
    asks_among=_apart,
    cure=_together,
    helps="narrower selections, or more hours",
    beside=True,
    counts=lambda instance: (
        *(each.id for each in instance.not_beside if each.by == "minute"),
        *(each.id for each in instance.sessions if each.exclusive),
    ),
)
parallel_limit_exceeded = Voice(
    says=_limit,
    at=_limit_at,
    cure=_higher_limit,
    helps="more of it, a higher limit, a session without it, or more hours",
    counts=lambda instance: (
        *(each.id for each in instance.parallel_limits),
        *(use for each in instance.sessions for use in uses_of(instance, each)),
    ),
)
topic_conflict = Voice(
    says=lambda _, topic: say("sessions and items on the topic {} never run in parallel", topic),
    at=_topic_at,
    cure=_fewer_topics,
)
track_out_of_order = Voice(field="in_order")
track_place_missed = Voice(field="places")
