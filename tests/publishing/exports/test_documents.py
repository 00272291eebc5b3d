"""The numbered plan as a text document, read by the library that such documents are read with."""

import io
import zipfile
from datetime import timedelta

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table

from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.forms import Form, Paper
from scheduler.publishing.records import Entry, Release, Standing
from tests.publishing.exports.programmes import small
from tests.publishing.releases import changed, entry, named, release

pytestmark = pytest.mark.needs("docx")

HOUR = timedelta(hours=1)
TALK = entry("talk", "2021-11-08T06:30", 90, languages=("en", "fr"), sites={"suva": 3}, body="com1")
EARLY = entry("early", "2021-11-08T05:30", 30)
DINNER = entry("dinner", "2021-11-08T16:00", 60, room="B")
LAST = entry("last", "2021-11-09T06:00", 60)


def plan(*entries: Entry, number: int = 1) -> Release:
    """Return a release of these sessions."""
    return release(*entries, number=number, bodies=(named("com1"),))


FIRST = plan(TALK, EARLY, DINNER, LAST)


def read(shown: Release, **settings: object) -> Document:
    """Return the document of a release, as it is read."""
    return docx.Document(io.BytesIO(exported(shown, Form.DOCX, Settings(**settings))))  # type: ignore[arg-type]


def lines(table: Table) -> list[tuple[str, ...]]:
    """Return what stands in each row, a cell that is merged once; lines of a cell parted by a bar."""
    return [
        tuple(dict.fromkeys(cell.text.replace("\n", " | ") for cell in row.cells))
        for row in table.rows
    ]


def said(document: Document) -> list[str]:
    """Return what is said outside of tables."""
    return [each.text for each in document.paragraphs if each.text]


def test_each_day_has_a_table_by_parts_of_the_day() -> None:
    """A row for each session under its part: at 8:30 it is early, at 9:30 morning, at 19:00 evening."""
    document = read(FIRST)
    assert [
        each.text for each in document.paragraphs if each.style and each.style.name == "Heading 2"
    ] == [
        "Monday 8 November 2021",
        "Tuesday 9 November 2021",
    ]
    _, monday, tuesday = document.tables
    assert lines(monday) == [
        ("Time", "Room", "Meeting"),
        ("Early",),
        ("08:30–09:00", "Room A", "Early"),
        ("Morning",),
        ("09:30–11:00", "Room A", "Talk 1, 2"),
        ("Evening",),
        ("19:00–20:00", "Room B", "Dinner"),
    ]
    assert lines(tuesday)[1:] == [("Morning",), ("09:00–10:00", "Room A", "Last")]
    assert "1 Interpretation: EN, FR." in said(document)
    assert "2 Remote participation is possible." in said(document)


def test_headings_are_repeated_and_no_row_is_broken() -> None:
    """On every page that a table goes on."""
    for table in read(FIRST).tables[1:]:
        rows = [row._tr.get_or_add_trPr() for row in table.rows]
        heads = [row.find(qn("w:tblHeader")) is not None for row in rows]
        assert heads == [True] + [False] * (len(rows) - 1)
        assert all(row.find(qn("w:cantSplit")) is not None for row in rows)


def test_symbol_revision_and_date_are_on_top_and_pages_are_counted() -> None:
    """The first release is no revision, the third the second; a symbol may be given."""
    for number, settings, numbered in (
        (1, {}, "TINY/TMP"),
        (3, {}, "TINY/TMP (Rev.2)"),
        (3, {"symbol": "TC-1/7"}, "TC-1/7 (Rev.2)"),
        (3, {"language": "fr"}, "TINY/TMP (Rév.2)"),
    ):
        document = read(plan(TALK, number=number), **settings)
        facts = document.tables[0].rows[0].cells[1].text.splitlines()
        month = "octobre" if settings.get("language") == "fr" else "October"
        assert facts[0] == f"Document {numbered}"
        assert facts[1].endswith(f"{month} 2021, 15:00")
        foot = document.sections[0].footer.paragraphs[0]
        assert foot.text.startswith(numbered)
        fields = [each.text for each in foot._p.iter(qn("w:instrText"))]
        assert fields == [" PAGE ", " NUMPAGES "]


def test_a_programme_that_is_not_published_is_no_revision() -> None:
    """Whatever its number."""
    document = read(plan(TALK, number=2), published=False)
    facts = document.tables[0].rows[0].cells[1].text.splitlines()
    assert facts == ["Document TINY/TMP", "Draft, not published", "EN"]


