"""What a complaint proposes to write instead, and where it rather proposes nothing."""

import pytest

from scheduler.sources import read_instance_text
from tests.sources.files import VALID, changed, troubles

DATE = "last_day: 2021-11-09"
ZONE = "region: asp, zone: Pacific/Fiji"
CLOCK = 'from: "09:00"'
DAYS = "windows: [{days: [2021-11-08]}]"
LEVEL = "late_hours: 0.1"
MINUTES = "duration: 60\n    people"
INSTANT = '"2021-11-08T09:00[Africa/Addis_Ababa]"'
NINE = 'Write "2021-11-08T09:00[Africa/Addis_Ababa]", with the quotes.'

# What stands in the valid file, what is written instead, and the end of the only complaint.
REPAIRS = [
    (DATE, "last_day: 11.05.2026", " Write 2026-05-11 (year-month-day)."),
    (DATE, "last_day: 2026-5-11", " Write 2026-05-11 (year-month-day)."),
    (DATE, "last_day: 2026-02-30", "such as 2021-11-08. February 2026 has 28 days."),
    (DATE, "last_day: 2024-02-30", "such as 2021-11-08. February 2024 has 29 days."),
    (DATE, "last_day: 11/05/2026", "such as 2021-11-08."),  # May or November: nobody knows
    (DATE, "last_day: 2026-13-01", "such as 2021-11-08."),
    (ZONE, "region: asp, zone: Fiji", ' Maybe "Pacific/Fiji"?'),
    (ZONE, "region: asp, zone: Suva", "such as Africa/Addis_Ababa."),
    (ZONE, "region: asp, zone: Geneva", "such as Africa/Addis_Ababa."),  # not Jamaica's Geneva
    (ZONE, "region: asp, zone: Africa/Addis Abeba", ' Maybe "Africa/Addis_Ababa"?'),
    (ZONE, "region: asp, zone: africa/lagos", ' Maybe "Africa/Lagos"?'),
    (CLOCK, "from: 9:30", ' Write "09:30".'),
    (CLOCK, 'from: "9.30"', ' Write "09:30".'),
    (CLOCK, "from: 9.30", ' Write "09:30".'),
    (CLOCK, "from: 0930", ' Write "09:30".'),
    (CLOCK, "from: 9h30", ' Write "09:30".'),
    (CLOCK, "from: 9 PM", 'from "00:00" to "24:00".'),
    (CLOCK, "from: “09:30”", ' Write "09:30".'),
    (CLOCK, "from: 9.60", 'from "00:00" to "24:00".'),
    (CLOCK, "from: 24:01", 'from "00:00" to "24:00".'),
    (LEVEL, "late_hours: Hard", "or a mapping. Write hard."),
    (LEVEL, 'late_hours: "0.1"', "or a mapping. Write 0.1, without quotes."),
    (LEVEL, "late_hours: 0", "or a mapping. Write off."),
    (LEVEL, "late_hours: 0,1", "or a mapping. Write 0.1."),
    (LEVEL, "late_hours: 100000001", "at most 100000000 or a mapping."),
    (MINUTES, "duration: 60.0\n    people", "to 10080. Write 60."),
    (MINUTES, 'duration: "60"\n    people', "to 10080. Write 60."),
    (MINUTES, "duration: 1h\n    people", "to 10080. Write 60."),
    (MINUTES, "duration: 1:30\n    people", "to 10080. Write 90."),  # 60 + 30
    (MINUTES, "duration: 60.5\n    people", "from 1 to 10080."),
    (INSTANT, '"2021-11-08T09:00"', f"names its zone. {NINE}"),
    (INSTANT, '"2021-11-08T9:00[Africa/Addis_Ababa]"', NINE),
    (INSTANT, '"2021-11-08 9:00"', NINE),
    (INSTANT, '"2021-11-08T09:00:00[Africa/Addis_Ababa]"', NINE),
    (INSTANT, '"2021-11-08T9:00+99:00"', "such as 2021-11-08T09:30[Africa/Addis_Ababa]."),
    # 06:00 at UTC is 09:00 at UTC+3.
    (INSTANT, '"2021-11-08T06:00Z"', f"{NINE} An offset alone does not say whose clocks are meant."),
    (INSTANT, '"2021-11-31T09:00[Africa/Addis_Ababa]"', "that exist. November 2021 has 30 days."),
    ("{id: press,", "{id: the press,", "no space. Write the-press."),
    ("{id: press,", "{id: Büro,", "no space. Write Buro."),
    ("{id: press,", "{id: Пресса,", "at most 64, no space."),
    ("sessions: {kinds: [meeting]}", "sessions: [opening]", "Write {sessions: [opening]}."),
    ("remote: {suva: 5}", "remote: {suva:5}", "found no space after the colon, expected one. Write suva: 5."),
    ("{id: crew, count: 1}", "{id: crew, count:1}", "expected one. Write count: 1."),
    ("{id: crew, count: 1}", "{id:crew, count: 1}", "expected one. Write id: crew."),
    ("remote: {suva: 5}", "remote: suva:5", "A space belongs after the colon: suva: 5."),
    ("people: {chair: [ada]}", "people: [ada]", "Say in which role, such as {chair: [ada]}."),
    ("remote: {suva: 5}", "remote: [suva]", "expected a mapping. Say how many, such as {suva: 1}."),
    (f"pin: {{start: {INSTANT}, room: north}}", "pin: north", "a mapping. Write {room: north}."),
    (f"pin: {{start: {INSTANT}, room: north}}", f"pin: {INSTANT}", " with the time in the braces."),
    (DAYS, "windows: {days: [2021-11-08]}", "a mapping, expected a list. Put it in brackets: [{…}]."),
    (DAYS, "windows: [{day: [2021-11-08]}]", 'expected one of days, from, to. Maybe "days"?'),
    (DAYS, 'windows: [{from: "09:00", to: "12:00"}]', "`days`, expected one. (Dates on those clocks.)"),
    ("capacity: 50", 'capacity: "50"', "1 or more. Write 50."),
    ("capacity: 50", 'capacity: "1,200"', "expected a whole number, 1 or more."),
    ("capacity: 50", "capacity: 1.200", "expected a whole number, 1 or more."),  # or is it 1.2?
    ("capacity: 50", "capacity: 50.5", "expected a whole number, 1 or more."),
    ("official: false", 'official: "false"', "expected true or false."),
    ("[monday, tuesday]", "[Tue, monday]", '"saturday" or "sunday".'),
    ("[monday, tuesday]", "[monday, monday]", "day_profiles[day].weekdays: monday is named twice."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "end"), REPAIRS)
