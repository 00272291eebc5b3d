"""A comparison in a few sentences."""

from collections.abc import Iterator

from scheduler.catalogue import RULES
from scheduler.comparison.changes import ChangeKind, counts
from scheduler.comparison.comparisons import Comparison, Difference
from scheduler.comparison.programmes import Programme
from scheduler.phrases import say
from scheduler.wording import chained, rule_text

_SAID = {
    ChangeKind.ADDED: "{} added|{} added",
    ChangeKind.TAKEN_UP: "{} taken up|{} taken up",
    ChangeKind.MOVED: "{} moved in time|{} moved in time",
    ChangeKind.ROOM: "{} in another room only",
    ChangeKind.DROPPED: "{} dropped|{} dropped",
    ChangeKind.REMOVED: "{} removed|{} removed",
    ChangeKind.PANEL: "{} with other people on the panel",
    ChangeKind.UNCHANGED: "{} unchanged|{} unchanged",
}

MOST_AMOUNTS = 3
"""Most rules whose amounts the summary names."""


def sentences(comparison: Comparison, *, in_brief: bool = False) -> Iterator[str]:
    """Yield what a reader should know first: what changes, what is better, and what to bear in mind.

    `in_brief` leaves out ids and commands, for those who decide and do not plan.
    """
    if comparison.nothing_changes:
        yield say("No changes: the programmes are the same.")
    else:
        against = {(each.programme, each.against): each for each in comparison.verdicts}
        yield from comparison.noise
        for position, difference in enumerate(comparison.differences, 1):
            yield _told(difference)
            yield from _amounts(comparison.base, comparison.programmes[position])
            verdict = against[difference.programme, difference.against]
            if verdict.ranked:
                yield verdict.sentence
            given_up = given_up_in(comparison, position)
            if given_up:
                yield say(
                    "{} breaks rules that are hard in the first programme: {}.",
                    difference.programme,
                    chained(given_up),
                )
        if len(comparison.programmes) > 2 and any(each.ranked for each in comparison.verdicts):
            yield _best(comparison)
    yield from comparison.notes(in_brief=in_brief)


def given_up_in(comparison: Comparison, position: int) -> list[str]:
    """Return the rules that are hard in the base, are broken in a programme, and are not hard there."""
    return [
        rule_text(row.rule.id)
        for row in comparison.rules
        if row.totals[position].forbidden_at_base > row.totals[position].forbidden
    ]


def _told(difference: Difference) -> str:
    if not difference.changed:
        return say(
            "{}: every session has the same time and room as in {}.",
            difference.programme,
            difference.against,
        )
    numbers = counts(difference.changes)
    said = (say(_SAID[change], number) for change, number in numbers.items() if number)
    return say(
        "Sessions of {} compared with {}: {}.",
        difference.programme,
        difference.against,
        chained(said),
    )


def _amounts(base: Programme, other: Programme) -> Iterator[str]:
    """Yield what the rules that differ most come to: hard ones first, then those that cost most."""
    pairs = [(rule, base.evaluation.total(rule), other.evaluation.total(rule)) for rule in RULES]
    differing = [
        (then.forbidden != now.forbidden, abs(then.penalty - now.penalty), rule, then, now)
        for rule, then, now in pairs
        if (then.forbidden, then.penalty) != (now.forbidden, now.penalty)
    ]
    said = [
        say(
            "{} {:,} instead of {:,} {}",
            rule_text(rule),
            now.forbidden + now.amount,
            then.forbidden + then.amount,
            say(RULES[rule].unit),
        )
        for _, _, rule, then, now in sorted(differing, key=lambda each: each[:2], reverse=True)
    ]
    if said:
        yield say("{}: {}.", other.label, chained(said[:MOST_AMOUNTS], "; "))


def _best(comparison: Comparison) -> str:
    left = comparison.undominated
    if len(left) == len(comparison.programmes):
        return say("No programme is at least as good as another in every figure.")
    return say("No other programme is at least as good in every figure as: {}.", chained(left))
