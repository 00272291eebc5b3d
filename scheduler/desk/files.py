"""A desk on the disk: the history is authoritative; variant and programme are derived from it.

Each file is written atomically, the history first. If a command is killed in between, the next one that opens
the desk writes the other files again.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from scheduler.desk.steps import (
    Agenda,
    Change,
    DeskState,
    Step,
    VariantLine,
    begun,
    different,
    step_to,
    taken,
)
from scheduler.errors import InputError, InstanceError, SolutionError
from scheduler.instance import Instance
from scheduler.phrases import Phrase, phrase_of_row, row_of_phrase, say
from scheduler.replanning import announced
from scheduler.schedule import AgendaEntry, Assignment, Schedule
from scheduler.sources import (
    changes_in,
    files_of,
    read_instance,
    read_published,
    read_stored,
    schedule_text,
)
from scheduler.sources.identifiers import bounded_id
from scheduler.sources.yaml_text import row_of
from scheduler.storage import (
    MissingError,
    UnreadableError,
    content_of,
    held,
    make_folder,
    write_atomically,
)
from scheduler.wording import counted, one_line

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
    """Head of the variant, above the changes."""
    was: Mapping[str, str | None]
    """Digests of the variant and of the programme before the last step; None for a missing file."""
    title: str = ""
    """Title; empty if it has none."""


def bytes_of(record: HistoryRecord) -> bytes:
    """Return a history as its file has it; raise `InputError` if a name or a text is not valid UTF-8."""
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
    try:
        return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()
    except UnicodeEncodeError as error:
        found = ascii(error.object[max(0, error.start - 20) : error.end])
        raise InputError(
            f"found {found}, expected names and texts in UTF-8; nothing was written."
        ) from error


def record_of(text: str, name: str) -> HistoryRecord:
    """Return the history in a text; raise `InputError`, which names the file, if it is none."""
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


def edited(desk: DeskState, variant: Path) -> DeskState:
    """Return a desk with the changes that someone has made in the variant file."""
    known = {_words(line.change): (key, line) for key, line in desk.lines.items()}
    lines: dict[str, VariantLine] = {}
    for change in changes_in(variant):
        key, line = known.get(_words(change)) or (
            _key(change),
            VariantLine(say("By hand: {}.", ", ".join(change)), change, desk.done + 1),
        )
        lines[key] = line
    step = Step(say("{} was edited by hand.", variant.name), different(desk.lines, lines), {})
    return taken(desk, step) if step.lines else desk


def solved(desk: DeskState, programme: Path) -> DeskState:
    """Return a desk with the programme that another command has written."""
    found = read_published(programme, desk.instance).schedule
    step = step_to(desk, "", desk.lines, found)
    if step.is_nothing:
        return desk
    number = counted(len(step.places), "session")
    what = say("{} moved", number) if step.places else say("other agendas")
    return taken(desk, replace(step, said=say("Take over {}: {}.", str(programme), what)))


def _words(change: Change) -> str:
    return json.dumps(change, sort_keys=True, default=str)


def _key(change: Change) -> str:
    """Return the key of a change, as the commands of the desk use it."""
    (kind, fields), *_ = change.items()
    if kind in ("pin", "unpin"):
        return f"pin {fields['session']}"
    if kind == "set_level" and ("level" in fields) != bool(fields.get("items")):
        items = [*fields.get("items", ())]
        if len(items) < 2:
            return " ".join(("level", fields["rule"], *items))
    sessions = fields.get("sessions") if len(fields) == 1 else None
    if kind in ("add", "remove") and isinstance(sessions, list) and len(sessions) == 1:
        (one,) = sessions
        return f"add {one['id']}" if kind == "add" else f"cancel {one}"
    if kind == "change" and isinstance(sessions, dict) and len(sessions) == 1:
        ((session, given),) = sessions.items()
        if [*given] == ["optional"]:
            return f"optional {session}"
    return _words(change)


SOLUTIONS = Path("solutions")
"""Where programmes are, unless another folder is given."""
LARGEST_HISTORY = 200 * 2**20
"""Bytes of a history at most."""


class Watched:
    """An instance file and the files it extends, with their content when this was made."""

    def __init__(self, path: Path) -> None:
        ordinary = [each for each in files_of(path) if each.is_file()]
        self._seen = {each: (_status(each), _digest_of(each)) for each in ordinary}

    @property
    def changed(self) -> Path | None:
        """The first file that has changed or disappeared since; None if all are unchanged."""
        for path, (status, digest) in self._seen.items():
            now = _status(path)
            if now != status:
                if _digest_of(path) != digest:
                    return path
                self._seen[path] = now, digest  # written again, and the same
        return None


def _status(path: Path) -> tuple[int, int, int] | None:
    """Return when a file was written, how large it is, and which one it is."""
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None


def _digest_of(path: Path) -> str:
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except UnreadableError:
        return ""


@dataclass(frozen=True)
class DeskFile:
    """A desk and its files."""

    desk: DeskState
    extends: str
    """Path of the instance, from the folder of the variant."""
    head: str
    """Head of the variant file, above the changes."""
    variant: Path
    programme: Path
    content: bytes | None
    """The history as read; None before the first step."""
    title: str = ""
    """Title, as typed; empty if none was given."""
    watched: Watched | None = field(default=None, compare=False)
    """The files of its instance, as they were when they were read."""

    @property
    def history(self) -> Path:
        """The file of the history."""
        return history_of(self.variant)

    @property
    def texts(self) -> Mapping[str, str]:
        """Contents of variant and programme."""
        return {
            "variant": variant_text(self.desk, self.head),
            "programme": schedule_text(self.desk.instance, self.desk.schedule),
        }

    def save(self, desk: DeskState) -> "DeskFile":
        """Write a later state of this desk: history, variant and programme.

        Raises
        ------
        InputError
            When the files cannot be written, or another command has changed them meanwhile.
        """
        with held(self.history):
            new = self._recorded(desk)
            _write(new)
            return new

    def keep(self, desk: DeskState) -> "DeskFile":
        """Write the history of a later state of this desk; `follow` writes the other files.

        Raises
        ------
        InputError
            When it cannot be written, or another command has changed it meanwhile.
        """
        with held(self.history):
            return self._recorded(desk)

    def follow(self) -> None:
        """Write variant and programme from the history.

        Raises
        ------
        InputError
            When they cannot be written, or another command has changed the history meanwhile.
        """
        with held(self.history):
            self.make_sure_it_is_current()
            _write(self)

    @property
    def is_current(self) -> bool:
        """Whether no other command has changed the history since."""
        return _content(self.history) == self.content

    def make_sure_it_is_current(self) -> None:
        """Raise `InputError` if another command has changed the history since."""
        if not self.is_current:
            raise InputError(
                f"{self.history}: another command has changed this file. Nothing was written; try again."
            )

    def _recorded(self, desk: DeskState) -> "DeskFile":
        self.make_sure_it_is_current()
        was = {name: _digest(_content(path)) for name, path in self.paths.items()}
        record = HistoryRecord(
            *(self.extends, desk.name, desk.done, desk.steps, self.head, was, self.title)
        )
        written = bytes_of(record)
        write_atomically(self.history, written)
        return replace(self, desk=desk, content=written)

    @property
    def paths(self) -> Mapping[str, Path]:
        """Where they are."""
        return {"variant": self.variant, "programme": self.programme}


def _write(file: DeskFile) -> None:
    if not file.programme.parent.exists():
        make_folder(file.programme.parent)
    for name, text in file.texts.items():
        write_atomically(file.paths[name], text.encode())


def history_of(variant: Path) -> Path:
    """Return the history of a variant: ``forum.desk.history`` of ``forum.desk.yaml``."""
    return variant.with_suffix(".history")


def usual_variant(instance: Path) -> Path:
    """Return the usual variant file of a desk: ``forum.desk.yaml`` beside ``forum.yaml``."""
    return instance.with_name(f"{instance.stem}.desk.yaml")


def open_desk(
    instance: Path | str, variant: Path | str | None = None, *, solutions: Path | str = SOLUTIONS
) -> DeskFile:
    """Open the desk of an instance with its history; write no new file.

    Parameters
    ----------
    instance
        Its file; or the variant of a desk, which is taken up again.
    variant
        The variant file that takes the changes; ``<name>.desk.yaml`` beside the instance unless given.
    solutions
        Folder of programmes. The desk begins with ``<name of the instance>.json`` there, or else with
        the published plan, and keeps its own programme there as ``<name of the variant>.json``.

    Raises
    ------
    InputError
        When a file cannot be used, or there is no programme to begin with.
    """
    given = Path(instance)
    if variant is None and history_of(given).exists():
        return _reopened(given, Path(solutions))
    target = usual_variant(given) if variant is None else Path(variant)
    extends = os.path.relpath(given, target.parent)
    if history_of(target).exists():
        found = _reopened(target, Path(solutions))
        if Path(found.extends) != Path(extends):
            raise InputError(
                f"{target}: is the desk of another instance, {found.extends}. Give another name."
            )
        return found
    if target.exists():
        raise InputError(
            f"{target}: exists but has no history, so it is not a desk. Give another name or move the file."
        )
    return _opened(given, target, extends, Path(solutions))


def _opened(given: Path, target: Path, extends: str, solutions: Path) -> DeskFile:
    watched, base = Watched(given), read_instance(given)
    is_usual = target.name == usual_variant(given).name
    name = bounded_id(base.name, "-desk") if is_usual else target.stem
    programme, said = _first(base, solutions / f"{base.name}.json")
    desk = begun(base, name, programme, said)
    head = head_of(name, extends)
    own = (desk, extends, head, target, solutions / f"{name}.json", None)
    return DeskFile(*own, watched=watched)


def kept_desk(variant: Path) -> DeskFile | None:
    """Return the desk of a variant by its history, without writing; None if it has none.

    Raises
    ------
    InputError
        When its history or its instance cannot be read.
    """
    content = _content(history_of(variant))
    return None if content is None else _kept(variant, SOLUTIONS, content)[0]


def _kept(variant: Path, solutions: Path, content: bytes) -> tuple[DeskFile, HistoryRecord]:
    record = record_of(content.decode(errors="replace"), str(history_of(variant)))
    instance = variant.parent / record.extends
    watched, base = Watched(instance), read_instance(instance)
    desk = DeskState(base, record.name, record.steps, record.done)
    programme = solutions / f"{record.name}.json"
    file = (desk, record.extends, record.head, variant, programme, content, record.title)
    return DeskFile(*file, watched=watched), record


def _first(base: Instance, stored: Path) -> tuple[Schedule, str]:
    """Return the programme with which a desk begins, and a sentence that says which it is."""
    if stored.exists():
        found = read_stored(stored, base).schedule
        return found, say(
            "Begin with the stored programme: {}.", counted(len(found.assignments), "session")
        )
    planned = announced(base)
    if not planned.assignments:
        raise SolutionError(
            f"{stored}: no programme of {base.name} yet. Run `scheduler solve` first."
        )
    return (
        planned,
        say("Begin with the published plan: {}.", counted(len(planned.assignments), "session")),
    )


def _reopened(variant: Path, solutions: Path) -> DeskFile:
    """Open an existing desk; write the files that a killed command has left unwritten.

    In a folder that takes no writing the history is read as it is: each of its states was written whole.
    """
    history = history_of(variant)
    with held(history) if _takes_writing(history.parent) else nullcontext():
        return _read(variant, solutions)


def _takes_writing(folder: Path) -> bool:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    return os.access(there, os.W_OK)


def _read(variant: Path, solutions: Path) -> DeskFile:
    found, record = _kept(variant, solutions, _content(history_of(variant)) or b"")
    desk, programme = found.desk, found.programme
    if _restored(variant, variant_text(desk, record.head), record.was["variant"]):
        found = replace(found, desk=edited(desk, variant), head=_head(variant, record.head))
    try:
        _ = found.desk.instance
    except InstanceError:  # the instance has changed so that the lines of the variant fit no more
        read_instance(variant)  # says so with the lines of both files
        raise
    if _restored(programme, found.texts["programme"], record.was["programme"]):
        found = replace(found, desk=solved(found.desk, programme))
    return found


def _head(variant: Path, head: str) -> str:
    text = (_content(variant) or b"").decode(errors="replace")
    above, changes, _ = text.partition("\nchanges:")
    return f"{above}\n" if changes else head


def _restored(path: Path, text: str, was: str | None) -> bool:
    """Return True if someone else has written a file; an outdated one is written again."""
    content = _content(path)
    if content == text.encode():
        return False
    if content is None or _digest(content) == was:
        if not _takes_writing(path.parent):
            return False
        if not path.parent.exists():
            make_folder(path.parent)
        write_atomically(path, text.encode())
        return False
    return True


def _content(path: Path) -> bytes | None:
    try:
        return content_of(path, LARGEST_HISTORY)
    except MissingError:
        return None
    except UnreadableError as error:
        raise InputError(f"{path}: {error}") from error


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
