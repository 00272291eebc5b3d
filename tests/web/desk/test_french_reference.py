"""The reference conference on a page in French: nothing is in English but what planners have typed."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copy, copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.sources import read_instance
from tests.web.desk.opened import Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at

ROOT = Path(__file__).parents[3]
NAME, MOVED = "wtdc21-addis", "first-reading-1"
ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|has|have|more|less|than|with|without|needed|allowed|held|session|sessions"
    r"|rooms|people|which|before|after|at once|move|costs|saves|breaks|seats|by|from|to|not|whole)\b",
    re.IGNORECASE,
)
"""Words that English sentences of the program have, and no French ones."""


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """Open the desk of the reference conference."""
    folder = tmp_path_factory.mktemp("reference")
    copy(ROOT / "instances" / f"{NAME}.yaml", folder)
    copytree(ROOT / "instances" / NAME, folder / NAME)
    (folder / "solutions").mkdir()
    copy(ROOT / "solutions" / f"{NAME}.json", folder / "solutions")
    with opened(folder, f"{NAME}.yaml") as made:
        yield made


@pytest.fixture(scope="module")
def typed() -> re.Pattern[str]:
    """Find what a planner has typed: titles, names and ids, the longest first."""
    instance = read_instance(ROOT / "instances" / f"{NAME}.yaml")
    texts = set(re.findall(r'"((?:[^"\\]|\\.)+)"', instance.model_dump_json()))
    texts |= {each.replace("_", " ") for each in texts}
    longest = sorted((each for each in texts if len(each) > 3), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)


def unfold(page: Page, folded: str) -> None:
    """Show what is folded away."""
    page.locator(folded).evaluate_all("all => all.forEach((each) => { each.open = true; })")


def english_in(page: Page, typed: re.Pattern[str], within: str = "body") -> list[str]:
    """Return the lines that a reader sees in which English words are left."""
    lines = page.locator(within).inner_text().replace("\u00ad", "").splitlines()
    rests = ((line, typed.sub(" ", line)) for line in lines)
    return [line for line, rest in rests if ENGLISH.search(rest)]


def test_the_desk_of_the_reference_is_in_french(
    browser: Browser, reference: Opened, typed: re.Pattern[str]
) -> None:
    """All findings, the reasons of places, what is done and undone, the history, and a comparison."""
    size = {"width": 1280, "height": 860}
    with at(browser, reference.address, locale="fr-FR", viewport=size) as page:
        unfold(page, "#findings details")
        expect(page.locator("#findings li button").first).to_be_visible()
        assert english_in(page, typed) == []
        page.locator("#grid .session").first.click()
        page.wait_for_selector(".spot", timeout=PATIENCE)
        for kind in (".spot.c-no", ".spot.c-up", ".spot.c-free"):
            if page.locator(kind).count():
                page.locator(kind).first.hover(force=True)
                page.wait_for_function(
                    "() => !document.querySelector('#why').innerText.includes('…')",
                    timeout=PATIENCE,
                )
                assert english_in(page, typed) == []
        page.locator(".spot.c-no").first.click(force=True)
        expect(page.locator("#toast")).to_contain_text("Déplacer", timeout=PATIENCE)
        page.locator("#tab-steps").click()
        assert english_in(page, typed) == []
        expect(page.locator("[lang=en]:not(#language)")).to_have_count(0)


def test_the_page_for_the_committee_is_in_french(
    browser: Browser, reference: Opened, typed: re.Pattern[str]
) -> None:
    """Opened from a French desk: sentences, tables, days and captions; something has been moved."""
    planner = Planner(reference)
    start, _, room = planner.look()["places"][MOVED]
    other = next(each for each in ("committee-1", "committee-2") if each != room)
    assert planner.move(MOVED, start, other).status_code == 200
    address = reference.address.partition("#")[0]
    desk = f"{NAME}.desk.yaml"
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}report.html?language=fr&desk={desk}", timeout=PATIENCE)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("body")).to_contain_text("Ce qu’il y a à choisir")
    unfold(page, "details")
    assert english_in(page, typed) == []
    context.close()
