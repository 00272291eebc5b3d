"""What leaves a desk: what is weighed and not done, the page for a committee, releases."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.cli.commands.desk.screen import commands_after
from scheduler.publishing.store import open_store
from tests.web.desk.opened import FORUM, Opened, Planner, opened, start_of
from tests.web.desk.seen import PATIENCE, at, is_accessible


def _publish(planner: Planner, **asked: object) -> httpx.Response:
    return planner.post("publish", number=planner.state["number"], **asked)


def test_a_change_is_weighed_and_not_done(ada: Planner) -> None:
    """By rule, with what it breaks; nothing changes."""
    before = ada.state
    close = {"do": "close", "room": "annex", "day": "2021-11-09", "from": 0, "to": 1440}
    found = ada.post("weigh", **close).json()
    assert found["said"] == "Close Annex on Tue 9 Nov."
    assert found["sentence"].startswith("Annex is closed for 120 min of Board (1)")
    assert ada.post("weigh", do="set", rule="room_waste", level=2).json()["rules"]
    assert (
        ada.post("weigh", do="add", line="More, meeting, 30 min")
        .json()["said"]
        .startswith("Add More: ")
    )
    assert ada.post("weigh", do="hold", session="ports").json()["same"]
    assert ada.look() == before


def test_what_was_weighed_is_done_or_refused(desk: Opened, ada: Planner) -> None:
    """It says of which state it is: a colleague was first, and has gone to where it would go."""
    grace = Planner(desk, "grace")
    day = {"do": "move", "session": "tides", "day": "2021-11-12"}
    found = ada.post("weigh", **day).json()
    assert found["number"] == ada.state["number"]
    assert grace.do("do", do="set", rule="room_waste", level=2).status_code == 200
    ada.look()
    refused = ada.post("do", **day, number=found["number"], by="ada")
    assert refused.status_code == 409
    assert refused.json()["since"] == ["Set “Empty seats” to 2."]
    again = ada.post("weigh", **day).json()
    done = ada.post("do", **day, number=again["number"], by="ada").json()
    assert (done["said"], done["difference"]) == (again["said"], again["penalty"])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Opened]:
    """Open a desk for one test: releases are not taken back."""
    with opened(tmp_path) as made:
        yield made


@pytest.mark.slow
def test_a_release_is_seen_before_it_is_published(desk: Opened, ada: Planner) -> None:
    """Nothing is kept of a preview; a release is one of the conference, not of the variant."""
    seen = ada.post("preview").json()
    assert (seen["release"], seen["before"], seen["broken"]) == (1, None, 0)
    assert seen["tell"] == len(seen["told"]) == 2  # Ada and the minister
    assert not (desk.folder / "releases" / "forum.db").exists()
    page = httpx.get(f"{desk.address}seen/forum.desk.yaml/en/index.html")
    assert page.status_code == 200
    assert "worker-src 'none'" in page.headers["content-security-policy"]
    assert "Ports and rails" in page.text
    assert httpx.get(f"{desk.reading}seen/forum.desk.yaml/en/index.html").status_code == 404
    done = _publish(ada, note="The first one.").json()
    assert done["release"] == 1
    store = open_store(str(desk.folder / "releases" / "forum.db"), make=False)
    assert [each.number for each in store.history("forum")] == [1]
    store.close()


def test_a_preview_counts_as_its_page_does(tmp_path: Path) -> None:
    """What is public; private sessions are told apart."""
    private = "{id: closing, private: true,"
    text = FORUM.read_text("utf-8").replace("{id: closing,", private)
    (tmp_path / "forum.yaml").write_text(text, "utf-8")
    with opened(tmp_path) as desk:
        planner = Planner(desk)
        seen = planner.post("preview").json()
        assert (seen["held"], seen["private"]) == (6, 1)
        page = httpx.get(f"{desk.address}seen/forum.desk.yaml/en/index.html")
        assert "Ports and rails" in page.text
        assert "Closing" not in page.text


def test_only_what_was_seen_is_published(desk: Opened, ada: Planner) -> None:
    """A state that has changed, broken rules and nothing new are refused, each in words."""
    _publish(ada)
    assert "No change since" in _publish(ada).json()["error"]
    grace = Planner(desk, "grace")
    assert grace.move("tides", start_of("Tue 14:00"), "annex").status_code == 200
    assert _publish(ada).status_code == 409
    assert "breaks hard rules (2 findings)" in _publish(grace).json()["error"]
    changes = grace.post("preview").json()["changes"]
    assert [each[:3] for each in changes] == [["tides", "Tides", "moved"]]
    assert _publish(grace, anyway=True).json()["release"] == 2
    grace.do("undo")


@pytest.mark.slow
def test_the_page_for_the_committee_is_for_all_who_may_look(desk: Opened) -> None:
    """It loads nothing and runs nothing."""
    page = httpx.get(f"{desk.reading}report.html", params={"desk": "forum.desk.yaml"}, timeout=60)
    assert "The start" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert httpx.get(f"{desk.address}report.html").status_code == 422
    assert httpx.get(f"{desk.address}report.html", params={"desk": "none"}).status_code == 422


MANY = 70
"""More participants than are listed."""


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Opened]:
    """Open a forum with many speakers."""
    people = "".join(f"\n  - {{id: guest-{each}, title: Guest {each}}}" for each in range(MANY))
    names = ", ".join(f"guest-{each}" for each in range(MANY))
    text = FORUM.read_text("utf-8")
    text = re.sub(r"\npeople:", f"\npeople:{people}", text)
    text = re.sub(r"\{id: closing,", f"{{id: closing, people: {{speaker: [{names}]}},", text)
    (tmp_path / "forum.yaml").write_text(text, "utf-8")
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def before(browser: Browser, crowded: Opened) -> Iterator[Page]:
    """Look at what would be published."""
    with at(browser, crowded.address) as page:
        page.locator("#publish").click()
        expect(page.locator("#publish-now")).to_be_enabled(timeout=PATIENCE)
        yield page


def test_after_publication_nobody_has_been_told(before: Page, crowded: Opened) -> None:
    """The page says so, and gives commands that can be typed as they are."""
    before.locator("#publish-now").click()
    panel = before.locator("#outside")
    expect(panel).to_contain_text("No notice has been sent yet.", timeout=PATIENCE)
    expect(before.locator("#is-published")).to_be_focused()
    expect(before.get_by_text("No notice has been sent yet.")).to_be_in_viewport()
    expect(panel).to_contain_text(re.compile(r"To notify: \d\d people"))
    lines = before.locator("#outside [data-command]").all_inner_texts()
    assert lines[:3] == [
        "scheduler feeds forum.yaml -o site",
        "scheduler page forum.yaml -o site",
        "scheduler notices forum.yaml 1 -o notices-1",
    ]
    is_accessible(before)
    before.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before.locator("#outside .copy").nth(1).click()
    assert before.evaluate("navigator.clipboard.readText()") == lines[1]
    for line in lines[:3]:
        typed = [sys.executable, "-m", "scheduler.cli", *shlex.split(line)[1:]]
        done = subprocess.run(
            typed, cwd=crowded.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (crowded.folder / "site" / "feeds" / "en" / "programme.ics").exists()
    assert (crowded.folder / "site" / "en" / "index.html").exists()
    assert len([*(crowded.folder / "notices-1").iterdir()]) > MANY


def test_commands_name_the_store_that_was_given() -> None:
    """One whose address holds a password by the variable that holds it."""
    instance = Path("my plans/forum.yaml")
    given = commands_after(instance, "all.db", 3)
    assert given["page"] == "scheduler page 'my plans/forum.yaml' -o site --store all.db"
    assert given["notices"].startswith("scheduler notices 'my plans/forum.yaml' 3 -o notices-3 ")
    secret = commands_after(instance, "postgresql://ada:secret@base/all", 3)["feeds"]
    assert secret.endswith(' --store "$AGENDA_STORE"')


def test_locks_are_told_at_the_head(browser: Browser, tmp_path: Path) -> None:
    """One that has come, and one that has not, in both languages."""
    locks = "topic_lock: 2021-10-01\nschedule_lock: 2199-11-02\n"
    size = {"width": 390, "height": 844}
    with opened(tmp_path, more=locks) as made:
        with at(browser, made.address, viewport=size) as page:
            said = page.locator("#locks")
            expect(said).to_contain_text("For publishing: topics locked since 1 Oct 2021, ")
            expect(said).to_contain_text("times and rooms lock on 2 Nov 2199.")
            assert said.evaluate("each => each.scrollWidth <= each.clientWidth")
            is_accessible(page)
        with at(browser, made.address, viewport=size, locale="fr-FR") as page:
            expect(page.locator("#locks")).to_contain_text("verrouillés depuis le 1 oct. 2021")
            expect(page.locator("#locks")).to_contain_text("le 2 nov. 2199.")


def test_without_a_lock_nothing_is_told(page: Page) -> None:
    """Nor is there an empty line."""
    expect(page.locator("#locks")).to_be_hidden()
