"""Silence of a contact: both voices agree, on both sides of each edge."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.rules.months import lasting, messages, months, on
from tests.voices import amount

CONTACT = {"id": "all", "title": "Regions", "sessions": {"kinds": ["meeting"]}, "to": "2016-11-30"}


@pytest.mark.parametrize(
    ("allowed", "beyond"), [(19, 0), (18, 1), (10, 9), (9, 1 + 10), (40, 0), (1, 9 + 18)]
)
def test_days_of_silence_beyond_those_allowed_count(allowed: int, beyond: int) -> None:
    """From 31 October, the eve of the first day, to the 10th: 10 days; from the 12th to 1 December: 19."""
    instance = months(lasting("a", 3), contacts=[CONTACT | {"at_most": allowed}])
    assert amount(instance, on(a="2016-11-10 V"), "silence_too_long") == beyond


@pytest.mark.parametrize(("allowed", "beyond"), [(31, 0), (30, 1), (1, 30)])
def test_a_contact_of_which_nothing_is_held_is_silent_throughout(allowed: int, beyond: int) -> None:
    """From 31 October to 1 December: 31 days."""
    instance = months(lasting("a", 3, optional=True), contacts=[CONTACT | {"at_most": allowed}])
    assert amount(instance, on(), "silence_too_long") == beyond


def test_a_meeting_that_goes_on_is_no_silence() -> None:
    """Twelve days from the 5th, and a short one meanwhile: 5 days before, and 15 from the 16th on."""
    meetings = lasting("a", 12), lasting("b", 1)
    instance = months(*meetings, contacts=[CONTACT | {"at_most": 4}])
    schedule = on(a="2016-11-05 V", b="2016-11-08 K")
    assert amount(instance, schedule, "silence_too_long") == 1 + 11


@pytest.mark.parametrize(("start", "beyond"), [("2016-11-07", 21), ("2016-11-08", 20)])
def test_a_meeting_counts_on_those_of_its_dates_that_count(start: str, beyond: int) -> None:
    """Three days until the eve of the first date, 22 before 1 December, or until that date."""
    contact = CONTACT | {"from": "2016-11-10", "at_most": 1}
    instance = months(lasting("a", 3), contacts=[contact])
    assert amount(instance, on(a=f"{start} V"), "silence_too_long") == beyond


def test_silence_is_told_from_the_end_of_one_meeting_to_the_next(
    snapshot: SnapshotAssertion,
) -> None:
    """From 12 November, the last date of the first, to 5 December: 23 days, 3 more than are allowed."""
    contact = CONTACT | {"at_most": 20, "to": "2016-12-20"}
    instance = months(lasting("a", 3), lasting("b", 1), contacts=[contact])
    schedule = on(a="2016-11-10 V", b="2016-12-05 V")
    assert amount(instance, schedule, "silence_too_long") == 23 - 20
    assert messages(instance, schedule, "silence_too_long") == snapshot
