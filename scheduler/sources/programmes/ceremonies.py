"""What a programme says by the places of its sessions: an opening that is first, a closing that is last."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.instance import quoted
from scheduler.schedule import Assignment
from scheduler.sources.programmes.breaks import Pins, is_of_house, with_pins
from scheduler.sources.programmes.lists.alike import folded
from scheduler.sources.programmes.runs import Row, Run, alone_in, runs_of

OPENING = """
    opening ouverture apertura eroffnung abertura welcome inaugur bienvenue begrussung bienvenida benvenut
    kickoff открыти 开幕 開会 開幕 オープニング
"""
CLOSING = """
    closing cloture clausura schluss abschluss encerramento adieu farewell chiusura conclu wrapup
    verabschiedung despedida закрыти 闭幕 閉会 閉幕 クロージング
"""
"""What words of titles begin with, without accents."""
BEFORE = "registr inscri accueil anmeldung einschreibung coffee cafe kaffee breakfast check arrival ankunft"
AFTER = """
    dinner diner abendessen gala reception recepcion recepcao empfang cocktail social party fete excursion
    visit besuch ausflug drinks apero buffet cena jantar networking concert konzert tour departure
"""
"""Words of what may stand before an opening, or after a closing, and is no matter of these."""
PLENARY = "keynote plenar plenum plenair pleniere magistral hauptvortrag пленар 基調 主旨 主题演讲"
"""Words of sessions, their kinds or their tracks that are for all."""
SHOW = "lightning"
"""The same of titles alone, where it is rare that nothing runs beside a session."""
FEWEST = 3
"""Sessions of a programme that has an opening, or a closing."""
FEWEST_BESIDE = 8
"""Sessions of a programme of which some that are alone are told."""
SEVERAL = 3
"""Sessions at once where one that is alone is so on purpose."""
MOST = 6
"""Sessions that are named."""
COMMENT = (
    "As the programme has it: the opening before all others, the closing after them. Both are `exclusive`,",
    "too: nothing runs beside them. Take that out if it need not be so.",
)


@dataclass(frozen=True, slots=True)
class Ceremony:
    """An opening or a closing."""

    session: Row
    place: str
    """Where it is among all: first, or last."""
    order: Row
    """What keeps it there, as a row of `orders`."""
    besides: str
    """What stands before the opening, or after the closing, in words."""

    @property
    def id(self) -> str:
        """Id of the session."""
        return str(self.session["id"])

    def note(self, before: str = "") -> str:
        """Return what is written of it and why; in place of which session of before, if of one."""
        where = "before all others" if self.place == "first" else "after all others"
        title = self.session["title"] + (f", in place of {before}" if before else "")
        said = f"{title}: {self.place} and alone in the programme{self.besides}."
        then = f"So that it stays so, `orders` have it {where}{self.besides}, and it is `exclusive`"
        return f"{said} {then}: take that out if it need not be so."


def ceremonies(tables: Mapping[str, Any], placed: Iterable[Assignment]) -> list[Ceremony]:
    """Return the opening and the closing of a programme, as far as it has them."""
    runs = runs_of(tables, placed)
    if len(runs) < FEWEST:
        return []
    alone = {row["id"] for row in alone_in(runs)}
    found = []
    for place, of, stems, others in (
        ("first", runs, OPENING, BEFORE),
        ("last", runs[::-1], CLOSING, AFTER),
    ):
        session, besides = _end([row for _, _, row in of], alone, stems, others)
        if session is not None:
            found.append(_ceremony(tables["sessions"], session, place, besides))
    return [each for each in found if each is not None]


def at_ends(tables: Mapping[str, Any], placed: Iterable[Assignment]) -> dict[str, set[str]]:
    """Return which sessions are first and alone, and last and alone, whatever they are called.

    Such as a registration may be before them, or a dinner after them.
    """
    runs = runs_of(tables, placed)
    alone, found = {row["id"] for row in alone_in(runs)}, {}
    for place, of, others in (("first", runs, BEFORE), ("last", runs[::-1], AFTER)):
        rows = [row for _, _, row in of]
        outer = [*takewhile(lambda row, words=others: _says(row, words), rows)]  # type: ignore[misc]
        ids = [row["id"] for row in rows[: len(outer) + 1]]
        found[place] = {*takewhile(alone.__contains__, ids)}
    return found


def kept(tables: Mapping[str, Any], found: Sequence[Ceremony]) -> dict[str, Any]:
    """Return tables with what keeps an opening and a closing where they are."""
    exclusive = {each.id for each in found}
    rows = [
        row | ({"exclusive": True} if row["id"] in exclusive else {}) for row in tables["sessions"]
    ]
    orders = [each.order for each in found]
    return {**tables, "sessions": rows, **({"orders": orders} if orders else {})}


def plenaries(tables: Mapping[str, Any], pins: Pins) -> tuple[dict[str, Any], list[str]]:
    """Return tables in which new sessions that are for all stay so, and a note.

    Nothing runs beside such a one, and it is called a keynote or a plenary; or that is rare, and on its day
    several rooms are used at once later on. It stays where it is as well, if that is on the grid: of all
    sessions these are agreed upon first.
    """
    kinds, themes = ({row["id"]: row for row in tables[name]} for name in ("kinds", "themes"))

    def is_called_so(row: Row) -> bool:
        about = [row, kinds[row["kind"]], *(themes.get(each, {}) for each in row.get("themes", ()))]
        return any(_says({"title": each.get("title", "")}, PLENARY) for each in about)

    runs = runs_of(tables, pins.placed)
    between = {row["id"] for row in _between_many(runs, ZoneInfo(tables["zone"]))}
    rarely = {row["id"] for _, row in _alone_rarely(runs)}
    alone = {row["id"] for row in alone_in(runs)}
    found = [
        (start, row)
        for start, _, row in runs
        if row["id"] in alone and pins.start(row["id"]) and not is_of_house(row["title"])
        if not row.get("exclusive")
        if is_called_so(row)
        or row["id"] in rarely & between
        or (row["id"] in rarely and _says(row, SHOW))
    ]
    others = _only_one_then([run for run in runs if is_called_so(run[2])], alone)
    house = (row["id"] for row in tables["sessions"] if is_of_house(row["title"]))
    tables, notes = with_pins(tables, pins, [row for row in others if row["id"] not in {*house}])
    if not found:
        return tables, notes
    ids, rows = {row["id"] for _, row in found}, []
    for row in tables["sessions"]:
        pin = pins.at(row["id"]) if row["id"] in ids and not row.get("pin") else {}
        more = {"exclusive": True} | ({"pin": pin} if pin else {})
        rows.append(row | (more if row["id"] in ids else {}))
    its = "its" if len(found) == 1 else "their"
    note = (
        f"Nothing runs beside {_named(found, tables['zone'])}. So that it stays so, there, {its} rows have "
        "`exclusive` and `pin`: take out what need not be so."
    )
    return {**tables, "sessions": rows}, [note, *notes]


def _only_one_then(runs: Sequence[Run], alone: Collection[str]) -> Iterator[Row]:
    """Yield keynotes beside which others run, but no keynote."""
    for start, end, row in runs:
        is_one = not any(
            first < end and start < last and each is not row for first, last, each in runs
        )
        if is_one and row["id"] not in alone:
            yield row


def _between_many(runs: Sequence[Run], zone: ZoneInfo) -> Iterator[Row]:
    """Yield sessions that lie on their day before some that run beside one another, several at once.

    What comes after all of these is an evening, or what is left of a day.
    """
    by_day: dict[date, list[Run]] = {}
    for run in runs:
        by_day.setdefault(run[0].astimezone(zone).date(), []).append(run)
    for of_day in by_day.values():
        starts = sorted(start for start, _, _ in of_day)
        ends = sorted(end for _, end, _ in of_day)
        crowded = [
            each
            for each in starts
            if bisect_right(starts, each) - bisect_right(ends, each) >= SEVERAL
        ]
        yield from (row for start, _, row in of_day if crowded and start < crowded[-1])


def candidates(
    tables: Mapping[str, Any], placed: Iterable[Assignment], known: Collection[str]
) -> Iterator[str]:
    """Yield what else has nothing beside it, if that is rare: in other hours several rooms are used.

    What is known to be alone, or is a matter of registration, is not told.
    """
    alone = [
        (start, row)
        for start, row in _alone_rarely(runs_of(tables, placed))
        if row["id"] not in known and not _says(row, BEFORE)
    ]
    if alone:
        yield (
            f"Nothing runs beside {_named(alone, tables['zone'])}, while other hours use several rooms. "
            "Nothing keeps it so: where a session is for all, `exclusive: true` in its row would."
        )


def _alone_rarely(runs: Sequence[Run]) -> list[tuple[datetime, Row]]:
    """Return the sessions beside which nothing runs, with their starts, unless that is nothing unusual."""
    free = {row["id"] for row in alone_in(runs)}
    if len(runs) < FEWEST_BESIDE or 2 * len(free) > len(runs):
        return []
    return [(start, row) for start, _, row in runs if row["id"] in free]


def _named(rows: Sequence[tuple[datetime, Row]], zone: str) -> str:
    names = [f"{row['title']} ({at.astimezone(ZoneInfo(zone)):%a %H:%M})" for at, row in rows]
    return ", ".join(names[:MOST]) + (f" and {len(names) - MOST} more" if len(names) > MOST else "")


def _end(
    rows: Sequence[Row], alone: Collection[str], stems: str, others: str
) -> tuple[Row | None, list[Row]]:
    """Return the first of some sessions that is alone and named so, and what stands before it.

    That can be nothing but such as is alone and named by other words, such as a registration.
    """
    before: list[Row] = []
    for row in rows:
        if row["id"] not in alone:
            break
        if _says(row, stems):
            return row, before
        if not _says(row, others) and not is_of_house(row["title"]):
            break
        before.append(row)
    return None, []


def _says(session: Row, stems: str) -> bool:
    """Tell whether a word of a title begins with one of some stems."""
    title = session["title"]
    words = [*map(folded, re.split(r"[\W_]+", title)), folded(title)]
    return any(
        word.startswith(stem) or (not stem.isascii() and stem in title.casefold())
        for stem in stems.split()
        for word in words
    )


def _ceremony(
    rows: Iterable[Row], session: Row, place: str, besides: Sequence[Row]
) -> Ceremony | None:
    others = others_than(rows, session["id"], [each["id"] for each in besides])
    if others is None:
        return None
    own = [session["id"]]
    order = {"first": own, "then": others} if place == "first" else {"first": others, "then": own}
    titles = ", ".join(quoted(each["title"]) for each in besides)
    return Ceremony(session, place, order, f", but for {titles}" if titles else "")


def others_than(rows: Iterable[Row], own: str, besides: Collection[str] = ()) -> Any:
    """Return all sessions but one and some, as the side of an order that does not name the one; None if none.

    By kinds, which do not find the one, or by id, if the kinds would find some that are left out.
    """
    kind_of = {row["id"]: row["kind"] for row in rows}
    others = {id_: kind for id_, kind in kind_of.items() if id_ != own and id_ not in besides}
    kinds = [*dict.fromkeys(others.values())]
    if {kind_of[id_] for id_ in besides} & {*kinds}:
        return [*others]
    return {"kinds": kinds} if kinds else None
