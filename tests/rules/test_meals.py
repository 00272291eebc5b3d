"""Time for meals."""

from typing import Any

import pytest

from tests.conference import conference, placed, session
from tests.voices import amount

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
