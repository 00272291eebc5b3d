"""Breaks that stand among the sessions of a programme, and what belongs to the house: where these stay.

Many systems know sessions alone: coffee and lunch are sessions there, without speakers, in a foyer or in
every room. As sessions they would be moved about; as breaks nothing is placed over them.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import utc_text
from scheduler.schedule import Assignment
from scheduler.sources.programmes.availability import days_between, others, windows
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.records import Break, Event, Programme, Span
from scheduler.wording import counted

Row = dict[str, Any]

_BREAK = """
    break breaks coffee coffe coffees coffeebreak tea teabreak teatime lunch lunchbreak lunchtime
    luncheon brunch fika recess intermission refreshment refreshments snack snacks pause pauses cafe
    dejeuner dejeuners gouter collation pausa pausas descanso receso comida comidas almuerzo
    almuerzos merienda kaffee kaffeepause teepause mittag mittagspause mittagessen intervallo pranzo
    intervalo almoco koffie koffiepauze lunchpauze theepauze pauze lunsj frokost lounas перерыв обед
    кофе кофебреик 休憩 昼食 昼休み 午餐 茶歇 午休 休息 استراحة غداء
"""
"""Words, folded, that name a break."""
_MEAL = """
    lunch luncheon brunch breakfast dinner supper banquet dejeuner petitdejeuner diner almuerzo cena
    desayuno banquete mittagessen abendessen fruhstuck pranzo colazione almoco jantar обед ужин
    завтрак 晚宴 午餐 早餐 昼食
"""
"""Words for what has its hour of the day, whatever else the title says."""
_HOUSE = """
    bar pub beer beers wine registration registrations register checkin badge badges arrival
    arrivals departure departures inscription inscriptions accueil inscripcion inscripciones
    acreditacion registro anmeldung einschreibung ankunft registrierung iscrizioni iscrizione
    inscricao credenciamento registratie reception cocktail cocktails drinks apero aperitif party
    excursion recepcion coctel fiesta empfang ausflug aperitivo ricevimento recepcao borrel feest
    photo foto gala регистрация фуршет 受付 懇親会 注册 签到 social sociale تسجيل عشاء
"""
"""Words for what else belongs to the house."""
_BESIDE = """
    a the and or for in to of at with und oder mit zum zur die der das et ou le la les l de du des d
    au avec y e o el los las para con por del da do di il lo un une una en van een am pm morning
    afternoon evening night midday noon early late long short quick big small first second third
    last matin midi soir manana tarde mediodia vormittag nachmittag abend networking network mingle
    mingling hangout time hour food bio stretch comfort health hall foyer lobby buffet desk open
    opens opening doors pickup check на и event conference conferencia congres congreso konferenz
    welcome bienvenue bienvenida willkommens speakers speaker attendees participants delegates
    official group family groupe famille grupo familia soiree petit
"""
"""Words that may stand beside those."""
_ENDING = """
    party reception dinner lunch breakfast drinks cocktails excursion photo tour crawl registration party
    empfang abendessen fruhstuck ausflug borrel feest
"""
_BEGINNING = """
    soiree cocktail diner dejeuner apero aperitif reception accueil inscription fete
    cena comida coctel fiesta recepcion inscripcion ricevimento aperitivo jantar recepcao
"""
"""The same of short titles that end, or in Romance languages begin, with such a word: Beach Party."""
_SHORT = 4
"""Words of a short title at most."""
_BREAKS, _BESIDES = frozenset(_BREAK.split()), frozenset(_BESIDE.split())
_MEALS, _OF_HOUSE = frozenset(_MEAL.split()), frozenset(f"{_BREAK} {_MEAL} {_HOUSE}".split())
_ENDINGS, _BEGINNINGS = frozenset(_ENDING.split()), frozenset(_BEGINNING.split())
_REST = re.compile(
    r"\s[-\N{EN DASH}\N{EM DASH}|/]\s.*|[(@\[].*"
    r"|\b(?:sponsored|offered|provided|served|catered|hosted|kindly|offerte?|patrocinad[ao]|gesponsert)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What follows the name of a break: where it is, and who pays."""
LONGEST = timedelta(hours=3)
"""Of a break."""
MOSTLY = 0.7
"""Part of a break in which nothing may run."""
MOST = 6
"""Sessions that are named."""


