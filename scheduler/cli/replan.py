"""`scheduler replan`: the fewest changes to a published programme that facts have overtaken."""

import os
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.changes import as_json_of, changes_report
from scheduler.cli.console import Paper, print_json
from scheduler.cli.days import calendar_of
from scheduler.cli.ending import Code
from scheduler.cli.files import (
    SOLUTIONS,
    discrepancies_as_json,
    fitted,
    make_sure_of_solution,
    solution_path,
)
from scheduler.cli.options import AsJson, InstancePath
from scheduler.cli.report import Outcome
from scheduler.cli.search import watched
from scheduler.cli.solve import CODES, Seed, TimeLimit, Workers
from scheduler.cli.stored import make_way
from scheduler.cli.times import moment_named
from scheduler.errors import InputError, SolutionError
from scheduler.explanation import screen
from scheduler.instance import Instance
from scheduler.replanning import Replan, announced
from scheduler.replanning import replan as replan_instance
from scheduler.solution import Status
from scheduler.sources import Fitting, fit, read_instance, write_solution

Published = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SOLUTION]",
        help="The published programme; unless given, the published plan of the instance, or else "
        "solutions/<name of the instance>.json.",
        show_default=False,
    ),
]
Now = Annotated[
    str | None,
    typer.Option(
        "--now",
        metavar="INSTANT",
        help="What has begun by then stays, and nothing is moved to before: 2021-11-10T08:00, "
        "'wed 8:00', or as any time is printed; on the clocks of the venue.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the programme; solutions/<name of the instance>.replanned.json unless given.",
        show_default=False,
    ),
]


def replan(
    instance: InstancePath,
    solution: Published = None,
    *,
    now: Now = None,
    output: Output = None,
    time_limit: TimeLimit = 60.0,
    seed: Seed = 0,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Code:
    """Change a published programme as little as the facts of the instance demand."""
    facts = read_instance(instance)
    published = _published(facts, solution)
    instant = None if now is None else moment_named(calendar_of(facts), now, "--now", inside=False)
    target = output or SOLUTIONS / f"{facts.name}.replanned.json"
    make_sure_of_solution(target)
    search = partial(
        replan_instance,
        facts,
        published.stored,
        now=instant,
        time_limit=time_limit,
        seed=seed,
        workers=workers or len(os.sched_getaffinity(0)),
    )
    began = time.monotonic()
    found = watched(lambda watch, stop: search(watch=watch, stop=stop), time_limit)
    ended = _written(
        found, facts, target, Outcome(instance, facts.profile, time.monotonic() - began)
    )
    troubles = screen(found.promised) if found.solution.status is Status.INFEASIBLE else ()
    causes = [trouble.message for trouble in troubles if trouble.certain]
    if as_json:
        misfits = {"discrepancies": discrepancies_as_json(published)}
        print_json(as_json_of(found, ended, causes) | misfits)
    else:
        Paper().print(*changes_report(found, ended, causes), sep="\n")
    return _code(found)


def _published(instance: Instance, given: Path | None) -> Fitting:
    if given is None and instance.published:
        without = [each.session for each in instance.published if each.room is None]
        if without:
            raise InputError(
                f"published: no room of {', '.join(without)}. To replan, give the published programme as "
                "a solution file, or a `room` in each row."
            )
        _make_sure_of_panels(instance)
        return fit(instance, announced(instance))
    path = solution_path(instance, given)
    if given is None and not path.exists():
        raise SolutionError(
            f"{path}: there is no such programme, and no `published` plan in the instance. Name the solution "
            "file that was published."
        )
    return fitted(instance, path, published=True)


def _make_sure_of_panels(instance: Instance) -> None:
    """Raise `InputError` where the published plan does not say who is seated on a panel."""
    panels = (each.session for each in instance.published if each.seated is None)
    without = [each for each in panels if each in instance.pools]
    if without:
        raise InputError(
            f"published: it is not said who is seated on the panel of {', '.join(without)}. To replan, give "
            "the published programme as a solution file, or `seated` in each such row, [] for nobody."
        )


def _written(found: Replan, facts: Instance, target: Path, ended: Outcome) -> Outcome:
    """Write the programme, if there is one."""
    if found.solution.schedule is None:
        return ended
    kept = make_way(target, found.solution)
    write_solution(target, facts, found.solution)
    return replace(ended, written=target, kept=kept)


def _code(found: Replan) -> Code:
    evaluation = found.solution.evaluation
    broken = evaluation is not None and evaluation.forbidden
    return Code.IMPOSSIBLE if broken else CODES[found.solution.status]
