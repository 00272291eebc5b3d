"""Compare programmes with the first one, and decide which can be ranked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.comparison.affected import Affected, affected
from scheduler.comparison.agendas import ItemChange, item_changes
from scheduler.comparison.changes import ChangeKind, SessionChange, changes
from scheduler.comparison.indicators import indicators_for
from scheduler.comparison.likeness import levels_differ, note_on, ranked
from scheduler.comparison.programmes import Programme
from scheduler.comparison.ranges import (
    UNKNOWN,
    UNKNOWN_BRIEF,
    IndicatorRow,
    indicator_rows,
    pools_of,
)
from scheduler.comparison.totals import RuleRow, rule_rows
from scheduler.comparison.verdicts import ProgrammeVerdict, criteria, undominated, verdicts
from scheduler.display import Displayable
from scheduler.instance import Purpose
from scheduler.phrases import phrase_of, say
from scheduler.wording import chained, counted, rule_text, shortened

FEW = 8
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
        """Whether figures of all programmes compare: their conferences are alike and weigh rules alike."""
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
        few = chained(shortened([*map(phrase_of, differing)], FEW), "; ")  # names have commas
        return say("{} differs from {} by more than chance in: {}.", label, base, few)

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes on the comparison for planners."""
        return (
            *_notes(self),
            *_levels_note(self, str),
            *_zones_note(self),
            *_noise_note(self, UNKNOWN),
        )

    @property
    def notes_in_brief(self) -> tuple[str, ...]:
        """The same notes for decision-makers: without ids and commands."""
        levels = _levels_note(self, rule_text)
        return (*_notes(self), *levels, *_zones_note(self), *_noise_note(self, UNKNOWN_BRIEF))


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
    return Comparison(
        programmes=tuple(programmes),
        rules=rules,
        indicators=indicators,
        differences=tuple(_difference(programmes[0], other) for other in programmes[1:]),
        verdicts=found,
        undominated=undominated(labels, found),
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
    unlike = note_on(comparison.programmes)
    if unlike:
        yield unlike
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


def _zones_note(comparison: Comparison) -> Iterator[str]:
    zones = {programme.instance.zone.key for programme in comparison.programmes}
    if len(zones) > 1:
        yield say(
            "The venues are in different time zones ({}). Times are local to each venue.",
            ", ".join(sorted(zones)),
        )


def _noise_note(comparison: Comparison, unknown: str) -> Iterator[str]:
    if not comparison.has_ranges and any(row.differs for row in comparison.rules):
        yield unknown


def _has_other_levels(comparison: Comparison, row: RuleRow) -> bool:
    base, *others = (each.instance for each in comparison.programmes)
    return not row.same_level or any(levels_differ(base, each, row.rule.id) for each in others)
