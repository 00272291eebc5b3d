"""The evaluation of a schedule: findings, their penalties, and totals by rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.catalogue import MILLI, Thousandths
from scheduler.display import Displayable


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a schedule breaks a rule, with its amount in the unit of the rule."""

    item: str
    """What it is about: a session, a person, a room … as the rule's entry in the catalogue says."""
    amount: int
    """How much, positive."""
    sessions: tuple[str, ...]
    """Ids of the sessions concerned."""
    message: str
    """What a planner should read."""
    absolute: bool = False
    """Whether it is forbidden whatever the level of its rule."""
    of_agendas: bool = False
    """Whether it is about what sessions deal with, and not about the sessions."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding, the rule that it breaks, and what that costs."""

    rule: str
    """Id of the rule."""
    finding: Finding
    """What was found."""
    price: Thousandths | None
    """Penalty for each unit, in thousandths; None: forbidden."""

    @property
    def penalty(self) -> Thousandths:
        """Penalty in thousandths; none where it is forbidden altogether."""
        return 0 if self.price is None else self.price * self.finding.amount

    @property
    def cost(self) -> Thousandths | None:
        """The same; None where it is forbidden."""
        return None if self.price is None else self.penalty


@dataclass(frozen=True, slots=True)
class Total:
    """The total of a rule."""

    forbidden: int = 0
    """Amount where the rule is hard."""
    amount: int = 0
    """Amount where it has a weight."""
    penalty: Thousandths = 0
    """Penalty for that amount, in thousandths."""


@dataclass(frozen=True)
class Evaluation(Displayable):
    """The findings of a schedule, in the order of the catalogue."""

    judgements: tuple[Judgement, ...]

    def __repr__(self) -> str:
        return (
            f"Evaluation(penalty {self.penalty / MILLI:,g}, {len(self.judgements)} findings, "
            f"{len(self.forbidden)} against hard rules)"
        )

    @cached_property
    def totals(self) -> Mapping[str, Total]:
        """Totals of each rule with a finding."""
        sums: dict[str, list[int]] = {}
        for judged in self.judgements:
            so_far, amount = sums.setdefault(judged.rule, [0, 0, 0]), judged.finding.amount
            so_far[0 if judged.price is None else 1] += amount
            so_far[2] += amount * (judged.price or 0)
        return {rule: Total(*amounts) for rule, amounts in sums.items()}

    def total(self, rule: str) -> Total:
        """Return the total of a rule, which is nothing if it has no finding."""
        return self.totals.get(rule, Total())

    @property
    def forbidden(self) -> tuple[Judgement, ...]:
        """Findings against hard rules."""
        return tuple(judged for judged in self.judgements if judged.price is None)

    @property
    def penalty(self) -> Thousandths:
        """Sum of all penalties, in thousandths."""
        return sum(judged.penalty for judged in self.judgements)

    @property
    def measure(self) -> tuple[int, int]:
        """What is forbidden, in units of several rules, and the penalty, in thousandths; less is better."""
        return sum(judged.finding.amount for judged in self.forbidden), self.penalty


def ordered(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return judgements with those of hard rules first, then the costliest."""
    return tuple(sorted(judgements, key=lambda each: (each.price is not None, -each.penalty)))
