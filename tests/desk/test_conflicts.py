"""Conflicts of hard rules at a desk: why, the programme that breaks least, and ways out as steps."""

from datetime import date, timedelta
from itertools import islice

import pytest

from scheduler.desk import (
    DeskState,
    Way,
    apply,
    begun,
    close,
    conflicts_of,
    conflicts_with,
    lock,
    move,
    undo,
    way_out,
    words_of,
)
from scheduler.desk.conflicts import given_at
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.evaluation.runs import runs_by_id
from scheduler.explanation.remedies import Remedy, Violation, softened
from scheduler.explanation.rules import VOICES
from scheduler.solution import Status
from scheduler.sources import changes_between, read_changes
from scheduler.wording import one_line
from tests.acceptance.broken import BROKEN
from tests.conference import room, session
from tests.desk.desks import desk, three, to
from tests.voices import rule_of


@pytest.mark.slow
def test_where_there_is_a_programme_it_is_a_change() -> None:
    """Two sessions of one chair at once: the one that is not pinned goes elsewhere."""
    before = three()
    clashing = apply(before, move(before, "talk", to("Mon 10:30")))
    assert clashing.evaluation.forbidden
    found, outcome = conflicts_of(clashing, time_limit=30)
    assert (found.status, found.conflicts) == (Status.FEASIBLE, ())
    assert outcome is not None
    assert not apply(clashing, outcome).evaluation.forbidden


def _hall_with_a_pin(**room_a: object) -> DeskState:
    """Return a desk on which a session is pinned to a room on Monday and Tuesday has the same hours."""
    return desk(
        session("talk", pin={"start": "2021-11-08T09:00[Africa/Addis_Ababa]", "room": "A"}),
        session("lecture"),
        places={"talk": "Mon 09:00 A", "lecture": "Tue 09:00 A"},
        rooms=[room("A", **room_a), room("B")],
    )


CLOSED = [{"days": ["2021-11-08"]}, {"days": ["2021-11-09"], "from": "18:00", "to": "21:00"}]


