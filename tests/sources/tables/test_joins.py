"""What sheets say of rows of other tables: hours of days, parts, roles, levels and settings."""

from datetime import time
from pathlib import Path

import pytest

from scheduler.instance import Counts
from scheduler.sources.tables import import_tables
from tests.sources.tables.books import book, imported, said_of, written

HOURS = {
    "day_profiles": (("id", "weekdays"), ("usual", "monday; tuesday")),
    "bands": (
        ("day_profile", "id", "from", "to", "official"),
        ("usual", "morning", "09:00", "12:00", True),
        ("usual", "afternoon", "14:00", "17:00", None),
    ),
    "breaks": (("day_profile", "band", "from", "to"), ("usual", "morning", "10:00", "10:30")),
}


def test_days_have_a_sheet_for_bands_and_one_for_breaks(tmp_path: Path) -> None:
    """They are those of the workbook, not of a usual week."""
    (profile,) = imported(tmp_path, **HOURS).instance.day_profiles
    assert [(band.id, len(band.breaks)) for band in profile.bands] == [
        ("morning", 1),
        ("afternoon", 0),
    ]


def test_bands_of_a_base_may_be_replaced_and_keep_their_breaks(tmp_path: Path) -> None:
    """The usual week has coffee at eleven; its bands get other hours."""
    bands = (
        ("day_profile", "id", "from", "to"),
        ("ordinary", "morning", "10:00", "12:00"),
        ("ordinary", "afternoon", "14:00", "17:00"),
    )
    (profile,) = imported(tmp_path, bands=bands).instance.day_profiles
    assert [(band.id, len(band.breaks)) for band in profile.bands] == [
        ("morning", 1),
        ("afternoon", 0),
    ]


def test_what_belongs_to_nothing_is_told(tmp_path: Path) -> None:
    """A band of no day, a break of no band, and one that does not say of which."""
    head, row = HOURS["breaks"]
    breaks = (head, row, ("usual", "evening", "18:00", "18:30"), ("usual", None, "15:00", "15:30"))
    found = said_of(tmp_path, **{**HOURS, "breaks": breaks})
    assert found == [
        (
            'plan.xlsx: breaks!B3: breaks: found "evening", expected the id of a row of `bands`. '
            "Known: afternoon, morning."
        ),
        "plan.xlsx: breaks!B4: breaks: found no `band`, expected one.",
    ]


def test_panels_have_a_sheet_for_their_roles(tmp_path: Path) -> None:
    """How many there are in all is said of the session."""
    head = ("id", "title", "kind", "duration", "panel.at_most")
    found = imported(
        tmp_path,
        people=(("id",), ("ada",), ("ben",)),
        sessions=(head, ("opening", "Opening", "meeting", 60, 2), ("talk", "Talk", "meeting", 30)),
        panel_roles=(("session", "id", "people"), ("opening", "hosts", "ada; ben")),
    ).instance
    opening, talk = found.sessions
    assert opening.panel is not None
    assert (opening.panel.at_most, opening.panel.roles[0].people) == (2, ("ada", "ben"))
    assert talk.panel is None


def test_orders_have_a_sheet(tmp_path: Path) -> None:
    """Each side is sessions by id, or a selection; not both."""
    head = ("first", "then", "then.kinds", "at_least")
    found = imported(tmp_path, orders=(head, ("opening", "talk", None, 15))).instance
    assert (found.orders[0].first, found.orders[0].then) == (("opening",), ("talk",))
    found = imported(tmp_path, orders=(head, ("opening", None, "meeting", None))).instance
    assert found.ordered[0].then == ("talk",)
    assert said_of(tmp_path, orders=(head, ("opening", "talk", "meeting", None))) == [
        "plan.xlsx: orders!C2: orders[1].then.kinds: found `then` as well, expected one of both."
    ]


def test_settings_are_a_value_a_row(tmp_path: Path) -> None:
    """A number stays one, if it was typed as text; keys with odd signs are in quotes."""
    rows = (
        ("field", "value"),
        ("levels > late_hours", "0.1"),
        ("levels > room_waste", "off"),
        ("levels > value_lost > items > talk", 2),
        ("publishing > buildings > main", 7),
    )
    found = imported(tmp_path, settings=rows).instance
    assert found.level("late_hours", "talk") == 0.1
    assert found.level("room_waste", "talk") == "off"
    assert found.level("value_lost", "talk") == 2
    assert found.publishing.buildings == {"main": "7"}


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        (
            "levels > late_hours",
            "cheap",
            'settings!B2: levels.late_hours: found "cheap", expected "hard" or "off" or a number',
        ),
        (
            "level > late_hours",
            1,
            'settings!A2: settings[level > late_hours]: found "level", expected one of ',
        ),
        ("levels", 1, "settings!B2: levels: found 1, expected a mapping"),
    ],
)
def test_settings_that_do_not_fit_are_told(
    tmp_path: Path, field: str, value: object, complaint: str
) -> None:
    """At their cells."""
    (found,) = said_of(tmp_path, settings=(("field", "value"), (field, value)))
    assert found.startswith(f"plan.xlsx: {complaint}")


