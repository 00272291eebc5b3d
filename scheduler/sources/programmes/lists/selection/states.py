"""Rows that count, where a column says what has become of proposals; what stands nowhere is told."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.lists.headings import ACCEPTED, STATES
from scheduler.sources.programmes.lists.listings import Listing, key_of
from scheduler.sources.programmes.lists.proposals import Line
from scheduler.sources.programmes.lists.rows import Row
from scheduler.sources.tables.sheets import Trouble, Value
from scheduler.wording import counted

MOST_STATES = 12
"""Different values of a column that says what has become of proposals, at most."""
MOST_ROWS = 6
"""Rows that are named of those that are not read."""
_MARKS = frozenset(["yes", "y", "x", "ja", "oui", "si", "sí", "true", "1", "✓", "✔"])
"""What marks a row that is held, where others have nothing."""


def only_line(listing: Listing, of: Mapping[str, object]) -> Iterator[Line]:
    """Yield which rows are held, where a column says what has become of proposals."""
    for heading in listing.columns:
        if key_of(heading) not in map(key_of, STATES):
            continue
        said = Counter(" ".join(str(each).split()) for each in listing.values(heading))
        held = [each for each in said if each.casefold().startswith(ACCEPTED)]
        if not held or len(said) > MOST_STATES:
            continue
        others = sum(said.values()) - sum(said[each] for each in held)
        why = f"other rows are not read: {counted(others, 'row')} with other values"
        empty = [cells for _, cells in listing.rows() if listing.columns[heading] not in cells]
        if empty:
            is_read, reason = _are_held(listing, heading, held, of, empty)
            held = [*held, ""] if is_read else held
            rows = counted(len(empty), "row")
            what = (
                ("also read", 'as "" says') if is_read else ("not read either", 'add "" for them')
            )
            why += f"; {what[0]}, as {reason}: {rows} with nothing there ({what[1]})"
        yield Line("only", None, why, [Line(heading, held, "")])
        return


def _are_held(
    listing: Listing,
    heading: str,
    held: Sequence[str],
    of: Mapping[str, object],
    empty: Sequence[Mapping[int, Value | Trouble]],
) -> tuple[bool, str]:
    """Tell whether rows with nothing in a column are held as those that are, and why."""
    start = listing.column(str(of.get("start")))
    if start is not None:
        at = listing.columns[heading]
        rows = [cells for _, cells in listing.rows() if str(cells.get(at)) in held]
        if 2 * sum(start in each for each in rows) >= len(rows):
            if 2 * sum(start in each for each in empty) >= len(empty):
                return True, "they have a time"
            return False, "they have no time, and others do"
    if all(each.casefold() in _MARKS for each in held):
        return False, "the others are marked"
    return True, "no value says otherwise"


def not_read(rows: Sequence[Row], only: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield which rows are not read because of what some columns say."""
    if not rows:
        return
    named = [_named(each) for each in rows[:MOST_ROWS]]
    more = f" and {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
    yield f"{counted(len(rows), 'row')} not read, because of `only`: {', '.join(named)}{more}."
    for heading, values in only.items():
        empty = sum(not each.text(heading) for each in rows)
        if empty and "" not in values:
            them = "it" if empty == 1 else "them"
            yield (
                f"{counted(empty, 'row')} of these with nothing in {quoted(heading)}: to read {them}, "
                f'too, add "" to its values in `only`.'
            )


def _named(row: Row) -> str:
    title = row.field("title")
    return f"row {row.row} {quoted(title[:40])}" if title else f"row {row.row}"
