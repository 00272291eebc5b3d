"""Lists of talks, by their mapping."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from scheduler.instance import Role, minutes_of
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import LISTS, MAPPING, TALKS, complaints, read, spoilt

AFTERNOON = datetime(2026, 6, 12, 14, 30)  # noqa: DTZ001 - workbooks know no zones


def test_a_row_is_a_session() -> None:
    """Its time, room, track and persons are found in its row; what is not taken over is told."""
    found = read()
    assert places(found) == {
        "k1": ("05-09 10:00", "grosse-halle"),
        "k2": ("05-09 10:30", "attic"),
        "k3": ("05-09 23:30", "attic"),  # to half past midnight
        "k4": ("05-10 10:00", "room-to-be-announced-1"),
    }
    assert found.notes[0] == "Column not taken over: Phone."
    instance = found.instance
    assert (instance.title, instance.zone.key) == ("Harbour Days", "Europe/Lisbon")
    assert {
        each.id: (minutes_of(each.duration), each.attendance) for each in instance.sessions
    } == {
        "k1": (30, 120),
        "k2": (45, 25),
        "k3": (60, None),
        "k4": (90, None),  # 0 says nothing
        "k5": (60, 12),  # as the mapping says of all that do not say it
    }
    assert [each.id for each in instance.sessions if each.optional] == ["k5"]
    welcome, hulls = instance.sessions[:2]
    assert welcome.people == {"chair": ("bob-o-suilleabhain",), "speaker": ("ada-lovelace",)}
    assert welcome.description == "All are welcome."
    assert hulls.people == {"speaker": ("ada-lovelace", "cy-twombly")}
    assert [(each.title, each.capacity) for each in instance.rooms] == [
        ("Große Halle", 300),
        ("Attic", None),
        ("Room to be announced 1", None),
    ]
    assert [each.title for each in instance.themes] == ["Boats", "Sky"]


def test_nothing_private_stands_in_the_file() -> None:
    """Addresses and telephone numbers of the list are not taken over."""
    assert "@" not in read().text
    assert "555" not in read().text


def test_dates_and_times_may_be_typed_as_such(tmp_path: Path) -> None:
    """A workbook has them; the list is one of its sheets, and a title stands above its headings."""
    workbook = Workbook()
    workbook.create_sheet("Talks")
    rows: list[list[Any]] = [
        ["All talks"],
        ["Title", "Day", "From", "To", "Length", "Speaker 1", "Speaker 2", "Room"],
        ["Oak", date(2026, 6, 11), time(9), time(9, 45), None, "Ada", "Bob", "Hall"],
        ["Ash", date(2026, 6, 11), time(10), None, time(0, 30), "Ada", None, "Hall"],
        ["Elm", None, AFTERNOON, None, 1.5, None, None, "Hall"],
        ["Fir", None, "2026-06-12T17:00+02:00", None, "1 h 15 min", None, None, "Hall"],
    ]
    for row in rows:
        workbook["Talks"].append(row)
    workbook.save(tmp_path / "talks.xlsx")
    mapping = tmp_path / "mapping.yaml"
    columns = "title: Title, date: Day, start: From, end: To, duration: Length, room: Room"
    mapping.write_text(
        f"zone: Europe/London\ndurations: hours\n"
        f'columns: {{{columns}, speakers: ["Speaker 1", "Speaker 2"]}}\n',
        "utf-8",
    )
    found = read(tmp_path / "talks.xlsx", mapping=mapping)
    assert places(found) == {
        "oak": ("06-11 09:00", "hall"),
        "ash": ("06-11 10:00", "hall"),
        "elm": ("06-12 14:30", "hall"),
        "fir": ("06-12 16:00", "hall"),  # by the clocks of the venue
    }
    assert [minutes_of(each.duration) for each in found.instance.sessions] == [45, 30, 90, 75]
    assert found.instance.sessions[0].people == {"speaker": ("ada", "bob")}
    mapping.write_text("zone: Europe/London\nlist: Plan\ncolumns: {title: Title}\n", "utf-8")
    assert complaints(tmp_path / "talks.xlsx", mapping=mapping) == [
        'mapping.yaml:2: list: found "Plan", expected a sheet, or file. Known: Talks.'
    ]


def test_a_merged_cell_is_that_of_each_row(tmp_path: Path) -> None:
    """A day that stands beside its talks; a formula without a value is an error of its cell."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (
        ["Title", "Day", "Time", "Room"],
        ["Oak", "11.06.2026", "9:00", "Hall"],
        ["Ash", None, "10:00", "Hall"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    workbook.save(tmp_path / "talks.xlsx")
    mapping = tmp_path / "mapping.yaml"
    columns = "title: Title, date: Day, start: Time, room: Room"
    mapping.write_text(f"zone: Europe/London\nminutes: 30\ncolumns: {{{columns}}}\n", "utf-8")
    found = read(tmp_path / "talks.xlsx", mapping=mapping)
    assert places(found) == {"oak": ("06-11 09:00", "hall"), "ash": ("06-11 10:00", "hall")}
    sheet["C3"] = "=C2+1"
    workbook.save(tmp_path / "talks.xlsx")
    assert complaints(tmp_path / "talks.xlsx", mapping=mapping) == [
        (
            "talks.xlsx: Sheet!C3: sessions[Ash].start: found a formula whose value is not stored, "
            "expected a value. Open the workbook in the spreadsheet program and save it, or put the "
            "value in its place."
        )
    ]


def test_a_row_for_each_speaker_is_one_session(tmp_path: Path) -> None:
    """Rows that differ in their persons alone; that is told."""
    again = "K2;Hulls and keels;Talk;Boats;Attic;Fri 09/05/2025;10:30-11:15;Dora Maar;;25;en;;"
    list_, mapping = spoilt(tmp_path, "talks.csv", "\nK3;", f"\n{again}\nK3;")
    found = read(list_, mapping=mapping)
    assert len(found.instance.sessions) == 5
    assert found.instance.session_by_id["k2"].people == {
        "speaker": ("ada-lovelace", "cy-twombly", "dora-maar")
    }
    said = f'{list_}: B5: repeats "Hulls and keels" of {list_}: B4: one session, with the persons of both.'
    assert said in found.notes


def test_authors_may_have_a_table_of_their_own(tmp_path: Path) -> None:
    """Those of EasyChair have; who is not to be read is told by `only`."""
    mapping = tmp_path / "mapping.yaml"
    text = """
list: submission.csv
zone: Europe/Rome
first_day: 2026-06-11
last_day: 2026-06-11
columns: {id: "#", title: title}
minutes: 20
only: {decision: [accept, Accept as short paper]}
people: {list: author.csv, session: "submission #", name: [first name, last name]}
rooms: {Hall: 100}
"""
    mapping.write_text(text, "utf-8")
    paths = LISTS / "submission.csv", LISTS / "author.csv"
    found = read(*paths, mapping=mapping)
    assert {each.id: each.people[Role.SPEAKER] for each in found.instance.sessions} == {
        "session-1": ("ada-baker", "ben-salter"),
        "session-3": ("ada-baker", "cara-wells", "dan-olive"),
    }
    assert '1 row not read, because of `only`: row 3 "Water".' in found.notes
    assert "@" not in found.text
    mapping.write_text(text.replace("name: [", 'only: {"corresponding?": [yes]}, name: ['), "utf-8")
    found = read(*paths, mapping=mapping)
    assert [each.people[Role.SPEAKER] for each in found.instance.sessions] == [
        ("ada-baker",),
        ("dan-olive",),
    ]


def test_a_list_without_times_needs_days_and_rooms(tmp_path: Path) -> None:
    """They are left open in a mapping that is guessed."""
    list_, mapping = tmp_path / "a.csv", tmp_path / "mapping.yaml"
    list_.write_text("Title\nOak\n", "utf-8")
    text = "zone: Europe/Rome\nfirst_day: null\nminutes: 30\ncolumns: {title: Title}\n"
    mapping.write_text(text, "utf-8")
    assert complaints(list_, mapping=mapping) == [
        (
            "mapping.yaml: last_day: found nothing, expected a date such as 2026-06-11, as no session "
            "has a time."
        ),
        (
            "mapping.yaml: rooms: found nothing, expected names of rooms with their seats, as no session "
            "has a room."
        ),
        (
            "mapping.yaml:2: first_day: found nothing, expected a date such as 2026-06-11, as no session "
            "has a time."
        ),
    ]
    days = text.replace("null", "2026-06-11") + "last_day: 2026-06-12\nrooms: {Hall: 10}\n"
    mapping.write_text(days, "utf-8")
    found = read(list_, mapping=mapping)
    assert not found.schedule.assignments
    assert not found.instance.sessions[0].optional


def test_the_zone_may_be_given(tmp_path: Path) -> None:
    """It replaces that of the mapping, which need not have one then."""
    list_, mapping = spoilt(tmp_path, MAPPING.name, "zone: Europe/Lisbon\n", "")
    assert read(list_, mapping=mapping, zone="Asia/Tokyo").instance.zone.key == "Asia/Tokyo"
    assert read(TALKS, zone="Asia/Tokyo").instance.zone.key == "Asia/Tokyo"
