"""What the page says before and after a release is published: who is told, and that nobody has been yet."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.cli.commands.desk.screen import commands_after
from tests.web.desk.opened import FORUM, Opened, opened
from tests.web.desk.seen import PATIENCE, at, is_accessible

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
