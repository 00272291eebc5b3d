"""Propose a mapping for a list of talks from its headings, with the first sessions as it reads them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from scheduler.errors import SITE, InstanceError
from scheduler.instance import quoted, sentence
from scheduler.sources.identifiers import folded
from scheduler.sources.nodes import Complaint, numbered
from scheduler.sources.programmes.intake import given_zone
from scheduler.sources.programmes.lists.cells import TimeReader, When
from scheduler.sources.programmes.lists.mappings import ORDERS, ListMapping, MappedColumns
from scheduler.sources.programmes.lists.rows import ListReading, parted
from scheduler.sources.programmes.lists.tables import (
    HeadedTable,
    TalkSheet,
    headed,
    tables_in,
)
from scheduler.sources.tables.workbooks import Value
from scheduler.wording import counted

SAMPLES = 3
"""Sessions that a proposal shows."""
_LIST = (
    "Write a list: a row for each session, below headings such as Title, Speakers, Room, Day, Start and "
    f"End. Or write the mapping by hand: {SITE}how-to/import-lists/"
)
_STRONG = ("\n", ";", "|", " / ")
_WEAK = (" and ", " et ", " y ", ", ")
"""Separators of names; weak ones need two words in each part."""
SEVERAL = ("speakers", "first_name", "last_name")
"""Fields that may have several columns side by side."""
_WORD = re.compile(r"[^\W_]+|#")
_FILL_IN = "fill in"

_flow = partial(json.dumps, ensure_ascii=False)
"""Writes a value as JSON, which is YAML."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The text of a proposed mapping file, and notes for people."""

    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _MappingDraft:
    """The fields of a mapping, with a comment for each."""

    said: dict[str, Any] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    """Columns that the mapping leaves out."""

    def put(self, key: str, value: Any, why: str = "") -> None:
        """Set a field, with its comment."""
        self.said[key], self.why[key] = value, why

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file."""
        for key, value in self.said.items():
            inside = value.items() if isinstance(value, dict) else ()
            why = f"  # {self.why[key]}" if self.why[key] else ""
            yield f"{key}:" + ("" if inside else f" {_flow(value)}") + why
            for name, each in inside:
                plain = name if name.isidentifier() and name.isascii() else _flow(name)
                yield f"  {plain}: {_flow(each)}"

    def open(self) -> Iterator[str]:
        """Yield the fields to fill in."""
        for key, value in self.said.items():
            if not value or (isinstance(value, dict) and None in value.values()):
                yield f"{key}: {self.why[key]}."


def guessed(paths: Sequence[Path], zone: str | None = None) -> Guess:
    """Propose a mapping for files of which one holds a list of talks.

    Parameters
    ----------
    paths
        Workbooks, or files of CSV or JSON.
    zone
        The clocks of the venue; None leaves the line open.

    Raises
    ------
    InstanceError
        When a file cannot be read, has no headings or is a grid, or there is no such zone.
    """
    venue = given_zone(zone) or ZoneInfo("UTC")
    tables, broken = tables_in(paths)
    if broken:
        said = [(str(path), Complaint(each.line, str(each))) for path, each in broken]
        raise InstanceError(*(line for path, each in said for line in numbered(path, [each])))
    listings = _listings(tables)
    draft = _draft(listings, tables, zone)
    samples = [*_samples(ListReading(ListMapping.model_validate(draft.said), venue, listings))]
    names = ", ".join(path.name.encode(errors="replace").decode() for path in paths)
    head = f"Proposed for {names}. Check each line. All fields of a mapping: {SITE}how-to/import-lists/"
    below = (f"# {each}" for each in (*draft.left, "The first sessions:", *samples))
    lines = [f"# {head}", *draft.lines(), *below]
    text = "".join(f"{''.join(filter(str.isprintable, each))}\n" for each in lines)
    return Guess(text, (*draft.open(), *draft.left, *samples))


def _listings(tables: Sequence[TalkSheet]) -> list[HeadedTable]:
    """Return the table with most known headings, and those with the same headings."""
    known = [found for each in tables if (found := headed(each, _worth))]
    titled = [each for each in known if "title" in columns_of([*each.columns])]
    if not titled:
        table = tables[0]
        first = next(cells for _, cells in table.rows())
        cells = ", ".join(quoted(str(cell)[:40]) for cell in [*first.values()][:4])
        expected = "a row of headings with a title among them"
        raise InstanceError(sentence(f"{table.place}: headings", cells, expected, _LIST))
    best = max(titled, key=lambda each: _worth([*each.columns]))
    twice = [each for each in best.columns if " (column " in each]
    if "title" in columns_of([each.partition(" (column ")[0] for each in twice]):
        why = f"found a title twice, the second in {quoted(twice[0])}, expected one"
        raise InstanceError(f"{best.table.place}: headings: {why}. {_LIST}")
    same = {*map(folded, best.columns)}
    others = [each for each in titled if {*map(folded, each.columns)} == same]
    return [best, *(each for each in others if each is not best)]


def _worth(texts: Sequence[str]) -> int:
    known = columns_of(texts)
    return len(known) if len(known) > 1 or len(texts) == 1 else 0


def _when(cell: Value, dates: str = "day month year", year: int | None = 2000) -> When:
    return TimeReader(dates, year).when(cell) or When()


def _draft(
    listings: Sequence[HeadedTable], tables: Sequence[TalkSheet], zone: str | None
) -> _MappingDraft:
    """Return the fields of the mapping."""
    found, best = _MappingDraft(), listings[0]
    of = columns_of([*best.columns])
    names = [each.table.name for each in listings]
    found.put("list", names[0] if len(names) == 1 else names, "the table with most known headings")
    stem = Path(best.table.sheet.file).stem.encode(errors="replace").decode()
    found.put("title", stem, "name of the conference; so far the name of the file")
    found.put("zone", zone, "" if zone else f"{_FILL_IN} the time zone, such as Europe/Brussels")
    columns = _columns(of)
    found.put("columns", columns)
    dated = _of(listings, [columns.get("date", "")])
    if "start" not in columns and any(_when(each).minute is not None for each in dated):
        columns["start"] = columns.pop("date")
    known = MappedColumns.model_validate(columns, strict=False).all
    cells = {key: _of(listings, headings) for key, headings in known.items()}
    _put_times(found, listings, cells)
    if persons := [str(each) for key in ("speakers", "chair") for each in cells.get(key, ())]:
        found.put("between", _signs_between(persons), "separates the persons in a cell")
    names = [" ".join(str(each).split()) for each in reversed(cells.get("room", ()))]
    rooms = {folded(each): each for each in names if any(map(str.isalnum, each))}
    why = "seats; null if unknown" if rooms else f"{_FILL_IN} rooms with seats: Auditorium: 250"
    found.put("rooms", dict.fromkeys(reversed(rooms.values())), why)
    used = {name for headings in known.values() for name in headings}
    if left := [name for name in best.columns if name not in used]:
        found.left.append(f"Columns not imported: {', '.join(left)}.")
    if others := [each.name for each in tables if each not in [one.table for one in listings]]:
        found.left.append(f"Tables not imported: {', '.join(others)}.")
    return found


def _of(listings: Sequence[HeadedTable], headings: Iterable[str]) -> list[Value]:
    return [each for name in headings for one in listings for each in one.values(name)]


def _columns(of: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the headings of each field: first name and surname are one, as are day and time of an end."""
    names = [
        [*each] for each in zip(of.get("first_name", ()), of.get("last_name", ()), strict=False)
    ]
    before: Mapping[str, Sequence[Any]] = {"speakers": names, "end": of.get("end_date", ())}
    columns: dict[str, Any] = {}
    for name in MappedColumns.model_fields:
        headings = [*before.get(name, ()), *of.get(name, ())]
        is_one = len(headings) == 1 and isinstance(headings[0], str)
        if headings:
            columns[name] = headings[0] if is_one else headings
    return columns


