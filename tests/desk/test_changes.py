"""Rows get other values, and people are away, or there only at some hours."""

from datetime import datetime, timedelta

import pytest

from scheduler.desk import (
    apply,
    available,
    away,
    cancel,
    cancel_person,
    change_fact,
    hold,
    make_room,
    undo,
)
from scheduler.errors import InputError, InstanceError
from tests.desk.desks import instant, three, where

NINE = (instant("Mon 09:00"), instant("Mon 10:00"))
DAYS = (instant("Mon 00:00"), instant("Tue 00:00") + timedelta(days=1))


def _span(since: str, until: str) -> tuple[datetime, datetime]:
    return instant(since), instant(until)


def test_a_session_lasts_longer_and_who_is_in_the_way_makes_room() -> None:
    """Ada has two sessions one after the other: an hour is fine, two are too much."""
    before = three()
    shorter = change_fact(before, "sessions", "talk", {"duration": 60})
    assert not shorter.consequences.broken
    longer = change_fact(before, "sessions", "talk", {"duration": 120})
    assert longer.change.said == "Change Talk: duration 120"
    assert {"person_conflict", "room_overlap"} <= {each.rule for each in longer.consequences.broken}
    assert {*longer.displaced} == {"talk", "lecture"}
    roomy = apply(before, make_room(longer, time_limit=2))
    assert not roomy.evaluation.forbidden
    assert roomy.instance.session_by_id["talk"].duration.total_seconds() == 7200


def test_several_fields_are_one_step_and_each_a_line() -> None:
    """A later change about one of them leaves the other; nothing is what the instance says."""
    first = apply(three(), change_fact(three(), "sessions", "talk", {"attendance": 9, "value": 3}))
    assert first.steps[-1].said == "Change Talk: 9 people expected and value 3."
    assert [*first.lines] == ["attendance talk", "value talk"]
    second = apply(first, change_fact(first, "sessions", "talk", {"attendance": None}))
    assert [*second.lines] == ["value talk"]
    assert [*undo(second).lines] == ["attendance talk", "value talk"]


def test_rows_of_any_table_are_changed() -> None:
    """Rooms as well as sessions."""
    before = three()
    after = apply(before, change_fact(before, "rooms", "A", {"capacity": 7}))
    assert after.instance.room_by_id["A"].capacity == 7
    assert apply(after, change_fact(after, "rooms", "A", {"capacity": None})).lines == {}


def test_what_is_cancelled_takes_its_changes_along() -> None:
    """And comes back as the instance has it."""
    before = three()
    changed = apply(before, change_fact(before, "sessions", "talk", {"duration": 30}))
    gone = apply(changed, cancel(changed, "talk"))
    assert [*gone.lines] == ["cancel talk"]
    held = apply(gone, hold(gone, "talk"))
    assert held.instance.session_by_id["talk"].duration.total_seconds() == 3600


@pytest.mark.parametrize(
    ("table", "row", "values", "said"),
    [
        ("sessions", "tlak", {"duration": 30}, "tlak: no such session in"),
        ("rooms", "C", {"capacity": 30}, "C: no such room in"),
        ("walks", "A", {"minutes": 30}, "walks: not a table whose rows have ids"),
        ("sessions", "talk", {}, "Talk: give at least one field"),
        ("sessions", "talk", {"pin": {}}, "pin: use pin, unpin or move"),
        ("sessions", "talk", {"optional": True}, "optional: use drop or hold"),
    ],
)
def test_what_cannot_be_changed_is_said(
    table: str, row: str, values: dict[str, object], said: str
) -> None:
    """In a sentence."""
    with pytest.raises(InputError, match=said):
        change_fact(three(), table, row, values)


def test_a_value_that_is_none_of_its_field_is_an_error() -> None:
    """As in a file: with what was found, and what was expected."""
    with pytest.raises(InstanceError, match=r"Change Talk: duration long: .*found \"long\""):
        change_fact(three(), "sessions", "talk", {"duration": "long"})
    with pytest.raises(InstanceError, match="colour"):
        change_fact(three(), "rooms", "A", {"colour": "red"})


def test_somebody_is_away_until_a_session_begins_or_longer() -> None:
    """Until then nothing breaks; from its first minute on the session has to go elsewhere."""
    before = three()
    fine = away(before, "ada", [_span("Mon 08:00", "Mon 09:00")])
    assert not fine.consequences.broken
    missed = away(before, "ada", [_span("Mon 08:00", "Mon 09:30")])
    assert [each.rule for each in missed.consequences.broken] == ["person_unavailable"]
    assert missed.displaced == ("talk",)
    after = apply(before, make_room(missed, time_limit=2))
    assert where(after, "talk") != "Mon 09:00 A"
    assert missed.change.said == "Ada is not available on Mon 8 Nov 08:00-09:30"


def test_a_second_absence_is_added_and_told_with_the_first() -> None:
    """What is left are the stretches between; those that meet are one."""
    first = apply(three(), away(three(), "ada", [NINE]))
    second = apply(first, away(first, "ada", [_span("Mon 10:00", "Mon 11:00")]))
    (line,) = second.lines.values()
    assert (
        line.said
        == "Ada is not available on Mon 8 Nov 09:00-10:00; is not available on Mon 8 Nov 10:00-11:00."
    )
    (ada,) = second.instance.people
    assert len(ada.available) == 2
    both = away(three(), "ada", [_span("Mon 10:00", "Mon 11:00"), NINE])
    assert both.instance.people[0].available == ada.available


def test_somebody_is_there_at_some_hours_only_or_always_again() -> None:
    """The last change counts."""
    first = apply(three(), available(three(), "ada", [_span("Mon 09:00", "Mon 11:00")]))
    assert not first.evaluation.forbidden
    second = apply(first, available(first, "ada", [NINE]))
    assert [each.rule for each in second.evaluation.forbidden] == ["person_unavailable"]
    assert apply(second, available(second, "ada", [])).instance.people[0].available == ()


def test_somebody_may_be_away_all_the_time() -> None:
    """What needs them is told; they must be known."""
    first = apply(three(), available(three(), "ada", [NINE]))
    gone = apply(first, away(first, "ada", [NINE]))
    needed = [each.finding.sessions for each in gone.evaluation.forbidden]
    assert needed == [("talk",), ("lecture",)]
    with pytest.raises(InputError, match="eve: no such person in"):
        away(three(), "eve", [NINE])


def test_who_does_not_come_is_nowhere_and_comes_back_by_undo() -> None:
    """With all that was said of their hours; sessions take place without them."""
    first = apply(three(), away(three(), "ada", [NINE]))
    assert first.evaluation.forbidden
    gone = apply(first, cancel_person(first, "ada"))
    assert gone.steps[-1].said == "Ada does not come; held without them: Talk and Lecture."
    assert [*gone.lines] == ["cancel people ada"]
    assert not gone.evaluation.forbidden
    assert gone.instance.people == ()
    assert "talk" in gone.schedule.by_session
    assert [*undo(gone).lines] == ["available people ada"]
    with pytest.raises(InputError, match="ada: no such person in"):
        cancel_person(gone, "ada")
