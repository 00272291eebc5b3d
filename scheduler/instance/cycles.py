"""What would have to come before itself, or contain itself."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

Graph = dict[str | int, set[str | int]]
"""What each node depends on: names of things, and positions of orders between them."""
_ITEM = "item "


def cycle_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield the circles of bodies, of rooms and of orders, each once."""
    parents = {body.id: (body.parent,) for body in instance.bodies if body.parent is not None}
    expected = "bodies that report upwards"
    yield from _circles(instance, "bodies", "parent", parents, expected)
    parts = {room.id: room.parts for room in instance.rooms}
    yield from _circles(instance, "rooms", "parts", parts, "parts that do not hold the room itself")
    yield from _order_circles(instance)


def _circles(
    instance: "Instance",
    table: str,
    field: str,
    edges: Mapping[str, tuple[str, ...]],
    expected: str,
) -> Iterator[Fault]:
    positions = {row.id: place for place, row in enumerate(getattr(instance, table))}
    graph: Graph = {name: set(others) for name, others in edges.items()}
    while (circle := _circle(graph)) is not None:
        names = [str(name) for name in circle]
        first = min(names, key=lambda name: positions[name])
        turn = names.index(first)
        named = " > ".join((*names[turn:], *names[:turn], first))
        yield Fault((table, positions[first], field), f"the circle {named}", expected)
        for name in names:
            del graph[name]


def _order_circles(instance: "Instance") -> Iterator[Fault]:
    """Yield circles of orders, of items too, and of bodies that meet in order; cut each at its first order.

    In the graph an item is named by a word that no session has, and an order of items by a number below 0.
    """
    graph = _order_graph(instance)
    open_ = {item.id for item in instance.items if item.is_open}
    for position, order in enumerate(instance.item_orders):
        node = -1 - position
        firsts = (_ITEM + name for name in order.items_first if name in open_)
        graph[node] = {*firsts, *order.sessions_first}
        thens = [_ITEM + name for name in order.items_then if name in open_]
        for later in (*thens, *order.sessions_then):
            if later not in graph[node]:
                graph.setdefault(later, set()).add(node)
    while (circle := _circle(graph)) is not None:
        orders = [node for node in circle if isinstance(node, int)]
        node = max((each for each in orders if each < 0), default=min(orders))
        what = "items and sessions" if node < 0 else "sessions"
        yield Fault(
            ("item_orders", -1 - node) if node < 0 else ("orders", node),
            f"a circle: {_pairs_of(circle, node)}",
            f"{what} that can follow one another",
            "" if node < 0 else "A body with `in_order` meets in the order of the file.",
        )
        del graph[node]


def _order_graph(instance: "Instance") -> Graph:
    """Return what depends on what by orders and by bodies that meet in order."""
    graph: Graph = {}
    for sessions in _sequences(instance):
        for earlier, later in pairwise(sessions):
            graph.setdefault(later, set()).add(earlier)
    for position, order in enumerate(instance.ordered):
        if set(order.first) & set(order.then):
            continue
        graph[position] = set(order.first)
        for later in order.then:
            graph.setdefault(later, set()).add(position)
    return graph


def _pairs_of(circle: list[str | int], first: str | int) -> str:
    """Return a circle in words, from one of its nodes on."""
    turn = circle.index(first)
    names = [str(node) for node in circle[turn:] + circle[:turn] if isinstance(node, str)]
    # A circle is given from what comes later to what comes earlier.
    pairs = pairwise([names[0], *reversed(names)])
    return ", ".join(f"{earlier} before {later}" for earlier, later in pairs)


def _sequences(instance: "Instance") -> Iterable[list[str]]:
    """Return the sessions of each body that meets in order; of an id given twice, the first."""
    ordered = {body.id for body in instance.bodies if body.in_order}
    bodies_of: dict[str, tuple[str, ...]] = {}
    for session in instance.sessions:
        bodies_of.setdefault(session.id, session.bodies)
    found: dict[str, list[str]] = {}
    for session_id, bodies in bodies_of.items():
        for body in ordered.intersection(bodies):
            found.setdefault(body, []).append(session_id)
    return found.values()


def _circle(graph: Graph) -> list[str | int] | None:
    """Return the nodes of a circle, each before what it depends on, or None."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        nodes: list[str | int] = error.args[1]
        return nodes[:0:-1]
    return None
