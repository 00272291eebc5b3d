"""Agendas in exports: a meeting's own to hand out, those of a body, and all of them as a sheet."""

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from scheduler.errors import InputError
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.exports.agendas import MeetingAgenda, agenda_of
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.exports.words import words_in
from scheduler.publishing.forms import Form
from scheduler.publishing.records import Dealt, Paper, Release, Standing
from tests.publishing.releases import changed, entry, named, release

READER = shutil.which("pdftotext")


def dealt(item: str, start: str, end: str, *papers: Paper, **fields: Any) -> Dealt:
    """Describe an item on an agenda, from one time in UTC to another of Monday 8 November 2021."""
    since, until = (datetime.fromisoformat(f"2021-11-08T{at}:00+00:00") for at in (start, end))
    titles = {"en": item.title(), "fr": f"{item.title()} (fr)"}
    return Dealt(
        item=item,
        titles=titles,
        start=since.astimezone(UTC),
        end=until.astimezone(UTC),
        papers=papers,
        **fields,
    )


ROADS = dealt(
    "roads",
    *("06:00", "06:40"),
    Paper(symbol="D/1", titles={"en": "On roads"}, languages=("en", "fr")),
    Paper(symbol="D/2"),
)
BOATS = dealt("boats", "06:40", "07:00", continued=True)


def meetings() -> Release:
    """Return a release of three meetings of a committee and a talk; the second meeting deals with items."""
    pause = tuple(datetime(2021, 11, 8, 6, minute, tzinfo=UTC) for minute in (20, 30))
    return release(
        entry("first", "2021-11-08T05:00", body="com1"),
        changed(entry("gone", "2021-11-08T05:30", body="com1"), standing=Standing.CANCELLED),
        entry(
            "second",
            "2021-11-08T06:00",
            body="com1",
            languages=("en", "fr"),
            pauses=((pause[0], pause[1]),),
            agenda=(ROADS, BOATS),
        ),
        entry("third", "2021-11-08T08:00", body="com1"),
        entry("talk", "2021-11-08T09:00", agenda=(dealt("ports", "09:00", "09:30"),)),
        entry("closed", "2021-11-08T10:00", body="com1", private=True),
        bodies=(named("com1", titles={"en": "Committee 1", "fr": "Commission 1"}),),
    )


def alone(session: str, form: Form, **settings: Any) -> bytes:
    """Return the export of one session."""
    return exported(meetings(), form, Settings(session=session, **settings))


def agenda(session: str, language: str = "en") -> MeetingAgenda:
    """Return the agenda of one session."""
    return agenda_of(programme_of(meetings(), language), session)


def test_the_agenda_of_a_meeting_says_which_of_its_body_it_is() -> None:
    """Cancelled ones do not count; 06:00 UTC is 09:00 in Addis Ababa."""
    assert agenda("second") == MeetingAgenda(
        heading="Agenda of the second meeting of Committee 1",
        meeting="Second",
        facts=(
            "Monday 8 November 2021, 09:00–10:00",
            "Room A, Floor 1",
            "With a break inside: Break 09:20–09:30.",
            "Interpretation: EN, FR.",
        ),
        columns=("No.", "Time", "Item", "Documents"),
        rows=(
            ("1", "09:00–09:20, 09:30–09:40", "Roads", "D/1, On roads (EN FR)\nD/2"),
            ("2", "09:40–10:00", "Boats (continued)", ""),
        ),
        empty="No item is on its agenda.",
    )


def test_it_is_told_in_another_language() -> None:
    """With the words of that language; documents have the title that they have."""
    said = agenda("second", "fr")
    assert said.heading == "Ordre du jour de la deuxième séance : Commission 1"
    assert said.rows[1] == ("2", "09:40–10:00", "Boats (fr) (suite)", "")


def test_a_session_without_a_body_or_without_items_has_one_too() -> None:
    """It is called an agenda, and says that nothing is on it."""
    assert (agenda("talk").heading, agenda("talk").meeting) == ("Agenda", "Talk")
    assert agenda("third").rows == ()
    assert "third meeting" in agenda("third").heading


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (1, "first", "première"),
        (12, "twelfth", "douzième"),
        (13, "13th", "13e"),
        (21, "21st", "21e"),
        (22, "22nd", "22e"),
        (33, "33rd", "33e"),
        (111, "111th", "111e"),
    ],
)
def test_meetings_are_numbered_in_words(number: int, english: str, french: str) -> None:
    """As far as these are short."""
    assert words_in("en").agendas.number(number) == english
    assert words_in("fr").agendas.number(number) == french


