"""Texts of the desk's page: each that it asks for is there, and each that is there is of use."""

import re
from html.parser import HTMLParser

from scheduler.web.desk import server
from scheduler.web.desk.texts import TEXTS

CODE = {
    path.name: path.read_text("utf-8")
    for path in server._TEMPLATES.iterdir()
    if path.suffix in (".html", ".js")
}


def test_every_text_that_the_page_asks_for_is_there() -> None:
    """And each that is there is asked for."""
    code = "".join(CODE.values())
    direct = r'\b(?:say|counted)\("(\w+)"'
    attributes = r'data-(?:say|title|label|hint)="(\w+)"'
    asked = {*re.findall(direct, code), *re.findall(attributes, code)}
    assert asked - {*TEXTS} == set()
    used = {*re.findall(r"[\"'](\w+)[\"']", code), *re.findall(r"\b(\w+): ", code)}
    hints = {key for key in TEXTS if key.endswith("Hint") and key.removesuffix("Hint") in TEXTS}
    made = tuple(re.findall(r"`(\w+)\$\{\w+\}`", code))
    assert {key for key in TEXTS.keys() - used - hints if not key.startswith(made)} == set()


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
    texts.feed(CODE["desk.html"])
    assert texts.found == {"", "Desk", "FR"}
