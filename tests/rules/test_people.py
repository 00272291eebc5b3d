"""Rules on persons."""

from typing import Any

import pytest

from scheduler.instance import Instance
from tests.conference import conference, placed, session
from tests.rules.brute import amount, restrictions

MONDAY, TUESDAY = "2021-11-08", "2021-11-09"
MINISTERS = [{"id": "minister", "buffer_before": 15, "buffer_after": 30}]


def with_ada(*sessions: dict[str, Any], **fields: Any) -> Instance:
    """Make a conference whose only person is Ada, of no class unless said."""
    return conference(*sessions, person_classes=MINISTERS, people=[{"id": "ada"} | fields])


def ada(id: str, role: str = "chair", **fields: Any) -> dict[str, Any]:
    """Describe a session in which Ada has a role."""
    return session(id, people={role: ["ada"]}, **fields)


@pytest.mark.parametrize(
    ("q", "fields", "minutes"),
    [
        ("10:00", {}, 0),
        ("09:30", {}, 30),
        ("10:00", {"class": "minister"}, 45),  # held until 10:30 and from 09:45
        ("10:45", {"class": "minister"}, 0),
        ("10:30", {"class": "minister"}, 15),
        ("08:00", {"class": "minister"}, 45),  # the other way round
        ("10:00", {"class": "minister", "buffer_after": 0}, 15),  # the person's own counts
        ("10:30", {"class": "minister", "buffer_before": 0}, 0),
    ],
)
def test_person_conflict_counts_what_holds_a_person(
    q: str, fields: dict[str, Any], minutes: int
) -> None:
    """Buffers of the class, unless the person has others."""
    instance = with_ada(ada("s"), ada("q", "required"), **fields)
    schedule = placed(instance, s="Mon 09:00 A", q=f"Mon {q} B")
    assert amount(instance, schedule, "person_conflict", "ada") == minutes


@pytest.mark.parametrize(
    ("fields", "seated", "minutes"),
    [
        ({}, 30, 0),  # of no class: not seated before
        ({"class": "minister", "buffer_after": 0}, 30, 30),  # 30 is more than the buffer of 15
        ({"class": "minister", "buffer_after": 0}, 10, 15),  # the buffer is more
    ],
)
def test_person_conflict_seats_persons_of_a_class_before(
    fields: dict[str, Any], seated: int, minutes: int
) -> None:
    """The longer of buffer and seating counts, not their sum."""
    instance = with_ada(ada("s"), ada("q", seated_before=seated), **fields)
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 10:00 A")
    assert amount(instance, schedule, "person_conflict") == minutes


def test_person_conflict_leaves_options_aside_and_counts_n_less_one() -> None:
    """Three attended sessions at once are two too many; an option beside them is none."""
    instance = with_ada(ada("s"), ada("q"), ada("z", "moderator"), ada("o", "optional"))
    schedule = placed(instance, s="Mon 09:00 A", q="Mon 09:00 B", z="Mon 09:00 A", o="Mon 09:00 B")
    assert amount(instance, schedule, "person_conflict") == 120  # 60 * (3 - 1)


def test_optional_missed_counts_options_beside_all_sessions() -> None:
    """Buffers do not count here."""
    instance = with_ada(ada("s"), ada("o", "optional"), **{"class": "minister"})
    for when, minutes in (("10:00", 0), ("09:30", 30), ("09:00", 60)):
        schedule = placed(instance, s="Mon 09:00 A", o=f"Mon {when} B")
        assert amount(instance, schedule, "optional_missed", "ada") == minutes


def test_optional_missed_needs_an_option() -> None:
    """Two attended sessions are another rule's matter; two options are not."""
    assert restrictions(with_ada(ada("s"), ada("q")), "optional_missed") == []
    instance = with_ada(ada("o", "optional"), ada("p", "optional"))
    schedule = placed(instance, o="Mon 09:00 A", p="Mon 09:30 B")
    assert amount(instance, schedule, "optional_missed") == 30


