"""What must fit together between the tables of an instance."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from scheduler.catalogue import RULES
from scheduler.instance.budgets import budget_faults
from scheduler.instance.coherence import calendar_faults, row_faults
from scheduler.instance.cycles import cycle_faults
from scheduler.instance.faults import Fault, Path, nearest_row, quoted
from scheduler.instance.levels import ItemLevels, Levels
from scheduler.instance.participants import Selection
from scheduler.instance.referring import (
    REFERENCES,
    Reference,
    references_in_fields,
    rows_twice,
)

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

TABLES: Mapping[str, str] = {
    "day_profiles": "day profile",
    "kinds": "kind",
    "rooms": "room",
    "person_classes": "person class",
    "people": "person",
    "regions": "region",
    "sites": "site",
    "delegations": "delegation",
    "audiences": "audience",
    "interpretation": "interpretation pool",
    "resources": "resource",
    "bodies": "body",
    "sessions": "session",
    "untimed": "untimed item",
    "items": "agenda item",
    "adjacent": "adjacency",
    "preferences": "preference",
    "not_beside": "separation",
    "series": "series",
    "common_starts": "common start",
    "minimum_loads": "minimum load",
    "meals": "meal",
    "parallel_limits": "parallel limit",
    "quotas": "quota",
    "themes": "theme",
    "tracks": "track",
    "relations": "relation",
    "feature_wishes": "feature wish",
    "places": "place",
    "contacts": "contact",
    "external_events": "external event",
    "preparations": "preparation",
    "tasks": "task",
    "deadlines": "deadline",
}
"""Tables whose rows have ids, and what a row is called."""

_TABLE_OF_ITEM: Mapping[str, str] = {word: table for table, word in TABLES.items()} | {
    "theme": "themes",
    "topic": "topics",
    "conference": "name",
}
_SEVERAL: Mapping[str, tuple[str, ...]] = {
    rule.item: tuple(_TABLE_OF_ITEM[each] for each in rule.items)
    for rule in RULES.values()
    if len(rule.items) > 1
}
"""Tables of the items of rules that are about several sorts of them."""

_EXPECTED: Mapping[str, str] = {
    **{
        table: f"the id of {'an' if word[0] in 'aeiou' else 'a'} {word} in `{table}`"
        for table, word in TABLES.items()
    },
    "bands": "the id of a band in `day_profiles`",
    "breaks": "the title of a break of a band",
    "buildings": "the building of a room",
    "themes": "a theme that a session carries",
    "listed_themes": "the id of a theme in `themes`",
    "topics": "a topic that a session carries",
    "languages": "a language of `languages` other than the first",
    "name": "the name of the instance",
    "rules": "the id of a rule",
    "profiles": "the name of a set in `profiles`",
}
EXPECTED: Mapping[str, str] = {
    **_EXPECTED,
    **{
        item: " or ".join(_EXPECTED[table] for table in tables) for item, tables in _SEVERAL.items()
    },
}
"""What is expected where a name of each table should stand."""
MOST_HINTS = 50
"""Most unknown names for which the nearest known one is searched, since that compares all names."""


def faults_of(instance: "Instance", unread: Collection[str] = ()) -> Iterator[Fault]:
    """Yield everything that does not fit.

    Parameters
    ----------
    instance
        The facts; of a file with faults in single rows, those rows that could be read.
    unread
        Texts of the other rows: what these may be called, and be about.
    """
    for fault in _faults(instance, unread):
        yield replace(fault, item=_item(instance, fault.path))


def _faults(instance: "Instance", unread: Collection[str]) -> Iterator[Fault]:
    lost = set[str]()  # tables in which a row lost its name, because it has the id of another one
    for field in (*TABLES, "day_profiles.bands"):
        for fault in rows_twice(instance, field, "id", "an id that nothing else in the table has"):
            lost.add(field)
            yield fault
    known = _names(instance)
    hints = MOST_HINTS
    for path, name, table in references_of(instance):
        if name not in known[table] and name not in unread and table not in lost:
            hint = _hint(instance, name, table, known[table]) if hints > 0 else ""
            hints -= 1
            yield Fault(path, quoted(name), EXPECTED[table], hint)
    too_much = [*budget_faults(instance)]
    yield from too_much
    if not too_much:  # or it would take as much to find what else does not fit together
        yield from row_faults(instance)
        yield from cycle_faults(instance)
        yield from calendar_faults(instance)


def _hint(instance: "Instance", name: str, table: str, known: Iterable[str]) -> str:
    rows = getattr(instance, table) if table in TABLES else ()
    titles = {row.id: getattr(row, "title", None) for row in rows}
    return nearest_row(name, {**dict.fromkeys(known), **titles}.items())


def _item(instance: "Instance", path: Path) -> str:
    if len(path) > 1 and path[0] in TABLES and isinstance(path[1], int):
        return str(getattr(instance, str(path[0]))[path[1]].id)
    return ""


def _names(instance: "Instance") -> Mapping[str, frozenset[str]]:
    """Return the names that may be referred to, by table."""
    bands = [band for profile in instance.day_profiles for band in profile.bands]
    names: dict[str, Iterable[str]] = {
        table: (row.id for row in getattr(instance, table)) for table in TABLES
    }
    names |= {
        "bands": (band.id for band in bands),
        "breaks": (p.title for band in bands for p in band.breaks if p.title),
        "buildings": (room.building for room in instance.rooms),
        "themes": (
            *(theme for session in instance.sessions for theme in session.themes),
            *(theme for item in instance.items for theme in item.themes),
            *(theme.id for theme in instance.themes),
        ),
        "listed_themes": (theme.id for theme in instance.themes),
        "languages": instance.languages[1:],
        "topics": (
            topic
            for table in (instance.sessions, instance.items)
            for row in table
            for topic in row.topics
        ),
        # Of a file without a name there is none.
        "name": {instance.name} if "name" in instance.model_fields_set else (),
        "rules": RULES,
        "profiles": instance.profiles,
    }
    found = {table: frozenset(known) for table, known in names.items()}
    both = {
        item: frozenset().union(*(found[table] for table in tables))
        for item, tables in _SEVERAL.items()
    }
    return found | both


def references_of(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table."""
    yield from references_in_fields(instance)
    yield from _references_of_levels(("levels",), instance.levels)
    for name, levels in instance.profiles.items():
        yield from _references_of_levels(("profiles", name), levels)


