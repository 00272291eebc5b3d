"""Days in Chromium: the page opens on today, the row of days follows, names of rooms stay in sight."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.released import DIALOGUE
from tests.publishing.page.served import (
    IN_CHROMIUM,
    Visit,
    box_of,
    narrow,
    serving,
    shown,
    visiting,
)
from tests.publishing.releases import entry, place, release

pytestmark = IN_CHROMIUM

TUESDAY = "2021-11-08T22:30:00Z"
"""Half past one on Tuesday in Addis Ababa; still Monday in New York, where the reader is."""


def top_of(page: Page, day: str) -> float:
    """Return how far the title of a day of November is below the row of days, in pixels."""
    bar = box_of(page, ".days")
    return box_of(page, f"[id='_2021-11-{day}-title']")["y"] - bar["y"] - bar["height"]


@pytest.mark.parametrize("width", [390, 1280])
def test_during_the_conference_the_page_opens_on_today(
    browser: Browser, site: str, width: int
) -> None:
    """By the clocks of the venue; its link is marked, in sight, and what comes next stands there."""
    with visiting(browser, site, **narrow(width)) as visit:
        visit.page.clock.set_fixed_time(TUESDAY)
        page = visit.open()
        assert abs(box_of(page, ".days")["y"]) < 1
        assert 0 < top_of(page, "09") < 60
        expect(page.locator(".days [aria-current]")).to_have_text("Tue 9")
        expect(page.locator(".days [data-today]")).to_have_text("Tue 9")
        assert box_of(page, "#_now")["y"] > box_of(page, "[id='_2021-11-09-title']")["y"]
        page.evaluate("scrollTo(0, 0)")
        page.get_by_role("link", name="Today").click()
        assert 0 < top_of(page, "09") < 60


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2021-11-13T09:00:00Z", "15"),  # a Saturday without sessions
        ("2021-11-16T20:59:00Z", "16"),  # one minute before midnight of the last day
    ],
)
def test_on_a_day_off_the_page_opens_on_the_next(visit: Visit, now: str, day: str) -> None:
    """There is a button only on days with sessions."""
    visit.page.clock.set_fixed_time(now)
    page = visit.open()
    assert top_of(page, day) < 60 or page.evaluate(AT_ITS_END)
    assert page.get_by_role("link", name="Today").count() == (day == "16")


AT_ITS_END = "Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_row_of_days_follows_what_is_read(browser: Browser, width: int) -> None:
    """Of 20 days the 18th is far to the right; it is in sight once its sessions are, and the row is."""
    many = release(*(entry(f"s{n}", f"2021-11-{n:02}T06:00", 600) for n in range(1, 21)))
    with serving(page_of(many)) as address, visiting(browser, address, **narrow(width)) as visit:
        page = visit.open()
        page.locator("[id='_2021-11-18']").evaluate("e => e.scrollIntoView()")
        current = page.locator(".days [aria-current]")
        expect(current).to_have_text("Thu 18")
        expect(current).to_be_in_viewport(ratio=1)
        assert abs(box_of(page, ".days")["y"]) < 1
        page.evaluate("scrollTo(0, 0)")
        expect(page.locator(".days a", has_text="Mon 1").first).to_be_in_viewport(ratio=1)


@pytest.fixture(scope="module")
def wide() -> Iterator[str]:
    """Serve a day of 28 rooms: each second session of the morning runs while the others begin."""
    ids = [f"r{number:02}" for number in range(28)]
    first = [entry(f"a-{each}", minutes=180, room=each) for each in ids[::2]]
    first += [entry(f"a-{each}", "2021-11-08T07:00", room=each) for each in ids[1::2]]
    last = [entry(f"b-{each}", "2021-11-08T17:00", 300, room=each) for each in ids[2:]]
    between = [entry("c", "2021-11-08T08:30", 300, room="r27")]
    with serving(page_of(release(*first, *last, *between, rooms=tuple(map(place, ids))))) as site:
        yield site


@pytest.mark.parametrize("width", [800, 1280])
def test_names_of_rooms_stay_above_their_columns(browser: Browser, wide: str, width: int) -> None:
    """Far down, and far to the right, where the names move with the columns."""
    with visiting(browser, wide, **narrow(width, viewport={"width": width, "height": 400})) as v:
        page = v.open()
        page.locator("[id='b-r13']").evaluate("e => scrollBy(0, e.getBoundingClientRect().y - 150)")
        page.locator(".plan").evaluate("e => { e.scrollLeft = 1400 }")
        head = page.locator(".head", has_text="r13")
        expect(head).to_be_in_viewport(ratio=1)
        bar, box, below = (box_of(page, each) for each in (".days", ".head.l15", "[id='b-r13']"))
        assert abs(box["y"] - bar["y"] - bar["height"]) < 2
        assert abs(box["x"] - below["x"]) < 4
        assert box["y"] + box["height"] <= below["y"] + 1


def test_a_sheet_has_all_rooms(browser: Browser, wide: str) -> None:
    """A day of more rooms than paper is wide is a list; the rooms of the sessions are named."""
    with visiting(browser, wide, **narrow()) as visit:
        page = visit.open()
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 1047, "height": 718})  # A4 without its margins
        assert len(shown(page)) == 28 + 26 + 1
        boxes = page.locator(".session").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().right)"
        )
        assert max(boxes) <= 1047
        assert box_of(page, "[id='a-r27'] .place")["width"] > 20


def test_a_printed_programme_tells_nothing_of_the_agenda(visit: Visit) -> None:
    """A printed agenda tells what overlaps in it."""
    page = visit.open()
    for each in (DIALOGUE, "com2-1"):
        page.locator(f"[id='{each}'] .star").click()
    assert page.locator(".clash:visible").count() == 2
    page.emulate_media(media="print")
    assert not page.locator(".clash:visible").count()
    page.emulate_media(media="screen")
    page.click("#_mine")
    page.emulate_media(media="print")
    assert page.locator(".clash:visible").count() == 2
