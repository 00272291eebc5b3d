"""A mapping proposed for a list of talks, by its headings, with what is read by it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from scheduler.errors import InstanceError
from scheduler.instance import quoted, sentence
from scheduler.sources.identifiers import folded
from scheduler.sources.nodes import Complaint, numbered
from scheduler.sources.programmes.intake import given_zone
from scheduler.sources.programmes.lists.cells import Clock, When, minutes_in
from scheduler.sources.programmes.lists.mappings import ORDERS, Columns, ListMapping
from scheduler.sources.programmes.lists.rows import Reading, parted
from scheduler.sources.programmes.lists.tables import (
    Listing,
    Table,
    headed,
    tables_in,
)
from scheduler.sources.tables.workbooks import Value
from scheduler.wording import counted

SAMPLES = 3
"""Sessions that are shown as they are read."""
MOSTLY = 0.6
"""Of the cells of a column, how many tell what it holds."""
USUAL = 30
"""Minutes of a session that has no length, so far."""
_LIST = (
    "Write a list: a row for each session, below headings such as Title, Speakers, Room, Day, Start and "
    "End. Or write the mapping by hand: docs/import.md."
)
_STRONG = ("\n", ";", "|", " / ")
_WEAK = (" and ", " et ", " y ", ", ")
"""What may stand between names, as a mapping has it: the second where all parts have two words."""
SEVERAL = ("speakers", "first_name", "last_name")
"""What several columns may hold, side by side."""
_WORD = re.compile(r"[^\W_]+|#")


_flow = partial(json.dumps, ensure_ascii=False)
"""Writes a value as JSON, which is YAML."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A mapping as its file has it, and what is to be said of it."""

    text: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Proposal:
    """What a mapping is to say, and why."""

    said: dict[str, Any] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    """Reasons by field."""
    left: list[str] = field(default_factory=list)
    """What is not read."""

    def put(self, key: str, value: Any, why: str = "") -> None:
        """Say something, with its reason."""
        self.said[key], self.why[key] = value, why

    def lines(self) -> Iterator[str]:
        """Yield the lines of the file, with the reasons as comments."""
        for key, value in self.said.items():
            inside = value.items() if isinstance(value, dict) else ()
            why = f"  # {self.why[key]}" if self.why[key] else ""
            yield f"{key}:" + ("" if inside else f" {_flow(value)}") + why
            for name, each in inside:
                plain = name if name.isidentifier() and name.isascii() else _flow(name)
                yield f"  {plain}: {_flow(each)}"
        yield from (f"# {each}" for each in self.left)

    def open(self) -> Iterator[str]:
        """Yield what is not known, and has to be filled in."""
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
        The clocks of the venue, if they are known; otherwise their line is left open.

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
    proposal = _proposal(listings, tables, zone)
    mapping = ListMapping.model_validate(proposal.said)
    samples = [*_samples(Reading(mapping, venue, listings))]
    names = ", ".join(path.name.encode(errors="replace").decode() for path in paths)
    head = f"# Proposed for {names}: look at each line. All that may stand here: docs/import.md."
    lines = [head, *proposal.lines(), "# As it is read:", *(f"# {each}" for each in samples)]
    text = "".join(f"{''.join(filter(str.isprintable, each))}\n" for each in lines)
    return Guess(text, (*proposal.open(), *proposal.left, *samples))


def _listings(tables: Sequence[Table]) -> list[Listing]:
    """Return the table with most headings that are understood, and those with the same."""
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
        why = f"found a title twice, with {quoted(twice[0])}"
        raise InstanceError(f"{best.table.place}: headings: {why}. {_LIST}")
    same = {*map(folded, best.columns)}
    others = [each for each in titled if {*map(folded, each.columns)} == same]
    return [best, *(each for each in others if each is not best)]


def _worth(texts: Sequence[str]) -> int:
    """Return how many headings are understood; one among others that are not is none."""
    known = columns_of(texts)
    return len(known) if len(known) > 1 or len(texts) == 1 else 0


@cache
def _clock(dates: str, year: int | None) -> Clock:
    said = {"columns": {"title": "-"}, "dates": dates, "year": year}
    return Clock(ListMapping.model_validate(said))


