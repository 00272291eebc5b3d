"""What is to come of a session, whom it is for, and who is invited: in all that is published."""

import csv
import io
import json
import subprocess
from pathlib import Path
from shutil import which

import pytest
from openpyxl import load_workbook

from scheduler.instance import Instance
from scheduler.publishing.differences import differences
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.feeds import ForPerson
from scheduler.publishing.forms import Form
from scheduler.publishing.publicity import public
from scheduler.publishing.records import Release
from tests.conference import session
from tests.publishing.page.released import page
from tests.publishing.programmes import drafted, entry_of, forum
from tests.publishing.reading import all_feeds, events_of

SAID = {
    "output": "A list of projects",
    "audience": "Ministers of education",
    "invited": {
        "classes": ["minister"],
        "people": ["ada"],
        "bodies": ["com3"],
        "others": "Heads of institutes",
    },
}
TABLES = {
    "languages": ["en", "fr"],
    "person_classes": [{"id": "minister", "title": "Ministers"}],
    "people": [{"id": "ada", "title": "Ada"}, {"id": "bob", "title": "Bob"}],
    "bodies": [{"id": "com3", "title": "Committee 3"}],
    "translations": {
        "fr": {
            "person_classes": {"minister": {"title": "Ministres"}},
            "sessions": {
                "talk": {
                    "output": "Une liste",
                    "audience": "Les ministres",
                    "invited": "Directeurs d'instituts",
                }
            },
        }
    },
}
TALK = {"people": {"chair": ["bob"]}}


def told(**fields: object) -> Release:
    """Publish a talk of which all is said, and a lecture of which nothing is."""
    instance = forum(session("talk", **(TALK | SAID | fields)), session("lecture"), **TABLES)
    return drafted(instance, talk="Mon 09:00 A", lecture="Mon 10:00 A")


def untold() -> Instance:
    """Make the same conference without a word of it."""
    return forum(session("talk", **TALK), session("lecture"), **(TABLES | {"translations": {}}))


def test_a_release_knows_it_in_every_language() -> None:
    """Names of classes and bodies as their tables have them; persons by id."""
    talk = entry_of(told(), "talk")
    assert talk.outputs == {"en": "A list of projects", "fr": "Une liste"}
    assert talk.audiences == {"en": "Ministers of education", "fr": "Les ministres"}
    assert talk.invited == (
        {"en": "Ministers", "fr": "Ministres"},
        {"en": "Committee 3"},
        {"en": "Heads of institutes", "fr": "Directeurs d'instituts"},
    )
    assert talk.guests == ("ada",)


def test_what_says_nothing_is_not_written() -> None:
    """A release without it has the bytes that it had before there was such a thing."""
    release = drafted(untold(), talk="Mon 09:00 A", lecture="Mon 10:00 A")
    for field in ("outputs", "audiences", "invited", "guests"):
        assert field not in release.model_dump_json()
        assert field in told().model_dump_json()
    assert Release.model_validate_json(told().model_dump_json()) == told()


def test_persons_who_are_invited_are_not_public() -> None:
    """No id and no name of theirs is in what is for everybody; all else is."""
    shown = public(told()).model_dump_json()
    assert "ada" not in shown.lower()
    assert "Heads of institutes" in shown
    assert '"ada"' in exported(told(), Form.JSON, Settings(with_private=True)).decode()


def test_feeds_say_it_in_words() -> None:
    """In the language of the feed; no person is named."""
    said = events_of(told())["talk"].text("DESCRIPTION")
    assert said.endswith(
        "Expected output: A list of projects\nFor: Ministers of education\n"
        "Invited: Ministers; Committee 3; Heads of institutes"
    )
    french = events_of(told(), language="fr")["talk"].text("DESCRIPTION")
    assert "Résultat attendu : Une liste\nPublic visé : Les ministres\n" in french
    assert "Sur invitation : Ministres; Committee 3; Directeurs d'instituts" in french
    assert events_of(told())["lecture"].text("DESCRIPTION") == "Type: meeting"


