"""Seats that are mended one by one, from panels as they were published."""

from typing import Any

from scheduler.instance import Instance
from scheduler.replanning.panels import Panels
from scheduler.replanning.seat_descent import SeatDescent
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from tests.conference import conference, placed, seated, session

TUESDAY = [{"days": ["2021-11-09"]}]
PLACES = {"one": "Mon 09:00 A", "two": "Tue 09:00 A"}


def _conference(*people: dict[str, Any], **panels: str) -> Instance:
    """Return a conference of two sessions, each with a panel of one of some people."""
    sessions = (
        session(
            name,
            panel={"at_most": 1, "roles": [{"id": "all", "people": some.split(), "at_least": 1}]},
        )
        for name, some in panels.items()
    )
    classes = [{"id": "minister", "seated_in": {"kinds": ["meeting"]}}]
    return conference(*sessions, people=[*people], person_classes=classes)


def _mended(instance: Instance, published: Schedule, found: Schedule) -> Schedule | None:
    problem = problem_of(instance)
    panels = Panels(problem, published)
    mended = SeatDescent(problem, panels, with_seats(found)).mended(lambda: False)
    return None if mended is None else without_seats(mended)


def test_nobody_gives_up_a_seat_where_nothing_is_forbidden() -> None:
    """However others were seated by what was found."""
    instance = _conference({"id": "ada"}, {"id": "ben"}, one="ada ben", two="ada ben")
    published = seated(placed(instance, **PLACES), one="ada", two="ada")
    assert _mended(instance, published, seated(published, one="ben", two="ben")) == published


def test_who_is_away_is_replaced_and_no_other_panel_changes() -> None:
    """Ada comes on Tuesday only; Ben takes her seat of Monday."""
    ada = {"id": "ada", "available": TUESDAY}
    instance = _conference(ada, {"id": "ben"}, one="ada ben", two="ada ben")
    published = seated(placed(instance, **PLACES), one="ada", two="ada")
    assert _mended(instance, published, published) == seated(published, one="ben")


def test_who_has_to_sit_somewhere_gets_a_seat_elsewhere() -> None:
    """Ada, a minister, comes on Tuesday only: she and Ben change places."""
    ada = {"id": "ada", "class": "minister", "available": TUESDAY}
    instance = _conference(ada, {"id": "ben"}, one="ada ben", two="ada ben")
    published = seated(placed(instance, **PLACES), one="ada", two="ben")
    assert _mended(instance, published, published) == seated(published, one="ben", two="ada")


def test_what_no_seat_can_mend_is_left() -> None:
    """Nobody else may sit there; and nothing is looked for when it is over."""
    ada = {"id": "ada", "available": TUESDAY}
    instance = _conference(ada, {"id": "ben"}, one="ada", two="ada ben")
    published = seated(placed(instance, **PLACES), one="ada", two="ada")
    assert _mended(instance, published, published) is None
    free = _conference(ada, {"id": "ben"}, one="ada ben", two="ada ben")
    problem, begin = problem_of(free), with_seats(published)
    assert SeatDescent(problem, Panels(problem, published), begin).mended(lambda: True) is None


def test_a_panel_that_was_not_published_keeps_who_was_found() -> None:
    """The second session is new."""
    instance = _conference({"id": "ada"}, {"id": "ben"}, one="ada ben", two="ada ben")
    published = seated(placed(instance, one=PLACES["one"]), one="ada")
    found = seated(placed(instance, **PLACES), one="ben", two="ben")
    assert _mended(instance, published, found) == seated(found, one="ada")
