"""Reports: how a search ended, and the penalty of each rule."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import MILLI, RULES, Thousandths, name_of
from scheduler.cli.console import section, table
from scheduler.cli.files import command
from scheduler.cli.views.claims import ended_in_words, stays_in_words
from scheduler.findings import Evaluation, Judgement, Total, ordered
from scheduler.solution import Solution, Status
from scheduler.solutions import JudgedSolution, PreviousSolution
from scheduler.wording import (
    brief_points,
    counted,
    least_points,
    one_line,
    percent,
    points,
    shortened,
    worth_of_a_point,
)

if TYPE_CHECKING:  # what a report of an evaluation does not need
    from scheduler.explanation import Trouble
    from scheduler.sources import FileLines


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The circumstances of a search, and what was written."""

    instance: Path
    profile: str | None
    """The profile of levels, if any."""
    duration: float
    """Seconds of search, without waiting for the compiler."""
    headline: str = ""
    """How it ended, if in another way than usual."""
    left_out: str = ""
    """Optional sessions and items left out, in words."""
    written: Path | None = None
    """The solution file; None if none was written."""
    kept: PreviousSolution | None = None
    """Where the previous programme is."""
    stays: JudgedSolution | None = None
    """The stored programme, if it is as good; then nothing is written."""
    found: Thousandths | None = None
    """Penalty of the programme that the search found, in thousandths."""
    repair: tuple[str, ...] = ()
    """How the starting programme was repaired, in lines."""
    limits: tuple[str, ...] = ()
    """What is proved within --moves or --no-rule-worse, in lines."""
    before: int | None = None
    """Penalty of the starting programme, in thousandths."""


BROKEN = Text("broken", "bold red")
"""Stands in the place of a penalty where a hard rule is broken."""
LONGER = "Search longer: add --time-limit SECONDS."
_SATISFIED = "Satisfies all hard rules"


def solution_report(solution: Solution, ended: SearchOutcome) -> Iterator[RenderableType]:
    """Yield what a planner reads after a search; all figures are of the programme in the file."""
    yield Text(headline(solution, ended), "bold")
    yield from in_force(ended.profile)
    yield from ended.repair
    if solution.evaluation is not None:
        yield ""
        yield from penalty_in_words(solution.evaluation, solution.bound, ended.before)
        yield ""
        yield from penalties(solution.evaluation)
        yield ""
    yield from filter(None, (*ended.limits, ended.left_out))
    yield from written(ended, solution)
    if ended.stays is not None:
        yield stays_in_words(ended.stays, ended.found)
        if ended.found is not None and ended.found > ended.stays.evaluation.penalty:
            yield "Write it nevertheless with --force, or to another file with -o FILE."
    if solution.schedule is not None:
        file = ended.written or (ended.stays.path if ended.stays is not None else None)
        yield f"Show it: {command('show', ended.instance, *([file] if file else []))}"


def headline(solution: Solution, ended: SearchOutcome) -> str:
    """Return how a search ended, in a sentence."""
    kept = ended.stays is not None
    said = ended_in_words(solution, ended.duration, kept=kept, before=ended.before)
    return ended.headline or said


def written(ended: SearchOutcome, solution: Solution) -> Iterator[str]:
    """Yield where a programme was written, and where the previous one is kept."""
    if ended.written is not None:
        yield f"Wrote {ended.written}"
    elif solution.schedule is None:
        yield "Nothing was written."
    if ended.kept is not None:
        yield kept_in_words(ended.kept, solution)


def way_on(status: Status, instance: Path) -> Iterator[str]:
    """Yield what to type next where a search has found no programme."""
    if status is Status.UNKNOWN:
        yield LONGER
    if status in (Status.UNKNOWN, Status.INFEASIBLE):
        yield f"Find out why, and what would help: {command('explain', instance)}"


def repaired_by(instance: Path, solution: Path) -> str:
    """Return what to type next where a programme breaks a hard rule."""
    return f"Repair it with the fewest changes: {command('replan', instance, solution)}"


def in_force(profile: str | None) -> Iterator[str]:
    """Yield a line that names the profile of levels, if there is one."""
    if profile is not None:
        yield f"Profile of levels: {profile}."


