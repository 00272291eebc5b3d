"""The store that a command uses, and its conference."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from scheduler.cli.files import command, published_name
from scheduler.errors import InputError, StoreError
from scheduler.extras import load
from scheduler.instance import Identifier, meant
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import as_known_now, secret_of
from scheduler.sources import read_instance
from scheduler.storage import make_folder

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store

RELEASES = Path("releases")

_NAME: TypeAdapter[str] = TypeAdapter(Identifier)


@dataclass(frozen=True, slots=True)
class PublishedStore:
    """A conference that has been published, and the store of its releases."""

    name: str
    store: "Store"
    last: Release
    secret: frozenset[str]
    """Ids of the private sessions of its instance file, if it was given."""

    def shown(self, number: int | None = None) -> Release:
        """Return a release by its number, the last one if none is given, as it may be shown now.

        Sessions that have become private since are private in it.
        """
        is_last = number in (None, self.last.number)
        release = self.last if is_last else self.store.release(self.name, int(number or 0))
        return as_known_now(release, self.last, self.secret)


@contextmanager
def published(given: str, place: str | None) -> Iterator[PublishedStore]:
    """Open the store of a conference, given by its instance file or its name.

    Raises
    ------
    InputError
        When it cannot be opened, or nothing of the conference has been published.
    """
    path, secret, hint = Path(given), frozenset[str](), ""
    if path.is_file() or path.suffix in (".yaml", ".yml", ".json") or path.name != given:
        instance = read_instance(path)
        name, secret = published_name(path, instance), secret_of(instance)
    else:
        name = _name(given)
        path, hint = Path("INSTANCE"), "" if place else _similar(name)
    how = f"{name} has not been published yet. {hint}Publish it: {command('publish', path)}"
    if place is None and not usual_store(name).exists():
        raise StoreError(f"{usual_store(name)}: {how}")
    with opened_store(name, place) as store:
        last = store.latest(name)
        if last is None:
            raise StoreError(f"{store.place}: {how}")
        yield PublishedStore(name, store, last, secret)


def _similar(name: str) -> str:
    """Return ``Maybe water-forum?`` for a name of a published conference that is like it or longer."""
    known = sorted(each.stem for each in RELEASES.glob("*.db"))
    near = meant(name, known) or next((each for each in known if each.startswith(name)), "")
    return f"Maybe {near}? " if near else ""


def _name(given: str) -> str:
    try:
        return _NAME.validate_python(given)
    except ValidationError as error:
        raise StoreError(
            f"{given}: is neither an instance file nor a valid name of a conference."
        ) from error


def usual_store(name: str) -> Path:
    """Return the file of a conference's store, unless one is given."""
    return RELEASES / f"{name}.db"


@contextmanager
def opened_store(name: str, place: str | None, *, make: bool = False) -> Iterator["Store"]:
    """Open the store of a conference, the one given or the usual one; made first, if there is none."""
    if place is None and make:
        make_folder(RELEASES)
    stores = load("scheduler.publishing.store", "A store of releases")
    store = stores.open_store(place or str(usual_store(name)), make=make)
    try:
        yield store
    finally:
        store.close()


def make_sure_of_language(given: str | None, known: Collection[str]) -> None:
    """Raise `InputError` if a language is asked for that is not there, and say which are."""
    if given is not None and given not in known:
        raise InputError(f"--lang: found {given!r}, expected one of {', '.join(known)}.")
