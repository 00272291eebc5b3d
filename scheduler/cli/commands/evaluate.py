"""`scheduler evaluate`: what is wrong with a programme, and what it costs."""

from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.views.programme import left_out
from scheduler.cli.views.solution_report import EvaluateAnswer, evaluate_report, mended, totals_of
from scheduler.evaluation import evaluate as evaluation_of
from scheduler.sources import read_instance

MOST = 10
"""Findings shown of those that only cost something, unless all are asked for."""


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
    schedule = found.schedule
    evaluation = evaluation_of(facts, schedule)
    if as_json:
        print_json(
            EvaluateAnswer.about(
                facts,
                evaluation,
                profile=facts.profile,
                discrepancies=found.discrepancies,
                dropped=[session.id for session in left_out(facts, schedule)],
                rules=totals_of(evaluation),
            )
        )
    else:
        most = None if every else MOST
        paper = Paper()
        for block in evaluate_report(facts, schedule, evaluation, most):
            paper.print(block)
        if evaluation.forbidden:
            paper.print()
            paper.print(mended(instance, solution_path(facts, solution)))
    return Code.IMPOSSIBLE if evaluation.forbidden else Code.FINE
