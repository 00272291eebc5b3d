"""The page in a real browser: Chromium, without a head."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.publishing.page.served import IN_CHROMIUM, Visit, started, watch
from tests.reporting.pages import evil_page, many_page, small_page

pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start a browser."""
    with started() as found:
        yield found


@pytest.fixture(params=[1280, 390])
def width(request: pytest.FixtureRequest) -> int:
    """Return the pixels of a desk's screen, and of a telephone's."""
    return int(request.param)


@pytest.fixture(params=[small_page, evil_page], ids=["small", "evil"])
def shown(
    request: pytest.FixtureRequest, browser: Browser, width: int, tmp_path: Path
) -> Iterator[Page]:
    """Open a page; whatever it complains of or asks for fails the test."""
    path = tmp_path / "page.html"
    path.write_text(request.param(), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    visit = Visit(page, path.as_uri())
    watch(page.context, visit)
    page.goto(path.as_uri())
    yield page
    asked = {*visit.troubles} - {path.as_uri()}
    page.close()
    assert not [each for each in asked if not each.startswith("data:")]


def test_it_fits_the_screen_and_asks_for_nothing(shown: Page, width: int) -> None:
    """No sideways scrolling of the page; every picture is there and as wide as it should be."""
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    for picture in shown.locator("img").all():
        assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
        box = picture.bounding_box()
        assert box is not None
        assert 250 < box["width"] <= width


WIDE = (
    "[...document.querySelectorAll('.scroll, .plans')].filter(e => e.scrollWidth > e.clientWidth)"
)
"""What scrolls sideways."""


def test_seven_programmes_fit_a_screen(browser: Browser, tmp_path: Path) -> None:
    """No table scrolls, and the last column ends within the page."""
    page = _opened(browser, many_page(7), 1280, tmp_path)
    assert page.locator(".plan").first.locator("thead th").count() == 8
    assert page.evaluate(f"{WIDE}.length") == 0
    ends = page.evaluate(
        "[...document.querySelectorAll('thead th:last-child')].map(e => e.getBoundingClientRect().right)"
    )
    page.close()
    assert max(ends) <= 1280


def test_more_programmes_scroll_beside_what_they_are_about(
    browser: Browser, tmp_path: Path
) -> None:
    """The first column stays where it is, and covers what is scrolled under it."""
    page = _opened(browser, many_page(12), 1280, tmp_path)
    assert page.evaluate(f"{WIDE}.length") > 0
    table = page.locator(".plans").first
    head = table.locator("tbody th").first
    before = head.bounding_box()
    table.evaluate("element => { element.scrollLeft = 400; }")
    assert table.evaluate("element => element.scrollLeft") == 400
    assert head.bounding_box() == before
    assert head.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def _opened(browser: Browser, content: str, pixels: int, folder: Path, **more: Any) -> Page:
    path = folder / "page.html"
    path.write_text(content, encoding="utf-8")
    page = browser.new_page(viewport={"width": pixels, "height": 800}, **more)
    page.goto(path.as_uri())
    return page


def test_only_what_differs_is_shown_if_wanted(shown: Page) -> None:
    """By keyboard: Tab to the box, a space; half-days without a mark go away and come back."""
    same = shown.locator(".days .same")
    assert same.count()
    shown.locator("#differing").focus()
    shown.keyboard.press("Space")
    assert not any(row.is_visible() for row in same.all())
    assert shown.locator(".moved").first.is_visible()
    shown.keyboard.press("Space")
    assert all(row.is_visible() for row in same.all())


def test_the_first_tab_skips_to_the_comparison(shown: Page) -> None:
    """The link is seen once it has the focus."""
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    box = shown.locator(".skip").bounding_box()
    assert box is not None
    assert box["x"] >= 0


def test_roles_are_what_they_look_like(shown: Page) -> None:
    """Tables stay tables on a telephone, where their cells stand below each other."""
    assert shown.get_by_role("heading", level=1).count() == 1
    assert shown.get_by_role("main").count() == 1
    plan = shown.get_by_role("table", name="Mon 8 Nov")
    assert plan.get_by_role("row").count() > 2
    assert plan.get_by_role("rowheader").first.inner_text() == "morning"


def test_an_automatic_checker_finds_nothing_to_improve(
    browser: Browser, width: int, tmp_path: Path
) -> None:
    """axe looks for what WCAG 2.2 asks for; it runs inside the page, which the page forbids otherwise."""
    page = _opened(browser, small_page(), width, tmp_path, bypass_csp=True)
    found = Axe().run(page).response["violations"]
    page.close()
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_text_is_easy_to_tell_from_its_ground(shown: Page) -> None:
    """WCAG 2.2 AA asks for a contrast of 4.5 for every text; measured on what is drawn."""
    assert not shown.evaluate(CONTRASTS)


CONTRASTS = """() => {
  const channels = text => text.match(/[\\d.]+/g).map(Number)
    .map((v, i) => text.startsWith("color(srgb") && i < 3 ? 255 * v : v);
  const light = rgb => rgb.slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    const pair = [light(channels(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    if (ratio < 4.5) poor.add(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim()}`);
  }
  return [...poor];
}"""


def test_the_first_page_is_a_sheet_of_paper(browser: Browser, tmp_path: Path) -> None:
    """Of seven programmes, on A4, in letters of 8.5 points; what follows begins on the next sheet."""
    page = _opened(browser, many_page(7), 1280, tmp_path)
    page.emulate_media(media="print")
    assert page.locator(".proposals tbody tr").count() == 7
    page.set_viewport_size({"width": 1047, "height": 718})  # 277 x 190 mm
    box = page.locator(".front").bounding_box()
    after = page.evaluate("getComputedStyle(document.querySelector('.front')).breakAfter")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.proposals :is(td, th)')].map(e => "
        "parseFloat(getComputedStyle(e).fontSize) * 0.75)"
    )
    page.close()
    assert box is not None
    assert box["y"] + box["height"] < 718
    assert after == "page"
    assert min(sizes) == pytest.approx(8.5, abs=0.01)


def test_nothing_is_wider_than_the_paper(browser: Browser, tmp_path: Path) -> None:
    """Whatever is makes Chromium print all pages smaller."""
    page = _opened(browser, many_page(12), 1280, tmp_path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1047, "height": 718})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width == 1047
