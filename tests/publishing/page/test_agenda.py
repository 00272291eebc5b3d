"""An agenda of one's own, in Chromium."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from scheduler.publishing.page import page_of
from tests.publishing.page.released import DIALOGUE, small
from tests.publishing.page.served import IN_CHROMIUM, Visit, serving, shown, site_of, visiting
from tests.publishing.strict import read

pytestmark = IN_CHROMIUM


def test_my_agenda_is_kept_and_tells_what_overlaps(visit: Visit) -> None:
    """The dialogue runs from 09:30 to 11:00, the committee from 10:00; the plenary is the day before."""
    page = visit.open()
    for each in (DIALOGUE, "com2-1", "plenary-1"):
        page.locator(f"[id='{each}'] .star").click()
    visit.again()
    assert page.locator("#_count").inner_text() == "3"
    page.click("#_mine")
    assert sorted(shown(page)) == sorted([DIALOGUE, "com2-1", "plenary-1"])
    assert page.locator("#_picked").inner_text() == "In my agenda: 3 · Overlapping: 2"
    clash = page.locator(f"[id='{DIALOGUE}'] .clash").inner_text()
    assert clash == "At the same time: Committee 2 (1): budget and facilities"
    assert not page.locator("[id='plenary-1'] .clash").count()
    page.locator("[id='com2-1'] .star").click()
    assert sorted(shown(page)) == sorted([DIALOGUE, "plenary-1"])
    assert not page.locator(".clash").count()


def test_an_agenda_can_be_passed_on_and_taken_over(visit: Visit, browser: Browser) -> None:
    """The address holds it, behind the sign that no server is told; what one has oneself stays."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open()
    page.locator(f"[id='{DIALOGUE}'] .star").click()
    page.click("#_mine")
    page.click("#_share")
    expect(page.locator("#_told")).to_have_text("Copied.")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{visit.site}/en/index.html#agenda={DIALOGUE}"
    with visiting(browser, visit.site, service_workers="block") as other:
        theirs = other.open()
        theirs.locator("[id='plenary-1'] .star").click()
        theirs.goto(address.replace("=", "=nothing-known%2C"))  # as some programs write a comma
        assert shown(theirs) == [DIALOGUE]
        assert theirs.locator("#_count").inner_text() == "1"
        theirs.click("#_take")
        assert sorted(shown(theirs)) == sorted([DIALOGUE, "plenary-1"])
        other.again()
        assert theirs.locator("#_count").inner_text() == "2"


def test_my_agenda_can_be_downloaded_as_a_calendar(visit: Visit, tmp_path: Path) -> None:
    """Exactly what is picked, as busy time, without the name that would open another calendar."""
    page = visit.open()
    for each in (DIALOGUE, "plenary-1"):
        page.locator(f"[id='{each}'] .star").click()
    page.click("#_mine")
    with page.expect_download() as download:
        page.click("#_download")
    path = tmp_path / "agenda.ics"
    download.value.save_as(path)
    content = path.read_bytes()
    assert download.value.suggested_filename == "fortnight.ics"
    calendar = read(content)
    events = calendar.named("VEVENT")
    assert [event.text("SUMMARY") for event in events] == [
        "Plenary (1): elections, agenda, structure of the conference",
        "Dialogue: climate, emergencies and small islands",
    ]
    assert {event.get("TRANSP") for event in events} == {"OPAQUE"}
    assert {line.name for line in calendar.lines} == {"VERSION", "PRODID", "METHOD"}


def test_my_agenda_can_be_subscribed_to_where_that_is_served(browser: Browser) -> None:
    """The address names the sessions; without any there is nothing to subscribe to."""
    served = site_of(small()) | page_of(small(), picked="feeds/{language}/picked/{sessions}.ics")
    with serving(served) as site, visiting(browser, site, service_workers="block") as visit:
        page = visit.open("en/index.html?agenda=1")
        expect(page.locator("#_follow")).to_be_hidden()
        page.click("#_clear")
        for each in ("talk", "late"):
            page.locator(f"[id='{each}'] .star").click()
        page.click("#_mine")
        expect(page.locator("#_follow")).to_be_visible()
        address = "webcal://tiny.example/feeds/en/picked/late+talk.ics"
        assert page.locator("#_follow").get_attribute("href") == address
