"""What readers do with the page, in Chromium."""

import json
import re
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.fortnight import DIALOGUE, SESSIONS
from tests.publishing.page.released import small
from tests.publishing.page.served import (
    CHROMIUM,
    Visit,
    box_of,
    serving,
    shown,
    site_of,
    times,
    visiting,
)
from tests.publishing.releases import entry, release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)"),
]


def test_clocks_are_those_of_the_venue_of_the_reader_or_of_any_place(visit: Visit) -> None:
    """09:30 in Addis Ababa is 01:30 in New York (UTC-5 since the day before) and 18:30 in Suva (UTC+12)."""
    page = visit.open()
    assert times(page, DIALOGUE) == "09:30–11:00"
    page.select_option("#_zone", "America/New_York")
    assert times(page, DIALOGUE) == "01:30–03:00"
    assert times(page, "afr-group-1") == "00:30–01:30"
    assert times(page, "heads") == "02:00–02:45"
    page.select_option("#_zone", "Pacific/Fiji")
    assert times(page, DIALOGUE) == "18:30–20:00"
    assert times(page, "reception") == "04:00–06:00 +1 day"
    assert times(page, "dialogue-connecting") == "01:30–03:00 +1 day"
    note = page.locator("[id='_2021-11-08'] .by-clocks")
    assert note.inner_text().endswith(", Fiji time (UTC+12)")
    expect(page).to_have_url(re.compile("zone=Pacific%2FFiji"))
    visit.again()
    assert times(page, DIALOGUE) == "18:30–20:00"
    page.goto(f"{visit.site}/fr/index.html?zone=America/Los_Angeles")
    assert times(page, "heads") == "23:00–23:45 −1 jour"
    page.select_option("#_zone", "Africa/Addis_Ababa")
    assert times(page, "heads") == "10:00–10:45"


def test_clocks_that_are_changed_meanwhile_are_followed(browser: Browser) -> None:
    """New York goes back an hour on 7 November 2021 at 06:00 UTC: 01:30 comes twice."""
    entries = (
        entry("before", "2021-11-06T06:00"),
        entry("first", "2021-11-07T05:30"),
        entry("second", "2021-11-07T06:30"),
        entry("after", "2021-11-08T06:00"),
    )
    with (
        serving(page_of(release(*entries))) as site,
        visiting(browser, site, service_workers="block") as visit,
    ):
        page = visit.open("en/index.html?zone=America/New_York")
        assert [times(page, each.session) for each in entries] == [
            "02:00–03:00",
            "01:30–01:30",
            "01:30–02:30",
            "01:00–02:00",
        ]
        notes = page.locator(".by-clocks").all_inner_texts()
        assert [note[-7:] for note in notes] == ["(UTC−4)", "(UTC−4)", "(UTC−5)"]


def test_filters_and_search_show_what_is_wanted_and_are_in_the_address(visit: Visit) -> None:
    """Five sessions are on the climate; two of them with ``emergencies``; accents do not count."""
    page = visit.open()
    expect(page.locator("#_status")).to_have_text(f"Sessions: {SESSIONS}")
    page.locator("#_filters summary").click()
    page.select_option("#_theme", "climate")
    expect(page.locator("#_status")).to_have_text(f"Sessions: 5 of {SESSIONS}")
    assert len(shown(page)) == 5
    assert page.locator(".day:visible").count() == page.locator(".days a:visible").count() == 4
    page.fill("#_q", "ÉMERGENCIES")
    assert shown(page) == [DIALOGUE, "com3-5"]
    visit.again()
    assert shown(page) == [DIALOGUE, "com3-5"]
    page.fill("#_q", "details")  # a word of the page itself
    expect(page.locator("#_nothing")).to_be_visible()
    page.click("#_clear")
    assert len(shown(page)) == SESSIONS
    expect(page).to_have_url(re.compile(r"index\.html$"))


