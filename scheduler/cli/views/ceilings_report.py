"""What a programme costs less than another one, rule by rule, in which none may cost more."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.solution import Status
from scheduler.wording import points

if TYPE_CHECKING:
    from scheduler.replanning import NoRuleWorse


def no_rule_worse_in_words(found: "NoRuleWorse", than: Path) -> Iterator[str]:
    """Yield in which rules a programme costs less than another, or which cost more in what came near."""
    there = f"in {than} (penalty {points(found.than.penalty)})"
    own = found.solution.evaluation
    if found.solution.status is Status.INFEASIBLE:
        return
    if own is None:
        proved = "Proved: there is no programme" if found.proved else "No programme was found"
        yield f"{proved} in which no rule costs more than {there}."
        if found.dearer:
            costs = (
                f"{rule} {points(cost)} instead of {points(before)}"
                for rule, (cost, before) in found.dearer.items()
            )
            yield f"In the nearest one these do: {', '.join(costs)}."
        return
    if not found.cheaper:
        known = "proved, nothing is better" if found.proved else "nothing better was found"
        yield f"No rule costs more than {there}, nor less: {known}."
        return
    saved = (
        f"{rule} {points(own.total(rule).penalty)} instead of {points(found.than.total(rule).penalty)}"
        for rule in found.cheaper
    )
    yield f"No rule costs more than {there}. These cost less: {', '.join(saved)}."
    if found.proved:
        yield "Proved: of all programmes in which no rule costs more none is better."
