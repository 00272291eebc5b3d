"""What costs most, who is worst off, what a rule costs, and how little of it there could be."""

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.claims import (
    ideal_in_vain,
    ideal_in_words,
    price_in_vain,
    price_in_words,
    without_proved,
)
from scheduler.cli.views.solution_report import findings, judged_as_json, penalties
from scheduler.explanation.programmes import Burden, Ideal, Overview, RulePrice
from scheduler.instance import MILLI, Instance
from scheduler.solution import Status
from scheduler.wording import counted, item_name, one_line, points

MOST = 10
"""Findings told of."""
FEW = 3
"""Of each kind of item, how many are told of."""


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
                Text.assemble((f"{costliest.rule}  ", "dim"), one_line(costliest.finding.message)),
            )
    return table


def _name(instance: Instance, burden: Burden) -> str:
    if burden.about == "session":
        return instance.session_by_id[burden.item].title
    return item_name(instance, burden.findings[0].rule, burden.item)


def overview_as_json(instance: Instance, overview: Overview) -> dict[str, Any]:
    """Return the same for machines; penalties are in points."""
    return {
        "instance": instance.name,
        "penalty": overview.evaluation.penalty / MILLI,
        "hard_rules_kept": not overview.evaluation.forbidden,
        "dearest": [judged_as_json(each) for each in overview.dearest],
        "worst_off": {
            about: [
                {
                    "item": burden.item,
                    "title": _name(instance, burden),
                    "penalty": burden.penalty / MILLI,
                    "findings": [judged_as_json(each) for each in burden.findings],
                }
                for burden in burdens
            ]
            for about, burdens in overview.worst_off.items()
        },
    }


def price_report(instance: Instance, price: RulePrice) -> Iterator[RenderableType]:
    """Yield what a planner reads of what a rule costs."""
    without = price.without
    if without.penalty is None or without.evaluation is None:
        yield Text(f"{price.rule}: there is no programme without it to compare with.", "bold")
        yield Text(price_in_vain(price))
        return
    level = instance.level(price.rule, "")
    yield Text(f"{price.rule} costs {points(price.price)} in all.", "bold")
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


def price_as_json(instance: Instance, price: RulePrice) -> dict[str, Any]:
    """Return the same for machines; penalties are in points."""
    without = price.without.penalty
    return {
        "instance": instance.name,
        "rule": price.rule,
        "price": None if without is None else price.price / MILLI,
        "penalty": price.now.penalty / MILLI,
        "own": price.own / MILLI,
        "penalty_without": None if without is None else without / MILLI,
        "amount_without": None if without is None else price.amount_without,
        "unit": RULES[price.rule].unit,
        "moved": list(price.moved),
        "status": price.without.status.value,
        "proved": {"with": price.now_proved, "without": without_proved(price)},
    }


def ideal_report(ideal: Ideal) -> Iterator[RenderableType]:
    """Yield what a planner reads of the least there can be of a rule."""
    rule = RULES[ideal.rule]
    yield Text(f"{rule.id}: {ideal.now:,} {rule.unit}.", "bold")
    yield Text(rule.sentence, "dim")
    if ideal.found is None:
        yield Text(ideal_in_vain(ideal))
        return
    yield Text(ideal_in_words(ideal, ideal.found))
    if ideal.broken:
        yield Text("The programme breaks hard rules, which may be why it has less than others.")
    yield Text(
        "Such a programme keeps every hard rule; what it costs by the other rules is not counted.",
        "dim",
    )


def ideal_as_json(instance: Instance, ideal: Ideal) -> dict[str, Any]:
    """Return the same for machines; amounts are in the rule's units."""
    return {
        "instance": instance.name,
        "rule": ideal.rule,
        "unit": RULES[ideal.rule].unit,
        "amount": ideal.now,
        "least_found": ideal.found,
        "least_possible": None if ideal.found is None else ideal.bound,
        "proved": ideal.proved,
        "breaks_hard_rules": ideal.broken,
        "status": (Status.OPTIMAL if ideal.proved else ideal.search.status).value,
    }
