"""Ways that replace who is in the way on a panel, and move nobody else."""

import time
from collections.abc import Sequence
from typing import Any

from scheduler.desk import DeskState, Outcome, Pricing, Seatings, away, begun, drop, move
from tests.conference import conference, placed, room, seated, session
from tests.desk.desks import instant, to

MONDAY = [{"days": ["2021-11-08"]}]


def _desk(
    people: Sequence[dict[str, Any]], panels: dict[str, dict[str, Any]], **seats: str
) -> DeskState:
    """Return a desk with a session for each panel: all on Monday at nine, each in a room of its own."""
    sessions = [session(each, panel=panel) for each, panel in panels.items()]
    rooms = [room(each.upper()) for each in panels]
    instance = conference(
        *sessions,
        rooms=rooms,
        people=[*people],
        person_classes=[{"id": "minister", "seated_in": {"kinds": ["meeting"]}}],
    )
    there = placed(instance, **{each: f"Mon 09:00 {each.upper()}" for each in panels})
    return begun(instance, "tiny-desk", seated(there, **seats), "Begin.")


def _panel(*people: str, **fields: Any) -> dict[str, Any]:
    """Return a panel on which one of some people has to sit."""
    return {
        "roles": [{"id": "all", "people": [*people], "at_least": 1, **fields}],
        "at_most": fields.get("at_most"),
    }


def _found(outcome: Outcome) -> list[Outcome]:
    told = list[int]()
    search = Seatings(Pricing().table, outcome)
    search.search(lambda found: told.append(len(found)), time.monotonic() - 1)
    assert not search.found
    search.search(lambda found: told.append(len(found)), time.monotonic() + 30)
    assert told == [*range(1, len(search.found) + 1)]
    assert not any(each.consequences.broken for each in search.found)
    return search.found


def _changes(outcome: Outcome) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    assert outcome.others == ()
    return [(each.session, each.joined, each.left) for each in outcome.panels]


def test_who_is_away_is_replaced_by_somebody_who_is_there() -> None:
    """Ada is there on Monday alone; Ben is not on Tuesday either, Cy is."""
    people: list[dict[str, Any]] = [
        {"id": "ada", "title": "Ada", "available": MONDAY},
        {"id": "ben", "title": "Ben", "available": MONDAY},
        {"id": "cy", "title": "Cy"},
    ]
    before = _desk(people, {"talk": _panel("ada", "ben", "cy", at_most=1)}, talk="ada")
    (way,) = _found(move(before, "talk", to("Tue 09:00")))
    assert _changes(way) == [("talk", ("cy",), ("ada",))]
    assert (
        way.step.said
        == "Move Talk to Tue 9 Nov 09:00 in TALK; on the panel of Talk Cy replaces Ada."
    )


def test_whoever_is_replaced_comes_before_a_seat_that_is_left_empty() -> None:
    """Two of three sit on the panel, and one would do."""
    people = [{"id": each} for each in ("ada", "ben", "cy")]
    before = _desk(people, {"talk": _panel("ada", "ben", "cy", at_most=2)}, talk="ada ben")
    ways = _found(away(before, "ada", [(instant("Mon 09:00"), instant("Mon 10:00"))]))
    assert [_changes(each) for each in ways] == [
        [("talk", ("cy",), ("ada",))],
        [("talk", (), ("ada",))],
    ]


def test_who_has_to_sit_somewhere_changes_places_with_somebody() -> None:
    """Ministers have to be seated: Ada is away on Monday, and takes the seat of Ben, who takes hers."""
    people = [{"id": each, "class": "minister"} for each in ("ada", "ben")]
    one = _panel("ada", "ben", at_most=1)
    begin = _desk(people, {"talk": one, "lecture": one}, talk="ada", lecture="ben")
    tuesday = seated(
        placed(begin.base, talk="Mon 09:00 TALK", lecture="Tue 09:00 LECTURE"),
        talk="ada",
        lecture="ben",
    )
    before = begun(begin.base, "tiny-desk", tuesday, "Begin.")
    (way, *_) = _found(away(before, "ada", [(instant("Mon 09:00"), instant("Mon 10:00"))]))
    assert _changes(way) == [("talk", ("ben",), ("ada",)), ("lecture", ("ada",), ("ben",))]


def test_who_sits_elsewhere_at_that_time_is_not_taken() -> None:
    """Ben is on another panel then; without anybody else there is no way."""
    people: list[dict[str, Any]] = [{"id": "ada", "available": MONDAY}, {"id": "ben"}]
    panels = {"talk": _panel("ada", "ben", at_most=1), "lecture": _panel("ben")}
    begin = _desk(people, panels, talk="ada", lecture="ben")
    there = placed(begin.base, talk="Mon 09:00 TALK", lecture="Tue 09:00 LECTURE")
    before = begun(begin.base, "t", seated(there, talk="ada", lecture="ben"), "Begin.")
    assert _found(move(before, "talk", to("Tue 09:00"))) == []
    (way,) = _found(move(before, "talk", to("Tue 10:00")))
    assert _changes(way) == [("talk", ("ben",), ("ada",))]


def test_what_is_no_matter_of_seats_is_not_looked_for() -> None:
    """A session in the room, beside somebody who is away; and nothing that is broken at all."""
    people: list[dict[str, Any]] = [{"id": "ada", "available": MONDAY}, {"id": "ben"}]
    panels = {"talk": _panel("ada", "ben", at_most=1), "lecture": _panel("ben")}
    begin = _desk(people, panels, talk="ada", lecture="ben")
    there = placed(begin.base, talk="Mon 09:00 TALK", lecture="Tue 09:00 LECTURE")
    before = begun(begin.base, "t", seated(there, talk="ada", lecture="ben"), "Begin.")
    assert _found(move(before, "talk", to("Tue 09:00"), "LECTURE")) == []
    assert _found(drop(before, "lecture")) == []
