"""The numbered plan as a text document, read by the library that such documents are read with."""

import io
from collections.abc import Iterator
from datetime import timedelta

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from syrupy.assertion import SnapshotAssertion

from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.records import Entry, Release, SessionStanding
from tests.publishing.exports.programmes import rich
from tests.publishing.releases import changed, entry, named, release

pytestmark = pytest.mark.needs("docx")

HOUR = timedelta(hours=1)
TALK = entry("talk", "2021-11-08T06:30", 90, body="com1")
DINNER = entry("dinner", "2021-11-08T16:00", 60, room="B")
LAST = entry("last", "2021-11-09T06:00", 60)


def plan(*entries: Entry, number: int = 1) -> Release:
    """Return a release of these sessions."""
    return release(*entries, number=number, bodies=(named("com1"),))


FIRST = plan(TALK, entry("early", "2021-11-08T05:30", 30), DINNER, LAST)


def read(shown: Release, **settings: object) -> Document:
    """Return the document of a release, as it is read."""
    return docx.Document(io.BytesIO(exported(shown, ExportForm.DOCX, Settings(**settings))))  # type: ignore[arg-type]


def lines(document: Document) -> Iterator[str]:
    """Yield paragraphs and rows in order; a cell that is merged stands once, what is struck in tildes."""
    for element in document.iter_inner_content():
        if isinstance(element, Table):
            for row in element.rows:
                texts = []
                for cell in row.cells:
                    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
                    struck = "~" if any(run.font.strike for run in runs) else ""
                    texts.append(f"{struck}{cell.text}{struck}".replace("\n", " / "))
                yield " | ".join(dict.fromkeys(texts))
        elif element.text:
            yield element.text


def test_what_a_document_says(snapshot: SnapshotAssertion) -> None:
    """Title block, a table for each day by its parts, notes; with the agenda where a body is asked for."""
    assert "\n".join(lines(read(rich()))) == snapshot(name="all")
    settings = {"body": "com1", "language": "fr", "symbol": "COM1/7"}
    assert "\n".join(lines(read(rich(), **settings))) == snapshot(name="body")
    draft = "\n".join(lines(read(plan(TALK, number=2), published=False)))
    assert "Document TINY/TMP / Draft, not published / EN" in draft


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_has_changed_is_marked(snapshot: SnapshotAssertion, language: str) -> None:
    """In words, with where it was; what is cancelled is struck through; what is as it was has no mark."""
    after = plan(
        changed(TALK, start=TALK.start + 3 * HOUR, end=TALK.end + 3 * HOUR),
        changed(DINNER, room="A"),
        changed(LAST, standing=SessionStanding.CANCELLED),
        entry("early", "2021-11-08T05:30", 30),
        entry("more", "2021-11-09T08:00"),
        number=2,
    )
    assert "\n".join(lines(read(after, before=FIRST, language=language))) == snapshot


def test_what_was_cancelled_before_is_no_longer_told() -> None:
    """Only the release that cancels it says so."""
    gone = plan(TALK, changed(LAST, standing=SessionStanding.CANCELLED), number=2)
    later = gone.model_copy(update={"number": 3})
    assert "CANCELLED" in "\n".join(lines(read(gone, before=FIRST)))
    said = "\n".join(lines(read(later, before=gone)))
    assert "Last" not in said
    assert "No change since TINY/TMP (Rev.1)." in said


def test_what_has_become_private_is_not_told_as_a_change() -> None:
    """It is not there, as if it had never been; no room or time of it either."""
    secret = plan(changed(TALK, private=True), number=2)
    assert "Talk" not in "\n".join(lines(read(secret, before=FIRST)))


def test_headings_are_repeated_and_no_row_is_broken() -> None:
    """On every page that a table goes on; pages are counted."""
    document = read(FIRST)
    for table in document.tables[1:]:
        rows = [row._tr.get_or_add_trPr() for row in table.rows]
        heads = [row.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    foot = document.sections[0].footer.paragraphs[0]
    assert [each.text for each in foot._p.iter(qn("w:instrText"))] == [" PAGE ", " NUMPAGES "]