@pytest.mark.parametrize(
    ("when", "fields", "minutes"),
    [
        ("09:00", {}, 0),
        ("08:30", {}, 30),
        ("11:30", {}, 30),
        ("10:30", {"class": "minister"}, 0),  # held from 10:15 to 12:00
        ("11:00", {"class": "minister"}, 30),
        ("09:00", {"class": "minister"}, 15),
    ],
)
def test_person_unavailable_counts_the_time_held(
    when: str, fields: dict[str, Any], minutes: int
) -> None:
    """Available on Monday from 09:00 to 12:00; the option does not matter."""
    available = [{"days": [MONDAY], "from": "09:00", "to": "12:00"}]
    instance = with_ada(ada("s"), ada("o", "optional"), available=available, **fields)
    schedule = placed(instance, s=f"Mon {when} A", o="Tue 09:00 A")
    assert amount(instance, schedule, "person_unavailable", "ada") == minutes


def test_person_unavailable_counts_each_session_and_the_best_window() -> None:
    """Two windows; s straddles them, q is in none."""
    available = [
        {"days": [MONDAY], "from": "09:00", "to": "10:00"},
        {"days": [MONDAY], "from": "10:00", "to": "12:00"},
    ]
    instance = with_ada(ada("s"), ada("q"), available=available)
    schedule = placed(instance, s="Mon 09:30 A", q="Tue 10:00 A")
    assert amount(instance, schedule, "person_unavailable") == 90  # 60 - 30, and 60


def test_person_unavailable_reads_days_on_the_clocks_of_the_person() -> None:
    """Monday 09:00 in Tokyo (UTC+9) is Monday 03:00 in Addis Ababa (UTC+3)."""
    instance = with_ada(
        ada("s"), zone="Asia/Tokyo", available=[{"days": [MONDAY], "from": "09:00", "to": "12:00"}]
    )
    assert amount(instance, placed(instance, s="Mon 03:00 A"), "person_unavailable") == 0
    assert amount(instance, placed(instance, s="Mon 05:30 A"), "person_unavailable") == 30
    assert restrictions(with_ada(ada("s")), "person_unavailable") == []


def test_daily_load_exceeded_counts_each_day_by_its_starts() -> None:
    """At most 90 minutes a day; options do not count."""
    sessions = (ada("s"), ada("q"), ada("z"), ada("o", "optional"))
    instance = with_ada(*sessions, daily_load=90)
    places = {"s": "Mon 09:00 A", "o": "Mon 16:00 A"}
    for q, z, minutes in (
        ("Tue 09:00", "Tue 10:00", 30),  # 60 and 120
        ("Mon 10:00", "Mon 11:00", 90),  # 180
        ("Mon 10:00", "Tue 09:00", 30),  # 120 and 60
        ("Mon 23:30", "Tue 00:30", 30),  # what starts on Monday counts as Monday's
        ("Tue 00:00", "Mon 14:00", 30),  # midnight is Tuesday's
    ):
        schedule = placed(instance, q=f"{q} B", z=f"{z} B", **places)
        assert amount(instance, schedule, "daily_load_exceeded", "ada") == minutes


def test_daily_load_exceeded_needs_more_than_the_load() -> None:
    """Two sessions of an hour never exceed two hours."""
    assert restrictions(with_ada(ada("s"), ada("q"), daily_load=120), "daily_load_exceeded") == []
    assert (
        len(restrictions(with_ada(ada("s"), ada("q"), daily_load=119), "daily_load_exceeded")) == 1
    )


def test_days_on_site_counts_from_the_first_day_to_the_last() -> None:
    """Days between count as well, even those without a band."""
    instance = conference(
        ada("s"), ada("q"), ada("o", "optional"),
        last_day="2021-11-11",
        people=[{"id": "ada", "compact": True}],
    )  # fmt: skip
    for q, days in (("Mon 23:30", 0), ("Tue 00:00", 1), ("Thu 09:00", 3)):
        schedule = placed(instance, s="Mon 09:00 A", q=f"{q} A", o="Wed 09:00 A")
        assert amount(instance, schedule, "days_on_site", "ada") == days


def test_days_on_site_is_for_those_who_are_there() -> None:
    """Not for remote persons, and not unless compactness is asked for."""
    sessions = (ada("s"), ada("q"))
    remote = with_ada(*sessions, compact=True, remote=True, zone="Asia/Tokyo")
    assert restrictions(remote, "days_on_site") == []
    assert restrictions(with_ada(*sessions), "days_on_site") == []
    assert restrictions(with_ada(ada("s"), compact=True), "days_on_site") == []
