"""Exports of a release: workbook, list, page, handout, document, and what programs read.

The door is `exported`. Equal releases give equal bytes; no private session is in them unless it is asked for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.exports.agendas import MeetingAgenda, agenda_of
from scheduler.publishing.exports.handouts import (
    agenda_handout,
    handout_of,
    letters_without_font,
)
from scheduler.publishing.exports.interchange import document_of, schedule_json, schedule_xml
from scheduler.publishing.exports.lists import csv_of
from scheduler.publishing.exports.pages import page_of
from scheduler.publishing.exports.programmes import Programme, programme_of
from scheduler.publishing.exports.rosters import roster_of
from scheduler.publishing.exports.workbooks import workbook_of
from scheduler.publishing.forms import ALWAYS_PUBLIC, Colours, Down, Form, Paper
from scheduler.publishing.languages import text_in
from scheduler.publishing.records import Release
from scheduler.wording import one_line


@dataclass(frozen=True, slots=True)
class Settings:
    """How an export looks."""

    language: str | None = None
    """Language of titles and headings; the first of the conference, if nothing is said."""
    down: Down = Down.ROOMS
    colours: Colours = Colours.KIND
    paper: Paper = Paper.AUTO
    fonts: Path | None = None
    """A folder of fonts for the handout, besides those it has."""
    with_private: bool = False
    published: bool = True
    """Whether the release is one, or a programme that is to become one."""
    body: str | None = None
    """Id of the body whose sessions alone are shown; all, if nothing is said."""
    session: str | None = None
    """Id of the session that alone is shown, as its agenda where the form is to be handed out."""
    symbol: str | None = None
    """Symbol of the document; made of the title of the conference, if nothing is said."""
    before: Release | None = None
    """The release before, as it may be shown now: the document marks what has changed since."""


_USUAL = Settings()

DOCX_NEEDED = "a docx needs a package that is not installed: pip install 'agenda-scheduler[docx]'"


def _make_sure_of_docx() -> None:
    if find_spec("docx") is None:
        raise InputError(DOCX_NEEDED)


def _agenda_document(programme: Programme, agenda: MeetingAgenda, settings: Settings) -> bytes:
    _make_sure_of_docx()
    documents = import_module("scheduler.publishing.exports.agenda_document")
    made: bytes = documents.agenda_document(programme, agenda, symbol=settings.symbol)
    return made


_AGENDAS: Mapping[Form, Callable[[Programme, MeetingAgenda, Settings], bytes]] = {
    Form.PDF: lambda programme, agenda, settings: agenda_handout(programme, agenda, settings.fonts),
    Form.DOCX: _agenda_document,
}
"""Forms in which a session alone is its agenda."""


def _document(programme: Programme, settings: Settings) -> bytes:
    _make_sure_of_docx()
    documents = import_module("scheduler.publishing.exports.documents")
    before = None if settings.before is None else _shown(settings.before, settings)
    names = {
        each.id: text_in(each.titles, programme.language, each.id)
        for each in programme.release.conference.bodies
    }
    made: bytes = documents.plan_document(
        programme,
        before,
        symbol=settings.symbol,
        paper=settings.paper,
        body=None if settings.body is None else one_line(names.get(settings.body, settings.body)),
    )
    return made


_WRITERS: Mapping[Form, Callable[[Programme, Settings], bytes]] = {
    Form.XLSX: lambda programme, settings: workbook_of(programme, settings.down),
    Form.CSV: lambda programme, _: csv_of(programme),
    Form.ROSTER: lambda programme, _: roster_of(programme),
    Form.HTML: lambda programme, settings: page_of(programme, settings.down),
    Form.SCHEDULE_JSON: lambda programme, _: schedule_json(programme),
    Form.SCHEDULE_XML: lambda programme, _: schedule_xml(programme),
    Form.PRETALX: lambda programme, _: schedule_xml(programme, for_pretalx=True),
    Form.PDF: lambda programme, settings: handout_of(
        programme, settings.down, settings.colours, settings.paper, settings.fonts
    ),
    Form.DOCX: _document,
}


def exported(release: Release, form: Form, settings: Settings = _USUAL) -> bytes:
    """Return a release in a form.

    Raises
    ------
    InputError
        When private sessions are asked for in a form that is made for everybody, or a body in one that
        is the release itself.
    """
    if settings.with_private and form in ALWAYS_PUBLIC:
        raise InputError(
            f"--with-private: {form} is made for everybody; private sessions stay out."
        )
    if form is Form.JSON:
        for option, chosen in (("body", settings.body), ("session", settings.session)):
            if chosen is not None:
                raise InputError(
                    f"--{option}: json is the release itself; another form shows one {option}."
                )
        return document_of(release, with_private=settings.with_private)
    if settings.session is not None and form in _AGENDAS:
        programme = _all_shown(release, settings)
        return _AGENDAS[form](programme, agenda_of(programme, settings.session), settings)
    return _WRITERS[form](_shown(release, settings), settings)


def unprintable(release: Release, settings: Settings = _USUAL) -> str:
    """Return the letters of a release that a PDF cannot show: no font has them."""
    return letters_without_font(_shown(release, settings), settings.fonts)


def _all_shown(release: Release, settings: Settings) -> Programme:
    language = settings.language or release.conference.languages[0]
    return programme_of(
        release, language, with_private=settings.with_private, published=settings.published
    )


def _shown(release: Release, settings: Settings) -> Programme:
    programme = _all_shown(release, settings)
    body, session = settings.body, settings.session
    rows = tuple(
        row
        for row in programme.rows
        if (body is None or body in row.body_ids) and session in {None, row.session}
    )
    return replace(programme, rows=rows)
