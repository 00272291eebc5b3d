"""Compare programmes with the first one: what differs, which is better, and which can be ranked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Any

from scheduler.catalogue import RULES
from scheduler.comparison.changes import (
    Affected,
    ChangeKind,
    ItemChange,
    SessionChange,
    affected,
    changes,
    item_changes,
)
from scheduler.comparison.figures import (
    UNKNOWN,
    UNKNOWN_BRIEF,
    IndicatorRow,
    Ranges,
    RuleRow,
    apart,
    indicator_rows,
    pools_of,
    rule_rows,
)
from scheduler.comparison.indicators import indicators_for
from scheduler.comparison.programmes import Better, Programme, Value
from scheduler.display import Displayable
from scheduler.instance import Instance, ItemLevels, Purpose, minutes_of
from scheduler.phrases import Lowered, phrase_of, say
from scheduler.wording import chained, counted, rule_text, shortened

CRITERIA_NAMED = 5
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
            "{} is better than {} in {} and worse in {}; equal in all others.",
            self.programme,
            self.against,
            _numbered(self.better),
            _numbered(self.worse),
        )


def _numbered(names: Sequence[str]) -> str:
    if not names:
        return say("0")
    return say("{} ({})", len(names), chained(shortened([*map(_called, names)], CRITERIA_NAMED)))


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


_FOR = ("sessions", "people", "delegations", "audiences", "sites")
"""Tables of those for whom rules count: the same ones must be there, sessions with the same lengths."""
_BY = (
    *("kinds", "bodies", "late_after", "late_until", "late_steps", "not_beside", "preferences"),
    *("series", "common_starts", "tracks", "relations", "time_features", "feature_wishes"),
    *("meals", "local_hours", "prime_time", "reserve", "adjacent", "parallel_limits", "quotas"),
    *("items", "item_orders"),
)
"""Fields that say what rules count; not those of what there is (rooms, teams, days) and may be used."""


def ranked(one: Instance, other: Instance) -> bool:
    """Return whether programmes of two conferences can be ranked: equal conferences and levels.

    Penalties and counts of others are no measure of their programmes: who plans for more pays for more.
    """
    return not any(unlike(one, other)) and not any(
        levels_differ(one, other, rule) for rule in RULES
    )


def levels_differ(one: Instance, other: Instance, rule: str) -> bool:
    """Return whether a rule, or an item of it, has another level in another conference."""
    items = {"", *_own_levels(one, rule), *_own_levels(other, rule)}
    return any(one.level(rule, item) != other.level(rule, item) for item in items)


def _own_levels(instance: Instance, rule: str) -> Iterator[str]:
    in_force = instance.profiles[instance.profile] if instance.profile else {}
    for levels in (in_force, instance.levels):
        said = levels.get(rule)
        if isinstance(said, ItemLevels):
            yield from said.items


def unlike(base: Instance, other: Instance) -> Iterator[str]:
    """Yield the tables and fields in which one conference plans for something else than another."""
    for field in (*_FOR, *_BY):
        if _counted(base, field) != _counted(other, field):
            yield field


def _counted(instance: Instance, field: str) -> Any:
    """Return what a field counts: of tables the ids, of sessions the lengths as well, no names for people."""
    value = getattr(instance, field)
    if field == "sessions":
        return {each.id: minutes_of(each.duration) for each in value}
    if field in _FOR:
        return {each.id for each in value}
    named = field in ("kinds", "bodies")
    return [each.model_dump(exclude={"title"}) for each in value] if named else value


FIGURES_NAMED = 8
"""Figures that differ beyond the search which a sentence names, at most."""
FACTS_NAMED = 3
"""Facts that are named which a programme does not know, at most."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences of a programme from the base."""

    programme: str
    """Label of the programme."""
    against: str
    """Label of the base."""
    changes: tuple[SessionChange, ...]
    """The change of each session that either programme holds, in order of time; unchanged ones included."""
    affected: tuple[Affected, ...]
    """Who is affected."""
    freed: Mapping[Purpose | None, int]
    """Minutes of sessions freed compared with the base, by purpose; negative if more are held."""
    items: tuple[ItemChange, ...] = ()
    """Agenda items in another session or at another time."""

    @property
    def changed(self) -> tuple[SessionChange, ...]:
        """The sessions that differ."""
        return tuple(each for each in self.changes if each.change is not ChangeKind.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Comparison(Displayable):
    """Programmes side by side."""

    programmes: tuple[Programme, ...]
    """Two or more, the base first."""
    rules: tuple[RuleRow, ...]
    """Every rule, in the order of the catalogue."""
    indicators: tuple[IndicatorRow, ...]
    """Every indicator that one of the programmes has."""
    differences: tuple[Difference, ...]
    """One for each programme but the base."""
    verdicts: tuple[ProgrammeVerdict, ...]
    """One on each programme against each other."""
    undominated: tuple[str, ...]
    """Labels of the programmes that no other one dominates."""

    def __repr__(self) -> str:
        return f"Comparison({', '.join(self.labels)})"

    @property
    def base(self) -> Programme:
        """The first programme."""
        return self.programmes[0]

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the programmes."""
        return tuple(programme.label for programme in self.programmes)

    def called(self, labels: Sequence[str]) -> "Comparison":
        """Return the same comparison under other labels, all different, without counting again."""
        new = dict(zip(self.labels, labels, strict=True))
        if len(set(labels)) < len(labels):
            raise ValueError(f"expected different labels: {labels}")
        return replace(
            self,
            programmes=tuple(each.called(new[each.label]) for each in self.programmes),
            differences=tuple(
                replace(each, programme=new[each.programme], against=new[each.against])
                for each in self.differences
            ),
            verdicts=tuple(
                replace(each, programme=new[each.programme], against=new[each.against])
                for each in self.verdicts
            ),
            undominated=tuple(new[each] for each in self.undominated),
        )

    @property
    def nothing_changes(self) -> bool:
        """Whether all programmes are the same: every session, every amount, every figure."""
        return (
            not any(difference.changed or difference.items for difference in self.differences)
            and not any(row.differs for row in self.rules)
            and all(len(set(row.values)) == 1 for row in self.indicators)
        )

    @property
    def all_ranked(self) -> bool:
        """Whether figures of all programmes compare: equal conferences with equal levels."""
        base, *others = (programme.instance for programme in self.programmes)
        return all(ranked(base, each) for each in others)

    @property
    def has_ranges(self) -> bool:
        """Whether each instance was searched several times, so that noise is known."""
        return all(programme.others for programme in self.programmes)

    @property
    def noise(self) -> tuple[str, ...]:
        """Figures that differ by more than chance: a sentence for each programme but the base, if known."""
        if not self.has_ranges:
            return ()
        rules = {row.rule.id for row in self.rules if row.says_something}
        figures = [
            *(
                (row.indicator.title, row.ranges)
                for row in self.indicators
                if row.indicator.rule not in rules
            ),
            *((rule_text(row.rule.id), row.ranges) for row in self.rules if row.says_something),
        ]
        return tuple(
            self._noise_of(position, [name for name, found in figures if found[position].differs])
            for position in range(1, len(self.programmes))
        )

    def _noise_of(self, position: int, differing: Sequence[str]) -> str:
        label, base = self.labels[position], self.base.label
        if not differing:
            return say("No figure of {} differs from {} by more than chance.", label, base)
        few = chained(
            shortened([*map(phrase_of, differing)], FIGURES_NAMED), "; "
        )  # names have commas
        return say("{} differs from {} by more than chance in: {}.", label, base, few)

    def notes(self, *, in_brief: bool = False) -> Iterator[str]:
        """Yield notes on the comparison; in brief for decision-makers, without ids and commands."""
        yield from _notes(self)
        yield from _levels_note(self, rule_text if in_brief else str)
        zones = {programme.instance.zone.key for programme in self.programmes}
        if len(zones) > 1:
            yield say(
                "The venues are in different time zones ({}). Times are local to each venue.",
                ", ".join(sorted(zones)),
            )
        if not self.has_ranges and any(row.differs for row in self.rules):
            yield UNKNOWN_BRIEF if in_brief else UNKNOWN


def compare(programmes: Sequence[Programme]) -> Comparison:
    """Compare programmes of one instance or several.

    Parameters
    ----------
    programmes
        Two or more, with different labels; the first is the base of the comparison.

    Raises
    ------
    ValueError
        When they are fewer, or two labels are equal.
    SolutionError
        When a schedule does not fit its instance.
    """
    labels = [programme.label for programme in programmes]
    if len(programmes) < 2 or len(set(labels)) < len(labels):
        raise ValueError(f"expected two programmes or more, with different labels: {labels}")
    pools = pools_of(programmes)
    rules = rule_rows(programmes, pools)
    indicators = indicator_rows(indicators_for(programmes), programmes, pools)
    found = verdicts(
        labels,
        criteria(rules, indicators),
        lambda one, other: _ranked(programmes[one], programmes[other]),
    )
    beaten = {verdict.against for verdict in found if verdict.dominates}
    return Comparison(
        programmes=tuple(programmes),
        rules=rules,
        indicators=indicators,
        differences=tuple(_difference(programmes[0], other) for other in programmes[1:]),
        verdicts=found,
        undominated=tuple(each for each in labels if each not in beaten),
    )


def _ranked(one: Programme, other: Programme) -> bool:
    knows_alike = not unknown_to(one, [other]) and not unknown_to(other, [one])
    return knows_alike and ranked(one.instance, other.instance)


def unknown_to(programme: Programme, others: Sequence[Programme]) -> tuple[str, ...]:
    """Return the facts that others know of and a programme does not, nor as a part of a longer one."""
    facts = dict.fromkeys(fact for each in others for fact in each.known)
    return tuple(
        fact
        for fact in facts
        if not any(each == fact or each.startswith(f"{fact};") for each in programme.known)
    )


def _difference(base: Programme, other: Programme) -> Difference:
    found = changes(base, other)
    before, after = base.minutes_by_purpose, other.minutes_by_purpose
    return Difference(
        programme=other.label,
        against=base.label,
        changes=found,
        affected=affected(base, other, found),
        freed={purpose: minutes - after[purpose] for purpose, minutes in before.items()},
        items=item_changes(base, other),
    )


def _notes(comparison: Comparison) -> Iterator[str]:
    others = {
        each.label: chained(unlike(comparison.base.instance, each.instance))
        for each in comparison.programmes[1:]
    }
    if any(others.values()):
        yield say(
            "Not ranked against {}, because these differ: {}. Penalties and counts of "
            "different conferences cannot be compared.",
            comparison.base.label,
            chained(say("{} ({})", label, fields) for label, fields in others.items() if fields),
        )
    for programme in comparison.programmes:
        broken = len(programme.evaluation.forbidden)
        if broken:
            findings = counted(broken, "finding")
            yield say("{} breaks hard rules: {}.", programme.label, findings)
    for programme in comparison.programmes:
        since = unknown_to(programme, comparison.programmes)
        if since:
            yield say(
                "{} was planned before this was known: {}. It is not ranked with "
                "programmes planned later.",
                programme.label,
                chained(shortened(since, FACTS_NAMED), "; "),
            )


def _levels_note(comparison: Comparison, called: Callable[[str], str]) -> Iterator[str]:
    levels = [called(row.rule.id) for row in comparison.rules if _has_other_levels(comparison, row)]
    if levels:
        yield say(
            "Levels differ ({}). Do not compare the penalties of these rules. Programmes "
            "with different levels are not ranked.",
            chained(levels),
        )


def _has_other_levels(comparison: Comparison, row: RuleRow) -> bool:
    base, *others = (each.instance for each in comparison.programmes)
    return not row.same_level or any(levels_differ(base, each, row.rule.id) for each in others)
