"""The examples in the documents run as printed."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLE = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    "name",
    [
        "compare.md",
        "engines.md",
        "explain.md",
        "exports.md",
        "feeds.md",
        "generator.md",
        "import.md",
        "json.md",
        "page.md",
        "publishing.md",
        "python.md",
        "replan.md",
        "service.md",
    ],
)
def test_python_examples_run(name: str) -> None:
    """Each example asserts what it claims."""
    examples = EXAMPLE.findall((DOCS / name).read_text(encoding="utf-8"))
    assert examples
    for example in examples:
        exec(compile(example, name, "exec"), {})
