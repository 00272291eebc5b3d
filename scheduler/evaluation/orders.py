"""What comes before what: the orders of a conference, and what is too early or too late by one of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scheduler.evaluation.lags import Predecessors, allowed_after
from scheduler.evaluation.memoised import memoised, of_facts
from scheduler.evaluation.runs import Run, placed
from scheduler.findings import Finding
from scheduler.instance import Instance, OrderedSessions, Session
from scheduler.phrases import say
from scheduler.wording import how_long, moment


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
