"""`scheduler whatif`: an instance and variants of it, solved side by side."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import OLD_RULES, name_of
from scheduler.cli.answers import answer
from scheduler.cli.commands.compare import Shown, write_report
from scheduler.cli.console import complain, say, section, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import (
    SOLUTIONS,
    command,
    make_sure_of_like,
    make_sure_of_page,
    make_sure_of_solution,
    make_sure_of_table,
    unlocked_at,
    write_table,
)
from scheduler.cli.options import (
    SEARCH,
    AsJson,
    Fresh,
    InstancePath,
    PagePath,
    Seed,
    TablePath,
    TimeLimit,
    Workers,
    argument,
    option,
    output,
    threads,
)
from scheduler.cli.searches import Checkpoint, Several, attended, rescuing
from scheduler.cli.views.claims import missing_in_brief, proved_in_brief, stays_in_words, why_not
from scheduler.cli.views.solution_report import (
    costliest_rules,
    kept_in_words,
    troubles_table,
    way_on,
)
from scheduler.comparison import Comparison, Programme, compare
from scheduler.comparison.summary import sentences
from scheduler.errors import InputError
from scheduler.findings import Total
from scheduler.grammar.names import level_named, rule_of
from scheduler.instance import Instance
from scheduler.progress import Incumbent, Progress
from scheduler.solution import Solution, Status
from scheduler.solutions import Filed, JudgedSolution, file_solution, standing_at
from scheduler.sources import read_instance, read_instance_text
from scheduler.sources.identifiers import LONGEST
from scheduler.sources.yaml_text import yaml_of
from scheduler.storage import make_folder, write_atomically
from scheduler.whatif import (
    Cluster,
    Conditions,
    Done,
    NamedInstance,
    Processes,
    Runner,
    usual_seeds,
    what_if,
)
from scheduler.wording import brief_points, counted, least_points, one_line, percent, seconds

_SETTING = re.compile(r"(?P<rule>[^.=]+)(\.(?P<item>[^=]+))?=(?P<level>[^=]+)")


@dataclass(frozen=True, slots=True)
class Inline:
    """A variant that consists of levels of rules."""

    option: str
    """The option and its value, as they were typed."""
    name: str
    levels: tuple[Mapping[str, Any], ...]
    """Each as a variant file has it."""

    def text(self, extends: str) -> str:
        """Return it as a variant file that extends another file."""
        fields = {
            "extends": extends,
            "name": self.name,
            "summary": f"Other levels of rules: {self.option.removeprefix('--set ')}",
            "changes": [{"set_level": each} for each in self.levels],
        }
        return yaml_of(fields, [f"Made by: scheduler whatif {self.option}"])

    def read(self, instance: Path) -> Instance:
        """Return it as a variant of the instance in a file."""
        try:
            text = self.text(str(instance)).encode()
        except UnicodeEncodeError as error:
            raise InputError(
                f"{instance}: its name is not in UTF-8, so variants cannot refer to it. Rename it."
            ) from error
        return read_instance_text(text, self.option, Path())


def settings_of(text: str) -> Inline:
    """Read ``RULE=LEVEL`` or ``RULE.ITEM=LEVEL``, several with commas between them."""
    option, levels, names = f"--set {text}", [], []
    for part in text.split(","):
        match = _SETTING.fullmatch(part.strip())
        if match is None:
            raise InputError(
                f"{option}: found {part!r}, expected RULE=LEVEL, as in late_hours=0.5."
            )
        # an old name is read with a note, and by what it was about, as in a variant file
        rule = match["rule"] if match["rule"] in OLD_RULES else rule_of(option, match["rule"])
        level = level_named(option, match["level"])
        item = match["item"]
        levels.append({"rule": rule} | ({"items": {item: level}} if item else {"level": level}))
        names.append("-".join([rule, *([item] if item else []), str(level)]))
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", "_".join(names))[:LONGEST]
    return Inline(option, name, tuple(levels))


@dataclass(frozen=True, slots=True)
class VariantRun:
    """A case and its result."""

    case: NamedInstance
    path: Path
    """File of the instance or the variant."""
    searched: Done
    filed: Filed = field(default_factory=Filed)

    @property
    def done(self) -> Done:
        """The result that is reported: that of the search, or a stored programme that is as good."""
        stays = self.filed.stays is not None
        return replace(self.searched, solution=self.filed.now) if stays else self.searched

    @property
    def file(self) -> Path | None:
        """File of the programme that is reported."""
        stays = self.filed.stays
        return self.filed.written if stays is None else stays.path


class Checkpoints:
    """Checkpoints of several searches; those of searches that ended stay until all have ended."""

    def __init__(self, folder: Path, cases: Sequence[NamedInstance], files: Sequence[Path]) -> None:
        """Make them, and report those of earlier searches; `files` are those of the instances."""
        targets = (folder / f"{case.name}.json" for case in cases)
        self._searches = [*zip(cases, files, targets, strict=True)]
        self._by_name = {
            case.name: Checkpoint(target, case.instance, path)
            for case, path, target in self._searches
        }
        self._over: frozenset[str] = frozenset()
        self.troubles: tuple[str, ...] = ()
        """What could not be written, in sentences."""

    @property
    def in_words(self) -> str:
        """The files of the best programmes, and how to continue from them; empty if none was written."""
        return "\n".join(filter(None, (each.in_words for each in self._by_name.values())))

    def hear(self, name: str, told: Progress | Done) -> None:
        """Store the progress of a search, unless it is of a further seed; thread-safe."""
        if name not in self._by_name:
            return
        if isinstance(told, Progress):
            schedule, penalty = told.schedule, told.best
        else:
            solution = told.solution
            schedule = None if solution is None else solution.schedule
            penalty = None if solution is None else solution.penalty
            self._over |= {name}
        if schedule is not None:
            self._by_name[name](Incumbent(penalty, lambda: schedule))

    def write(self) -> None:
        """Write better programmes that are due; of searches that ended, at once."""
        for name, each in self._by_name.items():
            each.write(at_once=name in self._over)

    def filed(self, done: Sequence[Done], *, as_json: bool) -> Iterator[VariantRun]:
        """Write each solution where it belongs, or elsewhere; yield what was written."""
        for each, (case, path, target) in zip(done, self._searches, strict=True):
            run, found = VariantRun(case, path, each), each.solution
            with self.noting(), rescuing(path, case.instance, found, as_json=as_json):
                if found is not None:
                    run = replace(run, filed=file_solution(target, case.instance, found))
                there = run.done.solution
                self._by_name[case.name].done(None if there is None else there.penalty)
            yield run

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Collect errors of writing, to report them after everything else is written."""
        try:
            yield
        except InputError as error:
            self.troubles += error.troubles


