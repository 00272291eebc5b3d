"""What a conference officer looks at in the reference programme, each line with its figure.

``python -m benchmarks.officer`` writes the last column of the tables of docs/background/officer.md
from the reference instance and the programme that is stored for it. Figures are counted in the programme.
"""

import sys
from pathlib import Path

from benchmarks.officer.asks import ASKS
from benchmarks.officer.looks import LOOKS
from benchmarks.officer.programme import Programme
from scheduler.sources import read_instance, read_schedule

ROOT = Path(__file__).parent.parent.parent
INSTANCE = ROOT / "instances" / "wtdc21-addis.yaml"
SOLUTION = ROOT / "solutions" / "wtdc21-addis.json"
DOCUMENT = ROOT / "docs" / "background" / "officer.md"
FIGURES = {**LOOKS, **ASKS}


def main(document: Path = DOCUMENT) -> int:
    """Write the figures into the document, and print its tables."""
    text = with_figures(document.read_text(encoding="utf-8"), programme())
    document.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.writelines(f"{line}\n" for line in text.splitlines() if line.startswith("|"))
    return 0


def programme() -> Programme:
    """Return the reference instance and the programme that is stored for it."""
    instance = read_instance(INSTANCE)
    return Programme(instance, read_schedule(SOLUTION, instance))


def with_figures(text: str, of: Programme) -> str:
    """Return a document with the figures of a programme in the last cell of each line that has one."""
    return "".join(f"{_with_figure(line, of)}\n" for line in text.splitlines())


def _with_figure(line: str, of: Programme) -> str:
    cells = [cell.strip() for cell in line.strip("|").split("|")]
    figure = FIGURES.get(cells[0])
    if not line.startswith("|") or figure is None:
        return line
    return f"| {' | '.join([*cells[:-1], figure(of)])} |"


if __name__ == "__main__":
    sys.exit(main())
