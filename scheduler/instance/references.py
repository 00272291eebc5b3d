"""What must fit together between the tables of an instance."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from scheduler.catalogue import RULES
from scheduler.instance.budgets import budget_faults
from scheduler.instance.calendar import Kind
from scheduler.instance.coherence import calendar_faults, row_faults
from scheduler.instance.cycles import cycle_faults
from scheduler.instance.faults import Fault, Unread, nearest, quoted, titled
from scheduler.instance.item_faults import references_of_items
from scheduler.instance.levels import ItemLevels, Levels
from scheduler.instance.lookups import break_titles
from scheduler.instance.meetings import Session
from scheduler.instance.participants import Selection
from scheduler.instance.preparation import references_of_preparation
from scheduler.instance.publication import references_of_publication
from scheduler.instance.referring import Path, Reference, of_list, of_one, of_selection, of_side
from scheduler.instance.regularity import references_of_regularity
from scheduler.instance.relations import references_of_relations

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

__all__ = ["EXPECTED", "TABLES", "Fault", "Unread", "faults_of", "references_of", "tables_of"]

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
"""Unknown names for which the nearest known one is looked for, which takes a look at each."""


def faults_of(instance: "Instance", unread: Unread | None = None) -> Iterator[Fault]:
    """Yield everything that does not fit.

    Parameters
    ----------
    instance
        The facts; of a file with faults in single rows, those rows that could be read.
    unread
        What the file holds besides.
    """
    unread = unread or Unread()
    known = _names(instance, unread)
    yield from _doubles(instance, unread)
    hints = MOST_HINTS
    for path, name, table in references_of(instance):
        if name not in known[table]:
            hint = _hint(instance, name, table, known[table]) if hints > 0 else ""
            hints -= 1
            yield Fault(path, quoted(name), EXPECTED[table], hint, _item(instance, path))
    too_much = [*budget_faults(instance, has_calendar=unread.has_calendar)]
    if too_much:
        # What else does not fit together would take as much to find.
        yield from (_named(instance, fault) for fault in too_much)
        return
    yield from (_named(instance, fault) for fault in row_faults(instance))
    yield from cycle_faults(instance)
    if unread.has_calendar:
        for fault in calendar_faults(instance):
            yield _named(instance, fault)


def _hint(instance: "Instance", name: str, table: str, known: Iterable[str]) -> str:
    """Return what may be meant by a name: what has it as its title, or the nearest id."""
    rows = getattr(instance, table) if table in TABLES else ()
    titles = ((row.id, getattr(row, "title", None)) for row in rows)
    return titled(name, titles) or nearest(name, known)


def _named(instance: "Instance", fault: Fault) -> Fault:
    item = _item(instance, fault.path)
    return Fault(fault.path, fault.found, fault.expected, fault.hint, item)


def _item(instance: "Instance", path: Path) -> str:
    """Return the id of the row to which a path leads, if it has one."""
    if len(path) > 1 and path[0] in TABLES and isinstance(path[1], int):
        return str(getattr(instance, str(path[0]))[path[1]].id)
    return ""


def _names(instance: "Instance", unread: Unread) -> Mapping[str, frozenset[str]]:
    """Return the names that may be referred to, by table."""
    names: dict[str, Iterable[str]] = {
        table: (row.id for row in getattr(instance, table)) for table in TABLES
    }
    names |= {
        "bands": (band.id for each in instance.day_profiles for band in each.bands),
        "breaks": break_titles(instance),
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
    found = {
        table: frozenset(known) | unread.names.get(table, frozenset())
        for table, known in names.items()
    }
    both = {
        item: frozenset().union(*(found[table] for table in tables))
        for item, tables in _SEVERAL.items()
    }
    return found | both


def _doubles(instance: "Instance", unread: Unread) -> Iterator[Fault]:
    """Yield ids that are given twice in their table, and bands given twice in their profile."""
    for table in TABLES:
        ids = tuple(row.id for row in getattr(instance, table))
        unread_ids = "listed_themes" if table == "themes" else table  # sessions have themes as well
        yield from _repeated((table,), ids, unread.names.get(unread_ids, frozenset()))
    for position, profile in enumerate(instance.day_profiles):
        ids = tuple(band.id for band in profile.bands)
        yield from _repeated(("day_profiles", position, "bands"), ids, frozenset())


def _repeated(path: Path, ids: Iterable[str], seen: Iterable[str]) -> Iterator[Fault]:
    seen = set(seen)
    for position, id_ in enumerate(ids):
        if id_ in seen:
            expected = "an id that nothing else in the table has"
            item = id_ if len(path) == 1 else ""
            yield Fault((*path, position, "id"), f"{quoted(id_)} again", expected, item=item)
        seen.add(id_)


def references_of(instance: "Instance") -> Iterator[Reference]:
    """Yield every name that refers to a row of another table."""
    yield from _references_of_facts(instance)
    for position, session in enumerate(instance.sessions):
        yield from _references_of_session(("sessions", position), session)
    yield from _references_of_wishes(instance)
    yield from _references_of_plan(instance)
    yield from references_of_regularity(instance)
    yield from references_of_relations(instance)
    yield from references_of_items(instance)
    yield from references_of_publication(instance)
    yield from references_of_preparation(instance)
    yield from _references_of_levels(("levels",), instance.levels)
    for name, levels in instance.profiles.items():
        yield from _references_of_levels(("profiles", name), levels)
    yield from of_one(("profile",), instance.profile, "profiles")


def tables_of(expected: str) -> tuple[str, ...]:
    """Return the tables in which what a reference names may be."""
    return _SEVERAL.get(expected, (expected,))


def _references_of_kinds(instance: "Instance") -> Iterator[Reference]:
    for position, kind in enumerate(instance.kinds):
        path: Path = ("kinds", position)
        yield from of_list((*path, "bands"), kind.bands, "bands")
        yield from _counted(path, kind)


def _references_of_facts(instance: "Instance") -> Iterator[Reference]:
    yield from _references_of_kinds(instance)
    for position, room in enumerate(instance.rooms):
        yield from of_list(("rooms", position, "parts"), room.parts, "rooms")
    for number, walk in enumerate(instance.walks):
        yield from of_list(("walks", number, "between"), walk.between, "buildings")
    for position, each in enumerate(instance.person_classes):
        yield from of_selection(("person_classes", position, "seated_in"), each.seated_in)
    for position, person in enumerate(instance.people):
        yield from of_one(("people", position, "class"), person.person_class, "person_classes")
        yield from of_list(("people", position, "themes"), person.themes, "themes")
    for position, site in enumerate(instance.sites):
        yield ("sites", position, "region"), site.region, "regions"
    for position, body in enumerate(instance.bodies):
        yield from of_one(("bodies", position, "parent"), body.parent, "bodies")


def _references_of_session(path: Path, session: Session) -> Iterator[Reference]:
    yield (*path, "kind"), session.kind, "kinds"
    yield from of_one((*path, "body"), session.body, "bodies")
    yield from of_one((*path, "interpretation"), session.interpretation, "interpretation")
    yield from of_one((*path, "region"), session.region, "regions")
    yield from _counted(path, session)
    yield from of_list((*path, "showcases"), session.showcases, "regions")
    for role, people in session.people.items():
        yield from of_list((*path, "people", role.value), people, "people")
    for number, part in enumerate(session.panel.roles if session.panel is not None else ()):
        place: Path = (*path, "panel", "roles", number)
        yield from of_list((*place, "classes"), part.classes, "person_classes")
        yield from of_list((*place, "people"), part.people or (), "people")
    yield from of_one((*path, "pin", "room"), session.pin.room if session.pin else None, "rooms")
    yield from of_one((*path, "was", "room"), session.was.room if session.was else None, "rooms")


def _counted(path: Path, row: Kind | Session) -> Iterator[Reference]:
    """Yield the resources and sites that a session or a kind counts."""
    for resource in row.uses or {}:
        yield (*path, "uses", resource), resource, "resources"
    for site in row.remote or {}:
        yield (*path, "remote", site), site, "sites"


def _references_of_wishes(instance: "Instance") -> Iterator[Reference]:
    for position, delegation in enumerate(instance.delegations):
        path: Path = ("delegations", position)
        yield from of_one((*path, "region"), delegation.region, "regions")
        yield from of_selection((*path, "must"), delegation.must)
        yield from of_selection((*path, "wishes"), delegation.wishes)
    for position, audience in enumerate(instance.audiences):
        yield from of_selection(("audiences", position, "sessions"), audience.sessions)
    for position, order in enumerate(instance.orders):
        for side, chosen in (("first", order.first), ("then", order.then)):
            yield from of_side(("orders", position, side), chosen)
    for position, wish in enumerate(instance.adjacent):
        yield from of_list(("adjacent", position, "sessions"), wish.sessions, "sessions")
    for table in ("parallel_limits", "quotas"):
        for position, each in enumerate(getattr(instance, table)):
            yield from of_selection((table, position, "sessions"), each.sessions or Selection())


def _references_of_plan(instance: "Instance") -> Iterator[Reference]:
    for position, published in enumerate(instance.published):
        path: Path = ("published", position)
        yield (*path, "session"), published.session, "sessions"
        yield from of_one((*path, "room"), published.room, "rooms")
        yield from of_list((*path, "seated"), published.seated or (), "people")


def _references_of_levels(path: Path, levels: Levels) -> Iterator[Reference]:
    for rule, level in levels.items():
        yield (*path, rule), rule, "rules"
        if isinstance(level, ItemLevels) and rule in RULES:
            table = _TABLE_OF_ITEM.get(RULES[rule].item, RULES[rule].item)
            for item in level.items:
                yield (*path, rule, "items", item), item, table