@dataclass(frozen=True, slots=True)
class VariantReport:
    """An instance and variants of it, solved."""

    conditions: Conditions
    """How each was searched for."""
    runs: tuple[VariantRun, ...]
    found: Comparison | None
    """The comparison of all that have a programme; None, if that is less than two."""

    @property
    def summary(self) -> tuple[str, ...]:
        """The differences, in sentences."""
        return () if self.found is None else tuple(sentences(self.found))


_CAUTION = (
    "Between variants with different levels, compare amounts and not penalties; with different sessions, "
    "compare neither."
)


def whatif_report(told: VariantReport) -> Iterator[RenderableType]:
    """Yield a table of the variants, their differences, and the reasons where no programme was found."""
    runs = told.runs
    titles = ("variant", "status", "penalty", "lower bound", "gap", "findings", "costliest rule")
    rows = ((run.case.name, *_row(run.done)) for run in runs)
    yield from table(titles, rows, right=range(2, 6))
    yield Text(_CAUTION, "dim")
    if told.summary:
        yield ""
        yield from map(one_line, told.summary)
    for run in runs:
        solution = run.done.solution
        if solution is None or solution.schedule is None:
            yield from section(f"{run.case.name}: {why_not(run.done)}.", _in_the_way(run))
    yield ""
    for run in runs:
        if run.file is not None:
            yield f"{run.case.name}: {run.file}"
        filed, solution, found_now = run.filed, run.done.solution, run.searched.solution
        if filed.kept is not None and solution is not None:
            yield f"{run.case.name}: {kept_in_words(filed.kept, solution)}"
        if filed.stays is not None and found_now is not None:
            yield f"{run.case.name}: {stays_in_words(filed.stays, found_now.penalty)}"
    if told.found is not None:
        files = [path for run in runs if run.file for path in (run.path, run.file)]
        yield f"Compare them: {command('compare', *files)}"


def _row(done: Done) -> tuple[str, ...]:
    solution = done.solution
    if solution is None:
        return ("not searched", "", "", "", "", "")
    numbers = (
        "" if solution.penalty is None else brief_points(solution.penalty),
        "" if solution.bound is None else least_points(solution.bound),
        "" if solution.gap is None else percent(solution.gap),
    )
    if solution.evaluation is None:
        return (solution.status.value, *numbers, "", "")
    totals = costliest_rules(solution.evaluation)
    rule, total = max(totals, key=lambda each: each[1].penalty, default=("", Total()))
    most = name_of(rule) if total.penalty else ""
    return (solution.status.value, *numbers, f"{len(solution.evaluation.judgements):,}", most)


def _in_the_way(run: VariantRun) -> Iterator[RenderableType]:
    yield from troubles_table(run.done.troubles)
    if run.done.solution is None:
        yield f"Search for it alone: {command('solve', run.path)}"
    else:
        yield from way_on(run.done.solution.status, run.path)


