"""The history of a desk as a file: a line of JSON for each step, and one before that says how many count."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from scheduler.desk.steps import Agenda, DeskState, Step, VariantLine
from scheduler.errors import InputError
from scheduler.phrases import Phrase, phrase_of_row, row_of_phrase
from scheduler.schedule import AgendaEntry, Assignment
from scheduler.sources.yaml_text import row_of
from scheduler.wording import one_line

T = TypeVar("T")

FORMAT = 1
"""Version of the format of histories."""


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """The content of a history file."""

    extends: str
    """Path of the instance, from the folder of the variant."""
    name: str
    done: int
    steps: tuple[Step, ...]
    head: str
    """What stands above the changes in the variant."""
    was: Mapping[str, str | None]
    """Digests of the variant and of the programme before the last step was written; None: not there."""
    title: str = ""
    """Title; empty if it has none."""


def text_of(record: HistoryRecord) -> str:
    """Return a history as its file has it."""
    head = {
        "format": FORMAT,
        "extends": record.extends,
        "name": record.name,
        **({"title": record.title} if record.title else {}),
        "done": record.done,
        "head": record.head,
        "was": dict(record.was),
    }
    rows = [head, *map(row_of_step, record.steps)]
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)


def bytes_of(record: HistoryRecord) -> bytes:
    """Return a history as its file has it, in bytes.

    Raises
    ------
    InputError
        When a name of a file, or anything else in it, is no text of whole characters.
    """
    try:
        return text_of(record).encode()
    except UnicodeEncodeError as error:
        found = ascii(error.object[max(0, error.start - 20) : error.end])
        raise InputError(
            f"found {found}, expected names and texts in UTF-8; nothing was written."
        ) from error


def record_of(text: str, name: str) -> HistoryRecord:
    """Return the history in a text; `name` is how errors call it.

    Raises
    ------
    InputError
        When it is none.
    """
    try:
        head, *rows = (json.loads(line) for line in text.removesuffix("\n").split("\n"))
        if head["format"] != FORMAT:
            raise InputError(f"{name}: found format {head['format']}, expected {FORMAT}.")
        record = HistoryRecord(
            *(str(head["extends"]), str(head["name"]), int(head["done"])),
            tuple(map(step_of_row, rows)),
            str(head["head"]),
            head["was"],
            str(head.get("title", "")),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{name}: is not the history of a desk, or was damaged.") from error
    if not 1 <= record.done <= len(record.steps):
        raise InputError(f"{name}: is not the history of a desk, or was damaged.")
    return record


def row_of_step(step: Step) -> dict[str, Any]:
    """Return a step as histories have it."""
    return {
        "said": step.said,
        **({"words": row_of_phrase(step.said)} if isinstance(step.said, Phrase) else {}),
        "lines": _pairs(step.lines, _line_row),
        "places": _pairs(step.places, _place_row),
        **({"agendas": _pairs(step.agendas, _agenda_rows)} if step.agendas else {}),
    }


def _pairs(
    pairs: Mapping[str, tuple[T | None, T | None]], row: Callable[[T], Any]
) -> dict[str, list[Any]]:
    return {
        key: [None if each is None else row(each) for each in pair] for key, pair in pairs.items()
    }


def _line_row(line: VariantLine) -> list[Any]:
    words = [row_of_phrase(line.said)] if isinstance(line.said, Phrase) else []
    return [line.said, line.change, line.step, *words]


def _place_row(place: Assignment) -> list[Any]:
    seated = [list(place.seated)] if place.seated else []
    return [place.start.strftime("%Y-%m-%dT%H:%MZ"), place.room, *seated]


def _agenda_rows(agenda: Agenda) -> list[Any]:
    return [[each.item, each.minutes] for each in agenda]


def step_of_row(row: Mapping[str, Any]) -> Step:
    """Return the step that a history has as a row."""
    lines = {key: _pair(pair, _line) for key, pair in row["lines"].items()}
    places = {
        session: _pair(pair, partial(_place, session)) for session, pair in row["places"].items()
    }
    agendas = {
        session: _pair(pair, partial(_agenda, session))
        for session, pair in row.get("agendas", {}).items()
    }
    return Step(_said(str(row["said"]), row.get("words")), lines, places, agendas)


def _line(row: list[Any]) -> VariantLine:
    said, change, step, *words = row
    return VariantLine(_said(str(said), *words), dict(change), int(step))


def _said(said: str, words: Any = None) -> str:
    found: str = phrase_of_row(words)
    return found if found == said else said


def _pair(pair: list[Any], made: Callable[[Any], T]) -> tuple[T | None, T | None]:
    before, after = (None if each is None else made(each) for each in pair)
    return before, after


def _place(session: str, row: list[Any]) -> Assignment:
    start, room, *seated = row
    instant = datetime.strptime(start, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    return Assignment(session, instant, str(room), tuple(seated[0]) if seated else ())


def _agenda(session: str, rows: list[Any]) -> Agenda:
    return tuple(AgendaEntry(session, str(item), int(minutes)) for item, minutes in rows)


def head_of(name: str, extends: str) -> str:
    """Return the head of a new variant file."""
    return (
        "# Made by the commands of `scheduler desk` (move, swap, pin, close, drop, add, set …);\n"
        "# `scheduler desk history` lists all steps, `scheduler desk undo` undoes the last one.\n"
        f"{row_of('extends: ', extends)}\n{row_of('name: ', name)}\n"
    )


def variant_text(desk: DeskState, head: str) -> str:
    """Return the text of the variant file: each change below a comment that describes it."""
    rows = (f"  # {one_line(line.said)}\n{_row_of(line.change)}\n" for line in desk.lines.values())
    return head + ("changes:\n" + "".join(rows) if desk.lines else "changes: []\n")


def _row_of(change: Mapping[str, Any]) -> str:
    (kind, fields), *_ = change.items()
    return row_of(f"  - {kind}: ", json.loads(json.dumps(fields)))
