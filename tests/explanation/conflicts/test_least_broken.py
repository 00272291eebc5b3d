"""The least broken programme: the lighter rules are broken, and nothing that has no price."""

from scheduler.explanation.conflicts import collide
from scheduler.explanation.conflicts.collisions import DOUBTS, Diagnosis
from scheduler.explanation.conflicts.conflict_sets import ConflictSet, Oracle, WorkBudget
from scheduler.explanation.conflicts.groups import HardGroups, Key
from scheduler.explanation.conflicts.least_broken import (
    LeastBroken,
    by_gravity,
    is_small,
)
from scheduler.instance import Instance
from scheduler.rules import problem_of
from tests.acceptance.broken import ONE_HOUR
from tests.conference import conference, placed, room, session

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
    found = LeastBroken(groups := HardGroups(problem_of(instance)), by_gravity(groups)).find(30.0)
    assert found is not None
    assert found.proved
    amounts: dict[str, int] = {}
    for (rule, _), amount in found.amounts.items():
        amounts[rule] = amounts.get(rule, 0) + amount
    return amounts


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
    groups = HardGroups(problem_of(instance))
    look = LeastBroken(groups, by_gravity(groups), known=placed(instance, **plan))
    assert not is_small(groups.problem)
    found = look.find(0.5)
    assert found is not None
    assert sum(found.amounts.values()) <= 60


def test_what_has_no_price_is_kept() -> None:
    """However dear the rest is: the two meet in one room."""
    groups = HardGroups(problem_of(_crowded(1)))
    found = LeastBroken(groups, {("room_overlap", "A"): 1_000}).find(30.0)
    assert found is not None
    assert found.amounts == {("room_overlap", "A"): 60}
    assert LeastBroken(groups, {("room_overflow", "none"): 1}).find(1.0) is None


def _case(instance: Instance) -> Diagnosis:
    groups = HardGroups(problem_of(instance))
    return Diagnosis(instance, groups, Oracle(groups, WorkBudget(30.0)))


def test_what_is_certain_is_proved_and_alone_is_broken() -> None:
    """A session for a hundred and fifty, in two rooms for a hundred; without it there is nothing to prove."""
    large = ("room_overflow", "large")
    for attendance, known, broken in ((150, [{large}], {large: 50}), (50, [], {})):
        case = _case(conference(session("large", attendance=attendance), session("fine")))
        case.look()
        assert [set(each.keys) for each in case.known] == known
        assert case.broken is not None
        assert case.broken.amounts == broken


def test_a_consequence_is_no_conflict_of_its_own() -> None:
    """What is broken without a proof and takes part in what is proved is left out; all else is told."""
    one, two, both = ("room_overflow", "one"), ("room_overflow", "two"), ("room_overlap", "A")
    case = _case(_crowded(1))
    proof = ConflictSet((both, one), ("one",), irreducible=True)
    case.causes = {one: _doubt(one), both: proof, two: _doubt(two)}
    case.leave_out_consequences()
    assert [*case.causes] == [both, two]
    assert case.complete


def test_many_doubts_beside_a_proof_are_due_to_the_search() -> None:
    """Twelve are told; of thirteen none is, and that there may be more; without a proof all are."""
    key = ("room_overlap", "A")
    proof = {key: ConflictSet((key,), ("one",), irreducible=True)}
    doubts = [("room_overflow", str(each)) for each in range(DOUBTS + 1)]
    for causes, number, complete in (
        (proof | {each: _doubt(each) for each in doubts[1:]}, 1 + DOUBTS, True),
        (proof | {each: _doubt(each) for each in doubts}, 1, False),
        ({each: _doubt(each) for each in doubts}, 1 + DOUBTS, True),
    ):
        case = _case(_crowded(1))
        case.causes = causes
        case.leave_out_consequences()
        assert (len(case.causes), case.complete) == (number, complete)


def _doubt(key: Key) -> ConflictSet:
    return ConflictSet((key,), ("one",), irreducible=False, proved=False)


def test_the_least_broken_programme_is_handed_over_and_proved() -> None:
    """With the conflict that it is due to."""
    found = collide(_crowded(1), time_limit=30.0)
    assert found.least
    assert found.schedule is not None
    assert found.complete
    assert len(found.conflicts) == 1
