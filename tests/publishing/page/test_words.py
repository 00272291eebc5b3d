"""What the page says in each language."""

import re
from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from scheduler.publishing import languages
from scheduler.publishing.page import words

TEMPLATES = files("scheduler.publishing.page") / "templates"
PLACE = re.compile(r"\{\w+\}")
FAMILIES = {"of_themes", "of_kinds", "of_bodies", "of_rooms", "of_regions"}
CHANGES = {key for key in words.WORDS if key.startswith("was_")}
FILTERS = {"theme", "kind", "body", "region"}


@pytest.mark.parametrize("key", words.WORDS)
def test_everything_is_said_in_each_language(key: str) -> None:
    """Nothing is empty, and what is filled in stands in each of them."""
    texts = words.WORDS[key]
    assert len(texts) == len(languages.SPOKEN)
    assert all(text.strip() for text in texts)
    assert len({tuple(sorted(PLACE.findall(text))) for text in texts}) == 1


def test_each_word_is_used_and_each_word_used_is_there() -> None:
    """Template and script name the same words as the table."""
    pages = (TEMPLATES / name for name in ("page.html", "missing.html"))
    page = "".join(each.read_text(encoding="utf-8") for each in pages)
    used = set(re.findall(r"say\.(\w+)", page)) | FAMILIES | CHANGES | FILTERS
    assert used | set(words.TOLD) == set(words.WORDS)


def test_the_script_is_told_the_words_that_it_uses() -> None:
    """All of them, and no others."""
    parts = [each for each in TEMPLATES.iterdir() if each.name.endswith(".js")]
    script = "\n".join(each.read_text(encoding="utf-8") for each in parts)
    assert set(re.findall(r"\bwords\.(\w+)", script)) == set(words.TOLD)


def test_names_of_languages_are_known_in_each_language() -> None:
    """A language without a name here is shown by its tag."""
    assert all(len(names) == len(languages.SPOKEN) for names in languages.NAMES.values())
    assert set(languages.OWN_NAMES) == set(languages.NAMES) > set(languages.SPOKEN)
    assert languages.OWN_NAMES["es"] == "Español"
    assert languages.language_name("zh", "fr") == "Chinois"
    assert languages.language_name("xh", "en") == "xh"
    assert languages.languages_listed(("ar", "en", "fr"), "en") == "Arabic, English, French"
    assert languages.languages_listed(("ar", "en", "fr"), "fr") == "Arabe, anglais, français"


def test_dates_are_written_as_each_language_writes_them() -> None:
    """French says ``1er`` of the first, and writes days and months small."""
    assert words.long_day(date(2021, 11, 8), "en") == "Monday 8 November 2021"
    assert words.long_day(date(2022, 3, 1), "fr") == "Mardi 1er mars 2022"
    assert words.short_day(date(2021, 11, 8), "en") == "Mon 8"
    assert words.short_day(date(2021, 11, 8), "fr") == "lun. 8"
    assert words.short_date(date(2021, 11, 8), "en") == "8 Nov"
    assert words.short_date(date(2021, 11, 8), "fr") == "8 novembre"
    noon = datetime(2021, 11, 8, 12, tzinfo=UTC)
    assert words.moment(noon, ZoneInfo("Asia/Kolkata"), "en") == "Monday 8 November 2021, 17:30"


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
    assert words.stretch(*days, "en") == english
    assert words.stretch(*days, "fr") == french


def test_texts_are_shown_in_the_language_of_the_page_or_the_first_known() -> None:
    """``fr-CA`` is French; where there is none, the first text and its language are returned."""
    texts = {"es": "Hola", "fr-CA": "Allô"}
    assert words.said(texts, "fr") == ("Allô", "fr-CA")
    assert words.said(texts, "en") == ("Hola", "es")
    assert words.said({}, "en") == ("", "en")


def test_titles_in_french_keep_their_punctuation_too() -> None:
    """Not those in other languages."""
    assert words.said({"fr": "Dialogue : climat"}, "fr") == ("Dialogue\u00a0: climat", "fr")
    assert words.said({"en": "A : b", "fr": "C"}, "en") == ("A : b", "en")


def test_readers_of_other_languages_are_spoken_to_in_english() -> None:
    """The page's own words are English and French."""
    assert words.spoken("fr-CA") == "fr"
    assert words.spoken("es") == "en"


def test_french_punctuation_stays_on_the_line_of_its_word() -> None:
    """Blanks in front of a colon, and inside quotation marks, do not break."""
    said = words.words_of("fr")
    assert said["shown"] == "Séances\u00a0: {shown} sur {all}"
    assert "«\u00a0Autres agendas\u00a0»" in said["google"]
