"""Breaks that stand among the sessions of a programme, and what belongs to the house: where these stay.

Many systems know sessions alone: coffee and lunch are sessions there, without speakers, in a foyer or in
every room. They are shown as such, but are not to be moved about, and nothing is placed over them.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import quoted, utc_text
from scheduler.schedule import Assignment
from scheduler.sources.programmes import break_words as words
from scheduler.sources.programmes.availability import days_between, others, windows
from scheduler.sources.programmes.clashes import Held
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.records import Event, Programme, Span
from scheduler.sources.programmes.runs import Row, alone_in, runs_of

_SHORT = 4
"""Words of a short title at most."""
_BREAKS, _BESIDES = frozenset(words.BREAK.split()), frozenset(words.BESIDE.split())
_MEALS, _OF_HOUSE = (
    frozenset(words.MEAL.split()),
    frozenset(f"{words.BREAK} {words.MEAL} {words.HOUSE}".split()),
)
_ENDINGS, _BEGINNINGS = frozenset(words.ENDING.split()), frozenset(words.BEGINNING.split())
_SURE = (
    r"(?:(?:coffee|tea|lunch|refreshments?|snack)[\s-]*breaks?|(?:kaffee|tee|mittags|koffie|lunch|thee)-?pau[sz]e"
    r"|pause[\s-]+(?:café|cafe|déjeuner)|pausa\s+(?:(?:para|per)\s+)?(?:il\s+|el\s+)?(?:caffè|café|pranzo))"
)
_AND = r"\s*(?:[&+/]|(?<=\s)(?:and|with|und|mit|et|avec|y|con|e|com|en|met)(?=\s))\s*"
_SURELY = re.compile(rf"{_SURE}{_AND}\S|.*\S{_AND}{_SURE}\s*$", re.IGNORECASE | re.DOTALL)
"""What is a break whatever else goes on then: *Coffee break and posters*, *Posters with coffee break*."""
_REST = re.compile(
    r"\s[-\N{EN DASH}\N{EM DASH}|/]\s.*|[(@\[].*"
    r"|\b(?:sponsored|offered|provided|served|catered|hosted|kindly|offerte?|patrocinad[ao]|gesponsert)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What follows the name of a break: where it is, and who pays."""
LONGEST = timedelta(hours=3)
"""Of a break."""
NOON = (660, 900)
"""Minutes of a day between which a meal around noon begins."""
MEAL = 45
"""Minutes that it lasts longer than."""
KIND = "Break"
"""Kind of breaks that have none of their own."""
MOST = 6
"""Sessions that are named."""


def with_own_kind(programme: Programme) -> tuple[Programme, list[str]]:
    """Return a programme whose breaks are of a kind of their own, as they have hours of their own, and notes.

    A track of breaks alone is none: talks are not to be kept away from it, or together with it.
    """
    of_talks = {each.track for each in programme.events if not is_break(each)}
    gone = {each.track for each in programme.events} - of_talks - {""}
    events = tuple(
        _of_own_kind(each, gone) if is_break(each) else each for each in programme.events
    )
    tracks = tuple(each for each in programme.tracks if each not in gone)
    notes = [
        f"Nothing but breaks is in the track {quoted(each)}: it is no theme."
        for each in sorted(gone)
    ]
    return replace(programme, events=events, tracks=tracks), notes


def _of_own_kind(event: Event, gone: Collection[str]) -> Event:
    kind = event.kind if _names(event.kind, _BREAKS) else KIND
    return replace(event, kind=kind, track="" if event.track in gone else event.track)


def meals(placed: Sequence[Held]) -> dict[date, list[tuple[int, int]]]:
    """Return, by day, when there are meals around noon, in minutes: long breaks between sessions alone.

    One in each room, or one after another, are one.
    """
    by_day: dict[date, list[Held]] = {}
    for each in placed:
        if each.day is not None:
            by_day.setdefault(each.day, []).append(each)
    found: dict[date, list[tuple[int, int]]] = {}
    for day, of_day in by_day.items():
        others = [each.span for each in of_day if not is_break(each.event)]
        spans = sorted({each.span for each in of_day if is_break(each.event)})
        for first, last in spans:
            is_meal = NOON[0] <= first < NOON[1] and last - first > MEAL
            is_alone = all(end <= first or start >= last for start, end in others)
            starts = [start for start, _ in others]
            if is_meal and is_alone and min(starts, default=last) < first < max(starts):
                _take(found.setdefault(day, []), (first, last))
    return found


def _take(spans: list[tuple[int, int]], span: tuple[int, int]) -> None:
    """Add a span to some in order, of which none touches another."""
    if spans and span[0] <= spans[-1][1]:
        spans[-1] = spans[-1][0], max(spans[-1][1], span[1])
    else:
        spans.append(span)


def is_break(event: Event) -> bool:
    """Tell whether a session is a break by its title, or else by its type; nobody speaks in a break."""
    if event.people or event.start is None or not 0 < event.minutes <= LONGEST.seconds // 60:
        return False
    return _is_called_break(event.title) or _names(event.kind, _BREAKS)


def _is_called_break(title: str) -> bool:
    return _names(title, _BREAKS) or _SURELY.match(title.strip()) is not None


def _names(text: str, what: Collection[str]) -> bool:
    """Tell whether a name has a word of some, and no other but such as may stand beside those."""
    own = _words(_REST.sub("", text))
    heavy = {each for each in own if each in what}
    return folded(text) in what or (
        bool(heavy) and all(each in heavy or each in _BESIDES or each.isdigit() for each in own)
    )


def _words(text: str) -> list[str]:
    return [folded(each) for each in re.split(r"[\W_]+", text) if each]


