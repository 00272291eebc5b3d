"""Conferences whose whole programme is more than calendars take: the page invites to its parts."""

from collections.abc import Mapping
from functools import cache

import pytest
from playwright.sync_api import Browser, expect

from scheduler.publishing.feeds import Feeds, OfKind, ProgrammeFeed
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Release
from tests.publishing.page.served import CHROMIUM, serving, visiting
from tests.publishing.releases import entry, named, place, release

pytestmark = pytest.mark.slow

SESSIONS = 480
"""Some 3,000 bytes each, and a million bytes are a feed at most: 480 are none, 240 are one."""
NAME = {"en": "議" * 200}
"""600 bytes in a title, in a place, in the name of a kind, and in the names of it."""


@cache
def large(kinds: int) -> Release:
    """Return a release of many sessions, in so many kinds and rooms."""
    ids = [f"k{number}" for number in range(kinds)]
    entries = (
        entry(f"session-{number}", kind=ids[number % kinds], room=ids[number % kinds], titles=NAME)
        for number in range(SESSIONS)
    )
    return release(
        *entries,
        kinds=tuple(named(each, titles=NAME) for each in ids),
        rooms=tuple(place(each, titles=NAME) for each in ids),
    )


@cache
def page(kinds: int) -> Mapping[str, bytes]:
    """Return the page of it."""
    return page_of(large(kinds))


def test_a_page_invites_only_to_calendars_that_there_are() -> None:
    """The kinds, of 240 sessions each; and nothing of the programme, neither to keep nor to download."""
    feeds = Feeds(large(2))
    assert not feeds.fits(ProgrammeFeed(), "en")
    assert feeds.fits(OfKind("k0"), "en")
    files = page(2)
    assert b"programme.ics" not in files["en/index.html"] + files["worker.js"]
    assert b"../feeds/en/kinds/k1.ics" in files["en/index.html"]
    assert b"too large for one calendar" in files["en/index.html"]


def test_a_page_of_which_no_calendar_is_small_enough_invites_to_none() -> None:
    """All sessions are of one kind, in one room; each of them can still be added by itself."""
    text = page(1)["en/index.html"].decode()
    assert "kinds/k0.ics" not in text
    assert 'class="ways"' not in text
    assert "sessions/session-7.ics" in text


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt-get install chromium)")
def test_the_script_does_without_what_there_is_not(browser: Browser) -> None:
    """The first part is chosen; nothing can be downloaded; where there is nothing, nothing is asked for."""
    for kinds, address in ((2, "https://tiny.example/feeds/en/kinds/k0.ics"), (1, None)):
        with (
            serving(page(kinds)) as site,
            visiting(browser, site, service_workers="block") as visit,
        ):
            seen = visit.open("en/index.html?q=session-7&agenda=1")
            expect(seen.locator("#_agenda")).to_be_visible()
            expect(seen.locator("#_download")).to_be_hidden()
            if address:
                assert seen.input_value("#_address") == address
            assert seen.locator("#_calendar").count() == bool(address)
