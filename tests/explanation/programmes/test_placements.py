"""Why a session is where it is, and why not elsewhere."""

from typing import Any

import pytest

from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.explanation.programmes import SlotOption, best_by_half_day, place
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.agendas import OFF, dealing, item, meeting
from tests.conference import at, conference, placed, room, session


def _two(**tables: Any) -> tuple[Instance, Schedule]:
    """Return a talk and a report of one chair; the talk is best before 10:00, a half point a minute."""
    instance = conference(
        session(
            "talk",
            people={"chair": ["ada"]},
            preferred=[{"days": ["2021-11-08"], "from": "09:00", "to": "10:00"}],
        ),
        session("report", people={"chair": ["ada"]}),
        people=[{"id": "ada"}],
        levels={"off_preferred_time": 0.5, "room_waste": "off"},
        **tables,
    )
    return instance, placed(instance, talk="Mon 10:00 A", report="Mon 09:00 B")


def _at(options: tuple[SlotOption, ...], instance: Instance, when: str) -> SlotOption:
    return next(each for each in options if each.start == at(instance, when))


def test_where_it_is_and_what_that_costs() -> None:
    """The hour from 10:00 is not the preferred one."""
    instance, schedule = _two()
    placing = place(instance, schedule, "talk")
    assert (placing.start, placing.room) == (at(instance, "Mon 10:00"), "A")
    assert [(each.rule, each.penalty) for each in placing.findings] == [
        ("off_preferred_time", 30_000)  # 60 minutes at 0.5
    ]


def test_a_place_that_is_taken_says_by_whom_and_what_it_would_break() -> None:
    """At 09:00 the chair is in the report; 30 points would be saved there."""
    instance, schedule = _two()
    option = _at(place(instance, schedule, "talk", most=50).options, instance, "Mon 09:00")
    assert [each.rule for each in option.broken] == ["person_conflict"]
    assert option.forbidden == 60
    assert option.in_the_way == ("report",)
    assert option.difference == -30_000
    assert [each.rule for each in option.relieved] == ["off_preferred_time"]


def test_the_best_come_first_and_those_that_break_something_last() -> None:
    """From 09:30 the talk overlaps the report by half an hour and is half in its preferred time."""
    instance, schedule = _two()
    options = place(instance, schedule, "talk", most=50).options
    keys = [(each.forbidden, each.difference) for each in options]
    assert keys == sorted(keys)
    assert (30, -15_000) in keys
    assert len({each.start for each in options}) == len(options), "of each start the best room"
    assert options[0].forbidden == 0


def test_differences_are_those_of_evaluations() -> None:
    """Each option, placed and judged anew."""
    instance, schedule = _two()
    for option in place(instance, schedule, "talk", most=50).options:
        moved = Schedule.of(
            each if each.session != "talk" else type(each)("talk", option.start, option.room)
            for each in schedule.assignments
        )
        judged = evaluate(instance, moved)
        assert judged.penalty - evaluate(instance, schedule).penalty == option.difference
        assert len(judged.forbidden) == len(option.broken)


def test_a_place_that_cannot_be_is_judged_when_it_is_asked_for() -> None:
    """At 12:30 no band is open, and room C is closed."""
    closed = room("C", closures=[{"days": ["2021-11-08"]}])
    instance, schedule = _two(rooms=[room("A"), room("B"), closed])
    (option,) = place(instance, schedule, "talk", start=at(instance, "Mon 12:30"), room="C").options
    assert {each.rule for each in option.broken} == {"outside_hours", "room_closed"}


def test_only_the_start_or_the_room_that_is_asked_for() -> None:
    """The place where it is, is no other place."""
    instance, schedule = _two()
    here = place(instance, schedule, "talk", start=at(instance, "Mon 10:00")).options
    assert [each.room for each in here] == ["B"]
    there = place(instance, schedule, "talk", room="B").options
    assert {each.room for each in there} == {"B"}
    assert (
        place(instance, schedule, "talk", start=at(instance, "Mon 10:00"), room="A").options == ()
    )


def test_places_and_what_rules_them_out_are_counted() -> None:
    """Two days of two bands of three hours: five starts each, in two rooms."""
    instance, schedule = _two()
    placing = place(instance, schedule, "talk")
    assert placing.places == 2 * 2 * 5 * 2
    assert placing.all_places == 2 * 48 * 2  # every half hour of two days
    assert placing.ruled_out == {"outside_hours": placing.all_places - placing.places}


def test_a_session_that_is_not_there_cannot_be_asked_about() -> None:
    """Its name is in the message."""
    instance, _ = _two()
    with pytest.raises(InputError, match="report: is not in the programme"):
        place(instance, placed(instance, talk="Mon 10:00 A"), "report")


def _three() -> tuple[Instance, Schedule]:
    """Return a talk and a report of one chair, and a lecture of the talk's theme on another day."""
    instance = conference(
        session("talk", people={"chair": ["ada"]}, themes=["new"]),
        session("report", people={"chair": ["ada"]}),
        session("lecture", themes=["new"]),
        people=[{"id": "ada"}],
        themes=[{"id": "new"}],
        levels={"theme_scattered": 3, "theme_conflict": 0.5, "room_waste": "off"},
    )
    return instance, placed(
        instance, talk="Tue 14:00 A", report="Mon 09:00 B", lecture="Tue 10:00 A"
    )


def test_a_session_of_the_same_theme_is_not_in_the_way() -> None:
    """On Monday the theme is scattered over two days, which names the lecture; in the way is the report."""
    instance, schedule = _three()
    options = place(instance, schedule, "talk", start=at(instance, "Mon 09:00")).options
    option = next(each for each in options if each.room == "A")
    assert {each.rule for each in option.dearer} == {"theme_scattered"}
    assert any("lecture" in each.finding.sessions for each in option.dearer)
    assert option.in_the_way == ("report",)


def test_what_a_session_deals_with_goes_with_it() -> None:
    """No other place leaves an item out."""
    instance = meeting(item("debt"), levels=OFF | {"value_lost": "hard"})
    bare = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", plenary="Mon 11:00 A")
    schedule = dealing(bare, one="debt 30")
    assert not evaluate(instance, schedule).forbidden
    options = place(instance, schedule, "one").options
    assert "value_lost" not in {judged.rule for each in options for judged in each.broken}


def test_each_half_day_has_its_best_place() -> None:
    """Also where few places are told of otherwise; in order of time."""
    instance, schedule = _two()
    few = place(instance, schedule, "talk", most=1)
    best = best_by_half_day(instance, few.options)
    everything = place(instance, schedule, "talk", most=100).options
    assert best == best_by_half_day(instance, everything)
    assert [each.start for each in best] == sorted(each.start for each in best)
    assert len(best) == 2 * len(instance.dates)