def programmes_of(runs: Sequence[VariantRun]) -> Sequence[Programme]:
    """Return the programmes that were found, the base first, each by the name of its case."""
    return [
        Programme(
            *(run.case.name, run.case.instance, run.done.solution.schedule, run.done.others),
            unlocked=unlocked_at(run.path, run.case.instance),
        )
        for run in runs
        if run.done.solution is not None and run.done.solution.schedule is not None
    ]


def shown_of(run: VariantRun) -> Shown:
    """Return the entry of a run on the page."""
    done = run.done
    solution = done.solution
    if solution is None or solution.schedule is None:
        return Shown(
            run.case.name,
            missing_in_brief(done),
            missing=unlocked_at(run.path, run.case.instance) or run.case.instance,
            why=why_not(done),
            troubles=tuple(trouble.message for trouble in done.troubles),
        )
    return Shown(run.case.name, proved_in_brief(solution.penalty, solution.bound))


def code_of_all(runs: Sequence[VariantRun]) -> Code:
    """Return the gravest code of all runs."""
    solutions: list[Solution | None] = [run.done.solution for run in runs]
    if any(found is None or found.status is Status.UNKNOWN for found in solutions):
        return Code.NOTHING_FOUND
    impossible = any(found is not None and found.schedule is None for found in solutions)
    return Code.IMPOSSIBLE if impossible else Code.FINE


Variants = Annotated[list[Path] | None, argument("Variant files.", "VARIANT...")]
Sets = Annotated[
    list[str] | None,
    option(
        "Add a variant in which a rule has this level; RULE.ITEM=LEVEL for one item.",
        "RULE=LEVEL",
        "--set",
    ),
]
Folder = Annotated[Path, output("Where to write the solutions.", "DIR")]
ClusterAddress = Annotated[
    str | None,
    option("Search on a Dask cluster (tcp://HOST:PORT), not on this machine.", "ADDRESS"),
]
Seeds = Annotated[
    int | None,
    typer.Option(
        metavar="N",
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
    inline = [settings_of(text) for text in set_ or ()]
    cases = _read(instance, variants or (), inline)
    if csv is not None:
        make_sure_of_table(csv, "variant")
    is_new = _make_sure(output, cases, inline, html)
    conditions = Conditions(time_limit, seed)
    if cluster is not None and workers is not None:
        raise InputError("--workers and --cluster: give one of them; a cluster has its workers.")
    runner = Processes(threads(workers)) if cluster is None else Cluster(cluster)
    files = [instance, *(variants or ()), *_write_inline(output, instance, inline)]
    checkpoints = Checkpoints(output, cases, files)
    stored = None if fresh else standing_at(output / f"{cases[0].name}.json", cases[0].instance)
    done = _searched(cases, conditions, runner, stored, checkpoints, cold=fresh, seeds=seeds)
    runs = tuple(checkpoints.filed(done, as_json=as_json))
    programmes = programmes_of(runs)
    found = compare(programmes) if len(programmes) > 1 else None
    told = VariantReport(conditions, runs, found)
    say(as_json, lambda: answer(told), lambda: whatif_report(told))
    if html is not None:
        with checkpoints.noting():
            write_report(html, [shown_of(run) for run in runs], found)
    if csv is not None:
        solutions = {run.case.name: run.done.solution for run in runs}
        with checkpoints.noting():
            write_table(csv, "variants", solutions, programmes)
    if is_new:
        with suppress(OSError):  # there is something in it
            output.rmdir()
    for line in checkpoints.troubles:
        complain(line)
    return Code.BAD_INPUT if checkpoints.troubles else code_of_all(runs)


def _read(base: Path, variants: Sequence[Path], inline: Sequence[Inline]) -> list[NamedInstance]:
    """Read all files, the base first; say everything that is wrong with any of them."""
    troubles: list[str] = []
    cases: list[NamedInstance] = []
    reads = [partial(read_instance, path) for path in (base, *variants)]
    reads += [partial(each.read, base) for each in inline]
    for read in reads:
        try:
            found = read()
        except InputError as error:
            troubles += error.troubles
        else:
            cases.append(NamedInstance(found.name, found))
    names = [case.name for case in cases]
    troubles += [
        f"{name}: two variants have this name. Give each another name."
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if troubles:
        raise InputError(*dict.fromkeys(troubles))
    return cases


def _make_sure(
    folder: Path, cases: Sequence[NamedInstance], inline: Sequence[Inline], html: Path | None
) -> bool:
    """Raise `InputError` unless all files can be written; return True if the folder is new."""
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
    cases: Sequence[NamedInstance],
    conditions: Conditions,
    runner: Runner,
    standing: JudgedSolution | None,
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
    begins = "" if standing is None else f" The first starts from {standing.path}."
    complain(f"{each}. Ctrl-C stops and keeps the best programmes so far.{begins}")
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
