"""How much it weighs that a hard rule is broken: rules of different units and gravity in one number."""

from collections.abc import Iterable

from scheduler.catalogue import RULES
from scheduler.explanation.rules import VOICES
from scheduler.findings import Judgement

GRAVER = 20
"""So many units of a rule weigh as much as one of a graver rule."""
OTHER_UNIT = 60
"""Minutes, or people, that one of any other unit weighs."""


def weight_broken(judgements: Iterable[Judgement]) -> int:
    """Return how much is broken of hard rules, each unit by its weight."""
    return sum(
        each.finding.amount * weight_of(each.rule) for each in judgements if each.price is None
    )


def weight_of(rule: str) -> int:
    """Return how many minutes, or people, of the lightest rules a unit of a rule weighs."""
    return unit_weight(rule) * int(GRAVER ** (VOICES[rule].gravity - 1))


def unit_weight(rule: str) -> int:
    """Return how many minutes, or people, a unit of a rule weighs."""
    return 1 if RULES[rule].unit in ("minutes", "people", "seats") else OTHER_UNIT
