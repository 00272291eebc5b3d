"""The least broken programme: the lighter rules are broken, and nothing that has no price."""

from dataclasses import replace
from typing import Any

from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.cases import DOUBTS, Case
from scheduler.explanation.conflicts.conflict_sets import Cause
from scheduler.explanation.conflicts.groups import Given, Groups, Key
from scheduler.explanation.conflicts.least_broken import (
    LeastBroken,
    LeastViolation,
    by_gravity,
    least_amount,
)
from scheduler.explanation.conflicts.looks import find_certain
from scheduler.explanation.conflicts.oracle import Clock, Oracle
from scheduler.explanation.conflicts.weights import GRAVER, OTHER_UNIT
from scheduler.explanation.screening import screen
from scheduler.instance import Instance
from scheduler.rules import problem_of
from scheduler.schedule import Schedule
from tests.acceptance.broken import ONE_HOUR
from tests.conference import conference, placed, room, seated, session

DAYS = ["2021-11-08", "2021-11-09"]
HOURS = [(day, hour) for day in ("Mon", "Tue") for hour in (9, 10, 11, 14, 15, 16)]
"""All hours that there are in a room."""


def _crowded(seats: int) -> Instance:
    """Return two sessions of fifty people in one hour, and a room that has a hundred seats, and another."""
    return conference(
        session("one", attendance=50),
        session("two", attendance=50),
        rooms=[room("A", capacity=100), room("B", capacity=seats)],
        **ONE_HOUR,
    )


def _broken(instance: Instance) -> dict[str, int]:
    """Return what the least broken programme breaks, by rule."""
    found = LeastBroken(groups := Groups(problem_of(instance)), by_gravity(groups)).find(30.0)
    assert found is not None
    assert found.proved
    amounts: dict[str, int] = {}
    for (rule, _), amount in found.amounts.items():
        amounts[rule] = amounts.get(rule, 0) + amount
    return amounts


def test_who_is_in_two_places_goes_to_a_free_hour() -> None:
    """One session moves, and nothing is broken; those that have nothing to do with it stay."""
    chaired = [session(each, people={"chair": ["ada"]}) for each in ("talk", "lecture")]
    instance = conference(*chaired, session("plenary"), people=[{"id": "ada"}])
    known = placed(instance, talk="Mon 09:00 A", lecture="Mon 09:30 B", plenary="Tue 09:00 A")
    groups = Groups(problem_of(instance))
    found = LeastBroken(groups, by_gravity(groups), known=known).at_once()
    assert found is not None
    assert not found.amounts
    before, after = known.by_session, found.schedule.by_session
    assert sum(before[each] != after[each] for each in before) == 1
    assert before["plenary"] == after["plenary"]


def test_what_a_known_programme_lacks_is_placed_where_it_is_best() -> None:
    """The only hour that is left: nothing of the programme is broken then."""
    names = [f"s{number:02}" for number in range(len(HOURS))]
    instance = conference(
        *map(session, names), rooms=[room("A")], first_day="2021-11-08", last_day="2021-11-09"
    )
    places = {name: f"{day} {hour:02}:00 A" for name, (day, hour) in zip(names, HOURS, strict=True)}
    del places["s07"]
    groups = Groups(problem_of(instance))
    look = LeastBroken(groups, by_gravity(groups), known=placed(instance, **places))
    found = look.at_once()
    assert look.stays is None
    assert found is not None
    assert not found.amounts


def test_what_can_be_changed_is_broken_rather_than_what_nobody_can_do() -> None:
    """Seats that are missing; no two sessions meet in one room, though those are 60 minutes alone."""
    assert _broken(_crowded(1)) == {"room_overflow": 49}  # 50 - 1
    assert _broken(_crowded(50)) == {}


def test_of_rules_that_weigh_alike_the_less_is_broken() -> None:
    """41 seats rather than 70; nobody meets in the night, though that would be 60 minutes alone."""
    instance = conference(
        session("one", attendance=71),
        session("two", attendance=71),
        rooms=[room("A", capacity=100), room("B", capacity=1), room("C", capacity=30)],
        **ONE_HOUR,
    )
    assert _broken(instance) == {"room_overflow": 41}


def test_a_programme_from_before_is_begun_with() -> None:
    """In no time to search, nothing more is broken than in it, though a session may not stay where it is."""
    plan = {f"s{number}": f"{day} {hour:02}:00 A" for number, (day, hour) in enumerate(HOURS)}
    closed = [{"days": ["2021-11-09"], "from": "14:00", "to": "15:00"}]
    instance = conference(
        *(session(name) for name in plan),
        rooms=[room("A", closures=closed), room("B", capacity=1, closures=[{"days": DAYS}])],
    )
    groups = Groups(problem_of(instance))
    look = LeastBroken(groups, by_gravity(groups), known=placed(instance, **plan))
    assert not look.is_small
    found = look.find(0.5)
    assert found is not None
    assert sum(found.amounts.values()) <= 60


