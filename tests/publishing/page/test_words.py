"""What the page says in each language."""

import re
from datetime import date
from importlib.resources import files

import pytest

from scheduler.publishing.page import view
from scheduler.publishing.texts import lacking, superfluous
from scheduler.publishing.words import SCRIPT, words_in
from scheduler.translations import (
    DESK,
    PLANNERS,
    catalogue,
    language_name,
    languages,
    languages_listed,
    translated,
)

TEMPLATES = files("scheduler.publishing.page") / "templates"
PLACE = re.compile(r"\{\w*\}")


@pytest.mark.parametrize("language", languages()[1:])
def test_catalogues_have_all_texts_and_no_others(language: str) -> None:
    """Those that participants read; a catalogue that lacks one shows it in English."""
    assert lacking(language) == []
    assert superfluous(language) == []


@pytest.mark.parametrize("language", languages()[1:])
def test_what_is_filled_in_stands_in_each_translation(language: str) -> None:
    """Or a text would end in an error; ``{of}`` is French grammar."""
    for each in (one for one in catalogue(language) if one.context not in (PLANNERS, DESK)):
        for english, other in zip(_forms(each.id), _forms(each.string or ""), strict=True):
            places = [set(PLACE.findall(text)) - {"{of}"} for text in (english, other)]
            assert places[0] == places[1], each.id


def _forms(text: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_a_text_that_a_catalogue_lacks_is_shown_in_english() -> None:
    """As are all, where there is no such language."""
    found = [translated(each, "es", "page") for each in ("Room", "Unheard of")]
    assert found == ["Sala", "Unheard of"]
    assert words_in("calendars", "hi")("Online") == "Online"


def test_one_text_may_have_several_translations() -> None:
    """By what it is for."""
    assert translated("For: {}", "fr", "calendars") == "Public visé : {}"
    assert translated("For: {}", "fr", "notices") == "Pour : {}"


def test_the_script_is_told_the_words_that_it_uses() -> None:
    """All of them, and no others."""
    parts = [each for each in TEMPLATES.iterdir() if each.name.endswith(".js")]
    script = "\n".join(each.read_text(encoding="utf-8") for each in parts)
    assert set(re.findall(r"\bwords\.(\w+)", script)) == set(SCRIPT)


def test_names_of_languages_are_known_in_each_language() -> None:
    """Those of Unicode; a tag that is of no language is shown as it is."""
    assert language_name("es", "es") == "Español"
    assert language_name("zh", "fr") == "Chinois"
    assert language_name("qq", "en") == "qq"
    assert languages_listed(("ar", "en", "fr"), "en") == "Arabic, English, French"
    assert languages_listed(("ar", "en", "fr"), "fr") == "Arabe, anglais, français"
    assert languages_listed(("ar", "qq", "de"), "es") == "Árabe, qq, alemán"


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ("2021-11-08", "2021-11-19", "8–19 November 2021", "8–19 novembre 2021"),
        ("2021-11-08", "2021-11-08", "8 November 2021", "8 novembre 2021"),
        ("2021-10-30", "2021-11-01", "30 October – 1 November 2021", "30 octobre – 1er novembre 2021"),
        ("2021-03-30", "2022-03-02", "30 March 2021 – 2 March 2022", "30 mars 2021 – 2 mars 2022"),
    ],
)  # fmt: skip
def test_a_stretch_names_month_and_year_once(
    first: str, last: str, english: str, french: str
) -> None:
    """Unless they differ."""
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert view.stretch(*days, "en") == english
    assert view.stretch(*days, "fr") == french


def test_french_punctuation_stays_on_the_line_of_its_word() -> None:
    """Blanks in front of a colon, and inside quotation marks, do not break."""
    said = view.words_of("fr")
    assert said["shown"] == "Séances\u00a0: {shown} sur {all}"
    google = "Google Calendar: next to “Other calendars”, select “+”, then “From URL”. Paste the address."
    assert "«\u00a0Autres agendas\u00a0»" in said(google)
