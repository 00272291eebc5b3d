"""Reports: how a search ended, and the penalty of each rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.claims import ended_in_words, stays_in_words
from scheduler.cli.views.programme import left_out_in_words
from scheduler.cli.views.records import (
    Amount,
    FindingRecord,
    InstanceAnswer,
    IsEmpty,
    OrNone,
    Points,
    Record,
    RuleId,
    SessionId,
    SessionIds,
    Unit,
    at,
)
from scheduler.findings import Evaluation, Judgement, Total, ordered
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Solution, Status
from scheduler.solutions import Kept, Standing
from scheduler.sources.discrepancies import What
from scheduler.wording import (
    counted,
    one_line,
    percent,
    points,
    rule_text,
    shortened,
    signed,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search left behind, besides its solution."""

    instance: Path
    profile: str | None
    """The set of levels in force, if any."""
    duration: float
    """Seconds of search, without those it only waited for the fast engine to be compiled."""
    headline: str = ""
    """How it ended, if not as any other search."""
    left_out: str = ""
    """What it does without, in words."""
    written: Path | None = None
    kept: Kept | None = None
    stays: Standing | None = None
    """What is as good and was there before; then nothing is written."""
    found: int | None = None
    """What the programme costs that the search itself has found, in thousandths."""
    repair: tuple[str, ...] = ()
    """What it began with: what it has gained, or what was repaired before the search, in lines."""
    limits: tuple[str, ...] = ()
    """What is known of one that moves few sessions of another, or in which no rule is worse."""
    asked: tuple[str, ...] = ()
    """Options with which `explain` asks about the same, besides the instance."""


FEW = 3
"""Findings told of one change."""


class RuleTotalRecord(Record):
    """All that a rule finds in a programme."""

    rule: RuleId
    unit: Unit = at("rule")
    forbidden: Amount
    """Part of it that a hard level forbids, in the unit."""
    amount: Amount
    """Part of it that costs something, in the unit."""
    penalty: Points


class DiscrepancyRecord(Record):
    """Something of a stored programme that the instance does not have, or has otherwise."""

    session: SessionId
    what: What
    stored: Annotated[str | None, OrNone]
    now: Annotated[str | None, OrNone]
    message: str = at("sentence")


class EvaluateAnswer(InstanceAnswer):
    """What is wrong with a programme."""

    profile: str | None
    penalty: Points
    hard_rules_kept: IsEmpty = at("forbidden")
    discrepancies: tuple[DiscrepancyRecord, ...]
    dropped: SessionIds
    """Optional sessions that are left out."""
    rules: tuple[RuleTotalRecord, ...]
    findings: tuple[FindingRecord, ...] = at("judgements")


def solution_report(solution: Solution, ended: Outcome) -> Iterator[RenderableType]:
    """Yield what a planner reads after a search; all figures are of the programme that is in the file now."""
    yield Text(headline(solution, ended), "bold")
    yield from in_force(ended.profile)
    yield from ended.repair
    if solution.evaluation is not None:
        said = {
            "Penalty": points(solution.penalty or 0),
            "lower bound": None if solution.bound is None else points(solution.bound),
            "gap": None if solution.gap is None else percent(solution.gap),
        }
        yield ""
        yield from penalties(solution.evaluation)
        yield ""
        yield ", ".join(f"{what} {figure}" for what, figure in said.items() if figure is not None)
    yield from filter(None, (*ended.limits, ended.left_out))
    yield from written(ended, solution)
    if ended.stays is not None:
        yield stays_in_words(ended.stays, ended.found)
        if ended.found is not None and ended.found > ended.stays.evaluation.penalty:
            yield "To write that all the same: --force, or -o FILE for another file."
    if not ended.headline:
        yield from way_on(solution.status, ended.instance, ended.asked)


def headline(solution: Solution, ended: Outcome) -> str:
    """Return how a search ended, in a sentence."""
    kept = ended.stays is not None
    return ended.headline or ended_in_words(solution, ended.duration, kept=kept)


def written(ended: Outcome, solution: Solution) -> Iterator[str]:
    """Yield where a programme was written, and what has become of the one that was there before."""
    if ended.written is not None:
        yield f"Written to {ended.written}"
    elif solution.schedule is None:
        yield "Nothing was written."
    if ended.kept is not None:
        yield kept_in_words(ended.kept, solution)


def way_on(status: Status, instance: Path, asked: Sequence[str] = ()) -> Iterator[str]:
    """Yield what to type next where a search has found no programme; `asked` are options of `explain`."""
    if status is Status.UNKNOWN:
        yield "Give it more time (--time-limit)."
    if status in (Status.UNKNOWN, Status.INFEASIBLE):
        yield f"Why, and what would help: {command('explain', instance, *asked)}"


def mended(instance: Path, solution: Path) -> str:
    """Return what to type next where a programme breaks a hard rule."""
    return f"To mend it with the fewest changes: {command('replan', instance, solution)}"


def in_force(profile: str | None) -> Iterator[str]:
    """Yield a line that names the profile in force, if there is one."""
    if profile is not None:
        yield f"Profile in force: {profile}."


