"""Changes of facts: rooms, sessions, fields, people, teams, levels, and what is called off."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduler.desk import (
    DeskState,
    add,
    apply,
    available,
    away,
    begun,
    cancel,
    cancel_person,
    change_fact,
    close,
    drop,
    hold,
    make_room,
    move,
    pin,
    set_level,
    teams_available,
    teams_away,
    unassigned_by,
    undo,
)
from scheduler.errors import InputError, InstanceError
from scheduler.instance import DAY, instant_at, spans_of
from tests.agendas import dealing, item, meeting
from tests.conference import placed, pool, room, session
from tests.desk.desks import desk, instant, three, to, where

FOUR_DAYS = [date(2021, 11, 8 + n) for n in range(4)]
MONDAY, TUESDAY, WEDNESDAY, THURSDAY = FOUR_DAYS
NEW = {"id": "more", "title": "More", "kind": "meeting", "duration": 60}


def test_a_room_is_closed_for_some_hours() -> None:
    """Until the session begins that is fine; from then on the session is displaced, and can go elsewhere."""
    fine = close(three(), "A", MONDAY, timedelta(hours=7), timedelta(hours=9))
    assert not fine.consequences.broken
    shut = close(three(), "A", MONDAY, timedelta(hours=7), timedelta(hours=9, minutes=30))
    assert shut.displaced == ("talk",)
    roomy = make_room(shut, time_limit=2)
    assert where(apply(shut.desk, roomy), "talk") == "Mon 09:00 B"
    assert shut.change.said == "Close A on Mon 8 Nov 07:00-09:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((8, 9), "Close A from Mon 8 Nov to Tue 9 Nov"),
        ((8, 10), "Close A on Mon 8 Nov and on Wed 10 Nov"),
        ((8, 9, 10, 11, 12), "Close A every day"),
    ],
)
def test_a_room_is_closed_on_several_days_as_one_step(days: tuple[int, ...], said: str) -> None:
    """Or for good; one undo opens it again, and the days that are left stay open."""
    before = desk(session("talk"), places={"talk": "Mon 09:00 A"}, last_day="2021-11-12")
    shut = close(before, "A", [date(2021, 11, day) for day in days])
    assert shut.change.said == said
    after = apply(before, shut)
    closed = spans_of(after.instance.room_by_id["A"].closures, after.instance.zone)
    assert [start.astimezone(after.instance.zone).day for start, _ in closed] == [*days]
    assert undo(after).instance == before.instance
    with pytest.raises(InputError, match="A: give the hours when it is closed"):
        close(before, "A", [])


def test_what_is_dropped_stays_a_candidate() -> None:
    """It can be held again, at the place that costs least; every programme does without it until then."""
    dropped = apply(three(), drop(three(), "talk"))
    assert "talk" not in dropped.schedule.by_session
    assert dropped.instance.session_by_id["talk"].optional
    assert not dropped.evaluation.forbidden
    put_back = move(dropped, "talk", to("Mon 15:00"), "A")
    assert not put_back.consequences.broken
    assert put_back.change.said == "Put Talk back: Mon 8 Nov 15:00 in A"
    back = apply(dropped, put_back)
    assert (where(back, "talk"), [*back.lines]) == ("Mon 15:00 A", ["pin talk"])
    on_tuesday = move(dropped, "talk", date(2021, 11, 9))
    assert on_tuesday.change.said.startswith("Put Talk back: Tue 9 Nov")
    held = apply(dropped, hold(dropped, "talk"))
    assert "talk" in held.schedule.by_session
    assert held.lines == {}


def test_sessions_with_long_ids_are_dropped_one_after_the_other() -> None:
    """Ids that differ only in their last letter name different lines of the variant."""
    names = [f"{'x' * 63}{end}" for end in "AB"]
    before = desk(*map(session, names), places={name: f"Mon 09:00 {name[-1]}" for name in names})
    for name in names:
        before = apply(before, drop(before, name))
    assert not before.schedule.by_session
    assert len({quota.id for quota in before.instance.quotas}) == 2


def test_an_optional_session_is_held_for_good() -> None:
    """It is not optional any more."""
    before = desk(session("talk"), session("extra", optional=True), places={"talk": "Mon 09:00 A"})
    after = apply(before, hold(before, "extra"))
    assert not after.instance.session_by_id["extra"].optional
    assert where(after, "extra") == "Mon 09:00 A" or where(after, "extra") == "Mon 09:00 B"


def test_what_is_cancelled_is_gone_and_can_be_held_again() -> None:
    """With all that the desk had said of it."""
    pinned = apply(three(), pin(three(), "talk"))
    outcome = cancel(pinned, "talk")
    assert [each.id for each in outcome.told if each.group == "people"] == ["ada"]
    gone = apply(pinned, outcome)
    assert "talk" not in gone.instance.session_by_id
    assert [*gone.lines] == ["cancel talk"]
    assert "talk" in apply(gone, hold(gone, "talk")).schedule.by_session
    with pytest.raises(InputError, match="talk: no such session in tiny-desk"):
        pin(gone, "talk")


def test_a_new_session_gets_the_cheapest_place_or_the_one_that_is_said() -> None:
    """And can be moved, pinned and cancelled like any other."""
    before = three()
    assert "more" in apply(before, add(before, NEW)).schedule.by_session
    at_ten = apply(before, add(before, NEW, to("Mon 10:00")))
    assert where(at_ten, "more") == "Mon 10:00 B"
    assert len(at_ten.lines) == 1
    moved = apply(at_ten, move(at_ten, "more", to("Mon 14:00"), "A"))
    assert where(moved, "more") == "Mon 14:00 A"
    assert len(moved.lines) == 1
    assert apply(moved, cancel(moved, "more")).lines == {}
    on_monday = apply(before, add(before, NEW, MONDAY, "B"))
    assert where(on_monday, "more") == "Mon 09:00 B"


def test_a_row_that_is_no_session_is_an_error() -> None:
    """An unknown kind is named with the nearest; an id may not come twice."""
    with pytest.raises(InstanceError, match=r'Maybe "meeting"\?'):
        add(three(), NEW | {"kind": "meting"})
    with pytest.raises(InputError, match="a session with this id already exists"):
        add(three(), NEW | {"id": "talk"})


def test_a_level_is_set_and_set_anew() -> None:
    """The last one counts; one of an item stands beside that of its rule."""
    first = apply(three(), set_level(three(), "room_waste", 2))
    second = apply(first, set_level(first, "room_waste", "off"))
    assert second.instance.level("room_waste", "A") == "off"
    assert [*second.lines] == ["level room_waste"]
    item = apply(first, set_level(first, "person_conflict", 5, "ada"))
    assert item.instance.level("person_conflict", "ada") == 5
    with pytest.raises(InstanceError, match=r'Maybe "room_waste"\?'):
        set_level(three(), "room_wast", 2)


def test_what_is_so_already_changes_nothing() -> None:
    """A number that stays, of a row or of a session."""
    for table, row, values in (
        ("rooms", "A", {"capacity": 100}),
        ("sessions", "talk", {"duration": 60}),
    ):
        assert change_fact(three(), table, row, values).step.is_nothing
        other = {key: value + 30 for key, value in values.items()}
        assert not change_fact(three(), table, row, other).step.is_nothing


NINE = (instant("Mon 09:00"), instant("Mon 10:00"))


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


def interpreted(**fields: Any) -> DeskState:
    """Return a desk of four days: two meetings beside each other on Tuesday, and two teams."""
    six = pool(title="Six languages", teams=2, counts="half_days")
    return desk(
        *(session(each, interpretation="six") for each in ("talk", "panel")),
        last_day="2021-11-11",
        rooms=[room(each, booths=1) for each in "AB"],
        interpretation=[six | fields],
        places={"talk": "Tue 09:00 A", "panel": "Tue 09:00 B"},
    )


def there(of: DeskState) -> list[int]:
    """Return how many teams are there on each day."""
    return [of.instance.pool_by_id["six"].teams_on(day) for day in FOUR_DAYS]


def test_a_team_is_away_when_it_is_not_needed_or_when_it_is() -> None:
    """On Monday nobody is in the way; on Tuesday one of two meetings has to go elsewhere."""
    before = interpreted()
    fine = teams_away(before, "six", [MONDAY])
    assert not fine.consequences.broken
    missed = teams_away(before, "six", [TUESDAY])
    assert [each.rule for each in missed.consequences.broken] == ["teams_exceeded"]
    assert missed.change.said == "A team of Six languages is not available on Tue 9 Nov"
    after = apply(before, make_room(missed, time_limit=2))
    assert not after.evaluation.forbidden
    assert sum(where(after, each).startswith("Tue 09:00") for each in ("talk", "panel")) == 1
    assert there(after) == [2, 1, 2, 2]


def test_days_in_a_row_are_one_row_of_the_file() -> None:
    """A second change takes another team away, and the line says all of it."""
    first = apply(interpreted(), teams_away(interpreted(), "six", [TUESDAY, WEDNESDAY]))
    assert there(first) == [2, 1, 1, 2]
    second = apply(first, teams_away(first, "six", [WEDNESDAY, THURSDAY]))
    assert second.steps[-1].said == (
        "One more team of Six languages is not available from Wed 10 Nov to Thu 11 Nov."
    )
    assert there(second) == [2, 1, 0, 1]
    (line,) = second.lines.values()
    assert line.said == (
        "Six languages: 1 team is not available from Tue 9 Nov to Thu 11 Nov "
        "and 1 team is not available on Wed 10 Nov."
    )
    assert line.change == {
        "change": {
            "interpretation": {
                "six": {
                    "absences": [
                        {"from": "2021-11-09", "to": "2021-11-11"},
                        {"from": "2021-11-10", "to": "2021-11-10"},
                    ]
                }
            }
        }
    }
    assert there(undo(second)) == there(first)


def test_all_teams_are_there_again_on_some_days_or_always() -> None:
    """Where nothing is left of it, the line goes."""
    away = apply(interpreted(), teams_away(interpreted(), "six", [TUESDAY, WEDNESDAY, THURSDAY]))
    back = apply(away, teams_available(away, "six", [WEDNESDAY]))
    assert there(back) == [2, 1, 2, 1]
    assert apply(away, teams_available(away, "six", [])).lines == {}
    assert teams_available(away, "six", [WEDNESDAY]).change.said == (
        "All teams of Six languages are available on Wed 10 Nov"
    )


@pytest.mark.parametrize(
    ("pool", "day", "said"),
    [
        ("seven", TUESDAY, "seven: no such interpretation pool in tiny"),
        ("six", date(2021, 11, 12), "2021-11-12: not a day of tiny"),
        ("six", MONDAY, "no team is available on Mon 8 Nov"),
    ],
)
def test_what_cannot_be_is_said(pool: str, day: date, said: str) -> None:
    """Both teams are away on Monday already."""
    before = interpreted(absences=[{"from": "2021-11-08", "to": "2021-11-08", "teams": 2}])
    with pytest.raises(InputError, match=said):
        teams_away(before, pool, [day])


def test_fewer_teams_than_are_away_are_an_error() -> None:
    """The absence has to go first."""
    before = interpreted(absences=[{"from": "2021-11-08", "to": "2021-11-08", "teams": 2}])
    with pytest.raises(InputError, match="no more than `teams`, which is 1"):
        change_fact(before, "interpretation", "six", {"teams": 1})


ONLY_ONE: dict[str, Any] = {"sessions": {"sessions": ["one"]}}


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
    before = committees(item("aims"), one="aims")
    there = apply(before, add(before, NEW))
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