def test_what_was_changed_at_the_desk_is_taken_as_given() -> None:
    """A hall that was closed stays closed: the pin gives way, and the programme for it is offered."""
    before = _hall_with_a_pin(closures=CLOSED[1:])
    closed = apply(before, close(before, "A", date(2021, 11, 8)))
    found, outcome = conflicts_of(closed, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.given == ("A is closed Mon 8 Nov (all day), Tue 9 Nov 18:00-21:00",)
    (conflict,) = found.conflicts
    assert {way.path for way in conflict.ways} == {
        ("sessions", "talk", "pin"),
        ("levels", "pin_broken"),
    }
    assert [way.path for way in found.together] == [("sessions", "talk", "pin")]
    assert found.fewest
    assert outcome is not None
    assert {each.rule for each in apply(closed, outcome).evaluation.forbidden} == {"pin_broken"}


def test_a_lock_is_a_change_and_not_given() -> None:
    """A room that is locked is not said to be closed; one that is closed as well is."""
    before = _hall_with_a_pin()
    locked = apply(before, lock(before, day=date(2021, 11, 9)))
    assert given_at(locked) == frozenset()
    closed = apply(locked, close(locked, "A", date(2021, 11, 8)))
    assert given_at(closed) == {("rooms", "A", "closures")}


def test_without_time_to_search_what_is_given_stays() -> None:
    """As on a busy machine: no way out opens a hall that was closed at the desk."""
    before = _hall_with_a_pin()
    desk = apply(before, close(before, "A", date(2021, 11, 8)))
    found, _ = conflicts_of(desk, time_limit=0.01)
    assert found.given
    assert found.schedule is not None
    ways = [
        *found.together,
        *(way for each in found.conflicts for way in each.ways),
    ]
    assert not [way for way in ways if way.path[0] == "rooms" or way.rule == "room_closed"]


def test_what_is_given_gives_way_where_nothing_else_can() -> None:
    """Every room is closed all the time: nothing but that can be changed."""
    before = three()
    for each in ("A", "B"):
        for day in (8, 9):
            before = apply(before, close(before, each, date(2021, 11, day)))
    found, _ = conflicts_of(before, time_limit=30)
    assert found.status is Status.INFEASIBLE
    assert found.given == ()
    assert any(way.path[0] == "rooms" for way in found.together)


def test_a_way_out_is_a_step_of_the_desk() -> None:
    """The pin is dropped by a line, the session goes where it was tried, and undo takes it back."""
    before = _hall_with_a_pin(closures=CLOSED[1:])
    closed = apply(before, close(before, "A", date(2021, 11, 8)))
    found, _ = conflicts_of(closed, time_limit=30)
    (way,) = found.together
    assert way.path == ("sessions", "talk", "pin")
    done = apply(closed, way_out(closed, [way], found=True))
    assert not done.evaluation.forbidden
    assert done.schedule.by_session["talk"] == way.schedule.by_session["talk"]
    assert done.instance.session_by_id["talk"].pin is None
    assert undo(done).schedule == closed.schedule


BY_HAND = ("remove this order of Jobs",)
"""What no line of a variant says: rows without an id that are found by what their file says of them."""
MONDAY = date(2021, 11, 8)


def remedies(rule: str) -> tuple[DeskState, list[Remedy]]:
    """Return the desk of a conference that breaks one rule, and what may help."""
    instance = BROKEN[rule].instance(**{rule: "hard"})
    schedule = BROKEN[rule].schedule(instance)
    found = next(iter(evaluate(instance, schedule).forbidden)).finding
    runs = runs_by_id(instance, schedule)
    case = Violation(instance, found.item, schedule, runs, found.sessions)
    cure = VOICES[rule_of(rule)].cure
    some = [] if cure is None else [*islice(cure(case), 2)]
    return begun(instance, "broken-desk", schedule, "Begin."), [
        *some,
        softened(case, rule_of(rule), "it is so"),
    ]


def way_of(rule: str, remedy: Remedy) -> Way:
    by_level = remedy.path[0] == "levels"
    item = remedy.words.partition("{items: {")[2].partition(":")[0]
    after, programme = remedy.instance, remedy.schedule
    return Way(remedy.words, remedy.path, rule, item, 1, True, by_level, after, programme)


@pytest.mark.slow
@pytest.mark.parametrize("rule", list(BROKEN))
def test_each_way_out_is_a_step(rule: str) -> None:
    """After it the facts are those with which it was tried; it can be taken back."""
    before, found = remedies(rule)
    for remedy in found:
        way = way_of(rule_of(rule), remedy)
        if way.words in BY_HAND:
            with pytest.raises(InputError, match="by hand"):
                way_out(before, [way])
            continue
        outcome = way_out(before, [way], found=True)
        assert evaluate(outcome.instance, way.schedule) == evaluate(way.instance, way.schedule)
        after = apply(before, outcome)
        assert after.steps[-1].said.startswith(outcome.change.said.partition(";")[0])
        assert undo(after).instance == before.instance
        if not way.by_level:
            assert one_line(way.words)[1:] in outcome.change.said


@pytest.mark.parametrize("rule", list(BROKEN))
def test_changes_make_one_state_of_the_other(rule: str) -> None:
    """As lines of a variant that anybody can read."""
    before, found = remedies(rule)
    for remedy in found:
        if remedy.words not in BY_HAND:
            changes = [*changes_between(before.base, remedy.instance)]
            assert changes
            made = read_changes(before.base, changes, "after")
            assert made.model_copy(update={"name": before.base.name}) == remedy.instance


def _closed_twice() -> DeskState:
    """Return a desk on which the only room is closed, on Monday and on Tuesday, by a line each."""
    made = desk(
        session("talk", pin={"start": "2021-11-08T09:00[Africa/Addis_Ababa]"}),
        places={"talk": "Mon 09:00 A"},
        rooms=[{"id": "A", "capacity": 100}],
    )
    for day in (MONDAY, MONDAY + timedelta(days=1)):
        made = apply(made, close(made, "A", day))
    return made


@pytest.mark.slow
def test_a_room_is_opened_again_besides_what_else_is_closed() -> None:
    """It stays closed on the other day; both ways lead to a programme that keeps every hard rule."""
    before = _closed_twice()
    found, _ = conflicts_of(before, time_limit=30)
    (conflict,) = found.conflicts
    opening = next(each for each in conflict.ways if each.words.startswith("open A"))
    after = apply(before, way_out(before, [opening], found=True))
    assert not after.evaluation.forbidden
    (room,) = after.instance.rooms
    assert room.closures
    assert after.instance.room_by_id["A"] == opening.instance.room_by_id["A"]
    together = way_out(before, found.together, found=True)
    assert not apply(before, together).evaluation.forbidden


def test_a_level_is_told_without_a_word_of_files() -> None:
    """By the rule, and the name of whom it is about; facts are told as they are."""
    _, found = remedies("room_closed")
    *facts, level = (way_of("room_closed", each) for each in found)
    words = words_of(level)
    assert words == "let “Sessions in closed rooms” be broken for Africa Hall, at a penalty"
    assert [words_of(each) for each in facts] == [each.words for each in facts]
    assert facts


def _minister() -> DeskState:
    """Return a desk where who chairs a session is there on Monday only."""
    people = [{"id": "ada", "available": [{"days": ["2021-11-08"]}]}]
    return desk(
        session("talk", people={"chair": ["ada"]}),
        session("other"),
        rooms=[{"id": "A"}, {"id": "B"}],
        people=people,
        places={"talk": "Mon 09:00 A", "other": "Mon 09:00 B"},
    )


@pytest.mark.parametrize("goal", [to("Tue 09:00"), date(2021, 11, 9)])
@pytest.mark.parametrize("found", [True, False])
def test_what_stands_in_the_way_of_a_change_is_granted_with_it(goal: date, found: bool) -> None:
    """As one step, with the place that was asked; that the session is to be there is taken as given."""
    of = _minister()
    assert conflicts_of(of)[0].conflicts == ()
    change = move(of, "talk", goal, "A")
    collision = conflicts_with(change)
    assert collision.status is Status.INFEASIBLE
    assert any(each.startswith("Talk is pinned") for each in collision.given)
    ways = [way for conflict in collision.conflicts for way in conflict.ways]
    assert ways
    assert not any(way.rule == "pin_broken" for way in ways)
    for way in ways:
        outcome = way_out(of, [way], found=found, granting=change)
        assert not outcome.evaluation.forbidden
        assert outcome.schedule.by_session["talk"].start.date() == date(2021, 11, 9)
        assert outcome.instance.session_by_id["talk"].pin is not None
        after = apply(of, outcome)
        assert after.done == of.done + 1
        assert after.steps[-1].said.startswith("Move Talk to Tue 9 Nov")
        assert undo(after).schedule == of.schedule


def test_a_change_that_can_be_has_nothing_in_its_way() -> None:
    """On Monday she is there."""
    of = _minister()
    found = conflicts_with(move(of, "talk", to("Mon 10:00"), "A"))
    assert found.status is Status.FEASIBLE
    assert found.conflicts == ()
