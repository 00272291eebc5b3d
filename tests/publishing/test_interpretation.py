"""Into which languages a session is interpreted: those that it needs, in all that is published."""

import csv
import io
import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from openpyxl import load_workbook

from scheduler.instance import Instance
from scheduler.publishing.differences import Change, differences
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.exports.documents import Notes, marks_of
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.forms import Form
from scheduler.publishing.records import Release
from tests.conference import room, session
from tests.publishing.page.released import page
from tests.publishing.programmes import drafted, entry_of, forum
from tests.publishing.reading import events_of

SIX = ["ar", "en", "es", "fr", "ru", "zh"]
PLACES = {"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A"}


def needing(*languages: str) -> Instance:
    """Make a conference with a talk that needs some of six languages, and a lecture that needs them all."""
    some = {"languages": languages} if languages else {}
    return forum(
        session("talk", interpretation="six", **some),
        session("lecture", interpretation="six"),
        rooms=[room("A", booths=6)],
        languages=["en", "fr"],
        interpretation=[{"id": "six", "languages": SIX, "counts": "meetings", "teams": 3}],
    )


def told() -> Release:
    """Publish it with three languages, given in another order than the pool's."""
    return drafted(needing("fr", "ar", "en"), **PLACES)


def test_a_release_knows_them_in_the_order_of_the_pool() -> None:
    """All of them, where nothing is said."""
    assert entry_of(told(), "talk").languages == ("ar", "en", "fr")
    assert entry_of(told(), "lecture").languages == tuple(SIX)


def test_feeds_name_them() -> None:
    """In the language of the feed."""
    english, french = (events_of(told(), language=each) for each in ("en", "fr"))
    said = [each["talk"].text("DESCRIPTION").splitlines()[1] for each in (english, french)]
    assert said == [
        "Interpretation: Arabic, English, French",
        "Interprétation : Arabe, anglais, français",
    ]
    assert "French, Russian, Chinese" in english["lecture"].text("DESCRIPTION")


def test_the_page_names_them() -> None:
    """Chinese is a filter as long as one session needs it."""
    assert "Arabic, English, French<" in page(told(), "en")
    assert "Chinese" in page(told(), "en")
    alone = drafted(needing("ar", "en"), talk="Mon 09:00 A")
    assert "Chinese" not in page(alone, "en")


def test_lists_name_them() -> None:
    """CSV and workbook; HTML by its list; JSON is the release."""
    _, talk, lecture = csv.reader(io.StringIO(exported(told(), Form.CSV).decode()))
    assert "AR EN FR" in talk
    assert "AR EN ES FR RU ZH" in lecture
    sheet = load_workbook(io.BytesIO(exported(told(), Form.XLSX))).worksheets[1]
    rows = [[cell.value for cell in row] for row in sheet]
    assert ["AR EN FR" in each for each in rows[:3]] == [False, True, False]
    shown = exported(told(), Form.HTML).decode()  # in plan and list
    assert (shown.count("AR EN FR"), shown.count("AR EN ES FR RU ZH")) == (2, 2)
    entries = json.loads(exported(told(), Form.JSON, Settings(with_private=True)))["entries"]
    assert [each["languages"] for each in entries] == [["ar", "en", "fr"], SIX]


@pytest.mark.needs("pdf")
@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
def test_a_handout_names_them_in_its_cells(tmp_path: Path) -> None:
    """Three of them, and all six."""
    path = tmp_path / "handout.pdf"
    path.write_bytes(exported(told(), Form.PDF))
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    said = " ".join(done.stdout.decode().split())
    assert (said.count("AR EN FR"), said.count("AR EN ES FR RU ZH")) == (1, 1)


def test_the_numbered_plan_has_a_note_of_them() -> None:
    """One for three, one for six."""
    programme = programme_of(told(), "en")
    notes = Notes(programme.words.document)
    assert [notes.of(row) for row in programme.rows] == [(1,), (2,)]
    assert [text for _, text in notes.listed()] == [
        "Interpretation: AR, EN, FR.",
        "Interpretation: AR, EN, ES, FR, RU, ZH.",
    ]


def test_other_languages_are_a_change_that_is_told_and_another_order_is_none() -> None:
    """As another pool is: calendars have a new stamp and no new sequence, and exports mark it."""
    before = told()
    same = drafted(needing("en", "fr", "ar"), before, 1, **PLACES)
    assert differences(before, same) == ()
    after = drafted(needing("en", "fr"), before, 1, **PLACES)
    (found,) = differences(before, after)
    assert (found.session, found.change, found.fields) == ("talk", Change.OTHER, ("languages",))
    old, new = entry_of(before, "talk"), entry_of(after, "talk")
    assert (new.sequence, new.changed > old.changed) == (old.sequence, True)
    marks = marks_of(programme_of(after, "en"), programme_of(before, "en"))
    assert [*marks] == ["talk"]
    was = marks["talk"].was
    assert was is not None
    assert was.languages == ("AR", "EN", "FR")
