"""`scheduler whatif`: an instance and variants of it, solved side by side."""

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.arguments import Inline, settings_of
from scheduler.cli.inputs.files import (
    SOLUTIONS,
    make_sure_of_like,
    make_sure_of_page,
    make_sure_of_solution,
)
from scheduler.cli.inputs.options import AsJson, InstancePath, argument, option, output
from scheduler.cli.inputs.search_options import SEARCH, Fresh, Seed, TimeLimit, Workers, threads
from scheduler.cli.terminal.console import complain, say
from scheduler.cli.terminal.progress import Several
from scheduler.cli.terminal.searches import attended
from scheduler.cli.views.report_page import write_report
from scheduler.cli.views.tables import PagePath, TablePath, make_sure_of_table, write_table
from scheduler.cli.views.whatif_report import (
    code_of_all,
    compared,
    programmes_of,
    shown_of,
    whatif_answer,
    whatif_report,
)
from scheduler.cli.views.whatif_runs import Checkpoints
from scheduler.errors import InputError
from scheduler.progress import Progress
from scheduler.solutions import Standing, standing_at
from scheduler.sources import read_instance
from scheduler.storage import make_folder, write_atomically
from scheduler.whatif import (
    Case,
    Cluster,
    Conditions,
    Done,
    Processes,
    Runner,
    usual_seeds,
    what_if,
)
from scheduler.wording import counted, seconds

Variants = Annotated[list[Path] | None, argument("Variant files.", "[VARIANT]...")]
Sets = Annotated[
    list[str] | None,
    option(
        "Add a variant with this level; RULE.ITEM=LEVEL for an item.",
        "RULE=LEVEL",
        "--set",
    ),
]
Folder = Annotated[Path, output("Where to write the solutions.", "DIR")]
ClusterAddress = Annotated[
    str | None,
    option("Search on a Dask cluster (tcp://HOST:PORT), not here.", "ADDRESS"),
]
Seeds = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=100,
        help="Searches per variant, to tell differences from chance. Default: at most three, "
        "within 15 minutes on one processor.",
    ),
]


def whatif(
    instance: InstancePath,
    variants: Variants = None,
    *,
    set_: Sets = None,
    output: Folder = SOLUTIONS,
    time_limit: TimeLimit = SEARCH,
    workers: Workers = None,
    cluster: ClusterAddress = None,
    seed: Seed = 0,
    seeds: Seeds = None,
    fresh: Fresh = False,
    html: PagePath = None,
    csv: TablePath = None,
    as_json: AsJson = False,
) -> Code:
    """Solve an instance and variants of it under equal conditions."""
    inline = [settings_of("--set", text) for text in set_ or ()]
    cases = _read(instance, variants or (), inline)
    if csv is not None:
        make_sure_of_table(csv, "variant")
    is_new = _make_sure(output, cases, inline, html)
    conditions = Conditions(time_limit, seed)
    if cluster is not None and workers is not None:
        raise InputError("--workers and --cluster: give one of them; a cluster has its workers.")
    runner = Processes(threads(workers)) if cluster is None else Cluster(cluster)
    files = [instance, *(variants or ()), *_write_inline(output, instance, inline)]
    checkpoints = Checkpoints.prepared(output, cases, files)
    stored = None if fresh else standing_at(output / f"{cases[0].name}.json", cases[0].instance)
    done = _searched(cases, conditions, runner, stored, checkpoints, cold=fresh, seeds=seeds)
    runs = checkpoints.filed(cases, files, done, as_json=as_json)
    found = compared(runs)
    say(as_json, lambda: whatif_answer(runs, conditions, found), lambda: whatif_report(runs, found))
    if html is not None:
        with checkpoints.noting():
            write_report(html, [shown_of(run) for run in runs], found)
    if csv is not None:
        frames = import_module("scheduler.frames")  # pandas takes a while to load
        solutions = {run.case.name: run.done.solution for run in runs}
        with checkpoints.noting():
            write_table(csv, frames.csv_of(frames.variants_table(solutions, programmes_of(runs))))
    if is_new:
        with suppress(OSError):  # there is something in it
            output.rmdir()
    return Code.BAD_INPUT if checkpoints.tell_troubles() else code_of_all(runs)


def _read(base: Path, variants: Sequence[Path], inline: Sequence[Inline]) -> list[Case]:
    """Read all files, the base first; say everything that is wrong with any of them."""
    troubles: list[str] = []
    cases: list[Case] = []
    reads = [partial(read_instance, path) for path in (base, *variants)]
    reads += [partial(each.read, base) for each in inline]
    for read in reads:
        try:
            found = read()
        except InputError as error:
            troubles += error.troubles
        else:
            cases.append(Case(found.name, found))
    names = [case.name for case in cases]
    troubles += [
        f"{name}: two of these have this name; give each variant a name of its own."
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if troubles:
        raise InputError(*dict.fromkeys(troubles))
    return cases


def _make_sure(
    folder: Path, cases: Sequence[Case], inline: Sequence[Inline], html: Path | None
) -> bool:
    """Raise `InputError` unless all can be written, over nothing but its like; tell if the folder is new."""
    is_new = not folder.exists()
    if html is not None:
        make_sure_of_page(html)
    if is_new and folder.parent.is_dir():
        make_folder(folder)
    for case in cases:
        make_sure_of_solution(folder / f"{case.name}.json")
    for each in inline:
        path = folder / f"{each.name}.yaml"
        make_sure_of_like(path, (b"# Made by: scheduler whatif",), "made by `whatif`")
    return is_new


def _searched(
    cases: Sequence[Case],
    conditions: Conditions,
    runner: Runner,
    standing: Standing | None,
    checkpoints: Checkpoints,
    *,
    cold: bool,
    seeds: int | None,
) -> Sequence[Done]:
    seeds = seeds or usual_seeds(conditions, len(cases))

    def hear(name: str, told: Progress | Done) -> None:
        several.hear(name, told)
        checkpoints.hear(name, told)

    def look() -> None:
        several.show()
        checkpoints.write()

    several = Several()
    many = counted(seeds * len(cases), "search", "searches")
    each = f"{many} of up to {seconds(conditions.time_limit)} each, {runner.place}"
    begins = "" if standing is None else f" The first begins with {standing.path}."
    complain(f"{each}; Ctrl-C keeps the best so far.{begins}")
    search = partial(
        what_if,
        *(cases[0], cases[1:], conditions, runner),
        start=None if standing is None else standing.schedule,
        cold=cold,
        seeds=seeds,
        told=hear,
    )
    return attended(lambda stop: search(stop=stop), look=look, kept=lambda: checkpoints.in_words)


def _write_inline(folder: Path, base: Path, inline: Sequence[Inline]) -> Sequence[Path]:
    """Write the variants of the command line, for commands that want to read them again."""
    extends = os.path.relpath(base.resolve(), folder.resolve())
    files = [folder / f"{each.name}.yaml" for each in inline]
    for each, path in zip(inline, files, strict=True):
        write_atomically(path, each.text(extends).encode())
    return files
