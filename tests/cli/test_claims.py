"""What may be claimed: each sentence about proof, where it is given, where not, and where nobody knows."""

import threading
from dataclasses import replace
from typing import Any

import pytest

from scheduler.cli.views.claims import (
    ended_in_words,
    fewest_in_words,
    is_least,
    missing_in_brief,
    proved_in_brief,
    why_not,
)
from scheduler.cli.views.conflict_report import collision_in_words
from scheduler.cli.views.solution_report import penalty_in_words
from scheduler.evaluation import evaluate
from scheduler.explanation import Trouble
from scheduler.explanation.conflicts import Collision
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


def _by(found: Solution, **search: Any) -> Solution:
    return replace(found, search=replace(found.search, **search))


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


LIMITED = "Stopped at the limit of work after 2 s."


@pytest.mark.parametrize(
    ("ended", "circumstances", "words"),
    [
        (OPTIMAL, {}, "Proved optimal in 2 s: no programme has a lower penalty."),
        (OPTIMAL, {"kept": True}, "The stored programme is the best. Proved optimal in 2 s: no"),
        (FEASIBLE, {}, f"{LIMITED} Another programme can be better by at most 25.0 %."),
        (FEASIBLE, {"before": 1001}, f"{LIMITED} Another"),
        (FEASIBLE, {"before": 1000}, f"{LIMITED} Found no programme better than at the start."),
        (FEASIBLE, {"kept": True}, f"{LIMITED} Found no programme better than the stored one."),
        (BLIND, {}, f"{LIMITED} How much better another programme could be is not known."),
        (_by(BLIND, workers=2, time_limit=2.1), {}, "Stopped at the time limit of 2.1 s. How"),
        (_by(BLIND, stop=ASKED), {}, "You stopped the search after 2 s. How much better"),
        (IMPOSSIBLE, {}, "Proved in 2 s: no programme satisfies all hard rules."),
        (
            NOTHING,
            {"kept": True},
            "Out of time after 2 s: no programme yet, and no proof that none",
        ),
        (STOPPED, {}, "You stopped the search after 2 s: no programme yet, and no proof that none"),
    ],
)
def test_how_a_search_ended(ended: Solution, circumstances: dict[str, Any], words: str) -> None:
    """With what it has proved, and with what it has not."""
    assert ended_in_words(ended, 2.0, **circumstances).startswith(words)


TROUBLE = Trouble("Too few teams. Sessions: a, b.", True, (), ())
LONG = Trouble("Too much of everything. Sessions: a, b. What may help: less.", True, (), ())


@pytest.mark.parametrize(
    ("done", "why", "brief"),
    [
        (Done("a", None, note="lost"), "no programme; lost", None),
        (
            Done("a", NOTHING),
            "Out of time: no programme yet, and no proof that none exists",
            None,
        ),
        (
            Done("a", STOPPED),
            "You stopped the search: no programme yet, and no proof that none exists",
            None,
        ),
        (
            Done("a", IMPOSSIBLE, (LONG, TROUBLE)),
            "Proved: no programme satisfies all hard rules",
            "teams",
        ),
        (Done("a", IMPOSSIBLE), "Proved: no programme satisfies all hard rules", "each other"),
    ],
)
def test_why_a_variant_has_no_programme(done: Done, why: str, brief: str | None) -> None:
    """Lost, not known, or proved; a committee is told the shortest reason, and never that it is proved."""
    assert why_not(done) == why
    said = missing_in_brief(done)
    assert said.startswith("Not known to be" if brief is None else "Proved impossible. ")
    assert (f"{brief}." if brief else why) in said


def test_a_committee_is_told_how_much_better_a_programme_can_be() -> None:
    """Not at all, by so much at most, or nobody knows."""
    pairs = ((1000, 1000), (1000, 750), (1000, None), (0, None))
    said = [proved_in_brief(*each) for each in pairs]
    assert said == ["None: proved", "25.0 % at most", "Not known", "Not known"]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.INFEASIBLE, "Proved: no programme satisfies all hard rules."),
        (Status.FEASIBLE, "A programme that satisfies all hard rules exists: no rules conflict."),
        (Status.UNKNOWN, "Out of time: no programme, and no proof that none exists."),
    ],
)
def test_whether_rules_collide(status: Status, words: str) -> None:
    """They do, they do not, or nobody knows."""
    assert collision_in_words(Collision(status, (), complete=True)).startswith(words)


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


UNKNOWN = "Whether fewer changes suffice is not known."
FEWEST = "fewer changes are not possible"
GENTLEST = "no other choice of as few changes affects fewer people"
BEST = "moving these sessions to other slots does not lower the penalty"


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (replanned(1, 1, gentlest=True, best=True), f"Proved: {FEWEST}; {GENTLEST}; {BEST}."),
        (replanned(1, 1), f"Proved: {FEWEST}."),
        (replanned(3, 1, best=True), f"{UNKNOWN} Proved: at least 1 change needed; {BEST}."),
        (replanned(3, 1, gentlest=True), f"{UNKNOWN} Proved: at least 1 change needed."),
        (replanned(1, 0, best=True), f"{UNKNOWN} Proved: {BEST}."),
        (replanned(1, 0), UNKNOWN),
    ],
)
def test_whether_fewer_changes_would_do(found: Replan, words: str) -> None:
    """Proved, in part, or not known."""
    assert fewest_in_words(found) == words


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


def test_new_sessions_and_seats_that_can_give_way_prove_nothing() -> None:
    """What was never published gets a place without a change, so that none is needed."""
    instance = conference(session("talk"), session("late"), session("new"))
    found = _stopped_at_once(instance, placed(instance, talk="Mon 09:00 A", late="Mon 10:00 A"))
    assert (found.moves, found.at_least) == ((), 0)


def _stopped_at_once(instance: Any, published: Schedule) -> Replan:
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None:
            stop.set()

    return replan(instance, published, time_limit=10.0, workers=1, watch=watch, stop=stop)


@pytest.mark.parametrize(("bound", "least"), [(24_150, "24.2"), (24_149, "24.1")])
def test_a_bound_that_is_reached_is_shown_like_the_penalty(bound: int, least: str) -> None:
    """A bound is rounded down, but not below a penalty that it proves."""
    instance = conference(session("talk", attendance=50), levels={"room_waste": 0.483})
    found = evaluate(instance, placed(instance, talk="Mon 09:00 A"))
    penalty, lower, *_ = penalty_in_words(found, bound)
    assert (found.penalty, penalty) == (24_150, "Penalty: 24.2 points.")
    assert lower.startswith(f"Lower bound: {least} (gap 0.0 %)")
