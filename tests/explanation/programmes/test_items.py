"""Why an item is on the agenda it is on: prices of other sessions, what is in the way; each by hand."""

from typing import Any

import pytest

from scheduler.errors import InputError
from scheduler.explanation.programmes import ItemPlacing, place_item
from scheduler.instance import Instance
from tests.agendas import dealing, item, meeting
from tests.conference import at, placed, session

PLACES = {"one": "Mon 09:00 A", "two": "Mon 10:00 A", "plenary": "Tue 09:00 A"}


def made(*items: dict[str, object], **tables: Any) -> Instance:
    """Make a conference in which only what is said of items counts."""
    return meeting(*items, levels={"room_waste": "off", "items_unbalanced": "off"}, **tables)


def explained(instance: Instance, name: str, **agendas: str) -> ItemPlacing:
    """Explain an item of a programme with these agendas."""
    return place_item(instance, dealing(placed(instance, **PLACES), **agendas), name)


COMMITTEE = {"bodies": ["com"]}


def test_another_session_that_has_time_costs_nothing() -> None:
    """The item would begin after the others there, and 10 of 60 minutes would be left."""
    instance = made(item("a", sessions=COMMITTEE), item("b", 20, sessions=COMMITTEE))
    found = explained(instance, "a", one="a 30", two="b 20")
    (dealt,) = found.dealt
    assert (dealt.session, dealt.start, dealt.minutes) == ("one", at(instance, "Mon 09:00"), 30)
    (option,) = found.options
    assert (option.session, option.forbidden, option.difference, option.left) == ("two", 0, 0, 10)
    assert option.start == at(instance, "Mon 10:20")
    assert (found.findings, found.absent) == ((), ())


def test_what_is_too_full_says_what_is_in_the_way() -> None:
    """40 and 20 minutes fill the hour; without either there is more room, with the longer one enough."""
    instance = made(*(item(name, 30, sessions=COMMITTEE) for name in "abc"))
    (option,) = explained(instance, "a", one="a 30", two="b 40, c 20").options
    assert [judged.rule for judged in option.broken] == ["session_overfull"]
    assert (option.forbidden, option.left) == (30, -30)
    assert option.in_the_way == ("b", "c")
    (other,) = explained(instance, "a", one="a 30", two="b 30").options
    assert (other.broken, other.left) == ((), 0)


def test_an_item_is_put_where_it_is_in_order() -> None:
    """Before what comes after it, though that stands first; with nothing to order, at the end."""
    items = (item("a", 20, sessions=COMMITTEE), item("b", 20, sessions=COMMITTEE))
    order = {"items_first": ["a"], "items_then": ["b"]}
    instance = made(*items, orders=(order,))
    (option,) = explained(instance, "a", one="a 20", two="b 20").options
    assert option.start == at(instance, "Mon 10:00")
    assert option.broken == ()
    (option,) = explained(made(*items), "a", one="a 20", two="b 20").options
    assert option.start == at(instance, "Mon 10:20")


def test_who_would_be_missing_is_told() -> None:
    """Ada chairs what is held at the same time as the second session of the committee."""
    sessions = (
        session("one", body="com"),
        session("two", body="com"),
        session("other", people={"chair": ["ada"]}, agenda={"minutes": 0}),
        session("plenary", body="plenary"),
    )
    needed = item("a", sessions=COMMITTEE, people={"rapporteur": ["ada"]})
    instance = made(needed, sessions=sessions)
    schedule = dealing(placed(instance, **PLACES, other="Mon 10:00 B"), one="a 30")
    (option,) = place_item(instance, schedule, "a").options
    assert [judged.rule for judged in option.broken] == ["item_people_missing"]
    assert option.in_the_way == ()


def test_an_item_that_is_on_no_agenda_has_findings_and_a_way_on() -> None:
    """Its value is what it would save: 20 points."""
    instance = made(item("a", optional=True, value=20, sessions=COMMITTEE))
    found = explained(instance, "a")
    assert found.dealt == ()
    assert [judged.rule for judged in found.findings] == ["value_lost"]
    assert [(each.session, each.difference) for each in found.options] == [
        ("one", -20_000),
        ("two", -20_000),
    ]


def test_sessions_that_are_not_held_are_told() -> None:
    """One that may take the item and has no place; of a settled item nothing is told."""
    sessions = (session("one", body="com"), session("two", body="com", optional=True))
    instance = made(item("a", sessions=COMMITTEE), item("b", settled=100), sessions=sessions)
    schedule = dealing(placed(instance, one="Mon 09:00 A"), one="a 30")
    found = place_item(instance, schedule, "a")
    assert (found.options, found.absent) == ((), ("two",))
    with pytest.raises(InputError, match="settled before the conference"):
        place_item(instance, schedule, "b")


def test_a_split_item_would_be_whole_elsewhere() -> None:
    """Both of its sessions are told, and prices of either are those of the whole item there."""
    instance = made(item("a", 40, parts=2, sessions=COMMITTEE))
    found = explained(instance, "a", one="a 20", two="a 20")
    assert [each.session for each in found.dealt] == ["one", "two"]
    assert [(each.session, each.left) for each in found.options] == [("one", 20), ("two", 20)]
