"""CSV that a spreadsheet opens and does not run."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def csv_text(columns: Sequence[str], lines: Iterable[Mapping[str, Any]]) -> str:
    """Return lines as CSV with a heading; what a line does not say is empty."""
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({column: inert(value) for column, value in line.items()})
    return file.getvalue()


def inert(value: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; numbers as they are."""
    risky = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if risky else value
