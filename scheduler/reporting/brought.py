"""What a programme brings and cuts, what it breaks that the base keeps, and what its variant gives up."""

from collections.abc import Iterator, Sequence

from scheduler.catalogue import RULES, name_of
from scheduler.comparison import Comparison, Programme
from scheduler.comparison.breaches import (
    fewer_expected,
    more_broken,
    more_without_seat,
    people_in,
)
from scheduler.comparison.changes import Change, SessionChange
from scheduler.comparison.concessions import concessions, in_words
from scheduler.comparison.sheets import number_text
from scheduler.phrases import Lowered, say
from scheduler.reporting.effects import Effect
from scheduler.reporting.takes import most_teams
from scheduler.reporting.touched import grouped
from scheduler.wording import chained, counted, joined, name

NAMED = 2
"""Sessions that a variant brings or cuts which are named, at most."""
SERVICES = ("interpretation pool", "resource")
"""What rules call that of which a variant may have less."""
GROUPS = 3
"""Bodies or kinds that are named of more sessions, at most."""


def breaks_of(base: Programme, other: Programme) -> Iterator[Effect]:
    """Yield who may no longer come, or has no seat; which hard rules are broken or given up; what is less."""
    fewer, seats = fewer_expected(base, other), more_without_seat(base, other)
    if fewer:
        yield Effect(say("No longer to come"), people_in(fewer, other), is_sure=True)
    if seats:
        yield Effect(say("Without a seat"), people_in(seats, other))
    broken = more_broken(base, other)
    if broken:
        named = [say("{} ({})", say(name_of(rule)), number) for rule, number in broken.items()]
        yield Effect(say("Hard rules broken"), joined(named))
    yield from _given_up_of(base, other)


def _given_up_of(base: Programme, other: Programme) -> Iterator[Effect]:
    """Yield which hard rules a variant gives up, and of what teams and services it has fewer."""
    found = concessions(base, other)
    if found:
        yield Effect(say("No longer ruled out"), in_words(found))
    now, then = other.facts, base.facts
    for pool in now.interpretation:
        before = next((each for each in then.interpretation if each.id == pool.id), pool)
        numbers = most_teams(now, pool), most_teams(then, before)
        yield from _fewer(
            base, other, say("Interpreters"), "{} team, not {}|{} teams, not {}", pool.id, numbers
        )
    for resource in now.resources:
        counts = [each.count for each in then.resources if each.id == resource.id]
        yield from _fewer(
            *(base, other, name(resource), "{}, not {}", resource.id),
            (resource.count, max(counts, default=0)),
        )


def _fewer(
    base: Programme, other: Programme, whom: str, said: str, item: str, numbers: tuple[int, int]
) -> Iterator[Effect]:
    """Yield of what there is less, and what rules about it find more, if it is less."""
    if numbers[0] >= numbers[1]:
        return
    told = [say(said, *map(number_text, numbers))]
    for rule in (each for each in RULES.values() if each.item in SERVICES):
        more, before = (
            sum(each.amount for each in programme.findings[rule.id] if each.item == item)
            for programme in (other, base)
        )
        if more > before:
            title = Lowered(say(name_of(rule.id)))
            told.append(
                say(
                    "{}: {} {}, not {}",
                    title,
                    number_text(more),
                    say(rule.unit),
                    number_text(before),
                )
            )
    yield Effect(whom, chained(told, "; "), is_sure=len(told) == 1)


def sessions_of(
    verb: str,
    changes: Sequence[SessionChange],
    by_facts: Change,
    by_choice: Change,
    comparison: Comparison,
    position: int,
) -> Effect | None:
    """Return which sessions a programme brings or cuts; sure where the variant itself does it."""
    programmes = comparison.base, comparison.programmes[position]
    is_gain = by_choice is Change.TAKEN_UP and comparison.alternatives[position] is None
    by_choice_told = [
        each.session
        for each in changes
        if each.change is by_choice
        and (is_gain or by_choice is Change.DROPPED)
        and _is_so_in_all(each, *programmes)
    ]
    some = [each for each in changes if each.change is by_facts or each.session in by_choice_told]
    if not some:
        return None
    base, other = comparison.base.instance, comparison.programmes[position].instance
    groups = grouped(other, [each.runs[-1].session for each in some], base)
    titles = [each.title for each in some]
    named = [say("{} ({})", group, number) for group, number in groups[:GROUPS]]
    left = sum(number for _, number in groups[GROUPS:])
    more = [say("{} more", left)] if left else []
    return Effect(
        say(verb, counted(len(some), "session")),
        joined([*named, *more] if len(some) > NAMED else titles),
        is_sure=all(each.change is by_facts for each in some),
    )


def _is_so_in_all(change: SessionChange, base: Programme, other: Programme) -> bool:
    """Tell whether a session is held in all programmes of one of two, and in none of the other."""
    held_before, held_after = (
        [change.session in schedule.by_session for schedule in each.others]
        for each in (base, other)
    )
    if change.change is Change.TAKEN_UP:
        return all(held_after) and not any(held_before)
    return all(held_before) and not any(held_after)
