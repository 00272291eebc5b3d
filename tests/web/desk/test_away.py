"""What the desk shows of teams of interpreters who are away, in a browser."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web.desk.opened import FORUM, opened
from tests.web.desk.seen import at, go

POOL = """\
interpretation:
  - {id: six, title: Six, languages: [en, fr], teams: %d, counts: half_days, half_days_a_week: 9%s}
"""


def _forum(folder: Path, teams: int, absences: str = "") -> None:
    """Write the forum with teams for the two sessions of Tuesday."""
    text = FORUM.read_text("utf-8").replace("people:\n", f"{POOL % (teams, absences)}people:\n", 1)
    for session in ("tides", "board-1"):
        assert f"id: {session}, " in text
        text = text.replace(f"id: {session}, ", f"id: {session}, interpretation: six, ")
    at_once = '{session: board-1, start: "2021-11-09T09:00[Africa/Addis_Ababa]"'
    text = text.replace('{session: board-1, start: "2021-11-09T14:00[Africa/Addis_Ababa]"', at_once)
    (folder / "forum.yaml").write_text(text, encoding="utf-8")


def test_a_team_that_is_away_is_not_shown_as_free(browser: Browser, tmp_path: Path) -> None:
    """Of four, two are away on Tuesday and Wednesday; of a day on which nobody is away nothing is said."""
    _forum(tmp_path, 4, ", absences: [{from: 2021-11-09, to: 2021-11-10, teams: 2}]")
    with opened(tmp_path) as made, at(browser, made.address) as page:
        page.locator("#lens").select_option("interpretation")
        lines = page.locator(".line.extra")
        go(page, 1)
        expect(lines.locator(".room")).to_have_text(["Team 1", "Team 2", "Team 3", "Team 4"])
        for team in (0, 1):
            expect(lines.nth(team).locator(".served")).to_have_count(1)
            expect(lines.nth(team).locator(".away")).to_have_count(0)
        for team in (2, 3):
            expect(lines.nth(team).locator(".served")).to_have_text("away")
        go(page, 2)
        expect(lines.locator(".away")).to_have_count(2)
        go(page, 3)
        expect(lines.locator(".away")).to_have_count(0)
        page.locator("#by-week").click()
        heads = page.locator(".week .over small")
        expect(heads).to_have_text(["2 of 4 teams away"] * 4)
