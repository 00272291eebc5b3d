"""A desk that is gone, hangs, or whose instance was replaced: what its page says."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.web.desk.opened import Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick, spot, told

SAID = {
    "en-GB": "The desk is not running. Start it again and open the address that it prints.",
    "fr-FR": "Le bureau ne tourne plus. Relancez-le et ouvrez l’adresse qu’il affiche.",
}


@pytest.mark.parametrize(("locale", "end"), [("en-GB", "kill"), ("fr-FR", "interrupt")])
def test_a_desk_that_is_gone_is_said_to_be(
    browser: Browser, tmp_path: Path, locale: str, end: str
) -> None:
    """Within three seconds, unasked; what is asked then says so, and no panel waits."""
    with opened(tmp_path) as made, at(browser, made.address, locale=locale) as page:
        bar = page.locator("#lost")
        expect(bar).to_be_hidden()
        getattr(made, end)()
        expect(bar).to_have_text(SAID[locale], timeout=3_000)
        is_accessible(page)
        page.locator("#publish").click()
        expect(page.locator("#outside .why")).to_have_text(SAID[locale])
        page.keyboard.press("Escape")
        page.locator('#grid [data-session="ports"]').click()
        told(page, SAID[locale])
        page.locator("#by-compare").click()
        expect(page.locator("#grid")).to_contain_text(SAID[locale])
        page.locator("#language").click()
        expect(bar).not_to_have_text(SAID[locale])


HANGS = "The desk does not answer at the moment."


def test_a_desk_that_hangs_is_said_to_until_it_goes_on(browser: Browser, tmp_path: Path) -> None:
    """Unasked; what is clicked meanwhile says so, and is not done later. Then all goes on."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        bar = page.locator("#lost")
        pick(page, "ports")
        page.wait_for_timeout(7_000)  # a desk that has nothing to say lives
        expect(bar).to_be_hidden()
        made.process.send_signal(signal.SIGSTOP)
        expect(bar).to_contain_text(HANGS, timeout=PATIENCE)
        is_accessible(page)
        spot(page, "Mon 14:00", "annex").click()
        told(page, HANGS)
        made.process.send_signal(signal.SIGCONT)
        expect(bar).to_be_hidden(timeout=PATIENCE)
        assert Planner(made).look()["done"] == 1
        pick(page, "ports")
        spot(page, "Mon 14:30", "annex").click()
        told(page, "14:30 in Annex")


REPLACED = "The file forum.yaml has changed since you opened the desk. Open the desk again."


@pytest.fixture
def replaced(desk: Opened) -> Iterator[Opened]:
    """Replace the instance by another one, for a while."""
    path = desk.folder / "forum.yaml"
    before = path.read_bytes()
    path.write_bytes(before + b"# another import\n")
    yield desk
    path.write_bytes(before)


@pytest.mark.slow
def test_no_step_is_taken_and_nothing_is_published(replaced: Opened) -> None:
    """Each is refused with the reason; what was done before is there when the desk is opened again."""
    ada = Planner(replaced)
    assert ada.look()["outdated"] == REPLACED
    for answer in (
        ada.move("board-2", start_of("Thu 14:00"), "hall"),
        ada.do("undo"),
        ada.post("preview"),
        ada.do("publish"),
    ):
        assert (answer.status_code, answer.json()["error"]) == (422, REPLACED)
    assert ada.look()["done"] == 1


def test_a_page_says_so(browser: Browser, desk: Opened) -> None:
    """One that is open within a moment, and in French; until the file is what it was."""
    path = desk.folder / "forum.yaml"
    before = path.read_bytes()
    with at(browser, desk.address) as page:
        bar = page.locator("#outdated")
        expect(bar).to_be_hidden()
        path.write_bytes(before + b"# another import\n")
        expect(bar).to_have_text(REPLACED, timeout=PATIENCE)
        is_accessible(page)
        with at(browser, desk.address, locale="fr-FR") as other:
            said = "Le fichier forum.yaml a changé depuis l’ouverture du bureau. Rouvrez le bureau."
            expect(other.locator("#outdated")).to_have_text(said, timeout=PATIENCE)
        path.write_bytes(before)
        expect(bar).to_be_hidden(timeout=PATIENCE)


def test_so_does_one_that_did_not_listen_yet(browser: Browser, desk: Opened) -> None:
    """The file changes after the page has asked for all, and before it hears news."""
    path = desk.folder / "forum.yaml"
    before = path.read_bytes()

    def change_first(route: Route) -> None:
        path.write_bytes(before + b"# another import\n")
        time.sleep(2)  # until the desk has told those who listen
        route.continue_()

    with at(browser, desk.address) as page:
        page.route("**/events", change_first)
        page.reload()
        expect(page.locator("#outdated")).to_have_text(REPLACED, timeout=10_000)
        page.unroute("**/events")
        path.write_bytes(before)
        expect(page.locator("#outdated")).to_be_hidden(timeout=PATIENCE)
