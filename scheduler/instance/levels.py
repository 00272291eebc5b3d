"""Levels: how much each rule matters, for all of its items or for one of them."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag

from scheduler.catalogue import HARD, MILLI, OFF
from scheduler.instance.frozen import Frozen, Identifier


def _three_decimals(weight: float) -> float:
    if abs(weight * MILLI - round(weight * MILLI)) > 1e-6:
        raise ValueError("expected a weight with at most three decimals")
    return weight


HIGHEST = 100_000_000
"""Weight of a rule, at most."""

Weight = Annotated[float, Field(gt=0, le=HIGHEST), AfterValidator(_three_decimals)]
"""Penalty for each unit of a rule's amount."""

Level = Literal["hard", "off"] | Weight
"""``hard``: never; a weight: at that price; ``off``: not looked at."""


class ItemLevels(Frozen):
    """A level for a rule, and other levels for some of its items."""

    level: Level | None = None
    """Level of the rule; its default unless given."""
    items: dict[str, Level]
    """Levels of single items, by id. [Rules](rules.md) says what the items of each rule are."""


def _which(said: object) -> str:
    if isinstance(said, dict | ItemLevels):
        return "levels of items"
    return "word" if isinstance(said, str) else "weight"


Levels = dict[
    Identifier,
    Annotated[
        Annotated[Literal["hard", "off"], Tag("word")]
        | Annotated[Weight, Tag("weight")]
        | Annotated[ItemLevels, Tag("levels of items")],
        Discriminator(_which),
    ],
]
"""Levels by rule id."""


Price = int | None
"""Thousandths of penalty for each unit of an amount; None where it is forbidden."""


def price_of(level: Level) -> Price:
    """Return the price of a level that is not ``off``."""
    if level == OFF:
        raise ValueError("what is off has no price")
    if level == HARD:
        return None
    return round(float(level) * MILLI)
