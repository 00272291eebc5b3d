"""`scheduler replan`: the fewest changes to a published programme that new facts demand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from rich.console import RenderableType

from scheduler import replanning
from scheduler.cli import views
from scheduler.cli.exit_codes import CODES, Code
from scheduler.cli.inputs.files import SOLUTIONS
from scheduler.cli.inputs.options import (
    ANSWER,
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
from scheduler.cli.inputs.programmes import published_programme
from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.replan_report import changes_report, replan_answer
from scheduler.cli.views.solution_report import SearchOutcome
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.grammar.times import calendar_of, moment_named
from scheduler.instance import Instance, is_locked
from scheduler.solution import Status
from scheduler.solutions import make_way
from scheduler.sources import read_instance, write_solution

if TYPE_CHECKING:  # what searches takes long to load
    from scheduler.replanning import Replan

Published = Annotated[
    Path | None,
    argument(
        "The published programme. Default: the published plan of the instance, or else "
        "solutions/<name of the instance>.json.",
        "SOLUTION",
    ),
]
Now = Annotated[
    str | None,
    option("Sessions that begin before this time stay, and none moves to before it.", "TIME"),
]
Unlock = Annotated[bool, option("Change published slots although the schedule is locked.")]
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
    """Change a published programme as little as possible to fit new facts."""
    facts = read_instance(instance)
    published = published_programme(facts, solution)
    instant = None if now is None else moment_named(calendar_of(facts), now, "--now", inside=False)
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
    ended = SearchOutcome(instance, facts.profile, duration)
    with rescuing(instance, facts, found.solution, as_json=as_json):
        ended = _written(found, facts, target, ended)
    checkpoint.done(found.solution.penalty)
    lock = _lock_in_words(facts, instant, unlock=force)
    causes = _causes(found)

    def report() -> Iterator[RenderableType]:
        yield from [lock] if lock else []
        yield from changes_report(found, ended)
        if found.solution.status is Status.INFEASIBLE:
            yield from views.explained_in_brief(found.promised, instance, min(ANSWER, time_limit))

    say(as_json, lambda: replan_answer(found, ended, causes, published, lock), report)
    evaluation = found.solution.evaluation
    broken = evaluation is not None and evaluation.forbidden
    return Code.IMPOSSIBLE if broken else CODES[found.solution.status]


def _lock_in_words(instance: Instance, now: datetime | None, *, unlock: bool) -> str:
    """Return whether published slots may change; nothing where no lock matters."""
    lock = instance.schedule_lock
    if lock is None or (now is not None and not is_locked(lock, now, instance.zone)):
        return ""
    if now is None or unlock:
        return f"The schedule is locked from {lock} on. Published slots may change here."
    return f"The schedule is locked since {lock}: published slots stay. --force lets them change."


def _minutes(took: Sequence[str]) -> dict[str, int]:
    """Return the minutes that items take, by item."""
    minutes = {}
    for each in took:
        item, _, number = each.partition("=")
        if not (item and number.isascii() and number.isdigit()):
            raise InputError(f'--took: found "{each}", expected ITEM=MINUTES, such as res-37=80.')
        minutes[item] = int(number)
    return minutes


def _causes(found: "Replan") -> list[str]:
    troubles = screen(found.promised) if found.solution.status is Status.INFEASIBLE else ()
    return [trouble.message for trouble in troubles if trouble.certain]


def _written(found: "Replan", facts: Instance, target: Path, ended: SearchOutcome) -> SearchOutcome:
    if found.solution.schedule is None:
        return ended
    kept = make_way(target, found.solution)
    write_solution(target, facts, found.solution)
    return replace(ended, written=target, kept=kept)
