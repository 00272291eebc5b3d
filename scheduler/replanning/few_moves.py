"""The best programme that moves at most so many sessions of another.

Moves are priced, and the price is raised or lowered until few enough are worth it (a Lagrangian relaxation
of the limit). For each price p, no programme with at most n moves costs less than the bound of that search
minus ``n * p``; the best of these bounds holds for all of them (Fisher 1981).
"""

import math
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from scheduler.engines.answer import Answer
from scheduler.engines.compilation.waiting import await_kernels
from scheduler.engines.counting import Counter
from scheduler.engines.descent import descents
from scheduler.engines.items.followers import sessions_beside_agendas
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.nearness import Nearest, Neighbourhood, bring_followers_back
from scheduler.engines.searching import Effort, search
from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.replanning.shares import Purse
from scheduler.replanning.starts import repaired
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import as_found, proved_impossible
from scheduler.sources import fit

PRICES = 8
"""Prices that are tried at most."""
FIRST = 0.2
"""Share of the time limit for the steepest descent that comes first: of nominal seconds, with one worker."""
PANELS = 0.1
"""Share of the time limit for panels, in the end: those that others sit on for nothing are as they were."""
SHARE = 0.3
"""Share of what is left of the time for each."""


@dataclass(frozen=True, slots=True)
class FewMoves:
    """The best programme that was found with at most so many moves."""

    solution: Solution
    """Nothing is proved of it among all programmes, whatever they move."""
    moved: int
    """Sessions elsewhere in it; 0 without a programme."""
    bound: int | None
    """No programme with at most so many moves costs less, in thousandths; None if nothing is proved."""

    @property
    def best(self) -> bool:
        """Whether no programme with at most so many moves is better: proved."""
        penalty = self.solution.penalty
        return penalty is not None and self.bound is not None and penalty <= self.bound


@dataclass(slots=True)
class _Prices:
    """Prices of a move: too low a one moves too many sessions."""

    low: int = 0
    high: int | None = None

    def next(self, guess: int) -> int | None:
        """Return the next price to try; None if no other is between."""
        if self.high is None:
            return max(2 * self.low, guess, 1)
        between = (self.low + self.high) // 2
        return None if between in (self.low, self.high) else between


def solve_with_few_moves(  # noqa: PLR0913 - how to search, and who is told
    instance: Instance,
    near: Schedule,
    moves: int,
    *,
    start: Schedule | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
) -> FewMoves:
    """Search for the best programme in which at most so many sessions are elsewhere than in another.

    Parameters
    ----------
    instance
        The conference.
    near
        A programme of it; if it breaks hard rules, it is repaired first with few changes.
    moves
        Sessions that may be elsewhere at most; 0 for none.
    start
        A programme to begin with; the other one unless given.
    time_limit
        Seconds of search, positive; with one worker, an amount of work that takes about as long.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    watch
        Told that the search goes on.
    stop
        Ends the search when it is set; the best programme so far is kept.
    keep
        Told of each better programme of which at most so many sessions are elsewhere.
    """
    stop, near = stop or threading.Event(), fit(instance, near).schedule
    waited = await_kernels(watch, stop.is_set)
    began = time.perf_counter()
    how = Search(Engine.AUTO, seed, workers, time_limit, Stop.LIMIT)
    around = Neighbourhood(problem_of(instance), with_seats(near))
    effort = Effort(Engine.AUTO, time_limit, seed, workers)
    begin = _begin(instance, start or near, effort, stop)
    best = _Best(instance, keep)
    if around.moved(with_seats(begin)) <= moves and best.take(begin):
        _descend(best, around, begin, moves, replace(effort, time_limit=FIRST * time_limit), stop)
    bound: int | None = None
    purse = Purse(replace(effort, time_limit=_left((1.0 - PANELS) * time_limit, workers, began)))

    def told(_: Progress) -> None:
        watch(_progress(time.perf_counter() - began, best.penalty, bound, waited))

    for price, answer in _answers(best, around, moves, begin, purse, told, stop):
        if answer.status is Status.INFEASIBLE:
            return FewMoves(proved_impossible(instance, replace(how, stop=Stop.PROVED)), 0, None)
        bound = _raised(bound, answer, price * moves)
        if (found := answer.schedule) is not None and around.moved(found) <= moves:
            best.take(without_seats(found))
        if best.reaches(bound):
            break
    best.keep_panels(around, replace(effort, time_limit=PANELS * time_limit), stop)
    how = replace(how, stop=Stop.INTERRUPTED if stop.is_set() else Stop.LIMIT)
    return _outcome(instance, around, best.schedule, bound, how)


def _progress(took: float, best: int | None, bound: int | None, waited: float) -> Progress:
    """Return how far a search is."""
    return Progress(took, best, bound, "looking for few moves", waited=waited)


