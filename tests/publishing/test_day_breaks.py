"""The breaks of the hours: a line under each day, in all that is published."""

import io
from datetime import UTC, date, datetime

import docx
import pytest

from scheduler.instance import Instance
from scheduler.publishing.day_breaks import breaks_in_words, breaks_on
from scheduler.publishing.exports import Settings, exported
from scheduler.publishing.forms import Form
from scheduler.publishing.publicity import announced, public
from scheduler.publishing.records import Recess, Release
from tests.conference import session
from tests.publishing.page.released import page
from tests.publishing.programmes import drafted, forum

COFFEE = {"from": "10:30", "to": "11:00", "title": "Coffee"}
TEA = {"from": "15:30", "to": "16:00", "title": "Coffee"}
PAUSE = {"from": "11:30", "to": "11:40"}
DINNER = {"from": "19:00", "to": "19:30", "title": "Quiet dinner"}
FRENCH = {"fr": {"breaks": {"Coffee": {"title": "Pause-café"}}}}
MONDAY = date(2021, 11, 8)


def _hours() -> Instance:
    """Make a conference with breaks on Monday alone, in two bands; the evening is for a private talk."""
    monday = [
        {"id": "morning", "from": "09:00", "to": "12:00", "breaks": [COFFEE, PAUSE]},
        {"id": "afternoon", "from": "14:00", "to": "18:00", "breaks": [TEA]},
        {"id": "evening", "from": "18:00", "to": "21:00", "breaks": [DINNER]},
    ]
    tuesday = [{"id": "morning", "from": "09:00", "to": "12:00"}]
    return forum(
        session("talk"),
        session("lecture"),
        session("secret", kind="private", private=True),
        day_profiles=[
            {"id": "one", "weekdays": ["monday"], "bands": monday},
            {"id": "two", "weekdays": ["tuesday"], "bands": tuesday},
        ],
        kinds=[
            {"id": "meeting", "bands": ["morning", "afternoon"]},
            {"id": "private", "bands": ["morning", "evening"]},
        ],
        languages=["en", "fr"],
        translations=FRENCH,
    )


def _told() -> Release:
    places = {"talk": "Mon 09:00 A", "lecture": "Tue 09:00 B", "secret": "Mon 18:00 A"}
    return drafted(_hours(), **places)


def test_a_release_has_each_break_once() -> None:
    """In order and in UTC, with its name in every language, and who uses these hours."""
    day = datetime(2021, 11, 8, tzinfo=UTC)
    coffee = {"en": "Coffee", "fr": "Pause-café"}
    every: tuple[Recess, ...] = (
        (day.replace(hour=7, minute=30), day.replace(hour=8), coffee, ("meeting", "private")),
        (
            day.replace(hour=8, minute=30),
            day.replace(hour=8, minute=40),
            {},
            ("meeting", "private"),
        ),
        (day.replace(hour=12, minute=30), day.replace(hour=13), coffee, ("meeting",)),
        (
            day.replace(hour=16),
            day.replace(hour=16, minute=30),
            {"en": "Quiet dinner"},
            ("private",),
        ),
    )
    assert _told().conference.breaks == every
    assert Release.model_validate_json(_told().model_dump_json()) == _told()


def test_everybody_is_told_those_of_hours_that_public_sessions_use_on_their_day() -> None:
    """None of private hours, and none if no session is held; what is told twice is told alike."""
    release = _told()
    told = public(release).conference.breaks
    assert [kinds for *_, kinds in told] == [("meeting",)] * 3
    assert public(public(release)).conference.breaks == told
    later = drafted(_hours(), talk="Tue 10:00 A", lecture="Tue 09:00 B", secret="Mon 18:00 A")
    assert public(later).conference.breaks == ()
    assert [kinds for *_, kinds in announced(later).conference.breaks] == [("private",)] * 3


def test_a_release_without_breaks_does_not_speak_of_them() -> None:
    """So that those of before are as they were."""
    release = drafted(forum(session("talk")), talk="Mon 09:00 A")
    assert '"breaks"' not in release.model_dump_json()
    assert breaks_on(release.conference, MONDAY) == []


SAID = {
    "en": "Coffee 10:30–11:00, 15:30–16:00; Break 11:30–11:40",
    "fr": "Pause-café 10:30–11:00, 15:30–16:00; Pause 11:30–11:40",
}


@pytest.mark.parametrize("language", SAID)
def test_those_of_one_name_are_told_together(language: str) -> None:
    """On their day, and on no other."""
    conference, word = public(_told()).conference, {"en": "Break", "fr": "Pause"}[language]
    assert breaks_in_words(conference, MONDAY, language, word) == SAID[language]
    assert breaks_in_words(conference, date(2021, 11, 9), language, word) == ""


@pytest.mark.parametrize("language", SAID)
def test_they_stand_under_each_day_of_what_is_exported(language: str) -> None:
    """As a page and as a document; once, as one day has some."""
    release, settings = _told(), Settings(language=language)
    said = f"{SAID[language]}."
    lines = exported(release, Form.HTML, settings).decode().splitlines()
    assert [line for line in lines if said in line] != []
    assert sum(line.count("11:30–11:40") for line in lines) == 1
    document = docx.Document(io.BytesIO(exported(release, Form.DOCX, settings)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.count(said) == 1
    assert texts.index(said) < max(number for number, text in enumerate(texts) if "9" in text)


@pytest.mark.parametrize("language", SAID)
def test_the_page_tells_them_by_clocks_that_turn(language: str) -> None:
    """In the section of their day."""
    shown = page(_told(), language)
    sections = shown.split("<section class=")
    monday = next(each for each in sections if each.startswith('"day'))
    line = monday.partition('<p class="breaks">')[2].partition("</p>")[0]
    for start, end in (("07:30", "08:00"), ("12:30", "13:00"), ("08:30", "08:40")):
        assert f'<time datetime="2021-11-08T{start}Z">' in line
        assert f'<time datetime="2021-11-08T{end}Z">' in line
    assert line.index("15:30") < line.index("11:30")
    assert shown.count('class="breaks"') == 1
    assert "Quiet" not in shown
