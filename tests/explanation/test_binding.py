"""Causes name facts that bind: without them there is a place."""

from typing import Any

from scheduler.explanation import Trouble
from tests.conference import conference, session
from tests.explanation.heard import certain

MONDAY: dict[str, Any] = {"days": ["2021-11-08"]}
TUESDAY: dict[str, Any] = {"days": ["2021-11-09"]}


def test_causes_that_each_leave_no_place_are_each_told() -> None:
    """Whoever adds seats would have no webcast yet."""
    talk = session("talk", attendance=900, needs=["webcast"])
    seats, webcast = certain(conference(talk))
    assert (seats.rules, webcast.rules) == (("room_overflow",), ("room_lacks_feature",))


def test_the_fewest_who_leave_no_place_are_causes() -> None:
    """Ada and Bob come on Monday, Cy on Tuesday."""
    days = {"ada": MONDAY, "bob": MONDAY, "cy": TUESDAY}
    people = [{"id": each, "available": [day]} for each, day in days.items()]
    talk = session("talk", people={"speaker": ["ada", "bob", "cy", "dan"]})
    (trouble,) = certain(conference(talk, people=[*people, {"id": "dan"}]))
    assert trouble.message.partition(". What may help")[0] == (
        "Talk has no slot: ada is available Mon 8 Nov (all day); cy is available Tue 9 Nov (all day)"
    )
    free = [each for each in people if each["id"] != "cy"]
    assert not certain(conference(talk, people=[*free, {"id": "cy"}, {"id": "dan"}]))


def test_a_panel_of_a_session_without_a_place_is_no_cause() -> None:
    """Nobody can be on it, as it cannot be held; with seats for all, nothing is amiss."""
    people = [{"id": each} for each in ("ada", "bob")]
    panel = {"roles": [{"id": "speakers", "people": ["ada", "bob"], "at_least": 2}]}

    def expecting(number: int) -> list[Trouble]:
        return certain(conference(session("talk", attendance=number, panel=panel), people=people))

    assert not expecting(100)
    (trouble,) = expecting(101)
    assert trouble.rules == ("room_overflow",)
