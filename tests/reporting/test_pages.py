"""The page of a comparison: whole, the same each time, alone in the world, and deaf to its input."""

import base64
import re
from itertools import pairwise

import pytest

from scheduler.comparison import Programme, compare
from scheduler.reporting import Missing, page_of
from scheduler.reporting.figures import COLOURS, ink
from tests.comparison.pairs import programme
from tests.conference import conference, placed, session
from tests.reporting.pages import EVIL, evil_page, read, small_page


@pytest.fixture(scope="module", params=[small_page, evil_page], ids=["small", "evil"])
def page(request: pytest.FixtureRequest) -> str:
    """Return a page."""
    return str(request.param())


def test_elements_are_closed_as_they_were_opened(page: str) -> None:
    """Nothing in a title opens or closes anything."""
    reader = read(page)
    assert not reader.troubles
    assert not reader.open


def test_nothing_is_loaded_and_nothing_runs(page: str) -> None:
    """No address but those of the page itself and of what it carries; no script, no handler."""
    for element in read(page).elements:
        assert element.name not in {"script", "iframe", "object", "embed", "base", "form"}
        for name, value in element.attributes.items():
            assert not name.startswith("on"), element
            if name in {"src", "href", "srcset", "action", "data"}:
                assert value is not None
                assert value.startswith(("data:", "#")), element
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_ids_are_unique_and_links_lead_somewhere(page: str) -> None:
    """So do labels."""
    elements = read(page).elements
    ids = [value for each in elements if (value := each.attributes.get("id"))]
    assert len(ids) == len(set(ids))
    for each in elements:
        for name in ("href", "aria-labelledby"):
            target = each.attributes.get(name) or ""
            if name == "href" and not target.startswith("#"):
                continue
            assert not target or target.removeprefix("#") in ids, target


def test_headings_go_down_step_by_step(page: str) -> None:
    """One of the first level; none is skipped."""
    levels = [int(e.name[1]) for e in read(page).elements if re.fullmatch("h[1-6]", e.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_pictures_have_words_and_tables_have_headings(page: str) -> None:
    """What is seen can be heard."""
    elements = read(page).elements
    pictures = [each for each in elements if each.name == "img"]
    bars = "the costliest rules that differ" in page
    assert len(pictures) == 2 + bars  # and for each programme local hours
    for each in pictures:
        assert len(each.attributes["alt"] or "") > 40
    for each in elements:
        if each.name == "th":
            assert each.attributes["scope"] in {"row", "col"}
    assert next(each for each in elements if each.name == "html").attributes["lang"] == "en"


def test_evil_titles_are_shown_and_do_nothing() -> None:
    """The text is there, but for the code that turns it round; the template does not compute 7*7."""
    page = evil_page()
    texts = " ".join("".join(read(page).texts).split())
    assert EVIL.replace("\u202e", "") in texts
    assert "\u202e" not in page
    assert "<script>" not in page
    for source in re.findall(r"data:image/svg\+xml;base64,([^\"]+)", page):
        picture = base64.b64decode(source).decode()
        assert "<script" not in picture
        assert "onerror=alert(2)>" not in picture


def test_equal_comparisons_give_equal_pages() -> None:
    """There is no clock and no chance in them."""
    assert small_page.__wrapped__() == small_page()


def test_a_difference_is_marked_in_words() -> None:
    """The talk moves; the closing is in another room; in the base it is said where they go."""
    page = small_page()
    assert 'class="moved"' in page
    for words in ("was Mon 8 Nov 14:00–15:30", "to Mon 8 Nov 14:30–16:00", "was in Hall A", "to B"):
        assert words in page


def test_the_same_programme_twice_is_a_short_page() -> None:
    """It says that nothing changes, and shows no table of differences."""
    page = page_of(compare([programme("a"), programme("b")]))
    assert "No changes" in page
    assert "Key figures" not in page
    assert len(page) < 12_000


def test_little_is_enough_for_a_page() -> None:
    """Nobody remote, no penalty, one session: no figure is drawn of nothing."""
    instance = conference(session("s", attendance=100))
    first, second = (
        Programme(label, instance, placed(instance, s=where))
        for label, where in (("a", "Mon 09:00 A"), ("b", "Mon 09:00 B"))
    )
    page = page_of(compare([first, second]))
    assert "Local hours of remote participants" not in page
    assert not read(page).troubles


def test_what_has_no_programme_is_named_first_with_what_stands_in_its_way() -> None:
    """Nobody believes that it was forgotten."""
    comparison = compare([programme("a"), programme("b", closing="Tue 14:00 A")])
    page = page_of(comparison, missing=[Missing("two-teams", "proved", ("Too few teams.",))])
    text = " ".join(" ".join(read(page).texts).split())
    said = "In short two-teams has no programme: proved. Why Too few teams. Sessions of b"
    assert said in text
    assert "has no programme" not in page_of(comparison)


def test_badges_are_read_on_their_colours() -> None:
    """White on the dark blue of the base, black on pink."""
    assert ink(0) == "#ffffff"
    assert ink(COLOURS.index("#ffb2ff")) == "#000000"
