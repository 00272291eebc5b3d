"""What each form of export shows, read back by readers of their own; and what holds for all."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import time
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest
from lxml import html  # type: ignore[import-untyped]
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InputError
from scheduler.instance import COLOURS, Instance
from scheduler.publishing.exports import ALWAYS_PUBLIC, ExportForm, Settings, exported
from scheduler.publishing.exports.programmes import colours_of, programme_of
from scheduler.publishing.exports.tables import part_of, plan_of
from scheduler.publishing.feeds import Feeds, ForPerson
from scheduler.publishing.records import Release
from scheduler.schedule import Schedule
from scheduler.wording import cut
from tests.extras import FORMS, READABLE
from tests.interpreted import full_day
from tests.publishing.exports.programmes import NASTY, nasty, rich
from tests.publishing.releases import (
    draft,
    entry,
    named,
    of_days,
    release,
)
from tests.publishing.test_privacy import ATTIC, CANARY, with_canaries

READER = shutil.which("pdftotext")
needs_reader = pytest.mark.skipif(READER is None, reason="needs pdftotext (poppler-utils)")
USUAL = Settings()
READ_ELSEWHERE = frozenset(
    {ExportForm.SCHEDULE_JSON, ExportForm.SCHEDULE_XML, ExportForm.PRETALX}
    | {ExportForm.JSON, ExportForm.PDF, ExportForm.DOCX}
)
"""Forms with tests of their own."""


def pages_of(folder: Path, shown: Release, settings: Settings = USUAL) -> list[str]:
    """Return the text of each page of the PDF, blanks made one."""
    path = folder / "handout.pdf"
    path.write_bytes(exported(shown, ExportForm.PDF, settings))
    done = subprocess.run([READER or "", str(path), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def cells_of(content: bytes) -> Iterator[str]:
    """Yield what stands in each row of each sheet of a workbook."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        yield f"== {sheet.title}"
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join("" if each is None else str(each) for each in row)


def lines_of(page: bytes) -> Iterator[str]:
    """Yield what stands in each element of a page that has text of its own."""
    for element in html.document_fromstring(page).body.iter("h1", "h2", "p", "li", "th", "td"):
        yield f"{element.tag}: {' '.join(element.text_content().split())}"


@pytest.mark.parametrize("make", [rich, of_days])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_each_form_says(
    snapshot: SnapshotAssertion, language: str, make: Callable[[], Release]
) -> None:
    """All of it, of a release in which every field says something, and of one that has days for hours."""
    for form in [each for each in ExportForm if each not in READ_ELSEWHERE]:
        content = exported(make(), form, Settings(language=language))
        if form is ExportForm.XLSX:
            said = "\n".join(cells_of(content))
        elif form is ExportForm.HTML:
            said = "\n".join(lines_of(content))
        else:
            said = content.decode()
        assert said == snapshot(name=form.value)


@pytest.mark.needs("pdf")
@needs_reader
def test_what_a_handout_says(snapshot: SnapshotAssertion, tmp_path: Path) -> None:
    """A table for each day, then the lists; private sessions are marked where they are asked for."""
    assert pages_of(tmp_path, rich(), Settings(language="fr", with_private=True)) == snapshot


@pytest.mark.needs("pdf")
@needs_reader
def test_a_handout_shows_nasty_titles_as_they_are(tmp_path: Path) -> None:
    """Nothing in them is taken for a command of the template; an empty programme is a page."""
    text = " ".join(pages_of(tmp_path, nasty()))
    assert "#emph[x] $x^2$ \\ *b* _i_ @ref // c" in text
    assert "first line second | line # third" in text
    assert "No sessions." in pages_of(tmp_path, release())[0]
    content = exported(rich(), ExportForm.PDF)
    assert b"/CreationDate(D:20211003120000Z)" in content


