"""Hours of days that are what they are because of one row or two: a doubt, as they may be a slip."""

from collections.abc import Iterator, Mapping, Sequence
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
    for (hours, is_only, _), days in _together(at).items():
        rows = [each for of_day in days.values() for each in of_day]
        others = "no other" if is_only else "one other at most"
        yield (
            f"Hours of {listed([*map(str, days)])} take in {listed([*map(_text, hours)])} because of "
            f"{_names(rows)} alone: {others} runs then, "
            "all days together. If that is right, nothing is to do; if not, mend the time."
        )


Alike = tuple[tuple[Stretch, ...], bool, tuple[str, ...]]
"""Hours of a day that the same rows stretch, whether no other runs then, and the titles of the rows."""


def _together(
    at: Mapping[tuple[date, Stretch, bool], list[Held]],
) -> dict[Alike, dict[date, list[Held]]]:
    """Return all hours that the same rows stretch as one, and days on which rows of the same titles do."""
    of_rows: dict[tuple[date, tuple[str, ...]], list[tuple[Stretch, bool]]] = {}
    rows_of: dict[tuple[date, tuple[str, ...]], list[Held]] = {}
    for (day, stretch, is_only), rows in sorted(at.items(), key=lambda pair: pair[0]):
        key = day, tuple(each.id for each in rows)
        of_rows.setdefault(key, []).append((stretch, is_only))
        rows_of[key] = rows
    found: dict[Alike, dict[date, list[Held]]] = {}
    for key, parts in of_rows.items():
        titles = tuple(each.event.title for each in rows_of[key])
        hours, is_only = tuple(part for part, _ in parts), all(only for _, only in parts)
        found.setdefault((hours, is_only, titles), {})[key[0]] = rows_of[key]
    return found


def _text(hours: Stretch) -> str:
    first, last = hours
    return f"{clock(first)}–{clock(last if last <= MIDNIGHT else last - MIDNIGHT)}"


def _names(rows: Sequence[Held]) -> str:
    """Return the titles of rows, each once, with the cells in which they stand."""
    places: dict[str, list[str]] = {}
    for each in rows:
        places.setdefault(each.event.title, []).extend(filter(None, [each.event.place]))
    return listed(
        [quoted(name) + (f" ({', '.join(at)})" if at else "") for name, at in places.items()]
    )


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
