"""What `scheduler whatif` says: all searches in short, and what stands in the way of some."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import name_of
from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command, unlocked_at
from scheduler.cli.views.check_report import TroubleRecord, troubles_table
from scheduler.cli.views.claims import missing_in_brief, proved_in_brief, stays_in_words, why_not
from scheduler.cli.views.compare_report import IndicatorRecord, indicator_records
from scheduler.cli.views.records import (
    Answer,
    File,
    Gap,
    InstanceName,
    OrNone,
    Points,
    Record,
    at,
)
from scheduler.cli.views.report_page import Shown
from scheduler.cli.views.solution_report import RuleTotalRecord, kept_in_words, totals_of, way_on
from scheduler.cli.views.tables import section, table
from scheduler.cli.views.whatif_runs import Run
from scheduler.comparison import Comparison, Programme, compare
from scheduler.comparison.summary import sentences
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import old_place
from scheduler.whatif import Conditions, Done
from scheduler.wording import one_line, percent, points


class RunRecord(Record):
    """One of them; without a search (status null), the fields after `status` are left out."""

    name: InstanceName = at("case.name")
    title: str | None = at("case.instance.title")
    profile: str | None = at("case.instance.profile")
    file: File = at("path")
    note: Annotated[str | None, OrNone] = at("done.note")
    troubles: tuple[TroubleRecord, ...] = at("done.troubles")
    written: File | None
    """The solution file; null if none was written."""
    kept: File | None
    """Where the programme is that was there before."""
    status: Status | None
    stop: Stop | None = None
    penalty: Points | None = None
    bound: Points | None = None
    """No programme costs less: proved."""
    gap: Gap | None = None
    number_of_findings: int | None = None
    rules: tuple[RuleTotalRecord, ...] | None = None


class WhatifAnswer(Answer):
    """An instance and variants of it."""

    conditions: Conditions
    """How each was searched for."""
    runs: tuple[RunRecord, ...]
    summary: tuple[str, ...]
    """What differs, in sentences."""
    indicators: tuple[IndicatorRecord, ...]
    """The key figures of all that has a programme; none, if that is less than two."""


_CAUTION = (
    "Between variants with different levels, compare amounts and not penalties; with different sessions, "
    "compare neither."
)


def whatif_report(runs: Sequence[Run], found: Comparison | None) -> Iterator[RenderableType]:
    """Yield the summary, what differs, and what is known of what has no programme."""
    titles = ("variant", "status", "penalty", "bound", "gap", "findings", "costliest rule")
    rows = ((run.case.name, *_row(run.done)) for run in runs)
    yield from table(titles, rows, right=range(2, 6))
    yield Text(_CAUTION, "dim")
    if found is not None:
        yield ""
        yield from map(one_line, sentences(found))
    for run in runs:
        solution = run.done.solution
        if solution is None or solution.schedule is None:
            yield from section(f"{run.case.name}: {why_not(run.done)}.", _in_the_way(run))
    yield ""
    for run in runs:
        if run.file is not None:
            yield f"{run.case.name}: {run.file}"
        if run.kept is not None and run.done.solution is not None:
            yield f"{run.case.name}: {kept_in_words(run.kept, run.done.solution)}"
        if run.stays is not None and run.found is not None:
            yield f"{run.case.name}: {stays_in_words(run.stays, run.found.penalty)}"
    if found is not None:
        files = [path for run in runs if run.file for path in (run.path, run.file)]
        yield f"Side by side: {command('compare', *files)}"


def _row(done: Done) -> tuple[str, ...]:
    """Return the cells of a run besides its name."""
    solution = done.solution
    if solution is None:
        return ("none", "", "", "", "", "")
    numbers = (
        "" if solution.penalty is None else points(solution.penalty),
        "" if solution.bound is None else points(solution.bound),
        "" if solution.gap is None else percent(solution.gap),
    )
    if solution.evaluation is None:
        return (solution.status.value, *numbers, "", "")
    totals = totals_of(solution.evaluation)
    dearest = max(totals, key=lambda each: each.penalty, default=None)
    most = "" if dearest is None or not dearest.penalty else name_of(dearest.rule)
    return (solution.status.value, *numbers, f"{len(solution.evaluation.judgements):,}", most)


def _in_the_way(run: Run) -> Iterator[RenderableType]:
    """Yield why there is no programme, as far as it is known, and what to type next."""
    yield from troubles_table(map(TroubleRecord.of, run.done.troubles))
    if run.done.solution is None:
        yield f"To search for it alone: {command('solve', run.path)}"
    else:
        yield from way_on(run.done.solution.status, run.path)


def whatif_answer(
    runs: Sequence[Run],
    conditions: Conditions,
    found: Comparison | None,
) -> WhatifAnswer:
    """Return everything that a machine may want."""
    return WhatifAnswer.of(
        conditions=conditions,
        runs=[*map(_run_record, runs)],
        summary=() if found is None else sentences(found),
        indicators=[] if found is None else indicator_records(found),
    )


def _run_record(run: Run) -> RunRecord:
    solution, kept = run.done.solution, old_place(run.kept, run.stays)
    if solution is None:
        return RunRecord.of(run, kept=kept, status=None)
    evaluation = solution.evaluation
    return RunRecord.of(
        run,
        kept=kept,
        status=solution.status,
        stop=solution.search.stop,
        penalty=solution.penalty,
        bound=solution.bound,
        gap=solution.gap,
        number_of_findings=None if evaluation is None else len(evaluation.judgements),
        rules=totals_of(evaluation),
    )


def compared(runs: Sequence[Run]) -> Comparison | None:
    """Compare what was found, the base first; None if there are not two programmes."""
    programmes = programmes_of(runs)
    return compare(programmes) if len(programmes) > 1 else None


def programmes_of(runs: Sequence[Run]) -> Sequence[Programme]:
    """Return the programmes that were found, the base first, each by the name of its case."""
    return [
        Programme(
            *(run.case.name, run.case.instance, run.done.solution.schedule, run.done.others),
            unlocked=unlocked_at(run.path, run.case.instance),
        )
        for run in runs
        if run.done.solution is not None and run.done.solution.schedule is not None
    ]


def shown_of(run: Run) -> Shown:
    """Return what the page shows of a run."""
    done = run.done
    solution = done.solution
    if solution is None or solution.schedule is None:
        said = tuple(trouble.message for trouble in done.troubles)
        claim = missing_in_brief(done)
        facts = unlocked_at(run.path, run.case.instance) or run.case.instance
        return Shown(run.case.name, facts, None, claim, why_not(done), said)
    claim = proved_in_brief(solution.penalty, solution.bound)
    return Shown(run.case.name, run.case.instance, solution.schedule, claim)


def code_of_all(runs: Sequence[Run]) -> Code:
    """Return the gravest of what was found: a search in vain, a proof that there is nothing, or fine."""
    solutions: list[Solution | None] = [run.done.solution for run in runs]
    if any(found is None or found.status is Status.UNKNOWN for found in solutions):
        return Code.NOTHING_FOUND
    impossible = any(found is not None and found.schedule is None for found in solutions)
    return Code.IMPOSSIBLE if impossible else Code.FINE
