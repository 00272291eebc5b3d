"""Links: which agenda items of a conference are settled by the meetings that prepare it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scheduler.errors import InputError
from scheduler.instance import (
    EXPECTED,
    Fault,
    Frozen,
    Identifier,
    Instance,
    meetings_of,
    quoted,
)
from scheduler.sources.documents import INSTANCE_FOR_LINKS, document_of, is_instance, near_file
from scheduler.sources.drafts import checked, draft_of, one_of
from scheduler.sources.instances import read_instance
from scheduler.sources.nodes import BrokenError, Complaint, Node, blemishes, numbered, text_of


@dataclass(frozen=True, slots=True)
class Link:
    """A task, or a meeting, and the agenda items that it settles."""

    items: tuple[str, ...]
    """Agenda items of the conference."""
    settled: int
    """Percent of each that is settled, 1 to 100."""
    sessions: tuple[str, ...]
    """Meetings of which one has to be held: that of the link, or else those of its task."""
    task: str | None = None
    """Task of the preparatory instance; None if a meeting as such settles the items."""


@dataclass(frozen=True, slots=True)
class Links:
    """What a links file says, and the two instances that it joins."""

    name: str
    """Name of the variant."""
    title: str
    """Title of the variant, for people; may be empty."""
    preparatory: Instance
    preparatory_path: Path
    conference: Instance
    conference_path: Path
    programme: Path | None
    """Solution file of the preparatory instance, if the file names one."""
    links: tuple[Link, ...]
    """In the order of the file."""


def read_links(path: Path) -> Links:
    """Read a links file, and the two instances that it names.

    Raises
    ------
    InputError
        When the file, or an instance that it names, cannot be used; it names everything that is wrong.
    """
    try:
        root = document_of(path)
    except BrokenError as error:
        raise InputError(*numbered(str(path), [Complaint(error.line, str(error))])) from error
    if is_instance(root):
        raise InputError(f"{path}:{root.line}: {INSTANCE_FOR_LINKS}")
    setting = _setting_of(path.parent, root)
    draft = draft_of(LinksFile, root, setting)
    preparatory, conference, file = setting.preparatory, setting.conference, draft.facts
    faults = _faults(setting, file) if file is not None else ()
    complaints = [*blemishes(root), *draft.complaints(faults)]
    if complaints or preparatory is None or conference is None or file is None:
        raise InputError(*numbered(str(path), complaints))
    return Links(
        name=file.name,
        title=file.title,
        preparatory=preparatory,
        preparatory_path=setting.path_of(file.preparatory),
        conference=conference,
        conference_path=setting.path_of(file.conference),
        programme=None if file.programme is None else setting.path_of(file.programme),
        links=tuple(
            Link(each.items, each.settled, _meetings(preparatory, each), each.task)
            for each in file.links
        ),
    )


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the names of a links file are compared with."""

    folder: Path
    preparatory: Instance | None
    conference: Instance | None

    def path_of(self, named: str) -> Path:
        """Return the file of a name, from the folder of the links file."""
        return Path(os.path.normpath(self.folder / named))


def _setting_of(folder: Path, root: Node) -> _Setting:
    """Read the instances that a links file names, as far as there are such files."""
    named = (text_of(root.child(field)) or "" for field in ("preparatory", "conference"))
    troubles: list[str] = []
    found: list[Instance | None] = []
    for path in (Path(os.path.normpath(folder / each)) if each.strip() else None for each in named):
        try:
            found.append(read_instance(path) if path is not None and path.is_file() else None)
        except InputError as error:
            troubles += error.troubles
    if troubles:
        raise InputError(*troubles)
    return _Setting(folder, found[0], found[1])


def _file(value: object, setting: _Setting) -> object:
    """Make sure that a value names a file that is there."""
    named = value if isinstance(value, str) else ""
    if not named.strip():
        raise ValueError("expected the path of a file, from the folder of this one")
    path = setting.path_of(named)
    if not path.is_file():
        raise ValueError(f"expected a file that is there. {near_file(path)}")
    return value


def _known(table: str, side: Literal["preparatory", "conference"]) -> BeforeValidator:
    """Return what checks an id: it has to be one of a table of one of the instances."""

    def known(setting: _Setting) -> list[str] | None:
        instance: Instance | None = getattr(setting, side)
        return None if instance is None else [each.id for each in getattr(instance, table)]

    return one_of(known, EXPECTED[table])


_File = Annotated[str, checked(_file)]


class LinkRow(Frozen):
    """A link, as it is written."""

    task: Annotated[str, _known("tasks", "preparatory")] | None = None
    session: Annotated[str, _known("sessions", "preparatory")] | None = None
    items: Annotated[tuple[Annotated[str, _known("items", "conference")], ...], Field(min_length=1)]
    """Agenda items of the conference."""
    settled: Annotated[int, Field(ge=1, le=100)] = 100


class LinksFile(Frozen):
    """A links file, as it is written."""

    format: Literal[1] = 1
    name: Identifier
    """Name of the variant that is made."""
    title: str = ""
    preparatory: _File
    """Path of the instance of the months before."""
    conference: _File
    """Path of the instance of the conference."""
    programme: _File | None = None
    links: Annotated[tuple[LinkRow, ...], Field(min_length=1)]
    """What settles what."""


def _faults(setting: _Setting, file: LinksFile) -> Iterator[Fault]:
    """Yield what does not fit together in a links file, as far as it could be read."""
    conference, preparatory = setting.conference, setting.preparatory
    if conference is not None and getattr(file, "name", "") == conference.name:
        expected = "a name of the variant other than that of the conference"
        yield Fault(("name",), quoted(file.name), expected)
    for position, row in enumerate(file.links):
        path = ("links", position)
        for at, item in enumerate(row.items):
            if item in row.items[:at]:
                yield Fault((*path, "items", at), f"{quoted(item)} again", "each item once")
        if row.task is None and row.session is None:
            yield Fault(path, "neither `task` nor `session`", "what settles the items: one of them")
        elif row.task is not None and row.session is not None and preparatory is not None:
            meetings = _meetings_of(preparatory, row.task)
            if row.session not in meetings:
                expected = f"a meeting of {row.task}: {', '.join(meetings)}"
                yield Fault((*path, "session"), quoted(row.session), expected)


def _meetings(preparatory: Instance, row: LinkRow) -> tuple[str, ...]:
    """Return the meetings of a link: the one that it names, or those of its task."""
    if row.session is not None:
        return (row.session,)
    return _meetings_of(preparatory, row.task)


def _meetings_of(preparatory: Instance, task: str | None) -> tuple[str, ...]:
    tasks = {each.id: each for each in preparatory.tasks}
    return meetings_of(preparatory, tasks[task]) if task in tasks else ()