class Pins:
    """Where sessions are that may be pinned: those that an older programme does not have."""

    def __init__(
        self,
        tables: Mapping[str, Any],
        placed: Iterable[Assignment],
        programme: Programme,
        known: Iterable[Row],
    ) -> None:
        """Take an instance as a file has it, where its sessions are, and those of an older programme."""
        before = {row["id"] for row in known}
        named = {each.name for each in programme.places} | {each.room for each in programme.events}
        rows = tables["rooms"]
        self.placed = tuple(placed)
        self._zone, self._grid = ZoneInfo(tables["zone"]), tables["grid"]
        self._rooms = {row["id"] for row in rows if row.get("title", row["id"]) in named}
        self._places = {each.session: each for each in self.placed if each.session not in before}

    def start(self, session: str) -> datetime | None:
        """Return when a new session starts, by the clocks of the venue; None for all others."""
        place = self._places.get(session)
        return None if place is None else place.start.astimezone(self._zone)

    def at(self, session: str) -> Row:
        """Return the pin of a session where it is, or nothing, if it starts beside the grid.

        It names no room that stands for one that is not known.
        """
        place, wall = self._places.get(session), self.start(session)
        if place is None or wall is None or (wall.hour * 60 + wall.minute) % self._grid:
            return {}
        twice = wall.utcoffset() != wall.replace(fold=1 - wall.fold).utcoffset()
        start = utc_text(place.start) if twice else f"{wall:%Y-%m-%dT%H:%M}[{self._zone.key}]"
        return {"start": start} | ({"room": place.room} if place.room in self._rooms else {})


def settled(tables: Mapping[str, Any], pins: Pins) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which those sessions stay by a pin that belong to the house, and a note.

    Such as coffee, a registration, a reception: nobody speaks, and the title, or the kind, says so. A break
    beside which nothing runs has nothing beside it still. A room that has no other sessions is closed at all
    other times, as a foyer is no room for talks.
    """
    kinds = {row["id"]: row["title"] for row in tables["kinds"]}
    breaks = {
        row["id"]
        for row in tables["sessions"]
        if _is_called_break(row["title"]) or _names(kinds[row["kind"]], _BREAKS)
    }
    pinned = {
        row["id"]: pin
        for row in tables["sessions"]
        if not row.get("people") and not row.get("pin")
        if row["id"] in breaks or is_of_house(row["title"])
        if (pin := pins.at(row["id"]))
    }
    if not pinned:
        return {**tables}, []
    alone = breaks & {row["id"] for row in alone_in(runs_of(tables, pins.placed))}
    rows = [
        row
        | ({"pin": pinned[row["id"]]} if row["id"] in pinned else {})
        | ({"exclusive": True} if row["id"] in alone & pinned.keys() else {})
        for row in tables["sessions"]
    ]
    stay = [
        (row["title"], start)
        for row in rows
        if row["id"] in pinned
        if (start := pins.start(row["id"]))
    ]
    closed = _closed_otherwise(tables, pins.placed, pinned)
    rooms = [row | closed.get(row["id"], {}) for row in tables["rooms"]]
    return {**tables, "rooms": rooms, "sessions": rows}, [_stays(stay)]


def _closed_otherwise(
    tables: Mapping[str, Any], placed: Iterable[Assignment], pinned: Collection[str]
) -> dict[str, Row]:
    """Return closures of rooms, by id, in which there is nothing but sessions that are pinned."""
    minutes = {row["id"]: row["duration"] for row in tables["sessions"]}
    spans: dict[str, list[Span]] = {}
    used: set[str] = set()
    for each in placed:
        span = each.start, each.start + timedelta(minutes=minutes[each.session])
        spans.setdefault(each.room, []).append(span)
        used.update([] if each.session in pinned else [each.room])
    first, last = (date.fromisoformat(tables[key]) for key in ("first_day", "last_day"))
    whole = days_between(first, last, ZoneInfo(tables["zone"]))
    return {
        row["id"]: {"closures": windows(others(spans[row["id"]], whole))}
        for row in tables["rooms"]
        if row["id"] in spans and row["id"] not in used and not row.get("closures")
    }


def is_of_house(title: str) -> bool:
    """Tell whether a title is that of something for which the house stands, or that has its hour."""
    own = _words(title)
    if 1 < len(own) <= _SHORT and (own[-1] in _ENDINGS or own[0] in _BEGINNINGS):
        return True
    return _names(title, _OF_HOUSE) or not _MEALS.isdisjoint(own)


def with_pins(
    tables: Mapping[str, Any], pins: Pins, sessions: Iterable[Row]
) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which some sessions stay where they are by a pin, and a note."""
    pin_of = {
        row["id"]: pin for row in sessions if not row.get("pin") and (pin := pins.at(row["id"]))
    }
    if not pin_of:
        return {**tables}, []
    rows = [
        row | ({"pin": pin_of[row["id"]]} if row["id"] in pin_of else {})
        for row in tables["sessions"]
    ]
    starts = [(row["title"], pins.start(row["id"])) for row in rows if row["id"] in pin_of]
    note = _stays([(title, start) for title, start in starts if start is not None])
    return {**tables, "sessions": rows}, [note]


def _stays(rows: Sequence[tuple[str, datetime]]) -> str:
    """Return the note of sessions that stay where they are, with their titles and starts."""
    named = [*dict.fromkeys(f"{title} ({start:%a %H:%M})" for title, start in rows)]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    if len(named) == 1:
        number = f", in {len(rows)} rooms," if len(rows) > 1 else ""
        return f"{named[0]}{number} stays where it is, by its `pin`: take that out if it may move."
    return (
        f"{', '.join(named[:MOST])}{more} stay where they are, by their `pin`: "
        "take that out of those that may move."
    )
