"""Rows of an instance, and other values for them, as they are typed."""

from collections.abc import Iterable, Sequence
from typing import Any

from scheduler.cli.inputs.arguments import nearest
from scheduler.errors import InputError
from scheduler.instance import TABLES, Instance
from scheduler.sources import value_of
from scheduler.wording import listed, one_line


def row_named(
    instance: Instance, name: str, option: str, tables: Iterable[str] = TABLES
) -> tuple[str, str]:
    """Return the table and the id of the one row of that id or title, or ``TABLE.ID``, in some tables.

    Raises
    ------
    InputError
        When there is none, or several have that name.
    """
    wanted = one_line(name).lower()
    names = [
        (table, each.id, one_line(getattr(each, "title", None) or ""))
        for table in tables
        for each in getattr(instance, table)
    ]
    ways = (
        [(table, row) for table, row, _ in names if wanted == f"{table}.{row}".lower()],
        [(table, row) for table, row, _ in names if wanted == row.lower()],
        [(table, row) for table, row, title in names if wanted == title.lower()],
    )
    found = next(filter(None, ways), [])
    if len(found) == 1:
        return found[0]
    if found:
        several = listed([".".join(each) for each in found])
        raise InputError(f"{option} {name}: several have this name: {several}.")
    known = (word for _, row, title in names for word in (row, title) if word)
    close = nearest(name, [*dict.fromkeys(known)])
    raise InputError(
        f"{option} {name}: no such name. {close if close.startswith('Maybe') else ''}".rstrip()
    )


def values_of(texts: Sequence[str]) -> dict[str, Any]:
    """Read ``FIELD=VALUE``, where a value is written as in an instance file; nothing is None.

    Raises
    ------
    InputError
        With all that is wrong.
    """
    found: dict[str, Any] = {}
    troubles = []
    for text in texts:
        field, sign, value = (part.strip() for part in text.partition("="))
        if not sign or not field.isidentifier():
            troubles.append(f"{text}: expected FIELD=VALUE, such as duration=90.")
        elif field in found:
            troubles.append(f"{text}: {field} is given twice.")
        else:
            try:
                found[field] = value_of(value) if value else None
            except InputError as error:
                troubles.extend(error.troubles)
    if troubles:
        raise InputError(*troubles)
    return found
