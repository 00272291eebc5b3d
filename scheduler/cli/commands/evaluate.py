"""`scheduler evaluate`: which rules a programme breaks, and what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import RenderableType

from scheduler.cli.answers import about
from scheduler.cli.console import say, section
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import solution_path, stored_programme
from scheduler.cli.options import AsJson, InstancePath, SolutionPath
from scheduler.cli.views.solution_report import (
    findings,
    in_force,
    judged,
    penalties,
    repaired_by,
)
from scheduler.evaluation import evaluate as evaluation_of
from scheduler.findings import Evaluation
from scheduler.instance import Instance, Session
from scheduler.programmes import left_out, left_out_in_words
from scheduler.sources import Fitting, read_instance
from scheduler.wording import worth_of_a_point

MOST = 10
"""Findings shown of those that only cost something, unless --all is given."""


@dataclass(frozen=True, slots=True)
class ProgrammeReport:
    """Whether a programme satisfies its rules, and what it costs."""

    instance: Instance
    fitting: Fitting
    evaluation: Evaluation

    @property
    def dropped(self) -> tuple[Session, ...]:
        """Optional sessions that are left out."""
        return tuple(left_out(self.instance, self.fitting.schedule))


def evaluate(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    every: Annotated[bool, typer.Option("--all", help="Show every finding.")] = False,
    as_json: AsJson = False,
) -> Code:
    """Judge a programme, rule by rule."""
    facts = read_instance(instance)
    found = stored_programme(facts, solution, instance)
    schedule, evaluation = found.schedule, evaluation_of(facts, found.schedule)

    def report() -> Iterator[RenderableType]:
        yield judged(evaluation)
        yield from in_force(facts.profile)
        lines = worth_of_a_point(evaluation), left_out_in_words(facts, schedule)
        yield from filter(None, lines)
        yield ""
        yield from penalties(evaluation)
        weighted = tuple(each for each in evaluation.judgements if each.price is not None)
        yield from section("Broken hard rules:", findings(evaluation.forbidden))
        yield from section("Largest penalties:", findings(weighted, None if every else MOST))
        if evaluation.forbidden:
            yield ""
            yield repaired_by(instance, solution_path(facts, solution))

    told = ProgrammeReport(facts, found, evaluation)
    say(as_json, lambda: about(facts, told), report)
    return Code.IMPOSSIBLE if evaluation.forbidden else Code.FINE