def _when(cell: Value, dates: str = "day month year", year: int | None = 2000) -> When:
    """Return what a cell says of a time, if it says any."""
    return _clock(dates, year).when(cell) or When()


def _proposal(listings: Sequence[Listing], tables: Sequence[Table], zone: str | None) -> _Proposal:
    """Return what the mapping is to say."""
    found, best = _Proposal(), listings[0]
    of = columns_of([*best.columns])
    names = [each.table.name for each in listings]
    found.put("list", names[0] if len(names) == 1 else names, "has most headings that are known")
    stem = Path(best.table.sheet.file).stem.encode(errors="replace").decode()
    found.put("title", stem, "the name of the conference: the file's, so far")
    found.put("zone", zone, "" if zone else "not known: the clocks, such as Europe/Brussels")
    columns = _columns(of)
    found.put("columns", columns)
    dated = _of(listings, [columns.get("date", "")])
    if "start" not in columns and any(_when(each).minute is not None for each in dated):
        columns["start"] = columns.pop("date")
    known = Columns.model_validate(columns).all
    cells = {key: _of(listings, headings) for key, headings in known.items()}
    _put_days(found, listings, cells)
    _put_lengths(found, cells)
    if persons := [str(each) for key in ("speakers", "chair") for each in cells.get(key, ())]:
        found.put("between", _signs_between(persons), "what stands between persons in a cell")
    states = of.get("state", ())
    for heading in states:
        said = dict.fromkeys(str(each) for each in _of(listings, [heading]))
        if held := [*filter(_is_held, said)]:
            left = [each for each in said if each not in held]
            found.put("only", {heading: held}, f"rows that are read; not {', '.join(left)}")
    names = [" ".join(str(each).split()) for each in reversed(cells.get("room", ()))]
    rooms = {folded(each): each for each in names if any(map(str.isalnum, each))}
    why = "seats; null stands for not known" if rooms else "name the rooms, such as Auditorium: 250"
    found.put("rooms", dict.fromkeys(reversed(rooms.values())), why)
    used = {*states, *(name for headings in known.values() for name in headings)}
    if left := [name for name in best.columns if name not in used]:
        found.left.append(f"Not understood, and not taken over: {', '.join(left)}.")
    if others := [each.name for each in tables if each not in [one.table for one in listings]]:
        found.left.append(f"Not read: {', '.join(others)}.")
    return found


def _of(listings: Sequence[Listing], headings: Iterable[str]) -> list[Value]:
    """Return what stands below some headings, in all tables."""
    return [each for name in headings for one in listings for each in one.values(name)]


