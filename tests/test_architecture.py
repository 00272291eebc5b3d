"""Who may import whom: the rooms of the house, and the packages that stay in some of them."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

from scheduler.catalogue import RULES

ROOT = Path(__file__).parent.parent

FACTS = frozenset(
    {
        *("catalogue", "display", "errors", "extras", "findings", "instance", "phrases"),
        *("progress", "schedule", "search", "solution", "wording"),
    }
)

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "errors": frozenset(),
    "catalogue": frozenset(),
    "lazy": frozenset(),
    "extras": frozenset({"errors"}),
    "system": frozenset(),
    "processes": frozenset({"errors", "system"}),
    "progress": frozenset({"schedule"}),  # the best one so far
    "schedule": frozenset({"errors"}),
    "restrictions": frozenset(),
    "display": frozenset(),
    "findings": frozenset({"catalogue", "display"}),
    "instance": frozenset({"catalogue", "display", "errors", "extras", "phrases"}),
    "search": frozenset(),
    "phrases": frozenset(),
    # What a point of penalty is worth follows from the costliest rule.
    "wording": frozenset({"catalogue", "findings", "instance", "phrases"}),
    "solution": frozenset({"catalogue", "display", "errors", "findings", "instance", "schedule"})
    | {"search"},
    "rules": frozenset({"catalogue", "errors", "instance", "restrictions", "schedule"}),
    "evaluation": FACTS,
    # Compiled code is kept in a file, whole as every other.
    "engines": frozenset(
        {"errors", "findings", "progress", "restrictions", "schedule", "search", "storage"}
        | {"system"}
    ),
    "storage": frozenset({"errors", "system"}),
    "sources": FACTS | {"storage"},
    "solving": FACTS | {"engines", "evaluation", "restrictions", "rosters", "rules", "sources"},
    "rosters": FACTS,  # teams are given their half-days once a programme is there
    # What a rule costs is found by solving without it, what a place costs by replanning.
    "explanation": FACTS
    | {"engines", "evaluation", "lazy", "replanning", "restrictions", "rules", "solving"},
    "replanning": FACTS
    | {"engines", "evaluation", "lazy", "restrictions", "rosters", "rules", "solving", "sources"},
    # Changes are priced, weighed and searched for, and kept as variants; better programmes are solved beside.
    "desk": FACTS
    | {"engines", "evaluation", "explanation", "lazy", "processes", "replanning", "restrictions"}
    | {"rosters", "rules", "solving", "sources", "storage"},
    "whatif": FACTS | {"evaluation", "explanation", "processes", "solving", "sources"},
    "comparison": FACTS | {"evaluation", "sources"},
    "solutions": FACTS | {"evaluation", "sources", "storage"},
    "frames": FACTS | {"comparison"},
    "api": FACTS
    | {"comparison", "desk", "engines", "evaluation", "explanation", "frames"}
    | {"publishing", "replanning", "restrictions", "rules", "solutions", "sources", "whatif"},
    "reporting": FACTS | {"comparison", "evaluation", "translations"},
    "translations": frozenset({"phrases"}),
    "publishing": FACTS | {"lazy", "sources", "storage", "system", "translations"},
    # The desk in a browser: its page asks what the commands of the desk and `compare` ask.
    "web": FACTS
    | {"comparison", "desk", "grammar", "publishing", "solutions", "sources", "translations"},
    # Names, days and times as people type them; a line of text becomes a session.
    "grammar": FACTS | {"sources", "translations"},
    # Programmes as people read them.
    "programmes": FACTS | {"evaluation", "grammar"},
    # What a command searches with is loaded when it searches, not for its help.
    "cli": FACTS
    | {
        "comparison",
        "grammar",
        "programmes",
        "desk",
        "evaluation",
        "explanation",
        "frames",
        "lazy",
        "publishing",
    }
    | {"replanning", "reporting", "solutions", "solving", "sources", "storage"}
    | {"system", "translations", "web", "whatif"},
}
"""What each room of the package may import of the others. The command line knows every door."""

KEPT_IN: Mapping[str, tuple[str, ...]] = {
    # Modules that Python lacks on Windows.
    **dict.fromkeys(("fcntl", "grp", "pwd", "resource", "termios"), ("system",)),
    # Constraint programming behind one door, and the assignment problem behind another.
    "ortools": ("engines.cp_sat", "engines.room_permutations"),
    "pandas": ("api", "display", "frames"),
    "icalendar": ("sources", "publishing", "cli", "comparison", "web"),
    "holidays": ("instance",),
    "babel": ("translations",),
    "typer": ("sources", "publishing", "cli", "comparison", "web"),
    "rich": ("sources", "publishing", "cli", "comparison", "web"),
    "matplotlib": ("reporting",),
    "openpyxl": ("publishing", "sources"),
    "docx": ("publishing.exports",),
    "sqlalchemy": ("publishing.store",),
    "starlette": ("web",),
    "uvicorn": ("web",),
    "jinja2": ("publishing", "reporting", "web"),
    "yaml": ("sources", "publishing", "cli", "comparison", "web"),
}
"""Packages of others that stay behind some doors."""

Imports = frozenset[str]


@cache
def _sources() -> Mapping[str, Path]:
    """Return the file of each module of the package; modules without the leading ``scheduler.``."""
    found = {}
    for path in sorted((ROOT / "scheduler").rglob("*.py")):
        parts = path.relative_to(ROOT / "scheduler").with_suffix("").parts
        module = ".".join(part for part in parts if part != "__init__")
        if module:
            found[module] = path
    return found


@cache
def _texts() -> Mapping[str, str]:
    return {module: path.read_text(encoding="utf-8") for module, path in _sources().items()}


@cache
def _imports_by_module() -> Mapping[str, Imports]:
    """Return what each module of the package imports."""
    return {module: frozenset(imports(source)) for module, source in _texts().items()}


def imports(source: str) -> Iterator[str]:
    """Yield the full names of all that a module imports, wherever it does so."""
    for node in ast.walk(ast.parse(source)):
        yield from _imported(node)


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports are absolute"
        yield from (f"{node.module}.{name.name}" for name in node.names)


def _rooms_of(names: Imports) -> set[str]:
    """Return the rooms of this package that imported names lie in."""
    inside = (name.split(".") for name in names if name.startswith("scheduler."))
    return {parts[1] for parts in inside}


def source_of(module: str) -> str:
    """Return the text of a module of the package."""
    return _texts()[module]


def modules() -> list[str]:
    """Return all modules of the package, without the leading ``scheduler.``."""
    return sorted(_sources())


def test_a_module_imports_only_what_its_room_may() -> None:
    """Rooms know facts and their neighbours in the flow, and nothing else."""
    for module, names in _imports_by_module().items():
        room = module.split(".", maxsplit=1)[0]
        assert room in MAY_IMPORT, f"{room} is a new room: say what it may import"
        assert not _rooms_of(names) - {room} - MAY_IMPORT[room], module


def test_packages_of_others_stay_behind_their_doors() -> None:
    """Only the exact engine knows the solver; files and screens are known at the edges alone."""
    for module, names in _imports_by_module().items():
        packages = {name.split(".", maxsplit=1)[0] for name in names}
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


def run_time_imports(source: str) -> Iterator[str]:
    """Yield the names of all that a module imports when it runs, also by the text of a name."""
    todo: list[ast.AST] = [ast.parse(source)]
    for node in todo:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            ("import_module", "load")
        ):
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))
        is_for_types = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        todo += [] if is_for_types else ast.iter_child_nodes(node)


def test_no_files_import_each_other() -> None:
    """Following imports from file to file one never comes back, whatever is imported late."""
    known = _sources()
    graph = {
        module: {
            next((each for each in (name, name.rpartition(".")[0]) if each in known), name)
            for full in run_time_imports(text)
            if full.startswith("scheduler.")
            for name in (full.removeprefix("scheduler."),)
        }
        for module, text in _texts().items()
    }
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle
    assert len(order) >= len(known)


def test_late_imports_are_found() -> None:
    """Those of a function, and of a text; not those that only types need."""
    source = """
