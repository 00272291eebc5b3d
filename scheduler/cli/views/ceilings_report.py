"""What a programme costs less than another one, rule by rule, in which none may cost more."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scheduler.instance import MILLI
from scheduler.solution import Status, Stop
from scheduler.wording import points, seconds

if TYPE_CHECKING:
    from scheduler.replanning import NoRuleWorse


def no_rule_worse_headline(found: "NoRuleWorse", than: Path, duration: float) -> str:
    """Return how the search ended, in a sentence; nothing where that is said as of any other search."""
    took, which = seconds(duration), f"no rule costs more than in {than}"
    status, stopped = found.solution.status, found.solution.search.stop is Stop.INTERRUPTED
    if found.proved and status is Status.FEASIBLE:
        return f"Proved in {took}: of all programmes in which {which} none is better."
    if found.proved and status is Status.UNKNOWN:
        return f"Proved in {took}: there is no programme in which {which}."
    if status is Status.UNKNOWN and found.nearest is not None:
        how = f"You stopped it after {took}" if stopped else f"Nothing found in {took}"
        return f"{how}: no programme yet in which {which}, and no proof that there is none."
    return ""


def no_rule_worse_in_words(found: "NoRuleWorse", than: Path) -> Iterator[str]:
    """Yield in which rules a programme costs less than another, or which cost more in what came near."""
    there = f"in {than} (penalty {points(found.than.penalty)})"
    own = found.solution.evaluation
    if own is None:
        if found.dearer:
            costs = (
                f"{rule} {points(cost)} instead of {points(before)}"
                for rule, (cost, before) in found.dearer.items()
            )
            yield f"What came nearest costs more than {there}: {', '.join(costs)}."
            more = "" if found.proved else "Give it more time (--time-limit), or leave out"
            yield f"{more or 'There are programmes without'} --no-rule-worse."
        return
    if not found.cheaper:
        yield f"No rule costs more than {there}, nor less: nothing better was found."
        return
    saved = (
        f"{rule} {points(own.total(rule).penalty)} instead of {points(found.than.total(rule).penalty)}"
        for rule in found.cheaper
    )
    yield f"No rule costs more than {there}. These cost less: {', '.join(saved)}."


def no_rule_worse_as_json(found: "NoRuleWorse", than: Path) -> dict[str, Any]:
    """Return the same for machines."""
    return {
        "than": str(than),
        "penalty": found.than.penalty / MILLI,
        "proved": found.proved,
        "cheaper": [*found.cheaper],
        "dearer": [
            {"rule": rule, "penalty": cost / MILLI, "there": before / MILLI}
            for rule, (cost, before) in found.dearer.items()
        ],
    }
