"""The form of a new session: its example is one of this conference, and is understood there."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.opened import Opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


def test_the_example_of_a_line_is_understood(page: Page) -> None:
    """It has the conference's own kind, and one of its dates."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("add")
    line = page.locator("#form textarea")
    hint = line.get_attribute("placeholder")
    assert hint == "Pledges, meeting, 30 min, 60 people, 9 nov 14:00"
    line.fill(hint)
    expect(page.locator("#weighed")).to_contain_text("Add Pledges", timeout=PATIENCE)
    expect(page.locator("#form p.soft")).to_have_text("Kind: meeting")


def test_hours_are_wished_for_a_kind(page: Page) -> None:
    """By a form: nothing is wished by all hours; then what it costs is said, and done it is undone."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("prefer")
    expect(page.locator("#weighed")).to_contain_text("What comes of it is said here")
    page.locator("#form select[name=who]").select_option("kinds.meeting")
    page.locator("#form select[name=to]").select_option("720")
    weighed = page.locator("#weighed")
    expect(weighed).to_contain_text("Wanted every day until 12:00: ", timeout=PATIENCE)
    page.locator("#form select[name=level]").select_option("weight")
    page.locator("#form input[name=weight]").fill("2")
    expect(weighed).to_contain_text("(weight 2)", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main:not(:disabled)").click(timeout=PATIENCE)
    told(page, "Wanted every day until 12:00: ")
    expect(page.locator(".rule[data-rule=preference_missed]")).to_be_attached()
    page.locator("#undo").click()
    expect(page.locator(".rule[data-rule=preference_missed]")).to_have_count(0, timeout=PATIENCE)


def test_an_old_answer_does_not_stay_while_another_line_is_typed(page: Page) -> None:
    """It is worked on at each key, and nothing is done meanwhile; what breaks rules is done all the same."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("add")
    line, weighed = page.locator("#form textarea"), page.locator("#weighed")
    line.fill("Pledges, meeting, 30 min")
    expect(weighed).to_contain_text("Add Pledges: Mon 8 Nov", timeout=PATIENCE)
    expect(page.locator("#form button.main")).to_have_text("Do it")
    page.route("**/weigh", lambda route: None)  # it is never answered
    line.press_sequentially(", 900")
    expect(weighed).to_have_text("Working…")
    expect(page.locator("#form button.main")).to_be_disabled()
    page.unroute("**/weigh")
    line.fill("Pledges, meeting, 30 h")
    expect(weighed).to_contain_text("it lasts 1,800 min", timeout=PATIENCE)
    line.fill("Pledges, meeting, 30 h, tue 15:00")
    expect(weighed).to_contain_text("outside the hours", timeout=PATIENCE)
    expect(page.locator("#form button.main")).to_have_text("Do it all the same")


def test_a_number_that_stays_is_nothing_to_do(page: Page) -> None:
    """It says so, and the button does nothing."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("fact")
    expect(page.locator("#weighed")).to_contain_text("That is so already.", timeout=PATIENCE)
    expect(page.locator("#form button.main")).to_be_disabled()


def test_a_level_is_set_by_names(page: Page) -> None:
    """A rule for one item that is chosen by its title; its level now is the real number."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("setLevel")
    page.locator("#form select[name=rule]").select_option("room_waste")
    expect(page.locator("#rule-sentence")).to_contain_text("Now: 0.01.")
    page.locator("#form select[name=item]").select_option(label="Opening")
    page.locator("#form input[name=weight]").fill("2")
    expect(page.locator("#weighed")).to_contain_text(
        "Set “Empty seats” of Opening to 2", timeout=PATIENCE
    )


def test_the_french_example_is_french_and_understood(browser: Browser, forum_desk: Opened) -> None:
    """People are *personnes*, and the line with them is weighed."""
    with at(browser, forum_desk.address, locale="fr-FR") as page:
        page.locator("#change").click()
        page.locator("#form select[name=kind]").select_option("add")
        line = page.locator("#form textarea")
        hint = line.get_attribute("placeholder")
        assert hint == "Engagements, meeting, 30 min, 60 personnes, 9 nov. 14:00".replace(".", "")
        line.fill(f"{hint}, présidence Ada Lovelace")
        expect(page.locator("#weighed")).to_contain_text(
            "Ajouter Engagements : mar. 9 nov. à 14 h dans Hall", timeout=PATIENCE
        )