def table_at(path: Path) -> str:
    """Return the table in which the name at a path of a file should be; empty if it refers to none."""
    match path:
        case ("levels", str(rule), "items", *_) | ("profiles", _, str(rule), "items", *_):
            return _table_of_rule(rule) if rule in RULES else ""
    *outer, last = ("", *(part for part in path if isinstance(part, str)))
    above = ".".join(outer[1:])
    field = f"{above}.{last}".removesuffix(".class") + ".person_class" * (last == "class")
    is_selection = last in Selection.model_fields and REFERENCES.get(above) == "sessions"
    return last if is_selection else REFERENCES.get(field) or REFERENCES.get(f"{above}.*", "")


def tables_of(expected: str) -> tuple[str, ...]:
    """Return the tables in which what a reference names may be."""
    return _SEVERAL.get(expected, (expected,))


def _table_of_rule(rule: str) -> str:
    return _TABLE_OF_ITEM.get(RULES[rule].item, RULES[rule].item)


def _references_of_levels(path: Path, levels: Levels) -> Iterator[Reference]:
    for rule, level in levels.items():
        yield (*path, rule), rule, "rules"
        if isinstance(level, ItemLevels) and rule in RULES:
            table = _table_of_rule(rule)
            for item in level.items:
                yield (*path, rule, "items", item), item, table
