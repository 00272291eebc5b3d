"""Reports: how a search ended, and the penalty of each rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.inputs.files import command
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import ended_in_words, stays_in_words
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
from scheduler.solution import Solution, Status
from scheduler.solutions import Kept, Standing
from scheduler.sources.discrepancies import What
from scheduler.wording import one_line, percent, points, rule_text, shortened, signed


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


def report(solution: Solution, ended: Outcome) -> Iterator[RenderableType]:
    """Yield what a planner reads after a search; all figures are of the programme that is in the file now."""
    kept = ended.stays is not None
    said = ended.headline or ended_in_words(solution, ended.duration, kept=kept)
    yield Text(said, style="bold")
    yield from in_force(ended.profile)
    yield from map(Text, ended.repair)
    if solution.evaluation is not None:
        yield Text()
        yield penalties(solution.evaluation)
        yield Text()
        yield Text(_numbers(solution))
    yield from map(Text, ended.limits)
    if ended.left_out:
        yield Text(ended.left_out)
    if ended.written is not None:
        yield Text(f"Written to {ended.written}")
    elif solution.schedule is None:
        yield Text("Nothing was written.")
    if ended.kept is not None:
        yield Text(kept_in_words(ended.kept, solution))
    if ended.stays is not None:
        yield Text(stays_in_words(ended.stays, ended.found))
        if ended.found is not None and ended.found > ended.stays.evaluation.penalty:
            yield Text("To write that all the same: --force, or -o FILE for another file.")
    if not ended.headline:
        yield from way_on(solution.status, ended.instance, ended.asked)


def way_on(status: Status, instance: Path, asked: Sequence[str] = ()) -> Iterator[Text]:
    """Yield what to type next where a search has found no programme; `asked` are options of `explain`."""
    explain = command("explain", instance, *asked)
    if status is Status.UNKNOWN:
        check = command("check", instance)
        yield Text(f"Give it more time (--time-limit), see what may stand in the way: {check}")
        yield Text(f"or search for it: {explain}")
    if status is Status.INFEASIBLE:
        yield Text(f"Why, and what would help: {explain}")


def mended(instance: Path, solution: Path) -> Text:
    """Return what to type next where a programme breaks a hard rule."""
    return Text(f"\nTo mend it with the fewest changes: {command('replan', instance, solution)}")


def in_force(profile: str | None) -> Iterator[Text]:
    """Yield a line that names the profile in force, if there is one."""
    if profile is not None:
        yield Text(f"Profile in force: {profile}.")


def kept_in_words(kept: Kept, solution: Solution) -> str:
    """Say what has become of the programme that was there before, and why."""
    stored = kept.stored
    now = "none" if solution.penalty is None else points(solution.penalty)
    before = "an unknown penalty" if stored.penalty is None else f"penalty {points(stored.penalty)}"
    if stored.breaks_rules:
        why = "which breaks a hard rule"
    elif stored.fingerprint == solution.fingerprint:
        why = "which may be better" if stored.penalty is None else "which was better"
    elif stored.instance in (None, solution.instance):
        why = "made for another state of the instance, whose penalties do not compare"
    else:
        why = f"made for another instance ({stored.instance}), whose penalties do not compare"
    return f"The programme there before ({before}, now {now}), {why}, is kept as {kept.path}"


def _numbers(solution: Solution) -> str:
    said = [f"Penalty {points(solution.penalty or 0)}"]
    if solution.bound is not None:
        said.append(f"lower bound {points(solution.bound)}")
    if solution.gap is not None:
        said.append(f"gap {percent(solution.gap)}")
    return ", ".join(said)


def penalties(evaluation: Evaluation) -> RenderableType:
    """Return a table of the rules that cost something, the costliest first."""
    if not evaluation.totals:
        return Text("Every rule is kept; nothing costs anything.")
    table = Columns("rule", "amount", "unit", "penalty", "share", right=(1, 3, 4))
    for rule, total in _costliest_first(evaluation):
        unit = RULES[rule].unit
        if total.forbidden:
            table.add(
                rule_with_id(rule), f"{total.forbidden:,}", unit, "forbidden", "", style="bold red"
            )
        if total.amount:
            share = percent(total.penalty / evaluation.penalty)
            table.add(rule_with_id(rule), f"{total.amount:,}", unit, points(total.penalty), share)
    return table


def rule_with_id(rule: str) -> str:
    """Return the name of a rule, and the id by which options and files call it."""
    return f"{name_of(rule)} ({rule})"


def _costliest_first(evaluation: Evaluation) -> list[tuple[str, Total]]:
    totals = evaluation.totals.items()
    return sorted(totals, key=lambda each: (-each[1].forbidden, -each[1].penalty, each[0]))


def findings(judgements: tuple[Judgement, ...], most: int | None) -> RenderableType:
    """Return a table of findings, at most so many: what is forbidden first, then the costliest."""
    costliest = ordered(judgements)
    table = Columns("", "", right=(0,))
    for judged in costliest[:most]:
        forbidden = judged.price is None
        price = Text("forbidden", "bold red") if forbidden else Text(points(judged.penalty))
        table.add(
            price, Text.assemble((f"{name_of(judged.rule)}: ", "dim"), judged.finding.message)
        )
    if most is not None and len(costliest) > most:
        table.add("", Text(f"and {len(costliest) - most:,} more; --all shows them", "dim"))
    return table


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
    def relieved(self) -> tuple[Judgement, ...]:
        """What would be found no more."""

    @property
    def saved(self) -> int:
        """By how much what costs less would cost less, in thousandths."""


def price_cell(would: Consequences) -> Text:
    """Return what a table has of a change: the difference; or that it is forbidden."""
    return Text("forbidden", "bold red") if would.broken else Text(signed(would.difference))


def saved_by(would: Consequences) -> list[Text]:
    """Say what would not have to be paid any more, and for which rules."""
    rules = dict.fromkeys(each.rule for each in would.relieved if each.price is not None)
    said = f"{points(would.saved)} less for {', '.join(map(rule_text, rules))}"
    return [Text(said, "dim")] if rules else []


def few_of(texts: Iterable[str], most: int = 3) -> str:
    """Return the first texts, each once, and how many more there are."""
    return "; ".join(shortened([*dict.fromkeys(map(one_line, texts))], most))