def all_bytes(content: bytes) -> bytes:
    """Return what an export says, unpacked where it is packed."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("form", READABLE)
def test_no_form_says_what_is_private(form: ExportForm) -> None:
    """No title, no person, no address to join at, unless asked for."""
    for language in ("en", "fr"):
        content = exported(with_canaries(ATTIC), form, Settings(language=language))
        assert CANARY.encode() not in all_bytes(content).lower()


@pytest.mark.needs("pdf")
@needs_reader
def test_no_handout_says_what_is_private(tmp_path: Path) -> None:
    """Nor does a tag or a property of it."""
    assert CANARY not in "".join(pages_of(tmp_path, with_canaries(ATTIC))).lower()
    assert CANARY.encode() not in exported(with_canaries(ATTIC), ExportForm.PDF).lower()


@pytest.mark.parametrize("form", FORMS)
def test_private_sessions_can_be_asked_for_where_it_is_no_form_for_everybody(
    form: ExportForm,
) -> None:
    """With how many take part remotely."""
    settings = Settings(with_private=True)
    if form in ALWAYS_PUBLIC:
        with pytest.raises(InputError, match=f"--with-private: {form.value} is a public format"):
            exported(with_canaries(ATTIC), form, settings)
    elif form is not ExportForm.PDF:
        assert b"canary title" in all_bytes(exported(with_canaries(ATTIC), form, settings))
        if form is ExportForm.CSV:
            assert b"Remote participants" in exported(rich(), form, settings)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("make", [rich, nasty, release], ids=["rich", "nasty", "empty"])
def test_equal_releases_give_equal_bytes(form: ExportForm, make: Callable[[], Release]) -> None:
    """Twice made, twice the same; what is packed has the moment of the release alone."""
    content = exported(make(), form)
    assert content == exported(make(), form)
    if content.startswith(b"PK") and make is rich:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(2021, 10, 3, 12, 0, 0)}
            assert archive.read("docProps/core.xml").count(b"2021-10-03T12:00:00Z") == 2


@pytest.mark.parametrize("form", [ExportForm.CSV, ExportForm.HTML, ExportForm.SCHEDULE_JSON])
def test_one_body_or_one_session_may_be_shown(form: ExportForm) -> None:
    """Of the release itself that cannot be asked."""
    for settings in (Settings(body="com1"), Settings(session="committee")):
        content = exported(rich(), form, settings).decode()
        assert "Committee" in content
        assert "Early" not in content
        with pytest.raises(InputError, match="json is the whole release"):
            exported(rich(), ExportForm.JSON, settings)


def test_json_is_the_release_itself() -> None:
    """Read back, it is equal, if all was asked for."""
    content = exported(rich(), ExportForm.JSON, Settings(with_private=True))
    assert Release.model_validate_json(content) == rich()
    shown = Release.model_validate_json(exported(rich(), ExportForm.JSON))
    assert " ".join(each.session for each in shown.entries) == "early committee talk panel gone"
    assert [each.session for each in shown.entries if each.remote] == ["talk"]
    assert not any(each.sites for each in shown.entries)


@pytest.mark.parametrize(
    "form", [form for form in (ExportForm.PDF, ExportForm.DOCX) if not find_spec("docx")]
)
def test_a_form_without_its_extra_says_what_to_install(form: ExportForm) -> None:
    """And makes nothing."""
    with pytest.raises(InputError, match="pip install"):
        exported(rich(), form)


# What programs read


def test_nothing_in_csv_is_a_formula() -> None:
    """Every field of a release of nasty texts, as a spreadsheet would look at it."""
    content = exported(nasty(), ExportForm.CSV).decode()
    table = [*csv.reader(io.StringIO(content, newline=""), strict=True)]
    assert len(table) == len(NASTY) + 1
    assert {len(line) for line in table} == {16}
    for field in (field for line in table for field in line):
        assert not field.lstrip().startswith(("=", "+", "-", "@"))
        assert "\x00" not in field
        assert "\u202e" not in field
    titles = {line[-1]: line[3] for line in table[1:]}
    assert titles["s0"] == "'=cmd|' /C calc'!A0"
    assert titles["s15"] == "x" * 10_000


def test_nothing_in_the_workbook_is_a_formula() -> None:
    """No cell is one, nor an error, nor becomes one when edited; times are times for pandas."""
    content = exported(nasty(), ExportForm.XLSX)
    rows = [row for sheet in load_workbook(io.BytesIO(content)) for row in sheet.iter_rows()]
    texts = [cell for row in rows for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    risky = [cell for cell in texts if str(cell.value).lstrip().startswith(("=", "+", "-", "@"))]
    assert len(risky) > 4
    assert all(cell.quotePrefix for cell in risky)
    assert {"x" * 10_000, "#N/A"} <= {cell.value for cell in texts}
    assert b"<f>" not in all_bytes(content)
    table = pd.read_excel(io.BytesIO(exported(rich(), ExportForm.XLSX)), sheet_name="All sessions")
    assert (str(table["Date"][0]), table["End"][0]) == ("2021-11-08 00:00:00", time(9))


def test_a_workbook_is_printed_by_whole_days_with_headings() -> None:
    """Two days of four half-days fill a page; the third begins another."""
    days = [f"2021-11-{day:02}T{hour:02}:00" for day in (8, 9, 10) for hour in (6, 10, 11, 15)]
    shown = release(*(entry(f"s{n}", at) for n, at in enumerate(days)))
    plan, table = load_workbook(io.BytesIO(exported(shown, ExportForm.XLSX))).worksheets
    assert [each.id for each in plan.col_breaks.brk] == [9]
    assert (plan.print_title_rows, plan.print_title_cols) == ("$4:$5", "$A:$A")
    assert table.print_title_rows == "$1:$1"
    assert (plan.freeze_panes, table.freeze_panes) == ("B6", "B2")


def test_a_page_needs_and_runs_nothing() -> None:
    """No script, no address of others, nothing that a title brings along."""
    page = html.document_fromstring(exported(nasty(), ExportForm.HTML))
    assert all(each.startswith("#") for each in page.xpath("//@href"))
    assert not page.xpath("//script | //img | //link | //iframe | //form | //@src | //@style")
    names = [getattr(name, "attrname", "") for name in page.xpath("//@*")]
    assert not [name for name in names if name.startswith("on")]
    shown = [each.text_content() for each in page.xpath("//td")]
    assert "</td><script>alert(1)</script><img src=x onerror=alert(2)>" in shown


# The programme


def test_a_night_may_end_on_another_day_and_clocks_may_change() -> None:
    """In Paris clocks go back at 03:00 on 31 October 2021: 4 hours pass from 00:30 to 03:30."""
    night = entry("night", "2021-10-30T22:30", 240)
    row = programme_of(release(night, zone="Europe/Paris")).rows[0]
    assert (row.day.isoformat(), row.hours, row.minutes) == ("2021-10-31", "00:30–03:30", 240)


@pytest.mark.parametrize(
    ("clock", "part"),
    [("09:29", "morning"), ("09:30", "midday"), ("11:00", "afternoon"), ("14:30", "evening")],
)
def test_a_day_has_four_parts(clock: str, part: str) -> None:
    """Midday begins at 12:30, the afternoon at 14:00, the evening at 17:30, in Addis Ababa (UTC+3)."""
    shown = programme_of(release(entry("a", f"2021-11-08T{clock}")))
    assert part_of(shown.rows[0]) == part


def test_what_no_table_knows_is_shown_by_its_id() -> None:
    """A room, a body, a kind."""
    strange = programme_of(release(entry("a", room="X", body="Y", kind="Z")))
    assert [name for name, _ in plan_of(strange).lines] == ["X"]
    assert strange.rows[0].body == "Y"
    assert exported(release(entry("a", kind="Z")), ExportForm.HTML)


def test_each_thing_has_a_colour_of_its_own() -> None:
    """Its own, where CSS knows it; else the next that nobody has."""
    things = (named("a"), named("b", colour="SteelBlue"), named("c", colour="#123456"))
    assert colours_of(things) == {
        "a": COLOURS["darkorange"],  # steelblue, the first of the palette, is taken
        "b": COLOURS["steelblue"],
        "c": COLOURS["seagreen"],
    }
    assert (cut("abcd", 4), cut("abcde", 4)) == ("abcd", "abc…")


def released(*, private: str = "", without: bool = False) -> Release:
    """Return a release of four meetings and two teams; without a roster, if that is wanted."""
    instance, schedule = full_day()
    tables = json.loads(instance.model_dump_json(by_alias=True))
    tables["publishing"] = {"organiser": {"name": "Secretariat", "email": "office@example.org"}}
    for session in tables["sessions"]:
        session["private"] = session["id"] == private
    shown = Schedule.of(schedule.assignments) if without else schedule
    return draft(Instance.model_validate_json(json.dumps(tables)), shown)


def test_the_table_has_a_record_for_each_session_of_each_team() -> None:
    """By team, then by time; what is private is in it only if asked for."""
    assert exported(released(), ExportForm.ROSTER).decode() == (
        "Team,Date,Start,End,Session,Room,Building,Interpretation,Id\r\n"
        '"Six languages, team 1",2021-11-15,09:30,10:30,A,A,,EN,a\r\n'
        '"Six languages, team 1",2021-11-15,14:30,15:30,D,A,,EN,d\r\n'
        '"Six languages, team 2",2021-11-15,09:30,10:30,B,B,,EN,b\r\n'
        '"Six languages, team 2",2021-11-15,11:30,12:30,C,B,,EN,c\r\n'
    )
    closed = released(private="d")
    assert b",D," not in exported(closed, ExportForm.ROSTER)
    assert b",D," in exported(closed, ExportForm.ROSTER, Settings(with_private=True))
    assert exported(released(without=True), ExportForm.ROSTER).count(b"\n") == 1


def test_each_team_has_a_feed_that_only_its_token_opens() -> None:
    """With what it serves, private or not, and nothing else."""
    feeds = Feeds(released(private="d"))
    teams = [each for each in feeds.personal if isinstance(each, ForPerson)]
    assert [each.id for each in teams] == ["six.team-1", "six.team-2"]
    titles = [
        [line for line in feeds.made(each, "en").decode().splitlines() if "SUMMARY" in line]
        for each in teams
    ]
    assert titles == [["SUMMARY:A", "SUMMARY:D"], ["SUMMARY:B", "SUMMARY:C"]]


def test_other_exports_say_nothing_of_teams() -> None:
    """Whoever works when is no matter of participants."""
    with_roster, without = released(), released(without=True)
    for form in (ExportForm.CSV, ExportForm.HTML, ExportForm.SCHEDULE_JSON):
        assert exported(with_roster, form) == exported(without, form)
