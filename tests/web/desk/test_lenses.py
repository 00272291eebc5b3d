"""What the desk shows of those who are afar, of interpreters, and of calendars over months, in a browser."""

from pathlib import Path
from shutil import copy

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import PATIENCE, at, form, go, pick, told

ROOT = Path(__file__).parents[3]
MONTHS = """\
name: months
horizon: days
zone: UTC
grid: 1440
first_day: 2016-10-01
last_day: 2016-12-31
day_profiles:
  - id: all
    weekdays: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]
    bands: [{id: day, from: "00:00", to: "24:00", joins: true}]
kinds: [{id: meeting, bands: [day]}]
places: [{id: minsk, country: BY}]
rooms: [{id: m, title: Minsk, place: minsk}]
sessions:
  - {id: forum, title: Forum, kind: meeting, days: 3}
  - {id: council, title: Council, kind: meeting, days: 1}
published:
  - {session: forum, start: 2016-11-09, room: m}
  - {session: council, start: 2016-12-05, room: m}
"""


def _tiny_in(folder: Path, *changes: tuple[str, str]) -> None:
    """Write the tiny conference with some texts exchanged, and its programme."""
    (folder / "solutions").mkdir()
    copy(ROOT / "solutions" / "tiny.json", folder / "solutions")
    text = (ROOT / "instances" / "tiny.yaml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")


def test_a_region_shows_the_hours_on_its_clocks(page: Page) -> None:
    """Above the grid and in the sessions that are followed from there: Suva is nine hours ahead."""
    page.locator("#lens").select_option("regions")
    go(page, 1)
    hours = page.locator(".line.extra")
    expect(hours).to_have_count(1)
    expect(hours).to_contain_text("Fiji")
    tides = page.locator('#grid [data-session="tides"] small')
    expect(tides).to_have_text("18:00–19:30 Fiji")
    expect(tides).to_have_class("good")
    expect(page.locator('#grid [data-session="board-1"]')).to_have_class("session dim")


@pytest.mark.parametrize(
    ("counts", "line"), [("half_days", "Team 1"), ("meetings", "Teams at work")]
)
def test_a_pool_shows_its_teams(browser: Browser, tmp_path: Path, counts: str, line: str) -> None:
    """What each serves, if they have a roster; or else how many are at work at once."""
    pool = "teams: 1, counts: meetings, meetings_a_day: 4, gap: 30}"
    _tiny_in(tmp_path, (pool, pool if counts == "meetings" else "teams: 1, counts: half_days}"))
    with opened(tmp_path, "tiny.yaml") as made, at(browser, made.address) as page:
        page.locator("#lens").select_option("interpretation")
        expect(page.locator(".line.extra .room")).to_have_text(line)
        expect(page.locator(".line.extra .served").first).to_be_visible()


def test_a_team_is_away_for_whole_days_and_back(browser: Browser, tmp_path: Path) -> None:
    """No hours are asked for; the one team that there is leaves three meetings of Monday without any."""
    days = ("last_day: 2021-11-08", "last_day: 2021-11-09")
    _tiny_in(tmp_path, days, ("weekdays: [monday]", "weekdays: [monday, tuesday]"))
    with opened(tmp_path, "tiny.yaml") as made, at(browser, made.address) as page:
        dates = "from Mon 8 Nov to Tue 9 Nov"
        for do, said, number in (
            ("away", f"is not available {dates}", 3),
            ("available", f"are available {dates}", 0),
        ):
            form(page, "presence")
            page.locator("#form select[name=person]").select_option("pool:english-french")
            page.locator("#form select[name=do]").select_option(do)
            page.locator("#form select[name=day]").select_option("0")
            page.locator("#form select[name=last]").select_option("1")
            expect(page.locator("#presence-clock")).to_be_hidden()
            expect(page.locator("#weighed")).to_contain_text(said, timeout=PATIENCE)
            page.locator("#form button.main").click()
            told(page, said)
            page.locator("#lens").select_option("interpretation")
            missing = page.locator(".line.extra .served.no")
            expect(missing).to_have_count(number, timeout=PATIENCE)


def test_a_calendar_over_months_is_shown_by_months(browser: Browser, tmp_path: Path) -> None:
    """A session is moved to another day of it, and all months are seen at once."""
    (tmp_path / "months.yaml").write_text(MONTHS, encoding="utf-8")
    with opened(tmp_path, "months.yaml") as made, at(browser, made.address) as page:
        expect(page.locator("#days button")).to_have_text(["Oct 2016", "Nov 2016", "Dec 2016"])
        go(page, 1)
        forum = page.locator('#grid [data-session="forum"]')
        expect(forum.locator("small")).to_have_text("9 Nov–11 Nov")
        pick(page, "forum")
        expect(page.locator(".spot")).to_have_count(30)
        page.locator(".spot").nth(14).click()
        told(page, "Move Forum to")
        expect(forum.locator("small")).to_have_text("15 Nov–17 Nov", timeout=PATIENCE)
        page.locator("#by-week").click()
        expect(page.locator(".week .over")).to_have_count(3)
        page.locator('.week [data-session="council"]').click()
        expect(page.locator('#days [aria-current="date"]')).to_contain_text("Dec 2016")


def test_a_day_without_hours_is_there_as_long_as_it_holds_a_session(
    browser: Browser, tmp_path: Path
) -> None:
    """A Sunday, in a forum that goes on after it: a tab that counts what is broken, and a column."""
    text = FORUM.read_text("utf-8").replace("last_day: 2021-11-12", "last_day: 2021-11-16")
    (tmp_path / "forum.yaml").write_text(text, encoding="utf-8")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        form(page, "add")
        page.locator("#form textarea").fill("Pledges, meeting, 60 min, sunday 14 nov 10:00")
        none = "the conference has no hours on Sun 14 Nov"
        expect(page.locator("#weighed")).to_contain_text(none, timeout=PATIENCE)
        page.locator("#form button.main").click()
        told(page, "Add Pledges")
        tabs = page.locator("#days button")
        expect(tabs).to_have_count(8)
        sunday = page.locator("#days button", has_text="Sun 14 Nov")
        expect(sunday.locator("small")).to_contain_text("1 ✕")
        friday = page.locator("#days button", has_text="Fri 12 Nov")
        expect(friday.locator("small")).to_have_text("")
        sunday.click()
        session = page.locator('#grid [data-session="pledges"]')
        expect(page.locator(".clock .room")).to_contain_text("Sun 14 Nov")
        expect(session).to_be_in_viewport(ratio=0.99)
        expect(page.locator(".tick").first).to_have_text("09:00")
        page.locator("#by-week").click()
        expect(page.locator(".week .over", has_text="Sun 14 Nov")).to_have_count(2)
        expect(page.locator('.week [data-session="pledges"]')).to_contain_text("10:00")
        page.locator("#by-day").click()
        sunday.click()
        page.locator("#undo").click()
        expect(tabs).to_have_count(7, timeout=PATIENCE)
        expect(page.locator('#days [aria-current="date"]')).to_contain_text("Fri 12 Nov")
        page.locator("#redo").click()
        expect(tabs).to_have_count(8, timeout=PATIENCE)