DAYS = (
    ("days", "id", "from", "to", "breaks"),
    ("Monday; tuesday", "morning", time(9), "12:00", "10:00-10:30 Tea; 11:15/11:30"),
    ("tuesday; 2026-05-13", "afternoon", "14:00", time(17), None),
)


def test_days_with_the_same_rows_have_one_profile(tmp_path: Path) -> None:
    """Weekdays and dates; hours of breaks may have a title."""
    first, second, third = imported(tmp_path, days=DAYS).instance.day_profiles
    assert [each.id for each in (first, second, third)] == ["monday", "tuesday", "2026-05-13"]
    assert [[band.id for band in each.bands] for each in (first, second, third)] == [
        ["morning"],
        ["morning", "afternoon"],
        ["afternoon"],
    ]
    assert [each.title for each in first.bands[0].breaks] == ["Tea", None]


def test_hours_stand_in_one_sheet_or_in_three(tmp_path: Path) -> None:
    """Both are read, but not together; and a row has to say of which days it is."""
    both = [line for line in said_of(tmp_path, days=DAYS, **HOURS) if "beside" in line]
    assert both == [
        f"plan.xlsx: {name}: found rows beside those of the sheet `days`, expected one of both."
        for name in HOURS
    ]
    assert said_of(tmp_path, days=(DAYS[0], DAYS[1], (None, *DAYS[2][1:]))) == [
        (
            'plan.xlsx: kinds!B2: kinds[meeting].bands[2]: found "afternoon", '
            "expected the id of a band in the sheet `days`. Known: morning."
        ),
        "plan.xlsx: days!A3: days: found no `days`, expected one.",
    ]


@pytest.mark.parametrize("name", ["teams", "interpretation"])
def test_the_sheet_of_teams_may_have_the_name_of_its_table(tmp_path: Path, name: str) -> None:
    """Half-days are counted unless something else is said."""
    rows = (("id", "languages", "teams"), ("two", "en; fr", 2))
    (pool,) = imported(tmp_path, **{name: rows}).instance.interpretation
    assert (pool.id, pool.teams, pool.counts) == ("two", 2, Counts.HALF_DAYS)


def test_levels_have_a_sheet(tmp_path: Path) -> None:
    """Of a rule, or of one of its items; besides settings, and in the place of those of a base."""
    levels = (
        ("rule", "level", "item"),
        ("late_hours", "0.1", None),
        ("late_hours", "hard", "talk"),
        ("value_lost", 2, "talk"),
    )
    settings = (("field", "value"), ("levels > room_waste", "off"))
    first = imported(tmp_path, levels=levels, settings=settings)
    found = first.instance
    assert (found.level("late_hours", "opening"), found.level("late_hours", "talk")) == (
        0.1,
        "hard",
    )
    assert found.level("value_lost", "talk") == 2
    assert found.level("room_waste", "") == "off"
    base = written(tmp_path / "base.yaml", first.text.encode())
    plan = book(tmp_path / "plan.xlsx", levels=(levels[0], ("late_hours", 3, None)))
    assert import_tables([plan], base).instance.levels == {"late_hours": 3}
    again = (("field", "value"), ("levels > late_hours", 1))
    assert said_of(tmp_path, levels=levels[:2], settings=again) == [
        "plan.xlsx: levels!A2: levels: found the field again, expected each field once."
    ]


def test_roles_have_a_sheet(tmp_path: Path) -> None:
    """A row for each role of a session, in the place of those of a base; each says all three."""
    roles = (
        ("session", "role", "people"),
        ("opening", "chair", "ada"),
        ("opening", "speaker", "ben; eve"),
    )
    people = (("id",), ("ada",), ("ben",), ("eve",))
    first = imported(tmp_path, people=people, roles=roles)
    by_role = {"chair": ("ada",), "speaker": ("ben", "eve")}
    assert first.instance.sessions[0].people == by_role
    base = written(tmp_path / "base.yaml", first.text.encode())
    plan = book(tmp_path / "plan.xlsx", roles=(roles[0], ("talk", "chair", "eve")), sessions=())
    opening, talk = import_tables([plan], base).instance.sessions
    assert (opening.people, talk.people) == ({}, {"chair": ("eve",)})
    assert said_of(tmp_path, people=people, roles=(roles[0], ("opening", None, "ada"))) == [
        "plan.xlsx: roles!B2: roles: found no `role`, expected one."
    ]
