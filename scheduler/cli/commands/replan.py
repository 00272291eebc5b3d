"""`scheduler replan`: the fewest changes to a published programme that facts have overtaken."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.text import Text

from scheduler import replanning
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import SOLUTIONS
from scheduler.cli.inputs.options import (
    SEARCH,
    AsJson,
    InstancePath,
    TimeLimit,
    Workers,
    argument,
    option,
    output,
    threads,
)
from scheduler.cli.inputs.programmes import (
    Now,
    Unlock,
    asked_again,
    lock_in_words,
    now_named,
    published_programme,
)
from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.replan_report import changes_report, replan_answer
from scheduler.cli.views.solution_report import Outcome
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.solutions import make_way
from scheduler.sources import Fitting, read_instance, write_solution

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Replan

Published = Annotated[
    Path | None,
    argument(
        "The published programme. Default: the published plan of the instance, or else "
        "solutions/<name of the instance>.json.",
        "[SOLUTION]",
    ),
]
Took = Annotated[
    list[str] | None,
    option("How long an agenda item takes. Repeatable.", "ITEM=MINUTES"),
]
Output = Annotated[
    Path | None, output("Where to write it. Default: solutions/<name>.replanned.json.")
]


def replan(
    instance: InstancePath,
    solution: Published = None,
    *,
    now: Now = None,
    force: Unlock = False,
    took: Took = None,
    output: Output = None,
    time_limit: TimeLimit = SEARCH,
    workers: Workers = None,
    as_json: AsJson = False,
) -> Code:
    """Change a published programme as little as new facts demand."""
    facts = read_instance(instance)
    published, instant = published_programme(facts, solution), now_named(facts, now)
    target = output or SOLUTIONS / f"{facts.name}.replanned.json"
    many = threads(workers)
    checkpoint = Checkpoint.prepared(target, facts, instance)
    search = partial(
        replanning.replan,
        facts,
        published.stored,
        now=instant,
        unlock=force,
        took=_minutes(took or ()),
        time_limit=time_limit,
        workers=many,
        keep=checkpoint,
    )
    found, duration = watched(search, time_limit, checkpoint, workers=many)
    ended = Outcome(
        instance, facts.profile, duration, asked=asked_again(facts, solution, now, unlock=force)
    )
    with rescuing(instance, facts, found.solution, as_json=as_json):
        ended = _written(found, facts, target, ended)
    checkpoint.done(found.solution.penalty)
    lock = lock_in_words(facts, instant, unlock=force)
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


def _tell(found: "Replan", ended: Outcome, published: Fitting, lock: str, *, as_json: bool) -> None:
    """Print what has come of it; and what a lock means for it, if it means anything."""
    causes = _causes(found)
    if as_json:
        print_json(replan_answer(found, ended, causes, published, lock))
    else:
        said = [Text(lock)] if lock else []
        Paper().print(*said, *changes_report(found, ended, causes), sep="\n")


def _causes(found: "Replan") -> list[str]:
    """Return what is known, without a search, to stand in the way of a programme that is impossible."""
    troubles = screen(found.promised) if found.solution.status is Status.INFEASIBLE else ()
    return [trouble.message for trouble in troubles if trouble.certain]


def _written(found: "Replan", facts: Instance, target: Path, ended: Outcome) -> Outcome:
    """Write the programme, if there is one."""
    if found.solution.schedule is None:
        return ended
    kept = make_way(target, found.solution)
    write_solution(target, facts, found.solution)
    return replace(ended, written=target, kept=kept)


def _code(found: "Replan") -> Code:
    evaluation = found.solution.evaluation
    broken = evaluation is not None and evaluation.forbidden
    return Code.IMPOSSIBLE if broken else CODES[found.solution.status]
