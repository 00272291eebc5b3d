"""What may be claimed: each sentence about proof, where it is given, where not, and where nobody knows."""

import threading
from typing import Any

import pytest

from scheduler.cli.views.claims import (
    ended_in_words,
    fewest_in_words,
    is_least,
    nothing_in_words,
    price_in_words,
    replanned_in_vain,
    why_not,
)
from scheduler.cli.views.conflict_report import (
    collision_in_words,
    conflict_in_words,
)
from scheduler.evaluation import evaluate
from scheduler.explanation import Trouble
from scheduler.explanation.conflicts import Collision, Conflict
from scheduler.explanation.programmes import RulePrice
from scheduler.findings import Evaluation
from scheduler.progress import Progress
from scheduler.replanning import Move, Replan, replan
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.whatif import Done
from tests.conference import conference, placed, session

INSTANCE = conference(session("talk"), levels={"room_waste": 0.01})
"""A talk of nobody in a room of 100 seats: 1 point."""
SCHEDULE = placed(INSTANCE, talk="Mon 09:00 A")
LIMIT, ASKED, PROVED = Stop.LIMIT, Stop.INTERRUPTED, Stop.PROVED


def solution(status: Status, stop: Stop = LIMIT, bound: int | None = None) -> Solution:
    """Return a solution of a penalty of 1,000 thousandths, if its status allows for one."""
    has_one = status in (Status.OPTIMAL, Status.FEASIBLE)
    return Solution(
        conference=INSTANCE,
        fingerprint="",
        status=status,
        schedule=SCHEDULE if has_one else None,
        evaluation=evaluate(INSTANCE, SCHEDULE) if has_one else None,
        bound=bound,
        search=Search(Engine.AUTO, 0, 1, 2.0, stop),
        versions={},
    )


OPTIMAL = solution(Status.OPTIMAL, PROVED, 1000)
FEASIBLE = solution(Status.FEASIBLE, LIMIT, 750)
BLIND = solution(Status.FEASIBLE)
IMPOSSIBLE = solution(Status.INFEASIBLE, PROVED)
NOTHING = solution(Status.UNKNOWN)
STOPPED = solution(Status.UNKNOWN, ASKED)


@pytest.mark.parametrize(
    ("found", "bound", "proved"),
    [(3, 3, True), (3, 4, True), (0, 0, True), (3, 2, False), (3, None, False), (None, 3, False)],
)
def test_what_is_found_is_the_least_where_nothing_is_below(
    found: int | None, bound: int | None, proved: bool
) -> None:
    """And only where both are known."""
    assert is_least(found, bound) is proved


@pytest.mark.parametrize(
    ("ended", "kept", "words"),
    [
        (OPTIMAL, False, "Proved optimal in 2 s: no programme has a smaller penalty."),
        (FEASIBLE, False, "Best found in 2 s; a better one could be at most 25.0 % better."),
        (BLIND, False, "Best found in 2 s; it is not known how much better another could be."),
        (IMPOSSIBLE, False, "Proved in 2 s: no programme can keep every hard rule."),
        (
            NOTHING,
            False,
            "Nothing found in 2 s: no programme yet, and no proof that there is none.",
        ),
        (NOTHING, True, "Nothing found in 2 s: no programme yet, and no proof that there is none."),
        (
            *(FEASIBLE, True),
            "No better programme in 2 s. Kept the stored one; a better one could be at most 25.0 % better.",
        ),
        (
            *(OPTIMAL, True),
            "The stored programme is proved optimal: no programme has a smaller penalty (2 s).",
        ),
        (
            *(STOPPED, False),
            "You stopped it after 2 s: no programme yet, and no proof that there is none.",
        ),
    ],
)
def test_how_a_search_ended(ended: Solution, kept: bool, words: str) -> None:
    """With what it has proved, and with what it has not."""
    assert ended_in_words(ended, 2.0, kept=kept) == words


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (IMPOSSIBLE, "no programme keeps every hard rule"),
        (NOTHING, "nothing was found in time"),
        (STOPPED, "nothing was found before you stopped it"),
    ],
)
def test_why_there_is_nothing_to_compare_with(ended: Solution, words: str) -> None:
    """Proved, out of time, or stopped."""
    assert nothing_in_words(ended) == words


TROUBLE = Trouble("No room is large enough.", True, (), ())


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (Done("a", None, note="the process was lost"), "no programme; the process was lost"),
        (
            Done("a", IMPOSSIBLE, (TROUBLE,)),
            "no programme can keep every hard rule; proved without a search",
        ),
        (Done("a", IMPOSSIBLE), "no programme can keep every hard rule; proved by the search"),
        (
            Done("a", NOTHING),
            "nothing was found in time: no programme, and no proof that there is none",
        ),
        (
            Done("a", STOPPED),
            "nothing was found before you stopped it: no programme, and no proof that there is none",
        ),
    ],
)
def test_why_a_variant_has_no_programme(done: Done, words: str) -> None:
    """Lost, proved in either way, or not known."""
    assert why_not(done) == words


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.INFEASIBLE, "Proved: no programme can keep every hard rule."),
        (Status.FEASIBLE, "There is a programme that keeps every hard rule: nothing collides."),
        (
            Status.UNKNOWN,
            "Nothing found in time: no programme, and no proof that there is none.",
        ),
    ],
)
def test_whether_rules_collide(status: Status, words: str) -> None:
    """They do, they do not, or nobody knows."""
    assert collision_in_words(Collision(status, (), complete=True)) == words


