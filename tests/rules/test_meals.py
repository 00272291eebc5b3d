"""Time for meals."""

from typing import Any

import pytest

from tests.conference import conference, placed, session
from tests.rules.brute import amount

TUESDAY = "2021-11-09"
MINISTERS = [{"id": "minister", "buffer_before": 15, "buffer_after": 30}]
LUNCH = {"id": "lunch", "from": "12:00", "to": "14:30", "minutes": 60}


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


def test_meal_missed_counts_each_day_for_each_person() -> None:
    """Those on site who attend a session; of a meal that names nobody, all of them."""
    named: dict[str, dict[str, Any]] = {
        "all": {},
        "chairs": {"roles": ["chair"]},
        "ben": {"people": ["ben"]},
        "both": {"people": ["ben"], "roles": ["chair"]},
        "ministers": {"classes": ["minister"]},
        "nobody": {"people": []},
        "tuesday": {"days": [TUESDAY]},
    }
    instance = conference(
        session("s", duration=150, people={"chair": ["ada"], "speaker": ["ben", "eve"]}),
        session("q", duration=150, people={"speaker": ["ada"], "optional": ["ben"]}),
        person_classes=[{"id": "minister"}],
        people=[
            {"id": "ada"},
            {"id": "ben", "class": "minister"},
            {"id": "eve", "class": "minister", "remote": True, "zone": "Asia/Tokyo"},
        ],
        meals=[LUNCH | {"id": id_} | who for id_, who in named.items()],
    )
    schedule = placed(instance, s="Mon 12:00 A", q="Tue 12:00 A")
    # Ada misses hers on both days, Ben on Monday.
    expected = {"all": 180, "chairs": 120, "ben": 60, "both": 180, "ministers": 60, "nobody": 0}
    for id_, minutes in (expected | {"tuesday": 60}).items():
        assert amount(instance, schedule, "meal_missed", id_) == minutes


def test_meal_missed_lets_a_delegation_eat_while_a_member_is_free() -> None:
    """One of two members while one session runs; of those of so many members at most."""
    must = {"kinds": ["meeting"]}
    instance = conference(
        session("s", duration=90),
        session("q", duration=90),
        session("z", duration=90),
        delegations=[{"id": f"of{n}", "size": n, "must": must} for n in (1, 2, 3, 4)],
        meals=[LUNCH | {"id": f"up-to-{n}", "delegations_up_to": n} for n in (1, 2, 3, 4)],
    )
    schedule = placed(instance, s="Mon 12:00 A", q="Mon 12:30 B", z="Mon 13:00 C")
    expected = {"up-to-1": 60, "up-to-2": 90, "up-to-3": 90, "up-to-4": 90}
    for meal, minutes in expected.items():  # of two: 12:00 to 12:30, and 14:00 to 14:30
        assert amount(instance, schedule, "meal_missed", meal) == minutes


def test_meal_missed_takes_breaks_of_a_session_for_sitting() -> None:
    """A session that spans breaks takes its people in them too."""
    bands = [
        {
            "id": "midday",
            "from": "11:00",
            "to": "16:00",
            "breaks": [{"from": "12:30", "to": "13:30"}],
        }
    ]
    instance = conference(
        ada("s", duration=120, span_breaks=True),
        people=[{"id": "ada"}],
        day_profiles=[{"id": "day", "weekdays": ["monday"], "bands": bands}],
        kinds=[{"id": "meeting", "bands": ["midday"]}],
        meals=[LUNCH],
    )
    schedule = placed(instance, s="Mon 11:45 A")  # until 14:45
    assert amount(instance, schedule, "meal_missed") == 60