@pytest.mark.parametrize(
    ("filters", "session", "other"),
    [
        ("kind=dialogue", DIALOGUE, "plenary-1"),
        ("body=plenary", "plenary-1", DIALOGUE),
        ("region=afr", "afr-group-1", "asp-group-1"),
        ("language=zh", "plenary-1", "afr-group-1"),
        ("remote=1", "plenary-1", "afr-group-1"),
    ],
)
def test_each_filter_can_be_passed_on(visit: Visit, filters: str, session: str, other: str) -> None:
    """What fits is there, what does not is not."""
    found = shown(visit.open(f"en/index.html?{filters}"))
    assert session in found
    assert other not in found


def test_unknown_filters_in_an_address_do_nothing(visit: Visit) -> None:
    """Neither do zones that there are not."""
    page = visit.open("en/index.html?theme=nonsense&zone=Mars/Base&view=3d#nothing-here")
    assert len(shown(page)) == SESSIONS
    assert times(page, DIALOGUE) == "09:30–11:00"


def test_a_plan_keeps_only_the_rooms_and_hours_of_what_is_shown(visit: Visit) -> None:
    """On 9 November two sessions are on the climate, in two rooms; in a list there are no rooms above."""
    page = visit.open("en/index.html?theme=climate")
    day = page.locator("[id='_2021-11-09']")
    assert [each.inner_text() for each in day.locator(".head:visible").all()] == [
        "Medium hall",
        "Committee room 1",
    ]
    for head, session in (("Medium hall", DIALOGUE), ("Committee room 1", "emergency")):
        top = box_of(page, f"[id='_2021-11-09'] .head:has-text('{head}')")
        below = box_of(page, f"[id='{session}']")
        assert abs(top["x"] - below["x"]) < 4
        assert below["width"] < 330
    page.get_by_role("radio", name="List").check()
    expect(page).to_have_url(re.compile("view=list"))
    assert not page.locator(".head:visible").count()


def test_a_day_that_is_gone_to_is_all_that_is_seen(visit: Visit) -> None:
    """Its title stands right below the row of days, and the rooms of the day before are gone."""
    page = visit.open()
    page.locator(".days a", has_text="Tue 9").click()
    bar = box_of(page, ".days")
    assert abs(bar["y"]) < 1
    title = box_of(page, "[id='_2021-11-09-title']")
    assert bar["height"] < title["y"] < bar["height"] + 60
    before = box_of(page, "[id='_2021-11-08'] .plan")
    assert before["y"] + before["height"] < bar["height"] + 1
    expect(page.locator(".days a[aria-current]")).to_have_text("Tue 9")


def test_dates_are_written_as_the_page_writes_them(browser: Browser) -> None:
    """The first of a month in French; and the day before it, by the clocks of New York."""
    session = entry("first", "2021-10-31T21:30")
    with (
        serving(page_of(release(session))) as site,
        visiting(browser, site, service_workers="block") as visit,
    ):
        page = visit.open("fr/index.html#first")
        when = page.locator("dialog .when")
        expect(when).to_contain_text("Lundi 1er novembre 2021, 00:30–01:30, heure d’Addis Ababa")
        heading = page.locator(".day > h2")
        expect(heading).to_have_text("Lundi 1er novembre 2021")
        visit.open("en/index.html?zone=America/New_York#first")
        expect(when).to_contain_text("Sunday 31 October 2021, 17:30–18:30, New York time (UTC−4)")


def test_a_plan_is_a_grid_of_rooms_by_time(visit: Visit) -> None:
    """Two that start together lie on one line; one that starts later, below; rooms side by side."""
    page = visit.open()
    ids = (DIALOGUE, "dialogue-skills", "com2-1")
    one, same, later = (box_of(page, f"[id='{each}']") for each in ids)
    assert one["y"] == same["y"]
    assert one["height"] == same["height"]
    assert one["x"] + one["width"] < same["x"] + 1
    assert later["y"] > one["y"]
    assert later["y"] < one["y"] + one["height"]  # 10:00, while the others run until 11:00
    cut_off = "e => e.scrollHeight > e.clientHeight + 1"
    assert not page.evaluate(f"[...document.querySelectorAll('.session')].filter({cut_off}).length")


