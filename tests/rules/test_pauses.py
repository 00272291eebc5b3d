"""Sessions that span breaks: their ends, where they may be, and what they hold meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from scheduler.engines.counting import Counter
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, end_of, pauses_of
from scheduler.rules import problem_of
from tests.conference import at, band, conference, hours, placed, pool, session
from tests.voices import amount, differences


def _hours(start: str, end: str) -> dict[str, str]:
    return {"from": start, "to": end}


MORNING = band("morning", "09:30", "12:30", breaks=[_hours("11:00", "11:30")])
PAUSES = [_hours("15:00", "15:15"), _hours("16:00", "16:45")]
AFTERNOON = band("afternoon", "14:00", "18:00", breaks=PAUSES)
SPANNING = {"id": "meeting", "bands": ["morning", "afternoon"], "span_breaks": True}


def committee(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Make a conference whose sessions span breaks: coffee in the morning, two pauses in the afternoon."""
    return conference(
        *sessions, **{"grid": 15} | hours(MORNING, AFTERNOON, span_breaks=True) | tables
    )


@pytest.mark.parametrize(
    ("minutes", "start", "end"),
    [
        (150, "09:30", "12:30"),  # 90 before coffee, 60 after it
        (60, "09:30", "10:30"),
        (60, "10:30", "12:00"),  # 30 and 30
        (90, "09:30", "11:00"),  # the break begins as it ends
        (91, "09:30", "11:31"),  # a minute more, and coffee comes before that minute
        (60, "11:30", "12:30"),  # it starts as the break ends
        (60, "11:00", "12:30"),  # it starts as the break begins: work begins at 11:30
        (60, "11:15", "12:30"),
        (180, "14:00", "18:00"),  # 60, 45 and 75, and both pauses
        (60, "14:00", "15:00"),
        (105, "14:00", "16:00"),  # 60 and 45: the first one alone
        (60, "13:00", "14:00"),  # in no band: no break is met
        (240, "12:15", "16:15"),  # beyond the end of its band: nor are those of the next one
    ],
)
def test_the_end_is_when_the_work_is_done(minutes: int, start: str, end: str) -> None:
    """In the facts, and in the problem of the engines."""
    instance = committee(session("s", duration=minutes))
    start_, end_ = at(instance, f"Mon {start}"), at(instance, f"Mon {end}")
    fact = instance.session_by_id["s"]
    assert end_of(instance, fact, start_) == end_
    assert problem_of(instance).end("s", start_) == end_
    pauses = (until - since for since, until in pauses_of(instance, fact, start_))
    assert end_ - start_ == fact.duration + sum(pauses, timedelta())


def test_a_session_may_say_otherwise_than_its_kind() -> None:
    """Either way."""
    plain = SPANNING | {"id": "plain", "span_breaks": False}
    instance = committee(
        session("a", span_breaks=False),
        session("b", kind="plain", span_breaks=True),
        session("c", kind="plain"),
        kinds=[SPANNING, plain],
    )
    start = at(instance, "Mon 10:30")
    ends = [end_of(instance, each, start) for each in instance.sessions]
    assert ends == [at(instance, f"Mon {clock}") for clock in ("11:30", "12:00", "11:30")]
    assert list(problem_of(instance).breaks) == ["b"]


def test_the_break_is_where_the_clocks_are_changed() -> None:
    """In New York it is 01:00 twice on Sunday 7 November 2021: a break until 02:30 lasts an hour longer."""
    night = band("night", "00:00", "04:00", breaks=[_hours("00:30", "02:30")])
    instance = committee(
        session("s", duration=60),
        zone="America/New_York",
        first_day="2021-11-06",
        last_day="2021-11-07",
        **hours(night, span_breaks=True),
    )
    for weekday, lasts in (("Sat", 3), ("Sun", 4)):  # an hour of work, and two or three of break
        start = at(instance, f"{weekday} 00:00")
        assert end_of(instance, instance.session_by_id["s"], start) - start == lasts * timedelta(
            hours=1
        )
        schedule = placed(instance, s=f"{weekday} 00:00 A")
        assert differences(instance, Counter(problem_of(instance)), schedule) == []


@pytest.mark.parametrize(
    ("start", "minutes"),
    [
        ("09:30", 0),  # until 12:30
        ("09:45", 15),  # until 12:45
        ("09:00", 30),  # in no band, so until 11:30: 30 minutes before the morning
        ("11:00", 120),  # until 14:00, so 90 outside, and 30 until its work begins
        ("11:15", 105),  # until 14:00, and 15
        ("11:30", 90),  # until 14:00
    ],
)
def test_it_stays_in_its_band_and_does_not_start_in_a_break(start: str, minutes: int) -> None:
    """Both voices count what lies outside the band, and what is left of the break."""
    instance = committee(session("s", duration=150), only="outside_hours")
    assert amount(instance, placed(instance, s=f"Mon {start} A"), "outside_hours") == minutes


def test_what_starts_in_a_break_is_told() -> None:
    """Word for word."""
    instance = committee(session("s"), only="outside_hours")
    found = evaluate(instance, placed(instance, s="Mon 11:15 A")).judgements
    assert [each.finding.message for each in found] == [
        "S, Mon 8 Nov 11:15-12:30: starts in a break, 15 min before its end"
    ]


def test_the_break_is_held_but_is_no_work() -> None:
    """The chair, the room and the team are held in it; the longest meeting and the load are of work."""
    chaired = {"people": {"chair": ["ada"]}, "interpretation": "six"}
    instance = committee(
        session("s", duration=150, **chaired),
        session("q", duration=30, **chaired, span_breaks=False),
        people=[{"id": "ada", "daily_load": 170}],
        interpretation=[pool(longest_meeting=120, gap=0)],
    )
    schedule = placed(instance, s="Mon 09:30 A", q="Mon 11:00 A")
    assert amount(instance, schedule, "person_conflict") == 30
    assert amount(instance, schedule, "room_overlap") == 30
    assert amount(instance, schedule, "teams_exceeded") == 30 + 30  # beside, and 150 - 120
    assert amount(instance, schedule, "daily_load_exceeded") == 10  # 150 + 30 - 170


def test_local_hours_go_on_in_the_break() -> None:
    """Whoever follows from afar is up meanwhile: 60 minutes of work are 90 minutes there."""
    instance = committee(
        session("s", remote={"home": 1}),
        regions=[{"id": "afr", "title": "Africa"}],
        sites=[{"id": "home", "region": "afr", "zone": "Africa/Addis_Ababa"}],
        local_hours={
            "comfortable": _hours("08:00", "10:30"),
            "acceptable": _hours("08:00", "20:00"),
            "acceptable_rate": 1,
        },
    )
    assert amount(instance, placed(instance, s="Mon 10:30 A"), "local_hours") == 90


def test_a_pin_lasts_until_the_end_from_there() -> None:
    """And so does the published time of a frozen session."""
    start = "2021-11-08T10:30[Africa/Addis_Ababa]"
    instance = committee(
        session("s", pin={"start": start}),
        published=[{"session": "s", "start": start}],
        frozen=[{"days": ["2021-11-08"]}],
    )
    for clock, minutes in (("10:30", 0), ("10:45", 15), ("10:15", 15)):  # ends at 12:15, 11:45
        for rule in ("pin_broken", "frozen_moved"):
            assert amount(instance, placed(instance, s=f"Mon {clock} A"), rule) == minutes