def with_breaks(programme: Programme, known: Iterable[Row]) -> tuple[Programme, list[str]]:
    """Return a programme whose breaks are no sessions any more, and a note of them.

    A session is a break if its title, or else its type, says so, nobody speaks, and it lies between other
    sessions of its day, none of which runs then, but for a few minutes at its ends, which it loses. What has
    the title of a session of an older programme (`known`) is a session still. A room in which there are
    breaks alone is none.
    """
    titles = {folded(row.get("title", row["id"])) for row in known}
    is_maybe = [is_break(each) and folded(each.title) not in titles for each in programme.events]
    by_day: dict[date, list[Span]] = {}
    for event, maybe in zip(programme.events, is_maybe, strict=True):
        if not maybe and event.start is not None and event.end is not None:
            day = event.start.astimezone(programme.zone).date()
            by_day.setdefault(day, []).append((event.start, event.end))
    found: list[Break] = []
    events: list[Event] = []
    for event, maybe in zip(programme.events, is_maybe, strict=True):
        span = _between_sessions(event, by_day, programme.zone) if maybe else None
        if span is None:
            events.append(event)
        else:
            found.append(Break(event.title, *span))
    if not found:
        return programme, []
    breaks = _merged(found, programme.breaks)
    foyers = {each.room for each in programme.events} - {each.room for each in events}
    made = replace(
        programme,
        events=tuple(events),
        breaks=(*programme.breaks, *breaks),
        places=tuple(each for each in programme.places if each.name not in foyers),
    )
    return made, [_note(breaks, len(found), programme.zone)]


def is_break(event: Event) -> bool:
    """Tell whether a session is a break by its title, or else by its type; nobody speaks in a break."""
    if event.people or event.start is None or not 0 < event.minutes <= LONGEST.seconds // 60:
        return False
    return _names(event.title, _BREAKS) or _names(event.kind, _BREAKS)


def _names(text: str, what: Collection[str]) -> bool:
    """Tell whether a name has a word of some, and no other but such as may stand beside those."""
    words = _words(_REST.sub("", text))
    heavy = {each for each in words if each in what}
    return bool(heavy) and all(
        each in heavy or each in _BESIDES or each.isdigit() for each in words
    )


def _words(text: str) -> list[str]:
    return [folded(each) for each in re.split(r"[\W_]+", text) if each]


def _between_sessions(
    event: Event, by_day: Mapping[date, Sequence[Span]], zone: ZoneInfo
) -> Span | None:
    """Return the most of an event in which no session of its day runs, if it lies between some of these."""
    if event.start is None or event.end is None:
        return None
    others = by_day.get(event.start.astimezone(zone).date(), ())
    before = [each for each in others if each[0] < event.start]
    start = max([event.start, *(last for _, last in before)])
    end = min([event.end, *(first for first, _ in others if first >= event.start)])
    if end - start < MOSTLY * (event.end - event.start) or not before:
        return None
    return (start, end) if any(first >= end for first, _ in others) else None


def _merged(breaks: Iterable[Break], known: Iterable[Break]) -> list[Break]:
    """Return breaks in order of time, one of several that overlap, such as one in each room: the longest."""
    found: list[Break] = []
    covered = [(each.start, each.end) for each in known]
    for each in sorted(breaks, key=lambda each: (each.start - each.end, each.start, each.title)):
        if not any(start < each.end and end > each.start for start, end in covered):
            found.append(each)
            covered.append((each.start, each.end))
    return sorted(found, key=lambda each: each.start)


def _note(breaks: Sequence[Break], sessions: int, zone: ZoneInfo) -> str:
    times: dict[str, list[datetime]] = {}
    for each in breaks:
        times.setdefault(each.title, []).append(each.start.astimezone(zone))
    named = [f"{title} ({', '.join(_clocks(at))})" for title, at in times.items()]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    are = "is a break" if sessions == 1 else "are breaks"
    return (
        f"{counted(sessions, 'session')} {are} now, over which nothing is placed: "
        f"{', '.join(named[:MOST])}{more}."
    )


def _clocks(starts: Iterable[datetime]) -> Iterator[str]:
    yield from dict.fromkeys(f"{each:%a %H:%M}" for each in starts)


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

    Such as a registration, a reception, a meal beside sessions: nobody speaks, and the title says so.
    A room that has no other sessions is closed at all other times, as a foyer is no room for talks.
    """
    pinned = {
        row["id"]: pin
        for row in tables["sessions"]
        if not row.get("people") and not row.get("pin") and is_of_house(row["title"])
        if (pin := pins.at(row["id"]))
    }
    if not pinned:
        return {**tables}, []
    rows = [
        row | ({"pin": pinned[row["id"]]} if row["id"] in pinned else {})
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
    words = _words(title)
    if 1 < len(words) <= _SHORT and (words[-1] in _ENDINGS or words[0] in _BEGINNINGS):
        return True
    return _names(title, _OF_HOUSE) or not _MEALS.isdisjoint(words)


def _stays(rows: Sequence[tuple[str, datetime]]) -> str:
    named = [*dict.fromkeys(f"{title} ({start:%a %H:%M})" for title, start in rows)]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    if len(rows) == 1:
        return f"{named[0]} stays where it is, by its `pin`: take that out if it may move."
    return (
        f"{', '.join(named[:MOST])}{more} stay where they are, by their `pin`: "
        "take that out of those that may move."
    )
