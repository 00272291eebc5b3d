"""Hours of days that are what they are because of one row or two: a doubt, as they may be a slip."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.instance import quoted
from scheduler.sources.programmes.clashes import Held
from scheduler.sources.programmes.hours import MIDNIGHT, clock
from scheduler.wording import listed

MOST_ROWS = 2
"""Rows that stretch hours which no other does."""
FEWEST_OTHERS = 3
"""Sessions beside which one began, at least, whose hours are therefore taken for the usual ones."""
SHORTEST = 30
"""Minutes by which hours are stretched, at least."""

Stretch = tuple[int, int]
"""From a minute of a day to another."""


def stretched(placed: Sequence[Held]) -> Iterator[str]:
    """Yield a note for the hours of each day that one row or two stretch beyond those of all others.

    A session that runs on alone counts, if it began beside many; one that is held apart from all others, such
    as a dinner, does not.
    """
    marks, numbers = _busy(placed)
    at: dict[tuple[date, Stretch, bool], list[Held]] = {}
    for each in placed:
        for stretch, is_only in _alone(each.span, marks, numbers):
            if each.day is not None:
                at.setdefault((each.day, stretch, is_only), []).append(each)
    for (day, (first, last), is_only), rows in sorted(at.items(), key=lambda pair: pair[0]):
        names = listed([quoted(each.event.title) + _where(each) for each in rows])
        others = "no other" if is_only else "one other at most"
        hours = f"{clock(first)}–{clock(last if last <= MIDNIGHT else last - MIDNIGHT)}"
        yield (
            f"Hours of {day} take in {hours} because of {names} alone: {others} runs then, "
            "all days together. If that is right, nothing is to do; if not, mend the time."
        )


def _where(session: Held) -> str:
    return f" ({session.event.place})" if session.event.place else ""


def _busy(placed: Sequence[Held]) -> tuple[list[int], list[int]]:
    """Return the minutes of a day at which sessions begin or end, and how many run from each of them on."""
    marks = sorted({each for held in placed for each in held.span})
    return marks, [sum(held.span[0] <= mark < held.span[1] for held in placed) for mark in marks]


def _alone(
    span: Stretch, marks: Sequence[int], numbers: Sequence[int]
) -> Iterator[tuple[Stretch, bool]]:
    """Yield the parts of a session in which hardly any other runs, and whether none does."""
    pairs = zip(marks, numbers, strict=True)
    inside = [(mark, number) for mark, number in pairs if span[0] <= mark < span[1]]
    if max((number for _, number in inside), default=0) <= FEWEST_OTHERS:
        return
    start, most = None, 0
    for mark, number in (*inside, (span[1], MOST_ROWS + 1)):
        if number <= MOST_ROWS:
            start, most = mark if start is None else start, max(most, number)
        elif start is not None:
            if mark - start >= SHORTEST:
                yield (start, mark), most == 1
            start, most = None, 0
