"""Releases that are named on a command line: by the name of a conference, or drafted from an instance."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from scheduler.cli.files import stored_schedule
from scheduler.cli.words import nearest
from scheduler.errors import InputError
from scheduler.publishing.drafting import draft_release
from scheduler.publishing.records import Release
from scheduler.publishing.store import Store, open_store
from scheduler.sources import read_instance


@contextmanager
def opened(place: str) -> Iterator[Store]:
    """Open a store that exists, for a while."""
    store = open_store(place)
    try:
        yield store
    finally:
        store.close()


def release_named(store: Store, name: str, number: int | None) -> Release:
    """Return a release of a conference by its number; the last one, unless a number is given.

    Raises
    ------
    InputError
        When there is none.
    """
    if name not in store.conferences():
        known = store.conferences()
        near = f" {nearest(name, known)}" if known else ""
        raise InputError(f"{store.place}: nothing of {name!r} has been published.{near}")
    latest = store.latest(name) if number is None else store.release(name, number)
    if latest is None:
        raise InputError(f"{store.place}: nothing of {name!r} has been published.")
    return latest


def unpublished(path: Path, solution: Path | None) -> Release:
    """Return what would be the first release of an instance and its solution, as a draft.

    Nothing is stored. Its UIDs are made of the name and the place of a session, and its moment is the
    beginning of the conference, so that equal files give equal releases.
    """
    instance = read_instance(path)
    schedule = stored_schedule(instance, solution, path)
    numbers = count(1)
    return draft_release(
        instance,
        schedule,
        None,
        published=datetime.combine(instance.first_day, datetime.min.time(), instance.zone),
        draft=True,
        uids=lambda: str(uuid5(NAMESPACE_OID, f"{instance.name} {next(numbers)}")),
    )


def is_instance(source: str) -> bool:
    """Tell whether a source is an instance file, and not the name of a conference."""
    path = Path(source)
    return path.is_file() or path.suffix in {".yaml", ".yml", ".json"} or len(path.parts) > 1
