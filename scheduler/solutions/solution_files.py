"""What a solution file says of itself, where it goes when another comes, and whether it is as good."""

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
"""Points beyond which a penalty is not believed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a solution file says of itself, as far as it can be read."""

    instance: str | None
    fingerprint: str | None
    penalty: int | None
    """Thousandths."""
    bound: int | None = None
    """Thousandths."""
    breaks_rules: bool = False
    """Whether it is known to break a hard rule."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A programme that the new one has replaced, and where it is now."""

    path: Path
    stored: Stored


def stored_at(path: Path) -> Stored | None:
    """Return what the solution file at `path` says of itself; None if no solution is there."""
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
    """Return where the programme goes that a solution file held before: ``<name>.previous.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.previous.json")


def checkpoint_of(path: Path) -> Path:
    """Return where the best programme is while a search goes on: ``<name>.checkpoint.json``."""
    return path.with_name(f"{path.name.removesuffix('.json')}.checkpoint.json")


def keep_previous(path: Path) -> Path:
    """Copy a solution file beside itself, whole or not at all, and return the copy's path."""
    kept = previous_of(path)
    copy_atomically(path, kept)
    return kept


def make_way(target: Path, solution: Solution, judged: Stored | None = None) -> Kept | None:
    """Keep the programme at `target`, unless it is of this instance and no better than the new one.

    Nor does it take the place of one kept before that is as good. `judged` is what is known of it, if
    that is more than what its file says.
    """
    stored = judged or stored_at(target)
    if stored is None or _is_as_good(solution.fingerprint, solution.penalty, stored):
        return None
    kept = previous_of(target)
    before = stored_at(kept)
    if before is not None and _is_as_good(before.fingerprint, before.penalty, stored):
        return Kept(kept, before)
    return Kept(keep_previous(target), stored)


def _is_as_good(fingerprint: str | None, penalty: int | None, than: Stored) -> bool:
    """Tell whether a programme is surely as good as a stored one of the same instance, made by a search."""
    if fingerprint != than.fingerprint or penalty is None or than.penalty is None:
        return False
    if than.breaks_rules:  # somebody has worked on it by hand
        return False
    return penalty <= than.penalty


@dataclass(frozen=True, slots=True)
class Standing:
    """A stored programme of the very state of an instance, judged anew."""

    path: Path
    schedule: Schedule
    evaluation: Evaluation
    """What is wrong with it, whatever its file says."""
    stored: Stored
    """What its file says of it, but for what has been judged anew."""

    @property
    def bound(self) -> int | None:
        """What its file says that no programme is below, in thousandths."""
        return self.stored.bound

    @property
    def keeps_hard_rules(self) -> bool:
        """Whether nothing in it is forbidden."""
        return not self.evaluation.forbidden

    def is_as_good_as(self, solution: Solution) -> bool:
        """Tell whether it need not give way: it costs less, or as much with as high a bound."""
        as_costly = self.keeps_hard_rules and self.evaluation.penalty == solution.penalty
        knows_as_much = _or_lowest(self.bound) >= _or_lowest(solution.bound)
        return self.is_better_than(solution) or (as_costly and knows_as_much)

    def is_better_than(self, solution: Solution) -> bool:
        """Tell whether it keeps the hard rules and costs less, or the search has found none."""
        penalty = solution.penalty
        return self.keeps_hard_rules and (penalty is None or self.evaluation.penalty < penalty)

    def known_with(self, solution: Solution) -> Solution:
        """Return what is known of the instance with it and a search that found nothing better."""
        here = replace(
            solution,
            status=Status.FEASIBLE,
            schedule=self.schedule,
            evaluation=self.evaluation,
        )
        return self.adding_its_bound(here)

    def adding_its_bound(self, solution: Solution) -> Solution:
        """Return a solution of the same state with the higher bound of both, and what that proves."""
        if solution.penalty is None:
            return solution
        known = (each for each in (self.bound, solution.bound) if each is not None)
        bound = max((each for each in known if each <= solution.penalty), default=None)
        status = Status.OPTIMAL if bound == solution.penalty else solution.status
        return replace(solution, status=status, bound=bound)


def _or_lowest(bound: int | None) -> float:
    return float("-inf") if bound is None else bound


def standing_at(path: Path, instance: Instance) -> Standing | None:
    """Return the programme stored at a path; None unless it is of this very state, and can be read."""
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
    return Standing(path, schedule, evaluation, judged)


@dataclass(frozen=True, slots=True)
class Filed:
    """What has become of a solution, and of what was there before."""

    written: Path | None = None
    kept: Kept | None = None
    """What had to give way, if it is kept."""
    stays: Standing | None = None
    """What did not have to: nothing was written."""
    now: Solution | None = None
    """The solution that is there now, with all that is proved of it; or the search that found nothing."""


def old_place(kept: Kept | None, stays: Standing | None) -> Path | None:
    """Return where the programme is that was there before, if it has not gone."""
    if stays is not None:
        return stays.path
    return None if kept is None else kept.path


def file_solution(path: Path, instance: Instance, solution: Solution) -> Filed:
    """Write a solution, unless a programme as good, of this very state of the instance, is there.

    What was proved before of the same state is not lost: of two lower bounds the higher one stays.
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
    """Write a solution, whatever is there; what may be better is kept beside it."""
    standing = standing_at(path, instance)
    kept = make_way(path, solution, None if standing is None else standing.stored)
    write_solution(path, instance, solution)
    return Filed(path, kept, now=solution)
