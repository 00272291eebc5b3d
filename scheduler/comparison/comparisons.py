"""The door of the comparison: programmes side by side, the first as the base; and which can be ranked."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from scheduler.comparison import hours, people, remote, rooms
from scheduler.comparison.affected import Affected, affected
from scheduler.comparison.changes import Change, SessionChange, changes
from scheduler.comparison.programmes import Indicator, IndicatorRow, Programme, rows_of
from scheduler.comparison.totals import RuleRow, rule_rows
from scheduler.comparison.verdicts import Verdict, criteria, undominated, verdicts
from scheduler.display import Displayable
from scheduler.instance import Instance, Purpose, minutes_of
from scheduler.wording import counted


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in a programme, seen from the base."""

    programme: str
    """Label of the programme."""
    against: str
    """Label of the base."""
    changes: tuple[SessionChange, ...]
    """What becomes of each session that either holds, in order of time, unchanged ones included."""
    affected: tuple[Affected, ...]
    """Whom that affects."""
    freed: Mapping[Purpose | None, int]
    """Minutes of sessions that the base holds beyond this programme, by purpose; negative for more."""

    @property
    def changed(self) -> tuple[SessionChange, ...]:
        """The sessions that are not as they were."""
        return tuple(each for each in self.changes if each.change is not Change.UNCHANGED)


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
    verdicts: tuple[Verdict, ...]
    """One on each programme against each other."""
    undominated: tuple[str, ...]
    """Labels of the programmes that none other beats or equals in everything."""

    @property
    def base(self) -> Programme:
        """The first programme."""
        return self.programmes[0]

    @property
    def labels(self) -> tuple[str, ...]:
        """What the programmes are called."""
        return tuple(programme.label for programme in self.programmes)

    @property
    def nothing_changes(self) -> bool:
        """Whether all programmes are the same: every session, every amount, every figure."""
        return (
            not any(difference.changed for difference in self.differences)
            and not any(row.differs for row in self.rules)
            and all(len(set(row.values)) == 1 for row in self.indicators)
        )

    @property
    def all_ranked(self) -> bool:
        """Whether all programmes can be ranked, as their conferences are alike."""
        return all(each.ranked for each in self.verdicts)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to bear in mind when figures are compared."""
        return tuple(_notes(self))


def compare(programmes: Sequence[Programme]) -> Comparison:
    """Compare programmes of one instance or several.

    Parameters
    ----------
    programmes
        Two or more, with different labels; the first is the base, against which changes are told.

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
    rules = rule_rows(programmes)
    indicators = rows_of(indicators_for(programmes), programmes)
    found = verdicts(
        labels,
        criteria(rules, indicators),
        lambda one, other: alike(programmes[one].instance, programmes[other].instance),
    )
    return Comparison(
        programmes=tuple(programmes),
        rules=rules,
        indicators=indicators,
        differences=tuple(_difference(programmes[0], other) for other in programmes[1:]),
        verdicts=found,
        undominated=undominated(labels, found),
    )


def indicators_for(programmes: Sequence[Programme]) -> tuple[Indicator, ...]:
    """Return every indicator, those of all regions of these programmes included."""
    return (
        *hours.INDICATORS,
        *rooms.INDICATORS,
        *people.INDICATORS,
        *remote.indicators_of(programmes),
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
    )


def _notes(comparison: Comparison) -> Iterator[str]:
    unlike = note_on(comparison.programmes)
    if unlike:
        yield unlike
    for programme in comparison.programmes:
        broken = len(programme.evaluation.forbidden)
        if broken:
            findings = "finding" if broken == 1 else "findings"
            yield f"{programme.label} breaks hard rules: {broken} {findings}."
    levels = [row.rule.id for row in comparison.rules if not row.same_level]
    if levels:
        rules = "one rule" if len(levels) == 1 else f"{len(levels)} rules"
        yield (
            f"The levels of {rules} differ ({', '.join(levels)}): what they cost cannot be compared"
            f"{', their amounts can' if comparison.all_ranked else ''}."
        )
    zones = {programme.instance.zone.key for programme in comparison.programmes}
    if len(zones) > 1:
        yield f"The venues lie in different zones ({', '.join(sorted(zones))}); times are those of each."


_WHO = {
    "people": ("person", "people"),
    "delegations": ("delegation", "delegations"),
    "audiences": ("audience", "audiences"),
    "sites": ("remote site", "remote sites"),
}
"""Tables of those for whom rules count, and what one and several of them are called."""


def alike(one: Instance, other: Instance) -> bool:
    """Tell whether two conferences have the same sessions, as long, for the same people.

    Penalties and counts of others are no measure of their programmes: who plans for more pays for more.
    """
    return not any(_unlike(one, other))


def unlike_in_words(base: Instance, other: Instance) -> str:
    """Return what one conference has more, less or of other lengths than the base; nothing if alike."""
    return ", ".join(_unlike(base, other))


def _unlike(base: Instance, other: Instance) -> Iterator[str]:
    before, after = _lengths(base), _lengths(other)
    yield from _more_or_less(before.keys(), after.keys(), "session", "sessions")
    longer = sum(before[each] != after[each] for each in before.keys() & after.keys())
    if longer:
        yield f"{counted(longer, 'session')} of another length"
    for table, (noun, plural) in _WHO.items():
        before_ids, ids = ({row.id for row in getattr(each, table)} for each in (base, other))
        yield from _more_or_less(before_ids, ids, noun, plural)


def _more_or_less(before: Set[str], after: Set[str], noun: str, plural: str) -> Iterator[str]:
    for number, word in ((len(after - before), "more"), (len(before - after), "less")):
        if number:
            yield f"{counted(number, noun, plural)} {word}"


def _lengths(instance: Instance) -> Mapping[str, int]:
    return {each.id: minutes_of(each.duration) for each in instance.sessions}


def note_on(programmes: Sequence[Programme]) -> str:
    """Say in a sentence which programmes are not ranked, and why; nothing if all are."""
    base, *others = programmes
    said = [
        f"{each.label} ({words})"
        for each in others
        if (words := unlike_in_words(base.instance, each.instance))
    ]
    if not said:
        return ""
    return (
        f"Not ranked against {base.label}, as they plan for something else: {', '.join(said)}; penalties and "
        "counts of unlike conferences do not compare."
    )
