"""What comes after what: orders, meetings of a body in order, and parents before and after."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from scheduler.evaluation.runs import Run, held_of
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured, with_row
from scheduler.explanation.rules.voice import Gravity, Stage, Voice, row
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import Body, Instance, Order, Ordered, Session, minutes_of, remade
from scheduler.phrases import say
from scheduler.wording import counted, listed, name

_FEWER = "ask for {} days before {} instead of {}"
_MORE = "allow {} days before {} instead of {}"
MOST_NAMED = 5
"""Sessions of an order that are named one by one."""


# What is asked


def _after(instance: Instance, then: str, sessions: Collection[str]) -> tuple[str, FieldPath]:
    """Say what a session comes after, and how long."""
    said, paths = [], list[FieldPath]()
    for position, order in enumerate(instance.ordered):
        firsts = [each for each in order.first if each in sessions]
        if then in order.then and firsts:
            said.append(say("after {}{}", _titles(instance, firsts), _lag_said(order)))
            paths.append(("orders", position))
    later = instance.session_by_id[then]
    for body, earlier in _just_before(instance, later):
        if earlier.id in sessions:
            gap = say(", {} min later at least", minutes_of(body.gap)) if body.gap else ""
            said.append(say("after {} in the order of {}{}", name(earlier), name(body), gap))
            paths.append(("bodies", body.id))
    words = say("{} comes {}", name(later), listed(said) or say("after others"))
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
        (order.at_least, say("{} min later at least", minutes_of(order.at_least))),
        (order.at_most, say("{} min later at most", minutes_of(order.at_most or order.at_least))),
        (order.days_at_least, say("{} later at least", counted(order.days_at_least or 0, days))),
        (
            order.days_at_most is not None,
            say("{} later at most", counted(order.days_at_most or 0, days)),
        ),
    ]
    said = [words for given, words in bounds if given]
    return say(", {}", listed(said)) if said else ""


def _around(instance: Instance, body: str) -> str:
    fact = instance.body_by_id[body]
    parent = name(instance.body_by_id[fact.parent]) if fact.parent else say("its parent")
    return say(
        "{} is to meet before the first meeting of {}, and after its last", parent, name(fact)
    )


def _adjacent(instance: Instance, adjacency: str) -> str:
    fact = next(each for each in instance.adjacent if each.id == adjacency)
    titles = _titles(instance, fact.sessions)
    return say(
        "{} are to follow one another, {} min apart at most", titles, minutes_of(fact.within)
    )


# What may help


def _loosened_orders(violation: Violation) -> Iterator[Remedy]:
    """Ask for less time, or allow more, between sessions; or give an order up."""
    then = violation.runs[violation.item]
    for position, order in enumerate(violation.instance.ordered):
        if then.id in order.then:
            yield from _loosened(violation, position, order, then)
    yield from _shorter_gap(violation, then)
    for position, order in enumerate(violation.instance.ordered):
        if then.id in order.then:
            orders = [*violation.instance.orders]
            del orders[position]
            after = _named(violation, order)
            changed = remade(violation.instance, orders=tuple(orders))
            words = say("do not ask that {} comes after {}", name(then.session), after)
            yield Remedy(words, ("orders", position), changed, violation.schedule)


def _named(violation: Violation, order: Ordered) -> str:
    """Return what comes first in an order; of a long one, how many sessions that is."""
    if len(order.first) > MOST_NAMED:
        return say("{} others", len(order.first))
    return ", ".join(name(violation.instance.session_by_id[each]) for each in order.first)


def _loosened(violation: Violation, position: int, order: Ordered, then: Run) -> Iterator[Remedy]:
    """Yield an order with bounds that the schedule keeps."""
    held = [violation.runs[first] for first in order.first if first in violation.runs]
    lags = [then.start - first.end for first in held]
    if not lags:
        return
    least, most = min(lags), max(lags)
    if timedelta() <= least < order.at_least:
        words = say("ask for {} min before {} instead of ", minutes_of(least), name(then.session))
        words += say("{}", minutes_of(order.at_least))
        yield _ordered(violation, position, words, ("at_least", least))
    if order.at_most is not None and most > order.at_most:
        words = say("allow {} min before {} instead of ", minutes_of(most), name(then.session))
        words += say("{}", minutes_of(order.at_most))
        yield _ordered(violation, position, words, ("at_most", most))
    for field, step, said in (("days_at_least", -1, _FEWER), ("days_at_most", 1, _MORE)):
        days = getattr(order, field)
        for more in range(1, MOST_MORE + 1) if days is not None else ():
            now = days + step * more
            if now >= 0:
                words = say(said, now, name(then.session), days)
                yield _ordered(violation, position, words, (field, now))


def _ordered(violation: Violation, position: int, words: str, change: tuple[str, object]) -> Remedy:
    field, value = change
    orders = [*violation.instance.orders]
    orders[position] = remade(orders[position], **{field: value})
    changed = remade(violation.instance, orders=tuple(orders))
    return Remedy(words, ("orders", position, field), changed, violation.schedule)


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
                "ask for {} min between meetings of {} instead of ", minutes_of(lag), name(body)
            )
            words += say("{}", minutes_of(body.gap))
            yield cured(violation, words, ("bodies", body.id, "gap"), lag)
        elif lag < timedelta():
            words = say("let {} meet in any order", name(body))
            changed = with_row(instance, "bodies", body.id, in_order=False)
            yield Remedy(words, ("bodies", body.id, "in_order"), changed, violation.schedule)


def _idle_orders(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the orders that ask nothing, since a selection of theirs finds no session."""
    for number, order in enumerate(presolve.instance.ordered, 1):
        for side, sessions in (("first", order.first), ("then", order.then)):
            if not sessions:
                message = f"orders[{number}] asks nothing: its `{side}` selects no session."
                place = ("orders", number - 1, side)
                rules = ("order_broken",)
                yield Trouble(message, certain=False, sessions=(), rules=rules, place=place)


parent_not_around = Voice(asks=_around, where=row("bodies"))
order_broken = Voice(
    gravity=Gravity.AGREED,
    asks=lambda instance, then: _after(instance, then, instance.session_by_id)[0],
    asks_among=_after,
    cure=_loosened_orders,
    screen=(Stage.SETTINGS, _idle_orders),
)
not_adjacent = Voice(asks=_adjacent, where=row("adjacent"))
