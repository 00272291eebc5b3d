"""The moves of a programme as steps, the best first."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scheduler.catalogue import RULES
from scheduler.cli.views.records import Points, Record, SessionIds, at
from scheduler.cli.views.replan_report import place_in_words
from scheduler.instance import Instance
from scheduler.wording import one_line, points, rule_text

if TYPE_CHECKING:
    from scheduler.replanning import MovesStep

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


def steps_in_words(instance: Instance, steps: "Sequence[MovesStep]") -> Iterator[str]:
    """Yield each step: what moves from where to where, and what that is good for."""
    if len(steps) > 1:
        yield "Steps, the best first; you may stop after any of them:"
    for number, step in enumerate(steps, 1):
        moves = [
            f"{one_line(instance.session_by_id[session].title)} "
            f"({place_in_words(instance, was)} → {place_in_words(instance, now)})"
            for session, was, now in step.moved
        ]
        yield f"{number}. {'; '.join(moves)}: {_gain(step)}"


def _gain(step: "MovesStep") -> str:
    fewer = [
        f"{rule_text(rule)} −{less:,}{' min' if RULES[rule].unit == 'minutes' else ''}"
        for rule, less in sorted(step.rules.items(), key=lambda each: -abs(each[1]))
        if less > 0
    ]
    change = f"penalty {points(step.before[1])} → {points(step.after[1])}"
    return f"{', '.join([*fewer[:MOST_RULES], change])}."


def step_records(steps: "Sequence[MovesStep]") -> list[StepRecord]:
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
