"""The searches of `scheduler solve`, and what is written and told of them."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import fitted, solution_path
from scheduler.cli.inputs.freeing import What, freed, freed_variant
from scheduler.cli.inputs.nearby import Beginning, beginning, known_programme
from scheduler.cli.inputs.search_options import ANSWER
from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import Paper, complain, print_json
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.claims import few_moves_in_words
from scheduler.cli.views.feasibility import explained_in_brief, settled
from scheduler.cli.views.programme import left_out_in_words
from scheduler.cli.views.solution_report import Outcome, solution_report
from scheduler.cli.views.solve_report import (
    no_rule_worse_headline,
    no_rule_worse_in_words,
    no_rule_worse_record,
    repair_in_words,
    solve_answer,
    steps_in_words,
)
from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.replanning import (
    FewMoves,
    NoRuleWorse,
    has_a_worse_rule,
    solve_with_few_moves,
    solve_with_no_rule_worse,
    steps_between,
)
from scheduler.replanning import Start as Begun
from scheduler.replanning import repair_and_solve as solve_instance
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Solution, Status
from scheduler.solutions import Filed, file_solution, put_solution, standing_at
from scheduler.sources import read_instance
from scheduler.wording import listed


@dataclass(frozen=True, slots=True)
class Asked:
    """What `solve` is given."""

    instance: Path
    output: Path | None
    time_limit: float
    seed: int
    workers: int
    engine: Engine
    start: Path | None
    """The solution with which the search begins."""
    moves: int | None
    no_rule_worse: Path | None
    free: tuple[What, ...]
    fresh: bool
    force: bool
    as_json: bool


def solved(asked: Asked) -> Code:
    """Search as it is asked, write what is found, and tell of it."""
    began = time.perf_counter()
    instance, start = asked.instance, asked.start
    facts = read_instance(instance)
    if asked.free:
        base, instance = facts, freed_variant(instance, facts, asked.free)
        facts = read_instance(instance)
        complain(f"Solving {instance}, in which {listed(freed(asked.free))} may change.")
        if not (asked.fresh or start) and not solution_path(facts, asked.output).exists():
            start = next(filter(Path.exists, [solution_path(base, None)]), None)
    target = solution_path(facts, asked.output)
    is_within = asked.no_rule_worse is not None or asked.moves is not None
    first = beginning(facts, target, start, fresh=asked.fresh or (is_within and start is None))
    if first is not None and start is None:
        complain(f"Starting from {first.path}; --fresh starts from nothing.")
    begin, starts = None if first is None else first.schedule, list[Begun]()
    known = (None if start is None else begin) or known_programme(facts, target)
    search: Any = partial(solve_instance, facts, engine=asked.engine, near=known)
    if asked.moves is not None:
        if known is None:
            raise InputError(
                f"--moves: from which programme? None is stored as {target} or published. Add --from."
            )
        search = partial(solve_with_few_moves, facts, known, asked.moves)
    elif asked.no_rule_worse is not None:
        than = fitted(facts, asked.no_rule_worse).schedule
        search = partial(solve_with_no_rule_worse, facts, than)
    checkpoint = Checkpoint.prepared(target, facts, instance, None if first is None else first.path)
    how: dict[str, Any] = {"time_limit": asked.time_limit, "seed": asked.seed}
    if asked.moves is None:
        how |= {"start": begin, "since": began, "begun": starts.append, "keep": checkpoint}
    found, took = watched(
        partial(search, workers=asked.workers, **how),
        asked.time_limit,
        checkpoint,
        workers=asked.workers,
    )
    job = _Job(asked, instance, facts, target, first, starts)
    ended = Outcome(instance, facts.profile, took)
    if isinstance(found, FewMoves):
        return _few_moves(job, found, ended, known)
    ended = replace(ended, repair=job.told_of_starts(found))
    if isinstance(found, NoRuleWorse):
        return _no_rule_worse(job, found, ended, checkpoint)
    return _finished(job, settled(facts, found), ended, checkpoint)


@dataclass(frozen=True, slots=True)
class _Job:
    """What was solved, and where the solution goes."""

    asked: Asked
    instance: Path
    facts: Instance
    target: Path
    first: Beginning | None
    """What the search began with, and where that is."""
    starts: Sequence[Begun]

    @property
    def start(self) -> Path | None:
        """The file of what the search begins with."""
        return None if self.first is None else self.first.path

    def told_of_starts(self, _found: Solution) -> tuple[str, ...]:
        """Return what was amiss with them."""
        return tuple(chain.from_iterable(map(repair_in_words, self.starts)))


def _few_moves(job: _Job, found: FewMoves, ended: Outcome, near: Schedule | None) -> Code:
    """Write and tell of a programme with few moves."""
    after, moves = found.solution.schedule, job.asked.moves or 0
    steps = [] if after is None or near is None else [*steps_between(job.facts, near, after)]
    known: dict[str, Any] = {
        "moves_made": found.moved,
        "moves_bound": found.bound,
        "moves_proved": found.best,
    }
    limits = (few_moves_in_words(found, moves), *steps_in_words(job.facts, steps))
    return _finished(job, found.solution, replace(ended, limits=limits), known=known)


def _no_rule_worse(job: _Job, found: NoRuleWorse, ended: Outcome, checkpoint: Checkpoint) -> Code:
    """Write and tell of a programme in which no rule costs more than in another."""
    than = job.asked.no_rule_worse or job.target
    stored = standing_at(job.target, job.facts)
    if stored is not None and has_a_worse_rule(stored.evaluation, found.than):
        job = replace(
            job, asked=replace(job.asked, force=True)
        )  # it is no answer to what was asked
    ended = replace(
        ended,
        headline=no_rule_worse_headline(found, than, ended.duration),
        limits=tuple(no_rule_worse_in_words(found, than)),
    )
    known = {"no_rule_worse": no_rule_worse_record(found, than)}
    return _finished(job, found.solution, ended, checkpoint, known)


def _finished(
    job: _Job,
    solution: Solution,
    ended: Outcome,
    checkpoint: Checkpoint | None = None,
    known: dict[str, Any] | None = None,
) -> Code:
    """Write a programme, if there is one, and tell of it; `known` is of one within limits.

    Where none was found, and none is proved to be impossible, it is told of the one that is stored.
    """
    is_free, as_json = known is None, job.asked.as_json
    if solution.schedule is not None or (is_free and solution.status is not Status.INFEASIBLE):
        put = put_solution if job.asked.force else file_solution
        with rescuing(job.instance, job.facts, solution, as_json=as_json):
            filed = put(job.target, job.facts, solution)
        ended = _with(ended, filed, job.facts, solution)
        solution = filed.now or solution
        if checkpoint is not None:
            checkpoint.done(solution.penalty)
    if as_json:
        begun = job.starts[0] if job.starts else None
        print_json(solve_answer(job.facts, solution, ended, begun, **(known or {})))
        return CODES[solution.status]
    Paper().print(*solution_report(solution, ended), sep="\n")
    if is_free and solution.status is Status.INFEASIBLE:
        limit = min(ANSWER, job.asked.time_limit)
        Paper().print(*explained_in_brief(job.facts, job.instance, limit), sep="\n")
    return CODES[solution.status]


def _with(ended: Outcome, filed: Filed, instance: Instance, solution: Solution) -> Outcome:
    held = (filed.now or solution).schedule
    return replace(
        ended,
        left_out="" if held is None else left_out_in_words(instance, held),
        written=filed.written,
        kept=filed.kept,
        stays=filed.stays,
        found=solution.penalty,
    )