def test_a_unit_weighs_twenty_of_a_lighter_rule() -> None:
    """And what is not counted in minutes or people as much as an hour of them."""
    instance = conference(
        session("one", pin={"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}),
        session("two", attendance=200),
    )
    prices = by_gravity(Groups(problem_of(instance)))
    assert prices["room_overflow", "two"] == 1
    assert prices["pin_broken", "one"] == GRAVER
    assert prices["room_overlap", "A"] == GRAVER**2
    assert OTHER_UNIT == 60


def test_what_has_no_price_is_kept() -> None:
    """However dear the rest is: the two meet in one room."""
    groups = Groups(problem_of(_crowded(1)))
    found = LeastBroken(groups, {("room_overlap", "A"): 1_000}).find(30.0)
    assert found is not None
    assert found.amounts == {("room_overlap", "A"): 60}
    assert LeastBroken(groups, {("room_overflow", "none"): 1}).find(1.0) is None


def test_what_is_certain_is_proved_without_a_programme() -> None:
    """A session for a hundred and fifty, in two rooms for a hundred; without it there is nothing to prove."""
    for attendance, known in ((150, [{("room_overflow", "large")}]), (50, [])):
        instance = conference(session("large", attendance=attendance), session("fine"))
        case = _case(instance)
        find_certain(case)
        assert [set(each.keys) for each in case.known] == known


def _case(instance: Instance) -> Case:
    groups = Groups(problem_of(instance))
    certain = [trouble for trouble in screen(instance) if trouble.certain]
    return Case(instance, groups, Oracle(groups, Clock(30.0)), certain)


def _cause(*keys: Key, proved: bool) -> Cause:
    return Cause(keys[0], keys, ("one",), irreducible=proved, proved=proved)


def test_a_consequence_is_no_conflict_of_its_own() -> None:
    """What is broken without a proof, and takes part in what is proved; all else is told."""
    case = _case(_crowded(1))
    proof = _cause(("room_overlap", "A"), ("room_overflow", "one"), proved=True)
    part = _cause(("room_overflow", "one"), proved=False)
    other = _cause(("room_overflow", "two"), proved=False)
    case.causes = [part, proof, other]
    case.leave_out_consequences()
    assert case.causes == [proof, other]
    assert case.complete


def test_many_doubts_beside_a_proof_are_due_to_the_search() -> None:
    """Twelve are told; of thirteen none is, and that there may be more; without a proof all are."""
    proof = _cause(("room_overlap", "A"), proved=True)
    doubts = [_cause(("room_overflow", str(each)), proved=False) for each in range(DOUBTS + 1)]
    for causes, told, complete in (
        ([proof, *doubts[1:]], [proof, *doubts[1:]], True),
        ([proof, *doubts], [proof], False),
        (doubts, doubts, True),
    ):
        case = _case(_crowded(1))
        case.causes = causes
        case.leave_out_consequences()
        assert (case.causes, case.complete) == (told, complete)


def test_of_several_that_are_broken_each_has_a_bound_of_its_own() -> None:
    """What of one there is at least if the rest of its conflict is kept; more of it is not proved."""
    instance = conference(session("one", attendance=150), session("two", attendance=130))
    one, two = ("room_overflow", "one"), ("room_overflow", "two")
    groups = Groups(problem_of(instance))
    assert least_amount(groups, one, (), ["one"], 10.0) == 50  # 150 - 100
    both = LeastViolation(
        Schedule.of(()), {one: 50, two: 31}, proved=False, bounds={one: 50, two: 30}
    )
    assert both.is_least(one)
    assert not both.is_least(two)
    assert replace(both, amounts={two: 31}, proved=True).is_least(two)
    assert not replace(both, proved=True).is_least(two)  # their sum is the least
    found = collide(instance, time_limit=30.0)
    assert [way.least for each in found.conflicts for way in each.ways[:1]] == [True, True]


def test_the_least_broken_programme_is_handed_over_and_proved() -> None:
    """With the conflict that it is due to."""
    found = collide(_crowded(1), time_limit=30.0)
    assert found.least
    assert found.schedule is not None
    assert found.complete
    assert len(found.conflicts) == 1


def test_whoever_may_not_be_on_a_panel_leaves_it_first() -> None:
    """Ada, who has to be seated, comes on Tuesday only: nothing else of what is known has to be broken."""
    facts: dict[str, Any] = {
        "person_classes": [{"id": "ministers", "seated_in": {"sessions": ["talk"]}}],
        "people": [
            {"id": "ada", "class": "ministers", "available": [{"days": DAYS[1:]}]},
            {"id": "ben"},
        ],
    }
    panel = {"roles": [{"id": "deciders", "people": ["ada", "ben"], "at_most": 2}]}
    talk = session("talk", panel=panel, windows=[{"days": DAYS[:1]}])
    instance = conference(talk, session("other"), **facts)
    known = seated(placed(instance, talk="Mon 09:00 A", other="Mon 10:00 A"), talk="ada ben")
    kept = frozenset({("person_unavailable", "ada")})
    groups = replace(Groups(problem_of(instance)), given=Given(keys=kept))
    look = LeastBroken(groups, by_gravity(groups), known=known)
    found = look.at_once()
    assert found is not None
    assert found.amounts == {("unseated", "ada"): 1}
    assert found.schedule == seated(known, talk="ben")
