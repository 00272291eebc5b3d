"""Figures of programmes side by side: key figures and amounts of rules, with ranges.

A range is that of a figure over programmes with nearly the same penalty.
A search arranges arbitrarily whatever costs nothing. So a figure of a programme is one of many that the
same instance has at nearly the same penalty. Its range is that over all programmes that are known: those
of other searches of the instance, and those of the other instances that keep its hard rules at nearly the
same penalty. If the ranges of two instances overlap, their difference may be chance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from scheduler.catalogue import HARD, OFF, RULES, Rule, Thousandths
from scheduler.comparison.programmes import Indicator, Programme, Value
from scheduler.comparison.sheets import number_text
from scheduler.errors import SolutionError
from scheduler.evaluation import priced
from scheduler.findings import Evaluation
from scheduler.instance import Level
from scheduler.phrases import say
from scheduler.schedule import Schedule

ALLOWANCE = 0.01
"""A programme counts if its penalty is above the least one by this share at most; programmes that searches
of the instance itself have found always count."""
DECIMALS = 2
"""Decimals of figures that count as different."""


@dataclass(frozen=True, slots=True)
class Range:
    """Range of a figure in programmes of nearly the same penalty."""

    low: Value
    high: Value
    known: bool
    """Whether several searches were made for it, not one."""
    differs: bool | None
    """Whether it lies apart from that of the base; None where that is not known."""


NO_DIFFERENCE = say("no difference beyond chance")
"""The note on figures whose ranges overlap."""
SAME = "≈"
"""The same in a table, in the place of the difference."""
REMARK = say(
    "Ranges are over programmes with nearly the same penalty. {} marks ranges that overlap: {}.",
    SAME,
    NO_DIFFERENCE,
)
"""The remark below a table with ranges."""
UNKNOWN_BRIEF = say(
    "Small differences may be chance: another search could find an equally good programme "
    "that differs as much."
)
"""The note to decision-makers if ranges are unknown."""
UNKNOWN = say(
    "{} To measure chance, search each variant several times (`whatif --seeds 5`).", UNKNOWN_BRIEF
)
"""The note in the words for planners."""

Ranges = tuple[Range, ...]
"""One for each programme, in their order."""
Pools = Sequence[Sequence[Programme]]
"""For each of some programmes, itself and those that the same instance has at nearly the same penalty."""


def apart(one: Range, other: Range) -> bool | None:
    """Return whether two ranges have nothing in common; None where that is not known.

    Of an instance that was searched once, one figure is known: it is in the range of the other, or may be.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    has_gap = one.high < other.low or other.high < one.low
    if one.known and other.known:
        return has_gap
    return False if (one.known or other.known) and not has_gap else None


def stands_out(ranges: Ranges, position: int) -> bool:
    """Return whether a figure may be the best: it differs from some other by more than chance."""
    others = (each for number, each in enumerate(ranges) if number != position)
    return any(apart(ranges[position], each) is not False for each in others)


def notes_on(found: Range, value: Value, base: Value) -> tuple[str, ...]:
    """Return the notes beside a figure: its difference from the base, and its range."""
    difference = 0.0 if value is None or base is None else round(value - base, DECIMALS)
    turn = SAME if found.differs is False else number_text(difference, signed=True)
    return tuple(filter(None, (turn if difference else "", span_text(found))))


def span_text(found: Range) -> str:
    """Return a range as text: ``3 to 6``; nothing where it is not known, or one value."""
    if found.low == found.high:
        return ""
    return say("{0} to {1}", number_text(found.low), number_text(found.high))


def pools_of(programmes: Sequence[Programme]) -> Pools:
    """Gather what is known of each instance; nothing but its programme, if it was searched once."""
    known = dict.fromkeys(
        schedule for each in programmes for schedule in (each.schedule, *each.others)
    )
    return [_pool(each, tuple(known)) for each in programmes]


def _pool(programme: Programme, known: Sequence[Schedule]) -> Sequence[Programme]:
    if not programme.others:
        return (programme,)
    own = [programme, *(_with(programme, schedule) for schedule in programme.others)]
    penalties = [each.evaluation.penalty for each in own]
    most = max(*penalties, round((1 + ALLOWANCE) * min(penalties)))
    schedules = {each.schedule for each in own}
    more = (_with(programme, each) for each in known if each not in schedules)
    return (*own, *(each for each in more if _fits(each, most)))


def _with(programme: Programme, schedule: Schedule) -> Programme:
    return replace(programme, schedule=schedule, others=())


def _fits(programme: Programme, most: int) -> bool:
    """Return whether a schedule of another instance keeps the hard rules at this penalty at most."""
    try:
        evaluation = programme.evaluation
    except SolutionError:
        return False
    return not evaluation.forbidden and evaluation.penalty <= most


def ranges_of(count: Callable[[Programme], Value], pools: Pools) -> Ranges:
    """Return the range of a figure in each instance, the first as the base."""
    base, *others = (_range(pool, count) for pool in pools)
    return (base, *(replace(each, differs=apart(base, each)) for each in others))


def _range(pool: Sequence[Programme], count: Callable[[Programme], Value]) -> Range:
    values = [value for each in pool if (value := count(each)) is not None]
    if not values:
        return Range(None, None, known=False, differs=False)
    low, high = (round(each, DECIMALS) for each in (min(values), max(values)))
    return Range(low, high, known=len(pool) > 1, differs=False)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A key figure, its values and their ranges."""

    indicator: Indicator
    values: tuple[Value, ...]
    """In the order of the programmes."""
    ranges: Ranges
    """Figures of other programmes of nearly the same penalty."""


def indicator_rows(
    indicators: Sequence[Indicator], programmes: Sequence[Programme], pools: Pools
) -> tuple[IndicatorRow, ...]:
    """Count indicators; those that none of the programmes has are left out."""
    counted = ((each, tuple(map(each.count, programmes))) for each in indicators)
    return tuple(
        IndicatorRow(each, values, ranges_of(each.count, pools))
        for each, values in counted
        if any(value is not None for value in values)
    )


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """Total of a rule in one programme."""

    level: Level
    """Level of the rule in its instance; single items may have others."""
    amount: int
    """Its amount, in its unit, at any level, even off."""
    forbidden: int
    """The part of it that a hard level forbids."""
    penalty: Thousandths
    """Penalty, in thousandths."""
    at_base: Thousandths
    """Penalty in thousandths at the levels of the base; none where those forbid, or mind nothing."""
    forbidden_at_base: int = 0
    """The part of the amount that the levels of the base forbid."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its totals."""

    rule: Rule
    totals: tuple[RuleTotal, ...]
    """In the order of the programmes."""
    ranges: Ranges
    """Range of its amount in programmes of nearly the same penalty."""

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
            ranges_of(partial(Programme.amount, rule=rule.id), pools),
        )
        for rule in RULES.values()
    )


def _total(programme: Programme, base: Programme, rule: str) -> RuleTotal:
    counted = programme.evaluation.total(rule)
    at_base = Evaluation((*priced(base.instance, rule, programme.findings[rule]),)).total(rule)
    return RuleTotal(
        programme.instance.level(rule, ""),
        programme.amount(rule),
        counted.forbidden,
        counted.penalty,
        at_base.penalty,
        at_base.forbidden,
    )


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
