"""Ranges of figures: what programmes of nearly the same penalty have, and so what is no difference.

A search lays out what costs nothing in one way or another. So a figure of a programme is one of many that the
same instance has at nearly the same penalty. Its range is that over all programmes that are known: those
of other searches of the instance, and those of the other instances that keep its hard rules at nearly the
same penalty. If the ranges of two instances overlap, what was decided makes no difference that can be told
from the search.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from scheduler.catalogue import HARD, Rule
from scheduler.comparison.alternatives import ALLOWANCE, alternative_of, has_it_too
from scheduler.comparison.programmes import Better, Bounds, Indicator, Programme, Value
from scheduler.comparison.sheets import number_text
from scheduler.errors import SolutionError
from scheduler.instance import Instance, ItemLevels
from scheduler.phrases import phrase_of, say
from scheduler.schedule import Schedule
from scheduler.wording import chained

FEW = 8
"""Figures that a sentence names, at most."""
DECIMALS = 2
"""Decimals to which figures are told apart."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a figure is in programmes of nearly the same penalty."""

    low: Value
    high: Value
    known: bool
    """Whether several searches have looked for it, or it is proved; else it is what one search has found."""
    proved: bool
    """Whether no programme that keeps the hard rules is outside it."""
    differs: bool | None
    """Whether it lies apart from that of the base; None where that is not known."""
    possible: bool = False
    """Whether it is better than in the base, which could have it as good: that is no gain."""


NO_DIFFERENCE = say("no difference beyond the search")
"""What is said of figures whose ranges overlap."""
POSSIBLE = say("no gain: possible without the variant")
"""What is said of a figure that is better than in the base, which could have it as good."""
SAME = "≈"
"""The same in a table, in the place of the difference."""
REMARK = say(
    "Ranges are of programmes of nearly the same penalty; {} where they overlap: {}.",
    SAME,
    NO_DIFFERENCE,
)
"""What a table with ranges says of them."""
UNKNOWN_BRIEF = say(
    "Small differences may be chance: another search could find a programme that is as good and differs "
    "as much."
)
"""What is said where ranges are not known, to those who decide."""
UNKNOWN = say("{} Several searches of each tell how much is (`whatif --seeds 5`).", UNKNOWN_BRIEF)
"""The same to those who plan."""

Ranges = tuple[Range, ...]
"""One for each programme, in their order."""


def apart(one: Range, other: Range) -> bool | None:
    """Tell whether two ranges have nothing in common; None where that is not known.

    Of an instance that was searched once, one figure is known: it is in the range of the other, or may be.
    """
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    has_gap = one.high < other.low or other.high < one.low
    if one.known and other.known:
        return has_gap
    return False if (one.known or other.known) and not has_gap else None


def stands_out(ranges: Ranges, position: int) -> bool:
    """Tell whether a figure may be the best: a gain, and not known to be no different from all others."""
    if ranges[position].possible:
        return False
    others = (each for number, each in enumerate(ranges) if number != position)
    return any(apart(ranges[position], each) is not False for each in others)


def span_text(found: Range) -> str:
    """Return a range as text: ``3 to 6``, ``proved``; nothing where it is not known, or one value."""
    if found.low != found.high:
        return say("{0} to {1}", number_text(found.low), number_text(found.high))
    return say("proved") if found.proved and found.differs else ""


def notes_on(found: Range, value: Value, base: Value) -> tuple[str, ...]:
    """Return what is said beside a figure: by how much it differs from the base, and its range."""
    difference = 0.0 if value is None or base is None else round(value - base, DECIMALS)
    is_noise = found.differs is False and not found.possible
    turn = SAME if is_noise else number_text(difference, signed=True)
    return tuple(filter(None, (turn if difference else "", span_text(found))))


def in_words(label: str, against: str, figures: Sequence[tuple[str, Ranges]], position: int) -> str:
    """Say in which figures, names and ranges, a programme differs from the base beyond the search."""
    known = [(name, found[position].differs) for name, found in figures]
    differing = [name for name, differs in known if differs]
    if not differing:
        return say("{}: {} from {} in any figure.", label, NO_DIFFERENCE, against)
    few = chained(map(phrase_of, differing[:FEW]), "; ")  # names have commas
    more = say("; and {} more", len(differing) - FEW) if len(differing) > FEW else ""
    return say(
        "{} differs from {} beyond the search in {} of {} figures: {}{}. In the others "
        "there is {}.",
        label,
        against,
        len(differing),
        len(known),
        few,
        more,
        NO_DIFFERENCE,
    )


