"""Read links files: which agenda items of a conference its preparatory meetings settle."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from scheduler.errors import InputError
from scheduler.instance import (
    EXPECTED,
    Fault,
    Frozen,
    Identifier,
    Instance,
    meetings_of,
    nearest,
    quoted,
    twice,
)
from scheduler.sources.documents import INSTANCE_FOR_LINKS, document_of, is_instance
from scheduler.sources.drafts import draft_of
from scheduler.sources.instances import read_instance
from scheduler.sources.nodes import BrokenError, Complaint, blemishes, numbered


@dataclass(frozen=True, slots=True)
class Link:
    """A task, or a meeting, and the agenda items that it settles."""

    items: tuple[str, ...]
    """Agenda items of the conference."""
    settled: int
    """Percent of each that is settled, 1 to 100."""
    sessions: tuple[str, ...]
    """Meetings of which one has to take place: that of the link, or else those of its task."""
    task: str | None = None
    """Task of the preparatory instance; None if a meeting as such settles the items."""


@dataclass(frozen=True, slots=True)
class Links:
    """A links file, with its two instances."""

    name: str
    """Name of the variant."""
    title: str
    """Title of the variant; may be empty."""
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
        When the file, or an instance that it names, cannot be used; it lists all errors.
    """
    try:
        root = document_of(path)
    except BrokenError as error:
        raise InputError(*numbered(str(path), [Complaint(error.line, str(error))])) from error
    if is_instance(root):
        raise InputError(f"{path}:{root.line}: {INSTANCE_FOR_LINKS}")
    draft = draft_of(LinksFile, root)
    file, complaints = draft.facts, [*blemishes(root), *draft.complaints()]
    if complaints or file is None:
        raise InputError(*numbered(str(path), complaints))
    months, days, programme = (
        Path(os.path.normpath(path.parent / each))
        for each in (file.preparatory, file.conference, file.programme or "")
    )
    preparatory, conference = read_instance(months), read_instance(days)
    if complaints := [*draft.complaints(_faults(file, preparatory, conference))]:
        raise InputError(*numbered(str(path), complaints))
    return Links(
        name=file.name,
        title=file.title,
        preparatory=preparatory,
        preparatory_path=months,
        conference=conference,
        conference_path=days,
        programme=programme if file.programme else None,
        links=tuple(
            Link(each.items, each.settled, _meetings(preparatory, each), each.task)
            for each in file.links
        ),
    )


class LinkRow(Frozen):
    """A link, as it is written."""

    task: Identifier | None = None
    session: Identifier | None = None
    items: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """Agenda items of the conference."""
    settled: Annotated[int, Field(ge=1, le=100)] = 100


class LinksFile(Frozen):
    """A links file, as it is written."""

    format: Literal[1] = 1
    name: Identifier
    """Name of the variant that is made."""
    title: str = ""
    preparatory: str
    """Path of the instance of the months before."""
    conference: str
    """Path of the instance of the conference."""
    programme: str | None = None
    links: Annotated[tuple[LinkRow, ...], Field(min_length=1)]
    """What settles what."""


def _faults(file: LinksFile, preparatory: Instance, conference: Instance) -> Iterator[Fault]:
    """Yield the faults of a links file with its instances."""
    if file.name == conference.name:
        expected = "a name of the variant other than that of the conference"
        yield Fault(("name",), quoted(file.name), expected)
    for position, row in enumerate(file.links):
        path = ("links", position)
        named: list[tuple[Instance, str, tuple[str | int, ...], str | None]] = [
            *((conference, "items", ("items", at), name) for at, name in enumerate(row.items)),
            (preparatory, "tasks", ("task",), row.task),
            (preparatory, "sessions", ("session",), row.session),
        ]
        for instance, table, field, name in named:
            known = [each.id for each in getattr(instance, table)]
            if name is not None and name not in known:
                yield Fault((*path, *field), quoted(name), EXPECTED[table], nearest(name, known))
        yield from twice((*path, "items"), row.items, "each item once")
        if row.task is None and row.session is None:
            yield Fault(path, "neither `task` nor `session`", "one of them")
        meetings = _meetings_of(preparatory, row.task)
        if meetings and row.session is not None and row.session not in meetings:
            expected = f"a meeting of {row.task}: {', '.join(meetings)}"
            yield Fault((*path, "session"), quoted(row.session), expected)


def _meetings(preparatory: Instance, row: LinkRow) -> tuple[str, ...]:
    if row.session is not None:
        return (row.session,)
    return _meetings_of(preparatory, row.task)


def _meetings_of(preparatory: Instance, task: str | None) -> tuple[str, ...]:
    tasks = {each.id: each for each in preparatory.tasks}
    return meetings_of(preparatory, tasks[task]) if task in tasks else ()
