"""Lists that a form has filled: what headings say weighs more than how values look."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import Guess, guessed
from scheduler.sources.programmes.lists.headings import field_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        *((each, "title") for each in ("Titre de l'intervention", "Titre de votre proposition")),
        *((each, "title") for each in ("Título de la charla", "Nombre de la ponencia")),
        *((each, "title") for each in ("Vortragstitel", "Titel Ihres Beitrags")),
        *((each, "title") for each in ("Title of the speaker's talk", "Titre de la session")),
        *((each, "speakers") for each in ("Prénom Nom", "Nom et prénom", "First and last name")),
        *((each, "speakers") for each in ("Vor- und Nachname", "Nombre y apellidos", "Full name")),
        *((each, "kind") for each in ("Format du créneau", "Slot type", "Vortragsart")),
        *((each, "kind") for each in ("Type d'intervention", "Art des Vortrags")),
        ("Jour du créneau", "date"),
        ("Durée du créneau", "duration"),
        ("Début du créneau", "start"),
        ("Time slot", "start"),
        ("Vortragende", "speakers"),
        ("Nombre de la sala", "room"),
    ],
)
def test_questions_of_forms_are_known(heading: str, field: str) -> None:
    """By the word that says what is asked for, and not by one that says of what."""
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        *("Numéro du créneau", "Nombre de créneaux", "Slot number", "Anzahl Slots"),
        *("Type d'orateur", "Speaker type", "Tipo de ponente", "Intitulé de poste"),
        *("Prénom", "Last name", "Nachname", "Apellidos", "Nombre d'orateurs"),
    ],
)
def test_what_is_asked_besides_is_not_known(heading: str) -> None:
    """Numbers of slots, sorts of speakers, posts, and half of a name."""
    assert field_of(heading) is None


def proposal(folder: Path, *rows: str) -> Guess:
    """Return what is proposed for a list."""
    path = folder / "a.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return guessed([path])


FORM = (
    "Horodateur;N° du créneau;Format;Nom;Titre de la séance",
    "02/03/2027 08:15:07;1;Atelier;Ada Lovelace;Des vagues",
    "02/03/2027 09:20:31;1;Atelier;Bob Ray;Des marées",
    "02/03/2027 11:45:02;2;Conférence;Cy Twombly;Du sable",
    "02/03/2027 11:50:00;2;Conférence;Dora Maar;Du vent",
    "03/03/2027 10:00:00;3;Conférence;Eve Bell;De l'air",
)


def test_a_time_stamp_is_named_as_left_out(tmp_path: Path) -> None:
    """It is no start, and nor are the numbers of slots; a name beside a title is that of a speaker."""
    found = proposal(tmp_path, *FORM)
    assert yaml.safe_load(found.text)["columns"] == {
        "title": "Titre de la séance",
        "kind": "Format",
        "speakers": "Nom",
    }
    why = "when a form was sent, or a row was changed, by its heading: not taken over"
    assert f"a.csv: columns: Horodateur: {why}." in found.notes
    left = [each for each in found.notes if "not understood" in each]
    assert left == ["a.csv: N° du créneau: not understood, and not taken over."]


def test_a_time_stamp_that_is_none_is_the_start(tmp_path: Path) -> None:
    """All are at five full minutes: nobody fills in forms like that. That is said."""
    rows = [each.replace(":07;", ":00;").replace(":31;", ":00;") for each in FORM]
    found = proposal(tmp_path, *(each.replace(":02;", ":00;") for each in rows))
    assert yaml.safe_load(found.text)["columns"]["start"] == "Horodateur"
    (said,) = (each for each in found.notes if "columns: start" in each)
    assert "but all are at five full minutes: take it out if they are not those of sessions" in said


def test_a_column_of_small_numbers_is_no_start(tmp_path: Path) -> None:
    """Though its heading says so; that is told. A time in words beside numbers of hours is one."""
    found = proposal(tmp_path, "Title;Start", "Oak trees;1", "Ash trees;1", "Elm trees;2")
    assert "start" not in yaml.safe_load(found.text)["columns"]
    why = "whole numbers, and no times such as 09:30, though its heading may be that of `start`"
    assert f"a.csv: columns: Start: {why}." in found.notes
    found = proposal(tmp_path, "Title;Start", "Oak trees;9:00", "Ash trees;10 h", "Elm trees;11")
    assert yaml.safe_load(found.text)["columns"]["start"] == "Start"


def test_times_to_the_second_are_those_of_a_form(tmp_path: Path) -> None:
    """Whatever their heading is; those of sessions have no seconds, but for a slip."""
    said = "when a form was sent, or a row was changed, as they are to the second: not taken over"
    rows = (
        "2.3.2027 9:00:{0};2.3.2027 9:10:{0};On waves",
        "2.3.2027 9:20:{0};2.3.2027 9:50:{0};On sand",
    )
    for seconds, is_start in (("07", False), ("00", True)):
        text = (each.format(seconds) for each in rows)
        found = proposal(tmp_path, "Start time;Completed;Title", *text)
        assert ("start" in yaml.safe_load(found.text)["columns"]) == is_start
        assert (f"a.csv: columns: Start time: {said}." in found.notes) != is_start


def test_names_in_parts_are_told(tmp_path: Path) -> None:
    """A first and a last name have to stand together; not where there are speakers."""
    said = (
        "a.csv: columns: First name, Last name: parts of names: put them together into one column"
    )
    rows = ("Title;First name;Last name", "On waves;Ada;Lovelace")
    assert [each for each in proposal(tmp_path, *rows).notes if each.startswith(said)]
    rows = (f"{rows[0]};Speaker", f"{rows[1]};Ada Lovelace")
    assert not [each for each in proposal(tmp_path, *rows).notes if "parts of names" in each]


def test_what_says_that_it_is_a_title_comes_first(tmp_path: Path) -> None:
    """Before a name, though this is known as a whole; a name alone is the title."""
    rows = ("Name;Titel des Vortrags", "Ada Lovelace;Von Wellen", "Bob Ray;Vom Sand")
    assert yaml.safe_load(proposal(tmp_path, *rows).text)["columns"] == {
        "title": "Titel des Vortrags",
        "speakers": "Name",
    }
    found = proposal(tmp_path, "Name;Room", "Waves Again;Hall", "More Sand;Hall")
    assert yaml.safe_load(found.text)["columns"] == {"title": "Name", "room": "Room"}


def test_no_title_is_said(tmp_path: Path) -> None:
    """In words, and in the mapping, where it is to be filled in; titles of one word each are none."""
    found = proposal(tmp_path, "Day;Room;Thing", "2027-03-02;Hall;Oak", "2027-03-02;Hall;Oak")
    assert yaml.safe_load(found.text)["columns"]["title"] is None
    said = "title: not found: put the heading of the column that has the titles; most texts stand in Thing"
    assert f"a.csv: columns: {said}." in found.notes
    text = (
        "Day;Photo;Thing",
        "2027-03-02;oakleaves.jpg;Old oaks",
        "2027-03-02;ashtree.jpg;Young ash",
    )
    assert yaml.safe_load(proposal(tmp_path, *text).text)["columns"]["title"] == "Thing"


def test_a_number_that_counts_from_nought_is_no_id(tmp_path: Path) -> None:
    """As one from 1 on; what begins elsewhere is one."""
    for first, is_id in ((0, False), (1, False), (7, True)):
        rows = (f"{first + at};A talk on {at}" for at in range(4))
        found = proposal(tmp_path, "id;Title", *rows)
        assert ("id" in yaml.safe_load(found.text)["columns"]) == is_id
    why = "no id, but a running number from 0 to 3, which changes with the rows above"
    found = proposal(tmp_path, "id;Title", *(f"{at};A talk on {at}" for at in range(4)))
    assert f"a.csv: columns: id: {why}." in found.notes


def test_titles_beside_each_other_are_told(tmp_path: Path) -> None:
    """As where each track has a column of its own."""
    found = proposal(tmp_path, "Date;Track 1;Track 2", "2.3.2027;Oak;", "2.3.2027;Oak;Ash")
    said = "if Track 1 and Track 2 have them, give each session a row of its own"
    assert [each for each in found.notes if each.endswith(f"; {said}.")]


def test_an_id_of_several_sessions_is_none(tmp_path: Path) -> None:
    """That is said; rows of one session may have the same."""
    rows = ("A;On waves;9:00;Ada Lovelace", "A;On sand;10:00;Bob Ray", "B;On wind;11:00;Cy Twombly")
    found = proposal(tmp_path, "Id;Title;Start;Speaker", *rows)
    assert "id" not in yaml.safe_load(found.text)["columns"]
    why = "no id, as it is the same in rows of several sessions"
    assert f"a.csv: columns: Id: {why}." in found.notes
    rows = ("A;On waves;9:00;Ada Lovelace", "A;On waves;9:00;Bob Ray", "B;On wind;11:00;Cy Twombly")
    found = proposal(tmp_path, "Id;Title;Start;Speaker", *rows)
    assert yaml.safe_load(found.text)["columns"]["id"] == "Id"


def test_a_heading_that_stands_twice_is_two_columns(tmp_path: Path) -> None:
    """The second goes by its letter, too; one with nothing below is none."""
    rows = ("On waves;Ada Lovelace;Bob Ray;", "On sand;Cy Twombly;;")
    found = proposal(tmp_path, "Title;Speaker;Speaker;Speaker", *rows)
    assert yaml.safe_load(found.text)["columns"]["speakers"] == ["Speaker", "Speaker (column C)"]
