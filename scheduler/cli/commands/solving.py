"""The searches of `scheduler solve`, and the report of each."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import RenderableType

from scheduler.catalogue import RULES
from scheduler.cli.answers import about
from scheduler.cli.console import complain, say
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.files import fitted, known_programme, make_sure_of_solution, solution_path
from scheduler.cli.options import ANSWER, What, rules_of
from scheduler.cli.searches import Checkpoint, rescuing, watched
from scheduler.cli.views.claims import few_moves_in_words, nothing_in_words
from scheduler.cli.views.conflict_report import explained_in_brief, settled
from scheduler.cli.views.solution_report import (
    SearchOutcome,
    headline,
    solution_report,
    way_on,
)
from scheduler.errors import InputError, SolutionError
from scheduler.evaluation import evaluate
from scheduler.instance import Instance, Session
from scheduler.programmes import left_out, left_out_in_words, place_in_words, session_title
from scheduler.replanning import (
    MinimalPerturbation,
    MovesStep,
    NoRuleWorse,
    Start,
    has_a_worse_rule,
    solve_with_few_moves,
    solve_with_no_rule_worse,
    steps_between,
)
from scheduler.replanning import repair_and_solve as solve_instance
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Solution, Status
from scheduler.solutions import (
    file_solution,
    put_solution,
    standing_at,
    stored_at,
)
from scheduler.sources import read_instance
from scheduler.sources.identifiers import bounded_id
from scheduler.sources.yaml_text import yaml_of
from scheduler.storage import write_atomically
from scheduler.wording import brief_points, counted, listed, rule_text, seconds


def repair_in_words(start: Start) -> Iterator[str]:
    """Yield what the starting programme broke, and whether it was repaired; nothing if it broke nothing."""
    if start.was_whole:
        return
    rules = listed(sorted({rule_text(judged.rule) for judged in start.broken}))
    how = (
        f"Repaired it first: {counted(len(start.moves), 'session')} moved."
        if start.repaired
        else "Could not repair it; started from the part that fits."
    )
    yield f"The starting programme broke hard rules ({rules}). {how}"


def no_rule_worse_headline(found: NoRuleWorse, than: Path, duration: float) -> str:
    """Return how the search ended, in a sentence; nothing if as any other search ends."""
    took, which = seconds(duration), f"in which no rule scores worse than in {than}"
    is_unknown = found.solution.status is Status.UNKNOWN
    if found.proved and found.solution.status is Status.FEASIBLE:
        return f"Proved optimal in {took} among programmes {which}."
    if found.proved and is_unknown:
        return f"Proved in {took}: no programme exists {which}."
    return nothing_in_words(found.solution, took, which) if is_unknown and found.nearest else ""


def no_rule_worse_in_words(found: NoRuleWorse, than: Path) -> Iterator[str]:
    """Yield the rules that cost less than in the other programme, or more in the nearest one found."""
    own = found.solution.evaluation
    costs = (
        {rule: (own.total(rule).penalty, found.than.total(rule).penalty) for rule in found.cheaper}
        if own is not None
        else found.dearer
    )
    which = "The nearest programme costs more for" if own is None else "Cheaper than there"
    said = (
        f"{rule_text(rule)} {brief_points(cost)} instead of {brief_points(there)}"
        for rule, (cost, there) in costs.items()
    )
    there = f"{than} (penalty {brief_points(found.than.penalty)})"
    yield f"Compared with {there}:" if own is None else f"No rule scores worse than in {there}."
    if costs:
        yield f"{which}: {', '.join(said)}."


MOST_RULES = 2
"""Rules that a step names as its reason."""


def steps_in_words(instance: Instance, steps: Sequence[MovesStep]) -> Iterator[str]:
    """Yield each step: the sessions that move, and what that saves."""
    if len(steps) > 1:
        yield "Steps, the best first. You can stop after any of them:"
    for number, step in enumerate(steps, 1):
        moves = [
            f"{session_title(instance, session)} "
            f"({place_in_words(instance, was)} → {place_in_words(instance, now)})"
            for session, was, now in step.moved
        ]
        yield f"{number}. {'; '.join(moves)}: {_gain(step)}"


def _gain(step: MovesStep) -> str:
    fewer = [
        f"{rule_text(rule)} −{less:,}{' min' if RULES[rule].unit == 'minutes' else ''}"
        for rule, less in sorted(step.rules.items(), key=lambda each: -abs(each[1]))
        if less > 0
    ]
    change = f"penalty {brief_points(step.before[1])} → {brief_points(step.after[1])}"
    return f"{', '.join([*fewer[:MOST_RULES], change])}."


@dataclass(frozen=True, slots=True)
class SolveReport:
    """How a search ended, and what the programme costs that is in the file now."""

    instance: Instance
    solution: Solution
    ended: SearchOutcome
    start: Start | None
    """What the search began with."""
    moves: MinimalPerturbation | None = None
    """With --moves."""
    no_rule_worse: NoRuleWorse | None = None
    """With --no-rule-worse alone."""

    @property
    def in_words(self) -> str:
        """How the search ended, in a sentence."""
        return headline(self.solution, self.ended)

    @property
    def dropped(self) -> tuple[Session, ...]:
        """Optional sessions that are left out."""
        schedule = self.solution.schedule
        return () if schedule is None else tuple(left_out(self.instance, schedule))

    @property
    def repair(self) -> Start | None:
        """What the starting programme broke; None if nothing, or there was none."""
        return None if self.start is None or self.start.was_whole else self.start


def solved(
    instance: Path,
    output: Path | None,
    *,
    time_limit: float,
    seed: int,
    workers: int,
    engine: Engine,
    start: Path | None,
    moves: int | None,
    no_rule_worse: Path | None,
    free: Sequence[What],
    fresh: bool,
    force: bool,
    as_json: bool,
) -> Code:
    """Search, write the programme, and report it; the arguments are those of `solve`."""
    began = time.perf_counter()
    facts = read_instance(instance)
    if free:
        base, instance = facts, _freed_variant(instance, facts, free)
        facts = read_instance(instance)
        complain(f"Solving {instance}: {listed(_freed(free))} may change.")
        if not (fresh or start) and not solution_path(facts, output).exists():
            start = next(filter(Path.exists, [solution_path(base, None)]), None)
    target = solution_path(facts, output)
    is_within = no_rule_worse is not None or moves is not None
    first = _beginning(facts, target, start, fresh=fresh or (is_within and start is None))
    if first is not None and start is None:
        complain(f"Starting from {first[0]}. --fresh starts from nothing.")
    begin, starts = None if first is None else first[1], list[Start]()
    known = (None if start is None else begin) or known_programme(facts, target)
    search: Any = partial(solve_instance, facts, engine=engine, near=known)
    if moves is not None:
        if known is None:
            raise InputError(
                f"--moves: no programme is published or stored as {target}. Name one with --from."
            )
        search = partial(solve_with_few_moves, facts, known, moves)
    elif no_rule_worse is not None:
        than = fitted(facts, no_rule_worse).schedule
        search = partial(solve_with_no_rule_worse, facts, than)
    make_sure_of_solution(target)
    checkpoint = Checkpoint(target, facts, instance, None if first is None else first[0])
    how: dict[str, Any] = {"time_limit": time_limit, "seed": seed}
    if moves is None:
        how |= {"start": begin, "since": began, "begun": starts.append, "keep": checkpoint}
    found, took = watched(
        partial(search, workers=workers, **how),
        time_limit,
        checkpoint,
        workers=workers,
    )
    job = _Job(instance, facts, target, starts, time_limit, force=force, as_json=as_json)
    old = begin or (known if moves is not None else None)
    ended = SearchOutcome(instance, facts.profile, took, before=_penalty_of(facts, old))
    if isinstance(found, MinimalPerturbation):
        return _few_moves(job, found, ended, known, moves or 0)
    ended = replace(ended, repair=tuple(chain.from_iterable(map(repair_in_words, starts))))
    if isinstance(found, NoRuleWorse):
        return _no_rule_worse(job, found, ended, checkpoint, no_rule_worse or target)
    return _finished(job, settled(facts, found), ended, checkpoint)


def _beginning(
    instance: Instance, target: Path, named: Path | None, *, fresh: bool
) -> tuple[Path, Schedule] | None:
    """Return what a search starts from, and its file: the programme named, else a stored one that fits.

    Reports what of it does not fit. None with `fresh`, and where nothing of this instance is stored.

    Raises
    ------
    InputError
        When the named file cannot be used, or one is named with `fresh`.
    """
    if named is not None:
        if fresh:
            raise InputError("--from and --fresh: give one of them.")
        return named, fitted(instance, named).schedule
    stored = None if fresh else stored_at(target)
    if stored is None or stored.instance not in (None, instance.name):
        return None
    try:
        found = fitted(instance, target).schedule
    except SolutionError:
        return None
    return (target, found) if found.assignments else None


def _freed(what: Sequence[What]) -> list[str]:
    """Return what is freed, each once; ``all`` if everything is."""
    return [What.ALL] if rules_of(what) == rules_of([What.ALL]) else sorted({*what})


def _freed_variant(path: Path, facts: Instance, what: Sequence[What]) -> Path:
    """Write the variant of an instance in which something is free, beside it; return its path.

    Raises
    ------
    InputError
        When nothing stays in the instance, or another file is in the way.
    """
    if not facts.kept.days:
        raise InputError(
            f"--free: nothing in {path} to free: it was not imported from a programme (no session has `was`)."
        )
    names = _freed(what)
    end = f"-free-{'-'.join(names)}"
    changes = [{"set_level": {"rule": rule, "level": "off"}} for rule in rules_of(what)]
    fields = {"extends": path.name, "name": bounded_id(facts.name, end), "changes": changes}
    text = yaml_of(fields, ())
    variant = path.with_name(f"{path.stem}{end}.yaml")
    if variant.exists() and variant.read_text("utf-8") != text:
        raise InputError(
            f"{variant}: --free would write this file, which exists with other content. Move it, or solve it."
        )
    if not variant.exists():
        write_atomically(variant, text.encode())
    return variant


def _penalty_of(instance: Instance, schedule: Schedule | None) -> int | None:
    if schedule is None:
        return None
    evaluation = evaluate(instance, schedule)
    return None if evaluation.forbidden else evaluation.penalty


@dataclass(frozen=True, slots=True)
class _Job:
    """An instance to solve, and where the solution goes."""

    instance: Path
    facts: Instance
    target: Path
    starts: Sequence[Start]
    """What the search began with, once it was repaired."""
    time_limit: float
    force: bool
    as_json: bool


def _few_moves(
    job: _Job,
    found: MinimalPerturbation,
    ended: SearchOutcome,
    near: Schedule | None,
    moves: int,
) -> Code:
    after = found.solution.schedule
    steps = [] if after is None or near is None else [*steps_between(job.facts, near, after)]
    limits = (few_moves_in_words(found, moves), *steps_in_words(job.facts, steps))
    return _finished(job, found.solution, replace(ended, limits=limits), known={"moves": found})


def _no_rule_worse(
    job: _Job, found: NoRuleWorse, ended: SearchOutcome, checkpoint: Checkpoint, than: Path
) -> Code:
    stored = standing_at(job.target, job.facts)
    if stored is not None and has_a_worse_rule(stored.evaluation, found.than):
        # the stored programme does not satisfy the condition, however cheap it is
        job = replace(job, force=True)
    ended = replace(
        ended,
        headline=no_rule_worse_headline(found, than, ended.duration),
        limits=tuple(no_rule_worse_in_words(found, than)),
    )
    return _finished(job, found.solution, ended, checkpoint, {"no_rule_worse": found})


def _finished(
    job: _Job,
    solution: Solution,
    ended: SearchOutcome,
    checkpoint: Checkpoint | None = None,
    known: dict[str, Any] | None = None,
) -> Code:
    """Write a programme, if there is one, and report it; `known` is of one within limits.

    Where the search found none, and proved nothing, the report is of the stored one.
    """
    is_free = known is None
    if solution.schedule is not None or (is_free and solution.status is not Status.INFEASIBLE):
        put = put_solution if job.force else file_solution
        with rescuing(job.instance, job.facts, solution, as_json=job.as_json):
            filed = put(job.target, job.facts, solution)
        now = filed.now or solution
        ended = replace(
            ended,
            left_out="" if now.schedule is None else left_out_in_words(job.facts, now.schedule),
            written=filed.written,
            kept=filed.kept,
            stays=filed.stays,
            found=solution.penalty,
        )
        solution = now
        if checkpoint is not None:
            checkpoint.done(solution.penalty)
    begun = job.starts[0] if job.starts else None
    told = SolveReport(job.facts, solution, ended, begun, **(known or {}))

    def report() -> Iterator[RenderableType]:
        yield from solution_report(solution, ended)
        if is_free and solution.status is Status.INFEASIBLE:
            limit = min(ANSWER, job.time_limit)
            yield from explained_in_brief(job.facts, job.instance, limit)
            yield ""
        if not ended.headline:
            yield from way_on(solution.status, job.instance)

    say(job.as_json, lambda: about(job.facts, told), report)
    return CODES[solution.status]
