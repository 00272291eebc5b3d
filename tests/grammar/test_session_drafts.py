"""A new session from a line of text."""

from typing import Any

import pytest

from scheduler.errors import InputError
from scheduler.grammar.names import values_of
from scheduler.grammar.session_drafts import session_draft
from scheduler.instance import Instance
from tests.conference import conference, session


@pytest.fixture
def fair() -> Instance:
    """Return a conference with two kinds of sessions."""
    return conference(
        session("any"),
        kinds=[
            {"id": "meeting", "bands": ["morning", "afternoon"]},
            {"id": "side", "title": "Side event", "bands": ["afternoon"]},
        ],
        rooms=[{"id": "A", "capacity": 40, "title": "Room A, upstairs"}],
        people=[{"id": "ee", "title": "Minister, Estonia"}],
        themes=[{"id": "aid"}],
    )


@pytest.mark.parametrize(
    ("said", "row", "room"),
    [
        (
            "meeting, 1h 30 min, 60 people",
            {"kind": "meeting", "duration": 90, "attendance": 60},
            None,
        ),
        ("SIDE EVENT, 2h, aid", {"kind": "side", "duration": 120, "themes": ["aid"]}, None),
        ('meeting, 30 min, "chair minister, ESTONIA"', {"people": {"chair": ["ee"]}}, None),
        ("meeting, 30 min, tue 14:30 in A", {"duration": 30}, "A"),
        ('meeting, 30 min, "Room A, upstairs"', {"duration": 30}, "A"),
    ],
)
def test_a_line_is_understood(
    fair: Instance, said: str, row: dict[str, Any], room: str | None
) -> None:
    """Each part by its form or its name; what holds a comma is quoted."""
    found = session_draft(fair, f"Réunion des chefs, {said}", None)
    assert found.row["id"] == "reunion-des-chefs"
    assert {key: found.row[key] for key in row} == row
    assert found.room == room


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "LINE: give the title"),
        ("Pledges, 30 min", r"give its kind \(meeting, Side event\)"),
        ("Pledges, meeting", r"give its length \(60 min\), or"),
        ("Pledges, meeting, purple", r"LINE purple: expected a kind [^\n]* or a time\.$"),
        (
            "Pledges, meeting, duration=2h",
            r"a length \(60 min, 2h\),[^\n]* Leave out 'duration='\.$",
        ),
        ("Pledges, meeting, 30 min, chair Latvia", "chair Latvia: no such name"),
        ("Pledges, meeting, 30 min, wed 14:00", r"^LINE wed: no such day[^\n]*$"),
    ],
)
def test_what_is_not_understood_is_refused(fair: Instance, line: str, said: str) -> None:
    """With what was expected."""
    with pytest.raises(InputError, match=said):
        session_draft(fair, line, None)


def test_a_session_is_like_another() -> None:
    """What the line leaves out is as there, but for its id; of one kind, it is so without saying."""
    found = session_draft(conference(session("any", duration=45)), "Any", "any")
    assert (found.row["id"], found.row["kind"], found.row["duration"]) == ("any-2", "meeting", 45)


def test_a_length_is_minutes_where_a_field_is_given_too() -> None:
    """As in a line; a number is what a file has, and nothing resets a field."""
    given = ["duration=2h", "turnaround=1h 30 min", "capacity=90", "title="]
    found = {"duration": 120, "turnaround": 90, "capacity": 90, "title": None}
    assert values_of(given) == found
