"""A place that only a lock keeps from a session is said to be locked, and is unlocked: in a browser."""

from playwright.sync_api import Browser, Page, expect

from tests.web.desk.opened import Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE, at, go, is_accessible, pick, spot, told

MONDAY = "2021-11-08"


def test_what_is_locked_says_so_and_is_unlocked_by_a_click(page: Page, forum_desk: Opened) -> None:
    """Its day is; one room of it is unlocked, the session stays in the hand, and the place is free then."""
    page.locator("#lock").click()
    told(page, "Lock Mon 8 Nov")
    go(page, 1)
    pick(page, "tides")
    go(page, 0)
    spot(page, "Mon 14:00", "hall").hover()
    why = page.locator("#why")
    expect(why).to_contain_text(
        "Mon 8 Nov is locked by you or a colleague for 90 min of Tides, Mon 8 Nov 14:00-15:30",
        timeout=PATIENCE,
    )
    expect(why).not_to_contain_text("closed")
    is_accessible(page)
    page.get_by_role("button", name="Unlock Hall on Mon 8 Nov").click()
    told(page, "Unlock Mon 8 Nov")
    expect(why).not_to_contain_text("locked", timeout=PATIENCE)
    expect(why).to_contain_text("Mon 8 Nov 14:00, Hall")
    expect(page.locator("#hand h2")).to_have_text("Tides")
    state = Planner(forum_desk).look()
    assert state["locked"] == {"annex": [MONDAY]}
    assert [*state["pins"]] == ["ports"]
    page.keyboard.press("Enter")
    told(page, "Move Tides to Mon 8 Nov 14:00 in Hall.")
    expect(page.locator("#broken")).to_have_text("0")


def test_what_is_closed_as_well_is_said_to_be_closed(browser: Browser, forum_desk: Opened) -> None:
    """Unlocking would not open it. Of what is there all the same, findings say the same, in French, too."""
    planner = Planner(forum_desk)
    planner.look()
    hours = {"day": MONDAY, "from": 15 * 60, "to": 24 * 60}
    assert planner.do("do", do="close", room="hall", **hours).status_code == 200
    assert planner.do("do", do="lock", day=MONDAY).status_code == 200
    assert planner.move("tides", start_of("Mon 14:00"), "annex").status_code == 200
    with at(browser, forum_desk.address, locale="fr-FR", color_scheme="dark") as page:
        expect(page.locator("#findings .bad li").first).to_contain_text(
            "lun. 8 nov. : verrouillage (par vous"
        )
        pick(page, "tides")
        why = page.locator("#why")
        spot(page, "Mon 14:00", "hall").hover()
        expect(why).to_contain_text("Hall : fermeture de 90 min", timeout=PATIENCE)
        expect(page.locator("#unlock-room")).to_have_count(0)
        spot(page, "Mon 10:00", "hall").hover()
        expect(why).to_contain_text("lun. 8 nov. : verrouillage (par vous", timeout=PATIENCE)
        expect(page.locator("#unlock-room")).to_contain_text("Déverrouiller Hall le")
        is_accessible(page)


def test_where_one_room_is_locked_alone_it_is_named(page: Page, forum_desk: Opened) -> None:
    """The day is not locked as long as another room is open."""
    planner = Planner(forum_desk)
    planner.look()
    assert planner.do("do", do="lock", day=MONDAY, room="hall").status_code == 200
    go(page, 1)
    pick(page, "tides")
    go(page, 0)
    spot(page, "Mon 14:00", "hall").hover()
    said = "Hall is locked by you or a colleague for 90 min"
    expect(page.locator("#why")).to_contain_text(said, timeout=PATIENCE)
