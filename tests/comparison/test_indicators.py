"""Indicators: each number derived by hand."""

import pytest

from scheduler.comparison.indicators import indicators_for
from scheduler.comparison.programmes import Programme, Value
from tests.comparison.pairs import programme, small
from tests.conference import conference, placed, room, session


def value(id: str, of: Programme) -> Value:
    """Return the value of an indicator."""
    (found,) = (each for each in indicators_for([of]) if each.id == id)
    return found.count(of)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("sessions", 5),
        ("sessions_dropped", 0),
        ("session_hours", 6.5),  # 1 + 1 + 1.5 + 2 + 1
        ("development_hours", 1.5),
        ("administration_hours", 1),
        ("development_share", 60),  # 1.5 of 2.5
        ("statement_minutes", 0),
        ("days_used", 2),
        ("days_clear", 0),
        ("longest_day", 11),  # 09:00 to 20:00
        ("parallel_peak", 2),
        ("reserve_free", 2),  # three hours of Tuesday morning less the closing
        ("rooms_used", 2),
        (
            "room_use",
            100 * 270 / (2 * 2 * 360),
        ),  # three hours in A, 90 minutes in B, of 12 hours each
        ("interpreted_hours", 1.5),
        ("vip_days", 2),  # the minister's Monday and Tuesday; the deputy attends nothing
        ("vips_without_session", 1),
        ("small_delegations_overstretched", 1),  # Fiji's only member, 14:00 to 15:00
        ("wishes_missed", 1),
    ],
)
def test_an_indicator_counts_what_its_sentence_says(indicator: str, expected: float) -> None:
    """On the small conference, where each number can be counted on the fingers."""
    assert value(indicator, programme()) == pytest.approx(expected)


def test_nobody_can_use_the_night() -> None:
    """A reserve from Monday 17:00 to Tuesday 10:00: an hour is left of the evening, none of the morning."""
    night = {
        "from": "2021-11-08T17:00[Africa/Addis_Ababa]",
        "to": "2021-11-09T10:00[Africa/Addis_Ababa]",
    }
    found = programme("a", small(reserve=[night]))
    assert value("reserve_free", found) == 1  # dinner takes two of the evening's three


def test_back_to_back_is_not_at_once() -> None:
    """At 10:00 one session ends and another begins: one runs at a time."""
    instance = conference(session("a"), session("b"))
    apart = Programme("p", instance, placed(instance, a="Mon 09:00 A", b="Mon 10:00 B"))
    beside = Programme("q", instance, placed(instance, a="Mon 09:00 A", b="Mon 09:30 B"))
    assert value("parallel_peak", apart) == 1
    assert value("parallel_peak", beside) == 2


def test_a_combination_uses_each_of_its_parts() -> None:
    """Sixty minutes in AB are sixty in A and sixty in B."""
    rooms = [room("A"), room("B"), room("AB", parts=["A", "B"])]
    instance = conference(session("s"), rooms=rooms)
    found = Programme("p", instance, placed(instance, s="Mon 09:00 AB"))
    assert value("rooms_used", found) == 2
    assert value("room_use", found) == pytest.approx(100 * 120 / (2 * 2 * 360))


def test_a_closed_room_is_not_there_to_be_used() -> None:
    """B is closed all Tuesday: 12 + 6 official hours, one of them used."""
    rooms = [room("A"), room("B", closures=[{"days": ["2021-11-09"]}])]
    instance = conference(session("s"), rooms=rooms)
    found = Programme("p", instance, placed(instance, s="Mon 09:00 A"))
    assert value("room_use", found) == pytest.approx(100 / 18)


def test_what_an_instance_does_not_have_has_no_value() -> None:
    """No purposes, no reserve, no important persons, no interpreters, nobody remote."""
    instance = conference(session("s"))
    found = Programme("p", instance, placed(instance, s="Mon 09:00 A"))
    for indicator in (
        *("development_hours", "development_share", "statement_minutes", "reserve_free"),
        *("vip_days", "interpreted_hours", "wishes_missed", "items_left_out", "item_hours_left"),
        *("remote_comfortable", "remote_worst", "remote_night_worst"),
    ):
        assert value(indicator, found) is None, indicator


def test_a_purpose_is_the_sessions_own_or_its_bodys_or_its_kinds() -> None:
    """The nearest that says something counts."""
    instance = conference(
        session("own", body="com", purpose="statements"),
        session("bodys", body="com"),
        session("kinds"),
        bodies=[{"id": "com", "purpose": "administration"}],
        kinds=[{"id": "meeting", "bands": ["morning"], "purpose": "development"}],
    )
    places = {"own": "Mon 09:00 A", "bodys": "Mon 10:00 A", "kinds": "Mon 11:00 A"}
    found = Programme("p", instance, placed(instance, **places))
    assert value("statement_minutes", found) == 60
    assert value("administration_hours", found) == 1
    assert value("development_hours", found) == 1


def test_an_amount_is_counted_where_its_rule_is_off() -> None:
    """The evaluation does not mind wasted seats then; the comparison still tells them."""
    off = programme(instance=small(levels={"room_waste": "off"}))
    assert "room_waste" not in off.evaluation.totals
    assert off.amount("room_waste") == programme().amount("room_waste") == 20 + 80 + 40 + 100 + 100
