"""Hours in which a room takes no session, as the grid shows them: it is closed, or locked."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from scheduler.desk import apply, close, lock, open_desk, undo
from scheduler.web.desk.answers import closed_hours, locked_days
from tests.conference import at as at_venue
from tests.web.desk.opened import FORUM, Opened, Planner, forum_in, start_of
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, told

TUESDAY = date(2021, 11, 9)
ROOMS = FORUM.read_text("utf-8").split("rooms: [")[1].split("]\npeople")[0]
BOTH = """\
{id: both, title: Both, capacity: 260, parts: [hall, annex], closures: [
  {days: [2021-11-09], from: "10:00", to: "11:00"}]}"""


def test_a_room_is_closed_with_each_of_its_parts(tmp_path: Path) -> None:
    """By the file and at the desk; what overlaps or meets is one stretch, and a step taken back opens it."""
    path = tmp_path / "forum.yaml"
    path.write_text(FORUM.read_text("utf-8").replace(ROOMS, f"{ROOMS},\n  {BOTH}"), "utf-8")
    desk = open_desk(path, solutions=tmp_path / "solutions").desk
    assert closed_hours(desk) == {"both": [(start_of("Tue 10:00"), start_of("Tue 11:00"))]}
    hours = timedelta(hours=11), timedelta(hours=12)
    after = apply(desk, close(desk, "hall", TUESDAY, *hours))
    late = start_of("Tue 12:00")
    assert closed_hours(after) == {
        "hall": [(start_of("Tue 11:00"), late)],
        "both": [(start_of("Tue 10:00"), late)],
    }
    assert closed_hours(undo(after)) == closed_hours(desk)


def test_a_room_that_is_closed_at_the_desk_looks_closed(page: Page, forum_desk: Opened) -> None:
    """At once, with the word where there is room for it, and for who does not see it; no other does."""
    go(page, 1)
    expect(page.locator(".closed")).to_have_count(0)
    Planner(forum_desk).close("annex", (9, 9 * 60, 11 * 60), (9, 12 * 60, 12 * 60 + 30))
    closed = page.locator('.rest[data-room="annex"] .closed')
    expect(closed).to_have_count(2, timeout=PATIENCE)
    expect(closed.first).to_have_text("closed")
    expect(closed.last).to_have_text("")
    expect(page.get_by_role("gridcell", name="closed, 12:00–12:30")).to_be_attached()
    expect(page.locator('.rest[data-room="hall"] .closed')).to_have_count(0)
    is_accessible(page)
    page.emulate_media(media="print")
    expect(closed.first).to_be_visible()
    expect(closed.first).to_have_css("print-color-adjust", "exact")
    page.emulate_media(media="screen")
    page.locator("#undo").click()
    expect(closed).to_have_count(1, timeout=PATIENCE)


def test_the_week_says_what_is_closed(browser: Browser, forum_desk: Opened) -> None:
    """All of a half-day, or from when to when; in French and in the dark, too."""
    Planner(forum_desk).close("annex", (10, 0, 13 * 60), (10, 15 * 60, 16 * 60))
    with at(browser, forum_desk.address, locale="fr-FR", color_scheme="dark") as page:
        page.locator("#by-week").click()
        expect(page.locator(".week .closed")).to_have_text(["fermée", "fermée 15:00–16:00"])
        is_accessible(page)
        page.locator("#by-day").click()
        go(page, 2)
        expect(page.locator(".line .closed").first).to_have_text("fermée")
        is_accessible(page)


def test_a_day_is_locked_if_all_rooms_are(tmp_path: Path) -> None:
    """All that is before a time in the middle of a day locks the days before, and not this one."""
    desk = forum_in(tmp_path).desk
    assert locked_days(desk) == {}
    both = {room: ["2021-11-08"] for room in ("hall", "annex")}
    noon = at_venue(desk.instance, "Tue 12:00")
    assert locked_days(apply(desk, lock(desk, before=noon))) == both
    end = at_venue(desk.instance, "Wed 00:00")
    two = {room: ["2021-11-08", "2021-11-09"] for room in ("hall", "annex")}
    assert locked_days(apply(desk, lock(desk, before=end))) == two
    hall = apply(desk, lock(desk, room="hall"))
    assert [*locked_days(hall)] == ["hall"]


def test_a_locked_day_has_a_lock(page: Page) -> None:
    """In the row of days, above its grid and its columns; pinned sessions alone have none."""
    locks = page.get_by_role("img", name="This day is locked")
    page.get_by_role("button", name="Lock day").click()
    told(page, "Lock Mon 8 Nov")
    expect(locks).to_have_count(2)
    expect(page.get_by_role("button", name="Mon 8 Nov This day is locked")).to_be_visible()
    is_accessible(page)
    page.locator("#by-week").click()
    expect(page.locator(".week").get_by_role("img")).to_have_count(2)
    is_accessible(page)
    page.locator("#by-day").click()
    page.get_by_role("button", name="Unlock day").click()
    told(page, "Unlock Mon 8 Nov")
    expect(locks).to_have_count(0)
    for name in ("opening", "ports"):
        pick(page, name)
        page.get_by_role("button", name="Pin", exact=True).click()
        told(page, "Pin")
    expect(page.locator("#grid .pinned")).to_have_count(2)
    expect(locks).to_have_count(0)
