"""Ways out where sessions are in each other's way, or in the wrong order."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.evaluation.runs import Run, held_of
from scheduler.evaluation.wording import name
from scheduler.explanation.remedies.changing import Break, Remedy, cured, remade, with_row
from scheduler.explanation.remedies.people import MOST_MORE
from scheduler.instance.frozen import minutes_of
from scheduler.instance.lookups import Ordered

MOST_NAMED = 5
"""Sessions of an order that are named one by one."""


def exclusive_broken(broken: Break) -> Iterator[Remedy]:
    """Let others meet beside a session."""
    session = broken.runs[broken.item].session
    words = f"let others meet beside {name(session)}"
    yield cured(broken, words, ("sessions", session.id, "exclusive"), value=False)


def parallel_limit_exceeded(broken: Break) -> Iterator[Remedy]:
    """Let more run at once."""
    limit = next(each for each in broken.instance.parallel_limits if each.id == broken.item)
    for more in range(1, MOST_MORE + 1):
        words = f"let {limit.at_most + more} sessions of the limit {limit.id} run at once"
        path = ("parallel_limits", limit.id, "at_most")
        yield cured(broken, words, path, limit.at_most + more)


def topic_conflict(broken: Break) -> Iterator[Remedy]:
    """Take a topic off one of its sessions."""
    for id_ in broken.sessions:
        session = broken.runs[id_].session
        left = tuple(topic for topic in session.topics if topic != broken.item)
        words = f"take the topic {broken.item} off {name(session)}"
        yield cured(broken, words, ("sessions", id_, "topics"), left)


def order_broken(broken: Break) -> Iterator[Remedy]:
    """Ask for less time, or allow more, between sessions; or give an order up."""
    then = broken.runs[broken.item]
    for position, order in enumerate(broken.instance.ordered):
        if then.id in order.then:
            yield from _loosened(broken, position, order, then)
    yield from _shorter_gap(broken, then)
    for position, order in enumerate(broken.instance.ordered):
        if then.id in order.then:
            orders = [*broken.instance.orders]
            del orders[position]
            after = _named(broken, order)
            changed = remade(broken.instance, orders=tuple(orders))
            words = f"do not ask that {name(then.session)} comes after {after}"
            yield Remedy(words, ("orders", position), changed, broken.schedule)


def _named(broken: Break, order: Ordered) -> str:
    """Return what comes first in an order; of a long one, how many sessions that is."""
    if len(order.first) > MOST_NAMED:
        return f"{len(order.first)} others"
    return ", ".join(name(broken.instance.session_by_id[each]) for each in order.first)


def _loosened(broken: Break, position: int, order: Ordered, then: Run) -> Iterator[Remedy]:
    """Yield an order with bounds that the schedule keeps."""
    held = [broken.runs[first] for first in order.first if first in broken.runs]
    lags = [then.start - first.end for first in held]
    if not lags:
        return
    least, most = min(lags), max(lags)
    if timedelta() <= least < order.at_least:
        words = f"ask for {minutes_of(least)} min before {name(then.session)} instead of "
        words += f"{minutes_of(order.at_least)}"
        yield _ordered(broken, position, words, ("at_least", least))
    if order.at_most is not None and most > order.at_most:
        words = f"allow {minutes_of(most)} min before {name(then.session)} instead of "
        words += f"{minutes_of(order.at_most)}"
        yield _ordered(broken, position, words, ("at_most", most))
    for field, step, said in (("days_at_least", -1, "ask for"), ("days_at_most", 1, "allow")):
        days = getattr(order, field)
        for more in range(1, MOST_MORE + 1) if days is not None else ():
            now = days + step * more
            if now >= 0:
                words = f"{said} {now} days before {name(then.session)} instead of {days}"
                yield _ordered(broken, position, words, (field, now))


def _ordered(broken: Break, position: int, words: str, change: tuple[str, object]) -> Remedy:
    field, value = change
    orders = [*broken.instance.orders]
    orders[position] = remade(orders[position], **{field: value})
    changed = remade(broken.instance, orders=tuple(orders))
    return Remedy(words, ("orders", position, field), changed, broken.schedule)


def _shorter_gap(broken: Break, then: Run) -> Iterator[Remedy]:
    """Yield a shorter gap between the meetings of a body, or no order among them."""
    instance = broken.instance
    body = instance.body_by_id.get(then.session.body or "")
    if body is None or not body.in_order:
        return
    meetings = held_of(broken.runs, instance.sessions_by_body[body.id])
    earlier = meetings[: meetings.index(then)][-1:]
    for before in earlier:
        lag = then.start - before.end
        if timedelta() <= lag < body.gap:
            words = f"ask for {minutes_of(lag)} min between meetings of {name(body)} instead of "
            words += f"{minutes_of(body.gap)}"
            yield cured(broken, words, ("bodies", body.id, "gap"), lag)
        elif lag < timedelta():
            words = f"let {name(body)} meet in any order"
            changed = with_row(instance, "bodies", body.id, in_order=False)
            yield Remedy(words, ("bodies", body.id, "in_order"), changed, broken.schedule)
