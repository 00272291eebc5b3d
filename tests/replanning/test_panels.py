"""Who is seated where, when a programme is replanned."""

import threading
from typing import Any

from scheduler.engines.searching import Effort
from scheduler.instance import Instance
from scheduler.replanning import Reseating, replan
from scheduler.replanning.changes import Changes
from scheduler.replanning.minimum_changes import Ground, Listener, with_less
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Status
from tests.conference import at, conference, placed, seated, session

CLASS = [{"id": "minister"}]
TUESDAY = [{"days": ["2021-11-09"]}]


def _conference(**changed: dict[str, Any]) -> Instance:
    """Return a conference of two talks, each with a panel that needs two of three."""
    panel = {"roles": [{"id": "all", "classes": ["minister"], "at_least": 2}]}
    people = [
        {"id": id_, "class": "minister", **changed.get(id_, {})} for id_ in ("ada", "ben", "eve")
    ]
    talks = [session(name, panel=panel, attendance=50) for name in ("one", "two")]
    return conference(*talks, person_classes=CLASS, people=people)


def _published(instance: Instance) -> Schedule:
    """Return a programme in which Ada and Ben are on both panels, on Monday and on Tuesday."""
    places = placed(instance, one="Mon 09:00 A", two="Tue 09:00 A")
    return seated(places, one="ada ben", two="ada ben")


def test_nobody_changes_seats_without_need() -> None:
    """Eve is as good, and stays where she is."""
    instance = _conference()
    published = _published(instance)
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.solution.schedule == published
    assert not found.moves
    assert not found.told


def test_who_cannot_come_is_replaced_and_no_session_moves() -> None:
    """Ada comes on Tuesday only: Eve takes her seat on Monday, and both are told."""
    instance = _conference(ada={"available": TUESDAY})
    published = _published(instance)
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.solution.schedule is not None
    places = found.solution.schedule.by_session
    assert places["one"].seated == ("ben", "eve")
    assert places["two"] == published.by_session["two"]
    assert not found.moves
    assert [(each.group, each.id, each.sessions) for each in found.told] == [
        ("people", "ada", ("one",)),
        ("people", "eve", ("one",)),
    ]


def test_who_is_no_more_is_told_of_by_id() -> None:
    """Ada is not even in the file."""
    instance = _conference()
    published = _published(instance)
    without = Instance.model_validate(
        {field: getattr(instance, field) for field in Instance.model_fields}
        | {"people": instance.people[1:]}
    )
    found = replan(without, published, time_limit=10.0, workers=1)
    assert [(each.id, each.name) for each in found.told] == [("eve", "eve"), ("ada", "ada")]


def test_fewer_panels_come_before_fewer_people() -> None:
    """Ada, who fills four roles, comes on Tuesday only.

    Eve would do in her stead, and Fay in Eve's: two panels, four people. Four others do on one: five people.
    """
    roles = [{"id": id_, "people": ["ada", "eve", id_], "at_least": 1} for id_ in "klmn"]
    other = {"roles": [{"id": "all", "people": ["eve", "fay"], "at_least": 1}]}
    away = [{"id": "ada", "available": TUESDAY}]
    instance = conference(
        session("one", panel={"roles": roles}),
        session("two", panel=other),
        people=[*away, *({"id": id_} for id_ in ("eve", "fay", *"klmn"))],
    )
    published = seated(placed(instance, one="Mon 09:00 A", two="Mon 09:00 B"), one="ada", two="eve")
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.panels == (Reseating("one", ("k", "l", "m", "n"), ("ada",)),)
    assert (found.fewest, found.gentlest, found.moves) == (True, True, ())


def test_of_as_few_who_costs_least_is_seated() -> None:
    """Eve and Kim may replace Ada; Eve cares for something else, at a price."""
    panel = {"roles": [{"id": "all", "people": ["ada", "eve", "kim"], "at_least": 1}]}
    instance = conference(
        session("one", panel=panel, themes=["sea"]),
        themes=[{"id": "sea"}, {"id": "sky"}],
        people=[
            {"id": "ada", "available": TUESDAY},
            {"id": "eve", "themes": ["sky"]},
            {"id": "kim", "themes": ["sea"]},
        ],
        levels={"theme_mismatch": 5},
    )
    published = seated(placed(instance, one="Mon 09:00 A"), one="ada")
    found = replan(instance, published, time_limit=10.0, workers=1)
    assert found.panels == (Reseating("one", ("kim",), ("ada",)),)


def test_what_a_search_has_chosen_for_nothing_is_taken_back() -> None:
    """A search that ran out of time has seated Eve on both panels; she is needed on one of them."""
    instance = _conference(ada={"available": TUESDAY})
    published = _published(instance)
    ground = Ground(Changes.of(instance, problem_of(instance), published))
    listener = Listener(lambda _: None, threading.Event())
    found = seated(published, one="ben eve", two="ben eve")
    effort = Effort(Engine.CP_SAT, 5.0)
    needed = seated(published, one="ben eve")
    assert with_less(ground, found, effort, listener) == needed
    assert with_less(ground, needed, effort, listener) == needed
    listener.stop.set()
    assert with_less(ground, found, effort, listener) == found


def test_a_panel_that_is_past_or_frozen_keeps_its_people() -> None:
    """Ada comes on Tuesday only: after noon on Monday she was there, and nobody can be seated instead."""
    away = _conference(ada={"available": TUESDAY})
    published = _published(away)
    now = at(away, "Mon 12:00")
    assert replan(away, published, time_limit=10.0, workers=1).solution.schedule is not None
    found = replan(away, published, now=now, time_limit=10.0, workers=1)
    assert found.solution.status is Status.INFEASIBLE
    frozen = replan(_conference(), published, now=now, time_limit=10.0, workers=1)
    assert frozen.solution.schedule == published
