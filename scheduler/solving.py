"""From an instance to a solution: rules, engines and evaluation, joined."""

import math
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from importlib.metadata import version

from scheduler.engines.answer import Answer
from scheduler.engines.counting import Counter
from scheduler.engines.items.search import search_with_tasks
from scheduler.engines.nearness import stay_near
from scheduler.engines.parameters import DEFAULTS, SearchParams
from scheduler.engines.searching import Effort
from scheduler.errors import DisagreementError, InputError
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import (
    Incumbent,
    Keep,
    Onward,
    Watch,
    forget,
    later,
    nobody,
    within,
)
from scheduler.restrictions import Problem
from scheduler.rosters import rostered
from scheduler.rules import problem_of, with_open_items, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.sources import fingerprint

JUDGING = 2.5
"""Seconds to count and to judge a programme, for each that it takes to gather its restrictions: measured for
800, 1,600 and 3,200 sessions."""

STAYING_NEAR = 0.15
"""Share of a limit for staying near a schedule; by the clock, what the search has left as well."""

ROUND = 0.05
"""Share of a limit that must be left for another round of searching and staying near."""

LIBRARIES = ("agenda-scheduler", "numpy", "ortools")


def solve(  # noqa: PLR0913 - how to search, and who is told
    instance: Instance,
    *,
    engine: Engine = Engine.AUTO,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    start: Schedule | None = None,
    near: Schedule | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
    since: float | None = None,
    params: SearchParams = DEFAULTS,
) -> Solution:
    """Search for the best schedule of an instance.

    Parameters
    ----------
    start
        A schedule to start from; it need not satisfy any rule, and is not repaired.
    near
        A schedule to stay near to: of equal penalty, with fewer sessions, panels and items elsewhere. The
        last part of the limit (`STAYING_NEAR`) is for that, and what it leaves is searched again.
    instance, engine, time_limit, seed, workers, watch, stop, keep, since, params
        As of `scheduler.replanning.repair_and_solve`.

    Returns
    -------
    Solution
        Already evaluated; its schedule, if any, satisfies every hard rule.

    Raises
    ------
    InputError
        When the time limit is not positive, or there is no worker.
    DisagreementError
        When model and evaluation count differently: our defect, never the file's.
    """
    if not 0 < time_limit < math.inf or workers < 1:
        found = f"time_limit={time_limit:g}, workers={workers}"
        raise InputError(f"found {found}, expected seconds above 0 and one worker at least.")
    began = time.perf_counter()
    problem = problem_of(instance)
    left, judging = _left(time_limit, began, workers, since)
    effort = Effort(engine, left, seed, workers, judging)
    begin = None if start is None else with_seats(with_open_items(instance, start))
    told = keeping_no_seats(keep)
    answer = _search(problem, effort, begin, near, Onward(watch), stop, told, params)
    schedule = None if answer.schedule is None else without_seats(answer.schedule)
    if schedule is not None:
        schedule = rostered(instance, schedule, () if start is None else start.roster)
    how = Search(engine, seed, workers, time_limit, answer.stop)
    return solution_of(instance, problem, answer, schedule, how)


def solution_of(
    instance: Instance, problem: Problem, answer: Answer, schedule: Schedule | None, how: Search
) -> Solution:
    """Return the result of a search as a solution that the evaluation confirms; `schedule` has no seats."""
    evaluation = None if schedule is None else agreed(instance, problem, schedule)
    found = without_programme(instance, answer.status, how)
    judged = _kept(evaluation, answer)
    return replace(found, schedule=schedule, evaluation=judged, bound=answer.bound)


def _search(
    problem: Problem,
    effort: Effort,
    start: Schedule | None,
    near: Schedule | None,
    watch: Watch,
    stop: threading.Event | None,
    keep: Keep,
    params: SearchParams,
) -> Answer:
    """Search; near a schedule, take back what has moved without a reason, and search on while there is time.

    With one worker there is one round: how long staying near takes must not decide what is searched.
    """
    search = partial(search_with_tasks, problem, stop=stop, keep=keep, params=params)
    if near is None:
        return search(effort, start=start, watch=watch)

    def round_of(limit: float, start: Schedule | None, gone: float) -> Answer:
        first, began = (1.0 - STAYING_NEAR) * limit, time.perf_counter()
        told = within(watch, 0.0, 1.0 - STAYING_NEAR)
        answer = search(replace(effort, time_limit=first), start=start, watch=later(told, gone))
        used = time.perf_counter() - began
        rest = limit - (first if effort.workers == 1 else effort.judging + used)
        how = replace(effort, time_limit=max(0.0, rest))
        told = later(watch, gone + used)
        near_one = stay_near(problem, with_seats(near), answer, how, watch=told, stop=stop)
        return _with_proof(near_one)

    began = time.perf_counter()
    answer = round_of(effort.time_limit, start, 0.0)
    while effort.workers > 1 and answer.schedule is not None and answer.stop is Stop.LIMIT:
        gone = time.perf_counter() - began
        if effort.time_limit - gone - effort.judging < ROUND * effort.time_limit:
            break
        answer = _joined(answer, round_of(effort.time_limit - gone, answer.schedule, gone))
    return answer


