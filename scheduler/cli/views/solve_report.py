"""What `solve` tells besides: what was amiss with the start, other limits, and all of it for machines."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from scheduler.catalogue import RULES, name_of
from scheduler.cli.views.claims import ended_in_words
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
from scheduler.cli.views.solution_report import Outcome, RuleTotalRecord, totals_of
from scheduler.instance import Instance
from scheduler.replanning import MovesStep, NoRuleWorse, Start
from scheduler.schedule import Assignment, Schedule
from scheduler.solution import Solution, Status, Stop
from scheduler.solutions import old_place
from scheduler.wording import counted, listed, points, rule_text, seconds

MOST = 8
"""Sessions that are named one by one."""


class RepairRecord(Record):
    """What was amiss with the start of a search."""

    broken: tuple[RuleId, ...]
    """Hard rules that it broke."""
    repaired: bool
    """Whether it kept every hard rule when the search began."""
    moved: SessionIds
    """Sessions that the repair has moved."""


def repair_in_words(instance: Instance, start: Start, found: Schedule | None) -> Iterator[str]:
    """Yield a line of what was broken, and one of each session that the repair has moved.

    Where a session is in what was `found` from there is told as well, if the search has moved it again.
    """
    if start.was_whole:
        return
    rules = [name_of(rule) for rule in sorted({judged.rule for judged in start.broken})]
    said = listed([f"{words[0].lower()}{words[1:]}" for words in rules])
    amiss = f"broke {'a hard rule' if len(rules) == 1 else 'hard rules'} ({said})"
    if not start.repaired:
        yield f"The start {amiss}, and was not repaired: the search began with what fits."
        return
    moved = counted(len(start.moves), "session")
    how = f"with {moved} elsewhere:" if start.moves else "with other people on panels."
    yield f"The start {amiss}. It was repaired first, {how}"
    for before, after in start.moves[:MOST]:
        place = after or before
        if place is not None:
            title = session_title(instance, place.session)
            spots = (place_in_words(instance, each, "left out") for each in (before, after))
            moved_on = _moved_on(instance, place.session, after, found)
            yield f"· {title}: {' → '.join(spots)}{moved_on}"
    more = len(start.moves) - MOST
    if more > 0:
        yield f"· and {counted(more, 'more session')}"


def _moved_on(
    instance: Instance, session: str, after: Assignment | None, found: Schedule | None
) -> str:
    """Say where a search has put a session that the repair before it has moved, if somewhere else."""
    now = after if found is None else found.by_session.get(session)
    if now is None or after is None:
        return (
            ""
            if now is after
            else f"; then, by the search: {place_in_words(instance, now, 'left out')}"
        )
    is_same = (now.start, now.room) == (after.start, after.room)
    return "" if is_same else f"; then, by the search: {place_in_words(instance, now, 'left out')}"


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


def no_rule_worse_headline(found: NoRuleWorse, than: Path, duration: float) -> str:
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


def no_rule_worse_in_words(found: NoRuleWorse, than: Path) -> Iterator[str]:
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


def no_rule_worse_record(found: NoRuleWorse, than: Path) -> NoRuleWorseRecord:
    """Return the same for machines."""
    dearer = [
        DearerRecord.of(rule=rule, penalty=cost, there=before)
        for rule, (cost, before) in found.dearer.items()
    ]
    return NoRuleWorseRecord.of(found, than=than, penalty=found.than.penalty, dearer=dearer)


MOST_RULES = 2
"""Rules that a step names as its reason."""


class StepRecord(Record):
    """Sessions that move together."""

    sessions: SessionIds
    penalty: Points
    """What the programme costs after it."""
    forbidden: int
    """What hard rules forbid in it then, in their units."""
    less: dict[str, int] = at("rules")
    """By rule, how much less of it there is, in its unit."""


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


def step_records(steps: Sequence[MovesStep]) -> list[StepRecord]:
    """Return the same for machines."""
    return [
        StepRecord.of(
            step,
            sessions=[session for session, _, _ in step.moved],
            penalty=step.after[1],
            forbidden=step.after[0],
        )
        for step in steps
    ]


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
    moves_steps: tuple[StepRecord, ...] | None = None
    """With --moves: the moves as steps, the best first."""
    no_rule_worse: NoRuleWorseRecord | None = None
    """With --no-rule-worse alone."""


def solve_answer(
    facts: Instance, solution: Solution, ended: Outcome, start: Start | None, **known: Any
) -> SolveAnswer:
    """Return how a search ended; `start` is what it began with, and `known` what is known of limits."""
    dropped = () if solution.schedule is None else left_out(facts, solution.schedule)
    kept = ended.stays is not None
    return SolveAnswer.about(
        facts,
        solution,
        profile=ended.profile,
        in_words=ended.headline or ended_in_words(solution, ended.duration, kept=kept),
        seconds=round(ended.duration, 3),
        found=ended.found,
        rules=totals_of(solution.evaluation),
        dropped=[session.id for session in dropped],
        written=ended.written,
        kept=old_place(ended.kept, ended.stays),
        repair=repair_record(start),
        **known,
    )