if TYPE_CHECKING:
    from scheduler.a import A
def f():
    import scheduler.b
    import_module("scheduler.c")
"""
    assert sorted(run_time_imports(source)) == ["scheduler.b", "scheduler.c"]


RULES_KNOWN_IN = ("catalogue", "rules", "evaluation", "explanation.rules")
"""Rooms that know rules one by one: the catalogue and the three voices."""

RULES_ALSO_IN: Mapping[str, frozenset[str]] = {
    # Key figures of a programme that are amounts of a rule, or sums of its findings.
    "comparison.indicators": frozenset(
        {"delegation_overstretched", "local_hours", "no_slack", "wish_missed", "worst_region"}
    ),
    # What a member of a group cannot attend is what these rules find.
    "comparison.groups": frozenset(
        {"audience_overlap", "delegation_overstretched", "wish_missed"}
        | {"optional_missed", "person_conflict", "person_unavailable"}
    ),
    # The field `local_hours` of the instance.
    "comparison.comparisons": frozenset({"local_hours"}),
    "instance.coherence": frozenset({"local_hours"}),
    "instance.model": frozenset({"local_hours"}),
    # What `--free` frees.
    "instance.kept": frozenset({"day_not_kept", "room_not_kept", "time_not_kept"}),
    "reporting.figures": frozenset({"local_hours"}),
    "web.desk.facts": frozenset({"local_hours"}),
    # Preferred hours are a preference, with a level of its own.
    "desk.preferences": frozenset({"preference_missed"}),
    # What it weighs that a session has no place which has to take place.
    "desk.prices": frozenset({"value_lost"}),
    # A track has the sessions of a theme, and is not paid for twice.
    "sources.programmes.conversion": frozenset({"theme_conflict"}),
    # A change of the published plan is what these two count; how many there are comes first.
    "replanning.changes": frozenset({"room_changed", "session_moved"}),
}
"""Rules that other modules name, each with the reason."""


def rules_named(source: str) -> Iterator[str]:
    """Yield the ids of rules that stand in a source as a name, or as a text by themselves."""
    for node in ast.walk(ast.parse(source)):
        found: object = None
        if isinstance(node, ast.Constant):
            found = node.value
        elif isinstance(node, ast.Name):
            found = node.id
        elif isinstance(node, ast.Attribute):
            found = node.attr
        elif isinstance(node, ast.arg | ast.keyword):
            found = node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.alias):
            found = node.name
        if isinstance(found, str) and found in RULES:
            yield found


def _is_in(module: str, rooms: Iterable[str]) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


def test_a_rule_is_known_to_its_voices_alone() -> None:
    """Techniques, engines, pages and commands ask the catalogue and the voices; exceptions are listed."""
    for module, source in _texts().items():
        if not _is_in(module, RULES_KNOWN_IN):
            named = frozenset(rules_named(source))
            assert named == RULES_ALSO_IN.get(module, frozenset()), module


def test_rules_are_found_wherever_they_are_named() -> None:
    """As a text, a name, an attribute, a parameter, an argument, a function, an import."""
    source = """
