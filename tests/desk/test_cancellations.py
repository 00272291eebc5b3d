"""What is called off is recorded whatever it breaks, and told with all that it leaves behind."""

from datetime import date
from typing import Any

import pytest

from scheduler.desk import (
    DeskState,
    add,
    apply,
    away,
    begun,
    cancel,
    cancel_person,
    change_fact,
    close,
    drop,
    make_room,
    move,
    set_level,
    unassigned_by,
    undo,
)
from scheduler.instance import DAY, instant_at
from tests.agendas import dealing, item, meeting
from tests.conference import placed
from tests.desk.desks import three, to

ONLY_ONE: dict[str, Any] = {"sessions": {"sessions": ["one"]}}
TUESDAY = date(2021, 11, 9)


def committees(*items: dict[str, Any], **agendas: str) -> DeskState:
    """Return the desk of two committees and a plenary with agendas."""
    instance = meeting(*items)
    places = {"one": "Mon 09:00 A", "two": "Mon 10:00 A", "plenary": "Tue 09:00 A"}
    programme = dealing(placed(instance, **places), **agendas)
    return begun(instance, "tiny-desk", programme, "Begin.")


def test_a_meeting_is_called_off_though_no_other_may_take_its_items() -> None:
    """The item stays, is on no agenda, and is told with the meetings that have time for it."""
    before = committees(item("aims", **ONLY_ONE), item("rest"), one="aims", two="rest 40")
    outcome = cancel(before, "one")
    assert [each.rule for each in outcome.consequences.broken] == ["value_lost"]
    (left,) = unassigned_by(outcome)
    assert (left.item.id, left.open_to) == ("aims", ())
    assert [(each.session, each.free) for each in left.others] == []  # two has 20 min: 60 - 40
    after = apply(before, outcome)
    assert after.instance.item_by_id["aims"].sessions is not None
    assert [each.rule for each in after.evaluation.forbidden] == ["value_lost"]
    assert undo(after).evaluation.forbidden == ()


def test_where_an_item_could_go_is_told() -> None:
    """Meetings that may take it, if nothing forbids; others of the body, if they only need to be named."""
    before = committees(item("aims", **ONLY_ONE), item("news"), one="aims, news")
    aims, news = unassigned_by(cancel(before, "one"))
    assert [(each.session, each.free) for each in aims.others] == [("two", 60)]
    assert [(each.session, each.free) for each in news.open_to] == [("two", 60), ("plenary", 60)]
    assert news.others == ()


def test_what_the_desk_says_of_a_new_session_goes_with_it() -> None:
    """A level of its own names it, and so does an item that it was to take."""
    new = {"id": "more", "title": "More", "kind": "meeting", "duration": 60}
    before = committees(item("aims"), one="aims")
    there = apply(before, add(before, new))
    there = apply(there, set_level(there, "pin_broken", 5, "more"))
    only = {"sessions": {"sessions": ["more"]}}
    there = apply(there, change_fact(there, "items", "aims", only))
    gone = apply(there, cancel(there, "more"))
    assert "more" not in gone.instance.session_by_id
    assert gone.lines == {}


def test_what_the_desk_says_of_a_session_does_not_keep_it() -> None:
    """Nor of a person, nor of what goes with either: levels of their own go with them."""
    before = three(adjacent=[{"id": "pair", "sessions": ["talk", "lecture"]}])
    levels = (("talk", "pin_broken"), ("ada", "person_conflict"), ("pair", "not_adjacent"))
    for item_, rule in levels:
        before = apply(before, set_level(before, rule, 5, item_))
    assert "talk" not in apply(before, cancel(before, "talk")).instance.session_by_id
    assert "ada" not in apply(before, cancel_person(before, "ada")).instance.person_by_id


@pytest.mark.parametrize("name", ["cancel", "cancel_person", "close", "away"])
def test_facts_are_no_choices(name: str) -> None:
    """Nobody has chosen them."""
    before = three()
    first, last = (instant_at(TUESDAY, each, before.instance.zone) for each in (0 * DAY, DAY))
    changes = {
        "cancel": lambda: cancel(before, "talk"),
        "cancel_person": lambda: cancel_person(before, "ada"),
        "close": lambda: close(before, "A", TUESDAY),
        "away": lambda: away(before, "ada", [(first, last)]),
    }
    assert changes[name]().change.is_fact
    assert not drop(before, "talk").change.is_fact


def test_room_is_made_after_a_meeting_was_called_off() -> None:
    """An item that no meeting may take any more is no reason to find no room for what is asked next."""
    before = committees(item("aims", **ONLY_ONE), one="aims")
    gone = apply(before, cancel(before, "one"))
    roomy = make_room(move(gone, "two", to("Tue 09:00"), "A"), time_limit=5)
    assert not roomy.consequences.broken
    after = apply(gone, roomy)
    assert [each.rule for each in after.evaluation.forbidden] == ["value_lost"]