def test_a_private_session_tells_it_in_the_feeds_of_those_in_it_alone() -> None:
    """Not in a public feed, not on the page; who is only invited has no feed with it."""
    feeds = all_feeds(told(private=True))
    with_it = [
        (which, language)
        for which, language, feed in feeds
        if b"list of projects" in feed.replace(b"\r\n ", b"")
    ]
    assert with_it == [(ForPerson("bob"), "en")]
    assert "list of projects" not in page(told(private=True), "en")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Expected output", "For", "Invited", "A list of projects", "Heads of institutes")),
        ("fr", ("Résultat attendu", "Public visé", "Sur invitation", "Une liste", "Ministres")),
    ],
)
def test_the_page_shows_it(language: str, said: tuple[str, ...]) -> None:
    """Among the details of the session."""
    shown = page(told(), language)
    for text in said:
        assert text in shown.replace("&#39;", "'")
    assert "Ada" not in shown


def test_lists_have_columns_for_it_where_there_is_any() -> None:
    """In CSV, in the workbook and in HTML; persons in those of the organisers alone."""
    heads, talk = [*csv.reader(io.StringIO(exported(told(), Form.CSV).decode()))][:2]
    assert heads[-4:] == ["Expected output", "For", "Invited", "Id"]
    invited = "Ministers; Committee 3; Heads of institutes"
    assert talk[-4:] == ["A list of projects", "Ministers of education", invited, "talk"]
    ours = exported(told(), Form.CSV, Settings(with_private=True)).decode()
    assert f"{invited}; Ada" in ours
    assert invited in exported(told(), Form.HTML).decode()
    sheet = load_workbook(io.BytesIO(exported(told(), Form.XLSX))).worksheets[1]
    assert [cell.value for cell in sheet[1]][-4:] == heads[-4:]
    plain = drafted(untold(), talk="Mon 09:00 A", lecture="Mon 10:00 A")
    assert "Expected output" not in exported(plain, Form.CSV).decode()
    for form in (Form.HTML, Form.SCHEDULE_JSON):
        assert "nvited" not in exported(plain, form).decode()


@pytest.mark.needs("pdf")
@pytest.mark.skipif(which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
def test_a_handout_has_a_sheet_for_it_where_there_is_any(tmp_path: Path) -> None:
    """After the days; and one for what has no time."""
    item = {"id": "kenya", "title": "Statement of Kenya", "published": {"document": "INF/12"}}
    instance = forum(session("talk", **(TALK | SAID)), session("lecture"), untimed=[item], **TABLES)
    pages = []
    for release in (
        drafted(instance, talk="Mon 09:00 A", lecture="Mon 10:00 A"),
        drafted(untold(), talk="Mon 09:00 A", lecture="Mon 10:00 A"),
    ):
        path = tmp_path / "handout.pdf"
        path.write_bytes(exported(release, Form.PDF))
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        pages.append([" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]])
    assert [len(each) for each in pages] == [3, 1]
    _, purposes, untimed = pages[0]
    assert "What sessions are for" in purposes
    assert "A list of projects Ministers of education Ministers; Committee 3; Heads" in purposes
    assert "Lecture" not in purposes
    assert "Without a time Title Document Statement of Kenya INF/12" in untimed


def test_schedules_for_programs_say_it_in_the_description() -> None:
    """Their format has no field for it."""
    document = json.loads(exported(told(), Form.SCHEDULE_JSON))
    rooms = document["schedule"]["conference"]["days"][0]["rooms"]
    talk, lecture = next(iter(rooms.values()))
    assert talk["description"].splitlines()[0] == "Expected output: A list of projects"
    assert lecture["description"] == ""


def test_another_output_is_a_change_that_calendars_show() -> None:
    """It has a new stamp and no new sequence; who is invited by name changes no stamp."""
    before = told()
    places = {"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A"}
    other = forum(
        session("talk", **(TALK | SAID | {"output": "A report"})), session("lecture"), **TABLES
    )
    after = drafted(other, before, 1, **places)
    assert [each.fields for each in differences(before, after)] == [("outputs",)]
    old, new = entry_of(before, "talk"), entry_of(after, "talk")
    assert (new.sequence, new.changed > old.changed) == (old.sequence, True)
    invited = SAID["invited"] | {"people": ["bob"]}  # type: ignore[operator]
    other = forum(
        session("talk", **(TALK | SAID | {"invited": invited})), session("lecture"), **TABLES
    )
    after = drafted(other, before, 1, **places)
    assert entry_of(after, "talk").changed == old.changed
