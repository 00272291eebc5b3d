"""Calendars as programmes."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.instance import Role
from scheduler.publishing.feeds import Feeds, ProgrammeFeed
from scheduler.publishing.release_drafts import unpublished
from scheduler.sources import read_instance, read_schedule
from scheduler.sources.programmes import import_programme
from tests.sources.programmes.files import changed, complaints, places, renewed

ROOT = Path(__file__).parent.parent.parent.parent
NAME = "calendar.ics"


def test_the_zone_is_that_of_the_calendar_or_the_one_given(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Times in UTC alone name no venue."""
    path = changed(tmp_path, NAME, "X-WR-CALNAME", "X-WR-TIMEZONE:Africa/Cairo\nX-WR-CALNAME")
    assert places(import_programme([path], "lake"))["opening-with-music"][0] == "06-09 10:00"
    text = path.read_text("utf-8").replace("X-WR-TIMEZONE:Africa/Cairo\n", "")
    path.write_text(text.replace(";TZID=Europe/Zurich", ""), "utf-8")
    assert complaints(path) == snapshot
    assert places(import_programme([path], "lake", "Africa/Cairo")) == {
        "opening-with-music": ("06-09 09:00", "lake-hall"),  # by the clocks of the venue
        "committee-on-fish": ("06-09 11:30", "room-to-be-announced-2"),  # 08:30 in UTC
        "committee-on-boats": ("06-09 11:00", "room-to-be-announced-1"),
    }


def test_what_this_program_publishes_comes_back(tmp_path: Path) -> None:
    """Titles, times and rooms of the public feed."""
    path, stored = ROOT / "instances" / "tiny.yaml", ROOT / "solutions" / "tiny.json"
    instance = read_instance(path)
    file = tmp_path / "feed.ics"
    release = unpublished(read_instance(path), read_schedule(stored, read_instance(path)))
    file.write_bytes(Feeds(release).made(ProgrammeFeed(), "en"))
    found = import_programme([file], "again")
    titles = {each.id: each.title for each in instance.sessions if not each.private}
    assert {
        (found.instance.session_by_id[each.session].title, each.start)
        for each in found.schedule.assignments
    } == {
        (titles[each.session], each.start)
        for each in read_schedule(stored, instance).assignments
        if each.session in titles
    }
    assert found.instance.zone == instance.zone


def test_events_are_known_by_their_uids(tmp_path: Path) -> None:
    """A newer calendar has another title for one."""
    path = changed(tmp_path, NAME, "UID:2@lake.example", "UID:2@lake.example")
    old = import_programme([path], "lake")
    fish = old.instance.session_by_id["committee-on-fish"].origin
    assert fish is not None
    assert fish.guid is not None
    assert "@" not in fish.guid
    newer = path.read_text("utf-8").replace("SUMMARY:Committee on fish", "SUMMARY:On pikes")
    path.write_text(newer, "utf-8")
    new = renewed(path, NAME, old.text)
    assert new.instance.session_by_id["committee-on-fish"].title == "On pikes"


def test_a_uid_that_two_events_have_is_that_of_the_first(tmp_path: Path) -> None:
    """As of a series of which one is moved."""
    path = changed(tmp_path, NAME, "UID:2@lake.example", "UID:1@lake.example")
    found = [each.origin for each in import_programme([path], "lake").instance.sessions]
    assert [each is not None for each in found] == [True, False, True]


def test_addresses_are_not_imported(tmp_path: Path) -> None:
    """Whoever has the address of a meeting may get in."""
    line = "UID:2@lake.example\nURL:https://zoom.us/j/12345"
    found = import_programme([changed(tmp_path, NAME, "UID:2@lake.example", line)], "lake")
    assert "zoom" not in found.text
    assert any("URL" in each for each in found.notes)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ('ORGANIZER;CN="speaker: Ada Lovelace":mailto:office@x.example', ["Ada Lovelace"]),
        ('ORGANIZER;CN="Speakers: Ada Lovelace and Eve Adams":mailto:a@x.example', None),
        ('ORGANIZER;CN="Presenters: Ada Lovelace, Eve Adams":mailto:a@x.example', None),
        ('ATTENDEE;CN="speaker: Ada Lovelace":mailto:ada@x.example', ["Ada Lovelace"]),
    ],
)
def test_who_is_called_a_speaker_speaks(
    tmp_path: Path, line: str, people: list[str] | None
) -> None:
    """Organisers and attendees; several with signs between them, as in lists."""
    path = changed(
        tmp_path, NAME, "SUMMARY:Committee on fish", f"SUMMARY:Committee on fish\n{line}"
    )
    found = import_programme([path], "lake")
    speakers = found.instance.session_by_id["committee-on-fish"].people[Role.SPEAKER]
    names = {each.id: each.title for each in found.instance.people}
    assert [names[each] for each in speakers] == (people or ["Ada Lovelace", "Eve Adams"])
    assert not [note for note in found.notes if note.startswith("Organisers")]


def test_entities_of_html_are_signs(tmp_path: Path) -> None:
    """In titles and rooms, as sites write them into their calendars."""
    path = changed(tmp_path, NAME, "SUMMARY:Committee on fish", "SUMMARY:Fish &amp; boats")
    path.write_text(
        path.read_text("utf-8").replace("LOCATION:Lake hall", "LOCATION:Hall &amp; attic"), "utf-8"
    )
    instance = import_programme([path], "lake").instance
    assert "Fish & boats" in {each.title for each in instance.sessions}
    assert "Hall & attic" in {each.title for each in instance.rooms}
