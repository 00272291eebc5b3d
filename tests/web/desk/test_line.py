"""The form of a new session: its example is one of this conference, and is understood there."""

from playwright.sync_api import Page, expect

from tests.web.desk.opened import Opened, Planner
from tests.web.desk.seen import PATIENCE, is_accessible, told


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


def test_hours_are_preferred_for_a_kind(page: Page) -> None:
    """By a form: all hours are no preference; its cost is shown, and once done it is undone."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("prefer")
    expect(page.locator("#weighed")).to_contain_text("Fill in the fields")
    page.locator("#form select[name=who]").select_option("kinds.meeting")
    page.locator("#form select[name=to]").select_option("720")
    weighed = page.locator("#weighed")
    expect(weighed).to_contain_text("Prefer every day until 12:00: ", timeout=PATIENCE)
    page.locator("#form select[name=level]").select_option("weight")
    page.locator("#form input[name=weight]").fill("2")
    expect(weighed).to_contain_text("(weight 2)", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main:not(:disabled)").click(timeout=PATIENCE)
    told(page, "Prefer every day until 12:00: ")
    expect(page.locator(".rule[data-rule=preference_missed]")).to_be_attached()
    page.locator("#undo").click()
    expect(page.locator(".rule[data-rule=preference_missed]")).to_have_count(0, timeout=PATIENCE)


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


def test_a_preference_is_removed(page: Page, forum_desk: Opened) -> None:
    """It is chosen by its sentence, and no hours are asked for; that there is none is said."""
    page.locator("#change").click()
    page.locator("#form select[name=kind]").select_option("prefer")
    page.locator("#form select[name=wanted]").select_option("back")
    weighed = page.locator("#weighed")
    expect(weighed).to_have_text("No preference to remove.")
    planner = Planner(forum_desk)
    planner.look()
    hours = {"day": "2021-11-08", "last": "2021-11-12", "from": 0, "to": 720}
    change = {"do": "prefer", "table": "kinds", "row": "meeting"}
    assert planner.do("do", **change, **hours, level=2).status_code == 200
    told(page, "Prefer every day until 12:00")
    page.locator("#form select[name=kind]").select_option("fact")
    page.locator("#form select[name=kind]").select_option("prefer")
    page.locator("#form select[name=wanted]").select_option("back")
    for each in ("who", "day", "from", "level"):
        expect(page.locator(f"#form select[name={each}]")).to_be_hidden()
    stands = page.locator("#form select[name=standing] option")
    expect(stands).to_have_text("Prefer every day until 12:00: meeting (weight 2).")
    expect(weighed).to_contain_text("Remove the preference: Prefer every day", timeout=PATIENCE)
    is_accessible(page)
    page.locator("#form button.main").click()
    told(page, "Remove the preference: Prefer every day until 12:00: meeting (weight 2).")
    assert planner.look()["preferences"] == []
