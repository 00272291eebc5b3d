"""From changed facts and a published programme to the programme that changes least."""

import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from pydantic import ValidationError

from scheduler.engines.searching import Effort, search
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, minutes_of, most_time_for, remade
from scheduler.progress import Incumbent, Keep, Progress, Watch, forget, nobody
from scheduler.replanning.agendas import replan_agendas, without_items
from scheduler.replanning.changes import Changes
from scheduler.replanning.minimum_changes import (
    Fewest,
    Ground,
    Listener,
    TimeBudget,
    fewest_changes,
)
from scheduler.replanning.moves import Replan, moves_of, reseatings_of, told_of
from scheduler.replanning.published import promised
from scheduler.rosters import rostered
from scheduler.rules import problem_of, with_seats, without_seats
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Search, Solution, Status, Stop, schedule_in
from scheduler.solving import agreed, keeping_no_seats, without_programme
from scheduler.sources import fingerprint, fit
from scheduler.sources.discrepancies import seated_still


def with_minutes(instance: Instance, took: Mapping[str, int]) -> Instance:
    """Return the conference with items that have taken, or will take, so many minutes.

    Raises
    ------
    InputError
        When no such conference holds together, or an item takes more than it can get.
    """
    items = tuple(
        remade(each, minutes=took[each.id], shortest=took[each.id], settled=0)
        if each.id in took
        else each
        for each in instance.items
    )
    try:
        changed = remade(instance, items=items)
    except ValidationError as error:
        said = "; ".join(str(each["ctx"]["error"]) for each in error.errors() if "ctx" in each)
        raise InputError(f"took: {said or error}") from error
    for each in changed.items:
        most = minutes_of(most_time_for(changed, each))
        if took.get(each.id, 0) > most:
            expected = (
                f"expected at most {most}, which is all that the sessions have that may take it"
            )
            raise InputError(f"took: {each.id}: found {took[each.id]} minutes, {expected}.")
    return changed


NOTHING: Mapping[str, int] = MappingProxyType({})
LONGEST = 10_080
"""Minutes of a week."""
SESSIONS = 0.6
"""Share of the limit for where sessions are; the rest is for what they deal with."""


def replan(  # noqa: PLR0913 - options of a search
    instance: Instance,
    published: Solution | Schedule,
    *,
    start: Schedule | None = None,
    now: datetime | None = None,
    unlock: bool = False,
    took: Mapping[str, int] = NOTHING,
    time_limit: float = 60.0,
    seed: int = 0,
    workers: int = 1,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
    keep: Keep = forget,
) -> Replan:
    """Search for the programme that satisfies every hard rule with the fewest changes to a published one.

    First the fewest sessions are changed, and of those choices the one that affects the fewest people
    (in time more than in room). Then what has to move, and what is new, is placed where it costs least by
    the other rules. Where there are items, their agendas come next: as few items as possible are dealt with
    in other sessions than was published.

    Parameters
    ----------
    instance
        The conference as it is now.
    published
        The published programme; its sessions may be others than those of the instance.
    start
        A programme with few changes, if one is known: none is found with more, if it keeps every hard rule.
    now
        An aware time. Sessions that have begun by then stay, and no session moves to before it. If the
        schedule is locked by then, nothing that was published moves.
    unlock
        Whether it may move although the schedule is locked.
    took
        Minutes that agenda items have taken, or will take, if not those that they need.
    time_limit, seed, workers, watch, stop, keep
        As of `solve`.

    Returns
    -------
    Replan
        Its `solution`, the changes and their reasons, whom they affect, and what is proved. What is frozen is
        as it was published.

    Raises
    ------
    InputError
        When something took time that is no item, or no time.
    SolutionError
        When nothing was published, or a session for a start that is not on the grid.
    DisagreementError
        When model and evaluation count differently: our defect, never the file's.
    """
    _make_sure_of_minutes(instance, took)
    published = schedule_in(published)
    stop = stop or threading.Event()
    effort = Effort(Engine.CP_SAT, time_limit, seed, workers)
    how = partial(_replan_sessions, now=now, unlock=unlock)
    if not any(item.is_open for item in instance.items):
        return how(instance, published, effort, start, Listener(watch, stop, keep))

    def without_penalty(told: Progress) -> None:
        # What sessions cost without their agendas is not what the programme will.
        watch(replace(told, best=None))

    bare_start = None if start is None else start.with_agendas(())
    first = replace(effort, time_limit=SESSIONS * time_limit)
    bare, plan = without_items(instance), published.with_agendas(())
    found = how(bare, plan, first, bare_start, Listener(without_penalty, stop))
    begin = found.solution.schedule
    if begin is None:
        return found
    rest = replace(effort, time_limit=(1.0 - SESSIONS) * time_limit)
    agendas = replan_agendas(
        with_minutes(instance, took), begin, published, rest, now=now, stop=stop
    )
    whole = agendas.schedule
    solution = replace(
        found.solution,
        conference=instance,
        fingerprint=fingerprint(instance),
        status=Status.UNKNOWN if whole is None else found.solution.status,
        schedule=whole and whole.with_roster(begin.roster),
        evaluation=None if whole is None else evaluate(instance, whole),
    )
    unchanged = None if whole is None else found.unchanged
    return replace(found, solution=solution, unchanged=unchanged, agendas=agendas)


