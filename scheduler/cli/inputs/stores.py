"""The store that a command uses, and the conference that it is asked about."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scheduler.cli.inputs.files import command, published_name
from scheduler.errors import InputError, StoreError
from scheduler.instance import Identifier
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import as_known_now, secret_of
from scheduler.publishing.store import Store, open_store
from scheduler.sources import read_instance
from scheduler.storage import make_folder

RELEASES = Path("releases")

_NAME: TypeAdapter[str] = TypeAdapter(Identifier)


@dataclass(frozen=True, slots=True)
class Asked:
    """A conference that a command is asked about."""

    name: str
    file: Path | None = None
    """The instance file, if it was given."""
    secret: frozenset[str] = frozenset()
    """Ids of the sessions that its instance file says are private, if it was given."""


def conference_asked(given: str) -> Asked:
    """Return the conference of an instance file, or that of the name that is given itself."""
    path = Path(given)
    if path.is_file() or path.suffix in (".yaml", ".yml", ".json") or path.name != given:
        instance = read_instance(path)
        return Asked(published_name(path, instance), path, secret_of(instance))
    try:
        return Asked(_NAME.validate_python(given))
    except ValidationError as error:
        raise StoreError(
            f"{given}: is no instance file, and cannot be the name of a conference."
        ) from error


@contextmanager
def opened_store(asked: Asked, place: str | None, *, make: bool = False) -> Iterator[Store]:
    """Open the store of a conference: the one given, else ``releases/<name>.db``.

    Parameters
    ----------
    asked
        The conference.
    place
        What `--store` says; None if nothing.
    make
        Whether to make it if there is none, and the folder of those that are not named.
    """
    usual = RELEASES / f"{asked.name}.db"
    if place is None and make:
        make_folder(RELEASES)
    if place is None and not make and not usual.exists():
        raise StoreError(f"{usual}: nothing of {asked.name} has been published yet. {_how(asked)}")
    store = open_store(place or str(usual), make=make)
    try:
        yield store
    finally:
        store.close()


def is_there(asked: Asked, place: str | None) -> bool:
    """Tell whether a conference has a store: the one given, else ``releases/<name>.db``."""
    return place is not None or (RELEASES / f"{asked.name}.db").exists()


def latest_of(store: Store, asked: Asked) -> Release:
    """Return the last release of a conference, or say that there is none."""
    release = store.latest(asked.name)
    if release is None:
        known = store.conferences()
        kept = f" There are releases of {', '.join(known)}." if known else ""
        raise StoreError(
            f"{store.place}: nothing of {asked.name} has been published yet.{kept} {_how(asked)}"
        )
    return release


def release_shown(store: Store, asked: Asked, number: int | None) -> Release:
    """Return a release by its number, the last one if there is none given, as it may be shown now.

    What has become private since is private in it.
    """
    last = latest_of(store, asked)
    is_last = number in (None, last.number)
    release = last if is_last else store.release(asked.name, int(number or 0))
    return as_known_now(release, last, asked.secret)


def make_sure_of_language(given: str | None, known: Collection[str]) -> None:
    """Raise `InputError` if a language is asked for that is not there, and say which are."""
    if given is not None and given not in known:
        raise InputError(f"--lang: found {given!r}, expected one of {', '.join(known)}.")


def _how(asked: Asked) -> str:
    return f"Publish it: {command('publish', asked.file or 'INSTANCE')}"
