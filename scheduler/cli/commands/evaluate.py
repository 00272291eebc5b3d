"""`scheduler evaluate`: what is wrong with a programme, and what it costs."""

from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import AsJson, InstancePath, SolutionPath
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.views.programme import left_out, left_out_in_words
from scheduler.cli.views.solution_report import (
    EvaluateAnswer,
    findings,
    in_force,
    mended,
    penalties,
    totals_of,
)
from scheduler.evaluation import evaluate as evaluation_of
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import read_instance
from scheduler.wording import counted, points

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
        _print(facts, schedule, evaluation, None if every else MOST)
        if evaluation.forbidden:
            Paper().print(mended(instance, solution_path(facts, solution)))
    return Code.IMPOSSIBLE if evaluation.forbidden else Code.FINE


def _print(
    instance: Instance, schedule: Schedule, evaluation: Evaluation, most: int | None
) -> None:
    paper = Paper()
    broken = counted(
        len(evaluation.forbidden), "finding against hard rules", "findings against hard rules"
    )
    kept = f"{broken}." if evaluation.forbidden else "Every hard rule is kept."
    paper.print(f"Penalty {points(evaluation.penalty)}. {kept}", style="bold")
    for line in in_force(instance.profile):
        paper.print(line)
    if said := left_out_in_words(instance, schedule):
        paper.print(said)
    paper.print()
    paper.print(penalties(evaluation))
    weighted = tuple(judged for judged in evaluation.judgements if judged.price is not None)
    for judgements, limit in ((evaluation.forbidden, None), (weighted, most)):
        if judgements:
            paper.print()
            paper.print(findings(judgements, limit))
