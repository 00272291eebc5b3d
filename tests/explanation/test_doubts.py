"""What may be meant, and is worth a look."""

from scheduler.explanation import Trouble
from tests.conference import conference, session
from tests.explanation.heard import likely


def test_rules_that_are_off_though_hard_by_default_are_named_once() -> None:
    """Soft ones are not, nor is one that is off for an item."""
    levels = {
        "room_closed": "off",
        "topic_conflict": "off",
        "room_waste": "off",
        "body_conflict": {"items": {"com": "off"}},
    }
    instance = conference(session("talk", body="com"), bodies=[{"id": "com"}], levels=levels)
    assert likely(instance) == [
        Trouble(
            "Switched off, though hard by default: room_closed and topic_conflict.",
            certain=False,
            sessions=(),
            rules=("room_closed", "topic_conflict"),
        )
    ]
    assert not likely(conference(session("talk"), levels={"room_waste": "off"}))


def test_an_order_that_asks_nothing_is_worth_a_look() -> None:
    """No session is of the other kind; with one, something is asked."""
    kinds = [{"id": kind, "bands": ["morning"]} for kind in ("meeting", "gala")]
    orders = [{"first": ["opening"], "then": {"kinds": ["gala"]}}]
    (trouble,) = likely(conference(session("opening"), kinds=kinds, orders=orders))
    assert trouble == Trouble(
        "orders[1] has no effect: its `then` selects no session.",
        certain=False,
        sessions=(),
        rules=("order_broken",),
    )
    ball = session("ball", kind="gala")
    assert not likely(conference(session("opening"), ball, kinds=kinds, orders=orders))
