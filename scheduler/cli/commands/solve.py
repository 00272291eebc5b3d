"""`scheduler solve`: search for the best programme."""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from scheduler.agendas import is_proved, solve_items
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import fitted, solution_path
from scheduler.cli.inputs.options import AsJson, InstancePath, positive
from scheduler.cli.terminal.checkpoints import Checkpoint, rescuing
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.terminal.searches import watched
from scheduler.cli.views.claims import ended_in_words
from scheduler.cli.views.programme import left_out, left_out_in_words
from scheduler.cli.views.solution_report import Outcome, penalties_as_json, report
from scheduler.cli.views.start_report import repair_as_json, repair_in_words
from scheduler.errors import InputError
from scheduler.instance import MILLI, Instance
from scheduler.progress import Keep, Watch
from scheduler.replanning import Start as Begun
from scheduler.replanning import repair_and_solve as solve_instance
from scheduler.schedule import Schedule
from scheduler.solution import Engine, Solution, Status
from scheduler.solutions import Filed, file_solution, old_place, put_solution
from scheduler.sources import read_instance

CODES = {
    Status.OPTIMAL: Code.FINE,
    Status.FEASIBLE: Code.FINE,
    Status.INFEASIBLE: Code.IMPOSSIBLE,
    Status.UNKNOWN: Code.NOTHING_FOUND,
}
LARGEST_SEED = 2**31 - 1


TimeLimit = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        callback=positive,
        help="How long to search. With --workers 1 not seconds, but an amount of work that takes "
        "about as long and is equal on every machine.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Where to write the solution; solutions/<name of the instance>.json unless given.",
        show_default=False,
    ),
]
Seed = Annotated[
    int,
    typer.Option(min=0, max=LARGEST_SEED, help="Equal seeds give equal searches with --workers 1."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Threads; as many as there are processors unless given. With 1, equal seeds find equal "
        "programmes on every machine.",
        show_default=False,
    ),
]
Which = Annotated[Engine, typer.Option(help="Which engine searches.")]
Start = Annotated[
    Path | None,
    typer.Option(
        "--from",
        metavar="SOLUTION",
        help="Begin with this solution, and stay near it at equal penalty.",
        show_default=False,
    ),
]
Items = Annotated[
    bool,
    typer.Option(
        "--items",
        help="Leave sessions where they are, in the solution of --from or the one that is stored, and "
        "plan their agendas alone.",
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Write what was found even where a programme as good, of this very state of the "
        "instance, is stored; a better one is kept beside it.",
    ),
]


def solve(
    instance: InstancePath,
    *,
    output: Output = None,
    time_limit: TimeLimit = 60.0,
    seed: Seed = 0,
    workers: Workers = None,
    engine: Which = Engine.AUTO,
    start: Start = None,
    items: Items = False,
    overwrite: Overwrite = False,
    as_json: AsJson = False,
) -> Code:
    """Search for the best programme, and write it to a file."""
    began = time.perf_counter()
    facts = read_instance(instance)
    target = solution_path(facts, output)
    begin = _begin(facts, start, target, items=items)
    threads, starts = workers or len(os.sched_getaffinity(0)), list[Begun]()
    checkpoint = Checkpoint.prepared(target, facts, instance, start)
    asked = partial(
        solve_instance,
        facts,
        engine=engine,
        start=begin,
        near=begin,
        begun=starts.append,
        since=began,
    )
    how = {"time_limit": time_limit, "seed": seed, "workers": threads, "keep": checkpoint}
    search = partial(partial(_agendas, facts, begin) if items else asked, **how)
    solution, took = watched(search, time_limit, checkpoint, workers=threads)
    told = _proved_of(solution) if items else _told_of(facts, starts)
    ended = Outcome(instance, facts.profile, took, repair=told)
    if solution.status is not Status.INFEASIBLE:
        with rescuing(instance, facts, solution, as_json=as_json):
            filed = (put_solution if overwrite else file_solution)(target, facts, solution)
        checkpoint.done(filed.penalty(solution))
        ended = _with(ended, filed, facts, solution)
    _tell(facts, solution, ended, starts, as_json=as_json)
    return CODES[solution.status]


def _begin(facts: Instance, start: Path | None, target: Path, *, items: bool) -> Schedule | None:
    """Return the schedule to begin with, or to leave as it is."""
    if items and not any(item.is_open for item in facts.items):
        raise InputError("--items: the instance has no `items` that are left to deal with.")
    if start is None and not items:
        return None
    return fitted(facts, start or target).schedule


def _agendas(
    facts: Instance,
    schedule: Schedule | None,
    *,
    time_limit: float,
    seed: int,
    workers: int,
    watch: Watch,  # noqa: ARG001 - there is nothing to tell before the end
    keep: Keep,  # noqa: ARG001 - nor to keep
    stop: threading.Event,
) -> Solution:
    assert schedule is not None  # noqa: S101 - there is one to leave as it is
    return solve_items(
        facts, schedule, time_limit=time_limit, seed=seed, workers=workers, stop=stop
    )


def _proved_of(solution: Solution) -> tuple[str, ...]:
    """Return what is known of agendas of sessions that have stayed where they are."""
    if not is_proved(solution):
        return ("The sessions stay where they are; there may be better agendas for them.",)
    if solution.schedule is None:
        return (
            "Proved: no agendas suit these sessions where they are. Without --items they may move.",
        )
    return ("Proved: no other agendas are better where these sessions are.",)


def _told_of(instance: Instance, starts: Sequence[Begun]) -> tuple[str, ...]:
    return tuple(line for begun in starts for line in repair_in_words(instance, begun))


def _tell(
    instance: Instance,
    solution: Solution,
    ended: Outcome,
    starts: Sequence[Begun],
    *,
    as_json: bool,
) -> None:
    if as_json:
        begun = starts[0] if starts else None
        print_json(_as_json(instance, solution, ended) | {"repair": repair_as_json(begun)})
    else:
        Paper().print(*report(solution, ended), sep="\n")


def _with(ended: Outcome, filed: Filed, instance: Instance, solution: Solution) -> Outcome:
    held = solution.schedule
    left_out = "" if held is None else left_out_in_words(instance, held)
    return replace(
        ended, left_out=left_out, written=filed.written, kept=filed.kept, stays=filed.stays
    )


def _as_json(instance: Instance, solution: Solution, ended: Outcome) -> dict[str, Any]:
    penalty, bound, evaluation = solution.penalty, solution.bound, solution.evaluation
    dropped = () if solution.schedule is None else left_out(instance, solution.schedule)
    old = old_place(ended.kept, ended.stays)
    return {
        "instance": solution.instance,
        "profile": ended.profile,
        "status": solution.status.value,
        "in_words": ended_in_words(solution, ended.duration, standing=ended.stays is not None),
        "stop": solution.search.stop.value,
        "seconds": round(ended.duration, 3),
        "penalty": None if penalty is None else penalty / MILLI,
        "bound": None if bound is None else bound / MILLI,
        "gap": solution.gap,
        "rules": [] if evaluation is None else penalties_as_json(evaluation),
        "dropped": [session.id for session in dropped],
        "written": None if ended.written is None else str(ended.written),
        "kept": None if old is None else str(old),
    }
