"""What of a programme stays, and what a list of talks without any is like."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from scheduler.instance import clock_text
from scheduler.sources.programmes import ImportedProgramme, ImportPolicy, import_programme
from tests.sources.programmes.files import SAMPLES, sample
from tests.sources.programmes.test_gaps import TALK, imported, schedule

LIST = "Talk,Minutes\nOak,30\nAsh,45\n"
MAPPING = """
zone: Europe/Lisbon
first_day: 2026-05-08
last_day: 2026-05-10
columns: {title: Talk, duration: Minutes}
durations: minutes
"""


def listed(folder: Path, policy: ImportPolicy) -> ImportedProgramme:
    """Return what is made of a list of two talks without times."""
    talks, mapping = folder / "talks.csv", folder / "mapping.yaml"
    talks.write_text(LIST, "utf-8")
    mapping.write_text(MAPPING, "utf-8")
    return import_programme([talks], "days", mapping=mapping, policy=policy)


def hours(found: ImportedProgramme) -> dict[str, list[tuple[str, str]]]:
    """Return the hours of each day."""
    return {
        day.isoformat(): [(clock_text(each.start), clock_text(each.end)) for each in row.bands]
        for row in found.instance.day_profiles
        for day in row.dates
    }


def test_a_list_has_the_rooms_and_hours_of_another_year(tmp_path: Path) -> None:
    """Day by day; the third is as the last one that there was."""
    found = listed(tmp_path, ImportPolicy(like=SAMPLES / "schedule.json"))
    assert any('Days get the hours of "Harbour Days"' in each for each in found.notes)
    then = hours(sample("schedule.json"))
    assert list(hours(found).values()) == [*then.values(), [*then.values()][-1]]
    assert [(each.title, each.capacity) for each in found.instance.rooms] == [
        ("Große Halle", 200),
        ("Attic", None),
    ]


def test_sizes_are_kept_where_they_are_known() -> None:
    """As many people as the room has seats; a room of unknown seats says nothing."""
    kept = import_programme(
        [SAMPLES / "schedule.json"], "harbour", policy=ImportPolicy(keep_sizes=True)
    )
    rooms = {each.session: each.room for each in kept.schedule.assignments}
    assert {rooms[each.id]: each.attendance for each in kept.instance.sessions} == {
        "grosse-halle": 200,
        "attic": None,
    }
    assert all(each.attendance is None for each in sample("schedule.json").instance.sessions)


def test_suggestions_are_few_and_are_no_rules(tmp_path: Path) -> None:
    """A break beside others, starts that most share."""
    talks = [
        {"title": title.format(n + 1), "start": f"{10 + n}:00", "room": room, **TALK}
        for room, title in (("Hall", "Talk about boats {}"), ("Attic", "Word {}"))
        for n in range(5)
    ]
    coffee = {"title": "Coffee", "start": "11:00", "room": "Foyer", **TALK}
    found = imported(tmp_path, schedule(*talks, coffee))
    said = "\n".join(found.suggestions)
    assert 'To pin the break "Coffee", add to its row: pin: {start: "2025-05-09T11:00' in said
    assert 'standard_starts: ["10:00", "11:00", "12:00", "13:00", "14:00"]' in said
    assert len(found.suggestions) <= 10
    instance = found.instance
    assert not instance.orders
    assert not any(each.pin for each in instance.sessions)
    assert not any(each.standard_starts for each in instance.kinds)
    assert instance.zone == ZoneInfo("Europe/Lisbon")
    assert instance.session_by_id["coffee"].duration == timedelta(minutes=30)
