"""Every reader of files from outside: what it reads, and how that is spoiled."""

import contextlib
import functools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scheduler.errors import InputError
from scheduler.instance import Instance
from scheduler.publishing.feeds import ForDelegation, ForPerson, Personal
from scheduler.publishing.feeds.token_lists import Listed, read_list, write_list
from scheduler.publishing.notices import read_addresses
from scheduler.publishing.notices.mailing import ledger
from scheduler.publishing.records import Release
from scheduler.publishing.store import Store, open_store
from scheduler.publishing.store import tokens as of_tokens
from scheduler.solutions import standing_at, stored_at
from scheduler.sources import (
    read_instance,
    read_instance_text,
    read_published,
    read_schedule,
    solution_fingerprint,
    starter,
    write_schedule,
)
from scheduler.sources.programmes import guessed, import_programme
from scheduler.sources.tables import import_tables
from tests.conference import conference, placed, session
from tests.fuzzing.mutants import Mutation, garbled, of_archive, of_json, of_text
from tests.publishing.releases import full_release
from tests.sources.files import PUBLISHED, VALID
from tests.sources.programmes.files import SAMPLES
from tests.sources.tables.books import book
from tests.sources.tables.committees import fill, sheets
from tests.sources.variants.files import CHANGES, HEAD


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, and what it is fed with."""

    ending: str
    """Of the files' names."""
    samples: Callable[[Path], Iterator[bytes]]
    """Makes files that can be read, in a folder to work in."""
    mutation: Mutation
    read: Callable[[Path], object]
    """Reads a file; of what is wrong with it an `InputError` tells."""


def all_of(uses: Iterable[Callable[[], object]]) -> None:
    """Use something in several ways; raise the first error of input, once all have been tried."""
    troubles = []
    for use in uses:
        try:
            use()
        except InputError as error:
            troubles.append(error)
    if troubles:
        raise troubles[0]


def _instances(_folder: Path) -> Iterator[bytes]:
    yield starter().encode()
    yield f"{VALID}{PUBLISHED}".encode()


def _instances_as_json(_folder: Path) -> Iterator[bytes]:
    for text in _instances(_folder):
        instance = read_instance_text(text, "sample.yaml")
        yield instance.model_dump_json(exclude_unset=True, by_alias=True).encode()


def _variants(_folder: Path) -> Iterator[bytes]:
    yield f"{HEAD}{CHANGES}".encode()


def _read_variant(path: Path) -> None:
    (path.parent / "base.yaml").write_text(VALID, encoding="utf-8")
    read_instance(path)


@functools.cache
def _conference() -> Instance:
    return conference(
        session("plenary", title="Plenary"), session("talk", optional=True, value=3), name="tiny"
    )


def _solutions(folder: Path) -> Iterator[bytes]:
    instance, path = _conference(), folder / "sample.json"
    write_schedule(path, instance, placed(instance, plenary="Mon 09:00 A", talk="Mon 10:00 B"))
    content = path.read_bytes()
    yield content
    more = {"status": "feasible", "penalty": 12.5, "bound": 3, "rules": [], "findings": []}
    yield json.dumps(json.loads(content) | more).encode()


def _read_solution(path: Path) -> None:
    stored_at(path)
    standing_at(path, _conference())
    readers = (read_published, read_schedule)
    ways = [functools.partial(read, path, _conference()) for read in readers]
    all_of([functools.partial(solution_fingerprint, path), *ways])


def _workbooks(folder: Path) -> Iterator[bytes]:
    yield book(folder / "sample.xlsx").read_bytes()
    yield fill(folder / "sample.xlsx", sheets()).read_bytes()


def _tables(_folder: Path) -> Iterator[bytes]:
    yield "id,title,kind,duration\nopening,Opening,meeting,60\ntalk,Éà,meeting,30\n".encode()
    yield b'id;title;kind;duration\r\nopening;"a;b";meeting;90\r\n'


def _read_table(path: Path) -> None:
    base = path.parent / "base.yaml"
    base.write_text(_conference().model_dump_json(exclude_unset=True), encoding="utf-8")
    import_tables([path.rename(path.with_name("sessions.csv"))], base)


def _programmes(*names: str) -> Callable[[Path], Iterator[bytes]]:
    return lambda _folder: ((SAMPLES / name).read_bytes() for name in names)


def _read_programme(path: Path) -> None:
    import_programme([path], "sample", "Europe/Lisbon")


def _talks(_folder: Path) -> Iterator[bytes]:
    yield (SAMPLES / "lists" / "talks.csv").read_bytes()


def _mappings(_folder: Path) -> Iterator[bytes]:
    yield (SAMPLES / "lists" / "mapping.yaml").read_bytes()