@pytest.mark.needs("docx")
def test_a_document_has_the_agenda_as_a_table() -> None:
    """Each document on a line of its own; equal releases give equal bytes."""
    content = alone("second", Form.DOCX, symbol="COM1/OJ/2")
    document = docx.Document(io.BytesIO(content))
    head, table = document.tables
    assert head.rows[0].cells[1].text.splitlines()[0] == "Document COM1/OJ/2"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No.", "Time", "Item", "Documents"],
        ["1", "09:00–09:20, 09:30–09:40", "Roads", "D/1, On roads (EN FR)\nD/2"],
        ["2", "09:40–10:00", "Boats (continued)", ""],
    ]
    said = [paragraph.text for paragraph in document.paragraphs]
    assert said[0] == "Agenda of the second meeting of Committee 1"
    assert content == alone("second", Form.DOCX, symbol="COM1/OJ/2")
    assert len(docx.Document(io.BytesIO(alone("third", Form.DOCX))).tables) == 1


@pytest.mark.needs("docx")
def test_the_meetings_of_a_body_have_their_agendas() -> None:
    """A line for each item, with its time and the symbols of its documents."""
    content = exported(meetings(), Form.DOCX, Settings(body="com1"))
    cells = [row.cells[3].text for row in docx.Document(io.BytesIO(content)).tables[1].rows]
    assert any(cell.endswith("\n09:00 Roads (D/1, D/2)\n09:40 Boats (continued)") for cell in cells)


def pages_of(folder: Path, content: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    path = folder / "agenda.pdf"
    path.write_bytes(content)
    done = subprocess.run([READER or "", str(path), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


@pytest.mark.needs("pdf")
@pytest.mark.skipif(READER is None, reason="needs pdftotext (poppler-utils)")
def test_a_handout_has_the_agenda_of_a_meeting_or_all(tmp_path: Path) -> None:
    """On a page of its own; or in a list that follows the days."""
    (page,) = pages_of(tmp_path, alone("second", Form.PDF))
    for said in (
        *("Agenda of the second meeting of Committee 1", "09:00–09:20, 09:30–09:40 Roads"),
        *("D/1, On roads (EN FR)", "Boats (continued)", "Page 1 of 1"),
    ):
        assert said in page, said
    assert "No item is on its agenda." in pages_of(tmp_path, alone("third", Form.PDF))[0]
    day, agendas = pages_of(tmp_path, exported(meetings(), Form.PDF, Settings()))
    assert "Roads" not in day
    for said in ("Agendas", "09:00–09:20, 09:30–09:40 Roads D/1, D/2", "12:00–12:30 Ports"):
        assert said in agendas, said


def test_a_workbook_has_a_sheet_of_all_items() -> None:
    """A row for each, with real dates and times, and its id; no sheet without items."""
    book = load_workbook(io.BytesIO(exported(meetings(), Form.XLSX, Settings())))
    sheet = book["Agendas"]
    head, roads, *_ = sheet.iter_rows(values_only=True)
    assert head == (
        *("Date", "Start", "End", "Session", "Room", "Body", "Item", "Documents", "Id"),
    )
    assert roads[0] == datetime(2021, 11, 8)  # noqa: DTZ001 - a sheet knows no zones
    assert [f"{time:%H:%M}" for time in roads[1:3]] == ["09:00", "09:40"]
    assert roads[3:] == (
        *("Second", "Room A", "Committee 1", "Roads", "D/1, On roads (EN FR); D/2", "roads"),
    )
    assert sheet.max_row == 4
    assert "Agenda" not in [cell.value for cell in book["All sessions"][1]]
    without = exported(release(entry("talk")), Form.XLSX, Settings())
    assert "Agendas" not in load_workbook(io.BytesIO(without)).sheetnames


def test_lists_have_a_column_of_agendas_where_there_is_any() -> None:
    """Of CSV and page, a line for each item."""
    said = exported(meetings(), Form.CSV, Settings()).decode()
    assert '"09:00 Roads (D/1, D/2)\n09:40 Boats (continued)"' in said
    assert ",Agenda," in said.splitlines()[0]
    assert "Agenda" not in exported(release(entry("talk")), Form.CSV, Settings()).decode()
    page = exported(meetings(), Form.HTML, Settings()).decode()
    assert "Agenda:<br>09:00 Roads (D/1, D/2)<br>09:40 Boats (continued)</div>" in page


def test_one_session_alone_is_in_no_form_that_is_the_release() -> None:
    """It says so; other forms have that session alone."""
    with pytest.raises(InputError, match="another form shows one session"):
        alone("second", Form.JSON)
    assert len(alone("second", Form.CSV).decode().split("\r\n")) == 3  # heading, session, end
