"""Features of rooms and times that are wanted, or not wanted."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Instance
from tests.conference import conference, placed, room, session
from tests.evaluation.said import messages
from tests.voices import amount

RULE = "feature_wish_missed"
EARLY: dict[str, Any] = {
    "feature": "early",
    "windows": [{"days": ["2021-11-08"], "from": "09:00", "to": "10:30"}],
}


def wished(*times: dict[str, Any], **wish: Any) -> Instance:
    """Make a conference of a session of Ada's and another one, and one wish."""
    row = {"id": "w", "title": "Wish"} | wish
    return conference(
        session("a", people={"speaker": ["ada"]}),
        session("b", people={"optional": ["ada"]}),
        only=RULE,
        rooms=[room("A", features=["camera"]), room("B")],
        people=[{"id": "ada", "title": "Ada"}],
        time_features=[*times] or [EARLY],
        feature_wishes=[row],
    )


def counts(instance: Instance, place: str) -> int:
    """Return what is counted if the first session is there; the other one is always in another place."""
    return amount(instance, placed(instance, a=place, b="Tue 14:00 B"), RULE, "w")


A = {"sessions": {"sessions": ["a"]}}


@pytest.mark.parametrize(
    ("unwanted", "inside", "outside"), [(False, 0, 60), (True, 60, 0)], ids=["wanted", "unwanted"]
)
def test_a_session_has_a_feature_of_times_if_it_lies_inside(
    unwanted: bool,
    inside: int,
    outside: int,
) -> None:
    """From the first minute of a window to the last one."""
    instance = wished(time="early", unwanted=unwanted, **A)
    assert counts(instance, "Mon 09:30 A") == inside
    assert counts(instance, "Mon 09:31 A") == outside
    assert counts(instance, "Tue 09:00 A") == outside


def test_a_room_has_a_feature_or_lacks_it() -> None:
    """As `features` of rooms say."""
    for unwanted, there, elsewhere in ((False, 0, 60), (True, 60, 0)):
        instance = wished(room="camera", unwanted=unwanted, **A)
        assert counts(instance, "Mon 14:00 A") == there
        assert counts(instance, "Mon 14:00 B") == elsewhere


def test_both_are_wanted_together_or_not_wanted_together() -> None:
    """A room at a time: one of them alone is too little to be wanted, and too little to be avoided."""
    for unwanted, both, one in ((False, 0, 60), (True, 60, 0)):
        instance = wished(room="camera", time="early", unwanted=unwanted, **A)
        assert counts(instance, "Mon 09:00 A") == both
        assert counts(instance, "Mon 09:00 B") == one
        assert counts(instance, "Mon 14:00 A") == one


def test_a_wish_of_a_person_is_about_what_the_person_attends() -> None:
    """Not about an option; session and person count apart."""
    assert counts(wished(room="camera", people=["ada"]), "Mon 14:00 B") == 60
    assert counts(wished(room="camera", people=["ada"], **A), "Mon 14:00 B") == 120
    assert counts(wished(room="camera", people=["ada"], once=True, **A), "Mon 14:00 B") == 2


def test_a_feature_of_times_may_be_for_some_kinds() -> None:
    """Rows of one feature add up."""
    other = EARLY | {"kinds": []}
    never = EARLY | {"windows": [{"days": ["2021-11-09"]}]}
    assert counts(wished(never, other, time="early", **A), "Mon 09:00 A") == 0
    assert counts(wished(never, time="early", **A), "Mon 09:00 A") == 60


def test_what_is_missed_is_said(snapshot: SnapshotAssertion) -> None:
    """With whose wish it is."""
    instance = wished(room="camera", time="early", people=["ada"])
    schedule = placed(instance, a="Mon 14:00 B", b="Tue 14:00 B")
    assert messages(instance, schedule, RULE) == snapshot
    instance = wished(room="camera", unwanted=True, **A)
    schedule = placed(instance, a="Mon 14:00 A", b="Tue 14:00 B")
    assert messages(instance, schedule, RULE) == snapshot
