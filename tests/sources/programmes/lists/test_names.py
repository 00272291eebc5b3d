"""Rooms and persons that are written in several ways in one list."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.sources.programmes import Imported
from tests.sources.programmes.lists.files import complaints, read

HEAD = "Title,Day,Time,Room,Track,Speakers,Chair,Expected"
COLUMNS = """
  title: Title
  date: Day
  start: Time
  room: Room
  track: Track
  speakers: Speakers
  chair: Chair
  attendance: Expected
"""


def listed(folder: Path, rows: Sequence[str], more: str = "") -> Imported:
    """Return what is made of some rows."""
    list_, mapping = folder / "a.csv", folder / "m.yaml"
    list_.write_text("\n".join((HEAD, *rows)) + "\n", "utf-8")
    mapping.write_text(f"zone: Africa/Dakar\ncolumns:{COLUMNS}{more}", "utf-8")
    return read(list_, mapping=mapping)


def notes(folder: Path, rows: Sequence[str], more: str = "") -> list[str]:
    """Return the notes on rows, without their folder."""
    return [each.replace(f"{folder}/", "") for each in listed(folder, rows, more).notes]


ROOMS = "rooms: {Salle Mozart: 120, Grande salle Léopold: 400, Salle Bizet: 30}\n"


def test_a_room_is_one_however_it_is_written(tmp_path: Path) -> None:
    """Case, accents, blanks and punctuation: that of the mapping; what is twice at once is seen."""
    rows = (
        "Oak,9 March 2027,9:00-10:00,Salle Mozart,,,,",
        "Ash,9 March 2027,9:00-10:00,salle  mozart ,,,,",
        "Elm,9 March 2027,9:00-10:00,Grande Salle Leopold,,,,",
    )
    found = listed(tmp_path, rows, ROOMS)
    assert [(each.title, each.capacity) for each in found.instance.rooms] == [
        ("Salle Mozart", 120),
        ("Grande salle Léopold", 400),
        ("Salle Bizet", 30),
    ]
    said = notes(tmp_path, rows, ROOMS)
    assert 'a.csv: D3: room: "salle mozart" is taken for "Salle Mozart".' in said
    assert 'a.csv: D4: room: "Grande Salle Leopold" is taken for "Grande salle Léopold".' in said
    assert any(each.startswith("Salle Mozart: twice at once: Ash, and Oak") for each in said)


def test_a_room_that_is_nearly_one_of_the_mapping_is_told(tmp_path: Path) -> None:
    """With its cell, what it may be, and what to do; so is one that is none of them."""
    rows = (
        "Oak,9 March 2027,9:00-10:00,Sale Mozart,,,,",
        "Ash,9 March 2027,9:00-10:00,Salle Verdi,,,,",
    )
    said = notes(tmp_path, rows, ROOMS)
    assert (
        'a.csv: D2: room: found "Sale Mozart", expected a room of the mapping. Maybe "Salle Mozart"? '
        "If it is the same room, write it so in the list; so far they are two."
    ) in said
    assert (
        'a.csv: D3: room: "Salle Verdi" is not in the mapping: its seats are not known. '
        "Add it to `rooms`, or mend its name."
    ) in said
    both = ROOMS.replace("}", ", Sale Mozart: 20, Salle Verdi: null}")
    assert not [each for each in notes(tmp_path, rows, both) if "room:" in each]


def test_a_mapping_names_a_room_once(tmp_path: Path) -> None:
    """Two spellings would have two numbers of seats."""
    rows = ("Oak,9 March 2027,9:00-10:00,,,,,",)
    listed(tmp_path, rows)
    mapping = tmp_path / "m.yaml"
    text = mapping.read_text("utf-8") + "rooms:\n  Salle A: 10\n  salle a: 20\n"
    mapping.write_text(text, "utf-8")
    assert complaints(tmp_path / "a.csv", mapping=mapping) == [
        'm.yaml:13: rooms: found "salle a", expected another room than "Salle A".'
    ]


def test_persons_and_tracks_that_may_be_the_same_are_told(tmp_path: Path) -> None:
    """However many persons there are: the rarer spelling, with both cells."""
    rows = [
        f"Talk {at},9 March 2027,{9 + at}:00-{9 + at}:30,,Santé,Ann Lee{'abcdefghijkl'[at]}{at},,"
        for at in range(9)
    ]
    rows += [
        "Oak,10 March 2027,9:00-10:00,,santé,Mme Ingrid Sørensen,Kwame Mensah,",
        "Ash,10 March 2027,10:00-11:00,,Santé,Mme Ingrid Sorensen,Kwame Mensah,",
        "Elm,10 March 2027,11:00-12:00,,Climat,Ingrid Sørensen,Kwame Mensha,",
    ]
    said = notes(tmp_path, rows)
    assert 'a.csv: F12: person: "Mme Ingrid Sorensen" is taken for "Mme Ingrid Sørensen".' in said
    assert (
        'a.csv: F13: person: found "Ingrid Sørensen", and "Mme Ingrid Sørensen" (a.csv: F11 and 1 more). '
        'Maybe "Mme Ingrid Sørensen"? If it is the same person, write it so in the list; so far they are two.'
    ) in said
    assert any(each.startswith('a.csv: G13: person: found "Kwame Mensha"') for each in said)
    assert 'a.csv: E11: track: "santé" is taken for "Santé".' in said
    assert sum("person:" in each for each in said) == 3
    assert len(listed(tmp_path, rows).instance.people) == 13


def test_very_many_notes_on_names_are_counted(tmp_path: Path) -> None:
    """Twenty of a sort are told."""
    rows = [f"Talk {at},9 March 2027,9:00-9:30,room {at},,,," for at in range(30)]
    rows += [f"Talk {at},9 March 2027,10:00-10:30,Room {at},,,," for at in range(30)]
    said = notes(tmp_path, rows)
    assert sum("is taken for" in each for each in said) == 20
    assert "room: 10 more notes on names like these." in said


def test_rows_that_repeat_another_are_told(tmp_path: Path) -> None:
    """Which row, of which session, and whether it brings a person."""
    rows = (
        "Oak,9 March 2027,9:00-10:00,Hall,,Ann Lee,,",
        "Oak,9 March 2027,9:00-10:00,Hall,,Bob Ray,,",
        "Oak,9 March 2027,9:00-10:00,Hall,,Ann Lee,,",
    )
    said = notes(tmp_path, rows)
    assert ('a.csv: A3: repeats "Oak" of a.csv: A2: one session, with the persons of both.') in said
    assert (
        'a.csv: A4: repeats "Oak" of a.csv: A2, and says nothing new: one session. '
        "If it is another session, give it another title, time or room."
    ) in said
    many = [f"Oak,9 March 2027,9:00-10:00,Hall,,Person {at},," for at in range(20)]
    assert "And 7 more rows that repeat another." in notes(tmp_path, many)


def test_numbers_that_are_guesses_are_read_and_told(tmp_path: Path) -> None:
    """What was written, and as what it is read."""
    rows = ("Oak,9 March 2027,9:00-10:00,Hall,,,,env. 50", "Ash,9 March 2027,9:00-10:00,Inn,,,,7")
    assert 'a.csv: H2: attendance: "env. 50" is read as 50.' in notes(tmp_path, rows)
    found = listed(tmp_path, rows)
    assert {each.id: each.attendance for each in found.instance.sessions} == {"oak": 50, "ash": 7}
