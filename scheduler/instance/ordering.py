"""Orders whose sides are selections, with the sessions that these find."""

from collections.abc import Callable

from scheduler.instance.frozen import Identifier
from scheduler.instance.meetings import Order, Session
from scheduler.instance.participants import Selection

Selected = Callable[[Selection], tuple[Session, ...]]


class Ordered(Order):
    """An order with the ids of all its sessions: both sides as lists, empty where a selection finds none."""

    first: tuple[Identifier, ...] = ()
    then: tuple[Identifier, ...] = ()


def ordered(order: Order, selected: Selected) -> Ordered:
    """Return an order with what its selections find.

    A session that one side names by id is not found by the selection of the other: nothing comes before
    itself.
    """
    first, then = order.first, order.then
    others = {name: getattr(order, name) for name in Order.model_fields}
    sides = {
        "first": _found(first, _named(then), selected),
        "then": _found(then, _named(first), selected),
    }
    return Ordered(**others | sides)


def _named(side: tuple[Identifier, ...] | Selection) -> tuple[Identifier, ...]:
    return side.sessions if isinstance(side, Selection) else side


def _found(
    side: tuple[Identifier, ...] | Selection, elsewhere: tuple[Identifier, ...], selected: Selected
) -> tuple[Identifier, ...]:
    if not isinstance(side, Selection):
        return side
    ids = (session.id for session in selected(side))
    return tuple(id_ for id_ in ids if id_ in side.sessions or id_ not in elsewhere)
