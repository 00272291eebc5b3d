"""Existing solution files: their content, and whether a new solution replaces them."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scheduler.errors import SolutionError
from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import MILLI, Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution, Status
from scheduler.sources import fingerprint, read_schedule, write_solution
from scheduler.storage import UnreadableError, content_of, copy_atomically

MOST = 1e12
"""Penalties above this are treated as invalid."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The recorded figures of a solution file."""

    instance: str | None
    fingerprint: str | None
    penalty: int | None
    """Thousandths."""
    bound: int | None = None
    """Thousandths."""
    breaks_rules: bool = False
    """Whether it is known to break a hard rule."""


@dataclass(frozen=True, slots=True)
class PreviousSolution:
    """A replaced programme and its new path."""

    path: Path
    stored: Stored


def stored_at(path: Path) -> Stored | None:
    """Return the recorded figures of the solution file at `path`; None without one."""
    try:
        content = json.loads(content_of(path))
    except (UnreadableError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not isinstance(content.get("schedule"), list):
        return None
    return Stored(
        _text(content.get("instance")),
        _text(content.get("fingerprint")),
        _thousandths(content.get("penalty")),
        _thousandths(content.get("bound")),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _thousandths(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MOST:
        return None
    return round(value * MILLI)


def previous_of(path: Path) -> Path:
    """Return the path of the former programme: ``<name>.previous.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.previous.json")


def checkpoint_of(path: Path) -> Path:
    """Return the path of the best programme of a running search: ``<name>.checkpoint.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.checkpoint.json")


def keep_previous(path: Path) -> Path:
    """Copy a solution file beside itself, whole or not at all, and return the copy's path."""
    kept = previous_of(path)
    copy_atomically(path, kept)
    return kept


def _make_way(target: Path, solution: Solution, stored: Stored | None) -> PreviousSolution | None:
    """Keep the programme at `target`, unless the new one is at least as good.

    Nor does it take the place of one kept before that is as good.
    """
    if stored is None or _is_as_good(solution.fingerprint, solution.penalty, stored):
        return None
    kept = previous_of(target)
    before = stored_at(kept)
    if before is not None and _is_as_good(before.fingerprint, before.penalty, stored):
        return PreviousSolution(kept, before)
    return PreviousSolution(keep_previous(target), stored)


def _is_as_good(fingerprint: str | None, penalty: int | None, than: Stored) -> bool:
    """Return True if a programme is at least as good as a stored one of the same instance."""
    if fingerprint != than.fingerprint or penalty is None or than.penalty is None:
        return False
    if than.breaks_rules:  # someone has worked on it by hand
        return False
    return penalty <= than.penalty


@dataclass(frozen=True, slots=True)
class JudgedSolution:
    """A stored programme of the present instance, evaluated again."""

    path: Path
    schedule: Schedule
    evaluation: Evaluation
    """Its evaluation."""
    stored: Stored
    """Its recorded figures, updated by the evaluation."""

    @property
    def keeps_hard_rules(self) -> bool:
        """Whether it satisfies all hard rules."""
        return not self.evaluation.forbidden

    def is_as_good_as(self, solution: Solution) -> bool:
        """Return True if it stays: lower penalty, or equal penalty with as high a bound."""
        if not self.keeps_hard_rules:
            return False
        if solution.penalty is None or self.evaluation.penalty != solution.penalty:
            return solution.penalty is None or self.evaluation.penalty < solution.penalty
        return _or_lowest(self.stored.bound) >= _or_lowest(solution.bound)

    def known_with(self, solution: Solution) -> Solution:
        """Return it as the solution of a search that found nothing better."""
        here = replace(
            solution,
            status=Status.FEASIBLE,
            schedule=self.schedule,
            evaluation=self.evaluation,
        )
        return self.adding_its_bound(here)

    def adding_its_bound(self, solution: Solution) -> Solution:
        """Return a solution with the higher of both bounds and the status it proves."""
        if solution.penalty is None:
            return solution
        known = (each for each in (self.stored.bound, solution.bound) if each is not None)
        bound = max((each for each in known if each <= solution.penalty), default=None)
        status = Status.OPTIMAL if bound == solution.penalty else solution.status
        return replace(solution, status=status, bound=bound)


def _or_lowest(bound: int | None) -> float:
    return float("-inf") if bound is None else bound


def standing_at(path: Path, instance: Instance) -> JudgedSolution | None:
    """Return the stored programme; None unless it is readable and of the present instance."""
    stored = stored_at(path)
    if stored is None or stored.fingerprint != fingerprint(instance):
        return None
    try:
        schedule = read_schedule(path, instance)
    except SolutionError:
        return None
    evaluation = evaluate(instance, schedule)
    broken = bool(evaluation.forbidden)
    judged = replace(stored, penalty=evaluation.penalty, breaks_rules=broken)
    return JudgedSolution(path, schedule, evaluation, judged)


@dataclass(frozen=True, slots=True)
class Filed:
    """The outcome of writing a solution."""

    written: Path | None = None
    kept: PreviousSolution | None = None
    """The replaced programme, if it was kept."""
    stays: JudgedSolution | None = None
    """The stored programme that stays; nothing was written."""
    now: Solution | None = None
    """The solution that is there now, with all that is proved of it; or the search that found nothing."""


def file_solution(path: Path, instance: Instance, solution: Solution) -> Filed:
    """Write a solution, unless the stored one of the same instance is as good.

    Of two lower bounds of the same instance, the higher one is kept.
    """
    standing = standing_at(path, instance)
    if standing is not None:
        solution = standing.adding_its_bound(solution)
        if standing.is_as_good_as(solution):
            return Filed(stays=standing, now=standing.known_with(solution))
    if solution.status is Status.UNKNOWN:
        return Filed(now=solution)
    return put_solution(path, instance, solution)


def put_solution(path: Path, instance: Instance, solution: Solution) -> Filed:
    """Write a solution; keep a stored one beside it if it may be better."""
    standing = standing_at(path, instance)
    kept = _make_way(path, solution, stored_at(path) if standing is None else standing.stored)
    write_solution(path, instance, solution)
    return Filed(path, kept, now=solution)
