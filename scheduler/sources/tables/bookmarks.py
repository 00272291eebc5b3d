"""Bookmarks and registrations, a row for each: who wants to see what, as audiences of an instance."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from scheduler.errors import InstanceError
from scheduler.instance import Instance, closest, quoted
from scheduler.sources.instances import checked, read_instance_text
from scheduler.sources.nodes import shortened
from scheduler.sources.tables.bases import assembled, text_of_values, values_of
from scheduler.sources.tables.columns import plain
from scheduler.sources.tables.importer import Imported, sheets_of
from scheduler.sources.tables.sheets import Sheet, Trouble
from scheduler.wording import counted

PREFIX = "bookmarks-"
"""What the ids of audiences begin with that come from bookmarks; those of newer ones replace them."""
MOST_PAIRS = 2_000
"""Pairs of sessions that become audiences at most: those with most persons."""
MOST_TROUBLES = 50
"""Cells that are wrong which are told; the others are counted."""
TITLE = "Those who marked both"

_PERSONS = (
    *("person", "user", "username", "userid", "personid", "attendee", "attendeeid", "participant"),
    *("email", "emailaddress", "name", "visitor", "member", "delegate", "ticket", "registration"),
    *("registrationid", "who", "teilnehmer"),
)
_SESSIONS = (
    *("session", "sessionid", "sessiontitle", "talk", "talkid", "talktitle", "event", "eventid"),
    *("title", "submission", "submissionid", "code", "bookmark", "favourite", "favorite", "what"),
)
_EXPECTED = "a column `person` and a column `session`"


@dataclass(frozen=True, slots=True)
class _Marks:
    """Who has marked what."""

    by_session: Mapping[str, int]
    """Persons who have marked a session, as bits of a number."""
    persons: int
    notes: tuple[str, ...]


def import_bookmarks(path: Path, base: Path) -> Imported:
    """Put bookmarks into an instance, as an audience for each pair of sessions that somebody has marked.

    With ``n`` persons who have marked both, the pair is an audience of ``n``: then `audience_overlap` counts
    the minutes at which both run, times ``n``. Who they are is not kept.

    Raises
    ------
    InstanceError
        When the instance or the file cannot be used; it names cells, and nobody.
    """
    tree, root = assembled(base)
    instance = checked(tree)
    marks = _marks(path, instance)
    rows, notes = _audiences(marks, instance)
    values = values_of(root)
    old = values.get("audiences", [])
    kept = [row for row in old if not str(row["id"]).startswith(PREFIX)]
    if len(kept) < len(old):
        notes.append(f"Replaced: {counted(len(old) - len(kept), 'audience')} of older bookmarks.")
    names = [each.name.encode(errors="replace").decode() for each in (path, base)]
    text = text_of_values({**values, "audiences": [*kept, *rows]}, names[:1], names[1])
    made = read_instance_text(text.encode(), "what is written")
    return Imported(made, text, (*marks.notes, *notes))


def _marks(path: Path, instance: Instance) -> _Marks:
    """Return who has marked what; complain of what cannot be read."""
    sheet = next((each for each in sheets_of(path, {*_PERSONS, *_SESSIONS})), None)
    if sheet is None or sheet.trouble:
        raise InstanceError(f"{path}: {sheet.trouble if sheet else 'has no sheet.'}")
    if not sheet.rows:
        raise InstanceError(f"{path}: found nothing in it, expected {_EXPECTED}.")
    reading = _Reading(sheet, _ids(instance))
    reading.read()
    if reading.troubles:
        more = len(reading.troubles) - MOST_TROUBLES
        last = [f"and {more} more."] if more > 0 else []
        raise InstanceError(*reading.troubles[:MOST_TROUBLES], *last)
    if not reading.found:
        name = next(iter(reading.unknown), "")
        said = f"found {quoted(shortened(name))}" if name else "found no rows"
        hint = closest(name, instance.session_by_id) if name else ""
        expected = f"expected ids or titles of sessions of {instance.name}"
        raise InstanceError(f"{sheet.place}: {said}, {expected}. {hint}".strip())
    by_session = {id_: _mask(each) for id_, each in reading.found.items()}
    return _Marks(by_session, len(reading.bits), tuple(reading.notes()))


class _Reading:
    """Rows, one after the other."""

    def __init__(self, sheet: Sheet, ids: Mapping[str, str]) -> None:
        self._sheet, self._ids = sheet, ids
        self.bits: dict[str, int] = {}
        """Numbers of persons."""
        self.found: dict[str, set[int]] = {}
        """Who has marked a session."""
        self.unknown: dict[str, int] = {}
        self.troubles: list[str] = []
        self._again = 0

    def read(self) -> None:
        """Read all rows below the headings."""
        top, who, what = _columns(self._sheet)
        for number, cells in self._sheet.rows.items():
            if number <= top or not {who, what} & cells.keys():
                continue
            cell = self._sheet.cell
            wrong = [
                *_wrong(cell(number, who), "person", cells.get(who)),
                *_wrong(cell(number, what), "session", cells.get(what)),
            ]
            self.troubles += wrong
            if not wrong:
                self._take(str(cells[who]).strip().casefold(), str(cells[what]).strip())

    def _take(self, person: str, name: str) -> None:
        ids = self._ids
        id_ = ids.get(name) or ids.get(plain(name)) or ids.get(f"session-{name}")
        if id_ is None:
            self.unknown[name] = self.unknown.get(name, 0) + 1
            return
        bit = self.bits.setdefault(person, len(self.bits))
        marked = self.found.setdefault(id_, set())
        self._again += bit in marked
        marked.add(bit)

    def notes(self) -> Iterator[str]:
        """Yield what is not taken over."""
        yield from self._sheet.notes
        if self.unknown:
            names = [quoted(shortened(each)) for each in [*self.unknown][:5]]
            more = f" and {len(self.unknown) - 5} more" if len(self.unknown) > 5 else ""
            rows = counted(sum(self.unknown.values()), "row")
            yield f"{rows} of sessions that the instance does not have: {', '.join(names)}{more}."
        if self._again:
            repeat = "repeats" if self._again == 1 else "repeat"
            yield f"{counted(self._again, 'row')} {repeat} another: counted once."


def _mask(bits: Collection[int]) -> int:
    """Return a number with these bits."""
    array = bytearray(max(bits) // 8 + 1)
    for bit in bits:
        array[bit // 8] |= 1 << bit % 8
    return int.from_bytes(array, "little")


def _columns(sheet: Sheet) -> tuple[int, int, int]:
    """Return the row of the headings, and the columns of persons and sessions."""
    top, cells = next(iter(sheet.rows.items()))
    names = {at: plain(value) for at, value in cells.items() if isinstance(value, str)}
    what = _first(names, _SESSIONS)
    who = _first({at: name for at, name in names.items() if at != what}, _PERSONS)
    if who is None or what is None:
        texts = [quoted(shortened(each)) for each in cells.values() if isinstance(each, str)]
        found = f"the headings {', '.join(texts)}" if texts else "no headings"
        raise InstanceError(f"{sheet.cell(top, 1)}: found {found}, expected {_EXPECTED}.")
    return top, who, what


def _first(names: Mapping[int, str], known: Iterable[str]) -> int | None:
    """Return the column of the likeliest heading."""
    at = {name: column for column, name in reversed([*names.items()])}
    return next((at[name] for name in known if name in at), None)


def _ids(instance: Instance) -> Mapping[str, str]:
    """Return the ids of sessions by id and by title; of two with one title, the first."""
    found: dict[str, str] = {}
    for session in reversed(instance.sessions):
        found[plain(session.title)] = session.id
    found |= {plain(session.id): session.id for session in instance.sessions}
    return found | {session.id: session.id for session in instance.sessions}


def _wrong(cell: str, what: str, value: object) -> Iterator[str]:
    """Yield what is wrong with a cell; never what stands in it, which may be a person."""
    if value is None:
        yield f"{cell}: {what}: found nothing, expected the {what}."
    elif isinstance(value, Trouble):
        yield f"{cell}: {what}: found {value.found}, expected {value.expected}."


def _audiences(marks: _Marks, instance: Instance) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a row for each pair that most persons have marked, and notes."""
    ids = [each.id for each in instance.sessions if each.id in marks.by_session]
    order = {id_: position for position, id_ in enumerate(ids)}
    pairs = [
        (both, first, second)
        for first, second in combinations(ids, 2)
        if (both := (marks.by_session[first] & marks.by_session[second]).bit_count())
    ]
    pairs.sort(key=lambda each: (-each[0], order[each[1]], order[each[2]]))
    taken = pairs[:MOST_PAIRS]
    rows = [
        {
            "id": f"{PREFIX}{number}",
            "title": TITLE,
            "people": people,
            "sessions": {"sessions": [first, second]},
        }
        for number, (people, first, second) in enumerate(taken, 1)
    ]
    number = sum(each.bit_count() for each in marks.by_session.values())
    of_them = f"of {counted(marks.persons, 'person')} for {counted(len(ids), 'session')}"
    notes = [f"{counted(number, 'bookmark')} {of_them}: {counted(len(rows), 'audience')}."]
    if len(pairs) > len(taken):
        share = sum(each[0] for each in taken) / sum(each[0] for each in pairs)
        notes.append(
            f"Of {len(pairs):,} pairs of sessions, the {len(taken):,} with most persons are taken: "
            f"{share:.0%} of all that persons have marked together."
        )
    return rows, notes