def kept_in_words(kept: PreviousSolution, solution: Solution) -> str:
    """Return where the previous programme is kept, and what its penalty is worth."""
    stored = kept.stored
    before = "penalty not known" if stored.penalty is None else f"penalty {points(stored.penalty)}"
    if stored.breaks_rules:
        before += ", breaks a hard rule"
    elif stored.fingerprint != solution.fingerprint:
        before += ", of another state of the instance"
    return f"Kept the previous programme ({before}) as {kept.path}"


def judged(evaluation: Evaluation) -> Text:
    """Return whether a programme satisfies the hard rules, and what it costs."""
    broken = len(evaluation.forbidden)
    said = f"Breaks hard rules ({counted(broken, 'finding')})" if broken else _SATISFIED
    return Text(f"{said}. Penalty: {in_points(evaluation.penalty)}.", "bold")


def in_points(penalty: int) -> str:
    """Return ``1 point``, ``3,516.4 points``."""
    return f"{brief_points(penalty)} point{'' if penalty == MILLI else 's'}"


def penalty_in_words(
    evaluation: Evaluation, bound: int | None = None, before: int | None = None
) -> Iterator[str]:
    """Yield what a programme costs, which share no programme avoids, and what one point is worth."""
    penalty = evaluation.penalty
    was = ""
    if before is not None:
        change = "as before" if before == penalty else f"before: {brief_points(before)}"
        was = f" ({change})"
    yield f"Penalty: {in_points(penalty)}{was}."
    if bound is not None and penalty:
        share = min(1.0, bound / penalty)
        part = "all" if bound >= penalty else percent(share)
        unavoidable = f": {part} of the penalty is unavoidable" if bound > 0 else ""
        least = brief_points(penalty) if bound >= penalty else least_points(bound)
        yield f"Lower bound: {least} (gap {percent(1 - share)}){unavoidable}."
    yield from filter(None, [worth_of_a_point(evaluation)])


def penalties(evaluation: Evaluation) -> Iterator[RenderableType]:
    """Yield a table of the rules that cost something, the costliest first."""
    if not evaluation.totals:
        yield "All rules satisfied."
    rows: list[tuple[str | Text, ...]] = []
    for rule, total in costliest_rules(evaluation):
        unit = RULES[rule].unit
        if total.forbidden:
            rows.append((name_of(rule), f"{total.forbidden:,}", unit, BROKEN, ""))
        if total.amount:
            share = percent(total.penalty / evaluation.penalty)
            cost = brief_points(total.penalty)
            rows.append((name_of(rule), f"{total.amount:,}", unit, cost, share))
    yield from table(("rule", "amount", "unit", "penalty", "share"), rows, right=(1, 3, 4))


def costliest_rules(evaluation: Evaluation) -> list[tuple[str, Total]]:
    """Return the rules that a programme breaks, then those that cost something, each with its total."""
    totals = evaluation.totals.items()
    return sorted(totals, key=lambda each: (-each[1].forbidden, -each[1].penalty, each[0]))


def findings(
    judgements: Iterable[Judgement], most: int | None = None, every: str = "--all"
) -> Iterator[RenderableType]:
    """Yield a table of findings, at most so many: broken hard rules first, then the costliest."""
    rows = (
        (
            BROKEN if each.price is None else Text(brief_points(each.penalty)),
            Text.assemble((f"{name_of(each.rule)}: ", "dim"), each.finding.message),
        )
        for each in ordered(tuple(judgements))
    )
    yield from table(("", ""), rows, right=(0,), most=most, every=every)


NAMES = 12
"""Names shown of each group that is affected."""


def affected_report(names_by_group: Mapping[str, Sequence[str]]) -> Iterator[RenderableType]:
    """Yield how many are affected of each group, and the names of the first."""
    rows = (
        (group, str(len(names)), "; ".join(shortened(names, NAMES)))
        for group, names in names_by_group.items()
        if names
    )
    yield from section("Who is affected:", table(("", "", ""), rows, right=(1,)))


def troubles_table(
    troubles: "Iterable[Trouble]", lines: "FileLines | None" = None
) -> Iterator[RenderableType]:
    """Yield a table of troubles with a mark in front; `lines` are those of the instance file."""
    rows = []
    for each in troubles:
        names = ", ".join(name_of(rule) for rule in each.rules)
        where = f"{lines.where(each.place)}: " if lines is not None and each.place else ""
        rules = (f"\nrules: {names}" if names else "", "dim")
        mark = Text("!", "bold red") if each.certain else Text("·", "yellow")
        rows.append((mark, Text.assemble(one_line(where + each.message), rules)))
    yield from table(("", ""), rows, gap=1)
