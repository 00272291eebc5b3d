"""The house's measures: length of functions and files, no hidden imports, no stray output."""

import ast
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
FUNCTION = 40
"""Lines of a function at most, without its docstring."""
FILE = 300
"""Lines of a file at most."""
REASON = "# long: "
"""Stands on the line of the `def`, or the first line of the file, in front of the reason."""

ABANDONED = frozenset(
    {
        "asking",
        "bordering",
        "bunch",
        "climbing",
        "concluding",
        "course",
        "crowds",
        "ejecting",
        "grouping",
        "handing",
        "jagged",
        "leading",
        "letters",
        "loading",
        "nests",
        "realising",
        "relating",
        "spreads",
        "stoppable",
        "strays",
        "valley",
        "valleys",
        "walls",
        "wanderer",
        "wandering",
        "whole",
    }
)
"""Words that once named modules and classes, pictures and participles: the field has names for all of it."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _sources() -> list[Path]:
    return sorted(
        path for folder in ("scheduler", "tests") for path in (ROOT / folder).rglob("*.py")
    )


@lru_cache(maxsize=1)
def _nodes(source: str) -> Sequence[ast.AST]:
    """Return all nodes of a source, which several tests ask for one after the other."""
    return [*ast.walk(ast.parse(source))]


def long_functions(source: str) -> Iterator[str]:
    """Yield the functions that are too long and do not say why."""
    lines = source.splitlines()
    for node in _nodes(source):
        if isinstance(node, Function) and REASON not in lines[node.lineno - 1]:
            length = _lines(node) - _docstring_lines(node)
            if length > FUNCTION:
                yield f"{node.lineno}: {node.name} has {length} lines"


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: Function) -> int:
    return 0 if ast.get_docstring(node) is None else _lines(node.body[0])


def hidden_imports(source: str) -> Iterator[str]:
    """Yield the imports inside functions."""
    for function in _nodes(source):
        if isinstance(function, Function):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{node.lineno}: {function.name} imports"


def prints(source: str) -> Iterator[str]:
    """Yield the calls of ``print``."""
    for node in _nodes(source):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "print":
            yield f"{node.lineno}: print"


def _troubles(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    number = len(source.splitlines())
    yield from long_functions(source)
    yield from hidden_imports(source)
    if number > FILE and not source.startswith(REASON):
        yield f"the file has {number} lines"
    if "cli" not in path.parts:
        yield from prints(source)


def test_files_keep_the_measures_of_the_house() -> None:
    """No long function, no long file, no hidden import, no print outside the command line."""
    sources = _sources()
    assert sources
    assert [f"{path}: {trouble}" for path in sources for trouble in _troubles(path)] == []


def abandoned_names(module: str, source: str) -> Iterator[str]:
    """Yield the names of a module, and of its classes, that hold a word from the list."""
    classes = [node.name for node in _nodes(source) if isinstance(node, ast.ClassDef)]
    for name in (*module.split("/"), *classes):
        if ABANDONED & {word.lower() for word in re.findall("[A-Z]?[a-z]+", name)}:
            yield name


def test_names_are_those_of_the_field() -> None:
    """No module and no class has a name that was given up."""
    folder = ROOT / "scheduler"
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    assert sources
    assert [
        f"{path}: {name}"
        for path, source in sources.items()
        for name in abandoned_names(path.relative_to(folder).with_suffix("").as_posix(), source)
    ] == []


def _function(lines: int, *, docstring: bool = False, comment: str = "") -> str:
    """Return a function of so many lines, docstring aside."""
    text = f"def f() -> None:{comment}\n" + (
        '    """One.\n\n    Two.\n    """\n' if docstring else ""
    )
    return text + "    pass\n" * (lines - 1)


def test_forty_lines_are_accepted_and_one_more_is_not() -> None:
    """The docstring is not counted; a reason on the line excuses."""
    assert not [*long_functions(_function(40))]
    assert not [*long_functions(_function(40, docstring=True))]
    assert [*long_functions(_function(41))] == ["1: f has 41 lines"]
    assert not [*long_functions(_function(41, comment="  # long: a table"))]


def test_hidden_imports_and_prints_are_seen() -> None:
    """An import at the top is fine, one in a function is not."""
    assert not [*hidden_imports("import os\n")]
    assert [*hidden_imports("def f():\n    import os\n")] == ["2: f imports"]
    assert [*prints("print(1)\n")] == ["1: print"]
    assert not [*prints("paper.print(1)\n")]


def test_names_that_were_given_up_are_seen() -> None:
    """In a folder, a module or a class, as a word of its own: a bunch, but not a bunching."""
    assert [*abandoned_names("engines/pair_loading", "")] == ["pair_loading"]
    assert [*abandoned_names("valley/x", "class BunchOfSessions: ...")] == [
        "valley",
        "BunchOfSessions",
    ]
    assert not [*abandoned_names("engines/unloading", "class Bunching: ...")]
