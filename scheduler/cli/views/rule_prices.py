"""What costs most, who is worst off, and what a rule costs."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.views.claims import (
    nothing_in_words,
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
from scheduler.cli.views.solution_report import findings, judged, penalties, rule_with_id
from scheduler.cli.views.tables import section, table
from scheduler.explanation.programmes import Burden, Overview, RulePrice
from scheduler.instance import Instance
from scheduler.solution import Status
from scheduler.wording import counted, item_name, one_line, points

MOST = 10
"""Findings told of."""
FEW = 3
"""Of each kind of item, how many are told of."""


class BurdenRecord(Record):
    """Who or what bears most."""

    item: str
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
    return OverviewAnswer.about(instance, overview, **found)


def price_answer(instance: Instance, price: RulePrice) -> RulePriceAnswer:
    """Return the same as a report, for machines."""
    proved = ProvedRecord(with_=price.now_proved, without=without_proved(price))
    unknown = {} if price.without.penalty is not None else {"price": None, "amount_without": None}
    return RulePriceAnswer.about(instance, price, proved=proved, **unknown)


def overview_report(instance: Instance, overview: Overview) -> Iterator[RenderableType]:
    """Yield what a planner reads."""
    yield judged(overview.evaluation)
    yield ""
    yield from penalties(overview.evaluation)
    yield from section("What costs most:", findings(overview.dearest, MOST, "--json"))
    rows = (
        (
            about,
            one_line(_name(instance, burden)),
            points(burden.penalty),
            one_line(burden.findings[0].finding.message),
        )
        for about, burdens in overview.worst_off.items()
        for burden in burdens[:FEW]
    )
    titles = ("", "who", "penalty", "most of it")
    yield from section("Who is worst off:", table(titles, rows, right=(2,)))


def _name(instance: Instance, burden: Burden) -> str:
    if burden.about == "session":
        return instance.session_by_id[burden.item].title
    return item_name(instance, burden.findings[0].rule, burden.item)


def price_report(instance: Instance, price: RulePrice) -> Iterator[RenderableType]:
    """Yield what a planner reads of what a rule costs."""
    without, rule = price.without, RULES[price.rule]
    if without.penalty is None:
        yield Text(f"{rule_with_id(rule.id)}: {points(price.own)} in the programme.", "bold")
        yield f"What another would cost without it: {nothing_in_words(without)}"
        return
    yield Text(f"{rule_with_id(rule.id)}: {points(price.price)} in all.", "bold")
    yield Text(rule.sentence, "dim")
    level = instance.level(rule.id, "")
    yield from table(
        ("", f"with it ({level})", "without it"),
        (
            ("the rule itself", points(price.own), "not counted"),
            ("all other rules", points(price.others_now), points(without.penalty)),
            ("in all", points(price.now.penalty), points(without.penalty)),
        ),
        right=(1, 2),
    )
    yield (
        f"Without it, {counted(len(price.moved), 'session')} would be elsewhere, and it would count "
        f"{price.amount_without:,} {rule.unit}."
    )
    yield price_in_words(price)
