"""Rows that are no sessions: headings of those below them, and remarks; they are named."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scheduler.instance import quoted
from scheduler.sources.programmes.intake import plain_of
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.lists.dates import weekday_called
from scheduler.sources.programmes.lists.heading_words import WORDS
from scheduler.sources.programmes.lists.listings import Listing
from scheduler.sources.programmes.lists.values import ORDERS, when
from scheduler.sources.tables.sheets import Trouble, Value

Cells = Mapping[int, Value | Trouble]

_WORDS = """
    session sessions séance sitzung sesión sessione sessão block bloque bloc blocco
    part partie teil parte sektion section sección
"""
_NAMES = frozenset(map(folded, _WORDS.split()))
"""What a row names that is a heading: with a number, or as its last word."""
_NUMBER = re.compile(r"\d+|[ivx]+|[a-z]", re.IGNORECASE)
_MOST_WORDS = 8
MOST_ROWS = 6
"""Rows that are named of those that are no sessions."""
_ANY_YEAR = 2000


def sections_in(listing: Listing, of: Mapping[str, str]) -> dict[int, str]:
    """Return the rows that are no sessions, with what stands there; headings by what columns hold."""
    title, start = (listing.column(of.get(each, "")) for each in ("title", "start"))
    rows = [*listing.rows()]
    if title is None or start is None or 2 * sum(start in cells for _, cells in rows) < len(rows):
        return {}
    besides = {listing.column(of[each]) for each in ("chair", "date") if each in of}
    kind = listing.column(of.get("kind", ""))
    found = {}
    for at, (number, cells) in enumerate(rows):
        is_followed = at + 1 < len(rows) and start in rows[at + 1][1]
        if start not in cells and is_followed and _is_heading(cells, title, besides):
            found[number] = _text(cells[title])
        elif len(cells) == 1 and not cells.keys() & {title, kind} and _is_remark(cells):
            found[number] = _text(next(iter(cells.values())))
    return found


def named_rows(rows: Mapping[int, str]) -> str:
    """Return the first of some rows with what stands there, and how many more there are."""
    some = [f"row {number} {quoted(text[:40])}" for number, text in [*rows.items()][:MOST_ROWS]]
    more = f" and {len(rows) - MOST_ROWS} more" if len(rows) > MOST_ROWS else ""
    return f"{', '.join(some)}{more}"


def _is_heading(cells: Cells, title: int, besides: set[int | None]) -> bool:
    """Tell whether a row has a title alone, or with who chairs, and this is that of a part."""
    others = (value for at, value in cells.items() if at != title and at not in besides)
    return title in cells and all(map(_is_chair, others)) and _is_of_a_part(_text(cells[title]))


def _is_chair(value: Value | Trouble) -> bool:
    """Tell whether a cell says who chairs, in whatever column."""
    words = re.split(r"[\W_]+", str(value).strip(" (["), maxsplit=1)
    return any(folded(words[0]).startswith(stem) for stem in WORDS["chair"].split())


def _is_of_a_part(text: str) -> bool:
    words: Sequence[str] = [*filter(None, re.split(r"[\W_]+", text))]
    if not words or len(words) > _MOST_WORDS:
        return False
    first, last = folded(words[0]), folded(words[-1])
    is_numbered = len(words) > 1 and _NUMBER.fullmatch(words[1]) is not None
    return last in _NAMES or (first in _NAMES and is_numbered)


def _is_remark(cells: Cells) -> bool:
    """Tell whether what stands alone in a row is neither a time nor a day."""
    (value,) = cells.values()
    if not isinstance(value, str) or weekday_called(value) is not None:
        return False
    return all(when(value, order, _ANY_YEAR) is None for order in ORDERS)


def _text(value: Value | Trouble) -> str:
    return " ".join(plain_of(str(value)).split())


def is_slot(listing: Listing, cells: Cells, of: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a row says when something is, or where, and nothing else: a slot that is free."""
    known = {at for each in _SLOT for name in of.get(each, ()) if (at := listing.column(name))}
    return bool(cells) and cells.keys() <= known


_SLOT = ("date", "start", "end", "duration", "room")


def naming_kinds(listings: Sequence[Listing], title: str, kind: str) -> frozenset[str]:
    """Return the kinds of which no row has a title, as Break or Lunch: they name their rows."""
    found: dict[str, bool] = {}
    for listing in listings:
        at, where = listing.column(title), listing.column(kind)
        for _, cells in listing.rows():
            key = _key(cells, where)
            found[key] = found.get(key, False) or at in cells
    return frozenset(key for key, has_title in found.items() if key and not has_title)


def _key(cells: Cells, at: int | None) -> str:
    """Return by what is known what stands in a column; nothing, if nothing does."""
    return folded(_text(cells[at])) if at is not None and at in cells else ""


def untitled(
    listing: Listing, title: str, kind: str, of: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield what is to be said of rows that have no title: those of some kinds are called by them.

    Slots that are free need none.
    """
    rows = [
        (number, cells) for number, cells in listing.rows() if listing.columns[title] not in cells
    ]
    kinds, at = naming_kinds([listing], title, kind), listing.column(kind)
    open_ = [
        number
        for number, cells in rows
        if _key(cells, at) not in kinds and not (len(cells) == 1 and _is_remark(cells))
        if not is_slot(listing, cells, of)
    ]
    called = sum(_key(cells, at) in kinds for _, cells in rows)
    if called:
        yield f"{called} without {'is' if called == 1 else 'are'} called by their kind"
    if open_:
        numbers = ", ".join(map(str, open_[:MOST_ROWS]))
        more = f" and {len(open_) - MOST_ROWS} more" if len(open_) > MOST_ROWS else ""
        noun, verb = ("row", "has") if len(open_) == 1 else ("rows", "have")
        yield f"to be filled in: {noun} {numbers}{more} {verb} none"
