"""Lists as people and sites write them: breaks of lines, free slots, buildings, nights counted on."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes import Imported, import_programme
from scheduler.sources.programmes.lists import guessed
from tests.sources.programmes.lists.made import listed, mapped, notes


def read(path: Path, **more: object) -> Imported:
    """Return what is made of a list by the mapping that is guessed for it."""
    return import_programme([path], "harbour", mapping=mapped(path, **more))


def names(found: Imported) -> list[str]:
    """Return what the persons are called."""
    return [each.title or "" for each in found.instance.people]


@pytest.mark.parametrize("sign", [" <br> ", "<br/>", "<BR />"])
def test_a_break_of_a_line_in_html_parts_persons(tmp_path: Path, sign: str) -> None:
    """Each with what it belongs to; none of these is a person, or part of the next."""
    cell = sign.join(["Ada Lovelace, ITU", "Karl Weber, actor and director", "Emmy Noether, WHO"])
    path = listed(tmp_path, f'Title,Start,Speakers\nKnots,2026-09-01 9:00,"{cell}"\n')
    assert names(read(path)) == [
        "Ada Lovelace, ITU",
        "Karl Weber, actor and director",
        "Emmy Noether, WHO",
    ]


def test_a_blank_before_a_quote_is_none_of_the_cell(tmp_path: Path) -> None:
    """So a comma between quotes makes no other column."""
    rows = 'Knots,2026-09-01 9:00, "Ada Lovelace, ITU"\n'
    path = listed(tmp_path, f"Title,Start,Speakers\n{rows}")
    assert names(read(path)) == ["Ada Lovelace, ITU"]
    assert not any("column D" in each for each in notes(path))


def test_who_stands_alone_elsewhere_is_one_person(tmp_path: Path) -> None:
    """A chair with a university, and a speaker without; of another name it stays."""
    rows = (
        'Knots,2026-09-01 9:00,Emmy Noether,"Ada Lovelace, University of Sea"\n'
        'Sails,2026-09-01 10:00,Ada Lovelace,"Karl Weber, ITU"\n'
    )
    found = read(listed(tmp_path, f"Title,Start,Speakers,Chair\n{rows}"))
    assert names(found) == ["Ada Lovelace", "Emmy Noether", "Karl Weber, ITU"]
    told = (
        '"Ada Lovelace, University of Sea" is taken for "Ada Lovelace", who stands alone elsewhere.'
    )
    assert told in found.notes


def test_a_free_slot_is_no_session(tmp_path: Path) -> None:
    """A time and a place, and nothing else; who speaks about nothing is still to be told."""
    rows = "9:00,Hall,Knots,Ada Lovelace\n9:30,Hall,,\n10:00,Hall,Sails,Emmy Noether\n"
    path = listed(tmp_path, f"Start,Room,Title,Speaker\n{rows}")
    assert not any("to be filled in" in each for each in notes(path))
    found = read(path, first_day="2026-09-01")
    assert [each.title for each in found.instance.sessions] == ["Knots", "Sails"]
    assert any("A3: a time or a place alone, and no session." in each for each in found.notes)


def test_a_file_with_tabs_may_be_called_so(tmp_path: Path) -> None:
    """Its ending is tsv."""
    path = listed(tmp_path, "Title\tStart\nKnots\t2026-09-01 9:00\n", "talks.tsv")
    assert [each.title for each in read(path).instance.sessions] == ["Knots"]


def test_rooms_of_one_name_in_several_buildings_are_several(tmp_path: Path) -> None:
    """The guess takes both columns; a building without rooms is one."""
    rows = "".join(
        f"2026-09-01 {hour}:00,{hour}:50,{house},{room},On {house} {room} {hour}\n"
        for hour in (9, 10)
        for house, room in (
            ("East", "Room 1"),
            ("East", "Room 2"),
            ("West", "Room 1"),
            ("Tent", ""),
        )
    )
    path = listed(tmp_path, f"Start,End,Building,Room,Title\n{rows}")
    assert yaml.safe_load(guessed([path]).text)["columns"]["room"] == ["Building", "Room"]
    found = read(path)
    rooms = ["East, Room 1", "East, Room 2", "West, Room 1", "Tent"]
    assert [each.title for each in found.instance.rooms] == rooms
    assert not any("twice at once" in each for each in found.notes)


def test_a_building_that_tells_nothing_apart_is_not_taken(tmp_path: Path) -> None:
    """Each room has its name once."""
    rows = "2026-09-01 9:00,East,Attic,Knots\n2026-09-01 9:00,West,Hall,Sails\n"
    path = listed(tmp_path, f"Start,Building,Room,Title\n{rows}")
    assert yaml.safe_load(guessed([path]).text)["columns"]["room"] == "Room"


def test_hours_of_the_night_may_be_counted_on(tmp_path: Path) -> None:
    """25:00 is one o'clock of the next day; dates may have no signs in them."""
    rows = "20260901,23:00,25:30,Films\n20260901,24:00,28:00,Stars\n"
    found = read(listed(tmp_path, f"Date,Start,End,Title\n{rows}"))
    assert found.schedule is not None
    lengths = [int(each.duration.total_seconds() // 60) for each in found.instance.sessions]
    starts = [
        f"{each.start.astimezone(found.instance.zone):%d %H:%M}"
        for each in found.schedule.assignments
    ]
    assert (starts, lengths) == (["01 23:00", "02 00:00"], [150, 240])


def test_rows_that_are_called_by_their_kind_are_named_so(tmp_path: Path) -> None:
    """Also where their length is assumed."""
    path = listed(tmp_path, "Start,Type,Title\n9:00,Talk,Knots\n10:00,Closing,\n")
    found = read(path, first_day="2026-09-01")
    assert any('"Closing" (' in each for each in found.notes)


@pytest.mark.parametrize(
    ("head", "ends"),
    [
        ("start_date,start_time,end_date,end_time", [*("2026-06-12,08:00", "2026-06-12,10:00")]),
        ("Date,Start,End", [*("2026-06-12 08:00", "2026-06-12 10:00")]),
    ],
)
def test_the_day_of_an_end_counts(tmp_path: Path, head: str, ends: list[str]) -> None:
    """In a column of its own, or with the time: a night is ten hours, an exhibition a day and one hour."""
    rows = f"Stars,2026-06-11,22:00,{ends[0]}\nFair,2026-06-11,09:00,{ends[1]}\n"
    found = read(listed(tmp_path, f"Title,{head}\n{rows}"))
    lengths = {each.id: each.duration.total_seconds() / 3600 for each in found.instance.sessions}
    assert lengths == {"stars": 10, "fair": 25}
    assert not any("end_date" in each for each in found.notes)


def test_what_ends_as_it_begins_is_no_session(tmp_path: Path) -> None:
    """A milestone among the rows refuses no list; what ends before it begins does."""
    rows = "9:00,10:00,Knots\n10:00,10:00,Doors open\n"
    found = read(listed(tmp_path, f"Start,End,Title\n{rows}"), first_day="2026-09-01")
    assert [each.title for each in found.instance.sessions] == ["Knots"]
    assert any("B3: the end is the start, so there is no session." in each for each in found.notes)


@pytest.mark.parametrize(
    "title", [' "Hello" said the fox', '"Hello", said the fox', ' "unclosed', 'a "b" c']
)
def test_a_quotation_at_the_beginning_of_a_title_loses_no_row(tmp_path: Path, title: str) -> None:
    """Nor does a mark that is never closed."""
    quoted = '"' + title.replace('"', '""') + '"' if title.startswith('"') else title
    rows = f"2026-09-01 9:00,{quoted}\n2026-09-01 10:00,Knots\n2026-09-01 11:00,Sails\n"
    imported = read(listed(tmp_path, f"Start,Title\n{rows}"))
    titles = [each.title for each in imported.instance.sessions]
    assert len(titles) == 3
    assert titles[1:] == ["Knots", "Sails"]
