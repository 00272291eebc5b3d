"""Which language a reader is shown, and how dates are said in it: the same in all that is published."""

from datetime import date

import pytest

from scheduler.publishing.dates import day_and_month, full_date, plain_date
from scheduler.publishing.exports.programmes import programme_of
from scheduler.publishing.feeds import Programme, feed
from scheduler.publishing.languages import language_for, text_and_language, text_in
from tests.publishing.page.released import page
from tests.publishing.releases import entry, release
from tests.publishing.strict import read


@pytest.mark.parametrize(
    ("wanted", "known", "found"),
    [
        ("en-GB", ("en", "en-GB"), "en-GB"),  # itself
        ("en-GB", ("fr", "en"), "en"),  # what is left without its last part
        ("zh-Hant-TW", ("zh", "zh-Hant"), "zh-Hant"),  # as much as there is
        ("en", ("fr", "en-GB", "en-US"), "en-GB"),  # of the family, the first
        ("en-GB", ("en-US",), "en-US"),
        ("zh-Hant-TW", ("zh-Hans", "zh-Hant-HK"), "zh-Hant-HK"),  # the nearest of the family
        ("en", ("fr", "enm"), None),  # another language, though it begins alike
        ("fr", (), None),
    ],
)
def test_the_nearest_language_is_found(
    wanted: str, known: tuple[str, ...], found: str | None
) -> None:
    """As RFC 4647 looks it up; then one of the same family; and never one of another."""
    assert language_for(wanted, known) == found


def test_a_text_is_shown_in_the_nearest_language_or_else_the_first() -> None:
    """An empty text is none."""
    texts = {"es": "Hola", "fr": "", "fr-CA": "Allô"}
    assert text_and_language(texts, "fr") == ("Allô", "fr-CA")
    assert text_and_language(texts, "de") == ("Hola", "es")
    assert text_and_language({}, "de") == ("", None)
    assert text_in(texts, "fr-CH") == "Allô"
    assert text_in({"en": ""}, "en", "opening") == "opening"


@pytest.mark.parametrize(
    ("titles", "language", "title"),
    [
        ({"fr": "Séance", "en-GB": "Programme"}, "en", "Programme"),
        ({"fr": "Séance", "en": "Session"}, "en-GB", "Session"),
        ({"fr": "Séance", "en-US": "Program"}, "en-GB", "Program"),
        ({"fr": "Séance"}, "en-GB", "Séance"),
    ],
)
def test_feeds_exports_and_pages_choose_alike(
    titles: dict[str, str], language: str, title: str
) -> None:
    """Whichever of them a reader opens."""
    published = release(entry("talk", titles=titles), languages=("fr", language))
    calendar = read(feed(published, Programme(), language)).named("VEVENT")
    assert [event.text("SUMMARY") for event in calendar] == [title]
    assert [row.title for row in programme_of(published, language).rows] == [title]
    assert f">{title}</span></a></h3>" in page(published, language)


def test_a_page_leads_to_the_calendars_of_its_language() -> None:
    """The page is in English, the conference in British English; there is no feed in ``en``."""
    assert "../feeds/en-GB/programme.ics" in page(release(languages=("fr", "en-GB")), "en")


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2021-11-01", "Monday 1 November 2021", "lundi 1er novembre 2021"),
        ("2021-11-02", "Tuesday 2 November 2021", "mardi 2 novembre 2021"),
        ("2022-08-21", "Sunday 21 August 2022", "dimanche 21 août 2022"),
    ],
)
def test_dates_are_said_as_each_language_says_them(day: str, english: str, french: str) -> None:
    """French says ``1er`` of the first of a month, and of no other day."""
    assert full_date(date.fromisoformat(day), "en") == english
    assert full_date(date.fromisoformat(day), "fr") == french
    assert french.endswith(plain_date(date.fromisoformat(day), "fr"))
    assert day_and_month(date.fromisoformat(day), "en") in english


def test_calendars_say_the_first_of_a_month_as_pages_do() -> None:
    """A session of more than a day says its hours: from the first to the third."""
    long = entry("long", "2021-11-01T06:00", 49 * 60)
    event = read(feed(release(long), Programme(), "fr")).named("VEVENT")[0]
    assert event.text("DESCRIPTION").startswith("lundi 1er novembre 2021, de 09:00 à mercredi 3")
