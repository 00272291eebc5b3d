"""`After` in the annealer: what each start costs towards all of the other side of a border.

Sessions that last equally long are a *class*: each start means the same for all of them. Two tables are kept
up to date for each border, over all starts: the minutes that what comes first counts with a session of each
class that comes then, and what those that come then cost a session of each class that comes first.
"""

from typing import NamedTuple

from scheduler.engines.annealing.prices import Ints, can_change
from scheduler.engines.compiling import enclosed


class Borders(NamedTuple):
    """All borders of a problem, with t starts; *places* are those of a session in a border."""

    minutes: Ints
    """Each start, in minutes."""
    starts: Ints
    """For each session, where its starts begin in `numbers`."""
    numbers: Ints
    """Position in `minutes` of each start of each session; -1 for absence."""
    at: Ints
    """Position in `minutes` of the start of each session; -1 while it is out, or absent."""
    ahead: Ints
    """For each session, where its places among what comes first begin in `ahead_classes`."""
    ahead_classes: Ints
    behind: Ints
    """For each session, where its places among what comes then begin in the next three; one longer."""
    behind_classes: Ints
    prices: Ints
    first_prices: Ints
    """Prices of what is forbidden, before any of it got dearer; 0 for what is paid."""
    sessions: Ints
    """Session of each place among what comes then."""
    thens: Ints
    """For each class of what comes first, where the classes that come then begin in `then_classes`."""
    then_classes: Ints
    firsts: Ints
    """The same of each class that comes then, in `first_classes`."""
    first_classes: Ints
    start_from: Ints
    """For each class of what comes first and each start, since when it lets others start: t for each."""
    start_by: Ints
    end_by: Ints
    durations: Ints
    """Minutes of each class that comes then."""
    most: Ints
    """Most minutes that a pair counts, of each class that comes then."""
    early: Ints
    """For each class that comes then and each start, minutes that what comes first counts there."""
    late: Ints
    """For each class that comes first and each start, what those that come then cost there."""


@enclosed
def _missed(data: Borders, first: int, start: int, then: int, other: int) -> int:
    """Return what a pair of classes counts, the first at a start and the other at another."""
    entry, minute = first * len(data.minutes) + start, data.minutes[other]
    late = max(minute - data.start_by[entry], minute + data.durations[then] - data.end_by[entry])
    return min(max(data.start_from[entry] - minute, 0) + max(late, 0), data.most[then])


@enclosed
def move_borders(data: Borders, session: int, start: int, sign: int) -> None:
    """Take a session in at a start (sign 1), or out of it (sign -1)."""
    number, size = data.numbers[data.starts[session] + start], len(data.minutes)
    data.at[session] = number if sign > 0 else -1
    if number < 0:
        return
    for place in range(data.ahead[session], data.ahead[session + 1]):
        first = data.ahead_classes[place]
        for position in range(data.thens[first], data.thens[first + 1]):
            then = data.then_classes[position]
            for other in range(size):
                missed = _missed(data, first, number, then, other)
                data.early[then * size + other] += sign * missed
    for place in range(data.behind[session], data.behind[session + 1]):
        _charge(data, data.behind_classes[place], number, sign * data.prices[place])


@enclosed
def _charge(data: Borders, then: int, number: int, paid: int) -> None:
    """Let what comes first pay for each minute that it counts with a session at a start."""
    size = len(data.minutes)
    for position in range(data.firsts[then], data.firsts[then + 1]):
        first = data.first_classes[position]
        for start in range(size):
            data.late[first * size + start] += paid * _missed(data, first, start, then, number)


@enclosed
def borders_at(data: Borders, session: int, start: int) -> int:
    """Return the price of one start."""
    number, size, total = data.numbers[data.starts[session] + start], len(data.minutes), 0
    if number < 0:
        return 0
    for place in range(data.ahead[session], data.ahead[session + 1]):
        total += data.late[data.ahead_classes[place] * size + number]
    for place in range(data.behind[session], data.behind[session + 1]):
        total += data.prices[place] * data.early[data.behind_classes[place] * size + number]
    return total


@enclosed
def price_borders(data: Borders, session: int, starts: int, by_start: Ints) -> None:
    """Add the price of every start."""
    ahead = data.ahead[session + 1] - data.ahead[session]
    behind = data.behind[session + 1] - data.behind[session]
    if ahead + behind == 0:
        return
    for start in range(starts):
        by_start[start] += borders_at(data, session, start)


@enclosed
def reprice_borders(data: Borders, rise: int) -> int:
    """Make what is forbidden and broken dearer (rise 1), or all a step cheaper (-1); return the change."""
    total, size = 0, len(data.minutes)
    for place in range(len(data.prices)):
        if not can_change(data.prices[place], data.first_prices[place], rise):
            continue
        number, then = data.at[data.sessions[place]], data.behind_classes[place]
        missed = data.early[then * size + number] if number >= 0 else 0
        if rise < 0 or missed > 0:
            dearer = rise * data.first_prices[place]
            total += dearer * missed
            data.prices[place] += dearer
            if number >= 0:
                _charge(data, then, number, dearer)
    return total
