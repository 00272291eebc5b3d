"""What variants make of agenda items and their orders."""

from pathlib import Path

from tests.sources.files import VALID
from tests.sources.variants.files import varied

WITH_ITEMS = (
    f"{VALID}"
    "items:\n"
    "  - {id: talks, title: Talks, minutes: 10}\n"
    "  - {id: report, title: Report, minutes: 10}\n"
    "item_orders:\n"
    "  - {items_first: [talks], items_then: [report], nights: 1}\n"
    "  - {items_first: [talks], sessions_then: [com1-2]}\n"
)


def test_items_change_and_those_that_are_removed_take_their_orders_along(tmp_path: Path) -> None:
    """An item that is settled stays, with its orders."""
    settled = varied(tmp_path, "  - change: {items: {talks: {settled: 100}}}\n", WITH_ITEMS)
    assert [(item.id, item.is_open) for item in settled.items] == [
        ("talks", False),
        ("report", True),
    ]
    assert len(settled.item_orders) == 2
    without = varied(tmp_path, "  - remove: {items: [talks]}\n", WITH_ITEMS)
    assert without.item_orders == ()


def test_orders_of_items_are_added_and_removed_by_the_sides_they_have(tmp_path: Path) -> None:
    """The other one stays."""
    other = varied(
        tmp_path,
        "  - remove: {item_orders: [{items_first: [talks], sessions_then: [com1-2]}]}\n"
        "  - add: {item_orders: [{sessions_first: [com1-1], items_then: [report]}]}\n",
        WITH_ITEMS,
    )
    assert [order.sessions_first for order in other.item_orders] == [(), ("com1-1",)]
