"""Rooms are entered by their doors."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from tests.test_architecture import modules, source_of

DOORS: Mapping[str, frozenset[str]] = {
    "comparison": frozenset(
        {
            *("changes", "figures", "groups", "indicators", "programmes"),
            *("sheets", "summary", "tables"),
        }
    ),
    "engines": frozenset(
        {
            "amounts",
            "answer",
            "budget",
            "compilation.compiler",
            "counting",
            "domains",
            "feasibility",
            "items.followers",
            "items.search",
            "cp_sat.agendas",
            "lags",
            "model",
            "nearness",
            "neighbourhoods",
            "parameters",
            "price_board",
            "pricing",
            "propagation",
            "searching",
            "shared_loads",
            "timeline",
        }
    ),
    "evaluation": frozenset({"evaluator", "intervals", "runs"}),
    "explanation": frozenset({"conflicts", "programmes"}),
    "publishing": frozenset(
        {
            "conferences",
            "deadlines",
            "differences",
            "exports",
            "feeds",
            "feeds.addresses",
            "feeds.calendars",
            "feeds.folder",
            "feeds.token_lists",
            "feeds.stamps",
            "languages",
            "notices",
            "notices.mailing",
            "page",
            "publicity",
            "records",
            "release_drafts",
            "store",
            "store.tokens",
        }
    ),
    "grammar": frozenset({"names", "newcomers", "times"}),
    "restrictions": frozenset({"items"}),
    "rules": frozenset({"common", "seats", "spans"}),
    "sources": frozenset(
        {
            "discrepancies",
            "programmes",
            "tables",
            "tables.workbooks",
        }
        | {"yaml_text"}
    ),
    "translations": frozenset({"catalogues"}),
    "web": frozenset({"desk.tools"}),
}
"""What other rooms may import of a room besides the room itself: doors of its sub-rooms, and modules that are
doors because opening all of the room would load a solver, a compiler, a database or a page that few need."""


def test_rooms_are_entered_by_their_doors() -> None:
    """A room is imported by its name, or by one of the doors that are listed."""
    for module in modules():
        room = module.split(".", maxsplit=1)[0]
        for imported in _sources_of(module):
            other, _, inside = imported.removeprefix("scheduler.").partition(".")
            if other != room and inside:
                assert inside in DOORS.get(other, frozenset()), f"{module} imports {imported}"


@cache
def _sources_of(module: str) -> tuple[str, ...]:
    """Return the modules of this package from which a module imports names."""
    return tuple(str(node.module) for node in _imports_of(module))


def _imports_of(module: str) -> Iterator[ast.ImportFrom]:
    """Yield the imports of names of this package in a module."""
    for node in ast.walk(ast.parse(source_of(module))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("scheduler."):
            yield node


def test_every_door_is_used() -> None:
    """A door that nobody enters by is none."""
    used = {
        name.removeprefix("scheduler.")
        for module in modules()
        for name in _sources_of(module)
        if name.split(".")[1] != module.split(".", maxsplit=1)[0]
    }
    listed = {f"{room}.{door}" for room, doors in DOORS.items() for door in doors}
    assert listed <= used


def test_doors_have_what_is_asked_of_them() -> None:
    """Type checkers take any name for granted where a door loads its names when they are first used."""
    asked = {
        (str(node.module), alias.name)
        for module in modules()
        for node in _imports_of(module)
        for alias in node.names
    }
    inside = {f"scheduler.{module}" for module in modules()}
    missing = [
        f"{door}.{name}"
        for door, name in sorted(asked)
        if not hasattr(import_module(door), name) and f"{door}.{name}" not in inside
    ]
    assert missing == []