def _put_times(
    found: _MappingDraft, listings: Sequence[HeadedTable], cells: Mapping[str, Sequence[Value]]
) -> None:
    """Set the order of dates, and leave open the days and lengths for which there is no column."""
    values = cells.get("date", cells.get("start", ()))
    texts = [each for each in values if isinstance(each, str) and any(map(str.isalnum, each))]
    by = {order: sum(bool(_when(each, order, None).day) for each in texts) for order in ORDERS}
    order = max(by, key=by.__getitem__)
    if by[order]:
        found.put("dates", order, f"fits {by[order]} of {counted(len(texts), 'cell')}")
    is_dated = (
        "date" in cells or len(listings) > 1 or any(_when(each, order).day for each in values)
    )
    if not is_dated or "start" not in cells:
        found.put("first_day", None, f"{_FILL_IN} the first day, such as 2026-06-11")
        found.put("last_day", None, f"{_FILL_IN} the last day")
    if "duration" in cells:
        found.put("durations", "minutes", "unit of plain numbers: minutes or hours")
    elif "end" not in cells and not any(_when(each).until for each in cells.get("start", ())):
        found.put("minutes", None, f"{_FILL_IN} the length of sessions, such as 30")


def _samples(reading: ListReading) -> Iterator[str]:
    """Yield the first sessions, and how many rows cannot be read."""
    for each in reading.events[:SAMPLES]:
        when = "no time yet"
        if each.start is not None:
            when = f"{each.start:%Y-%m-%d %H:%M}, {each.minutes} min"
        persons = ", ".join(reading.people[key].name for key in each.people)
        parts = (quoted(each.title), when, each.room, persons, each.track)
        yield f"{each.place}: {' · '.join(filter(None, parts))}"
    if reading.odd:
        yield f"{counted(len(reading.odd), 'row')} cannot be read yet: {next(reading.notes())}"
    yield f"{counted(len(reading.events), 'session')} in all."


def _signs_between(cells: Sequence[str]) -> list[str]:
    if strong := [sign for sign in _STRONG if any(sign in each for each in cells)]:
        return strong
    weak = [sign for sign in _WEAK if any(sign in each for each in cells)]
    parts = [part for each in cells for part in parted(each, weak)]
    return weak if weak and all(" " in each for each in parts) else [";"]


# Headings


def _words_of(text: str) -> frozenset[str]:
    words = _WORD.findall(re.sub(r"\([^()]*\)", " ", text))
    return frozenset(folded(each) for each in words if not each.isdecimal())


@cache
def _known() -> Mapping[frozenset[str], tuple[str, int]]:
    """Return the field of each known heading, by its words, and its rank among those of the field."""
    text = Path(__file__).with_name("headings.yaml").read_text(encoding="utf-8")
    return {
        _words_of(heading): (field, rank)
        for field, headings in yaml.safe_load(text).items()
        for rank, heading in enumerate(headings)
    }


def columns_of(headings: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the known headings by field: the likeliest, or several."""
    found: dict[str, list[tuple[int, str]]] = {}
    for heading in headings:
        if (known := _known().get(_words_of(heading))) is not None:
            found.setdefault(known[0], []).append((known[1], heading))
    likeliest = {field: [min(ranked)[1]] for field, ranked in found.items()}
    several = {field: [each[1] for each in found.get(field, ())] for field in SEVERAL}
    return likeliest | {field: headings for field, headings in several.items() if headings}