@dataclass(frozen=True)
class Pools:
    """For each of some programmes, itself and those that the same instance has at nearly the same penalty."""

    programmes: tuple[tuple[Programme, ...], ...]
    alternatives: tuple[Programme | None, ...]
    """Each programme but the first as one of the first instance, which could have it; None: it could not."""

    def ranges(
        self,
        count: Callable[[Programme], Value],
        bounds: Callable[[Instance], Bounds],
        better: Better,
    ) -> Ranges:
        """Return the range of a figure in each instance."""
        found = [_range(pool, count, bounds(pool[0].instance)) for pool in self.programmes]
        first, values = found[0], [count(pool[0]) for pool in self.programmes]
        others = (
            replace(_against(first, each), differs=False, possible=True)
            if has_it_too(there, count, better, values[0], value)
            else _against(first, each)
            for each, there, value in zip(found[1:], self.alternatives[1:], values[1:], strict=True)
        )
        return (first, *others)

    def of_indicator(self, indicator: Indicator) -> Ranges:
        """Return the ranges of a key figure."""
        return self.ranges(indicator.count, indicator.bounds, indicator.better)

    def of_rule(self, rule: Rule) -> Ranges:
        """Return the ranges of the amount of a rule."""
        return self.ranges(lambda each: each.amount(rule.id), _forbidden(rule.id), Better.LOWER)


def pools_of(programmes: Sequence[Programme]) -> Pools:
    """Gather what is known of each instance; nothing but its programme, if it was searched once."""
    known = dict.fromkeys(
        schedule for each in programmes for schedule in (each.schedule, *each.others)
    )
    base, *others = programmes
    return Pools(
        tuple(_pool(each, tuple(known)) for each in programmes),
        (None, *(alternative_of(base, each) for each in others)),
    )


def _pool(programme: Programme, known: Sequence[Schedule]) -> tuple[Programme, ...]:
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
    """Tell whether a schedule of another instance keeps the hard rules at this penalty at most."""
    try:
        evaluation = programme.evaluation
    except SolutionError:
        return False
    return not evaluation.forbidden and evaluation.penalty <= most


def _range(pool: Sequence[Programme], count: Callable[[Programme], Value], bounds: Bounds) -> Range:
    values = [value for each in pool if (value := count(each)) is not None]
    if not values:
        return Range(None, None, known=False, proved=False, differs=False)
    low, high = (round(each, DECIMALS) for each in (min(values), max(values)))
    limits = None if bounds is None else tuple(round(each, DECIMALS) for each in bounds)
    proved = limits == (low, high)
    return Range(low, high, known=proved or len(pool) > 1, proved=proved, differs=False)


def _against(base: Range, other: Range) -> Range:
    return Range(other.low, other.high, other.known, other.proved, apart(base, other))


def _forbidden(rule: str) -> Callable[[Instance], Bounds]:
    """Return what bounds the amount of a rule: nothing, where the rule is hard for all that it counts."""

    def bounds(instance: Instance) -> Bounds:
        in_force = instance.profiles[instance.profile] if instance.profile else {}
        has_items = any(
            isinstance(each.get(rule), ItemLevels) for each in (in_force, instance.levels)
        )
        return (0, 0) if instance.level(rule, "") == HARD and not has_items else None

    return bounds


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A key figure, its values and their ranges."""

    indicator: Indicator
    values: tuple[Value, ...]
    """In the order of the programmes."""
    ranges: Ranges
    """What other programmes of nearly the same penalty have."""


def indicator_rows(
    indicators: Sequence[Indicator], programmes: Sequence[Programme], pools: Pools
) -> tuple[IndicatorRow, ...]:
    """Count indicators; those that none of the programmes has are left out."""
    counted = ((each, tuple(map(each.count, programmes))) for each in indicators)
    return tuple(
        IndicatorRow(each, values, pools.of_indicator(each))
        for each, values in counted
        if any(value is not None for value in values)
    )
