"""Tiny problems, built directly: the engines know nothing of conferences.

Times are minutes since 06:00 UTC on Monday 8 November 2021. Unless a test says otherwise, there are three
sessions ``a``, ``b`` and ``c`` of 30, 60 and 90 minutes, six starts half an hour apart, and rooms A, B, C.
"""

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product
from random import Random

from scheduler.engines.answer import Answer, SearchState
from scheduler.engines.budget import Budget
from scheduler.engines.counting import Counter, Objective
from scheduler.engines.model import prepared
from scheduler.engines.searching import Effort, search
from scheduler.engines.workers import SearchContext
from scheduler.progress import Progress, nobody
from scheduler.restrictions import Breaks, Capacity, Priced, Problem, Restriction, Span
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Engine

ORIGIN = datetime(2021, 11, 8, 6, tzinfo=UTC)
LENGTHS = {"a": 30, "b": 60, "c": 90}
STARTS = (0, 30, 60, 90, 120, 150)
ROOMS = ("A", "B", "C")


def at(minute: int) -> datetime:
    """Return the instant of a minute."""
    return ORIGIN + span_of(minute)


def span_of(minutes: int) -> timedelta:
    """Return a duration."""
    return timedelta(minutes=minutes)


def span(start: int, end: int) -> Span:
    """Return the time between two minutes."""
    return at(start), at(end)


def with_taken(capacity: Capacity, rng: Random) -> Capacity:
    """Return a capacity of which some load is taken in up to three stretches of time, now and then all."""
    edges = sorted(rng.sample(range(-60, 270, 10), rng.randint(2, 4)))
    spans = (span(*pair) for pair in pairwise(edges))
    taken = tuple((each, rng.randint(0, capacity.at_most)) for each in spans)
    return replace(capacity, taken=taken)


def problem(
    *priced: Priced,
    lengths: Mapping[str, int] = LENGTHS,
    starts: Iterable[int] = STARTS,
    rooms: tuple[str, ...] = ROOMS,
    optional: Iterable[str] = (),
    followers: Mapping[str, str] | None = None,
    breaks: Mapping[str, tuple[Breaks, ...]] | None = None,
) -> Problem:
    """Return a problem."""
    durations = {session: span_of(length) for session, length in lengths.items()}
    times = tuple(map(at, starts))
    return Problem(
        durations, times, rooms, priced, frozenset(optional), followers or {}, breaks or {}
    )


def hard(*restrictions: Restriction) -> tuple[Priced, ...]:
    """Forbid restrictions to have an amount."""
    return tuple(Priced("hard", each, None) for each in restrictions)


def soft(price: int, *restrictions: Restriction) -> tuple[Priced, ...]:
    """Let restrictions pay for each unit."""
    return tuple(Priced("soft", each, price) for each in restrictions)


def placed(**places: str) -> Schedule:
    """Place sessions: ``placed(a="30 A")`` puts a into room A at minute 30."""
    found = []
    for session, place in places.items():
        minute, room = place.split()
        found.append(Assignment(session, at(int(minute)), room))
    return Schedule.of(found)


def schedules(problem: Problem) -> Iterator[Schedule]:
    """Yield every schedule of a problem."""
    places: list[list[Assignment | None]] = [
        [Assignment(session, start, room) for start in problem.starts for room in problem.rooms]
        + ([None] if session in problem.optional else [])
        for session in problem.durations
        if session not in problem.followers
    ]
    for assignments in product(*places):
        held = {each.session: each for each in assignments if each is not None}
        seats = [
            (None, replace(held[leader], session=follower))
            for follower, leader in problem.followers.items()
            if leader in held
        ]
        for following in product(*seats):
            yield Schedule.of((*held.values(), *(each for each in following if each is not None)))


def astray(problem: Problem, schedule: Schedule) -> list[str]:
    """Return the followers that are present, but not where their leader is."""
    spots = {each.session: (each.start, each.room) for each in schedule.assignments}
    return [
        follower
        for follower, leader in problem.followers.items()
        if follower in spots and spots[follower] != spots.get(leader)
    ]


def anywhere(problem: Problem, rng: Random) -> Schedule:
    """Return a schedule at random, on possible starts or a few minutes off; some may be absent."""
    return Schedule.of(
        Assignment(
            session,
            rng.choice(problem.starts) + span_of(rng.choice((0, 0, -7, 11))),
            rng.choice(problem.rooms),
        )
        for session in problem.durations
        if session not in problem.omissible or rng.random() < 0.8
    )


def answer_of(made: Problem, effort: Effort, least: int | None) -> Answer:
    """Search until a schedule of the least penalty is found, if there is one; the exact engine proves it.

    The fast engine proves nothing, and would go on until its time is over.
    """
    stop = threading.Event()

    def watch(progress: Progress) -> None:
        if progress.best is not None and least is not None and progress.best <= least:
            stop.set()

    proving = effort.engine is Engine.CP_SAT
    return search(made, effort, watch=nobody if proving else watch, stop=stop)


def cost_of(counter: Counter, schedule: Schedule) -> int | None:
    """Return what a schedule costs by the engines' count; None if it breaks anything that is hard."""
    forbidden, penalty = counter.cost(schedule)
    return None if forbidden else penalty


def least_penalty(made: Problem) -> int | None:
    """Return the least penalty of all schedules that keep what is hard; None if there is none."""
    counter = Counter(made)
    costs = (cost_of(counter, schedule) for schedule in schedules(made))
    return min((cost for cost in costs if cost is not None), default=None)


def context_of(made: Problem, budget: Budget, workers: int = 1) -> SearchContext:
    """Return all that the engines of a search of a problem need, with nobody who watches."""
    model = prepared(made)
    state = SearchState(budget, nobody)
    return SearchContext(model, model, Objective(model), budget, state, seed=0, workers=workers)


def checked(made: Problem, answer: Answer) -> Schedule:
    """Return the schedule of an answer, in which nobody is astray, and which costs what it says."""
    assert answer.schedule is not None
    assert not astray(made, answer.schedule)
    assert Counter(made).cost(answer.schedule) == (0, answer.penalty)
    return answer.schedule
