"""The week at the desk, in a browser: which room anything is in can be read wherever it is scrolled to."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened
from tests.web.desk.seen import at

BOX = """each => {
  const box = each.getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}"""


def _box(page: Page, what: str, number: int = 0) -> list[float]:
    found: list[float] = page.locator(what).nth(number).evaluate(BOX)
    return found


@pytest.mark.parametrize("width", [1280, 700, 390])
def test_rooms_and_days_stay_in_sight(browser: Browser, forum_desk: Opened, width: int) -> None:
    """Scrolled to the end, the names are where they were, above all else, and the lines go on."""
    viewport = {"width": width, "height": 420}
    with at(browser, forum_desk.address, viewport=viewport) as page:
        page.locator("#by-week").click()
        expect(page.locator(".week .over")).to_have_count(10)
        rooms = "document.querySelectorAll('.week .room')"
        page.evaluate(f"for (const each of {rooms}) each.style.minHeight = '30rem'")
        places = (".week .room", ".week .corner", ".week .over")
        room, corner, head = (_box(page, each) for each in places)
        page.locator("#scroll").evaluate("each => each.scrollTo(10000, 300)")
        left = page.locator("#scroll").evaluate("each => each.scrollLeft")
        assert left > 50
        after = [_box(page, each) for each in places]
        assert after[0] == pytest.approx([room[0], room[1] - 300, room[2], room[3] - 300], abs=1)
        assert after[1] == pytest.approx(corner, abs=1)
        assert after[2] == pytest.approx([head[0] - left, head[1], head[2] - left, head[3]], abs=1)
        last = _box(page, ".week .over", 9)
        assert _box(page, ".week")[2] >= last[2] - 1
        assert last[2] <= _box(page, "#scroll")[2] + 1
        middle = ((corner[0] + corner[2]) / 2, (corner[1] + corner[3]) / 2)
        top = "([x, y]) => document.elementFromPoint(x, y).closest('.corner') !== null"
        assert page.evaluate(top, [*middle])
        name = [(corner[0] + corner[2]) / 2, corner[3] + 40]
        assert page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y).closest('.room') !== null", name
        )
