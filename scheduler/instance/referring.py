"""Which fields refer to other tables, hold names once, are ranges, or must select something."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from scheduler.instance.faults import Fault, Path, quoted
from scheduler.instance.frozen import minutes_of
from scheduler.instance.participants import Selection
from scheduler.instance.publication import TRANSLATED

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

Reference = tuple[Path, str, str]
"""Where a name stands, the name, and the table that it should be in."""

REFERENCES: Mapping[str, str] = {
    "kinds.bands": "bands",
    "kinds.uses": "resources",
    "kinds.remote": "sites",
    "rooms.parts": "rooms",
    "rooms.place": "places",
    "walks.between": "buildings",
    "person_classes.seated_in": "sessions",
    "people.person_class": "person_classes",
    "people.themes": "themes",
    "people.delegation": "delegations",
    "sites.region": "regions",
    "bodies.parent": "bodies",
    "day_profiles.standard_starts": "kinds",
    "interpretation.overtime": "bands",
    "sessions.kind": "kinds",
    "sessions.body": "bodies",
    "sessions.interpretation": "interpretation",
    "sessions.region": "regions",
    "sessions.uses": "resources",
    "sessions.remote": "sites",
    "sessions.showcases": "regions",
    "sessions.people.*": "people",
    "sessions.panel.roles.classes": "person_classes",
    "sessions.panel.roles.people": "people",
    "sessions.pin.room": "rooms",
    "sessions.was.room": "rooms",
    "sessions.invited.classes": "person_classes",
    "sessions.invited.people": "people",
    "sessions.invited.bodies": "bodies",
    "delegations.region": "regions",
    "delegations.must": "sessions",
    "delegations.wishes": "sessions",
    "audiences.sessions": "sessions",
    "orders.first": "sessions",
    "orders.then": "sessions",
    "adjacent.sessions": "sessions",
    "parallel_limits.sessions": "sessions",
    "quotas.sessions": "sessions",
    "published.session": "sessions",
    "published.room": "rooms",
    "published.seated": "people",
    "not_beside.sessions": "sessions",
    "not_beside.others": "sessions",
    "not_beside.groups": "sessions",
    "not_beside.tracks": "tracks",
    "preferences.sessions": "sessions",
    "preferences.tracks": "tracks",
    "preferences.rooms": "rooms",
    "series.sessions": "sessions",
    "common_starts.sessions": "sessions",
    "common_starts.bands": "bands",
    "minimum_loads.sessions": "sessions",
    "minimum_loads.bands": "bands",
    "tracks.sessions": "sessions",
    "tracks.places": "sessions",
    "meals.classes": "person_classes",
    "meals.people": "people",
    "relations.sessions": "sessions",
    "time_features.kinds": "kinds",
    "feature_wishes.sessions": "sessions",
    "feature_wishes.people": "people",
    "items.sessions": "sessions",
    "items.people.*": "people",
    "items.proposers": "delegations",
    "item_orders.items_first": "items",
    "item_orders.sessions_first": "sessions",
    "item_orders.items_then": "items",
    "item_orders.sessions_then": "sessions",
    "untimed.kind": "kinds",
    "untimed.body": "bodies",
    "contacts.sessions": "sessions",
    "external_events.place": "places",
    "external_events.avoided_by": "sessions",
    "external_events.used_by": "sessions",
    "deadlines.sessions": "sessions",
    "preparations.session": "sessions",
    "preparations.before": "sessions",
    "tasks.sessions": "sessions",
    "publishing.buildings": "buildings",
    "translations": "languages",
    **{f"translations.*.{table}": table for table in TRANSLATED},
    "profile": "profiles",
}
"""By the path of a field, the table in which its names are; a selection says that itself."""
_THEMES = dict.fromkeys(("sessions.themes", "untimed.themes", "items.themes"), "listed_themes")
"""The same, where themes are listed."""

ONCE = (
    *("languages", "people.themes", "people.brings", "interpretation.languages", "rooms.parts"),
    *("sessions.themes", "sessions.topics", "sessions.needs", "sessions.showcases"),
    *("sessions.languages", "sessions.labels.*", "sessions.invited.classes"),
    *("sessions.invited.people", "sessions.invited.bodies", "sessions.panel.roles.classes"),
    *("sessions.panel.roles.brings", "sessions.panel.roles.people", "published.seated"),
    *("relations.share", "relations.sessions", "feature_wishes.people", "untimed.themes"),
    *("items.topics", "items.themes", "items.proposers", "not_beside.groups", "not_beside.tracks"),
    *("item_orders.items_first", "item_orders.sessions_first", "item_orders.items_then"),
    *("item_orders.sessions_then", "adjacent.sessions", "walks.between"),
)
"""Lists that have each name once."""
ROWS_ONCE = (
    ("items.documents", "symbol", "each document once"),
    ("published", "session", "each session once"),
    ("sessions.panel.roles", "id", "each role of a panel once"),
)
"""Lists of rows, the field in which no two of them are equal, and what is expected."""
RANGES = (
    ("quotas", "at_least", "at_most"),
    ("sessions.panel", "at_least", "at_most"),
    ("sessions.panel.roles", "at_least", "at_most"),
    ("orders", "at_least", "at_most"),
    ("orders", "days_at_least", "days_at_most"),
    ("minimum_loads", "first", "last"),
    ("bodies.rhythm", "first", "last"),
    ("contacts", "first", "last"),
    ("external_events", "first", "last"),
    ("interpretation.absences", "first", "last"),
)
"""Rows, and two fields of them of which the second is not below the first."""
SELECTING = (
    *("orders.first", "orders.then", "series.sessions", "common_starts.sessions"),
    *("minimum_loads.sessions", "tracks.sessions", "not_beside.others", "preferences.sessions"),
    *("deadlines.sessions", "preparations.before"),
)
"""Selections that name something."""


def references_in_fields(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table, but for those in levels."""
    for field, table in {**REFERENCES, **(_THEMES if instance.themes else {})}.items():
        for path, value in _values(instance, field.split(".")):
            yield from _names(path, value, table)