def _columns(of: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return which column holds what: first name and surname are one, and so are day and time of an end."""
    names = [
        [*each] for each in zip(of.get("first_name", ()), of.get("last_name", ()), strict=False)
    ]
    before: Mapping[str, Sequence[Any]] = {"speakers": names, "end": of.get("end_date", ())}
    columns: dict[str, Any] = {}
    for name in Columns.model_fields:
        headings = [*before.get(name, ()), *of.get(name, ())]
        is_one = len(headings) == 1 and isinstance(headings[0], str)
        if headings:
            columns[name] = headings[0] if is_one else headings
    return columns


def _put_days(
    found: _Proposal, listings: Sequence[Listing], cells: Mapping[str, Sequence[Value]]
) -> None:
    """Say how dates are written, and which days are not known."""
    values = cells.get("date", cells.get("start", ()))
    texts = [each for each in values if isinstance(each, str) and any(map(str.isalnum, each))]
    by = {order: [each for each in texts if _when(each, order, None).day] for order in ORDERS}
    order = max(by, key=lambda each: len(by[each]))
    if by[order]:
        found.put("dates", order, f"so {len(by[order])} of {counted(len(texts), 'cell')} are dates")
    left = [each for each in texts if each not in by[order]]
    is_dated = any(_when(each, order).day for each in values)
    if yearless := [each for each in left if _when(each, order).day]:
        found.put("year", None, f"not known: that of dates such as {quoted(yearless[0])}")
    elif left and "date" in cells:
        days: dict[str, None] = dict.fromkeys(left)
        found.put("days", days, "not known: the date of each, such as 2026-06-11")
    elif not is_dated and len(listings) > 1 and "start" in cells:
        days = dict.fromkeys(each.table.name for each in listings)
        found.put("days", days, "no row says a day: give that of each table, such as 2026-06-11")
    elif not is_dated or "start" not in cells:
        found.put("first_day", None, "not known: the first day, such as 2026-06-11")
        found.put("last_day", None, "not known: the last day")
    starts, dates = len(cells.get("start", ())), len(cells.get("date", ()))
    if 0 < dates < MOSTLY * starts:
        why = f"{counted(dates, 'day')} for {starts} starts: it stands once for several rows"
        found.put("down", found.said["columns"]["date"], why)


def _put_lengths(found: _Proposal, cells: Mapping[str, Sequence[Value]]) -> None:
    """Say how long sessions are that do not say it."""
    known = max(
        len(cells.get("end", ())),
        sum(minutes_in(each, "minutes") is not None for each in cells.get("duration", ())),
        sum(_when(each).until is not None for each in cells.get("start", ())),
    )
    if "duration" in cells:
        found.put("durations", "minutes", "what numbers count; or hours")
    if known < len(cells["title"]):
        others = counted(len(cells["title"]) - known, "row")
        found.put("minutes", USUAL, f"assumed: the length of what has none, {others}")


def _samples(reading: Reading) -> Iterator[str]:
    """Yield the first sessions as they are read, and how many rows are not."""
    for each in reading.events[:SAMPLES]:
        when = "no time yet"
        if each.start is not None:
            when = f"{each.start:%Y-%m-%d %H:%M}, {each.minutes} min"
        persons = ", ".join(reading.people[key].name for key in each.people)
        parts = (quoted(each.title), when, each.room, persons, each.track)
        yield f"{each.place}: {' · '.join(filter(None, parts))}"
    if reading.odd:
        yield f"{counted(len(reading.odd), 'row')} cannot be read so far: {next(reading.notes())}"
    yield f"{counted(len(reading.events), 'session')} in all."


def _signs_between(cells: Sequence[str]) -> list[str]:
    """Return the signs that part persons."""
    if strong := [sign for sign in _STRONG if any(sign in each for each in cells)]:
        return strong
    weak = [sign for sign in _WEAK if any(sign in each for each in cells)]
    parts = [part for each in cells for part in parted(each, weak)]
    return weak if weak and all(" " in each for each in parts) else [";"]


# Headings


@cache
def _file() -> Mapping[str, Any]:
    text = Path(__file__).with_name("headings.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def _words_of(text: str) -> frozenset[str]:
    """Return the words of a heading, without numbers and what stands in brackets."""
    words = _WORD.findall(re.sub(r"\([^()]*\)", " ", text))
    return frozenset(folded(each) for each in words if not each.isdecimal())


@cache
def _said(key: str) -> tuple[str, ...]:
    """Return the words of a list of the file."""
    return tuple(map(folded, _file()[key]))


@cache
def _known() -> Mapping[frozenset[str], tuple[str, int]]:
    """Return the field of each known heading, by its words, and its place among those of the field."""
    return {
        _words_of(heading): (field, rank)
        for field, headings in _file()["fields"].items()
        for rank, heading in enumerate(headings)
    }


def _is_held(state: str) -> bool:
    """Tell whether a word for what has become of a proposal says that it is held."""
    return folded(state).startswith(_said("held"))


def columns_of(headings: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the headings that are known by what their columns hold: the likeliest, or several."""
    found: dict[str, list[tuple[int, str]]] = {}
    for heading in headings:
        if (known := _known().get(_words_of(heading))) is not None:
            found.setdefault(known[0], []).append((known[1], heading))
    likeliest = {field: [min(ranked)[1]] for field, ranked in found.items()}
    several = {field: [each[1] for each in found.get(field, ())] for field in SEVERAL}
    return likeliest | {field: headings for field, headings in several.items() if headings}
