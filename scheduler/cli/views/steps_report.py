"""The moves of a programme as steps, the best first."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scheduler.catalogue import RULES
from scheduler.cli.views.replan_report import place_in_words
from scheduler.instance import MILLI, Instance
from scheduler.wording import one_line, points, rule_text

if TYPE_CHECKING:
    from scheduler.replanning import MovesStep

MOST_RULES = 2
"""Rules that a step names as its reason."""


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


def steps_as_json(steps: "Sequence[MovesStep]") -> list[dict[str, Any]]:
    """Return the same for machines."""
    return [
        {
            "sessions": [session for session, _, _ in step.moved],
            "penalty": step.after[1] / MILLI,
            "forbidden": step.after[0],
            "less": dict(step.rules),
        }
        for step in steps
    ]
