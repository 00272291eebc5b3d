"""Rules in French on the page of a desk; what is in English alone is marked as such."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.catalogue import RULES, plain_sentence
from scheduler.instance import Instance
from scheduler.web.desk.facts import facts_of, titles_of
from tests.conference import conference, session
from tests.web.desk.opened import Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, form, go, is_accessible, pick, spot


def test_a_page_knows_rules_in_each_of_its_languages() -> None:
    """Their names and what they count."""
    instance: Instance = conference(session("talk"))
    rules = facts_of(instance)["rules"]
    assert rules["room_waste"] == [
        ["Empty seats", plain_sentence("room_waste")],
        ["Places vides", "Places de la salle au-delà des personnes attendues."],
    ]
    assert [*rules] == [*RULES]


def test_rules_are_named_in_the_language_of_the_page(page: Page) -> None:
    """By their names for people; the worst-off region says what it is of."""
    summary = page.locator('.rule[data-rule="room_waste"] summary')
    expect(summary).to_contain_text("Empty seats")
    page.locator("#language").click()
    expect(summary).to_contain_text("Places vides")
    summary.click()
    expect(page.locator('.rule[data-rule="room_waste"] .sentence')).to_contain_text("au-delà")
    form(page, "setLevel")
    chosen = page.locator("#form select[name=rule] option[value=worst_region]")
    expect(chosen).to_have_text("Heures incommodes de la région la plus mal servie")


def test_what_the_desk_says_is_in_french(page: Page) -> None:
    """Findings, reasons, what has been done, and the history; titles stay as they were typed."""
    worth = "1 point is the same as 100 seats of “Empty seats”."
    expect(page.locator("#scale")).to_contain_text(worth)
    page.locator("#language").click()
    expect(page.locator("#scale")).to_contain_text(
        "1 point équivaut à 100 places de « Places vides »."
    )
    page.locator('.rule[data-rule="room_waste"] summary').click()
    expect(page.locator("#findings li button").first).to_contain_text("vide")
    pick(page, "ports")
    go(page, 1)
    spot(page, "Tue 14:00", "annex").hover()
    expect(page.locator("#why")).to_contain_text("doit être à 2 endroits", timeout=PATIENCE)
    spot(page, "Tue 14:00", "annex").click()
    expect(page.locator("#toast")).to_contain_text("Déplacer Ports", timeout=PATIENCE)
    expect(page.locator("#toast")).to_contain_text("de plus violée")
    page.locator("#tab-steps").click()
    expect(page.locator("#steps li").last).to_contain_text("Commencer avec")
    expect(page.locator("[lang=en]:not(#language)")).to_have_count(0)
    is_accessible(page)
    page.reload()
    page.locator("#tab-steps").click()
    expect(page.locator("#steps li").first).to_contain_text("Déplacer Ports", timeout=PATIENCE)


def test_how_a_rule_counts_exactly_is_folded_away(page: Page, forum_desk: Opened) -> None:
    """Below its first sentence, if there is more; one of a single sentence has nothing to unfold."""
    planner = Planner(forum_desk)
    assert planner.move("ports", start_of("Tue 14:00"), "annex").status_code == 200
    rule = page.locator('.rule[data-rule="person_conflict"]')
    expect(rule.locator(".sentence")).to_contain_text("is double-booked", timeout=PATIENCE)
    expect(rule.locator(".sentence")).not_to_contain_text("counts n")
    rule.locator(".exactly summary").click()
    expect(rule.locator(".exactly p")).to_contain_text("counts n - 1")
    expect(page.locator('.rule[data-rule="room_waste"] .exactly')).to_have_count(0)
    is_accessible(page)


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
    with opened(tmp_path, more=NAMES) as made, at(browser, made.address, locale="fr-FR") as page:
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
