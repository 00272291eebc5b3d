"""The published plan: what a planner reads of it."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from tests.conference import conference, placed, room, seated, session
from tests.evaluation.said import messages
from tests.voices import amount

START = "2021-11-08T09:00[Africa/Addis_Ababa]"


def promised(*, only: str, **tables: Any) -> Instance:
    """Make a conference of a talk for 40 that was published for Monday at nine in A."""
    return conference(
        session("talk", attendance=40),
        session("other"),
        only=only,
        rooms=[room("A", title="Africa Hall"), room("B", title="Annex")],
        published=[{"session": "talk", "start": START, "room": "A"}],
        **tables,
    )


@pytest.mark.parametrize(
    ("rule", "broken", "kept"),
    [
        ("session_moved", "Tue 10:00 B", "Mon 09:00 B"),
        ("room_changed", "Mon 09:00 B", "Mon 09:30 B"),  # only at the published start
    ],
)
def test_a_published_session_says_what_was_promised(
    rule: str, broken: str, kept: str, snapshot: SnapshotAssertion
) -> None:
    """And how many people that concerns; in its place it says nothing."""
    instance = promised(only=rule)
    changed = placed(instance, talk=broken, other="Tue 14:00 A")
    assert amount(instance, changed, rule) == 40
    assert messages(instance, changed, rule) == snapshot
    assert messages(instance, placed(instance, talk=kept, other="Tue 14:00 A"), rule) == []


def test_frozen_sessions_stay_and_others_keep_out(snapshot: SnapshotAssertion) -> None:
    """Time and room of a frozen session count apart."""
    rule = "frozen_moved"
    instance = promised(only=rule, frozen=[{"days": ["2021-11-08"], "to": "12:00"}])
    broken = placed(instance, talk="Mon 09:30 B", other="Mon 11:30 A")
    assert amount(instance, broken, rule, "talk") == 90  # 30 + 60
    assert amount(instance, broken, rule, "other") == 30  # 11:30-12:00
    assert messages(instance, broken, rule) == snapshot
    kept = placed(instance, talk="Mon 09:00 A", other="Mon 12:00 A")
    assert messages(instance, kept, rule) == []


PANEL = {"roles": [{"id": "all", "classes": ["minister"]}]}
CAST = {
    "person_classes": [{"id": "minister"}],
    "people": [
        {"id": "ada", "title": "Ada", "class": "minister"},
        {"id": "ben", "title": "Ben", "class": "minister"},
        {"id": "eve", "title": "Eve"},
    ],
}
"""Ada and Ben can sit on the panel, Eve cannot."""


def test_a_frozen_panel_says_who_has_come_and_who_has_gone(
    snapshot: SnapshotAssertion,
) -> None:
    """One for each; whoever is in the pool no more is not looked for."""
    rule = "frozen_moved"
    instance = conference(
        session("talk", panel=PANEL, optional=True),
        session("other"),
        only=rule,
        published=[{"session": "talk", "start": START, "room": "A", "seated": ["ada", "eve"]}],
        frozen=[{"days": ["2021-11-08"], "to": "12:00"}],
        **CAST,
    )
    here = placed(instance, talk="Mon 09:00 A", other="Tue 09:00 A")
    assert messages(instance, seated(here, talk="ada"), rule) == []
    assert messages(instance, seated(here, talk="ben"), rule) == snapshot
    absent = placed(instance, other="Tue 09:00 A")
    assert amount(instance, absent, rule) == 61  # 60 for the talk and 1 for Ada
    assert messages(instance, absent, rule) == snapshot


def test_one_person_is_not_people() -> None:
    """Of a session of which nothing is known, one is affected."""
    instance = conference(
        session("talk"), only="session_moved", published=[{"session": "talk", "start": START}]
    )
    said = messages(instance, placed(instance, talk="Mon 09:30 A"), "session_moved")
    assert said == ["Talk, Mon 8 Nov 09:30-10:30: published for Mon 8 Nov 09:00, 1 person affected"]


MONDAY = "2021-11-08"


def published(session: str, start: str = "09:00", **fields: Any) -> dict[str, Any]:
    """Describe where a session was published to be: on Monday."""
    return {"session": session, "start": f"{MONDAY}T{start}[Africa/Addis_Ababa]"} | fields


def test_at_least_those_named_are_affected_and_at_least_one() -> None:
    """Persons in roles may be more than are expected in the room."""
    people = [{"id": "ada"}, {"id": "ben"}]
    instance = conference(
        session("s", attendance=1, people={"chair": ["ada"], "optional": ["ben"]}),
        session("q"),
        people=people,
        published=[published("s"), published("q", "14:00")],
    )
    schedule = placed(instance, s="Mon 10:00 A", q="Mon 10:00 B")
    assert amount(instance, schedule, "session_moved", "s") == 2
    assert amount(instance, schedule, "session_moved", "q") == 1


def test_a_session_is_frozen_if_a_minute_of_its_published_time_is() -> None:
    """One that begins when the frozen time ends, or ends when it begins, is not."""
    for start, minutes in (("09:00", 0), ("09:30", 60), ("11:30", 60), ("12:00", 0)):
        instance = conference(
            session("s"),
            published=[published("s", start)],
            frozen=[{"days": [MONDAY], "from": "10:00", "to": "12:00"}],
        )
        elsewhere = placed(instance, s="Tue 14:00 A")
        assert amount(instance, elsewhere, "frozen_moved") == minutes
        assert amount(instance, placed(instance, s=f"Mon {start} B"), "frozen_moved") == 0
