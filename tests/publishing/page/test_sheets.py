"""Days on paper: one that is longer than a sheet is set denser, or goes on below its heading."""

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from scheduler.publishing.page import page_of
from scheduler.publishing.page.contents import public_entries
from scheduler.publishing.page.plans import day_id, plans_of
from scheduler.publishing.page.sheets import DENSITIES, densities, lines_of
from scheduler.publishing.records import PublishedRoom, Release
from tests.publishing.page.served import CHROMIUM, serving, visiting
from tests.publishing.releases import entry, place, release

if TYPE_CHECKING:  # without a browser, too, it is known how dense a day is
    from playwright.sync_api import Browser

READER = shutil.which("pdftotext")
LONG = {"en": "Connecting villages, schools and hospitals in the least developed countries"}
SHORT = {"en": "Group"}
ROOMS = tuple(place(f"R{number}") for number in range(8))
needs_paper = pytest.mark.skipif(
    CHROMIUM is None or READER is None,
    reason="needs Chromium and pdftotext (apt-get install chromium poppler-utils)",
)
CUT = """[...document.querySelectorAll('.session, .session h3, .session .topic, .head')]
    .filter(e => e.scrollHeight > e.clientHeight + 1 && e.checkVisibility()).map(e => e.innerText)"""


def day_of(hours: int, titles: dict[str, str], rooms: tuple[PublishedRoom, ...] = ROOMS) -> Release:
    """Return a short day, and one from 07:00 with a session an hour in each room."""
    sessions = (
        entry(f"s-{hour}-{room.id}", f"2021-11-09T{4 + hour:02}:00", room=room.id, titles=titles)
        for hour in range(hours)
        for room in rooms
    )
    first = entry("first", room="R0", titles=SHORT)
    return release(first, *sessions, rooms=rooms)


def density(of: Release) -> int:
    """Return how dense the second day is set."""
    rooms = of.conference.rooms
    plans = [*plans_of(public_entries(of), rooms, ZoneInfo(of.conference.zone))]
    return densities(of, plans, "en")[day_id(plans[-1])]


def test_a_day_is_as_dense_as_it_has_to_be() -> None:
    """The longer, the denser, up to type that is just legible; what is two sheets even so is set as usual."""
    found = [density(day_of(hours, LONG)) for hours in range(1, 12)]
    assert found[0] == found[10] == 0
    assert found[:10] == sorted(found[:10])
    assert found[9] == len(DENSITIES) - 1
    assert density(day_of(16, SHORT)) == 0


def test_a_list_is_set_denser_too() -> None:
    """Eleven rooms are too many for a plan: five hours of them are 55 sessions, in four columns."""
    rooms = tuple(place(f"R{number}") for number in range(11))
    assert density(day_of(3, SHORT, rooms)) == 0
    assert 0 < density(day_of(5, SHORT, rooms)) < len(DENSITIES)


def test_times_are_drawn_closer_before_type_is_made_smaller() -> None:
    """A session of 23 hours: 0.04 rem a minute are 662 pixels, and two rooms' names and a day's are above."""
    whole_day = entry("night", "2021-11-08T22:00", minutes=23 * 60, room="R0", titles=SHORT)
    first = entry("first", room="R0", titles=SHORT)
    assert density(release(first, whole_day, rooms=ROOMS)) == 1


def test_a_line_is_broken_between_words_and_a_long_word_anywhere() -> None:
    """Ten letters of 0.69 by ten pixels are 69 wide."""
    assert lines_of("a" * 10, 69.1, 10) == 1
    assert lines_of("a" * 10, 68.9, 10) == 2
    assert lines_of("aaaaa aaaaa", 72.6, 10) == 1  # 69 and 3.5 between them
    assert lines_of("aaaaa aaaaa", 72.4, 10) == 2
    assert lines_of("議" * 10, 104, 10) == 2
    assert lines_of("", 50, 10) == 1


@needs_paper
@pytest.mark.slow
@pytest.mark.parametrize("family", ["DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono"])
def test_a_dense_day_is_a_sheet(browser: "Browser", tmp_path: Path, family: str) -> None:
    """With as many sessions as go on one, and from 07:00 to 23:00, in any type; nothing is cut off."""
    for hours, titles in ((most(LONG), LONG), (16, SHORT)):
        pages, cut = printed(browser, day_of(hours, titles), tmp_path, family)
        assert (len(pages), cut) == (2, [])


@needs_paper
@pytest.mark.slow
def test_a_longer_day_goes_on_below_its_heading(browser: "Browser", tmp_path: Path) -> None:
    """With its rooms; and each session is whole, on one of the sheets."""
    pages, cut = printed(browser, day_of(12, LONG), tmp_path)
    assert len(pages) == 3
    for page in pages[1:]:
        assert "Tuesday 9 November 2021" in page
        assert "Room R7" in page
    assert sum(page.count("countries") for page in pages) == 12 * 8
    for page in pages[1:]:
        assert page.count("Connecting") == page.count("countries")
    assert not cut


def most(titles: dict[str, str]) -> int:
    """Return the most hours of sessions that make a day denser, and still a sheet."""
    of_hours = {hours: density(day_of(hours, titles)) for hours in range(1, 12)}
    return max(hours for hours, found in of_hours.items() if found == max(of_hours.values()))


def printed(
    browser: "Browser", of: Release, folder: Path, family: str = "DejaVu Sans"
) -> tuple[list[str], list[str]]:
    """Return the text of each sheet, and the sessions of which something is cut off."""
    files = dict(page_of(of))
    files["page.css"] += f"\nbody {{ font-family: '{family}' }}".encode()
    with serving(files) as site, visiting(browser, site, service_workers="block") as visit:
        page = visit.open()
        (folder / "page.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
        page.emulate_media(media="print")
        cut = page.evaluate(CUT)
    reading = [READER or "", "-raw", str(folder / "page.pdf"), "-"]
    read = subprocess.run(reading, capture_output=True, check=True).stdout.decode()
    return [" ".join(text.split()) for text in read.split("\f")[:-1]], cut
