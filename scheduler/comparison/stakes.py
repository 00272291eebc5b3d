"""Who gains and who loses: the figures that a steering committee asks for first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scheduler.catalogue import HARD, Rule, name_of, plain_sentence
from scheduler.comparison.breaches import fewer_expected, more_without_seat
from scheduler.comparison.comparisons import Comparison
from scheduler.comparison.programmes import Better, Programme, Value
from scheduler.comparison.ranges import NO_DIFFERENCE, POSSIBLE, Ranges, span_text, stands_out
from scheduler.comparison.sheets import Cell, Column, Sheet, SheetRow, best_of, number_text, row
from scheduler.comparison.totals import RuleRow
from scheduler.phrases import Lowered, phrase_of, say
from scheduler.wording import chained

FIRST = (
    *("statement_minutes", "development_share", "days_clear", "reserve_free"),
    *("vips_without_session", "vip_days", "small_delegations_overstretched", "wishes_missed"),
    *("remote_comfortable", "remote_night_worst", "remote_worst"),
)
"""Indicators asked for first, and in this order; those of each region follow."""
REGIONS = "remote_inconvenience_"
SHARE = "%"
"""Unit of figures that compare whatever there is to share."""
PEOPLE = ("person", "meal", "delegation", "audience", "region")
"""What rules are about that concern people; others count them."""
FEW = 3
"""Figures that a sentence names, at most."""


@dataclass(frozen=True, slots=True)
class Stake:
    """A figure by which somebody gains or loses."""

    id: str
    """Id of its indicator, or of its rule."""
    title: str
    unit: str
    better: Better
    values: tuple[Value, ...]
    """In the order of the programmes."""
    sentence: str
    """What it counts."""
    ranges: Ranges
    is_rule: bool = False
    """Whether it is the amount of a rule."""
    is_further: bool = False
    """Whether it is not asked for first, and is told where there is room."""

    def gain(self, position: int) -> float:
        """Return by which share of the larger one a programme is better than the base; negative: worse.

        What does not differ beyond the search is neither, nor what is better and the base could have as well.
        """
        if self.ranges[position].differs is False:
            return 0.0
        base, value = self.values[0], self.values[position]
        if base is None or value is None or not round(value - base, 2):
            return 0.0
        share = (value - base) / max(abs(base), abs(value))
        return share if self.better is Better.HIGHER else -share


def stakes(comparison: Comparison) -> tuple[Stake, ...]:
    """Return the figures in which programmes differ: what is hard for one and not for another first."""
    found = [*_rules(comparison), *indicator_stakes(comparison)]
    return tuple(
        each for each in found if any(each.gain(p) for p in range(1, len(comparison.programmes)))
    )


def _rules(comparison: Comparison) -> Iterator[Stake]:
    """Yield rules that are hard for some programmes, and that others do not mind."""
    for found in comparison.rules:
        levels = {total.level for total in found.totals}
        if HARD in levels and len(levels) > 1:
            yield _of_rule(found)


def _of_rule(found: RuleRow, *, is_further: bool = False) -> Stake:
    amounts = tuple(total.amount for total in found.totals)
    title, said = name_of(found.rule.id), plain_sentence(found.rule.id)
    return Stake(
        *(found.rule.id, title, found.rule.unit, Better.LOWER, amounts, said, found.ranges),
        is_rule=True,
        is_further=is_further,
    )


def rules_of_people(comparison: Comparison) -> Iterator[Stake]:
    """Yield the rules that concern people and have a price; what is hard for one is told elsewhere."""
    for found in comparison.rules:
        is_hard = any(total.level == HARD for total in found.totals)
        if _concerns_people(found.rule) and not is_hard and any(t.penalty for t in found.totals):
            yield _of_rule(found, is_further=True)


def _concerns_people(rule: Rule) -> bool:
    return rule.item in PEOPLE or rule.unit in ("people", "person-minutes")


def indicator_stakes(comparison: Comparison) -> Iterator[Stake]:
    """Yield the indicators that are asked for first, whether programmes differ in them or not."""
    by_id = {found.indicator.id: found for found in comparison.indicators}
    for id_ in (*FIRST, *(each for each in by_id if each.startswith(REGIONS))):
        if id_ in by_id:
            found = by_id[id_]
            each, values = found.indicator, found.values
            yield Stake(
                *(id_, each.title, each.unit, each.better, values, each.sentence, found.ranges)
            )


def sentence(comparison: Comparison, found: Sequence[Stake], position: int) -> str:
    """Say in what a programme gains most against the base, and in what it loses most."""
    label = comparison.labels[position]
    ranked = sorted(found, key=lambda stake: -abs(stake.gain(position)))
    said = []
    for verb, sign in (("gains most in {}", 1), ("loses most in {}", -1)):
        some = [stake for stake in ranked if sign * stake.gain(position) > 0][:FEW]
        if some:
            said.append(say(verb, chained(_told(stake, position) for stake in some)))
    return say("{} {}.", label, chained(said, "; ")) if said else ""


def _told(stake: Stake, position: int) -> str:
    value, base = number_text(stake.values[position]), number_text(stake.values[0])
    title = (
        phrase_of(stake.title) if stake.title.startswith("VIP") else Lowered(phrase_of(stake.title))
    )
    return say("{} ({} {}, not {})", title, value, phrase_of(stake.unit), base)


def stakes_sheet(comparison: Comparison) -> Sheet:
    """Return who gains and who loses, each figure against the base."""
    columns = [Column(label, is_number=True) for label in comparison.labels]
    return Sheet(
        say("Who gains and who loses"),
        (Column(say("Figure")), Column(say("Unit")), *columns),
        tuple(_row(comparison, stake) for stake in stakes(comparison)),
        say(
            "Better or worse than in {}. Figures in which no programme differs from it are "
            "left out; all are below.",
            comparison.base.label,
        ),
        say(
            "The figures that are asked for first are the same; whoever is turned away is told above."
        )
        if any(_turns_away(comparison.base, each) for each in comparison.programmes)
        else say("Nobody: the figures that are asked for first are the same."),
    )


def _turns_away(base: Programme, other: Programme) -> bool:
    return bool(fewer_expected(base, other) or more_without_seat(base, other))


def can_be_best(comparison: Comparison, unit: str) -> bool:
    """Tell whether a programme can be the best by a figure: counts of unlike conferences rank none.

    Shares compare whatever there is to share, but not where a search was asked to weigh rules otherwise.
    """
    return comparison.all_ranked or (unit == SHARE and comparison.same_levels)


def _is_noise(stake: Stake, position: int) -> bool:
    """Tell whether a figure is another than in the base, and does not differ beyond the search."""
    return stake.ranges[position].differs is False and stake.values[position] != stake.values[0]


def _row(comparison: Comparison, stake: Stake) -> SheetRow:
    ranked = can_be_best(comparison, stake.unit)
    best = best_of(stake.values, stake.better) if ranked else None
    cells = []
    for position, value in enumerate(stake.values):
        gain, base = stake.gain(position), stake.values[0]
        turn = "better" if gain > 0 else "worse" if gain < 0 else ""
        by = (
            number_text(abs(value - base))
            if turn and value is not None and base is not None
            else ""
        )
        said = (
            say("better by {}" if gain > 0 else "worse by {}", by)
            if turn
            else POSSIBLE
            if stake.ranges[position].possible
            else NO_DIFFERENCE
            if _is_noise(stake, position)
            else ""
        )
        note = chained(each for each in (said, span_text(stake.ranges[position])) if each)
        is_best = best is not None and value == best and stands_out(stake.ranges, position)
        cells.append(Cell(number_text(value), note, best=is_best, turn=turn))
    return row(
        phrase_of(stake.title), phrase_of(stake.unit), *cells, hint=phrase_of(stake.sentence)
    )
