"""The document of the benchmarks: sections between marks, tables in Markdown, and under which conditions."""

import os
import platform
import re
import shlex
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "background" / "benchmarks.md"
ORDER = ("targets", "conflicts", "ablation")
"""Sections that are measured, in the order of the document; what is before them is written by hand."""
SECTION = re.compile(r"<!-- section (\w+) -->\n(.*?)<!-- end of \1 -->\n", re.DOTALL)
PROCESSORS = Path("/proc/cpuinfo")
LIBRARIES = {"OR-Tools": "ortools", "Numba": "numba", "NumPy": "numpy"}


def sections_in(text: str) -> dict[str, str]:
    """Return what is between the marks of a document, by the name of the section."""
    return {match[1]: match[2] for match in SECTION.finditer(text)}


def composed(head: str, sections: Mapping[str, str]) -> str:
    """Return a document of a head and of those sections that there are."""
    marked = (
        f"\n<!-- section {name} -->\n{sections[name]}<!-- end of {name} -->\n"
        for name in ORDER
        if name in sections
    )
    return head.rstrip("\n") + "\n" + "".join(marked)


def replace_section(document: Path, name: str, text: str) -> None:
    """Replace a section of a document, and leave the others and the head as they are."""
    before = document.read_text(encoding="utf-8") if document.exists() else ""
    head = before.partition("<!-- section ")[0]
    after = composed(head, sections_in(before) | {name: text})
    document.write_text(after, encoding="utf-8")


def line(cells: Sequence[str]) -> str:
    """Return a line of a table."""
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def head(cells: Sequence[str], texts: int) -> list[str]:
    """Return the first two lines of a table; the columns after those of text hold numbers."""
    return [line(cells), line(["---"] * texts + ["---:"] * (len(cells) - texts))]


def number(found: float) -> str:
    """Return a number with as many of three decimals as it needs."""
    return f"{found:,.3f}".rstrip("0").rstrip(".")


def say(lines: Iterable[str]) -> None:
    """Print lines at once."""
    sys.stdout.writelines(f"{each}\n" for each in lines)
    sys.stdout.flush()


def machine() -> str:
    """Return the processors."""
    return f"{_processor()}, {os.cpu_count()} processors"


def load() -> str:
    """Return what the machine has had to do in the last minute."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load not known"


def versions() -> str:
    """Return the versions of what does the work."""
    libraries = (f"{name} {version(package)}" for name, package in LIBRARIES.items())
    return ", ".join([f"Python {platform.python_version()}", *libraries])


def command(module: str, arguments: Sequence[str]) -> str:
    """Return the command of a run, as far as it says what is measured, and without folders."""
    shown: list[str] = []
    for argument in arguments:
        before = shown[-1] if shown else ""
        shown.append("PATH" if before in ("--data", "--results") else argument)
    text = shlex.join(["python", "-m", module, *shown])
    return re.sub(r" --(report|write|results PATH)(?= |$)", "", text)


def _processor() -> str:
    """Return the model of the processor, as far as the machine says."""
    if PROCESSORS.exists():
        named = re.search(r"^model name\s*:\s*(.+)$", PROCESSORS.read_text(), re.MULTILINE)
        if named:
            return named[1].strip()
    return platform.processor() or platform.machine()