def test_a_value_in_a_wrong_form_is_repaired(old: str, new: str, end: str) -> None:
    """There is one complaint, and it ends in what to write; or in what is expected, if nobody knows."""
    (complaint,) = troubles(changed(old, new))
    assert complaint.endswith(end)


@pytest.mark.parametrize("zone", ["GMT+3", "+03:00", "EAT", "Etc/GMT-3"])
def test_a_fixed_zone_is_no_zone_of_a_place(zone: str) -> None:
    """The complaint says why."""
    (complaint,) = troubles(changed(ZONE, f"region: asp, zone: {zone}"))
    assert "expected a place's zone (fixed offsets do not follow clock changes)" in complaint
    assert "Maybe" not in complaint


def test_an_unknown_place_of_a_known_area() -> None:
    """Suva is not in the tz database: some of the Pacific are shown, and nothing merely spelt alike."""
    (complaint,) = troubles(changed(ZONE, "region: asp, zone: Pacific/Suva"))
    assert "Some of that area: Pacific/" in complaint
    assert "Maybe" not in complaint


def test_a_time_without_a_zone_in_a_file_without_one() -> None:
    """If the file's own zone cannot be read, the place is left open."""
    text = changed(INSTANT, '"2021-11-08T09:00"').replace("zone: Africa/Addis_Ababa", "zone: EAT")
    assert any(
        each.endswith('Write "2021-11-08T09:00[Area/Place]", with the quotes.')
        for each in troubles(text)
    )


# What is exchanged, and the key as it is named, what is expected, and what was meant.
MISSPELT = [
    ("rooms:\n", "room:\n", "16: room", "one that the format knows", "rooms"),
    ("bodies:\n", "body:\n", "39: body", "one that the format knows", "bodies"),
    ("capacity: 50", "capacty: 50", "18: rooms[south].capacty", "one that the format knows", "capacity"),
    ("{between: [old", "{betwen: [old", "21: walks[1].betwen", "one of between, minutes", "between"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "expected", "meant"), MISSPELT)
def test_a_misspelt_key_explains_what_is_missing(
    old: str, new: str, where: str, expected: str, meant: str
) -> None:
    """Neither the key that was meant is missed, nor what stands below the key that was written."""
    complaint = f'{where}: found an unknown key, expected {expected}. Maybe "{meant}"?'
    assert troubles(changed(old, new)) == (f"x.yaml:{complaint}",)


def test_a_key_that_is_like_no_other_explains_nothing() -> None:
    """A way is not nearly spelt like minutes: both are complained of."""
    assert {each.partition(". ")[0] for each in troubles(changed("minutes: 10", "way: 10"))} == {
        "x.yaml:21: walks[1].way: found an unknown key, expected one of between, minutes.",
        "x.yaml:21: walks[1]: found no `minutes`, expected one",
    }


def test_a_key_that_is_like_no_other_comes_with_those_that_there_are() -> None:
    """Whoever has only the program has no page of the format."""
    said = troubles(changed("capacity: 50", "seats: 50"))
    assert any(". Known: id, title, building, capacity, layouts, " in each for each in said)


def test_of_many_known_keys_the_first_are_told() -> None:
    """As a file of another program has many unknown ones."""
    (said,) = (each for each in troubles(changed("walks:", "strolls:")) if "strolls" in each)
    assert said.count(",") < 16
    assert said.endswith(" more (docs/format.md).")


def test_a_rule_that_is_misspelt_is_told_beside_levels_that_are_wrong() -> None:
    """All at once, in profiles as well."""
    text = changed("room_waste: off", "room_wast: 3").replace(
        "late_hours: 0.1", "late_hours: maybe"
    )
    text = text.replace("{late_hours: off}", "{late_hour: off, room_waste: maybe}")
    places = {each.partition(": ")[2].partition(":")[0] for each in troubles(text)}
    assert places == {
        *("levels.room_wast", "levels.late_hours"),
        *("profiles.draft.late_hour", "profiles.draft.room_waste"),
    }


def test_a_number_with_a_comma_in_braces() -> None:
    """What follows the comma is a key, which says how to write the number."""
    (said,) = troubles(changed("capacity: 50", "capacity: 1,300"))
    assert said.startswith("x.yaml:18: rooms[south].300: found an unknown key, ")
    assert said.endswith(" In braces a comma ends a value: write 1300 for 1,300.")


def test_a_space_for_the_letter_between_date_and_time() -> None:
    """It is the same instant."""
    written = changed(INSTANT, INSTANT.replace("T", " "))
    instance = read_instance_text(written.encode(), "x.yaml")
    assert instance == read_instance_text(VALID.encode(), "x.yaml")