def field_faults(instance: "Instance") -> Iterator[Fault]:
    """Yield names that a list has twice, ranges that are empty, and selections that name nothing."""
    for field in ONCE:
        for path, value in _values(instance, field.split(".")):
            yield from twice(path, value)
    for field, key, expected in ROWS_ONCE:
        yield from rows_twice(instance, field, key, expected)
    for field, low, high in RANGES:
        for path, row in _values(instance, [*field.split("."), ""]):
            yield from _backwards(path, row, low, high)
    for field in SELECTING:
        for path, value in _values(instance, field.split(".")):
            if isinstance(value, Selection):
                yield from names_nothing(path, value)


def _values(value: Any, fields: Sequence[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield the values at a path of fields, with where they are; ``*`` stands for each key of a mapping.

    An empty name in the end stands for rows themselves, such as those of a table.
    """
    if value is None:
        return
    if isinstance(value, tuple) and fields:
        for position, each in enumerate(value):
            yield from _values(each, fields, (*path, position))
    elif not fields or fields == [""]:
        yield path, value
    elif fields[0] == "*":
        for key, each in value.items():
            yield from _values(each, fields[1:], (*path, str(key)))
    else:
        name, *rest = fields
        yield from _values(getattr(value, name), rest, (*path, _key(value, name)))


def _key(row: BaseModel, name: str) -> str:
    field = type(row).model_fields.get(name)
    return name if field is None else field.alias or name


def _names(path: Path, value: Any, table: str) -> Iterator[Reference]:
    """Yield the names of a value: itself, the entries of a list, the keys of a mapping, or a selection."""
    if isinstance(value, str):
        yield path, value, table
    elif isinstance(value, Selection):
        for of, names in value:
            yield from _names((*path, of), names, of)
    elif isinstance(value, Mapping):
        yield from (((*path, key), key, table) for key in value)
    else:
        for position, each in enumerate(value):
            yield from _names((*path, position), each, table)


def twice(path: Path, names: Any, expected: str = "each name once") -> Iterator[Fault]:
    """Yield the names that a list, or each of several lists, has a second time."""
    seen: set[str] = set()
    for position, name in enumerate(names if isinstance(names, tuple) else ()):
        if isinstance(name, tuple):
            yield from twice((*path, position), name, expected)
        elif name in seen:
            yield Fault((*path, position), f"{quoted(name)} again", expected)
        else:
            seen.add(name)


def rows_twice(instance: "Instance", field: str, key: str, expected: str) -> Iterator[Fault]:
    """Yield the rows of a list that have the same under a key as an earlier one."""
    *outer, rows = field.split(".")
    for path, row in _values(instance, [*outer, ""]):
        seen: dict[str, Path] = {}
        for position, each in enumerate(getattr(row, rows)):
            name, here = getattr(each, key), (*path, rows, position, key)
            if name in seen:
                yield Fault(here, f"{quoted(name)} again", expected, earlier=seen[name])
            seen.setdefault(name, here)


def _backwards(path: Path, row: BaseModel, low: str, high: str) -> Iterator[Fault]:
    least, most = getattr(row, low), getattr(row, high)
    if least is None or most is None or least <= most:
        return
    key = f"`{_key(row, low)}`"
    if isinstance(least, date):
        expected = f"a date not before {key}, {least}"
    else:
        expected = f"no less than {key}, which is {_number(least)}"
    yield Fault((*path, _key(row, high)), f"{_number(most)}", expected)


def _number(value: Any) -> Any:
    return minutes_of(value) if isinstance(value, timedelta) else value


def names_nothing(path: Path, selection: Selection) -> Iterator[Fault]:
    """Yield that a selection names nothing, if it does not."""
    if not any(names for _, names in selection):
        expected = "`sessions`, `bodies`, `kinds`, `themes` or `tracks` with names"
        yield Fault(path, "a selection that names nothing", expected)
