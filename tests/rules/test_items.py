"""What rules on items count: each number by hand, on both sides of its edge."""

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.engines.counting import Counter
from scheduler.engines.items.search import assign_alone
from scheduler.engines.searching import Effort
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.solving import solve
from tests.agendas import OFF, dealing, item, meeting
from tests.conference import placed, session
from tests.evaluation.said import findings, messages
from tests.voices import differences

AT_ONCE = {"one": "Mon 09:00 A", "two": "Mon 09:30 B", "plenary": "Tue 09:00 A"}
"""The committees for 30 minutes at once."""
LONG = item("long", 60, parts=2)


def _agree(instance: Instance, schedule: Schedule) -> bool:
    return not differences(instance, Counter(problem_of(instance)), schedule)


def _split(first: int, second: int, **fields: Any) -> tuple[Instance, Schedule]:
    """Return an item of 60 minutes in two parts, and its agendas."""
    instance = meeting(LONG | fields)
    plan = placed(instance, one="Mon 09:00 A", two="Mon 14:00 A", plenary="Tue 09:00 A")
    return instance, dealing(plan, one=f"long {first}", two=f"long {second}")


@pytest.mark.parametrize(
    ("fields", "shortest", "is_forbidden"),
    [
        ({}, 10, False),
        ({}, 9, True),
        ({"part_at_least": 20}, 19, True),
        ({"part_at_least": 20}, 20, False),
        ({"part_at_least": 1}, 1, False),
    ],
)
def test_a_part_is_not_too_small(
    fields: dict[str, Any], shortest: int, *, is_forbidden: bool
) -> None:
    """Of ten minutes at least, unless something else is said; whatever it is, there is one part too many."""
    instance, schedule = _split(60 - shortest, shortest, **fields)
    (found,) = findings(instance, schedule, "item_split")
    assert (found.amount, found.absolute) == (1, is_forbidden)
    assert _agree(instance, schedule)


def test_what_is_said_of_a_part_that_is_too_small(snapshot: SnapshotAssertion) -> None:
    """How small it is, and how small it may be."""
    assert messages(*_split(55, 5), "item_split") == snapshot


def test_a_short_item_has_short_parts() -> None:
    """What needs eight minutes in all is split into parts of eight at least: not at all."""
    instance = meeting(item("long", 8, parts=2))
    assert instance.item_by_id["long"].least_part.seconds == 8 * 60


@pytest.mark.parametrize(("room", "least"), [(10, 10), (9, 51)])
def test_no_agenda_has_a_smaller_part(room: int, least: int) -> None:
    """With ten minutes left in the second session, it takes these; with nine, nothing of the item."""
    sessions = (
        session("one", body="com", agenda={"minutes": 51}),
        session("two", body="com", agenda={"minutes": room}),
    )
    fields = {"shortest": 51, "sessions": {"bodies": ["com"]}}
    levels = OFF | {"item_split": 0.001, "items_unbalanced": "off"}
    instance = meeting(LONG | fields, sessions=sessions, levels=levels)
    plan = placed(instance, one="Mon 09:00 A", two="Mon 14:00 A")
    found = assign_alone(problem_of(instance), plan, Effort(time_limit=10.0)).schedule
    assert found is not None
    assert min(entry.minutes for entry in found.agendas) == least


def _proposed(*at: str, people: dict[str, str], size: int = 1) -> tuple[Instance, Schedule]:
    """Return what Fiji proposes in some sessions, with persons of it who chair sessions; and agendas."""
    sessions = tuple(
        session(name, body="com", people={"chair": [who for who in people if people[who] == name]})
        for name in ("one", "two", "plenary")
    )
    instance = meeting(
        *(item(f"of-{name}", proposers=["fiji"], sessions={"sessions": [name]}) for name in at),
        sessions=sessions,
        people=[{"id": who, "delegation": "fiji"} for who in people],
        delegations=[{"id": "fiji", "title": "Fiji", "size": size}],
        levels=OFF,
    )
    plan = placed(instance, **AT_ONCE)
    return instance, dealing(plan, **{name: f"of-{name}" for name in at})


@pytest.mark.parametrize(
    ("at", "people", "size", "amount"),
    [
        (["one"], {}, 1, 0),
        (["one", "two"], {}, 1, 30),
        (["one", "two"], {}, 2, 0),
        (["one"], {"ada": "two"}, 1, 30),  # chairs the other committee
        (["one"], {"ada": "two"}, 2, 0),
        (["one"], {"ada": "one"}, 1, 0),  # chairs the very session
        (["one"], {"ada": "plenary"}, 1, 0),  # at another time
        (["one", "two"], {"ada": "two"}, 1, 30),
        (["one"], {"ada": "two", "ben": "two"}, 1, 60),  # each of both minutes lacks two members
        (["plenary"], {"ada": "one", "ben": "two"}, 1, 0),  # nothing is proposed in these
    ],
)
def test_members_who_are_elsewhere_propose_nothing(
    at: list[str], people: dict[str, str], size: int, amount: int
) -> None:
    """Where sessions are at once for 30 minutes; both voices say so."""
    instance, schedule = _proposed(*at, people=people, size=size)
    assert (
        sum(each.amount for each in findings(instance, schedule, "item_people_missing")) == amount
    )
    assert _agree(instance, schedule)


def test_what_is_said_of_members_who_are_elsewhere() -> None:
    """Where they are."""
    then = "on Mon 8 Nov 09:30-10:00: One, Two (30 min)"
    said = messages(*_proposed("one", people={"ada": "two"}), "item_people_missing")
    assert said == [f"Fiji has too few members free for the items that it proposes {then}"]
    said = messages(*_proposed("one", "two", people={}), "item_people_missing")
    assert said == [f"Fiji proposes items of more sessions than it has members {then}"]


@pytest.mark.parametrize("size", [1, 2])
def test_sessions_are_moved_until_a_proposer_is_there(size: int) -> None:
    """Of one day with room for both at once or one after the other, what it takes; else there is no way."""
    instance, schedule = _proposed("one", people={"ada": "two"}, size=size)
    alone = assign_alone(problem_of(instance), schedule, Effort(time_limit=10.0))
    assert alone.status is (Status.INFEASIBLE if size == 1 else Status.OPTIMAL)
    found = solve(instance, time_limit=5.0)
    assert found.schedule is not None
    assert not evaluate(instance, found.schedule).forbidden
