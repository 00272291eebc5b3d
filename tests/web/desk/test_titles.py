"""Titles and names at a desk in French, where the conference has them in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.web.desk.facts import titles_of
from tests.conference import conference, session
from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import at, pick

NAMES = """
languages: [en, fr]
translations:
  fr:
    conference: {title: Forum du port}
    rooms: {hall: {title: Salle}}
    kinds: {meeting: {title: Réunion}}
    bodies: {board: {title: Conseil}}
    people: {minister: {title: Ministre des ports}}
    sessions: {ports: {title: Ports et rails}, opening: {title: Ouverture}}
"""


@pytest.fixture
def french(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a desk in French of a forum that has French names."""
    (tmp_path / "forum.yaml").write_text(FORUM.read_text("utf-8") + NAMES, "utf-8")
    with opened(tmp_path) as made, at(browser, made.address, locale="fr-FR") as page:
        yield page


def test_titles_are_told_in_both_languages_where_they_differ() -> None:
    """Whichever of them is that of the file; what has no other title is left out."""
    rows = (session("talk", title="Exposé"), session("rest"))
    words = {"en": {"sessions": {"talk": {"title": "Talk"}}}}
    found = titles_of(conference(*rows, languages=["fr", "en"], translations=words))
    assert found == {"sessions": {"talk": ["Talk", "Exposé"]}}


def test_titles_are_in_the_language_of_the_page(french: Page) -> None:
    """Of sessions, rooms, people and the conference; those without a French one are as they were typed."""
    french.locator("#change").click()
    expect(french.locator("#form")).to_contain_text("Réunion")
    french.keyboard.press("Escape")
    expect(french.locator("#title")).to_have_text("Forum du port")
    expect(french.locator("#grid .of-room .room b")).to_have_text(["Salle", "Annex"])
    expect(french.locator('#grid [data-session="ports"] b')).to_have_text("Ports et rails")
    pick(french, "opening")
    expect(french.locator("#hand h2")).to_have_text("Ouverture")
    expect(french.locator("#hand .facts").first).to_contain_text("Salle")
    expect(french.locator("#who")).to_contain_text("Ministre des ports")
    french.locator("#language").click()
    expect(french.locator("#hand h2")).to_have_text("Opening")
    expect(french.locator("#title")).to_have_text("Harbour forum")
    french.locator("#language").click()
    expect(french.locator("#hand h2")).to_have_text("Ouverture")
