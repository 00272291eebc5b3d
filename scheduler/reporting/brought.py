"""What a programme brings and cuts, and what it breaks that the base keeps."""

from collections.abc import Iterator, Sequence

from scheduler.catalogue import name_of
from scheduler.comparison import Comparison, Programme
from scheduler.comparison.breaches import (
    fewer_expected,
    more_broken,
    more_without_seat,
    people_in,
)
from scheduler.comparison.changes import Change, SessionChange
from scheduler.phrases import say
from scheduler.reporting.effects import Effect
from scheduler.reporting.touched import grouped
from scheduler.wording import counted, joined

NAMED = 2
"""Sessions that a variant brings or cuts which are named, at most."""
GROUPS = 3
"""Bodies or kinds that are named of more sessions, at most."""


def breaks_of(base: Programme, other: Programme) -> Iterator[Effect]:
    """Yield who may no longer come, who has no seat, in which session; then which hard rules are broken."""
    fewer, seats = fewer_expected(base, other), more_without_seat(base, other)
    if fewer:
        yield Effect(say("No longer to come"), people_in(fewer, other), is_sure=True)
    if seats:
        yield Effect(say("Without a seat"), people_in(seats, other))
    broken = more_broken(base, other)
    if broken:
        named = [say("{} ({})", say(name_of(rule)), number) for rule, number in broken.items()]
        yield Effect(say("Hard rules broken"), joined(named))


def sessions_of(
    verb: str,
    changes: Sequence[SessionChange],
    by_facts: Change,
    by_choice: Change,
    comparison: Comparison,
    position: int,
) -> Effect | None:
    """Return which sessions a programme brings or cuts; sure where the variant itself does it."""
    some = [each for each in changes if each.change in (by_facts, by_choice)]
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
