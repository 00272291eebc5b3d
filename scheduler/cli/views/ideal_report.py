"""How little of a rule there could be, in words and for machines."""

from collections.abc import Iterator
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from scheduler.catalogue import RULES
from scheduler.cli.views.claims import ideal_in_vain, ideal_in_words
from scheduler.explanation.programmes import Ideal
from scheduler.instance import Instance
from scheduler.solution import Status


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
    yield Text("This keeps every hard rule and looks at nothing else.", "dim")


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
