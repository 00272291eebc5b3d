"""Persons of events: in rows of their own, or as texts with one name or several."""

from collections.abc import Iterator

from scheduler.instance import quoted
from scheduler.sources.nodes import Node
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.lists.persons import Persons
from scheduler.sources.programmes.records import Person
from scheduler.sources.programmes.unread import Unread
from scheduler.wording import counted

_NAMES = ("name", "public_name", "full_public_name")
"""Fields in which the name of a person may stand."""
_KEYS = ("id", "code", "guid")
_OTHERS = frozenset({*_NAMES, *_KEYS, "slug", "url"})


class Speakers:
    """Persons by key, as they come up."""

    def __init__(self, intake: Intake, unread: Unread) -> None:
        self._intake, self._unread = intake, unread
        self._parted: list[str] = []
        self.people: dict[str, Person] = {}

    def of(self, event: Node, where: str) -> tuple[str, ...]:
        """Return the keys of the persons of an event, each once."""
        where = f"{where}.persons"
        found: dict[str, None] = {}
        for person in self._intake.items(event, "persons", where):
            if isinstance(person.value, str) and person.value.strip():
                found |= dict.fromkeys(self._several(person.value))
            elif self._intake.is_mapping(person, where):
                found |= dict.fromkeys(self._of_row(person, where))
        return tuple(found)

    def tell(self) -> None:
        """Say which texts were taken for several names."""
        if self._parted:
            texts = counted(len(self._parted), "text")
            self._intake.leave(
                f"{texts} in `person` taken for several names, such as {quoted(self._parted[0])}."
            )

    def _of_row(self, person: Node, where: str) -> Iterator[str]:
        names = (self._intake.text(person, field, where) for field in _NAMES)
        name = next(filter(None, names), "")
        keys = (self._intake.text(person, key, where) for key in _KEYS)
        key = next(filter(None, keys), "")
        self._unread.take(person, _OTHERS, "persons.")
        if not key and not name:
            self._intake.complain(person.line, where, "no name", "the name of a person")
        elif not key:
            yield from self._several(name)
        else:
            self.people.setdefault(key, Person(key, name or key))
            yield key

    def _several(self, text: str) -> Iterator[str]:
        """Yield the names in a text: several, if signs such as commas stand between what looks like names."""
        names, is_more = Persons([text], [";"]).of(text)
        if is_more or len(names) > 1:
            self._parted += [] if text in self._parted else [text]
        else:
            names = [" ".join(text.split())]
        for name in names:
            self.people.setdefault(name, Person(name, name))
            yield name
