"""The files that docs/how-to/import.md begins with: `python -m tests.documents.samples ROOT`."""

import csv
import json
import sys
from pathlib import Path

from openpyxl import Workbook


def write(samples: Path) -> None:
    """Write them into the current folder."""
    answers = json.loads((samples / "pretalx.json").read_text(encoding="utf-8"))
    for name, answer in answers.items():
        Path(f"{name}.json").write_text(json.dumps({name: answer}), encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    with (samples / "lists" / "talks.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            sheet.append(row)
    book.save("talks.xlsx")


if __name__ == "__main__":
    write(Path(sys.argv[1]) / "tests" / "sources" / "programmes" / "samples")
