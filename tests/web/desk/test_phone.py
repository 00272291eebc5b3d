"""The desk on a telephone: what is in the hand stays in sight."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web.desk.opened import FORUM, Opened, opened
from tests.web.desk.seen import PATIENCE, at, is_accessible, pick, spot, told

PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize(
    ("locale", "why", "pin", "pinned"),
    [
        ("en-GB", "Why here?", "Pin", "Pin Board (1)"),
        ("fr-FR", "Pourquoi ici ?", "Épingler", "Épingler Board (1)"),
    ],
)
def test_the_head_of_the_hand_stays_in_sight(
    browser: Browser, forum_desk: Opened, locale: str, why: str, pin: str, pinned: str
) -> None:
    """Its title and its buttons, while the best places of half-days are read; and it leaves room for them."""
    with at(browser, forum_desk.address, viewport=PHONE, locale=locale) as page:
        page.locator('#days [data-day="1"]').click()
        pick(page, "board-1")
        page.get_by_role("button", name=why).click()
        last = page.locator("#here tbody tr").last
        last.scroll_into_view_if_needed(timeout=PATIENCE)
        side, head = page.locator("#side"), page.locator("#hand .head")
        assert side.evaluate("each => each.scrollTop") > 200
        expect(page.locator("#hand h2")).to_be_in_viewport(ratio=1)
        expect(last).to_be_in_viewport(ratio=1)
        boxes = [each.bounding_box() for each in (side, head, last)]
        around, above, below = (dict[str, Any](each or {}) for each in boxes)
        assert above["height"] < PHONE["height"] / 3
        assert above["height"] < around["height"] / 2
        assert below["y"] >= above["y"] + above["height"]
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        is_accessible(page)
        button = page.locator("#hand .head").get_by_role("button", name=pin, exact=True)
        expect(button).to_be_in_viewport(ratio=1)
        button.click()
        told(page, pinned)


def test_what_is_said_of_a_place_is_not_under_the_head(
    browser: Browser, forum_desk: Opened
) -> None:
    """Nor the sentence that says why it is where it is."""
    with at(browser, forum_desk.address, viewport=PHONE) as page:
        page.locator('#days [data-day="1"]').click()
        pick(page, "board-1")
        page.locator("#side").evaluate("each => each.scrollTo(0, each.scrollHeight)")
        page.locator("#why-here").click()
        said = page.locator("#here-said")
        expect(said).to_be_in_viewport(ratio=1, timeout=PATIENCE)
        head, box = page.locator("#hand .head").bounding_box(), said.bounding_box()
        assert head is not None
        assert box is not None
        assert box["y"] >= head["y"] + head["height"] - 1


def test_why_there_is_no_room_is_read_from_its_beginning(
    browser: Browser, forum_desk: Opened
) -> None:
    """The button is in sight when it is proved, then the first sentence; a way out takes the whole screen."""
    with at(browser, forum_desk.address, viewport=PHONE) as page:
        pick(page, "opening")
        page.locator('#days [data-day="2"]').click()
        spot(page, "Wed 09:00", "hall").focus()
        expect(page.locator("#why")).to_contain_text("09:00, Hall", timeout=PATIENCE)
        page.locator("#why").get_by_role("button", name="Make room here").click(timeout=PATIENCE)
        why = page.locator("#why-none")
        expect(why).to_be_in_viewport(ratio=1, timeout=PATIENCE)
        why.click()
        first = page.locator("#conflicts-here > b").first
        expect(first).to_be_in_viewport(ratio=1, timeout=PATIENCE)
        head, box = page.locator("#hand .head").bounding_box(), first.bounding_box()
        assert head is not None
        assert box is not None
        assert box["y"] >= head["y"] + head["height"] - 1
        page.locator("#conflicts-here .try").first.click()
        expect(page.locator("#form h2")).to_have_text("A way out")
        expect(page.locator("#hand")).to_be_hidden()
        is_accessible(page)


def test_who_is_in_a_session_is_read_whole(browser: Browser, tmp_path: Path) -> None:
    """Nothing is cut off; of very many names the others are unfolded by a button."""
    names = [f"Person with a long name {number}" for number in range(1, 12)]
    people = "".join(f"  - {{id: p{each.split()[-1]}, title: {each}}}\n" for each in names)
    chairs = ", ".join(f"p{each.split()[-1]}" for each in names)
    text = FORUM.read_text("utf-8").replace("people:\n", f"people:\n{people}", 1)
    text = text.replace("chair: [minister]", f"chair: [minister], speaker: [{chairs}]")
    (tmp_path / "forum.yaml").write_text(text, "utf-8")
    with opened(tmp_path) as made, at(browser, made.address, viewport=PHONE) as page:
        pick(page, "opening")
        for facts in page.locator("#hand .facts").all():
            assert facts.evaluate("each => each.scrollWidth <= each.clientWidth")
        who = page.locator("#who")
        expect(who).to_contain_text("Minister of ports")
        rest = who.get_by_role("button", name="Show the others")
        rest.click()
        for name in names:
            expect(who).to_contain_text(name)
        is_accessible(page)


def test_names_of_rooms_stand_above_places_and_no_box_is_empty(
    browser: Browser, forum_desk: Opened
) -> None:
    """Though the grid is scrolled aside, and a long reason was read before."""
    with at(browser, forum_desk.address, viewport=PHONE) as page:
        page.locator('#days [data-day="1"]').click()
        pick(page, "board-1")
        page.locator(".spot.c-no").first.focus()
        expect(page.locator("#why")).to_have_class("why no", timeout=PATIENCE)
        page.locator("#grid").evaluate("each => { each.scrollLeft = 80; }")
        room = page.locator("#grid .room b").first
        box = dict[str, Any](room.bounding_box() or {})
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        over = page.evaluate("([x, y]) => document.elementFromPoint(x, y).className", middle)
        assert "spot" not in over
        assert page.locator("#why").evaluate("each => each.style.minHeight") == "0px"
