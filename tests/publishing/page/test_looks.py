"""How the page looks and behaves in Chromium: widths, paper, contrast, no script, no network."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from scheduler.publishing.exports import ExportForm, exported
from scheduler.publishing.records import Release
from tests.publishing.exports import programmes
from tests.publishing.page.released import DAYS, DIALOGUE, SESSIONS, evil, small
from tests.publishing.page.served import (
    IN_CHROMIUM,
    Visit,
    narrow,
    serving,
    site_of,
    visiting,
)
from tests.reporting.test_browser import CONTRASTS

pytestmark = IN_CHROMIUM

AGENDA = f"agenda={DIALOGUE},com2-1,plenary-1"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_as_wide_as_the_screen(browser: Browser, large_site: str, width: int) -> None:
    """No sideways scrolling of the page, whether of a session, of its plan, or of what is below."""
    with visiting(browser, large_site, **narrow(width)) as visit:
        for path in (f"fr/index.html#{DIALOGUE}", f"en/index.html?theme=climate#{AGENDA}"):
            page = visit.open(path)
            page.locator("summary").all()[-1].click(force=True)
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("fr", "dark")])
def test_an_automatic_checker_finds_nothing_to_improve(
    browser: Browser, site: str, language: str, scheme: str
) -> None:
    """axe looks for what WCAG 2.2 asks for: in a plan, a list, an agenda, and a session by itself."""
    dark = {"color_scheme": scheme, "bypass_csp": True}
    width = {"en": 1280, "fr": 390}[language]
    with visiting(browser, site, **narrow(width, **dark)) as visit:
        page = visit.open(f"{language}/index.html#{AGENDA}")
        page.click("#_take")
        assert page.locator(".clash").count() == 2
        assert not found_by_axe(page)
        assert not page.evaluate(CONTRASTS)
        page.goto(f"{visit.site}/{language}/index.html?theme=climate&zone=Asia/Tokyo#{DIALOGUE}")
        expect(page.locator("dialog")).to_be_visible()
        assert not found_by_axe(page, "dialog")


def found_by_axe(page: Page, part: str = "html") -> list[tuple[str, str]]:
    """Return what axe has to say against a part of a page, by rule and first place."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(page, context=part, options=rules).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("make", [programmes.rich, programmes.nasty])
def test_an_exported_page_is_accessible_and_asks_for_nothing(
    browser: Browser, make: Callable[[], Release]
) -> None:
    """On a desk's screen and on a telephone's: no violation, no complaint, no sideways scrolling."""
    files = {"index.html": exported(make(), ExportForm.HTML), "favicon.ico": b""}
    with serving(files) as site:
        for width in (1280, 390):
            with visiting(browser, site, **narrow(width, bypass_csp=True)) as visit:
                visit.page.goto(f"{site}/index.html")
                assert visit.page.evaluate("document.documentElement.scrollWidth") == width
                assert not found_by_axe(visit.page)


def test_texts_of_others_do_nothing(browser: Browser) -> None:
    """Titles with scripts, 10,000 letters, marks that turn text: shown, and the page stays whole."""
    with serving(site_of(evil())) as site:
        for width in (390, 1280):
            with visiting(browser, site, **narrow(width)) as visit:
                page = visit.open("en/index.html#evil")
                expect(page.locator("dialog")).to_contain_text("alert(1)")
                assert page.evaluate("document.documentElement.scrollWidth") == width
                assert page.locator("main img, main script").count() == 0
                page.keyboard.press("Escape")
                page.locator("[id='long'] .star").click()
                page.locator("[id='main'] .star").click()
                page.click("#_mine")
                assert page.locator(".session:visible").count() == 2
                assert page.evaluate("document.documentElement.scrollWidth") == width
                assert "7*7" in page.title()


def test_the_page_is_complete_without_a_script(browser: Browser, site: str) -> None:
    """All sessions with their details, the links to calendars; no control that would do nothing."""
    with visiting(browser, site, java_script_enabled=False) as visit:
        page = visit.page
        page.goto(f"{site}/en/index.html#{DIALOGUE}")
        assert page.locator(".session").count() == SESSIONS
        expect(page.locator(".controls")).to_be_hidden()
        expect(page.locator("#_calendar")).to_be_hidden()
        details = page.locator(f"[id='{DIALOGUE}'] .more")
        expect(details).to_be_visible()
        details.locator("summary").click()
        expect(details).to_contain_text("Dialogue")
        page.goto(f"{site}/")
        page.wait_for_url("**/en/index.html")


def test_the_page_works_without_a_network_once_loaded(browser: Browser) -> None:
    """Also in the other language, with a filter in its address, and the agenda's download."""
    with (
        serving(site_of(small())) as site,
        visiting(browser, site, service_workers="allow") as visit,
    ):
        page = visit.open()
        page.evaluate(KEPT)
        visit.page.context.set_offline(True)
        visit.again()
        assert page.locator(".session").count() == 4
        visit.open("fr/index.html?theme=climate")
        assert page.locator(".session:visible").count() == 1
        page.locator("[id='talk'] .star").click()
        page.click("#_mine")
        with page.expect_download() as download:
            page.click("#_download")
        assert download.value.suggested_filename == "tiny.ics"
        visit.troubles.clear()  # that there is no network is said on the console


def test_it_prints_a_plan_for_each_day(visit: Visit) -> None:
    """A4 in landscape, a sheet for each day, which names the release; no controls."""
    page = visit.open()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == DAYS
    assert b"/MediaBox [0 0 841" in printed  # points: 297 mm
    page.emulate_media(media="print")
    assert not page.locator("button:visible, select:visible, nav:visible").count()
    assert page.locator(".head:visible").count() > DAYS
    said = page.evaluate(
        "[...document.querySelectorAll('.day > h2')].map(e => getComputedStyle(e, '::after').content)"
    )
    assert all(each.startswith('"Release 1, ') for each in said)


def test_the_first_view_is_there_within_a_second(browser: Browser, large_site: str) -> None:
    """The fastest of three, as others use the machine too."""
    assert min(first_view(browser, large_site) for _ in range(3)) < 1000


def first_view(browser: Browser, site: str) -> float:
    """Return after how many milliseconds something is seen."""
    with visiting(browser, site, service_workers="block") as visit:
        visit.open()
        seen: float = visit.page.evaluate(PAINTED)
        return seen


# Both wait by a promise: what Playwright polls with is `eval`, which the page's own policy may forbid.
KEPT = """new Promise((done, failed) => {
    setTimeout(failed, 10_000);
    const kept = () => navigator.serviceWorker.controller && done(true);
    navigator.serviceWorker.addEventListener("controllerchange", kept);
    navigator.serviceWorker.ready.then(kept);
})"""
"""Is true once the browser has laid the page by for times without a network."""

PAINTED = """new Promise((done, failed) => {
    setTimeout(failed, 10_000);
    new PerformanceObserver(seen => {
        for (const paint of seen.getEntriesByName("first-contentful-paint")) done(paint.startTime);
    }).observe({type: "paint", buffered: true});
})"""
"""After how many milliseconds something was seen, once it was."""
