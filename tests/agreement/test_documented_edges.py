"""Edges at which a sentence of a rule could be read in two ways: which of them both voices follow."""

from typing import Any

import pytest

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from tests.agendas import dealing, item, meeting
from tests.conference import BANDS, WEEK, conference, placed, session
from tests.voices import amount

COFFEE = [BANDS[0] | {"to": "12:30", "breaks": [{"from": "10:30", "to": "11:00"}]}]


@pytest.mark.parametrize(("at_least", "minutes"), [(150, 0), (151, 1), (180, 30)])
def test_a_minimum_load_is_one_of_work(at_least: int, minutes: int) -> None:
    """A session of 150 min, from 09:30 to 12:30 with coffee inside, fills 150 of them."""
    instance = conference(
        session("long", duration=150),
        last_day="2021-11-08",
        day_profiles=[{"id": "day", "weekdays": WEEK, "bands": COFFEE}],
        kinds=[{"id": "meeting", "bands": ["morning"], "span_breaks": True}],
        minimum_loads=[{"id": "day", "at_least": at_least}],
    )
    assert amount(instance, placed(instance, long="Mon 09:30 A"), "load_missing") == minutes


@pytest.mark.parametrize(
    ("spare", "given", "minutes"),
    [
        (15, 45, 0),  # of 60 minutes, 45 are not to be spared
        (15, 46, 1),
        (15, 70, 25),
        (0, 70, 0),  # nothing is to be spared: that it is overfull is another rule's matter
        (90, 10, 10),  # more than there is
    ],
)
def test_an_agenda_is_tight_where_it_should_have_time_to_spare(
    spare: int, given: int, minutes: int
) -> None:
    """Of a committee of 60 minutes."""
    agenda = {"minutes": 60, "spare": spare}
    instance = meeting(
        item("debt", given),
        sessions=(session("one", agenda=agenda), session("plenary", duration=90)),
    )
    plan = placed(instance, one="Mon 09:00 A", plenary="Tue 09:00 A")
    assert amount(instance, dealing(plan, one=f"debt {given}"), "agenda_tight") == minutes


def test_a_session_that_takes_no_items_is_never_tight() -> None:
    """It has no minutes for items to spare any of."""
    rows = (session("one", agenda={"minutes": 0, "spare": 15}), session("plenary"))
    instance = meeting(item("debt"), sessions=rows)
    plan = placed(instance, one="Mon 09:00 A", plenary="Tue 09:00 A")
    assert amount(instance, dealing(plan, one="debt 30"), "agenda_tight") == 0


DROPPED = [
    ({"optional": True, "value": 7}, "off", (0, 0)),
    ({"optional": True, "value": 7}, 1, (0, 7)),
    ({"optional": True, "value": 0}, 1, (0, 0)),
    ({"value": 7}, 1, (7, 0)),
    ({"value": 7}, "off", (7, 0)),
    ({"value": 0}, 1, (1, 0)),  # worth nothing, and yet needed
]
"""What is said of something that is left out, the level, and what is forbidden and paid for."""


def _total(instance: Instance, schedule: Schedule, rule: str) -> tuple[int, int]:
    total = evaluate(instance, schedule).total(rule)
    return total.forbidden, total.amount


@pytest.mark.parametrize(("fields", "level", "expected"), DROPPED)
def test_an_item_that_is_needed_counts_whatever_the_level(
    fields: dict[str, Any], level: object, expected: tuple[int, int]
) -> None:
    """At least 1; one that is optional counts its value, by the level."""
    instance = meeting(item("debt", **fields), levels={"value_lost": level})
    plan = placed(instance, one="Mon 09:00 A", two="Mon 14:00 A", plenary="Tue 09:00 A")
    assert _total(instance, plan, "value_lost") == expected
    if level != "off":
        assert amount(instance, plan, "value_lost") == sum(expected)
    assert amount(instance, dealing(plan, one="debt 30"), "value_lost") == 0


@pytest.mark.parametrize(("fields", "level", "expected"), DROPPED)
def test_a_session_that_is_needed_counts_whatever_the_level(
    fields: dict[str, Any], level: object, expected: tuple[int, int]
) -> None:
    """As an item does."""
    rows = (session("talk", **fields), session("panel"))
    instance = conference(*rows, levels={"value_lost": level})
    assert _total(instance, placed(instance, panel="Mon 09:00 A"), "value_lost") == expected


@pytest.mark.parametrize(
    ("option", "minutes"),
    [
        ({}, 30),  # left out
        ({"o": "Mon 14:00 A"}, 30),
        ({"o": "Mon 09:45 C"}, 75),  # 30, and 15 + 2 · 15 + 30 - 30 with the option beside both
    ],
)
def test_who_has_an_option_counts_with_all_sessions(option: dict[str, str], minutes: int) -> None:
    """Two that Ada attends are at once for 30 min; she would like to hear a third, which may be left out."""
    rows = (
        session("s", people={"chair": ["ada"]}),
        session("q", people={"chair": ["ada"]}),
        session("o", people={"optional": ["ada"]}, optional=True),
    )
    instance = conference(
        *rows, people=[{"id": "ada"}], rooms=[{"id": each, "capacity": 9} for each in "ABC"]
    )
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:30 B", **option)
    assert amount(instance, schedule, "optional_missed") == minutes


def test_who_has_no_option_misses_none() -> None:
    """Two at once that are attended are another rule's matter."""
    rows = (session(each, people={"chair": ["ada"]}) for each in "sq")
    instance = conference(*rows, people=[{"id": "ada"}])
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:30 B")
    assert amount(instance, schedule, "optional_missed") == 0


@pytest.mark.parametrize(
    ("optional", "middle", "last", "minutes"),
    [
        (True, None, "10:00", 0),
        (True, None, "09:30", 30),  # right after the first, without the one between
        (True, "10:00", "11:00", 0),
        (True, "10:00", "09:30", 90 + 30),  # before the end of the one between, and of the first
        (False, "10:00", "09:30", 90),  # the one between is always there
    ],
)
def test_a_track_is_in_order_across_what_is_left_out(
    optional: bool, middle: str | None, last: str, minutes: int
) -> None:
    """The first is from 09:00 to 10:00; the second may be optional."""
    rows = (session("a"), session("b", optional=optional), session("c"))
    track = {"id": "x", "sessions": {"kinds": ["meeting"]}, "in_order": True}
    instance = conference(*rows, tracks=[track])
    between = {} if middle is None else {"b": f"Mon {middle} B"}
    schedule = placed(instance, a="Mon 09:00 A", c=f"Mon {last} A", **between)
    assert amount(instance, schedule, "track_out_of_order") == minutes
