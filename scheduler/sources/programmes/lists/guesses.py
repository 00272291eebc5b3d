"""A mapping proposed for a list of talks, with the reason for each guess."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import closest, quoted, sentence, zone_named, zone_names
from scheduler.sources.programmes.lists.columns import beside, columns_of
from scheduler.sources.programmes.lists.contents import (
    signs_between,
    unit_of,
)
from scheduler.sources.programmes.lists.headings import (
    EASYCHAIR,
    EASYCHAIR_AUTHORS,
    FIELD_OF,
    STATES,
    field_of,
    is_known_as,
)
from scheduler.sources.programmes.lists.listings import (
    Listing,
    key_of,
    listing_by,
    listing_of,
    name_of,
    sheets_in,
    together,
)
from scheduler.sources.programmes.lists.proposals import Line, told, written
from scheduler.sources.programmes.lists.seats import room_line, rooms_in
from scheduler.sources.programmes.lists.selection.grids import number_of_days, read_side_by_side
from scheduler.sources.programmes.lists.selection.places import SIGNS, with_whole
from scheduler.sources.programmes.lists.selection.sections import named_rows, sections_in
from scheduler.sources.programmes.lists.selection.states import only_line
from scheduler.sources.programmes.lists.selection.unheaded import (
    UNHEADED,
    above,
    is_headed,
    unheaded,
)
from scheduler.sources.programmes.lists.sheet_guesses import alike_to
from scheduler.sources.programmes.lists.times.guesses import (
    days_and_order,
    days_that_lack,
    lengths_that_lack,
    open_times,
)
from scheduler.sources.tables.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping as its file has it, and what is to be said of it."""

    text: str
    notes: tuple[str, ...]


def guessed(paths: Sequence[Path], zone: str | None = None) -> Guess:
    """Propose a mapping for files of which one holds a list of talks.

    Parameters
    ----------
    paths
        Workbooks, or files of CSV.
    zone
        The clocks of the venue, if they are known; otherwise their line is left open.

    Raises
    ------
    InstanceError
        When a file cannot be read, no heading is understood, or there is no such zone.
    """
    if zone is not None and zone_named(zone) is None:
        hint = closest(zone, zone_names())
        raise InstanceError(
            sentence("--zone", quoted(zone), "an IANA zone such as Africa/Addis_Ababa", hint)
        )
    sheets = sheets_in(paths, (*FIELD_OF, *EASYCHAIR_AUTHORS))
    if wrong := [f"{sheet.place}: {sheet.trouble}" for sheet in sheets if sheet.trouble]:
        raise InstanceError(*wrong)
    best = _best(sheets)
    if best is None:
        known = "title, track, room, start, duration, speakers"
        raise InstanceError(
            f"{paths[0]}: headings: found none that is understood, expected some such as {known}. "
            "Name a column Title, or write the mapping by hand: docs/import.md."
        )
    authors = _authors(sheets)
    listings = alike_to(best, sheets)
    lines = [*_lines(sheets, listings, authors, zone)]
    names = ", ".join(path.name.encode(errors="replace").decode() for path in paths)
    head = [f"Proposed for {names}: look at each line. All that may stand here: docs/import.md."]
    return Guess(written(head, lines), tuple(told(name_of(best.sheet), lines)))


def _best(sheets: Sequence[Sheet]) -> Listing | None:
    """Return the sheet that has most headings which are known, a title among them if any has one."""
    found = [each for sheet in sheets if (each := listing_by(sheet, _worth)) and is_headed(each)]

    def worth(listing: Listing) -> tuple[bool, int]:
        return "title" in map(field_of, listing.columns), _worth([*listing.columns])

    return max(found, key=worth, default=None) or unheaded(sheets)


def _worth(texts: Sequence[str]) -> int:
    """Return how much a row is one of headings: what is known as a whole counts more than a word of it."""
    fields: dict[str, bool] = {}
    for text in texts:
        if (name := field_of(text)) is not None:
            fields[name] = fields.get(name, False) or is_known_as(text)
    return sum(3 if is_known else 1 for is_known in fields.values()) + number_of_days(texts)


def _authors(sheets: Sequence[Sheet]) -> Listing | None:
    """Return the table of authors that EasyChair exports, if there is one."""
    found = (listing_of(sheet, EASYCHAIR_AUTHORS) for sheet in sheets)
    full = (each for each in found if each and _has(each, EASYCHAIR_AUTHORS))
    return next(full, None)


def _has(listing: Listing, headings: Sequence[str]) -> bool:
    return all(listing.column(each) is not None for each in headings)