def kept_in_words(kept: Kept, solution: Solution) -> str:
    """Say what has become of the programme that was there before, and what its penalty is worth."""
    stored = kept.stored
    before = "not known" if stored.penalty is None else points(stored.penalty)
    if stored.breaks_rules:
        before += ", breaks a hard rule"
    elif stored.fingerprint != solution.fingerprint:
        before += ", of another state of the instance"
    return f"The programme there before (penalty {before}) is kept as {kept.path}"


def judged(evaluation: Evaluation) -> Text:
    """Return what a programme costs, and how often it breaks a hard rule."""
    broken = counted(
        len(evaluation.forbidden), "finding against hard rules", "findings against hard rules"
    )
    kept = f"{broken}." if evaluation.forbidden else "Every hard rule is kept."
    return Text(f"Penalty {points(evaluation.penalty)}. {kept}", "bold")


def evaluate_report(
    instance: Instance, schedule: Schedule, evaluation: Evaluation, most: int | None
) -> Iterator[RenderableType]:
    """Yield what is wrong with a programme; of what only costs something at most so many findings."""
    yield judged(evaluation)
    yield from in_force(instance.profile)
    yield from filter(None, (left_out_in_words(instance, schedule),))
    yield ""
    yield from penalties(evaluation)
    weighted = tuple(each for each in evaluation.judgements if each.price is not None)
    yield from section("Against hard rules:", findings(evaluation.forbidden))
    yield from section("What costs most:", findings(weighted, most))


def penalties(evaluation: Evaluation) -> Iterator[RenderableType]:
    """Yield a table of the rules that cost something, the costliest first."""
    if not evaluation.totals:
        yield "Every rule is kept; nothing costs anything."
    rows: list[tuple[str | Text, ...]] = []
    for rule, total in _costliest_first(evaluation):
        unit = RULES[rule].unit
        if total.forbidden:
            forbidden = Text("forbidden", "bold red")
            rows.append((rule_with_id(rule), f"{total.forbidden:,}", unit, forbidden, ""))
        if total.amount:
            share = percent(total.penalty / evaluation.penalty)
            cost = points(total.penalty)
            rows.append((rule_with_id(rule), f"{total.amount:,}", unit, cost, share))
    yield from table(("rule", "amount", "unit", "penalty", "share"), rows, right=(1, 3, 4))


def rule_with_id(rule: str) -> str:
    """Return the name of a rule, and the id by which options and files call it."""
    return f"{name_of(rule)} ({rule})"


def _costliest_first(evaluation: Evaluation) -> list[tuple[str, Total]]:
    totals = evaluation.totals.items()
    return sorted(totals, key=lambda each: (-each[1].forbidden, -each[1].penalty, each[0]))


def findings(
    judgements: Iterable[Judgement], most: int | None = None, every: str = "--all"
) -> Iterator[RenderableType]:
    """Yield a table of findings, at most so many: what is forbidden first, then the costliest."""
    rows = (
        (
            Text("forbidden", "bold red") if each.price is None else Text(points(each.penalty)),
            Text.assemble((f"{name_of(each.rule)}: ", "dim"), each.finding.message),
        )
        for each in ordered(tuple(judgements))
    )
    yield from table(("", ""), rows, right=(0,), most=most, every=every)


def totals_of(evaluation: Evaluation | None) -> list[RuleTotalRecord]:
    """Return the records of all rules that cost something; none where nothing is evaluated."""
    totals = [] if evaluation is None else _costliest_first(evaluation)
    return [RuleTotalRecord.of(total, rule=rule) for rule, total in totals]


class Consequences(Protocol):
    """What another place, seat or session would bring."""

    @property
    def difference(self) -> int:
        """By how much the penalty would change, in thousandths."""

    @property
    def broken(self) -> tuple[Judgement, ...]:
        """What it would break of hard rules."""

    @property
    def dearer(self) -> tuple[Judgement, ...]:
        """What would cost more."""

    @property
    def relieved(self) -> tuple[Judgement, ...]:
        """What would be found no more."""

    @property
    def saved(self) -> int:
        """By how much what costs less would cost less, in thousandths."""


def price_cell(would: Consequences) -> Text:
    """Return what a table has of a change: by how much the penalty differs, or that it is forbidden."""
    return Text("forbidden", "bold red") if would.broken else Text(signed(would.difference))


def would_cell(would: Consequences, *besides: str) -> Text:
    """Return what a change would break, or else cost and save; below it what is said `besides`."""
    told = [
        f"{name_of(each.rule)}: {one_line(each.finding.message)}"
        for each in would.broken or would.dearer
    ]
    said = shortened([*dict.fromkeys(told)], FEW)
    rules = dict.fromkeys(each.rule for each in would.relieved if each.price is not None)
    if rules and not would.broken:
        said.append(f"{points(would.saved)} less for {', '.join(map(rule_text, rules))}")
    return Text("\n".join((*(said or ["no difference"]), *filter(None, besides))))