from scheduler.rules.people import days_on_site
def late_hours(room_waste):
    return no_slack, f(pin_broken=facts.local_hours), "unseated", "a room_overlap there"
"""
    named = {"days_on_site", "late_hours", "room_waste", "no_slack", "pin_broken", "local_hours"}
    assert {*rules_named(source)} == named | {"unseated"}


def test_imports_are_found_wherever_they_stand() -> None:
    """At the top, inside a function, under a name of its own."""
    source = "import ortools.sat\ndef f():\n    from scheduler.rules import people as p\n"
    assert [*imports(source)] == ["ortools.sat", "scheduler.rules.people"]


def test_packages_have_the_names_that_others_import() -> None:
    """Type checkers take any name for granted where a package loads its names when they are first used."""
    asked = {name for names in _imports_by_module().values() for name in names}
    inside = {f"scheduler.{module}" for module in modules()}
    for name in sorted(each for each in asked - inside if each.startswith("scheduler.")):
        package, _, last = name.rpartition(".")
        assert hasattr(import_module(package), last), name


def test_the_name_of_a_class_is_unique() -> None:
    """Private ones are known in their module alone."""
    trees = map(ast.parse, _texts().values())
    classes = Counter(
        each.name for tree in trees for each in tree.body if isinstance(each, ast.ClassDef)
    )
    assert not [name for name, number in classes.items() if number > 1 and name[0] != "_"]