def _make_sure_of_minutes(instance: Instance, took: Mapping[str, int]) -> None:
    for item, minutes in took.items():
        if item not in instance.item_by_id or not 0 < minutes <= LONGEST:
            expected = f"an agenda item and its minutes, 1 to {LONGEST}"
            raise InputError(f"found {item} with {minutes} minutes, expected {expected}.")


def _replan_sessions(
    instance: Instance,
    published: Schedule,
    effort: Effort,
    start: Schedule | None,
    listener: Listener,
    *,
    now: datetime | None,
    unlock: bool,
) -> Replan:
    """Replan a conference without items."""
    possible = published.with_places(
        replace(each, seated=seated_still(instance, each)) for each in published.assignments
    )
    facts = promised(instance, possible, now, unlock=unlock)
    problem = problem_of(facts)
    ground = Ground(Changes.of(facts, problem, possible))
    budget, telling = TimeBudget(effort), _Telling(listener.watch, instance, listener.keep)
    stop, listener = listener.stop, replace(listener, watch=telling.tell, found=telling.found)
    begin = None if start is None else fit(instance, start).schedule
    fewest = fewest_changes(ground, budget, listener, begin)
    schedule, best = fewest.schedule, False
    if schedule is not None and not stop.is_set():
        telling.found(schedule)
        telling.phase = "placing the sessions that must move"
        schedule, best = _bettered(ground, schedule, budget.part(1.0), telling, stop)
    why = Stop.INTERRUPTED if stop.is_set() else Stop.LIMIT
    if schedule is None and fewest.status is Status.INFEASIBLE:
        why = Stop.PROVED
    how = Search(effort.engine, effort.seed, effort.workers, effort.time_limit, why)
    solution = without_programme(instance, fewest.status, how)
    if schedule is not None:
        agreed(facts, problem, schedule)
        schedule = rostered(instance, schedule, published.roster)
        judged = evaluate(instance, schedule)
        solution = replace(solution, status=Status.FEASIBLE, schedule=schedule, evaluation=judged)
    return _outcome(solution, ground, fewest, published, best=best)


def _bettered(
    ground: Ground,
    schedule: Schedule,
    effort: Effort,
    telling: "_Telling",
    stop: threading.Event,
) -> tuple[Schedule, bool]:
    """Return the best programme that changes the same sessions, and whether that is proved."""
    changes = ground.changes
    free = changes.changed(schedule) | changes.new
    held = (*changes.held(free), *changes.held_groups(with_seats(schedule)))
    problem = replace(changes.problem, priced=(*changes.problem.priced, *held))
    begin, keep = with_seats(schedule), keeping_no_seats(telling.better)
    answer = search(problem, effort, start=begin, watch=telling.tell, stop=stop, keep=keep)
    found = schedule if answer.schedule is None else without_seats(answer.schedule)
    return found, answer.status is Status.OPTIMAL


def _outcome(
    solution: Solution, ground: Ground, fewest: Fewest, published: Schedule, *, best: bool
) -> Replan:
    changes, schedule = ground.changes, solution.schedule
    found = (with_seats(each) for each in (schedule, fewest.schedule) if each is not None)
    prices = {*map(changes.distance, found)}
    facts = changes.instance
    moves = () if schedule is None else moves_of(changes, ground.broken, schedule)
    panels = () if schedule is None else tuple(reseatings_of(facts, published, schedule))
    moved = sum(move.before is not None for move in moves)
    return Replan(
        solution=solution,
        promised=facts,
        moves=moves,
        panels=panels,
        new=tuple(each.id for each in facts.sessions if each.id in changes.new),
        gone=fit(facts, published).gone,
        told=told_of(facts, moves, panels),
        unchanged=None if schedule is None else len(changes.planned) - moved,
        at_least=fewest.at_least,
        gentlest=fewest.status is Status.OPTIMAL and len(prices) == 1,
        best=best,
    )


class _Telling:
    """Reports a search of several parts as one; penalties are those of the given instance."""

    def __init__(self, watch: Watch, instance: Instance, keep: Keep) -> None:
        self._watch, self._keep = watch, keep
        self._instance = instance
        self._began = time.perf_counter()
        self._best: int | None = None
        self.phase = "searching for the fewest changes"

    def found(self, schedule: Schedule) -> None:
        """Report a programme."""
        self._best = evaluate(self._instance, schedule).penalty
        self.phase = "searching for fewer changes"
        self.tell()

    def better(self, found: Incumbent) -> None:
        """Report a programme that costs less, and keep it: the search pays for moves, too."""
        schedule = found.schedule()
        self._best = evaluate(self._instance, schedule).penalty
        self.tell()
        self._keep(Incumbent(self._best, lambda: schedule))

    def tell(self, _: Progress | None = None) -> None:
        """Report that the search goes on."""
        self._watch(Progress(time.perf_counter() - self._began, self._best, None, self.phase))