def _raised(bound: int | None, answer: Answer, paid: int) -> int | None:
    """Return the higher of two bounds: a known one, and that of a search in which moves were paid for."""
    return bound if answer.bound is None else max(answer.bound - paid, bound or 0)


def _begin(instance: Instance, start: Schedule, effort: Effort, stop: threading.Event) -> Schedule:
    """Return what the searches begin with: repaired, if it breaks hard rules."""
    return repaired(
        instance,
        start,
        time_limit=effort.time_limit,
        seed=effort.seed,
        workers=effort.workers,
        stop=stop,
    ).schedule


def _left(time_limit: float, workers: int, began: float) -> float:
    """Return the seconds for what comes after the start; with one worker they do not depend on the clock."""
    return time_limit if workers == 1 else max(0.0, time_limit - (time.perf_counter() - began))


@dataclass(slots=True)
class _Best:
    """The best programme so far, judged once."""

    instance: Instance
    keep: Keep
    """Told of each better one."""
    schedule: Schedule | None = None
    penalty: int | None = None

    def reaches(self, bound: int | None) -> bool:
        """Tell whether it is proved that nothing is better."""
        return self.penalty is not None and bound is not None and self.penalty <= bound

    def take(self, schedule: Schedule) -> bool:
        """Take a programme if it keeps every hard rule and is better, and tell whether it is."""
        judged = evaluate(self.instance, schedule)
        if judged.forbidden or (self.penalty is not None and judged.penalty >= self.penalty):
            return False
        self.schedule, self.penalty = schedule, judged.penalty
        self.keep(Incumbent(judged.penalty, lambda: schedule))
        return True

    def keep_panels(self, around: Neighbourhood, effort: Effort, stop: threading.Event) -> None:
        """Let those sit on panels again who sat there, where that breaks nothing and costs no more."""
        if self.schedule is None or self.penalty is None:
            return
        seated = with_seats(self.schedule)
        asked = sessions_beside_agendas(around.problem, seated)
        paid = sum(total.penalty for total in Counter(asked).by_rule(seated).values())
        nearer = bring_followers_back(
            Neighbourhood(asked, around.near), Nearest(seated, paid), effort, stop=stop
        )
        found = without_seats(nearer.schedule).with_agendas(self.schedule.agendas)
        judged = evaluate(self.instance, found)
        if found != self.schedule and not judged.forbidden and judged.penalty <= self.penalty:
            self.schedule, self.penalty = found, judged.penalty
            self.keep(Incumbent(judged.penalty, lambda: found))


def _descend(
    best: _Best,
    around: Neighbourhood,
    start: Schedule,
    moves: int,
    effort: Effort,
    stop: threading.Event,
) -> None:
    """Find the few moves that pay most at once, by a steepest descent; what sessions deal with stays."""
    begun, seconds = with_seats(start), effort.time_limit
    ends = math.inf if effort.workers == 1 else time.perf_counter() + seconds
    found = descents(
        sessions_beside_agendas(around.problem, begun),
        around.near,
        begun,
        moves,
        seconds,
        lambda: stop.is_set() or time.perf_counter() > ends,
    )
    # Each is better than the one before, by what the engine counts.
    for each in reversed([*found]):
        if best.take(without_seats(each).with_agendas(start.agendas)):
            return


def _answers(
    best: _Best,
    around: Neighbourhood,
    moves: int,
    begin: Schedule,
    purse: Purse,
    watch: Watch,
    stop: threading.Event,
) -> Iterator[tuple[int, Answer]]:
    """Yield what is found at one price of a move after another; the second one is what a move is worth."""
    prices, price = _Prices(), 0
    start = best.schedule or begin
    begun, guess, worth = with_seats(start), 1, evaluate(best.instance, start).penalty
    how = search_with_tasks if around.problem.tasks else search
    for _ in range(PRICES):
        answer = how(
            around.with_price(price), purse.part(SHARE), start=begun, watch=watch, stop=stop
        )
        yield price, answer
        if answer.schedule is None or stop.is_set():
            return
        moved = around.moved(answer.schedule)
        if price == 0 and moved:
            guess = (worth - (answer.penalty or 0)) // moved
        if moved > moves:
            prices.low = price
        elif price == 0:
            return
        else:
            prices.high = price
        tried = prices.next(guess)
        if tried is None:
            return
        price = tried


def _outcome(
    instance: Instance,
    around: Neighbourhood,
    best: Schedule | None,
    bound: int | None,
    how: Search,
) -> FewMoves:
    if best is None:
        unknown = replace(proved_impossible(instance, how), status=Status.UNKNOWN)
        return FewMoves(unknown, 0, bound)
    return FewMoves(as_found(instance, best, how), around.moved(with_seats(best)), bound)
