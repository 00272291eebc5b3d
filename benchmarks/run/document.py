"""The document of the benchmarks: sections between marks, each measured and replaced by itself."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "benchmarks.md"
ORDER = ("shipped", "cosplib", "optaplanner", "generated", "conflicts", "ablation")
"""Sections, in the order of the document."""

HEAD = """# Benchmarks

Printed and written by `make bench`, a section at a time. Every search has a process of its own. Its seconds
are by the clock, and begin after reading the file and building the problem (*read*). `auto`
is what `scheduler solve` does. *Plain CP-SAT* is OR-Tools' solver as it comes, with nothing of ours but the
exact model: no hint, no chosen searches, no annealing; building the model (*model*) counts as search.
*MiB* is the most memory that a search held at once, with that of the solvers it runs as processes of their
own. A programme is *judged* if code that is not the engines' has counted the same value.
Machines differ and are shared: compare lines of one run with each other, not with those of another.
"""

SECTION = re.compile(r"<!-- section (\w+) -->\n(.*?)<!-- end of \1 -->\n", re.DOTALL)


def sections_in(text: str) -> dict[str, str]:
    """Return what is between the marks of a document, by the name of the section."""
    return {match[1]: match[2] for match in SECTION.finditer(text)}


def composed(sections: Mapping[str, str], order: Sequence[str]) -> str:
    """Return a document of those sections that there are."""
    marked = (
        f"\n<!-- section {name} -->\n{sections[name]}<!-- end of {name} -->\n"
        for name in order
        if name in sections
    )
    return HEAD + "".join(marked)


def replace_section(document: Path, name: str, text: str, order: Sequence[str]) -> None:
    """Replace a section of a document, and leave the others as they are."""
    before = sections_in(document.read_text(encoding="utf-8")) if document.exists() else {}
    document.write_text(composed(before | {name: text}, order), encoding="utf-8")


def has_section(document: Path, name: str) -> bool:
    """Tell whether a document has a section."""
    return document.exists() and name in sections_in(document.read_text(encoding="utf-8"))
