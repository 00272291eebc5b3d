"""Exports of a release: workbook, list, page, handout, document, and what programs read.

The door is `exported`. Equal releases give equal bytes; no private session is in them unless it is asked for.
A form is a member of `ExportForm`, whose docstring the documentation shows, and a row of `WRITERS`: it draws
the tables of `tables` in its own way.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from scheduler.errors import InputError
from scheduler.extras import load
from scheduler.publishing.exports.handouts import handout_of, page_of
from scheduler.publishing.exports.interchange import schedule_json, schedule_xml
from scheduler.publishing.exports.programmes import (
    USUAL,
    ExportedProgramme,
    Settings,
    programme_of,
)
from scheduler.publishing.exports.sheets import csv_of, workbook_of
from scheduler.publishing.exports.tables import roster_of, sessions_of
from scheduler.publishing.records import Release

__all__ = ["ALWAYS_PUBLIC", "WRITERS", "ExportForm", "Settings", "exported"]


class ExportForm(StrEnum):
    """A form of export."""

    XLSX = "xlsx"
    """Time management plan (days across, rooms down), list of sessions, agenda items."""
    CSV = "csv"
    """List of sessions."""
    ROSTER = "roster"
    """Which team of interpreters serves which sessions, as CSV."""
    HTML = "html"
    """Plan and lists on a page without scripts, for mail and intranets."""
    SCHEDULE_JSON = "schedule-json"
    """What apps of conferences read, by the [c3voc schema](https://c3voc.de/wiki/schedule)."""
    SCHEDULE_XML = "schedule-xml"
    """The same as XML."""
    PRETALX = "pretalx"
    """What pretalx imports."""
    JSON = "json"
    """The release itself."""
    PDF = "pdf"
    """Plan of each day on A4, then agendas (extra `pdf`)."""
    DOCX = "docx"
    """Numbered plan to be issued each evening, with changes since the release before (extra `docx`)."""


def _document(programme: ExportedProgramme, settings: Settings) -> bytes:
    documents = load("scheduler.publishing.exports.documents", "A docx")
    made: bytes = documents.plan_document(programme, settings)
    return made


def _release(programme: ExportedProgramme, settings: Settings) -> bytes:
    for option, chosen in (("body", settings.body), ("session", settings.session)):
        if chosen is not None:
            raise InputError(
                f"--{option}: json is the whole release; another format exports one {option}."
            )
    return f"{programme.release.model_dump_json(indent=2)}\n".encode()


WRITERS: Mapping[ExportForm, Callable[[ExportedProgramme, Settings], bytes]] = {
    ExportForm.XLSX: lambda programme, _: workbook_of(programme),
    ExportForm.CSV: lambda programme, _: csv_of(sessions_of(programme)),
    ExportForm.ROSTER: lambda programme, _: csv_of(roster_of(programme)),
    ExportForm.HTML: lambda programme, _: page_of(programme),
    ExportForm.SCHEDULE_JSON: lambda programme, _: schedule_json(programme),
    ExportForm.SCHEDULE_XML: lambda programme, _: schedule_xml(programme),
    ExportForm.PRETALX: lambda programme, _: schedule_xml(programme, for_pretalx=True),
    ExportForm.JSON: _release,
    ExportForm.PDF: lambda programme, _: handout_of(programme),
    ExportForm.DOCX: _document,
}

ALWAYS_PUBLIC = frozenset(
    {ExportForm.HTML, ExportForm.SCHEDULE_JSON, ExportForm.SCHEDULE_XML, ExportForm.PRETALX}
)
"""Public formats: they never contain private sessions."""


def exported(release: Release, form: ExportForm, settings: Settings = USUAL) -> bytes:
    """Return a release in a form.

    Raises
    ------
    InputError
        When private sessions are asked for in a form that is made for everybody, a body or a session in
        one that is the release itself, or the package that a form needs is not installed.
    """
    if settings.with_private and form in ALWAYS_PUBLIC:
        raise InputError(
            f"--with-private: {form} is a public format; it never contains private sessions."
        )
    return WRITERS[form](programme_of(release, settings), settings)
