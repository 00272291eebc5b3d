"""Which language a reader is shown, and how dates are said in it: the same in all that is published."""

from datetime import date

import pytest

from scheduler.publishing.dates import day_and_month, full_date, plain_date
from scheduler.publishing.languages import language_for, text_and_language, text_in


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
