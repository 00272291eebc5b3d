"""Who may import whom: the rooms of the house, and the packages that stay in some of them."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

FACTS = frozenset(
    {
        "catalogue",
        "display",
        "errors",
        "findings",
        "instance",
        "progress",
        "schedule",
        "search",
        "solution",
        "wording",
    }
)

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "errors": frozenset(),
    "catalogue": frozenset(),
    "progress": frozenset({"schedule"}),  # the best one so far
    "schedule": frozenset(),
    "restrictions": frozenset(),
    "display": frozenset(),
    "findings": frozenset({"display"}),
    "instance": frozenset({"catalogue", "display", "errors"}),
    "search": frozenset(),
    "wording": frozenset({"instance"}),
    "solution": frozenset({"display", "findings", "instance", "schedule", "search"}),
    "rules": frozenset({"catalogue", "errors", "instance", "restrictions", "schedule"}),
    "evaluation": FACTS,
    # Compiled code is kept in a file, whole as every other.
    "engines": frozenset(
        {"errors", "findings", "progress", "restrictions", "schedule", "search", "storage"}
    ),
    "storage": frozenset({"errors"}),
    "sources": FACTS | {"storage"},
    # Instance files are written in one way, by those who read them.
    "generation": FACTS | {"sources"},
    "solving": FACTS | {"engines", "evaluation", "restrictions", "rules", "sources"},
    # What a rule costs is found by solving without it.
    "explanation": FACTS | {"engines", "evaluation", "restrictions", "rules", "solving"},
    "replanning": FACTS | {"engines", "evaluation", "restrictions", "rules", "solving", "sources"},
    "whatif": FACTS | {"evaluation", "explanation", "solving", "sources"},
    "comparison": FACTS | {"evaluation", "sources"},
    "solutions": FACTS | {"evaluation", "sources", "storage"},
    "frames": FACTS | {"comparison"},
    "notebook": FACTS | {"comparison", "evaluation"},
    "api": FACTS
    | {"comparison", "engines", "evaluation", "explanation", "frames"}
    | {"publishing", "replanning", "rules", "solutions", "sources"},
    "reporting": FACTS | {"comparison", "evaluation"},
    "publishing": FACTS | {"sources", "storage"},
    "web": FACTS | {"publishing", "sources"},
    "cli": FACTS
    | {"comparison", "evaluation", "explanation", "publishing", "solving", "sources"}
    | {"generation", "replanning", "reporting", "solutions", "storage", "web", "whatif"},
}
"""What each room of the package may import of the others. The command line knows every door."""

KEPT_IN: Mapping[str, tuple[str, ...]] = {
    "ortools": ("engines.cp_sat",),
    "pandas": ("api", "display", "frames"),
    "icalendar": ("sources", "publishing", "cli", "comparison", "web"),
    "typer": ("sources", "publishing", "cli", "comparison", "web"),
    "rich": ("sources", "publishing", "cli", "comparison", "web"),
    "matplotlib": ("reporting",),
    "openpyxl": ("publishing", "sources"),
    "sqlalchemy": ("publishing.store",),
    "alembic": ("publishing.store",),
    "h11": ("web",),
    "prometheus_client": ("web",),
    "uvicorn": ("web",),
    "jinja2": ("publishing", "reporting", "web"),
    "yaml": ("sources", "publishing", "cli", "comparison", "web"),
}
"""Packages of others that stay behind some doors."""

Imports = frozenset[str]


@cache
def _imports_by_module() -> Mapping[str, Imports]:
    """Return what each module of the package imports; modules without the leading ``scheduler.``."""
    found = {}
    for path in sorted((ROOT / "scheduler").rglob("*.py")):
        parts = path.relative_to(ROOT / "scheduler").with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        if module:
            found[module] = frozenset(imports(path.read_text(encoding="utf-8")))
    return found


def imports(source: str) -> Iterator[str]:
    """Yield the full names of all that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _rooms_of(names: Imports) -> set[str]:
    """Return the rooms of this package that imported names lie in."""
    inside = (name.split(".") for name in names if name.startswith("scheduler."))
    return {parts[1] for parts in inside}


def _modules() -> list[str]:
    return sorted(_imports_by_module())


@pytest.mark.parametrize("module", _modules())
def test_a_module_imports_only_what_its_room_may(module: str) -> None:
    """Rooms know facts and their neighbours in the flow, and nothing else."""
    room = module.split(".", maxsplit=1)[0]
    found = _rooms_of(_imports_by_module()[module]) - {room}
    assert room in MAY_IMPORT, f"{room} is a new room: say what it may import"
    assert not found - MAY_IMPORT[room]


@pytest.mark.parametrize("module", _modules())
def test_packages_of_others_stay_behind_their_doors(module: str) -> None:
    """Only the exact engine knows the solver; files and screens are known at the edges alone."""
    packages = {name.split(".", maxsplit=1)[0] for name in _imports_by_module()[module]}
    for package in packages & KEPT_IN.keys():
        assert module.startswith(KEPT_IN[package]), f"{module} imports {package}"


def _reached(room: str) -> set[str]:
    """Return the rooms that a room imports, directly or through others."""
    seen, todo = {room}, [room]
    while todo:
        now = todo.pop()
        for module, names in _imports_by_module().items():
            if module.split(".", maxsplit=1)[0] == now:
                todo += _rooms_of(names) - seen
                seen |= _rooms_of(names)
    return seen - {room}


def test_the_judge_shares_no_code_with_those_it_judges() -> None:
    """Evaluation reaches facts only; neither rules nor engines reach it."""
    assert _reached("evaluation") <= FACTS
    assert "evaluation" not in _reached("rules") | _reached("engines")
    assert not _reached("rules") & {"engines"}
    assert not _reached("engines") & {"rules", "instance"}


def test_the_table_has_no_way_back() -> None:
    """Following the table one never comes back to where one started."""
    for start in MAY_IMPORT:
        seen, todo = set(), [start]
        while todo:
            for other in MAY_IMPORT[todo.pop()]:
                assert other != start, f"{start} comes back to itself"
                if other not in seen:
                    seen.add(other)
                    todo.append(other)


def test_imports_are_found_wherever_they_stand() -> None:
    """At the top, inside a function, under a name of its own."""
    source = "import ortools.sat\ndef f():\n    from scheduler.rules import people as p\n"
    assert [*imports(source)] == ["ortools.sat", "scheduler.rules.people"]
