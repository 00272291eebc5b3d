"""Rows of a list: what is odd in one is told, and it is skipped; the others are read."""

from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from scheduler.instance import minutes_of
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import complaints, imported, read, table, written

MAPPING = """\
zone: Europe/Paris
dates: day month year
columns:
  id: Nr
  title: Title
  room: Room
  date: Day
  start: Start
  end: End
  duration: Length
  speakers: [Speaker, Speaker 2]
  attendance: Expected
"""
HEAD = "Nr;Title;Room;Day;Start;End;Length;Speaker;Speaker 2;Expected\n"
GOOD = "1;Oak;Hall;11/06/2026;9:00;9:45;;Ada Byron;Ben Salt;40\n"


def notes_of(folder: Path, rows: str, mapping: str = MAPPING) -> list[str]:
    """Return what is said of a list of one good row and others, of which none is read."""
    path = written(folder, HEAD + GOOD + rows)
    programme, notes = read(path, mapping=written(folder, mapping, "m.yaml"))
    assert table(programme) == [("Oak", "06-11 09:00+45", "Hall", "Ada Byron, Ben Salt", "")]
    return notes


ODD = (
    "2;Ash;Hall;11/06/2026;10:00;10:00;;;;",
    "2;Ash;Hall;11/06/2026;16h-14h30;;;;;",
    "2;Ash;Hall;11/06/2026;10:00;;0;;;",
    "2;Ash;Hall;11/06/2026;10:00;;;;;",
    "2;;Hall;11/06/2026;10:00;11:00;;;;",
    "2;Ash;Hall;31/02/2026;10:00;11:00;;;;",
    "2;Ash;Hall;;10:00;11:00;;;;",
    "2;Ash;Hall;11/06/2026;about 10;11:00;;;;",
    "2;Ash;Hall;29/03/2026;2:30;3:30;;;;",
    "2;Ash;Hall;11/06/9999;10:00;11:00;;;;",
    "1;Oak;Hall;11/06/2026;9:00;10:00;;;;",
)


def test_an_odd_row_is_told_and_skipped(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """With its file, cell and column, what was found and what was expected."""
    assert {row: notes_of(tmp_path, row) for row in ODD} == snapshot


def test_many_rows_of_the_same_trouble_are_told_once(tmp_path: Path) -> None:
    """With the numbers of all."""
    rows = "".join(f"{n};Ash {n};Hall;11/06/2026;{n}:00;{n}:00;;;;\n" for n in range(10, 17))
    (note,) = notes_of(tmp_path, rows)
    assert note.startswith("a.csv: F3: end: ")
    assert note.endswith("The same holds for rows 4, 5, 6, 7, 8, 9.")


def test_what_is_doubtful_is_told_and_kept(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """A session without a room, a number that is none, names that are near."""
    rows = (
        "2;Ash;;11/06/2026;10:00;10:30;;ada BYRON;;\n"
        "3;Elm;Hall;11/06/2026;11:00;11:30;;Ada Byrom;;many\n"
        "4;Fir;Hall;;TBA;;30;;;12\n"
    )
    path = written(tmp_path, HEAD + GOOD + rows)
    programme, notes = read(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    assert table(programme)[1:] == [
        ("Ash", "06-11 10:00+30", "", "Ada Byron", ""),
        ("Elm", "06-11 11:00+30", "Hall", "Ada Byrom", ""),
        ("Fir", "+30", "Hall", "", ""),
    ]
    assert [each.attendance for each in programme.events] == [40, None, None, 12]
    assert notes == snapshot


def test_a_row_for_each_speaker_is_one_session(tmp_path: Path) -> None:
    """Rows that differ in their persons alone."""
    path = written(tmp_path, HEAD + GOOD + GOOD.replace("Ada Byron;Ben Salt", "Cy Dale;"))
    programme, notes = read(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    (row,) = table(programme)
    assert row[3] == "Ada Byron, Ben Salt, Cy Dale"
    assert notes == ["a.csv: B3: added the persons to an earlier row of the same session."]


def test_two_talks_of_one_id_are_refused(tmp_path: Path) -> None:
    """With the cell of the second, and that of the first."""
    path = written(tmp_path, HEAD + GOOD + "1;Ash;Hall;11/06/2026;10:00;11:00;;;;\n")
    (line,) = complaints(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    assert line == (
        'a.csv: A3: id: found "1", expected an id that no other talk has. a.csv: B2 ("Oak") has it. '
        "Correct it, or delete `id` from `columns` in the mapping: titles then make the ids."
    )


def test_a_talk_that_is_held_twice_is_two_sessions(tmp_path: Path) -> None:
    """Rows of one id and one title, at another time or in another room."""
    rows = GOOD.replace("9:00;9:45", "10:00;10:45") + GOOD.replace("Hall", "Attic")
    path = written(tmp_path, HEAD + GOOD + rows)
    programme, notes = read(path, mapping=written(tmp_path, MAPPING, "m.yaml"))
    assert [row[1:3] for row in table(programme)] == [
        *(("06-11 09:00+45", "Hall"), ("06-11 10:00+45", "Hall"), ("06-11 09:00+45", "Attic")),
    ]
    assert notes == []


def test_only_rows_that_are_wanted_are_read(tmp_path: Path) -> None:
    """By the values of a column; an empty cell is one of them if the mapping says so."""
    rows = "Title,State\nOak,Accepted\nAsh,rejected\nElm,\n"
    head = "zone: UTC\nminutes: 30\nfirst_day: 2026-06-11\nlast_day: 2026-06-11\nrooms: {Hall: 9}\n"
    for states, titles in (("[accepted]", ["Oak"]), ('[accepted, ""]', ["Oak", "Elm"])):
        text = f"{head}columns: {{title: Title}}\nonly: {{State: {states}}}\n"
        path, mapping = written(tmp_path, rows), written(tmp_path, text, "m.yaml")
        programme, notes = read(path, mapping=mapping)
        assert [each.title for each in programme.events] == titles
        left = 3 - len(titles)
        assert notes == [f"{left} row{'s' if left > 1 else ''} skipped by `only`."]


def test_a_list_becomes_an_instance_and_a_schedule() -> None:
    """Times, rooms with their seats, lengths, attendance; what has no time yet is optional."""
    found = imported()
    assert places(found) == {
        "k1": ("05-09 10:00", "grosse-halle"),
        "k2": ("05-09 10:30", "attic"),
        "k3": ("05-09 23:30", "attic"),  # to half past midnight
        "k4": ("05-10 10:00", "room-to-be-announced-1"),
    }
    instance = found.instance
    assert (instance.title, instance.zone.key) == ("Harbour Days", "Europe/Lisbon")
    assert [(minutes_of(each.duration), each.attendance) for each in instance.sessions] == [
        *((30, 120), (45, 25), (60, None)),
        (90, None),  # 0 says nothing
        (60, 12),  # as the mapping says of all that do not say it
    ]
    assert [each.id for each in instance.sessions if each.optional] == ["k5"]
    assert [(each.title, each.capacity) for each in instance.rooms][:2] == [
        *(("Große Halle", 300), ("Attic", None)),
    ]
    assert "@" not in found.text
    assert "Engines" not in found.text