def test_calendars_to_subscribe_to_resolve(visit: Visit) -> None:
    """The address that is shown is that of a calendar; the button has it too."""
    page = visit.open()
    for path in ("programme.ics", "themes/climate.ics", "rooms/plenary-hall.ics"):
        address = f"{visit.site}/feeds/en/{path}"
        page.select_option("#_calendar", value=address)
        assert page.input_value("#_address") == address
        button = page.locator("#_webcal").get_attribute("href")
        assert button == address.replace("http://", "webcal://")
        with urlopen(address) as answer:
            assert answer.headers["Content-Type"].startswith("text/calendar")
            assert answer.read().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_publishers_address_comes_before_that_of_the_page(browser: Browser) -> None:
    """Where the release says under which address it is served."""
    with (
        serving(site_of(small())) as site,
        visiting(browser, site, service_workers="block") as visit,
    ):
        page = visit.open("fr/index.html")
        assert page.input_value("#_address") == "https://tiny.example/feeds/fr/programme.ics"
        href = page.locator("#_webcal").get_attribute("href")
        assert href == "webcal://tiny.example/feeds/fr/programme.ics"


def test_a_session_is_opened_by_its_address_and_by_its_title(visit: Visit) -> None:
    """Escape closes it, the focus goes back to its title, and so does the address."""
    page = visit.open(f"en/index.html?view=list#{DIALOGUE}")
    dialogue = page.locator("dialog")
    expect(dialogue).to_be_visible()
    text = " ".join(dialogue.inner_text().split())
    assert "Tuesday 9 November 2021, 09:30–11:00, Addis Ababa time (UTC+3)" in text
    assert "Medium hall" in text
    page.keyboard.press("Escape")
    expect(dialogue).to_be_hidden()
    expect(page).to_have_url(re.compile("view=list$"))
    page.locator("[id='plenary-1'] h3 a").click()
    expect(dialogue).to_contain_text("elections")
    expect(page).to_have_url(re.compile("#plenary-1$"))
    page.go_back()
    expect(dialogue).to_be_hidden()


def test_the_focus_stays_in_a_session_that_is_opened_twice(visit: Visit) -> None:
    """A busy browser tells of two steps of the address after the second; or another session is opened."""
    page = visit.open()
    focused = page.locator(":focus")
    page.evaluate("location.hash = '_programme'; location.hash = 'plenary-1'")
    expect(page.locator("dialog")).to_contain_text("elections")
    expect(focused).to_have_text("Close")
    page.evaluate("dispatchEvent(new HashChangeEvent('hashchange'))")
    expect(focused).to_have_text("Close")
    page.evaluate("location.hash = 'heads'")
    expect(page.locator("dialog")).to_contain_text("Heads")
    expect(focused).to_have_text("Close")


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """Skip to the programme, open a session, close it, pick it; the focus is seen at each step."""
    page = visit.open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#heads"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    focused = page.locator(":focus")
    expect(focused).to_have_text("Close")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("href", "#heads")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    label = "Meeting of the heads of delegation – Add to my agenda"
    star = page.get_by_role("button", name=label, pressed=True)
    expect(star).to_be_focused()
    assert json.loads(page.evaluate("localStorage['programme:fortnight:agenda']")) == ["heads"]


def test_what_happens_now_is_marked(visit: Visit) -> None:
    """At 11:45 UTC on 9 November it is 14:45 in Addis Ababa: three sessions run, one starts at 16:30."""
    visit.page.clock.set_fixed_time("2021-11-09T11:45:00Z")
    page = visit.open()
    assert page.locator(".running").count() == 3
    now = " ".join(page.locator("#_now").inner_text().split())
    assert now.startswith("Now Dialogue: paying for networks and services Medium hall")
    assert "Next, at 16:30 Pledges" in now
    line, talk = box_of(page, ".now-line"), box_of(page, "[id='dialogue-trust']")
    assert talk["y"] < line["y"] < talk["y"] + talk["height"]
    page.clock.set_fixed_time("2021-12-01T12:00:00Z")
    visit.again()
    assert not page.locator(".running, .now-line").count()
    expect(page.locator("#_now")).to_be_hidden()
