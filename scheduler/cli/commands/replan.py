"""`scheduler replan`: the fewest changes to a published programme that facts have overtaken."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import SOLUTIONS
from scheduler.cli.inputs.options import AsJson, InstancePath
from scheduler.cli.inputs.published import (
    Now,
    Unlock,
    asked_again,
    lock_in_words,
    now_named,
    published_programme,
)
from scheduler.cli.inputs.search_options import Seed, TimeLimit, Workers
from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.replan_report import changes_report, replan_answer
from scheduler.cli.views.solution_report import Outcome
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.instance import Instance
from scheduler.replanning import Replan
from scheduler.replanning import replan as replan_instance
from scheduler.solution import Status
from scheduler.solutions import make_way
from scheduler.sources import Fitting, read_instance, write_solution

Published = Annotated[
    Path | None,
    typer.Argument(
        metavar="[SOLUTION]",
        help="The published programme; unless given, the published plan of the instance, or else "
        "solutions/<name of the instance>.json.",
        show_default=False,
    ),
]
Took = Annotated[
    list[str] | None,
    typer.Option(
        "--took",
        metavar="ITEM=MINUTES",
        help="An agenda item takes so many minutes, and not those that it was given; as often as needed.",
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
    unlock: Unlock = False,
    took: Took = None,
    output: Output = None,
    time_limit: TimeLimit = 60.0,
    seed: Seed = 0,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Code:
    """Change a published programme as little as the facts of the instance demand."""
    facts = read_instance(instance)
    published, instant = published_programme(facts, solution), now_named(facts, now)
    target = output or SOLUTIONS / f"{facts.name}.replanned.json"
    threads = workers or len(os.sched_getaffinity(0))
    checkpoint = Checkpoint.prepared(target, facts, instance)
    search = partial(
        replan_instance,
        facts,
        published.stored,
        now=instant,
        unlock=unlock,
        took=_minutes(took or ()),
        time_limit=time_limit,
        seed=seed,
        workers=threads,
        keep=checkpoint,
    )
    found, duration = watched(search, time_limit, checkpoint, workers=threads)
    ended = Outcome(
        instance, facts.profile, duration, asked=asked_again(facts, solution, now, unlock=unlock)
    )
    with rescuing(instance, facts, found.solution, as_json=as_json):
        ended = _written(found, facts, target, ended)
    checkpoint.done(found.solution.penalty)
    lock = lock_in_words(facts, instant, unlock=unlock)
    _tell(found, ended, published, lock, as_json=as_json)
    return _code(found)


def _minutes(took: Sequence[str]) -> dict[str, int]:
    """Return the minutes that items are said to take, by item."""
    minutes = {}
    for each in took:
        item, _, number = each.partition("=")
        if not (item and number.isascii() and number.isdigit()):
            raise InputError(f'--took: found "{each}", expected ITEM=MINUTES, such as res-37=80.')
        minutes[item] = int(number)
    return minutes


def _tell(found: Replan, ended: Outcome, published: Fitting, lock: str, *, as_json: bool) -> None:
    """Print what has come of it; and what a lock means for it, if it means anything."""
    causes = _causes(found)
    if as_json:
        print_json(replan_answer(found, ended, causes, published, lock))
    else:
        said = [Text(lock)] if lock else []
        Paper().print(*said, *changes_report(found, ended, causes), sep="\n")


def _causes(found: Replan) -> list[str]:
    """Return what is known, without a search, to stand in the way of a programme that is impossible."""
    troubles = screen(found.promised) if found.solution.status is Status.INFEASIBLE else ()
    return [trouble.message for trouble in troubles if trouble.certain]


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