NEXT = plan(
    changed(TALK, start=TALK.start + 3 * HOUR, end=TALK.end + 3 * HOUR),
    changed(DINNER, room="A"),
    changed(LAST, standing=Standing.CANCELLED),
    EARLY,
    entry("more", "2021-11-09T08:00"),
    number=2,
)


@pytest.mark.parametrize(
    ("language", "marks", "was", "news"),
    [
        (
            "en",
            ("MOVED", "OTHER ROOM", "CANCELLED", "NEW"),
            ("was 09:30–11:00", "was Room B"),
            "Changes since TINY/TMP: 1 new, 1 cancelled, 1 moved, 1 in another room.",
        ),
        (
            "fr",
            ("DÉPLACÉE", "AUTRE SALLE", "ANNULÉE", "NOUVEAU"),
            ("auparavant 09:30–11:00", "auparavant Salle B"),
            "Modifications depuis TINY/TMP : 1 nouvelle(s), 1 annulée(s), 1 déplacée(s), ",
        ),
    ],
)
def test_what_has_changed_is_marked(
    language: str, marks: tuple[str, ...], was: tuple[str, str], news: str
) -> None:
    """In words, with where it was; what is cancelled is struck through; what is as it was has no mark."""
    document = read(NEXT, before=FIRST, language=language)
    rows = [line for table in document.tables[1:] for line in lines(table)]
    times = [row[0] for row in rows if "–" in row[0]]
    assert times == [
        "08:30–09:00",
        f"12:30–14:00 | {marks[0]}",
        f"19:00–20:00 | {marks[1]}",
        f"09:00–10:00 | {marks[2]}",
        f"11:00–12:00 | {marks[3]}",
    ]
    told = [row[-1] for row in rows]
    assert [each for each in told if was[0] in each or was[1] in each] == [
        told[4],
        told[6],
    ]
    assert any(each.startswith(news) for each in said(document))
    struck = [
        run.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.strike
    ]
    assert "09:00–10:00" in struck
    assert "08:30–09:00" not in struck


def test_what_was_cancelled_before_is_no_longer_told() -> None:
    """Only the release that cancels it says so."""
    gone = plan(TALK, changed(LAST, standing=Standing.CANCELLED), number=2)
    later = gone.model_copy(update={"number": 3})
    assert "CANCELLED" in str([lines(table) for table in read(gone, before=FIRST).tables])
    document = read(later, before=gone)
    assert "Last" not in str([lines(table) for table in document.tables])
    assert "No change since TINY/TMP (Rev.1)." in said(document)


def test_what_has_become_private_is_not_told_as_a_change() -> None:
    """It is not there, as if it had never been; no room or time of it either."""
    secret = plan(changed(TALK, private=True), EARLY, number=2)
    document = read(secret, before=FIRST)
    assert "Talk" not in str([*map(lines, document.tables), said(document)])


def test_a_body_has_a_numbered_list_of_its_meetings() -> None:
    """With what they are about; a cancelled one has no number."""
    second = entry(
        "second", "2021-11-09T06:00", body="com1", descriptions={"en": "Item 1\nItem 2 (cont'd)"}
    )
    off = changed(entry("off", "2021-11-09T05:00", body="com1"), standing=Standing.CANCELLED)
    before = plan(TALK, entry("off", "2021-11-09T05:00", body="com1"))
    document = read(plan(TALK, EARLY, second, off, number=2), body="com1", before=before)
    assert "Meetings of Com1" in said(document)
    assert lines(document.tables[1]) == [
        ("No.", "Date", "Room", "Meeting"),
        ("1", "Monday 8 November 2021, 09:30–11:00", "Room A", "Talk 1, 2"),
        ("–", "Tuesday 9 November 2021, 08:00–09:00 | CANCELLED", "Room A", "Off"),
        (
            "2",
            "Tuesday 9 November 2021, 09:00–10:00 | NEW",
            "Room A",
            "Second | Item 1 | Item 2 (cont'd)",
        ),
    ]


def test_paper_is_upright_or_large() -> None:
    """A4, or A3 on its side."""
    for paper, size in ((Paper.AUTO, (210, 297)), (Paper.A4, (210, 297)), (Paper.A3, (420, 297))):
        section = read(small(), paper=paper).sections[0]
        assert section.page_width is not None
        assert section.page_height is not None
        assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_no_clock_is_in_it() -> None:
    """Its moments are that of the release."""
    content = exported(FIRST, Form.DOCX)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(2021, 10, 1, 12, 0, 0)}
    facts = docx.Document(io.BytesIO(content)).core_properties
    assert (facts.author, facts.created, facts.modified) == (
        "Secretariat",
        FIRST.published,
        FIRST.published,
    )
