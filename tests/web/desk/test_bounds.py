"""How far a programme is from the best there can be: what the page for the committee says of it."""

import os
import signal
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, expect

from scheduler.cli import main
from scheduler.cli.views.claims import proved_at_desk
from scheduler.desk import apply, begin_alternative, drop, open_desk
from scheduler.web.desk.searches import ProvedBounds
from tests.processes import children_of
from tests.web.desk.opened import FORUM, forum_in, opened
from tests.web.desk.seen import PATIENCE, at, pick, solve, told


def test_a_bound_is_one_of_the_facts(tmp_path: Path) -> None:
    """Of an alternative with the same facts, too, whatever it is called; the best one counts."""
    file = forum_in(tmp_path)
    bounds = ProvedBounds()
    assert bounds.of(file.desk) is None
    bounds.learn(file.desk, 3000)
    bounds.learn(file.desk, 2000)
    other = begin_alternative(file, "other").desk
    assert bounds.of(file.desk) == bounds.of(other) == 3000
    assert bounds.of(apply(other, drop(other, "wharves"))) is None


def test_what_is_said_of_a_bound(tmp_path: Path) -> None:
    """A programme that breaks hard rules may cost less than every one that keeps them."""
    desk = forum_in(tmp_path).desk
    assert proved_at_desk(desk.evaluation, None).startswith("Not known: no search has proved")
    said = "50.0 % at most; it costs 3.2, proved: no programme costs less than 1.6"
    assert proved_at_desk(desk.evaluation, 1600) == said
    assert proved_at_desk(desk.evaluation, 3200).startswith("None: proved; it costs 3.2")


@pytest.mark.slow
def test_the_committee_is_told_of_a_stored_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of how it began, as `solve` has proved it; nothing is known of what has other facts since."""
    monkeypatch.chdir(tmp_path)
    Path("forum.yaml").write_bytes(FORUM.read_bytes())
    assert main(["solve", "forum.yaml", "--time-limit", "20", "--workers", "1"]) == 0
    file = open_desk("forum.yaml")
    file.save(apply(file.desk, drop(file.desk, "wharves")))
    with opened(tmp_path) as made:
        page = httpx.get(f"{made.address}report.html?desk=forum.desk.yaml", timeout=60).text
    assert page.count("proved: no programme costs less than") == 1
    assert page.count("Not known: no search has proved") == 1


def test_the_committee_is_told_of_the_bound(browser: Browser, tmp_path: Path) -> None:
    """None is known at first, and the page says so; once it was searched beside without limits, one is."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        pick(page, "ports")
        page.locator(".best button").first.click()
        told(page, "Move Ports")
        report = f"{made.address}report.html?desk=forum.desk.yaml"
        assert httpx.get(report, timeout=60).text.count("Not known: no search has proved") == 2
        solve(page)
        expect(page.locator("#bound")).not_to_have_text("", timeout=PATIENCE)
        page.locator("#committee").click()
        with page.context.expect_page() as opening:
            page.get_by_role("link", name="Open the report").click()
        said = opening.value.locator("body")
        expect(said).to_contain_text("proved: no programme costs less than", timeout=PATIENCE)
        with page.expect_download() as saving:
            page.get_by_role("link", name="Save the report").click()
        assert saving.value.suggested_filename == "forum-committee.html"


def test_a_search_whose_process_is_killed_is_said_to_be_lost(
    browser: Browser, tmp_path: Path
) -> None:
    """Nobody waits for it any more, and the next one begins in another process."""
    with opened(tmp_path) as made, at(browser, made.address) as page:
        solve(page)
        expect(page.locator("#engine progress")).to_be_visible(timeout=PATIENCE)
        page.wait_for_timeout(300)
        for child in children_of(made.process.pid):
            if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                os.kill(child, signal.SIGKILL)
        expect(page.locator("body")).to_contain_text("The search has failed", timeout=PATIENCE)
        expect(page.locator("#engine progress")).to_have_count(0)
        page.locator("#engine [data-act=run]").click()
        expect(page.locator("#engine progress")).to_be_visible(timeout=PATIENCE)
