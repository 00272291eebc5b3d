"""What costs most, who is worst off, what a rule costs, and how little of it there could be."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES, name_of
from scheduler.cli.exit_codes import Code
from scheduler.cli.terminal.console import say
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import (
    price_in_vain,
    price_in_words,
    without_proved,
)
from scheduler.cli.views.records import (
    Amount,
    File,
    FindingRecord,
    InstanceAnswer,
    IsEmpty,
    Points,
    Record,
    RuleId,
    SessionIds,
    Unit,
    at,
)
from scheduler.cli.views.solution_report import findings, penalties, rule_with_id
from scheduler.explanation.programmes import Burden, Overview, RulePrice, overview
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.solution import Status
from scheduler.wording import counted, item_name, one_line, points

MOST = 10
"""Findings told of."""
FEW = 3
"""Of each kind of item, how many are told of."""


class BurdenRecord(Record):
    """Who or what bears most."""

    item: str
    title: str
    penalty: Points
    findings: tuple[FindingRecord, ...]


class OverviewAnswer(InstanceAnswer):
    """What a programme suffers from. `status` and `solution` are there where none was named: there is one."""

    status: Status | None = None
    solution: File | None = None
    penalty: Points = at("evaluation.penalty")
    hard_rules_kept: IsEmpty = at("evaluation.forbidden")
    dearest: tuple[FindingRecord, ...]
    worst_off: dict[str, tuple[BurdenRecord, ...]]
    """By sort: session, person, delegation …"""


class ProvedRecord(Record):
    """Whether either programme is proved to be the best."""

    with_: bool = Field(serialization_alias="with")
    without: bool


class RulePriceAnswer(InstanceAnswer):
    """What a rule costs (--rule)."""

    rule: RuleId
    price: Points | None
    """Points that the programme costs more than the best without the rule."""
    penalty: Points = at("now.penalty")
    own: Points
    """Points of the rule itself."""
    penalty_without: Points | None = at("without.penalty")
    amount_without: Amount | None
    unit: Unit = at("rule")
    moved: SessionIds
    status: Status = at("without.status")
    """How the search without the rule ended."""
    proved: ProvedRecord


def overview_answer(
    instance: Instance, overview: Overview, stored: Path | None = None
) -> OverviewAnswer:
    """Return the same as a report, for machines; `stored` is where the programme is, if none was named."""
    found = {} if stored is None else {"status": Status.FEASIBLE, "solution": stored}
    worst = {
        about: [BurdenRecord.of(each, title=_name(instance, each)) for each in burdens]
        for about, burdens in overview.worst_off.items()
    }
    return OverviewAnswer.about(instance, overview, worst_off=worst, **found)


def price_answer(instance: Instance, price: RulePrice) -> RulePriceAnswer:
    """Return the same as a report, for machines."""
    proved = ProvedRecord(with_=price.now_proved, without=without_proved(price))
    unknown = {} if price.without.penalty is not None else {"price": None, "amount_without": None}
    return RulePriceAnswer.about(instance, price, proved=proved, **unknown)


def overview_report(instance: Instance, overview: Overview) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    evaluation = overview.evaluation
    broken = counted(
        len(evaluation.forbidden), "finding against hard rules", "findings against hard rules"
    )
    kept = f"{broken}." if evaluation.forbidden else "Every hard rule is kept."
    yield Text(f"Penalty {points(evaluation.penalty)}. {kept}", "bold")
    yield Text()
    yield penalties(evaluation)
    if overview.dearest:
        yield Text()
        yield Text("What costs most:", "bold")
        yield findings(overview.dearest[:MOST], None)
        yield Text()
        yield Text("Who is worst off:", "bold")
        yield _worst(instance, overview)


def _worst(instance: Instance, overview: Overview) -> Columns:
    table = Columns("", "who", "penalty", "most of it", right=(2,))
    for about, burdens in overview.worst_off.items():
        for number, burden in enumerate(burdens[:FEW]):
            costliest = burden.findings[0]
            table.add(
                "" if number else about,
                one_line(_name(instance, burden)),
                points(burden.penalty),
                Text.assemble(
                    (f"{name_of(costliest.rule)}: ", "dim"), one_line(costliest.finding.message)
                ),
            )
    return table


def _name(instance: Instance, burden: Burden) -> str:
    if burden.about == "session":
        return instance.session_by_id[burden.item].title
    return item_name(instance, burden.findings[0].rule, burden.item)


def price_report(instance: Instance, price: RulePrice) -> Iterator[RenderableType]:
    """Yield what a planner reads of what a rule costs."""
    without = price.without
    if without.penalty is None or without.evaluation is None:
        yield Text(
            f"{rule_with_id(price.rule)}: there is no programme without it to compare with.", "bold"
        )
        yield Text(price_in_vain(price))
        return
    level = instance.level(price.rule, "")
    yield Text(f"{rule_with_id(price.rule)}: {points(price.price)} in all.", "bold")
    yield Text(RULES[price.rule].sentence, "dim")
    saved = price.others_now - without.penalty
    table = Columns("", f"with it ({level})", "without it", right=(1, 2))
    table.add("the rule itself", points(price.own), "not counted")
    table.add("all other rules", points(price.others_now), points(without.penalty))
    table.add("in all", points(price.now.penalty), points(without.penalty))
    yield table
    less = f"{points(saved)} less" if saved > 0 else "no less"
    amount, unit = price.amount_without, RULES[price.rule].unit
    elsewhere = counted(len(price.moved), "session")
    yield Text(
        f"Without it, other rules would cost {less}, {elsewhere} would be elsewhere, and it would count "
        f"{amount:,} {unit}."
    )
    yield Text(price_in_words(price), "dim")


def explain_programme(facts: Instance, schedule: Schedule, *, as_json: bool) -> Code:
    """Say what a programme suffers from."""
    found = overview(facts, schedule)
    say(as_json, lambda: overview_answer(facts, found), lambda: overview_report(facts, found))
    return Code.IMPOSSIBLE if found.evaluation.forbidden else Code.FINE
