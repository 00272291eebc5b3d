"""The templates of phrases in the sources: what a catalogue of another language must know."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scheduler.french.phrases import has_words
from scheduler.wording import counting

ROOT = Path(__file__).parents[2] / "scheduler"
_FIRST = {"say": 0, "Phrase": 0}
_COUNTED = "counted"
_HOLE = re.compile(r"\{(?:[01]|:,)?\}")


def sources(*rooms: str) -> Iterator[Path]:
    """Yield the modules of some rooms."""
    for room in rooms:
        path = ROOT / room
        yield from sorted(path.rglob("*.py")) if path.is_dir() else (path.with_suffix(".py"),)


def templates_of(paths: Iterable[Path]) -> set[str]:
    """Return all templates in some modules: what is said, what is counted, and what is chosen to be said."""
    found: set[str] = set()
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        says = any(
            isinstance(each, ast.ImportFrom) and each.module == "scheduler.phrases"
            for each in ast.walk(tree)
        )
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.update(
                    _said(node.func.id, node.args) if says or node.func.id == _COUNTED else ()
                )
        found.update(_with_holes(tree) if says else ())
    return {each for each in found if has_words(each)}


def texts_of(paths: Iterable[Path]) -> set[str]:
    """Return all texts that stand in some modules."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in paths)
    found = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in found if isinstance(node.value, str)}


def _said(function: str, args: Sequence[ast.expr]) -> Iterator[str]:
    if function in _FIRST and args:
        yield from _texts(args[0])
    if function == _COUNTED and len(args) > 1:
        texts = [next(_texts(each), None) for each in args[1:]]
        if texts[0] is not None:
            yield counting(texts[0], texts[1] if len(texts) > 1 else None)


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _with_holes(tree: ast.AST) -> Iterator[str]:
    """Yield the texts with holes that are chosen somewhere, to be filled by somebody else."""
    inside = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    }
    documented = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    inside |= documented
    texts = (
        each for each in ast.walk(tree) if isinstance(each, ast.Constant) and each not in inside
    )
    yield from (t.value for t in texts if isinstance(t.value, str) and _HOLE.search(t.value))
