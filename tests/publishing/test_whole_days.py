"""A calendar of days, published: events of whole days, and pages and lists with dates and no hours."""

import re
from datetime import date

import icalendar

from scheduler.publishing.feeds import Feeds, ProgrammeFeed
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from tests.publishing.programmes import FIRST, OFFICE
from tests.rules.months import lasting, months, on


def _release() -> Release:
    """Publish a meeting of three days and one of a day."""
    instance = months(
        lasting("a", 3), lasting("b", 1), publishing={"organiser": OFFICE}, languages=["en", "fr"]
    )
    numbers = iter(range(10))
    return draft_release(
        instance,
        on(a="2016-11-29 V", b="2016-12-05 V"),
        None,
        published=FIRST,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
    )


def test_events_are_of_whole_days() -> None:
    """As dates, of which the second is the day after; no zone is needed."""
    content = Feeds(_release()).made(ProgrammeFeed(), "en")
    assert b"DTSTART;VALUE=DATE:20161129\r\nDTEND;VALUE=DATE:20161202\r\n" in content
    assert b"VTIMEZONE" not in content
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    ends = [event.decoded("dtend") for event in events]
    assert ends == [date(2016, 12, 2), date(2016, 12, 6)]


def test_the_page_tells_dates_and_no_hours() -> None:
    """In each language, without clocks to choose; what scripts read is hidden."""
    pages = page_of(_release())
    for language, stretch in (("en", "29 November – 1 December 2016"), ("fr", "5 décembre 2016")):
        page = pages[f"{language}/index.html"].decode()
        assert f'<p class="when"><span class="whole-days">{stretch}</span><span hidden>' in page
        assert '<label class="zone" hidden>' in page
        assert '<fieldset class="view" hidden>' in page
        assert f'<html lang="{language}" data-view="list">' in page
        assert f">{'29 Nov' if language == 'en' else '29 nov.'}</a></li>" in page
        seen = re.sub(r"<span hidden>.*?</span>", "", page)
        whens = re.findall(r'<p class="when">(.*?)</p>', seen, re.DOTALL)
        assert len(whens) == 2
        assert not [when for when in whens if "00:00" in when]


def test_a_day_is_as_high_as_an_hour() -> None:
    """Three days are not three days high."""
    style = page_of(_release())["page.css"].decode()
    assert "*60)" in style
    assert "*4320)" not in style