def _joined(before: Answer, after: Answer) -> Answer:
    """Return the later answer, whose search began with the earlier one's schedule, with the higher bound."""
    found = before if after.schedule is None else after
    bound = max(each.bound or 0 for each in (before, after))
    return _with_proof(replace(found, bound=bound or found.bound))


def _with_proof(answer: Answer) -> Answer:
    """Return an answer with a schedule as proved, if its bound says so."""
    if answer.bound is None or answer.penalty is None or answer.penalty > answer.bound:
        return answer
    return replace(answer, status=Status.OPTIMAL, stop=Stop.PROVED)


def bring_near(
    instance: Instance,
    schedule: Schedule,
    near: Schedule,
    how: Search,
    *,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> Solution:
    """Return a solution that is as near to a schedule as can be found from another, and costs no more.

    The schedule to begin with satisfies every hard rule. Nothing is proved of what is returned.
    """
    problem, before = problem_of(instance), evaluate(instance, schedule).penalty
    answer = Answer(Status.FEASIBLE, with_seats(schedule), before, None, how.stop)
    effort = Effort(how.engine, how.time_limit, how.seed, how.workers)
    answer = stay_near(problem, with_seats(near), answer, effort, watch=watch, stop=stop)
    found = schedule if answer.schedule is None else without_seats(answer.schedule)
    return as_found(instance, rostered(instance, found, schedule.roster), how)


def as_found(instance: Instance, schedule: Schedule, how: Search) -> Solution:
    """Return a schedule that satisfies every hard rule as a solution of which nothing is proved."""
    problem, found = problem_of(instance), rostered(instance, schedule, schedule.roster)
    penalty = evaluate(instance, found).penalty
    answer = Answer(Status.FEASIBLE, with_seats(found), penalty, None, how.stop)
    return solution_of(instance, problem, answer, found, how)


def has_open_items_alone(instance: Instance, schedule: Schedule) -> bool:
    """Return whether agendas have only open items, with no more minutes than these need."""
    return with_open_items(instance, schedule).agendas == schedule.agendas


def keeping_no_seats(keep: Keep, *, penalty: bool = True) -> Keep:
    """Return what is told of schedules of the problem, and keeps schedules of the conference.

    `penalty` says whether what the search pays for is what the instance does.
    """

    def told(incumbent: Incumbent) -> None:
        def schedule() -> Schedule:
            return without_seats(incumbent.schedule())

        keep(Incumbent(incumbent.penalty if penalty else None, schedule))

    return told


def _left(
    limit: float, began: float, workers: int, since: float | None = None
) -> tuple[float, float]:
    """Return the seconds that are left of a limit, and how many of them judging a programme will take.

    The problem has been gathered since `began`, and the limit runs `since` then or earlier. With one worker,
    the limit is an amount of work, and all of it is for the search.
    """
    if workers == 1:
        return limit, 0.0
    now = time.perf_counter()
    left = limit - (now - (began if since is None else since))
    return max(0.0, left), JUDGING * (now - began)


def without_programme(instance: Instance, status: Status, search: Search) -> Solution:
    """Return the solution of an instance for which there is no programme, or none was found."""
    return Solution(
        conference=instance,
        fingerprint=fingerprint(instance),
        status=status,
        schedule=None,
        evaluation=None,
        bound=None,
        search=search,
        versions=versions(),
    )


def agreed(instance: Instance, problem: Problem, schedule: Schedule) -> Evaluation:
    """Return the evaluation of a schedule of the conference, after comparing it with the engines' count.

    Raises
    ------
    DisagreementError
        When the two differ in any rule: our defect.
    """
    evaluation = evaluate(instance, schedule)
    judged, counted = evaluation.totals, Counter(problem).whole(with_seats(schedule))
    differences = [
        f"{rule}: evaluation {judged.get(rule)}, model {counted.get(rule)}"
        for rule in sorted(judged.keys() | counted.keys())
        if judged.get(rule) != counted.get(rule)
    ]
    if differences:
        raise DisagreementError("model and evaluation count differently: " + "; ".join(differences))
    return evaluation


def _kept(evaluation: Evaluation | None, answer: Answer) -> Evaluation | None:
    """Return the evaluation, which must find what the engine promised."""
    if evaluation is not None and (evaluation.forbidden or evaluation.penalty != answer.penalty):
        raise DisagreementError(
            f"the engine promised a penalty of {answer.penalty} thousandths and no hard finding, "
            f"the evaluation finds {evaluation.penalty} and {len(evaluation.forbidden)}"
        )
    return evaluation


def versions() -> Mapping[str, str]:
    """Return the versions of this program and of the solver's libraries."""
    return {library: version(library) for library in LIBRARIES}
