"""Exports of a release: workbook, list, page, handout, document, and what programs read.

The door is `exported`. Equal releases give equal bytes; no private session is in them unless it is asked for.
A form is a member of `ExportForm` and a row of `WRITERS`: it draws the tables of `tables` in its own way.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from scheduler.errors import InputError
from scheduler.extras import load
from scheduler.publishing.exports.handouts import handout_of, page_of
from scheduler.publishing.exports.interchange import document_of, schedule_json, schedule_xml
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
    CSV = "csv"
    ROSTER = "roster"
    HTML = "html"
    SCHEDULE_JSON = "schedule-json"
    SCHEDULE_XML = "schedule-xml"
    PRETALX = "pretalx"
    JSON = "json"
    PDF = "pdf"
    DOCX = "docx"


def _document(programme: ExportedProgramme, settings: Settings) -> bytes:
    made: bytes = load("scheduler.publishing.exports.documents", "A docx").plan_document(
        programme,
        None if settings.before is None else programme_of(settings.before, settings),
        symbol=settings.symbol,
        with_agendas=bool(settings.body or settings.session),
    )
    return made


def _release(programme: ExportedProgramme, settings: Settings) -> bytes:
    for option, chosen in (("body", settings.body), ("session", settings.session)):
        if chosen is not None:
            raise InputError(
                f"--{option}: json is the whole release; another format exports one {option}."
            )
    return document_of(programme.release)


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
