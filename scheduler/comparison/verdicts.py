"""Dominance: the criteria in which one programme is better or worse than another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations

from scheduler.catalogue import RULES
from scheduler.comparison.programmes import Better, Value
from scheduler.comparison.ranges import IndicatorRow, Ranges, apart
from scheduler.comparison.totals import RuleRow
from scheduler.phrases import Lowered, phrase_of, say
from scheduler.wording import chained, rule_text, shortened

FEW = 5
"""Criteria that a sentence names, at most."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something by which programmes are better or worse."""

    name: str
    """Rule or indicator, as people call it."""
    values: tuple[Value, ...]
    """In the order of the programmes, turned so that less is better."""
    ranges: Ranges = ()
    """Where they are known; what does not differ beyond the search is equal."""

    def between(self, one: int, other: int) -> tuple[str, Value, Value]:
        """Return its name and the values of two programmes, equal ones if they are no different."""
        values = self.values[one], self.values[other]
        if self.ranges and apart(self.ranges[one], self.ranges[other]) is False:
            values = values[0], values[0]
        return self.name, *values


@dataclass(frozen=True, slots=True)
class ProgrammeVerdict:
    """One programme compared with another; criteria that either lacks are left out."""

    programme: str
    against: str
    better: tuple[str, ...]
    """Criteria in which it is better, in the order of the comparison."""
    worse: tuple[str, ...]
    """Criteria in which it is worse."""
    equal: int
    """How many criteria find both equal."""
    ranked: bool = True
    """Whether the two can be ranked: they are programmes of like conferences."""

    @property
    def dominates(self) -> bool:
        """Whether it is at least as good in everything, and better in something."""
        return bool(self.better) and not self.worse

    @property
    def sentence(self) -> str:
        """The verdict in words."""
        if not self.ranked:
            return say("{} and {} are not ranked.", self.programme, self.against)
        return say(
            "{} is better than {} in {} and worse in {}; equal in {}.",
            self.programme,
            self.against,
            _numbered(self.better),
            _numbered(self.worse),
            self.equal,
        )


def _numbered(names: Sequence[str]) -> str:
    if not names:
        return say("0")
    return say("{} ({})", len(names), chained(shortened([*map(_called, names)], FEW)))


def _called(name: str) -> str:
    rule = name.replace(" ", "_")
    return rule_text(rule) if rule in RULES else phrase_of(name)


def criteria(rules: Sequence[RuleRow], indicators: Sequence[IndicatorRow]) -> tuple[Criterion, ...]:
    """Return what counts in verdicts.

    These are the amounts of the rules that are not off in all programmes, and the indicators with a
    direction, except those that repeat a rule's amount.
    """
    by_rule = [
        Criterion(
            row.rule.id.replace("_", " "), tuple(total.amount for total in row.totals), row.ranges
        )
        for row in rules
        if not row.is_off
    ]
    told = {row.rule.id for row in rules if not row.is_off}
    by_indicator = [
        Criterion(_lowered(phrase_of(row.indicator.title)), _less_is_better(row), row.ranges)
        for row in indicators
        if row.indicator.better is not Better.NEITHER and row.indicator.rule not in told
    ]
    return (*by_rule, *by_indicator)


def _lowered(title: str) -> str:
    return title if title[:2].isupper() else Lowered(title)


def _less_is_better(row: IndicatorRow) -> tuple[Value, ...]:
    sign = -1 if row.indicator.better is Better.HIGHER else 1
    return tuple(None if value is None else sign * value for value in row.values)


def verdicts(
    labels: Sequence[str],
    judged: Sequence[Criterion],
    ranked: Callable[[int, int], bool] = lambda _one, _other: True,
) -> tuple[ProgrammeVerdict, ...]:
    """Return a verdict on each programme against each other one.

    `ranked` returns whether the programmes of two positions can be ranked; others get an empty verdict.
    """
    return tuple(
        _verdict(labels[one], labels[other], [each.between(one, other) for each in judged])
        if ranked(one, other)
        else ProgrammeVerdict(labels[one], labels[other], (), (), 0, ranked=False)
        for one, other in permutations(range(len(labels)), 2)
    )


def _verdict(
    programme: str, against: str, judged: Sequence[tuple[str, Value, Value]]
) -> ProgrammeVerdict:
    pairs = [(name, a, b) for name, a, b in judged if a is not None and b is not None]
    return ProgrammeVerdict(
        programme,
        against,
        better=tuple(name for name, a, b in pairs if a < b),
        worse=tuple(name for name, a, b in pairs if a > b),
        equal=sum(a == b for _, a, b in pairs),
    )


def undominated(labels: Sequence[str], found: Sequence[ProgrammeVerdict]) -> tuple[str, ...]:
    """Return the programmes that no other one dominates, in their order."""
    beaten = {verdict.against for verdict in found if verdict.dominates}
    return tuple(label for label in labels if label not in beaten)
