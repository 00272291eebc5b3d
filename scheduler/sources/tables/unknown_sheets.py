"""Sheets that are no tables of the format: what they may be, and what to do with them."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from scheduler.errors import InstanceError
from scheduler.instance import meant, quoted
from scheduler.sources.suggestions import first_of
from scheduler.sources.tables.columns import plain, tables
from scheduler.sources.tables.sheets import NOTE, Sheet, Trouble, table_named

MOST_SHEETS = 6
"""Sheets that are named."""
_LISTS = ("talks", "submission", "submissions", "papers", "schedule")
"""What lists are called that are no table."""


def unknown(sheet: Sheet) -> tuple[Trouble, str]:
    """Return what is wrong with the name of a sheet, and the table that may be meant."""
    names = list(tables())
    what = "sheet" if sheet.in_book else "file"
    likely = meant(sheet.name.replace(" ", "_"), names)
    if plain(sheet.name) in _LISTS:
        hint = "A list of talks as it is becomes an instance by --guess, and then --mapping."
    elif likely:
        hint = f"Maybe {quoted(likely)}?"
    else:
        hint = f"Known: {first_of(names)}. What begins with {NOTE} is a note, and not read."
    found = f"a {what} with the name {quoted(sheet.name)}"
    return Trouble(found, "the name of a table", hint), likely


def make_sure_of_tables(sheets: Iterable[Sheet], paths: Sequence[Path]) -> None:
    """Raise `InstanceError` with what to do, if sheets have something else than tables of the format."""
    full = [each for each in sheets if each.rows and not each.name.startswith(NOTE)]
    wrong = any(each.trouble for each in sheets)
    if wrong or not full or any(table_named(each.name) or unknown(each)[1] for each in full):
        return
    names = ", ".join(quoted(each.name) for each in full[:MOST_SHEETS])
    more = f" and {len(full) - MOST_SHEETS} more" if len(full) > MOST_SHEETS else ""
    files = " ".join(shlex.quote(_text(path)) for path in paths)
    raise InstanceError(
        f"{_text(paths[0])}: found {names}{more}, expected tables of the format such as `sessions`, or a "
        f"list of talks: `scheduler import {files} --guess -o mapping.yaml` proposes what stands where. "
        "For tables to fill in: `scheduler import --template tables.xlsx`."
    )


def _text(path: Path) -> str:
    """Return the name of a file as text, whatever bytes it has."""
    return str(path).encode(errors="replace").decode()
