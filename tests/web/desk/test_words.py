"""Words of the desk's page: each in English and in French, and each of use."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from scheduler.web.desk import application

TEMPLATES = {
    path.name: path.read_text("utf-8")
    for path in application._TEMPLATES.iterdir()
    if path.suffix in (".html", ".js")
}
TEXT = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(rf"(\w+): \[{TEXT}, {TEXT}\],?\s*")
TABLE = TEMPLATES["words.js"].partition("const WORDS = {\n")[2].partition("\n};")[0]
WORDS = [match.groups() for match in ENTRY.finditer(TABLE)]
ALIKE = frozenset({"zoom", "minutes", "place"})
"""Those that are the same in both languages."""
ELSEWHERE = "".join(text for name, text in TEMPLATES.items() if name != "words.js")
ALL_CODE = ELSEWHERE + TEMPLATES["words.js"].partition("\n};")[2]


def test_the_table_is_read_whole() -> None:
    """Else the tests below would pass over what they do not read; and no word stands there twice."""
    assert ENTRY.sub("", TABLE).strip() == ""
    assert len(WORDS) > 250
    assert [key for key, times in Counter(key for key, *_ in WORDS).items() if times > 1] == []


def test_every_word_has_a_french_one() -> None:
    """None is empty, and none is the English one but those that are listed."""
    assert [key for key, english, french in WORDS if not english or not french] == []
    assert {key for key, english, french in WORDS if english == french} == ALIKE


@pytest.mark.parametrize("mark", [r"\{\w*\}", r"\|"])
def test_what_is_filled_in_is_so_in_both_languages(mark: str) -> None:
    """The same names and numbers, and as many forms for one and several."""
    found = [
        key
        for key, english, french in WORDS
        if sorted({*re.findall(mark, english)}) != sorted({*re.findall(mark, french)})
    ]
    assert found == []


def test_french_is_written_as_in_print() -> None:
    """With its own apostrophes, and a space before what stands high."""
    for key, _, french in WORDS:
        assert "'" not in french, key
        assert not re.search(r"\w[:;!?](\s|$)", french), key


def test_french_words_fit_whatever_they_stand_beside() -> None:
    """A label is of no gender, and a button says what it does."""
    french = {key: text for key, _, text in WORDS}
    assert french["which"] == "Choix"
    assert (french["doIt"], french["anywayDo"]) == ("Appliquer", "Appliquer quand même")
    assert french["onlyThere"] == "n’est là qu’à ces heures"


def test_every_word_that_the_page_asks_for_is_there() -> None:
    """And each that is there is asked for."""
    known = {key for key, *_ in WORDS}
    direct = r'\b(?:say|counted)\("(\w+)"'
    attributes = r'data-(?:say|title|label|hint)="(\w+)"'
    asked = {*re.findall(direct, ALL_CODE), *re.findall(attributes, ALL_CODE)}
    assert asked - known == set()
    used = {*re.findall(r"[\"'](\w+)[\"']", ALL_CODE), *re.findall(r"\b(\w+): ", ALL_CODE)}
    hints = {key for key in known if key.endswith("Hint") and key.removesuffix("Hint") in known}
    made = tuple(re.findall(r"`(\w+)\$\{\w+\}`", ALL_CODE))
    assert {key for key in known - used - hints if not key.startswith(made)} == set()


class _Texts(HTMLParser):
    """Texts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.found.add(data.strip())


def test_the_page_itself_holds_no_words() -> None:
    """But its title until it is loaded, and the name of the other language."""
    texts = _Texts()
    texts.feed(TEMPLATES["desk.html"])
    assert texts.found == {"", "Desk", "FR"}
