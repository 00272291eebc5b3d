"""What a search can be tuned by is one object, documented field by field."""

import ast
from pathlib import Path

from scheduler.engines import parameters
from scheduler.engines.parameters import DEFAULTS


def undocumented(source: str) -> list[str]:
    """Return the fields of classes that no sentence follows, but for parts of another object."""
    found = []
    for made in ast.walk(ast.parse(source)):
        if isinstance(made, ast.ClassDef):
            for field, after in zip(made.body, [*made.body[1:], None], strict=True):
                if isinstance(field, ast.AnnAssign) and not _is_string(after):
                    found.append(f"{made.name}.{ast.unparse(field.target)}")
    return found


def _is_string(node: ast.stmt | None) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_every_parameter_says_what_it_means() -> None:
    """Parts are documented by their classes."""
    source = Path(parameters.__file__).read_text(encoding="utf-8")
    parts = {f"SearchParams.{name}" for name in DEFAULTS.__slots__}
    parts |= {f"AnnealingParams.{name}" for name in DEFAULTS.annealing.__slots__}
    assert set(undocumented(source)) == parts


def test_a_field_without_a_sentence_is_seen() -> None:
    assert undocumented("class A:\n    b: int\n    c: int\n    'Of c.'\n") == ["A.b"]
