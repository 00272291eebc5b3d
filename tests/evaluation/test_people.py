"""People: conflicts, options, availability, load, meals, days on site."""

from datetime import UTC, datetime
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.schedule import Assignment, Schedule
from tests.conference import band, conference, hours, placed, session
from tests.evaluation.said import findings, messages
from tests.voices import amount


def test_back_to_back_is_accepted_and_an_overlap_is_not(snapshot: SnapshotAssertion) -> None:
    """Any two roles but optional are a conflict."""
    instance = conference(
        session("opening", people={"chair": ["ict"]}),
        session("com3", people={"required": ["ict"]}),
        only="person_conflict",
        people=[{"id": "ict", "title": "Minister of ICT, Kenya"}],
    )
    rule = "person_conflict"
    back_to_back = placed(instance, opening="Tue 09:00 A", com3="Tue 10:00 B")
    schedule = placed(instance, opening="Tue 09:00 A", com3="Tue 09:30 B")
    assert amount(instance, back_to_back, rule) == 0
    assert amount(instance, schedule, rule, "ict") == 30
    assert messages(instance, schedule, rule) == snapshot


def test_an_option_is_no_conflict() -> None:
    """Optional roles do not hold a person."""
    instance = conference(
        session("a", people={"chair": ["ada"]}),
        session("b", people={"optional": ["ada"]}),
        only="person_conflict",
        people=[{"id": "ada"}],
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B")
    assert amount(instance, schedule, "person_conflict") == 0


def test_one_long_session_beside_two_others_gives_a_finding_for_each(
    snapshot: SnapshotAssertion,
) -> None:
    """A stretch ends where no more than one session is left, even for an instant."""
    instance = conference(
        session("long", duration=120, people={"chair": ["ada"]}),
        session("one", people={"speaker": ["ada"]}),
        session("two", people={"speaker": ["ada"]}),
        only="person_conflict",
        people=[{"id": "ada", "title": "Ada"}],
    )
    schedule = placed(instance, long="Mon 09:00 A", one="Mon 09:00 B", two="Mon 10:00 B")
    assert amount(instance, schedule, "person_conflict") == 120  # 60 + 60
    assert messages(instance, schedule, "person_conflict") == snapshot


def test_buffers_hold_a_person_before_and_after() -> None:
    """15 minutes after one and 30 before the next: 45 between them is enough, 30 is not."""
    instance = conference(
        session("one", people={"chair": ["ada"]}),
        session("two", people={"chair": ["ada"]}),
        only="person_conflict",
        person_classes=[{"id": "minister", "buffer_before": 60, "buffer_after": 15}],
        people=[{"id": "ada", "class": "minister", "buffer_before": 30}],
    )
    rule = "person_conflict"
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:45 A"), rule) == 0
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 10:30 A"), rule) == 15


@pytest.mark.parametrize(
    ("seated", "minutes"),
    [
        (0, 0),  # held from 10:50, after the first has ended at 10:45
        (15, 0),  # held from 10:45
        (30, 15),  # held from 10:30
    ],
)
def test_persons_of_a_class_are_seated_before_an_inaugural(seated: int, minutes: int) -> None:
    """The buffer counts, or the seating, if that is more; not both."""
    instance = conference(
        session("one", duration=105, people={"chair": ["ada", "bob"]}),
        session("two", seated_before=seated, people={"speaker": ["ada", "bob"]}),
        only="person_conflict",
        person_classes=[{"id": "minister", "buffer_before": 10}],
        people=[{"id": "ada", "class": "minister"}, {"id": "bob", "buffer_before": 10}],
    )
    schedule = placed(instance, one="Mon 09:00 A", two="Mon 11:00 A")
    assert amount(instance, schedule, "person_conflict", "ada") == minutes
    assert amount(instance, schedule, "person_conflict", "bob") == 0  # no class, not seated early


def test_options_beside_what_a_person_attends_are_missed(snapshot: SnapshotAssertion) -> None:
    """Two attended sessions count too, but only for a person with an option."""
    instance = conference(
        session("a", people={"chair": ["ada"], "speaker": ["bob"]}),
        session("b", people={"chair": ["bob"], "optional": ["ada"]}),
        only="optional_missed",
        people=[{"id": "ada", "title": "Ada"}, {"id": "bob"}],
    )
    rule = "optional_missed"
    assert amount(instance, placed(instance, a="Mon 09:00 A", b="Mon 10:00 B"), rule) == 0
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:30 B")
    assert amount(instance, schedule, rule, "ada") == 30
    assert amount(instance, schedule, rule, "bob") == 0  # attends both, has no option
    assert messages(instance, schedule, rule) == snapshot


def test_two_options_at_once_count_and_buffers_do_not() -> None:
    """What counts is what runs."""
    instance = conference(
        session("a", people={"optional": ["ada"]}),
        session("b", people={"optional": ["ada"]}),
        session("c", people={"chair": ["ada"]}),
        only="optional_missed",
        people=[{"id": "ada", "buffer_before": 30}],
    )
    schedule = placed(instance, a="Mon 09:00 A", b="Mon 09:00 B", c="Mon 10:00 A")
    assert amount(instance, schedule, "optional_missed") == 60


def test_a_person_is_there_for_the_buffers_too(snapshot: SnapshotAssertion) -> None:
    """Available until 10:15: with 15 minutes after it, a session may end at 10:00 at the latest."""
    instance = conference(
        session("talk", people={"speaker": ["ada", "bob"]}),
        only="person_unavailable",
        people=[
            {
                "id": "ada",
                "title": "Ada",
                "buffer_after": 15,
                "available": [{"days": ["2021-11-08"], "to": "10:15"}],
            },
            {"id": "bob"},
        ],
    )
    rule = "person_unavailable"
    assert amount(instance, placed(instance, talk="Mon 09:00 A"), rule) == 0
    schedule = placed(instance, talk="Mon 09:30 A")
    assert amount(instance, schedule, rule, "ada") == 30  # 09:30-10:45, of which 45 before 10:15
    assert amount(instance, schedule, rule, "bob") == 0  # always there
    assert messages(instance, schedule, rule) == snapshot


def test_availability_is_read_on_the_clocks_of_the_person() -> None:
    """09:00 in New York is 17:00 in Addis on 8 November (UTC-5, since the day before)."""
    hours = {"days": ["2021-11-06", "2021-11-08"], "from": "09:00", "to": "17:00"}
    instance = conference(
        session("talk", people={"speaker": ["ada"]}),
        only="person_unavailable",
        first_day="2021-11-06",
        people=[{"id": "ada", "zone": "America/New_York", "available": [hours]}],
    )
    rule = "person_unavailable"
    assert amount(instance, placed(instance, talk="Mon 17:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Mon 16:30 A"), rule) == 30
    # On Saturday New York is still at UTC-4: 09:00 there is 13:00 UTC, 16:00 here.
    assert amount(instance, placed(instance, talk="Sat 16:00 A"), rule) == 0
    assert amount(instance, placed(instance, talk="Sat 15:30 A"), rule) == 30


def test_a_day_of_24_hours_by_the_clock_may_last_25() -> None:
    """Available on 7 November in New York: from 04:00 UTC until 05:00 UTC of the next day."""
    instance = conference(
        session("talk", people={"speaker": ["ada"]}),
        only="person_unavailable",
        people=[{"id": "ada", "zone": "America/New_York", "available": [{"days": ["2021-11-07"]}]}],
    )
    last = Schedule.of([Assignment("talk", datetime(2021, 11, 8, 4, tzinfo=UTC), "A")])
    late = Schedule.of([Assignment("talk", datetime(2021, 11, 8, 4, 30, tzinfo=UTC), "A")])
    assert amount(instance, last, "person_unavailable") == 0
    assert amount(instance, late, "person_unavailable") == 30


def test_a_full_day_is_accepted_and_more_is_not(snapshot: SnapshotAssertion) -> None:
    """The load of the person counts before that of the class; each date for itself."""
    instance = conference(
        *(session(name, people={"speaker": ["ada"]}) for name in ("one", "two", "three")),
        only="daily_load_exceeded",
        person_classes=[{"id": "minister", "daily_load": 60}],
        people=[{"id": "ada", "title": "Ada", "class": "minister", "daily_load": 120}],
    )
    rule = "daily_load_exceeded"
    spread = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Tue 09:00 A")
    assert amount(instance, spread, rule) == 0
    crammed = placed(instance, one="Mon 09:00 A", two="Mon 10:00 A", three="Mon 11:00 A")
    assert amount(instance, crammed, rule, "ada") == 60  # 180 - 120
    assert messages(instance, crammed, rule) == snapshot


def test_one_minute_beyond_the_load_counts() -> None:
    """The finding names the sessions of that day, and no others."""
    instance = conference(
        session("one", duration=61, people={"speaker": ["ada"]}),
        session("two", people={"speaker": ["ada"]}),
        only="daily_load_exceeded",
        people=[{"id": "ada", "daily_load": 60}],
    )
    schedule = placed(instance, one="Mon 09:00 A", two="Tue 09:00 A")
    found = findings(instance, schedule, "daily_load_exceeded")
    assert [(each.amount, each.sessions) for each in found] == [(1, ("one",))]


def test_a_session_over_midnight_is_a_load_of_its_first_day() -> None:
    """Its day is the date of its start at the venue."""
    instance = conference(
        session("night", people={"speaker": ["ada"]}),
        session("day", people={"speaker": ["ada"]}),
        only="daily_load_exceeded",
        people=[{"id": "ada", "daily_load": 60}],
    )
    rule = "daily_load_exceeded"
    assert amount(instance, placed(instance, night="Mon 23:30 A", day="Tue 09:00 A"), rule) == 0
    # 00:00 on Tuesday in Addis is still Monday in UTC
    assert amount(instance, placed(instance, night="Tue 00:00 A", day="Tue 09:00 A"), rule) == 60


def test_compact_persons_count_the_days_beyond_one(snapshot: SnapshotAssertion) -> None:
    """Remote persons and those who need not be compact do not count."""
    people = ["ada", "bob", "far"]
    instance = conference(
        session("one", people={"speaker": people}),
        session("two", people={"required": people}),
        only="days_on_site",
        last_day="2021-11-12",
        person_classes=[{"id": "minister", "compact": True}],
        people=[
            {"id": "ada", "title": "Ada", "class": "minister"},
            {"id": "bob", "class": "minister", "compact": False},
            {"id": "far", "class": "minister", "remote": True, "zone": "Asia/Kolkata"},
        ],
    )
    rule = "days_on_site"
    assert amount(instance, placed(instance, one="Mon 09:00 A", two="Mon 16:00 A"), rule) == 0
    schedule = placed(instance, one="Thu 09:00 A", two="Mon 16:00 A")
    assert amount(instance, schedule, rule) == 3  # Monday to Thursday
    assert messages(instance, schedule, rule) == snapshot


LUNCH = {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60}


def test_a_meal_needs_its_time_in_one_stretch(snapshot: SnapshotAssertion) -> None:
    """What is left before, between and after sessions is not added up."""
    instance = conference(
        session("com1", people={"chair": ["ada"]}),
        session("com2", people={"speaker": ["ada"]}),
        only="meal_missed",
        people=[{"id": "ada", "title": "Chair of COM 1", "class": "chairs"}],
        person_classes=[{"id": "chairs", "buffer_after": 10}],
        meals=[LUNCH | {"classes": ["chairs"]}],
    )
    rule = "meal_missed"
    kept = placed(instance, com1="Mon 12:00 A", com2="Mon 14:10 A")
    assert amount(instance, kept, rule) == 0  # from 13:10 to 14:10
    missed = placed(instance, com1="Mon 12:15 A", com2="Mon 13:45 A")
    assert amount(instance, missed, rule, "lunch") == 40  # 60 - 20, from 13:25
    assert messages(instance, missed, rule) == snapshot
    assert amount(instance, placed(instance, com1="Mon 12:15 A", com2="Tue 13:45 A"), rule) == 0


def test_a_delegation_eats_while_a_member_is_free(snapshot: SnapshotAssertion) -> None:
    """A delegation of two, while one session runs; of one, while none does."""
    must = {"kinds": ["meeting"]}
    instance = conference(
        session("com1", duration=150),
        session("com2", duration=100),
        only="meal_missed",
        delegations=[
            {"id": "fiji", "size": 1, "must": must},
            {"id": "kenya", "size": 2, "must": must},
        ],
        meals=[LUNCH | {"delegations_up_to": 2}],
    )
    rule = "meal_missed"
    schedule = placed(instance, com1="Mon 12:00 A", com2="Mon 12:00 B")
    assert amount(instance, schedule, rule) == 70  # 60, and 10: from 13:40
    assert messages(instance, schedule, rule) == snapshot


def test_a_meal_asks_for_no_more_than_the_clocks_leave() -> None:
    """At 02:00 the clocks of Berlin show 03:00: two hours have one."""
    meal = {"id": "snack", "from": "01:00", "to": "03:00", "minutes": 90}
    instance = conference(
        session("late", people={"chair": ["ada"]}),
        only="meal_missed",
        zone="Europe/Berlin",
        first_day="2022-03-27",
        last_day="2022-03-27",
        people=[{"id": "ada"}],
        meals=[meal],
    )
    rule = "meal_missed"
    for minute, missing in ((0, 0), (30, 30)):  # until 01:00, until 01:30
        start = datetime(2022, 3, 26, 23, minute, tzinfo=UTC)
        schedule = Schedule.of([Assignment("late", start, "A")])
        assert amount(instance, schedule, rule) == missing


MINISTERS = [{"id": "minister", "buffer_before": 15, "buffer_after": 30}]


def ada(id: str, role: str = "chair", **fields: Any) -> dict[str, Any]:
    """Describe a session in which Ada has a role."""
    return session(id, people={role: ["ada"]}, **fields)


@pytest.mark.parametrize(
    ("s", "q", "fields", "minutes"),
    [
        ("11:00", "14:00", {}, 0),  # from 12:00 to 14:00
        ("12:00", "14:00", {}, 0),  # the hour from 13:00
        ("12:00", "13:59", {}, 1),
        ("12:15", "13:30", {}, 45),  # 15 between them, 15 before
        ("12:30", "13:45", {}, 30),  # 30 before
        ("12:30", "14:30", {}, 0),  # from 13:30 to the end
        ("12:31", "14:29", {}, 2),  # 31 before, 58 between
        ("11:00", "14:15", {"class": "minister"}, 0),  # held until 12:30 and from 14:00
        ("11:15", "14:00", {"class": "minister"}, 0),  # 12:45 to 13:45
        ("11:15", "13:59", {"class": "minister"}, 1),
        ("11:15", "13:59", {"class": "minister", "buffer_before": 14}, 0),
        ("12:00", "12:30", {}, 0),  # at once until 13:00; then an hour is left
        ("12:00", "12:31", {}, 1),
    ],
)
def test_meal_missed_counts_what_the_longest_free_time_lacks(
    s: str, q: str, fields: dict[str, Any], minutes: int
) -> None:
    """Within the hours of the meal, buffers of the person included."""
    instance = conference(
        ada("s"),
        ada("q", "required"),
        person_classes=MINISTERS,
        people=[{"id": "ada"} | fields],
        meals=[LUNCH],
    )
    schedule = placed(instance, s=f"Mon {s} A", q=f"Mon {q} B")
    assert amount(instance, schedule, "meal_missed", "lunch") == minutes


def test_meal_missed_takes_breaks_of_a_session_for_sitting() -> None:
    """A session that spans breaks takes its people in them too."""
    instance = conference(
        ada("s", duration=120, span_breaks=True),
        people=[{"id": "ada"}],
        **hours(band("midday", "11:00", "16:00", breaks=[{"from": "12:30", "to": "13:30"}])),
        meals=[LUNCH],
    )
    schedule = placed(instance, s="Mon 11:45 A")  # until 14:45
    assert amount(instance, schedule, "meal_missed") == 60
