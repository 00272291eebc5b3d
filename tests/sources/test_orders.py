"""Orders whose sides are selections: what they find, what is wrong, and what variants do to them."""

from pathlib import Path
from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.rules.bodies import order_broken
from scheduler.sources import fingerprint, read_instance
from tests.conference import conference, placed, session
from tests.sources.files import VALID
from tests.sources.variants.files import troubles, varied, write

SESSIONS = (
    session("opening"),
    session("talk", themes=["trust"]),
    session("com-1", body="com"),
    session("com-2", body="com"),
)
TABLES: dict[str, Any] = {"bodies": [{"id": "com"}]}
EVERYTHING = {"kinds": ["meeting"]}


def with_order(first: object, then: object, **bounds: object) -> Instance:
    """Make a conference with one order."""
    return conference(*SESSIONS, orders=[{"first": first, "then": then} | bounds], **TABLES)


@pytest.mark.parametrize(
    ("first", "then", "found"),
    [
        (["opening"], EVERYTHING, (["opening"], ["talk", "com-1", "com-2"])),
        (EVERYTHING, ["com-2"], (["opening", "talk", "com-1"], ["com-2"])),
        ({"sessions": ["opening"]}, EVERYTHING, (["opening"], ["talk", "com-1", "com-2"])),
        ({"themes": ["trust"]}, {"bodies": ["com"]}, (["talk"], ["com-1", "com-2"])),
        (
            {"sessions": ["opening"], "themes": ["trust"]},
            ["com-1"],
            (["opening", "talk"], ["com-1"]),
        ),
    ],
)
def test_a_selection_is_the_sessions_that_it_finds(
    first: object, then: object, found: tuple[list[str], list[str]]
) -> None:
    """In the order of the file, but for those that the other side names; both voices see the same."""
    selected, typed = with_order(first, then, at_least=30), with_order(*found, at_least=30)
    (order,) = selected.ordered
    assert ([*order.first], [*order.then]) == found
    assert [*order_broken(selected)] == [*order_broken(typed)]
    # One for each that comes then, and one as the body meets in order.
    assert len([*order_broken(typed)]) == len(found[1]) + 1
    places = {"opening": "Tue 09:00 A", "talk": "Mon 10:00 A", "com_1": "Mon 10:00 B"}
    schedule = placed(typed, **places, com_2="Tue 09:00 B")
    assert evaluate(selected, schedule) == evaluate(typed, schedule)
    assert evaluate(typed, schedule).totals["order_broken"].forbidden
    assert fingerprint(selected) != fingerprint(typed)


BASE = VALID.replace("then: [com1-1]", "then: {sessions: [com1-1], bodies: [com1]}")
"""The valid file with an order whose second side is a selection."""


def test_variants_find_orders_by_their_selections(tmp_path: Path) -> None:
    """As they stand in the base; in whatever order the keys are."""
    change = (
        "  - remove: {orders: [{first: [opening], then: {bodies: [com1], sessions: [com1-1]}}]}\n"
    )
    before = len(read_instance(write(tmp_path, change, BASE).with_name("base.yaml")).orders)
    assert len(varied(tmp_path, change, BASE).orders) == before - 1
    change = "  - remove: {orders: [{first: [opening], then: {bodies: [com1]}}]}\n"
    (said,) = troubles(write(tmp_path, change, BASE))
    assert "found a row that does not exist, expected one of `orders`." in said


def test_what_a_variant_adds_is_found_and_what_it_removes_is_forgotten(tmp_path: Path) -> None:
    """A selection that names something else still stays; one that names nothing else goes."""
    row = "{id: extra, title: Extra, kind: meeting, body: com1, duration: 60}"
    other = varied(tmp_path, f"  - add: {{sessions: [{row}]}}\n", BASE)
    assert other.ordered[0].then == ("com1-1", "com1-2", "extra")
    removed = "  - remove: {sessions: [com1-1]}\n"
    assert varied(tmp_path, removed, BASE).ordered[0].then == ("com1-2",)
    alone = BASE.replace(", bodies: [com1]}", "}")
    assert varied(tmp_path, removed, alone).orders == varied(tmp_path, removed).orders
    assert len(varied(tmp_path, removed, BASE).orders) == len(varied(tmp_path, removed).orders) + 1
