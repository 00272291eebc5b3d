"""The door of the evaluation: levels, order, and schedules that do not fit."""

import inspect
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler import evaluation as judging
from scheduler.catalogue import RULES
from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate, misfits
from scheduler.evaluation.evaluator import ABSOLUTE, VOICES
from scheduler.schedule import Assignment, Schedule
from tests.conference import conference, placed, room, session

NINE = datetime(2021, 11, 8, 6, tzinfo=UTC)


def test_every_rule_of_the_catalogue_has_a_voice() -> None:
    """In the catalogue's order, each under its own name, those of a family in one module."""
    assert [voice.__name__ for voice in VOICES.values()] == list(VOICES) == list(RULES)
    homes = {(RULES[rule].family, voice.__module__) for rule, voice in VOICES.items()}
    assert len(homes) == len({family for family, _ in homes})


def test_the_level_of_the_item_sets_the_price() -> None:
    """Hard: forbidden; a weight: its thousandths; off: dropped."""
    instance = conference(
        *(session(name, attendance=103) for name in "abc"),
        only="room_overflow",
        levels={"room_overflow": {"level": 0.25, "items": {"a": "hard", "b": "off"}}},
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A", c="Mon 11:00 A")
    evaluation = evaluate(instance, schedule)
    assert [(each.finding.item, each.price) for each in evaluation.judgements] == [
        ("a", None),
        ("c", 250),
    ]
    assert evaluation.penalty == 750  # 3 people at 250
    assert evaluation.totals["room_overflow"].forbidden == 3


def test_what_is_off_is_not_said() -> None:
    """A conference that breaks many rules has no finding once all are off."""
    sessions = [session(name, attendance=200, exclusive=True) for name in "abc"]
    off = conference(*sessions, levels=dict.fromkeys(RULES, "off"))
    schedule = placed(off, a="Mon 02:00 A", b="Mon 02:00 A", c="Mon 02:00 A")
    assert evaluate(off, schedule).judgements == ()
    assert evaluate(conference(*sessions), schedule).judgements != ()


def test_a_rule_that_is_off_is_heard_of_items_of_which_it_is_not() -> None:
    """By the profile in force or without; one that is off in it for all is not."""
    only_b = {"level": "off", "items": {"b": 0.5}}
    rows = [session(name, attendance=103) for name in "ab"]
    profiles = {"strict": {"room_overflow": only_b}, "lax": {"room_overflow": "off"}}
    for levels, profile, heard in (
        (only_b, None, ["b"]),
        ("off", None, []),
        ("off", "strict", ["b"]),
        (only_b, "lax", []),
    ):
        instance = conference(
            *rows,
            only="room_overflow",
            levels={"room_overflow": levels},
            profiles=profiles,
            profile=profile,
        )
        schedule = placed(instance, a="Mon 09:00 A", b="Mon 10:00 A")
        found = [each.finding.item for each in evaluate(instance, schedule).judgements]
        assert found == heard, (levels, profile)


def test_what_is_forbidden_whatever_its_level_is_heard_though_it_is_off() -> None:
    """A session without a place; and no other rule says of a finding that it is absolute."""
    instance = conference(session("a"), levels=dict.fromkeys(RULES, "off"))
    (found,) = evaluate(instance, Schedule(())).judgements
    assert (found.rule, found.price) == ("value_lost", None)
    absolute = {rule for rule, voice in VOICES.items() if "absolute=" in inspect.getsource(voice)}
    assert absolute == ABSOLUTE
    everywhere = "".join(
        path.read_text(encoding="utf-8") for path in Path(judging.__file__).parent.glob("*.py")
    )
    assert everywhere.count("absolute=") == len(ABSOLUTE), "in a function that is no voice"


def test_findings_come_in_the_catalogue_s_order_whatever_the_schedule_s() -> None:
    """Equal assignments in another order give an equal evaluation."""
    sessions = [session(name, attendance=200, exclusive=True, themes=["t"]) for name in "abc"]
    instance = conference(*sessions)
    schedule = placed(instance, a="Mon 02:00 A", b="Mon 02:00 A", c="Mon 02:30 B")
    evaluation = evaluate(instance, schedule)
    rules = [each.rule for each in evaluation.judgements]
    assert rules == sorted(rules, key=list(RULES).index)
    reverse = Schedule(tuple(reversed(schedule.assignments)))
    assert evaluate(instance, reverse) == evaluation


def test_amounts_are_positive_and_sessions_are_named() -> None:
    """No finding without an amount, a session and a message."""
    sessions = [session(name, attendance=200, exclusive=True, topics=["t"]) for name in "abc"]
    instance = conference(*sessions, rooms=[room("A", turnaround=15), room("B")])
    schedule = placed(instance, a="Mon 02:00 A", b="Mon 02:00 A", c="Mon 03:00 A")
    for judged in evaluate(instance, schedule).judgements:
        assert judged.finding.amount > 0
        assert set(judged.finding.sessions) <= set("abc")
        assert judged.finding.message


def test_whatever_does_not_fit_is_said_at_once() -> None:
    """Unknown and repeated sessions, unknown rooms, broken minutes."""
    instance = conference(*(session(name) for name in "abc"))
    schedule = Schedule.of(
        [
            Assignment("a", NINE, "A"),
            Assignment("a", NINE + timedelta(hours=1), "B"),
            Assignment("b", NINE + timedelta(seconds=30), "Z"),
            Assignment("x", NINE, "A"),
        ]
    )
    expected = (
        "x: the instance has no such session",
        "a: placed 2 times, expected once",
        "b: the instance has no room Z",
        "b: starts at 2021-11-08T06:00:30+00:00, expected a whole minute",
    )
    assert misfits(instance, schedule) == expected
    with pytest.raises(SolutionError) as error:
        evaluate(instance, schedule)
    assert error.value.troubles == expected


@pytest.mark.parametrize("start", ["2021-11-08T00:00", "2021-11-09T23:59"])
def test_a_schedule_may_hold_any_whole_minute_of_its_dates(start: str) -> None:
    """Off the grid and at night, everything is judged."""
    instance = conference(session("a"), rooms=[room("A"), room("AB", parts=["A"])])
    local = datetime.fromisoformat(start).replace(tzinfo=instance.zone)
    schedule = Schedule.of([Assignment("a", local.astimezone(UTC), "AB")])
    assert misfits(instance, schedule) == ()
    assert evaluate(instance, schedule).totals["outside_hours"].forbidden == 60


@pytest.mark.parametrize(
    ("start", "day"), [("2021-11-07T23:59", "2021-11-07"), ("2021-11-10T00:00", "2021-11-10")]
)
def test_a_start_on_another_date_does_not_fit(start: str, day: str) -> None:
    """What the days of a conference count for its rules is not defined elsewhere."""
    instance = conference(session("a"))
    local = datetime.fromisoformat(start).replace(tzinfo=instance.zone)
    schedule = Schedule.of([Assignment("a", local.astimezone(UTC), "A")])
    assert misfits(instance, schedule) == (
        f"a: starts on {day}, expected a date of the conference, 2021-11-08 to 2021-11-09",
    )
