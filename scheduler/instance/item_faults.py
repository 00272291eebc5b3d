"""What must fit together of agenda items, and the names in them that refer to other tables."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from scheduler.instance.faults import Fault, quoted
from scheduler.instance.items import ItemOrder
from scheduler.instance.participants import Selection
from scheduler.instance.referring import Path, Reference, of_list, of_selection

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

SIDES = ("items_first", "sessions_first", "items_then", "sessions_then")


def references_of_items(instance: "Instance") -> Iterator[Reference]:
    """Yield every name of an item, or of an order of items, that refers to a row of another table."""
    for position, item in enumerate(instance.items):
        path: Path = ("items", position)
        yield from of_selection((*path, "sessions"), item.sessions or Selection())
        for role, people in item.people.items():
            yield from of_list((*path, "people", role.value), people, "people")
        yield from of_list((*path, "proposers"), item.proposers, "delegations")
        if instance.themes:
            yield from of_list((*path, "themes"), item.themes, "listed_themes")
    for position, order in enumerate(instance.item_orders):
        for side in SIDES:
            table = side.partition("_")[0]
            yield from of_list(("item_orders", position, side), getattr(order, side), table)


def item_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield what does not fit within an item, within an order, or with the sessions that there are."""
    for position, item in enumerate(instance.items):
        path: Path = ("items", position)
        for field in ("topics", "themes", "proposers"):
            yield from _twice((*path, field), getattr(item, field))
        symbols = tuple(document.symbol for document in item.documents)
        for place, symbol in enumerate(symbols):
            if symbol in symbols[:place]:
                where = (*path, "documents", place, "symbol")
                yield Fault(where, f"{quoted(symbol)} again", "each document once")
    for position, order in enumerate(instance.item_orders):
        yield from _order(("item_orders", position), order)


def _order(path: Path, order: ItemOrder) -> Iterator[Fault]:
    for side in SIDES:
        yield from _twice((*path, side), getattr(order, side))
    for end in ("first", "then"):
        if not getattr(order, f"items_{end}") and not getattr(order, f"sessions_{end}"):
            expected = f"`items_{end}` or `sessions_{end}`, with names"
            yield Fault(
                path, f"nothing that comes {'first' if end == 'first' else 'after it'}", expected
            )
    if not order.items_first and not order.items_then:
        expected = "an item on one side at least; sessions among themselves belong into `orders`"
        yield Fault(path, "an order without items", expected)
    for table in ("items", "sessions"):
        firsts = set(getattr(order, f"{table}_first"))
        for place, name in enumerate(getattr(order, f"{table}_then")):
            if name in firsts:
                expected = f"{'an item' if table == 'items' else 'a session'} that can come later"
                yield Fault(
                    (*path, f"{table}_then", place), f"{quoted(name)} on both sides", expected
                )


def _twice(path: Path, names: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name in seen:
            yield Fault((*path, position), f"{quoted(name)} again", "each name once")
        seen.add(name)
