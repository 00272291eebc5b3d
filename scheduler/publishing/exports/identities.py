"""Names by which apps know sessions: those of the system that they come from, or names of our own."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scheduler.instance import LARGEST_NUMBER, Origin, number_of, plain_acronym
from scheduler.publishing.exports.programmes import ExportedSession, Programme
from scheduler.publishing.records import Conference


@dataclass(frozen=True, slots=True)
class Identity:
    """What a session is called in a schedule, where no two are called the same."""

    number: int
    guid: str
    slug: str
    address: str


def acronym_of(conference: Conference) -> str:
    """Return the acronym of a conference: its own, or one made of its name."""
    return conference.acronym or plain_acronym(conference.name)


def identities_of(programme: Programme) -> Mapping[str, Identity]:
    """Return what each session is called, by UID.

    Of sessions of one origin (a talk that is given twice) the first has its names, and the others our own.
    """
    conference, rows = programme.release.conference, programme.rows
    origins = {row.uid: row.origin or Origin() for row in rows}
    guids = _each_once({uid: each.own_guid for uid, each in origins.items()})
    guids = {row.uid: guids.get(row.uid, row.uid) for row in rows}
    slugs = _each_once({uid: each.slug or "" for uid, each in origins.items()})
    said = {guids[uid]: each.number for uid, each in origins.items() if each.number is not None}
    numbers = numbers_of(guids.values(), said)
    site, acronym = conference.site, acronym_of(conference)

    def address(row: ExportedSession) -> str:
        own = f"{site}/{programme.language}/#{row.session}" if site else f"urn:uuid:{row.uid}"
        return origins[row.uid].address or own

    return {
        row.uid: Identity(
            number=numbers[guids[row.uid]],
            guid=guids[row.uid],
            slug=slugs.get(row.uid) or f"{acronym}-{_slug(row.session)}-{guids[row.uid][:8]}",
            address=address(row),
        )
        for row in rows
    }


def numbers_of(names: Iterable[str], said: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return a number for each name, no two alike.

    It is the one that is said; or else one made of the name, so that it stays: the next, if another has it.
    """
    all_ = sorted({*names})
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name, number in (said or {}).items():
        if number not in taken:
            numbers[name] = number
            taken.add(number)
    for name in all_:
        if name not in numbers:
            number = number_of(name)
            while number in taken:
                number = number % LARGEST_NUMBER + 1
            numbers[name] = number
            taken.add(number)
    return numbers


def _each_once(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names that there are, but those that an earlier one has already."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for uid, name in names.items():
        if name and name not in taken:
            found[uid] = name
            taken.add(name)
    return found


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "session"
