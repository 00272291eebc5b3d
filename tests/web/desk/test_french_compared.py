"""A comparison and a history in French: also when the language is changed while they are looked at."""

from pathlib import Path

from playwright.sync_api import Page, expect

from scheduler.desk import open_desk
from scheduler.desk.nearby import SAID
from scheduler.french import in_french
from scheduler.sources import read_instance, schedule_text
from tests.web.desk.opened import FORUM, Opened, Planner, start_of
from tests.web.desk.seen import PATIENCE


def test_a_comparison_changes_its_language(page: Page, forum_desk: Opened) -> None:
    """At once, sentences, places and dates, names of rules within a sentence; nothing stays English."""
    planner = Planner(forum_desk)
    planner.look()
    off = {"do": "set", "rule": "room_overflow", "level": "off"}
    assert planner.do("do", **off).status_code == 200
    assert planner.move("tides", start_of("Wed 14:00"), "hall").status_code == 200
    page.reload()
    page.wait_for_selector("html[data-ready]", timeout=PATIENCE)
    page.locator("#by-compare").click()
    expect(page.locator("#grid .said")).to_contain_text("rooms too small", timeout=PATIENCE)
    expect(page.locator("#compared-sessions")).to_contain_text("Wed 10 Nov 14:00–15:30")
    page.locator("#language").click()
    expect(page.locator("#grid .said")).to_contain_text("salles trop petites", timeout=PATIENCE)
    expect(page.locator("#compared-sessions")).to_contain_text("mer. 10 nov.")
    alike = "%"  # in both languages
    assert [*{*page.locator("#grid [lang=en]").all_inner_texts()} - {alike}] == []
    assert "Nov " not in page.locator("#grid").inner_text()


def test_what_the_search_found_is_taken_in_french() -> None:
    """As the history says it."""
    assert in_french(SAID) == "Prendre ce que la recherche a trouvé"


def test_a_history_begins_without_names_of_files(tmp_path: Path) -> None:
    """With the programme that is stored, or else the published plan."""
    (tmp_path / "forum.yaml").write_bytes(FORUM.read_bytes())
    begun = open_desk(tmp_path / "forum.yaml", solutions=tmp_path / "solutions").desk
    assert begun.steps[0].said == "Begin with the published plan: 7 sessions."
    (tmp_path / "solutions").mkdir()
    instance = read_instance(tmp_path / "forum.yaml")
    text = schedule_text(instance, begun.schedule)
    (tmp_path / "solutions" / "forum.json").write_text(text, "utf-8")
    begun = open_desk(tmp_path / "forum.yaml", solutions=tmp_path / "solutions").desk
    assert begun.steps[0].said == "Begin with the stored programme: 7 sessions."
    assert in_french(begun.steps[0].said).startswith("Commencer avec le programme enregistré")
