"""The handout: what can be read in the PDF, by a reader of its own."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.errors import InputError
from scheduler.publishing.exports import Settings, exported, unprintable
from scheduler.publishing.exports.handouts import font_files
from scheduler.publishing.forms import Colours, Down, Form, Paper
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import draft_release
from tests.publishing.exports.programmes import nasty, small
from tests.publishing.exports.test_exported import CANARY, full_of_secrets
from tests.publishing.programmes import FIRST, OFFICE
from tests.publishing.releases import entry, named, place, release
from tests.rules.months import lasting, months, on

READER = shutil.which("pdftotext")
USUAL = Settings()
pytestmark = pytest.mark.needs("pdf")
needs_reader = pytest.mark.skipif(READER is None, reason="needs pdftotext (poppler-utils)")


def read(shown: Release, folder: Path, settings: Settings = USUAL) -> list[str]:
    """Return the text of each page, blanks made one."""
    path = folder / "handout.pdf"
    path.write_bytes(exported(shown, Form.PDF, settings))
    done = subprocess.run([READER or "", str(path), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


@needs_reader
def test_a_page_for_each_day_says_all_of_it(tmp_path: Path) -> None:
    """Day, rooms, hours, titles, legend, edition, clocks, page."""
    pages = read(small(), tmp_path, Settings(language="fr", with_private=True))
    assert len(pages) == 2
    for said in (
        *("Petite conférence", "Lundi 8 novembre 2021", "Congress Centre", "Salle A", "Floor 1"),
        *("09:30–11:00 Opening (fr)", "Com1 (fr)", "EN FR", "Meeting (fr)", "09:00", "16:00"),
        *("Version 3 · dimanche 3 octobre 2021, 15:00", "à l’heure d’Addis Ababa (UTC+3)"),
        "Page 1 sur 2",
    ):
        assert said in pages[0], said
    assert "Secret (fr) *" in pages[1]
    assert "Gone" not in "".join(pages)


@needs_reader
def test_a_calendar_of_months_is_a_list_of_dates(tmp_path: Path) -> None:
    """Not a page for each date, ruled by hours; and no clocks."""
    instance = months(lasting("a", 3), lasting("b", 1), publishing={"organiser": OFFICE})
    numbers = iter(range(10))
    calendar = draft_release(
        instance,
        on(a="2016-11-29 V", b="2016-12-05 V"),
        None,
        published=FIRST,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
    )
    [page] = read(calendar, tmp_path)
    assert "Tuesday 29 November 2016 Thursday 1 December 2016" in page
    assert page.count("Monday 5 December 2016") == 2
    assert "00:00" not in page
    assert "All times" not in page


@needs_reader
def test_a_session_that_spans_a_break_says_so(tmp_path: Path) -> None:
    """Below its title, where it fits."""
    at = (datetime(2021, 11, 8, 7, 30, tzinfo=UTC), datetime(2021, 11, 8, 8, tzinfo=UTC))
    shown = release(entry("talk", "2021-11-08T06:30", 180, pauses=(at,)))
    assert "09:30–12:30 Talk Break 10:30–11:00 · Meeting" in read(shown, tmp_path)[0]


@needs_reader
def test_private_sessions_are_not_in_it_unless_asked_for(tmp_path: Path) -> None:
    """Nor in what is not shown of it: names stand in no tag and no property."""
    assert CANARY not in "".join(read(full_of_secrets(), tmp_path))
    assert f"{CANARY} title *" in "".join(
        read(full_of_secrets(), tmp_path, Settings(with_private=True))
    )
    assert CANARY.encode() not in exported(full_of_secrets(), Form.PDF)


@needs_reader
def test_nasty_titles_are_shown_as_they_are(tmp_path: Path) -> None:
    """Nothing in them is taken for a command of the template."""
    text = "".join(read(nasty(), tmp_path))
    assert "#emph[x] $x^2$ \\ *b* _i_ @ref // c" in text
    assert "=cmd|' /C calc'!A0" in text
    assert "first line second | line # third" in text


@needs_reader
def test_an_empty_programme_is_a_page(tmp_path: Path) -> None:
    """It says so."""
    (page,) = read(release(), tmp_path)
    assert "No session is held." in page


@needs_reader
def test_bodies_may_be_the_columns_and_themes_the_colours(tmp_path: Path) -> None:
    """The legend tells themes, and that there are others."""
    settings = Settings(down=Down.BODIES, colours=Colours.THEME, paper=Paper.A3)
    (page,) = read(small(), tmp_path, settings)
    assert "Trust" in page
    assert "Other" in page
    assert "Room A" in page  # said of each session, where columns are no rooms


LONG = "Working group of the plenary: outline of the declaration and of its annexes, item"
"""Too long for an eighth of A4, where an hour of a long day is a centimetre high."""


def heights(shown: Release, folder: Path, *words: str) -> list[dict[str, set[float]]]:
    """Return how high some words are printed on each page, in points."""
    path = folder / "handout.pdf"
    path.write_bytes(exported(shown, Form.PDF, Settings(paper=Paper.A4)))
    done = subprocess.run([READER or "", "-bbox", str(path), "-"], capture_output=True, check=True)
    word = re.compile(r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">([^<]*)<')
    pages = []
    for page in done.stdout.decode().split("<page ")[1:]:
        found: dict[str, set[float]] = {each: set() for each in words}
        for top, bottom, text in word.findall(page):
            if text in found:
                found[text].add(round(float(bottom) - float(top), 2))
        pages.append(found)
    return pages


def crowded(*, evening: bool = True) -> Release:
    """Return a day of eight rooms, half of whose titles are long; with a dinner it lasts until 22:00."""
    rooms = [chr(65 + number) for number in range(8)]
    titles = [LONG if number % 2 else "Short item" for number in range(8)]
    held = [
        entry(f"s{room}", titles={"en": f"{title} {room}{room}"}, room=room)
        for room, title in zip(rooms, titles, strict=True)
    ]
    dinner = entry("dinner", "2021-11-08T17:00", 120)
    return release(*held, *([dinner] if evening else []), rooms=tuple(map(place, rooms)))


@needs_reader
def test_all_titles_of_a_sheet_are_of_one_size_that_can_be_read(tmp_path: Path) -> None:
    """A day that does not fit so is spread over more sheets; the footer is 8 points high."""
    pages = heights(crowded(), tmp_path, "item", "Release")
    assert len(pages) > 1
    assert all(len(page["item"]) == 1 for page in pages)
    assert all(min(page["item"]) >= min(page["Release"]) - 0.01 for page in pages)
    assert len(heights(crowded(evening=False), tmp_path)) == 1  # an hour is higher on a short day


@needs_reader
def test_no_title_is_lost_when_a_day_is_spread(tmp_path: Path) -> None:
    """Each is there once, whole."""
    text = " ".join(read(crowded(), tmp_path, Settings(paper=Paper.A4)))
    for number in range(8):
        assert text.count(f"item {chr(65 + number) * 2}") == 1


@needs_reader
def test_a_title_that_fits_nowhere_is_cut_and_spreads_nothing(tmp_path: Path) -> None:
    """A quarter of an hour with 300 letters: an ellipsis tells that there is more."""
    short = entry("long", minutes=15, titles={"en": "word " * 60}, room="B")
    shown = release(entry("a"), short, entry("dinner", "2021-11-08T17:00", 120))
    (page,) = read(shown, tmp_path, Settings(paper=Paper.A4))
    assert re.search(r"(word ){3,}\w*…", page)


def size(shown: Release, settings: Settings = USUAL) -> tuple[float, float]:
    """Return width and height of the paper, in points."""
    found = re.search(
        rb"/MediaBox\s*\[0 0 ([0-9.]+) ([0-9.]+)\]", exported(shown, Form.PDF, settings)
    )
    assert found is not None
    return float(found[1]), float(found[2])


def test_the_paper_lies_on_its_side() -> None:
    """A4 is 842 by 595 points, A3 1191 by 842."""
    assert size(small()) == pytest.approx((841.89, 595.28), abs=0.01)
    assert size(small(), Settings(paper=Paper.A3)) == pytest.approx((1190.55, 841.89), abs=0.01)


def test_a_pdf_is_dated_by_its_release() -> None:
    """3 October 2021, noon in UTC."""
    content = exported(small(), Form.PDF)
    assert content.startswith(b"%PDF-")
    assert b"/CreationDate(D:20211003120000Z)" in content
    assert b"/ModDate(D:20211003120000Z)" in content


def test_fonts_know_latin_greek_cyrillic_arabic_and_hebrew_letters() -> None:
    """What none of them has is said, each letter once."""
    known = release(
        entry("a", titles={"en": "Événement Œuvre naïve, Ωμέγα, Жизнь, عربية, עברית – €"})
    )
    assert unprintable(known) == ""
    assert unprintable(release(entry("a", titles={"en": "世界 and 世"}))) == "世界"
    hidden = release(entry("a", titles={"en": "世"}, private=True))
    assert unprintable(hidden) == ""
    assert unprintable(hidden, Settings(with_private=True)) == "世"


def test_a_folder_of_fonts_adds_to_them(tmp_path: Path) -> None:
    """One that is none, holds none, or holds a broken one is refused."""
    shutil.copy(font_files()[0], tmp_path / "a.ttf")
    assert font_files(tmp_path)[-1] == tmp_path / "a.ttf"
    shown = release(entry("a"))
    assert exported(shown, Form.PDF, Settings(fonts=tmp_path)).startswith(b"%PDF-")
    (tmp_path / "a.ttf").write_bytes(b"no font")
    with pytest.raises(InputError, match=r"a\.ttf: cannot be read as a font\."):
        unprintable(shown, Settings(fonts=tmp_path))
    (tmp_path / "a.ttf").unlink()
    with pytest.raises(InputError, match="holds no font"):
        exported(shown, Form.PDF, Settings(fonts=tmp_path))
    with pytest.raises(InputError, match="is no folder"):
        exported(shown, Form.PDF, Settings(fonts=tmp_path / "none"))


def test_colours_tell_kinds_in_the_order_of_the_conference() -> None:
    """A kind without a session is not in the legend: it makes no other bytes."""
    kinds = (named("meeting"), named("unused"))
    assert exported(release(entry("a"), kinds=kinds), Form.PDF) == exported(
        release(entry("a")), Form.PDF
    )


@needs_reader
def test_a_sheet_explains_its_own_colours_in_a_row(tmp_path: Path) -> None:
    """Kinds that only another day has stand on the sheet of that day alone."""
    kinds = tuple(named(f"kind-{number}") for number in range(20))
    days = ("2021-11-08T06:00", "2021-11-09T06:00")
    sessions = [
        entry(f"on-{at[:10]}", at, kind=kind.id) for at, kind in zip(days, kinds, strict=False)
    ]
    first, second = read(release(*sessions, kinds=kinds), tmp_path, Settings(down=Down.BODIES))
    assert ("Kind-0" in first, "Kind-1" in first) == (True, False)
    assert ("Kind-0" in second, "Kind-1" in second) == (False, True)
