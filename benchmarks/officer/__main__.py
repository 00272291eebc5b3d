"""What a conference officer looks at in the reference programme, each line with its figure.

``python -m benchmarks.officer`` writes the tables of docs/officer.md from the reference instance and the programme
that is stored for it; ``--check`` writes nothing, and fails if they say anything else. The figures are taken from
the programme, not from the search.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.officer.asks import ASKS
from benchmarks.officer.looks import LOOKS
from benchmarks.officer.programme import Programme
from benchmarks.run.tables import head, line
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parent.parent.parent
INSTANCE = ROOT / "instances" / "wtdc21-addis.yaml"
SOLUTION = ROOT / "solutions" / "wtdc21-addis.json"
DOCUMENT = ROOT / "docs" / "officer.md"
HEADS = "no.", "what", "kept by", "in the stored programme"

Row = tuple[str, str, str, Callable[[Programme], str]]
"""Number, what is looked at, what keeps it, and the figure that shows it."""


def main(arguments: Sequence[str], document: Path = DOCUMENT) -> int:
    """Write the tables, or say whether they are as they should be."""
    text = document.read_text(encoding="utf-8")
    new = with_tables(text, programme())
    if "--check" in arguments:
        return 0 if new == text else 1
    document.write_text(new, encoding="utf-8", newline="\n")
    sys.stdout.write("\n".join(_table(LOOKS, programme())) + "\n")
    return 0


def programme() -> Programme:
    """Return the reference instance and the programme that is stored for it."""
    instance = read_instance(INSTANCE)
    return Programme(instance, read_schedule(SOLUTION, instance))


def with_tables(text: str, of: Programme) -> str:
    """Return the document with the tables of a programme in the place of those that it has."""
    tables = iter((_table(LOOKS, of), _table(ASKS, of)))
    return "\n".join(_replaced(text.splitlines(), tables)) + "\n"


def _replaced(lines: Sequence[str], tables: Iterator[Sequence[str]]) -> Iterator[str]:
    inside = False
    for each in lines:
        if each.startswith("|"):
            if not inside:
                yield from next(tables)
            inside = True
        else:
            inside = False
            yield each


def _table(rows: Sequence[Row], of: Programme) -> Sequence[str]:
    cells = [line([number, what, keeps, figure(of)]) for number, what, keeps, figure in rows]
    return [*head(HEADS, texts=len(HEADS)), *cells]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
