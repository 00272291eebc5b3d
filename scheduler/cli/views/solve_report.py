"""What `solve` tells besides: what was amiss with the start, other limits, and all of it for machines."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scheduler.catalogue import RULES
from scheduler.cli.views.claims import nothing_in_words
from scheduler.cli.views.programme import left_out, place_in_words, session_title
from scheduler.cli.views.records import (
    File,
    Gap,
    InstanceAnswer,
    Points,
    Record,
    RuleId,
    SessionIds,
    at,
)
from scheduler.cli.views.solution_report import Outcome, RuleTotalRecord, headline, totals_of
from scheduler.instance import Instance
from scheduler.replanning import MovesStep, NoRuleWorse, Start
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import old_place
from scheduler.wording import counted, listed, points, rule_text, seconds


class RepairRecord(Record):
    """What was amiss with the start of a search."""

    broken: tuple[RuleId, ...]
    """Hard rules that it broke."""
    repaired: bool
    """Whether it kept every hard rule when the search began."""
    moved: SessionIds
    """Sessions that the repair has moved."""


def repair_in_words(start: Start) -> Iterator[str]:
    """Yield what was broken in the start of a search, and whether it was repaired; if anything was."""
    if start.was_whole:
        return
    rules = listed(sorted({rule_text(judged.rule) for judged in start.broken}))
    how = (
        f"repaired first, with {counted(len(start.moves), 'session')} elsewhere"
        if start.repaired
        else "not repaired: the search began with what fits"
    )
    yield f"The start broke hard rules ({rules}); it was {how}."


def repair_record(start: Start | None) -> RepairRecord | None:
    """Return the same for machines; None for a start that was whole, or for none."""
    if start is None or start.was_whole:
        return None
    places = (after or before for before, after in start.moves)
    return RepairRecord.of(
        start,
        broken=sorted({judged.rule for judged in start.broken}),
        moved=[place.session for place in places if place is not None],
    )


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


def no_rule_worse_headline(found: NoRuleWorse, than: Path, duration: float) -> str:
    """Return how the search ended, in a sentence; nothing where that is said as of any other search."""
    took, which = seconds(duration), f"in which no rule costs more than in {than}"
    is_unknown = found.solution.status is Status.UNKNOWN
    if found.proved and found.solution.status is Status.FEASIBLE:
        return f"Proved in {took}: of all programmes {which} none is better."
    if found.proved and is_unknown:
        return f"Proved in {took}: there is no programme {which}."
    return nothing_in_words(found.solution, took, which) if is_unknown and found.nearest else ""


def no_rule_worse_in_words(found: NoRuleWorse, than: Path) -> Iterator[str]:
    """Yield in which rules a programme costs less than another, or which cost more in what came near."""
    own = found.solution.evaluation
    costs = (
        {rule: (own.total(rule).penalty, found.than.total(rule).penalty) for rule in found.cheaper}
        if own is not None
        else found.dearer
    )
    which = (
        "What came nearest costs more for" if own is None else "These rules cost less than there"
    )
    said = (
        f"{rule_text(rule)} {points(cost)} instead of {points(there)}"
        for rule, (cost, there) in costs.items()
    )
    there = f"{than} (penalty {points(found.than.penalty)})"
    yield f"Compared with {there}:" if own is None else f"No rule costs more than in {there}."
    if costs:
        yield f"{which}: {', '.join(said)}."


def no_rule_worse_record(found: NoRuleWorse, than: Path) -> NoRuleWorseRecord:
    """Return the same for machines."""
    return NoRuleWorseRecord.of(found, than=than, penalty=found.than.penalty)


MOST_RULES = 2
"""Rules that a step names as its reason."""


def steps_in_words(instance: Instance, steps: Sequence[MovesStep]) -> Iterator[str]:
    """Yield each step: what moves from where to where, and what that is good for."""
    if len(steps) > 1:
        yield "Steps, the best first; you may stop after any of them:"
    for number, step in enumerate(steps, 1):
        moves = [
            f"{session_title(instance, session)} "
            f"({place_in_words(instance, was)} → {place_in_words(instance, now)})"
            for session, was, now in step.moved
        ]
        yield f"{number}. {'; '.join(moves)}: {_gain(step)}"


def _gain(step: MovesStep) -> str:
    fewer = [
        f"{rule_text(rule)} −{less:,}{' min' if RULES[rule].unit == 'minutes' else ''}"
        for rule, less in sorted(step.rules.items(), key=lambda each: -abs(each[1]))
        if less > 0
    ]
    change = f"penalty {points(step.before[1])} → {points(step.after[1])}"
    return f"{', '.join([*fewer[:MOST_RULES], change])}."


class SolveAnswer(InstanceAnswer):
    """How a search ended, and what its programme costs."""

    profile: str | None
    status: Status
    in_words: str
    stop: Stop = at("search.stop")
    seconds: float
    """How long the search took, without waiting for the fast engine to be compiled."""
    penalty: Points | None
    """Of the programme that is in the file now, as are `rules`, `bound`, `gap` and `dropped`."""
    found: Points | None
    """Of the programme that the search itself has found, if any. Higher if the stored one was better."""
    bound: Points | None
    """No programme costs less: proved."""
    gap: Gap | None
    rules: tuple[RuleTotalRecord, ...]
    dropped: SessionIds
    """Optional sessions that are left out."""
    written: File | None
    """The solution file; null if none was written."""
    kept: File | None
    """Where the programme is that was there before."""
    repair: RepairRecord | None
    """What was amiss with the start; null if nothing was, or there is none."""
    moves_made: int | None = None
    """With --moves: sessions elsewhere."""
    moves_bound: Points | None = None
    """With --moves: no programme with at most so many moves costs less; null if nothing is proved."""
    moves_proved: bool | None = None
    """With --moves: whether none with at most so many is better."""
    no_rule_worse: NoRuleWorseRecord | None = None
    """With --no-rule-worse alone."""


def solve_answer(
    facts: Instance, solution: Solution, ended: Outcome, start: Start | None, **known: Any
) -> SolveAnswer:
    """Return how a search ended; `start` is what it began with, and `known` what is known of limits."""
    dropped = () if solution.schedule is None else left_out(facts, solution.schedule)
    return SolveAnswer.about(
        facts,
        solution,
        profile=ended.profile,
        in_words=headline(solution, ended),
        seconds=round(ended.duration, 3),
        found=ended.found,
        rules=totals_of(solution.evaluation),
        dropped=[session.id for session in dropped],
        written=ended.written,
        kept=old_place(ended.kept, ended.stays),
        repair=repair_record(start),
        **known,
    )
