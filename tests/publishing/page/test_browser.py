"""What readers do with the page, in Chromium."""

import json
import re
from urllib.request import urlopen

from playwright.sync_api import Browser, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.released import DIALOGUE, SESSIONS
from tests.publishing.page.served import (
    IN_CHROMIUM,
    Visit,
    box_of,
    serving,
    shown,
    times,
    visiting,
)
from tests.publishing.releases import entry, place, release

pytestmark = IN_CHROMIUM


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


def test_each_filter_can_be_passed_on(visit: Visit) -> None:
    """What fits is there, what does not is not."""
    for filters, session, other in (
        ("kind=dialogue", DIALOGUE, "plenary-1"),
        ("body=plenary", "plenary-1", DIALOGUE),
        ("region=afr", "afr-group-1", "asp-group-1"),
        ("language=zh", "plenary-1", "afr-group-1"),
        ("remote=1", "plenary-1", "afr-group-1"),
    ):
        found = shown(visit.open(f"en/index.html?{filters}"))
        assert session in found, filters
        assert other not in found, filters


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


def test_a_folder_leads_readers_to_the_page_in_their_language(browser: Browser) -> None:
    """The first of the conference is Spanish; what an address asks for goes along."""
    with serving(page_of(release(entry("talk"), languages=("es", "pt-BR")))) as site:
        for locale, language in (("fr-CH", "fr"), ("pt", "pt-BR"), ("en-GB", "en"), ("de", "es")):
            with visiting(browser, site, locale=locale, service_workers="block") as visit:
                visit.page.goto(f"{site}/?view=list#talk")
                visit.page.wait_for_selector("html[data-ready]")
                address = rf"/{language}/index\.html\?view=list#talk$"
                expect(visit.page).to_have_url(re.compile(address))


TITLES = {
    "steering": "Steering Committee (4)",
    "other": "Committee 14 (1)",
    "report": "Report of Committee 3 on 4 items",
    "com4-1": "Committee 4 (1): organisation",
    "com4-2": "Committee 4 (2): structure",
    "talk": "A talk",
}
"""An hour after the other, from 09:00 on; the talk is in committee room 4."""


def test_search_names_what_is_most_likely_meant_first(browser: Browser) -> None:
    """A title that begins so, that says so, that has the words; then rooms. Other numbers are not meant."""
    entries = [
        entry(id_, f"2021-11-08T{hour:02}:00", titles={"en": title}, room="AB"[id_ == "talk"])
        for hour, (id_, title) in enumerate(TITLES.items(), 6)
    ]
    rooms = (place("A"), place("B", titles={"en": "Committee room 4"}))
    with (
        serving(page_of(release(*entries, rooms=rooms))) as site,
        visiting(browser, site, service_workers="block") as visit,
    ):
        page = visit.open()
        best = page.locator("#_best")
        expect(best).to_be_hidden()
        page.fill("#_q", "committee 4")
        links = best.locator("a")
        wanted = ("com4-1", "com4-2", "steering", "report", "talk")
        assert links.all_inner_texts() == [TITLES[each] for each in wanted]
        assert shown(page) == ["steering", "report", "com4-1", "com4-2", "talk"]  # by time
        assert "Mon 8 Nov, 12:00" in best.locator("li").first.inner_text().replace("Mon,", "Mon")
        links.first.click()
        expect(page.locator("dialog")).to_contain_text("organisation")
        page.keyboard.press("Escape")
        page.fill("#_q", "organisation")
        expect(best).to_be_hidden()  # of one answer, none is better
