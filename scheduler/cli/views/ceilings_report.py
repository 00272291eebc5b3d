"""What a programme costs less than another one, rule by rule, in which none may cost more."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.cli.views.records import File, Points, Record, RuleId
from scheduler.solution import Status, Stop
from scheduler.wording import points, rule_text, seconds

if TYPE_CHECKING:
    from scheduler.replanning import NoRuleWorse


class DearerRecord(Record):
    """A rule that costs more in the programme that came nearest."""

    rule: RuleId
    penalty: Points
    """What it costs in this one."""
    there: Points
    """What it costs in the other programme."""


class NoRuleWorseRecord(Record):
    """How the programme stands to the one that no rule may cost more than in."""

    than: File
    """The file of the other programme."""
    penalty: Points
    """What that costs."""
    proved: bool
    """Whether none is better in which no rule costs more or, if none was found, there is none at all."""
    cheaper: tuple[RuleId, ...]
    """Rules that cost less than there, those first that save most."""
    dearer: tuple[DearerRecord, ...]
    """If no such programme was found: rules that cost more in the one that came nearest."""


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
                f"{rule_text(rule)} {points(cost)} instead of {points(before)}"
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
        f"{rule_text(rule)} {points(own.total(rule).penalty)} instead of "
        f"{points(found.than.total(rule).penalty)}"
        for rule in found.cheaper
    )
    yield f"No rule costs more than {there}. These cost less: {', '.join(saved)}."


def no_rule_worse_record(found: "NoRuleWorse", than: Path) -> NoRuleWorseRecord:
    """Return the same for machines."""
    dearer = [
        DearerRecord.of(rule=rule, penalty=cost, there=before)
        for rule, (cost, before) in found.dearer.items()
    ]
    return NoRuleWorseRecord.of(found, than=than, penalty=found.than.penalty, dearer=dearer)