def _read_talks(path: Path) -> None:
    mapping = SAMPLES / "lists" / "mapping.yaml"
    list_ = path.rename(path.with_name("talks.csv"))
    ways = (
        functools.partial(guessed, [list_]),
        functools.partial(import_programme, [list_], "sample", mapping=mapping),
    )
    all_of(ways)


def _read_mapping(path: Path) -> None:
    import_programme([SAMPLES / "lists" / "talks.csv"], "sample", mapping=path)


def _addresses(_folder: Path) -> Iterator[bytes]:
    yield b"id,email,language\nada,ada@example.org,fr\ndelegation:fiji,a@fiji.example,\n"


def _read_addresses(path: Path) -> None:
    known: dict[str, Personal] = {"ada": ForPerson("ada"), "delegation:fiji": ForDelegation("fiji")}
    read_addresses(path, known, ("en", "fr"))


def _ledgers(_folder: Path) -> Iterator[bytes]:
    lines = [
        {"release": "tiny 1", "id": "ada", "email": "ada@example.org", "fate": fate}
        for fate in ("begun", "told")
    ]
    yield "".join(f"{json.dumps(line)}\n" for line in lines).encode()


def _read_ledger(path: Path) -> None:
    with ledger(path, "tiny 1"):
        pass


def _lists(folder: Path) -> Iterator[bytes]:
    release = full_release()
    owners = [of_tokens.Owner(of_tokens.Sort.PERSON, each.id) for each in release.conference.people]
    tokens = {owner: f"{position:043}" for position, owner in enumerate(owners)}
    write_list(folder / "sample.json", release.conference, Listed(tokens, {}), ("en", "fr"))
    yield (folder / "sample.json").read_bytes()


def _stores(folder: Path) -> Iterator[bytes]:
    path, release = folder / "sample.db", full_release()
    name, store = release.conference.name, open_store(str(path), make=True)
    for _ in range(2):
        store.publish(name, lambda before: _next(before or release, 1 if before is None else 2))
    owners = [of_tokens.Owner(of_tokens.Sort.PERSON, each.id) for each in release.conference.people]
    of_tokens.rotate(store, name, owners, datetime(2021, 11, 1, tzinfo=UTC))
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as plain:  # all of it in one file
        plain.execute("PRAGMA journal_mode = DELETE")
    yield path.read_bytes()
    path.unlink()


def _next(before: Release, number: int) -> Release:
    later = before.published + timedelta(days=1)
    return Release.model_validate(before.model_dump() | {"number": number, "published": later})


def _read_store(path: Path) -> None:
    name, owner = full_release().conference.name, of_tokens.Owner(of_tokens.Sort.PERSON, "ada")
    now = datetime(2021, 11, 2, tzinfo=UTC)
    store = open_store(str(path))
    uses: tuple[Callable[[Store], object], ...] = (
        lambda store: store.history(name),
        lambda store: store.latest(name),
        lambda store: store.outline(name, 1),
        lambda store: of_tokens.issued(store, name),
        lambda store: of_tokens.owners_by_digest(store, name),
        lambda store: of_tokens.revoke(store, name, [owner], now),
        lambda store: store.publish(name, lambda old: old and _next(old, old.number + 1)),
    )
    try:
        all_of(functools.partial(use, store) for use in uses)
    finally:
        store.close()


READERS: Mapping[str, Reader] = {
    "instance-yaml": Reader(".yaml", _instances, of_text, read_instance),
    "instance-json": Reader(".json", _instances_as_json, of_json, read_instance),
    "variant": Reader(".yaml", _variants, of_text, _read_variant),
    "solution": Reader(".json", _solutions, of_json, _read_solution),
    "workbook": Reader(".xlsx", _workbooks, of_archive, lambda path: import_tables([path])),
    "table": Reader(".csv", _tables, of_text, _read_table),
    "schedule-json": Reader(".json", _programmes("schedule.json"), of_json, _read_programme),
    "pretalx": Reader(".json", _programmes("pretalx.json"), of_json, _read_programme),
    "sessionize": Reader(".json", _programmes("sessionize.json"), of_json, _read_programme),
    "talks": Reader(".csv", _talks, of_text, _read_talks),
    "mapping": Reader(".yaml", _mappings, of_text, _read_mapping),
    "indico": Reader(".json", _programmes("indico.json"), of_json, _read_programme),
    "calendar": Reader(".ics", _programmes("calendar.ics"), of_text, _read_programme),
    "schedule-xml": Reader(
        ".xml", _programmes("schedule.xml", "pentabarf.xml"), of_text, _read_programme
    ),
    "addresses": Reader(".csv", _addresses, of_text, _read_addresses),
    "ledger": Reader(".jsonl", _ledgers, of_text, _read_ledger),
    "tokens": Reader(".json", _lists, of_json, lambda path: read_list(path, "tiny")),
    "store": Reader(".db", _stores, garbled, _read_store),
}
