"""The desk in Chromium: each cell of ours in the table of docs/desk.md, and how it looks and behaves."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.publishing.page.served import CHROMIUM
from tests.web.desk.opened import Opened, Planner, opened, start_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]

PATIENCE = 60_000
"""Milliseconds until what does not happen has failed; a busy machine is slow."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open the desk of the forum."""
    with opened(tmp_path_factory.mktemp("forum")) as made:
        yield made


@pytest.fixture
def desk(forum: Opened) -> Opened:
    """Take back what the last test has done."""
    planner = Planner(forum)
    planner.look()
    while planner.state["done"] > 1:
        planner.do("undo")
    return forum


@contextmanager
def at(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """Open the page; it may complain of nothing, and ask nobody else for anything."""
    troubles: list[str] = []
    usual = {
        "viewport": {"width": 1280, "height": 800},
        "reduced_motion": "reduce",
        "locale": "en-GB",
    }
    context = browser.new_context(**(usual | settings))
    context.set_default_timeout(PATIENCE)
    context.on("request", lambda asked: _note(troubles, asked.url, address))
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    yield page
    context.close()
    assert not troubles


def _note(troubles: list[str], url: str, address: str) -> None:
    if not url.startswith(address):
        troubles.append(url)


@pytest.fixture
def page(browser: Browser, desk: Opened) -> Iterator[Page]:
    """Open the desk's page in English."""
    with at(browser, desk.address) as made:
        yield made


def pick(page: Page, name: str) -> None:
    """Take a session of the day, or of the tray, into the hand."""
    page.locator(f'[data-session="{name}"]').first.click()
    page.wait_for_selector(".spot", timeout=PATIENCE)


def spot(page: Page, when: str, room: str) -> Any:
    """Return a place of the day that is shown."""
    return page.locator(f'.spot[data-start="{start_of(when)}"][data-room="{room}"]')


def go(page: Page, day: int) -> None:
    """Show a day."""
    page.locator(f'#days [data-day="{day}"]').click()


def told(page: Page, text: str) -> None:
    """Expect that the page says something of what has been done."""
    expect(page.locator("#toast")).to_contain_text(text, timeout=PATIENCE)


def test_every_place_has_a_colour_and_every_day_its_best_price(page: Page) -> None:
    """While a session is in the hand: nobody has to try."""
    pick(page, "ports")
    assert page.locator(".spot").count() == 2 * len(range(9 * 60, 17 * 60, 30))
    expect(spot(page, "Mon 09:00", "hall")).to_have_class(re.compile("c-no"))
    assert page.locator("#days small").filter(has_text=re.compile(r"[\d]")).count() >= 4


def test_a_hint_says_why_in_one_sentence(page: Page) -> None:
    """Hovered or focused; who is in the way is marked."""
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 14:00", "annex").hover()
    expect(page.locator("#why")).to_contain_text("Annex", timeout=PATIENCE)
    expect(page.locator("#why")).to_contain_text("held by two sessions at once", timeout=PATIENCE)
    expect(page.locator('#grid [data-session="board-1"]')).to_have_class(re.compile("way"))


def test_the_five_best_places_are_listed(page: Page) -> None:
    """One click takes the best of them."""
    pick(page, "ports")
    expect(page.locator(".best button")).to_have_count(5, timeout=PATIENCE)
    page.locator(".best button").first.click()
    told(page, "Move Ports and rails to")


def test_a_drop_changes_totals_findings_and_history(page: Page) -> None:
    """At once, by what evaluate says."""
    total = page.locator("#total").inner_text()
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 10:30", "hall").click()
    told(page, "Move Tides to Tue 9 Nov 10:30 in Hall.")
    expect(page.locator("#total")).not_to_have_text(total, timeout=PATIENCE)
    page.locator("#tab-steps").click()
    expect(page.locator("#steps li").first).to_contain_text("Move Tides")


def test_a_hard_rule_is_broken_in_red_and_never_silently(page: Page) -> None:
    """It is done, as the planner wishes, and said in three places."""
    go(page, 1)
    pick(page, "tides")
    spot(page, "Tue 14:00", "annex").click()
    told(page, "Hard rules broken more")
    expect(page.locator("#hard-sum")).to_have_class(re.compile("bad"))
    expect(page.locator('#grid [data-session="tides"]')).to_have_class(re.compile("bad"))
    expect(page.locator(".rule.bad").first).to_be_visible()


def test_undo_and_redo_by_button_and_by_key(page: Page) -> None:
    """Without end; the button says what it takes back."""
    pick(page, "ports")
    spot(page, "Mon 14:00", "annex").click()
    told(page, "Move Ports")
    expect(page.locator("#undo")).to_have_attribute("title", re.compile("Move Ports"))
    page.keyboard.press("Control+z")
    told(page, "Taken back")
    page.locator("#redo").click()
    told(page, "Taken again")


def test_a_session_is_dragged(page: Page) -> None:
    """With the mouse held down."""
    pick(page, "ports")  # to know where the place is
    target = spot(page, "Mon 14:30", "annex").bounding_box()
    page.keyboard.press("Escape")
    source = page.locator('#grid [data-session="ports"]').bounding_box()
    assert target
    assert source
    page.mouse.move(source["x"] + 10, source["y"] + 10)
    page.mouse.down()
    page.mouse.move(source["x"] + 40, source["y"] + 20, steps=4)
    page.wait_for_selector(".spot", timeout=PATIENCE)
    page.mouse.move(target["x"] + 3, target["y"] + 10, steps=4)
    page.mouse.up()
    told(page, "Move Ports and rails to Mon 8 Nov 14:30 in Annex.")


def test_all_of_it_by_keys(page: Page) -> None:
    """Arrows choose a session and a place, Enter takes and drops, pages turn the days."""
    page.locator('#grid [data-session="opening"]').focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('#grid [data-session="ports"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".spot:focus")).to_have_attribute("data-room", "annex", timeout=PATIENCE)
    expect(page.locator("#live")).to_contain_text("Picked up: Ports and rails")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    expect(page.locator(".spot:focus")).to_have_attribute("data-start", str(start_of("Tue 10:30")))
    page.keyboard.press("Enter")
    told(page, "Move Ports and rails to Tue 9 Nov 10:30 in Annex.")
    expect(page.locator("#live")).to_contain_text("Penalty", timeout=PATIENCE)


def test_escape_puts_it_back(page: Page) -> None:
    """And the focus is where it was."""
    pick(page, "ports")
    page.keyboard.press("Escape")
    expect(page.locator(".spot")).to_have_count(0)
    expect(page.locator('#grid [data-session="ports"]')).to_be_focused()


def test_room_is_made_by_a_ranked_chain_with_proof(page: Page) -> None:
    """It says who must be told; what is shown is what is done."""
    pick(page, "ports")
    go(page, 1)
    spot(page, "Tue 14:00", "annex").hover()
    page.locator("#why button").click(timeout=PATIENCE)
    expect(page.locator(".chains li").first).to_contain_text("Board (1)", timeout=PATIENCE)
    expect(page.locator("#chains")).to_contain_text("Proved", timeout=PATIENCE)
    page.locator(".chains button.main").first.click()
    told(page, "makes room")
    expect(page.locator("#broken")).to_have_text("0")


def test_pins_are_seen_and_kept(page: Page) -> None:
    """A pinned session has a mark; what is solved leaves it there."""
    pick(page, "ports")
    page.get_by_role("button", name="Pin", exact=True).click()
    told(page, "Pin Ports and rails")
    expect(page.locator('#grid [data-session="ports"]')).to_have_class(re.compile("pinned"))
    pick(page, "ports")
    page.get_by_role("button", name="Unpin", exact=True).click()
    told(page, "Let Ports and rails go")


def test_a_day_is_locked_and_unlocked(page: Page) -> None:
    """All of its sessions at once."""
    page.get_by_role("button", name="Lock this day").click()
    told(page, "Lock Mon 8 Nov")
    expect(page.locator("#grid .pinned")).to_have_count(2)
    page.get_by_role("button", name="Unlock this day").click()
    told(page, "Unlock Mon 8 Nov")


def test_two_sessions_are_swapped(page: Page) -> None:
    """One, and then the other."""
    pick(page, "opening")
    page.get_by_role("button", name="Swap with…").click()
    page.locator('#grid [data-session="ports"]').click()
    told(page, "Swap Opening and Ports and rails")


def test_what_is_done_without_waits_in_the_tray(page: Page) -> None:
    """And is placed from there."""
    go(page, 2)
    pick(page, "wharves")
    page.get_by_role("button", name="Do without").click()
    told(page, "Drop Old wharves")
    page.locator("#tab-tray").click()
    pick(page, "wharves")
    expect(page.locator(".best button").first).to_be_visible(timeout=PATIENCE)


def test_it_is_solved_beside_and_taken_move_by_move(page: Page) -> None:
    """While the planner goes on; the bound is shown, and what is found is taken or left."""
    pick(page, "ports")
    spot(page, "Mon 14:00", "annex").click()
    told(page, "Move Ports")
    pick(page, "ports")
    page.get_by_role("button", name="Unpin", exact=True).click()
    told(page, "Let Ports and rails go")
    page.locator("#solve").click()
    page.locator("#engine input").fill("10")
    page.locator("#engine button.main").click()
    pick(page, "opening")
    page.keyboard.press("Escape")  # no waiting
    expect(page.locator("#bound-sum")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#engine li").first).to_be_visible(timeout=PATIENCE)
    page.locator("#engine li button").first.click()
    told(page, "Take one move that the search found")


def test_two_planners_see_each_others_moves(browser: Browser, desk: Opened, page: Page) -> None:
    """Within a moment, with a sentence."""
    with at(browser, desk.address) as other:
        pick(other, "ports")
        spot(other, "Mon 14:00", "annex").click()
        told(other, "Move Ports")
        told(page, "Another planner: Move Ports and rails to Mon 8 Nov 14:00 in Annex.")
        assert page.locator("#total").inner_text() == other.locator("#total").inner_text()


def test_the_boss_looks_on(browser: Browser, desk: Opened) -> None:
    """All is shown, and nothing can be done."""
    with at(browser, desk.reading) as page:
        expect(page.locator("#reading")).to_be_visible()
        expect(page.locator("#undo")).to_be_hidden()
        page.locator('#grid [data-session="ports"]').click()
        expect(page.locator("#hand h2")).to_have_text("Ports and rails")
        expect(page.locator("#hand .acts")).to_have_count(0)


def test_lenses_and_search_leave_the_rest_pale(page: Page) -> None:
    """By person, body, kind; by words of titles and of names."""
    page.locator("#lens").select_option("people")
    page.locator("#which").select_option("ada")
    expect(page.locator('#grid [data-session="opening"]')).to_have_class(re.compile("dim"))
    expect(page.locator('#grid [data-session="ports"]')).not_to_have_class(re.compile("dim"))
    page.locator("#lens").select_option("")
    page.locator("#search").fill("minister")
    expect(page.locator('#grid [data-session="ports"]')).to_have_class(re.compile("dim"))


def test_the_week_is_seen_at_once(page: Page) -> None:
    """By half-days; a click goes to the day and takes the session."""
    page.locator("#by-week").click()
    assert page.locator(".week [data-session]").count() == 7
    page.locator('.week [data-session="closing"]').click()
    page.wait_for_selector(".spot", timeout=PATIENCE)
    expect(page.locator('#days [aria-current="date"]')).to_contain_text("Fri 12 Nov")


def test_it_speaks_french(page: Page) -> None:
    """Every word of the page itself."""
    page.locator("#language").click()
    expect(page.locator("#undo")).to_contain_text("Annuler")
    pick(page, "ports")
    expect(page.locator("#hand")).to_contain_text("Meilleures places", timeout=PATIENCE)
    assert page.evaluate("document.documentElement.lang") == "fr"


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_it_is_as_wide_as_the_screen(browser: Browser, desk: Opened, width: int) -> None:
    """A telephone moves by click, and pins."""
    with at(browser, desk.address, viewport={"width": width, "height": 844}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        pick(page, "ports")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.locator(".best button").first.click()
        told(page, "Move Ports")


def _is_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, desk: Opened, scheme: str) -> None:
    """Neither on the grid, nor in the hand, nor in the week, in light and dark."""
    with at(browser, desk.address, color_scheme=scheme) as page:
        _is_accessible(page)
        pick(page, "ports")
        _is_accessible(page)
        page.keyboard.press("Escape")
        page.locator("#by-week").click()
        page.locator("#solve").click()
        _is_accessible(page)


def test_the_desk_goes_on_after_a_restart_of_the_server(browser: Browser, tmp_path: Path) -> None:
    """What was done is on the disk, whatever happens next."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        pick(page, "ports")
        spot(page, "Mon 14:00", "annex").click()
        told(page, "Move Ports")
        made.kill()
    with opened(tmp_path) as again, at(browser, again.address) as other:
        other.locator("#tab-steps").click()
        expect(other.locator("#steps li").first).to_contain_text("Move Ports and rails")
