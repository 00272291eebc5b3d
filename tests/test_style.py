"""The house's measures: length of functions and files, no hidden imports, no stray output."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def long_functions(source: str) -> Iterator[str]:
    """Yield the functions that are too long and do not say why."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
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
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, Function):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield f"{node.lineno}: {function.name} imports"


def prints(source: str) -> Iterator[str]:
    """Yield the calls of ``print``."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id == "print":
            yield f"{node.lineno}: print"


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_the_measures_of_the_house(path: Path) -> None:
    """No long function, no long file, no hidden import, no print outside the command line."""
    source = path.read_text(encoding="utf-8")
    number = len(source.splitlines())
    troubles = [*long_functions(source), *hidden_imports(source)]
    if number > FILE and not source.startswith(REASON):
        troubles.append(f"the file has {number} lines")
    if "cli" not in path.parts:
        troubles += prints(source)
    assert not troubles


def abandoned_names(module: str, source: str) -> Iterator[str]:
    """Yield the names of a module, and of its classes, that hold a word from the list."""
    classes = [node.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef)]
    for name in (*module.split("/"), *classes):
        if ABANDONED & {word.lower() for word in re.findall("[A-Z]?[a-z]+", name)}:
            yield name


@pytest.mark.parametrize(
    "path", sorted((ROOT / "scheduler").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT))
)
def test_names_are_those_of_the_field(path: Path) -> None:
    """No module and no class has a name that was given up."""
    module = path.relative_to(ROOT / "scheduler").with_suffix("").as_posix()
    assert not [*abandoned_names(module, path.read_text(encoding="utf-8"))]


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
