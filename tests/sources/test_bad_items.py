"""Each fault in agenda items and their orders, with its words."""

import pytest

from scheduler.sources import read_instance_text
from tests.sources.files import changed, troubles

ITEM = "items:\n  - {id: report, title: Report, minutes: 30, %s}\n"
TWO = (
    "items:\n  - {id: report, title: Report, minutes: 30, sessions: {sessions: [com1-1]}}\n"
    "  - {id: draft, title: Draft, minutes: 30}\nitem_orders:\n"
)

FAULTS = {
    "longer at the shortest": (
        ITEM % "shortest: 40",
        "`shortest` is longer than `minutes`, which is 30",
    ),
    "a person in two roles": (
        ITEM % "people: {expert: [chair], rapporteur: [chair]}",
        "chair is named twice; give each person one role",
    ),
    "a session that is not there": (
        ITEM % "sessions: {sessions: [closin]}",
        'items[report].sessions.sessions[1]: found "closin", expected the id of a session in `sessions`.',
    ),
    "a delegation that is not there": (
        ITEM % "proposers: [fidji]",
        'items[report].proposers[1]: found "fidji", expected the id of a delegation in `delegations`.',
    ),
    "a document twice": (
        ITEM % "documents: [{symbol: DT/1}, {symbol: DT/1}]",
        'items[report].documents[2].symbol: found "DT/1" again, expected each document once.',
    ),
    "no session could take it": (
        ITEM % "sessions: {themes: [hope]}",
        'items[report].sessions.themes[1]: found "hope", expected a theme that a session carries.',
    ),
    "an item that is not there": (
        TWO + "  - {items_first: [repot], items_then: [draft]}\n",
        'item_orders[1].items_first[1]: found "repot", expected the id of an agenda item in `items`.',
    ),
    "an order without one side": (
        TWO + "  - {items_first: [report]}\n",
        (
            "item_orders[1]: found nothing that comes after it, expected `items_then` or "
            "`sessions_then`, with "
            "names."
        ),
    ),
    "an order of sessions alone": (
        TWO + "  - {sessions_first: [opening], sessions_then: [com1-1]}\n",
        (
            "item_orders[1]: found an order without items, expected an item on one side at least; "
            "sessions among "
            "themselves belong into `orders`."
        ),
    ),
    "an item on both sides": (
        TWO + "  - {items_first: [report], items_then: [draft, report]}\n",
        'item_orders[1].items_then[2]: found "report" on both sides, expected an item that can come later.',
    ),
    "a circle of items": (
        TWO + "  - {items_first: [report], items_then: [draft]}\n"
        "  - {items_first: [draft], items_then: [report]}\n",
        (
            "a circle: item report before item draft, item draft before item report, expected items "
            "and sessions "
            "that can follow one another."
        ),
    ),
    "a circle through sessions": (
        TWO + "  - {sessions_first: [com1-1], items_then: [draft]}\n"
        "  - {items_first: [draft], sessions_then: [opening]}\n",
        "expected items and sessions that can follow one another.",
    ),
}


@pytest.mark.parametrize(("table", "told"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told(table: str, told: str) -> None:
    """Where it is, what was found, and what was expected."""
    (only, *_) = troubles(changed("parallel_limits:\n", f"{table}parallel_limits:\n"))
    assert told in only


def test_a_settled_item_asks_for_nothing() -> None:
    """Neither for a session, nor for an order."""
    settled = TWO.replace("minutes: 30}", "minutes: 30, settled: 100}")
    circle = "  - {items_first: [%s], items_then: [%s]}\n"
    circle = circle % ("report", "draft") + circle % ("draft", "report")
    text = changed("parallel_limits:\n", f"{settled}{circle}parallel_limits:\n")
    read_instance_text(text.encode(), "x.yaml")
    too_long = ITEM.replace("30", "500") % "settled: 100, sessions: {sessions: [opening]}"
    text = changed("parallel_limits:\n", f"{too_long}parallel_limits:\n")
    read_instance_text(text.encode(), "x.yaml")


@pytest.mark.parametrize("minutes", [30, 999])
def test_an_item_that_no_session_may_take_is_read(minutes: int) -> None:
    """All were called off, or it is too long: `check` and `evaluate` say so, and the file is in order."""
    rows = ITEM.replace("30", str(minutes)) % "sessions: {sessions: []}"
    text = changed("parallel_limits:\n", f"{rows}parallel_limits:\n")
    assert read_instance_text(text.encode(), "x.yaml").items
