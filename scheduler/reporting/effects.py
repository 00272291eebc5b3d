"""For whom a variant is good or bad: the largest differences from the base, by those who feel them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.catalogue import RULES
from scheduler.comparison import Comparison
from scheduler.comparison.people import SMALL, newly_without
from scheduler.comparison.sheets import number_text
from scheduler.comparison.stakes import FEW, REGIONS, Stake, indicator_stakes
from scheduler.instance import Instance, Person
from scheduler.phrases import Lowered, phrase_of, say
from scheduler.wording import chained, counted, item_name, joined, name, shortened

LEAST = 0.05
"""Share of a figure from which a difference is told: smaller ones are likely chance of the search."""
REGIONAL = 0.01
"""Share of the inconvenient hours of all regions from which that of one region is told: a large share of
next to nothing says nothing."""
NAMED = 2
"""Persons of rank who are named if a variant leaves them without a session, at most."""

EVERYONE, DEVELOPMENT, SMALL_ONES = "Everyone", "Development work", "Small delegations"
RANK, DELEGATIONS, REMOTE = "Ministers and VIPs", "Delegations", "Online participants"

FIGURES: Mapping[str, tuple[str, str]] = {
    "statement_minutes": (EVERYONE, "{} min of statements read out"),
    "development_share": (DEVELOPMENT, "{} % of the hours"),
    "days_clear": (EVERYONE, "{} day without meetings|{} days without meetings"),
    "reserve_free": (EVERYONE, "{} h kept free for overruns"),
    "vips_without_session": (RANK, "{} without a session"),
    "vip_days": (RANK, "{} day on site|{} days on site"),
    "small_delegations_overstretched": (SMALL_ONES, "{} h double-booked"),
    "wishes_missed": (DELEGATIONS, "{} h of wishes missed"),
    "remote_comfortable": (REMOTE, "{} % of their hours comfortable"),
}
"""Who feels a figure, and how it is told to a reader in a hurry; regions have words of their own."""

SHORT = say(
    "Small delegations: of one or {}. Double-booked: hours of meetings that they must "
    "attend beyond their members. Wishes: meetings that delegations want to attend. "
    "Days on site: of all ministers and VIPs together. Inconvenient hours online: too "
    "early or late on the clocks of those who follow from afar, for each person, and "
    "more than once at night.",
    SMALL,
)
"""What the words of the figures mean."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a variant does to somebody."""

    whom: str
    text: str
    share: float = 0.0
    """By which share of the larger figure it differs from the base."""
    is_sure: bool = False
    """Whether it is proved that every programme of the variant differs from every one of the base."""


@dataclass(frozen=True, slots=True)
class Effects:
    """What a variant does for the better, or for the worse."""

    told: tuple[Effect, ...] = ()
    also: str = ""
    """Who else feels a difference."""


def effects_of(found: Sequence[Stake], comparison: Comparison, position: int, sign: int) -> Effects:
    """Return for whom a programme is better than the base most, or worse (`sign` -1), the most first.

    One effect for each of those concerned; the region that gains or loses most person-hours is always told.
    """
    some = [each for each in found if sign * each.gain(position) >= LEAST]
    regions = [each for each in some if each.id.startswith(REGIONS)]
    remote = [*_of_regions(regions, _all_inconvenient(comparison), position)]
    first = [each for each in some if (each.id in FIGURES or each.is_rule) and not each.is_further]
    told = _told_by_figures(comparison, first)
    further = [
        each
        for each in some
        if each.is_further and each.id not in told and not (remote and _is_of_regions(each))
    ]
    ranked = [*_ranked(first, comparison, position), *_ranked(further, comparison, position)]
    most = FEW - len(remote)
    left = [Lowered(effect.whom) for effect in ranked[most:]]
    return Effects((*ranked[:most], *remote), joined(left))


def _told_by_figures(comparison: Comparison, found: Sequence[Stake]) -> set[str | None]:
    """Return the rules that key figures tell of."""
    ids = {each.id for each in found}
    some = (each.indicator for each in comparison.indicators)
    return {each.rule for each in some if each.id in ids}


def _is_of_regions(stake: Stake) -> bool:
    """Tell whether a rule is about remote participants, whose hours are told by region."""
    rule = RULES[stake.id]
    return rule.item in ("region", "conference") and rule.unit == "person-minutes"


def _ranked(found: Iterable[Stake], comparison: Comparison, position: int) -> Sequence[Effect]:
    """Return one effect for each of those concerned, the largest share first."""
    by_whom: dict[str, list[Stake]] = {}
    for each in found:
        by_whom.setdefault(_whom(each), []).append(each)
    effects = [_effect(whom, of, comparison, position) for whom, of in by_whom.items()]
    return sorted(effects, key=lambda effect: -effect.share)


def _whom(stake: Stake) -> str:
    return say(FIGURES[stake.id][0]) if stake.id in FIGURES else phrase_of(stake.title)


def _effect(whom: str, found: Sequence[Stake], comparison: Comparison, position: int) -> Effect:
    return Effect(
        whom,
        chained((_told(each, comparison, position) for each in found), "; "),
        max(abs(each.gain(position)) for each in found),
        is_sure=all(_is_sure(each, position) for each in found),
    )


