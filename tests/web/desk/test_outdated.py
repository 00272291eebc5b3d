"""The instance is replaced while its desk is open: a bar says so, and nothing is done upon the old one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.web.desk.opened import Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, is_accessible

SAID = "The file forum.yaml has changed since you opened the desk. Open the desk again."


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
    assert ada.look()["outdated"] == SAID
    for answer in (
        ada.move("board-2", start_of("Thu 14:00"), "hall"),
        ada.do("undo"),
        ada.post("preview"),
        ada.do("publish"),
    ):
        assert (answer.status_code, answer.json()["error"]) == (422, SAID)
    assert ada.look()["done"] == 1


def test_a_page_says_so(browser: Browser, desk: Opened) -> None:
    """One that is open within a moment, and in French; until the file is what it was."""
    path = desk.folder / "forum.yaml"
    before = path.read_bytes()
    with at(browser, desk.address) as page:
        bar = page.locator("#outdated")
        expect(bar).to_be_hidden()
        path.write_bytes(before + b"# another import\n")
        expect(bar).to_have_text(SAID, timeout=PATIENCE)
        is_accessible(page)
        with at(browser, desk.address, locale="fr-FR") as other:
            said = "Le fichier forum.yaml a changé depuis l’ouverture du bureau. Rouvrez le bureau."
            expect(other.locator("#outdated")).to_have_text(said, timeout=PATIENCE)
        path.write_bytes(before)
        expect(bar).to_be_hidden(timeout=PATIENCE)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open a desk of its own, which is opened again."""
    folder = tmp_path_factory.mktemp("again")
    with opened(folder) as first:
        ada = Planner(first)
        ada.look()
        assert ada.move("board-2", start_of("Thu 14:00"), "hall").status_code == 200
        path = folder / "forum.yaml"
        path.write_bytes(path.read_bytes() + b"# another import\n")
        assert ada.look()["outdated"]
        first.interrupt()
    with opened(folder) as second:
        yield second


@pytest.mark.slow
def test_who_opens_it_again_has_all_steps(again: Opened) -> None:
    """Upon the new instance."""
    state = Planner(again).look()
    assert (state["outdated"], state["done"]) == ("", 2)