def _lines(
    sheets: Sequence[Sheet],
    listings: Sequence[Listing],
    authors: Listing | None,
    zone: str | None,
) -> Iterator[Line]:
    listing = together(listings)
    columns = [*columns_of(listing, has_authors=authors is not None)]
    of = {each.key: each.value for each in columns if each.value is not None}
    yield from _head(listings, listing, zone)
    whole, sheets_read = listing, [each.sheet for each in listings]
    listings, of = _with_whole_fields(listings, of)
    if isinstance(of.get("title"), list):
        said = beside(listing)[1]
        yield Line("title_headings", said, f"what the headings of `title` say: the {said}")
        listings, of = read_side_by_side(of, listings, said)
    listing = together(listings)
    yield from days_and_order(listings, listing, of)
    yield Line("columns", None, "", columns)
    named = {key: value for key, value in of.items() if isinstance(value, str)}
    sections = {} if len(listings) > 1 else sections_in(listing, named)
    if sections:
        yield Line("#", named_rows(sections), "headings or remarks, and no sessions")
    if "duration" in of:
        unit, why = unit_of(listing.values(str(of["duration"])), str(of["duration"]))
        yield Line("durations", unit, why)
    yield from lengths_that_lack(listings, of)
    yield from open_times(listing, of)
    yield from days_that_lack(listings, of)
    yield from _between(listing, of)
    yield from only_line(listing, of)
    if authors is not None and "id" in of:
        yield _people(authors)
    rooms = rooms_in(sheets, whole)
    yield room_line(rooms, listing.values(str(of["room"])) if "room" in of else ())
    yield from _left(whole, columns)
    read = [*sheets_read, *(each.sheet for each in (authors, rooms) if each is not None)]
    if left := [name_of(each) for each in sheets if each not in read]:
        yield Line("#", ", ".join(left), "not read")


def _with_whole_fields(
    listings: Sequence[Listing], of: dict[str, object]
) -> tuple[Sequence[Listing], dict[str, object]]:
    """Return lists in which a column has what several say, and which columns hold what."""
    for field in SIGNS:
        if isinstance(several := of.get(field), list):
            listings = [with_whole(field, each, several) for each in listings]
            of = {**of, field: several[-1]}
    return listings, of


def _head(listings: Sequence[Listing], listing: Listing, zone: str | None) -> Iterator[Line]:
    """Yield which list it is, what stands above its headings, its name and its clocks."""
    yield _list(listings)
    if not listing.heading_row:
        yield Line("headings", False, UNHEADED)  # noqa: FBT003
    else:
        for each in filter(None, map(above, listings)):
            yield Line("#", named_rows(each), "above the headings, and not read")
    stem = Path(listing.sheet.file).stem.encode(errors="replace").decode()
    yield Line("title", stem, "the name of the conference: the file's, so far")
    open_ = "not known: the clocks of the venue, such as Europe/Brussels"
    yield Line("zone", zone, "as given" if zone else open_)


def _between(listing: Listing, of: Mapping[str, object]) -> Iterator[Line]:
    """Yield what stands between several speakers in a cell."""
    if "speakers" in of:
        headings = of["speakers"] if isinstance(of["speakers"], list) else [of["speakers"]]
        values = [value for heading in headings for value in listing.values(str(heading))]
        yield Line("between", *signs_between(values))


def _list(listings: Sequence[Listing]) -> Line:
    """Return the line of the sheets that are the list."""
    names = [name_of(each.sheet) for each in listings]
    if len(names) > 1:
        return Line("list", names, "sheets with the same headings, read as one list")
    why = "the sheet, or file, with most headings that are understood"
    if not _worth([*listings[0].columns]):
        return Line("list", names[0], "a column of times, and another of texts, stand in it")
    is_easychair = _has(listings[0], EASYCHAIR)
    return Line("list", names[0], f"{why}; it looks like EasyChair's" if is_easychair else why)


def _people(authors: Listing) -> Line:
    columns = {key_of(name): name for name in authors.columns}
    name = [columns[key_of(each)] for each in ("first name", "last name")]
    session = columns[key_of("submission #")]
    inside = [
        Line("list", name_of(authors.sheet), "a row for each author"),
        Line("session", session, "the number of the submission"),
        Line("name", name, ""),
    ]
    corresponding = columns.get(key_of("corresponding?"))
    why = "all authors count as speakers"
    if corresponding is not None:
        why += f"; for those alone who correspond: only: {{{json.dumps(corresponding)}: [yes]}}"
    return Line("people", None, why, inside)


def _left(listing: Listing, columns: Sequence[Line]) -> Iterator[Line]:
    used: set[str] = set()
    for each in columns:
        used |= {*each.value} if isinstance(each.value, list) else {str(each.value)}
    left = [name for name in listing.columns if name not in used]
    left = [name for name in left if key_of(name) not in map(key_of, STATES)]
    if left:
        yield Line("#", ", ".join(left), "not understood, and not taken over")
