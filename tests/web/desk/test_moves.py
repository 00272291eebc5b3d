"""What a programme that was found moves: what is elsewhere, what is left out, and what comes in."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import FORUM, Opened, Planner, opened
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, told

DAY = 24 * 60
TEN, ELEVEN, NOON = (hour * 60 for hour in (10, 11, 12))


def _close(desk: Opened, room: str, *hours: tuple[int, int, int]) -> None:
    planner = Planner(desk)
    planner.look()
    for day, since, until in hours:
        asked = {"day": f"2021-11-{day:02}", "from": since, "to": until}
        assert planner.do("do", do="close", room=room, **asked).status_code == 200


def _solve(page: Page) -> None:
    """Look for the best programme."""
    page.locator("#solve").click()
    page.locator("#reach").fill("10")
    page.locator("#engine [data-act=run]").click()
    expect(page.locator("#engine-moves li").first).to_be_visible(timeout=PATIENCE)


BUT_WEDNESDAY = ((8, TEN, DAY), (9, TEN + 30, DAY), (11, 0, DAY), (12, 0, ELEVEN), (12, NOON, DAY))
"""The hall is open for the opening, for Tides and for the closing, and on Wednesday, for Old wharves."""


@pytest.mark.parametrize(
    ("locale", "scheme", "counted", "left_out", "take", "said"),
    [
        (
            *("en-GB", "light", "1 session elsewhere, 1 left out", "is left out", "Take this one"),
            "Take one move that the search found, of Old wharves",
        ),
        (
            "fr-FR",
            "dark",
            "1 séance ailleurs, 1 n’a plus lieu",
            "n’a plus lieu",
            "Prendre celui-ci",
            "Prendre un déplacement trouvé par la recherche, celui de Old wharves",
        ),
    ],
)
def test_what_is_left_out_is_said_in_red(
    browser: Browser,
    forum_desk: Opened,
    locale: str,
    scheme: str,
    counted: str,
    left_out: str,
    take: str,
    said: str,
) -> None:
    """Apart from what is elsewhere; each is taken by a button of its own."""
    _close(forum_desk, "hall", *BUT_WEDNESDAY, (10, 0, DAY))
    _close(forum_desk, "annex", (11, 0, DAY))
    with at(browser, forum_desk.address, locale=locale, color_scheme=scheme) as page:
        _solve(page)
        expect(page.locator("#engine-state")).to_contain_text(counted, timeout=PATIENCE)
        out = page.locator("#engine-moves li").filter(has_text="Old wharves")
        expect(out.locator(".no")).to_have_text(left_out)
        board = page.locator("#engine-moves li").filter(has_text="Board (2)")
        expect(board.locator(".no")).to_have_count(0)
        expect(board).to_contain_text("Annex →")
        is_accessible(page)
        page.get_by_role("button", name=re.compile(rf"{take}\s?: Old wharves")).click()
        told(page, said)


def test_what_comes_in_is_said(browser: Browser, tmp_path: Path) -> None:
    """A candidate that had no place is no move from somewhere."""
    text = FORUM.read_text("utf-8").splitlines(keepends=True)
    left = [line for line in text if "session: wharves" not in line]
    assert len(left) == len(text) - 1
    (tmp_path / "forum.yaml").write_text("".join(left), encoding="utf-8")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        _solve(page)
        expect(page.locator("#engine-state")).to_contain_text("1 comes in")
        expect(page.locator("#engine-state")).not_to_contain_text("left out")
        new = page.locator("#engine-moves li").filter(has_text="Old wharves")
        expect(new).to_contain_text("comes in →")


def test_a_chain_counts_what_is_left_out(page: Page, forum_desk: Opened) -> None:
    """Room for a hall that is lost on Wednesday, and was on all other days."""
    _close(forum_desk, "hall", *BUT_WEDNESDAY)
    go(page, 2)
    page.get_by_role("button", name="Hall", exact=True).click()
    page.locator("#form-room").click(timeout=PATIENCE)
    chain = page.locator(".chains > li").first
    expect(chain).to_contain_text("1 left out", timeout=PATIENCE)
    expect(chain).not_to_contain_text("elsewhere")
    expect(chain.locator(".moves .no")).to_have_text("is left out")
    is_accessible(page)
