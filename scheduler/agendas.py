"""Agendas of a programme whose sessions stay where they are."""

import threading

from scheduler.engines.answer import Answer
from scheduler.engines.items.search import assign_alone
from scheduler.engines.searching import Effort
from scheduler.errors import InputError
from scheduler.evaluation import about_agendas, evaluate
from scheduler.instance import Instance
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop
from scheduler.solving import solution_of
from scheduler.wording import counted


def solve_items(
    instance: Instance,
    schedule: Schedule,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    stop: threading.Event | None = None,
) -> Solution:
    """Give the sessions of a programme their best agendas; they stay where they are, and so do panels.

    What is proved holds for these places alone, so nothing is proved of the instance: no status is
    ``optimal`` or ``infeasible``, and there is no bound. That the search has ended because everything was
    proved (`Stop.PROVED`) says that no other agendas are better, or that there are none.

    Parameters
    ----------
    instance
        The conference.
    schedule
        Its programme, which keeps every hard rule about sessions.
    time_limit
        Seconds of search, positive.
    seed
        Equal seeds give equal searches, with one worker.
    workers
        Threads, at least one.
    stop
        Ends the search when it is set.

    Raises
    ------
    DisagreementError
        When model and evaluation count differently: our defect.
    InputError
        When the sessions break a hard rule, whatever they deal with.
    """
    _make_sure_of_sessions(instance, schedule)
    problem = problem_of(instance)
    effort = Effort(Engine.CP_SAT, time_limit, seed, workers)
    answer = assign_alone(problem, with_seats(schedule), effort, stop)
    found = None if answer.schedule is None else without_seats(answer.schedule)
    status = Status.UNKNOWN if found is None else Status.FEASIBLE
    how = Search(Engine.CP_SAT, seed, workers, time_limit, answer.stop)
    told = Answer(status, found, answer.penalty, None, answer.stop)
    before = None if found is None else found.with_roster(schedule.roster)
    return solution_of(instance, problem, told, before, how)


def _make_sure_of_sessions(instance: Instance, schedule: Schedule) -> None:
    forbidden = evaluate(instance, schedule.with_agendas(())).forbidden
    broken = [each for each in forbidden if not about_agendas(each)]
    if broken:
        number = counted(len(broken), "time")
        raise InputError(
            f"The sessions break hard rules {number}, such as {broken[0].rule}: {broken[0].finding.message}. "
            "Agendas are planned for sessions that keep them; `scheduler replan` mends them first."
        )


def is_proved(solution: Solution) -> bool:
    """Tell whether no other agendas are better, or there are none, where the sessions are."""
    return solution.search.stop is Stop.PROVED