def test_whether_all_rules_of_a_conflict_are_needed() -> None:
    """Proved or not."""
    for proved, words in ((True, "Without any one of them"), (False, "Perhaps not all of them")):
        assert conflict_in_words(Conflict((), (), proved, ())).startswith(words)


def replanned(moves: int, at_least: int, *, gentlest: bool = False, best: bool = False) -> Replan:
    """Return a replanned programme of so many changes."""
    (place,) = SCHEDULE.assignments
    return Replan(
        *(BLIND, INSTANCE, (Move("talk", place, place, ()),) * moves, (), (), (), ()),
        unchanged=0,
        at_least=at_least,
        gentlest=gentlest,
        best=best,
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            replanned(1, 1, gentlest=True, best=True),
            (
                "Proved: fewer changes are not possible, and no other choice of as few affects fewer people. "
                "Of the programmes that change only these, none costs less: proved as well."
            ),
        ),
        (replanned(1, 1), "Proved: fewer changes are not possible."),
        (
            replanned(3, 1, best=True),
            (
                "It is not known whether fewer would do. Proved: it takes at least 1 change. Of the "
                "programmes that change only these, none costs less: proved as well."
            ),
        ),
        (
            replanned(1, 0, best=True),
            (
                "It is not known whether fewer would do. Of the programmes that change only these, none "
                "costs less: proved."
            ),
        ),
        (replanned(1, 0), "It is not known whether fewer would do."),
    ],
)
def test_whether_fewer_changes_would_do(found: Replan, words: str) -> None:
    """Proved, in part, or not known; and "as well" only after something that is proved."""
    assert fewest_in_words(found) == words


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        (IMPOSSIBLE, "Proved in 2 s: no programme can keep every hard rule, whatever is changed."),
        (NOTHING, "Nothing found in 2 s: no programme yet, and no proof that there is none."),
        (STOPPED, "You stopped it after 2 s: no programme yet, and no proof that there is none."),
    ],
)
def test_why_nothing_could_be_replanned(ended: Solution, words: str) -> None:
    """Proved, out of time, or stopped."""
    found = Replan(
        *(ended, INSTANCE, (), (), (), (), ()),
        unchanged=None,
        at_least=0,
        gentlest=False,
        best=False,
    )
    assert replanned_in_vain(found, 2.0) == words


@pytest.mark.parametrize(
    ("now", "without", "words"),
    [
        (True, OPTIMAL, "Both programmes are proved to be the best."),
        (True, FEASIBLE, "The programme without it is not proved to be the best"),
        (False, OPTIMAL, "The programme with it is not proved to be the best"),
        (False, BLIND, "Neither programme is proved to be the best"),
    ],
)
def test_how_sure_the_price_of_a_rule_is(now: bool, without: Solution, words: str) -> None:
    """Of both programmes, of one, or of none."""
    price = RulePrice("room_waste", Evaluation(()), 0, without, 0, (), now)
    assert price_in_words(price).startswith(words)


def test_a_plan_that_breaks_a_hard_rule_takes_a_change() -> None:
    """However soon the search is stopped: with two sessions in one room, none is not enough."""
    talks = [session(f"s{number}") for number in range(8)]
    instance = conference(*talks)
    days = ["Mon"] * 4 + ["Tue"] * 4
    places = {f"s{n}": f"{day} {9 + n % 4}:00 A" for n, day in enumerate(days)}
    places |= {"s3": "Mon 14:00 A", "s7": "Tue 14:00 A", "s1": "Mon 09:00 A"}
    found = _stopped_at_once(instance, placed(instance, **places))
    assert len(found.moves) == found.at_least == 1
    assert found.fewest
    assert fewest_in_words(found).startswith("Proved: fewer changes are not possible.")


def test_new_sessions_and_seats_that_can_give_way_prove_nothing() -> None:
    """What was never published gets a place without a change, so that none is needed."""
    instance = conference(session("talk"), session("late"), session("new"))
    found = _stopped_at_once(instance, placed(instance, talk="Mon 09:00 A", late="Mon 10:00 A"))
    assert (found.moves, found.at_least) == ((), 0)


def _stopped_at_once(instance: Any, published: Schedule) -> Replan:
    """Replan, and stop as soon as a programme is found."""
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    return replan(instance, published, time_limit=10.0, workers=1, watch=watch, stop=stop)