def _is_sure(stake: Stake, position: int) -> bool:
    base, own = stake.ranges[0], stake.ranges[position]
    return base.proved and own.proved and bool(own.differs)


def _told(stake: Stake, comparison: Comparison, position: int) -> str:
    """Return a figure with what it is in the base: ``4 h double-booked, not 15``."""
    value, base = (number_text(stake.values[each]) for each in (position, 0))
    who = ""
    if stake.id == "vips_without_session":
        programme = comparison.programmes[position]
        who = _who(newly_without(comparison.base, programme), programme.instance)
    if stake.is_further:
        who = _most_concerned(stake, comparison, position)
    return say("{}, not {}{}", _filled(stake, value), base, who)


def _most_concerned(stake: Stake, comparison: Comparison, position: int) -> str:
    """Return whose amount of a rule differs most, in the direction of the whole: `` (Press, Youth)``."""
    if RULES[stake.id].item == "conference":
        return ""
    base, other = comparison.base, comparison.programmes[position]
    change: Counter[str] = Counter()
    for programme, sign in ((base, -1), (other, 1)):
        for finding in programme.findings[stake.id]:
            change[finding.item] += sign * finding.amount
    sign = 1 if _change(stake, position) > 0 else -1
    ranked = sorted(change, key=lambda item: (-sign * change[item], item))
    some = [each for each in ranked if sign * change[each] > 0]
    names = [item_name(other.instance, stake.id, each) for each in some]
    return say(" ({})", joined(shortened(names, NAMED, "{} more"))) if names else ""


def _filled(stake: Stake, number: str) -> str:
    if stake.id in FIGURES:
        return say(FIGURES[stake.id][1], number)
    return say("{} {}", number, phrase_of(stake.unit))


def _who(people: Sequence[Person], instance: Instance) -> str:
    """Return who some people are: their names, or else how many of what class, and of what region."""
    if len(people) <= NAMED:
        return say(" ({})", joined([name(each) for each in people])) if people else ""
    classes = Counter(name(instance.class_of(each)).lower() for each in people)
    region = {each.id: each.region for each in instance.delegations}
    regions = Counter(filter(None, (region.get(each.delegation or "") for each in people)))
    some = [say("{} {}", number, title) for title, number in classes.most_common(NAMED)]
    left = len(people) - sum(number for _, number in classes.most_common(NAMED))
    some += [counted(left, "other")] if left else []
    some += [
        say("{} {}", name(instance.region_by_id[id_]), number) for id_, number in regions.items()
    ]
    return say(" (of them new: {})", joined(some))


def _of_regions(found: Sequence[Stake], in_all: float, position: int) -> Iterator[Effect]:
    """Yield the region of the largest difference in person-hours, with the others that differ by much."""
    ranked = sorted(found, key=lambda stake: -abs(_change(stake, position)))
    ranked = [each for each in ranked if abs(_change(each, position)) >= REGIONAL * in_all]
    if not ranked:
        return
    first, *others = ranked
    base = first.values[0]
    share = say(" ({} %)", _signed(100 * _change(first, position) / base)) if base else ""
    text = say("{} inconvenient hours{}", _hours(first, position), share)
    also = [say("{} {}", _region(each), _hours(each, position)) for each in others]
    yield Effect(
        say("{} online", _region(first)),
        text + (say("; also {}", chained(also)) if also else ""),
        is_sure=all(_is_sure(each, position) for each in ranked),
    )


def _hours(stake: Stake, position: int) -> str:
    return _signed(_change(stake, position) / 60)


def _signed(value: float) -> str:
    return number_text(round(value), signed=True)


def _change(stake: Stake, position: int) -> float:
    value, base = stake.values[position], stake.values[0]
    return 0.0 if value is None or base is None else value - base


def _region(stake: Stake) -> str:
    return stake.title.partition(", ")[2]


def _all_inconvenient(comparison: Comparison) -> float:
    """Return the inconvenient person-minutes of all regions in the base."""
    return sum(each.values[0] or 0 for each in _regions(comparison))


def _regions(comparison: Comparison) -> Iterator[Stake]:
    return (each for each in indicator_stakes(comparison) if each.id.startswith(REGIONS))


def standing(comparison: Comparison) -> Iterator[Effect]:
    """Yield where everybody stands in the base: what the others are told against."""
    by_whom: dict[str, list[str]] = {}
    for each in indicator_stakes(comparison):
        if each.id in FIGURES and each.values[0]:
            by_whom.setdefault(FIGURES[each.id][0], []).append(
                _filled(each, number_text(each.values[0]))
            )
    yield from (Effect(say(whom), chained(texts, "; ")) for whom, texts in by_whom.items())
    yield from _regions_now(_regions(comparison))


def _regions_now(found: Iterable[Stake]) -> Iterator[Effect]:
    ranked = sorted(found, key=lambda each: -(each.values[0] or 0))
    some = [(_region(each), round(each.values[0] / 60)) for each in ranked if each.values[0]]
    if some:
        numbers = chained(say("{} {}", region, number_text(hours)) for region, hours in some)
        yield Effect(say("Inconvenient hours online"), numbers)
