"""What each rule finds in each programme, and what that costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scheduler.catalogue import HARD, OFF, RULES, Rule
from scheduler.comparison.programmes import Programme
from scheduler.comparison.ranges import Pools, Ranges, ranges_of
from scheduler.findings import Finding
from scheduler.instance import Instance, Level, price_of


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """What a rule comes to in one programme."""

    level: Level
    """Level of the rule in its instance; single items may have others."""
    amount: int
    """All that it finds, in its unit, whatever the level: also where it is off."""
    forbidden: int
    """The part of it that a hard level forbids."""
    penalty: int
    """Penalty, in thousandths."""
    at_base: int
    """Penalty in thousandths at the levels of the base; none where those forbid, or mind nothing."""
    forbidden_at_base: int = 0
    """The part of the amount that the levels of the base forbid."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, and what it comes to."""

    rule: Rule
    totals: tuple[RuleTotal, ...]
    """In the order of the programmes."""
    ranges: Ranges
    """What its amount is in other programmes of nearly the same penalty."""

    @property
    def is_off(self) -> bool:
        """Whether no programme minds it."""
        return all(total.level == OFF for total in self.totals)

    @property
    def differs(self) -> bool:
        """Whether programmes differ in its amount or penalty."""
        return len({(total.amount, total.penalty) for total in self.totals}) > 1

    @property
    def same_level(self) -> bool:
        """Whether its level is the same in all programmes, and so are those of the items it finds."""
        as_at_base = all(total.penalty == total.at_base for total in self.totals)
        return len({total.level for total in self.totals}) == 1 and as_at_base

    @property
    def says_something(self) -> bool:
        """Whether it finds anything in any programme."""
        return any(total.amount for total in self.totals)


def rule_rows(programmes: Sequence[Programme], pools: Pools) -> tuple[RuleRow, ...]:
    """Return what every rule comes to, in the order of the catalogue; the first programme is the base."""
    return tuple(
        RuleRow(
            rule,
            tuple(_total(programme, programmes[0], rule.id) for programme in programmes),
            ranges_of(_amount_of(rule.id), pools),
        )
        for rule in RULES.values()
    )


def _amount_of(rule: str) -> Callable[[Programme], int]:
    return lambda programme: programme.amount(rule)


def _total(programme: Programme, base: Programme, rule: str) -> RuleTotal:
    counted = programme.evaluation.total(rule)
    level = programme.instance.level(rule, "")
    at_base = sum(
        finding.amount * _price(_level(base.instance, rule, finding))
        for finding in programme.findings[rule]
    )
    forbidden = sum(
        finding.amount
        for finding in programme.findings[rule]
        if _level(base.instance, rule, finding) == HARD
    )
    amount = programme.amount(rule)
    return RuleTotal(level, amount, counted.forbidden, counted.penalty, at_base, forbidden)


def _level(instance: Instance, rule: str, finding: Finding) -> Level:
    return HARD if finding.absolute else instance.level(rule, finding.item)


def _price(level: Level) -> int:
    return 0 if level in (HARD, OFF) else price_of(level) or 0


def costliest_first(rows: Sequence[RuleRow]) -> tuple[RuleRow, ...]:
    """Return the rows of rules that find something: broken hard rules, then by their highest penalty."""
    return tuple(
        sorted(
            (row for row in rows if row.says_something),
            key=lambda row: (
                -max(total.forbidden for total in row.totals),
                -max(total.penalty for total in row.totals),
                all(total.level in (HARD, OFF) for total in row.totals),
                row.rule.id,
            ),
        )
    )
