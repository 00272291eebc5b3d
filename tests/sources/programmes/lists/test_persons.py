"""Several persons in a cell."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.persons import Persons
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.test_seats import book

HEAD = ["Titre", "Horaire", "Jour", "Intervenants"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("M. Dr. Karl Weber, Mme Nadia Haddad", ["M. Dr. Karl Weber", "Mme Nadia Haddad"]),
        ("Ada Lovelace / Bob van der Berg", ["Ada Lovelace", "Bob van der Berg"]),
        ("Ada Lovelace\nBob Berg", ["Ada Lovelace", "Bob Berg"]),
        ("Ada Lovelace, Bob Berg and Cleo Day", ["Ada Lovelace", "Bob Berg", "Cleo Day"]),
        ("S.E. M. Kwame Mensah et Mme Diallo", ["S.E. M. Kwame Mensah", "Mme Diallo"]),
        ("Ada Lovelace & Jean-Pierre O'Neil", ["Ada Lovelace", "Jean-Pierre O'Neil"]),
        ("Ada Lovelace; Bob", ["Ada Lovelace", "Bob"]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("M. et Mme Dupont", ["M. et Mme Dupont"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("Ada Lovelace, World Bank", ["Ada Lovelace, World Bank"]),
        ("Ada Lovelace, the world and others", ["Ada Lovelace, the world and others"]),
        ("Ada\nLovelace", ["Ada Lovelace"]),
        ("Ada Lovelace (A, B and C)", ["Ada Lovelace"]),
    ],
)
def test_a_cell_is_parted_where_all_parts_look_like_names(cell: str, names: list[str]) -> None:
    """By any sign that people put there; by that of the mapping alone if it says so."""
    assert Persons([cell], [";"]).of(cell)[0] == names
    whole = Persons([cell], [";"], only_between=True).of(cell)[0]
    assert whole == (names if ";" in cell or len(names) == 1 else [" ".join(cell.split())])


def test_last_names_that_come_first_are_not_parted() -> None:
    """Where a cell of the list has such; with an address it is a name of its own."""
    cells = ["Lovelace, Ada", "De Souza, Maria Clara", "Mme Ada Lovelace, M. Bob Berg"]
    parted = Persons(cells, [";"])
    assert parted.of(cells[1]) == (["De Souza, Maria Clara"], False)
    assert parted.of(cells[2]) == (["Mme Ada Lovelace", "M. Bob Berg"], True)


def test_what_is_parted_is_told(tmp_path: Path) -> None:
    """With its cell, and with what would leave it whole."""
    rows = [
        ["Chêne", "9h-10h", "9 mars 2027", "Dr. Karl Weber, Mme Nadia Haddad"],
        ["Frêne", "10h-11h", "9 mars 2027", "Ada Lovelace; Bob Berg"],
    ]
    path = book(tmp_path, {"Programme": [HEAD, *rows]})
    mapping = tmp_path / "m.yaml"
    said = yaml.safe_load(guessed([path], "Africa/Dakar").text)
    mapping.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    found = read(path, mapping=mapping)
    assert [each.title for each in found.instance.people] == [
        *("Dr. Karl Weber", "Mme Nadia Haddad", "Ada Lovelace", "Bob Berg")
    ]
    note = (
        f'{path}: Programme!D2: speakers: "Dr. Karl Weber, Mme Nadia Haddad" is read as 2 persons: '
        "Dr. Karl Weber; Mme Nadia Haddad."
    )
    assert note in found.notes
    assert (
        "Where that is one person, `only_between: true` in the mapping leaves it whole."
        in found.notes
    )
    for value, message in (("true", ""), ("maybe", 'found "maybe", expected true or false.')):
        text = yaml.safe_dump(said, allow_unicode=True) + f"only_between: {value}\n"
        mapping.write_text(text, "utf-8")
        if message:
            assert complaints(path, mapping=mapping)[0].endswith(message)
        else:
            assert len(read(path, mapping=mapping).instance.people) == 3


def test_a_guess_parts_by_commas_where_names_stand_between_them(tmp_path: Path) -> None:
    """One comma in each cell is not that of Lovelace, Ada, if both sides are names."""
    for cell, signs in (("Ada Lovelace, Bob Berg", [","]), ("Lovelace, Ada", [";"])):
        path = book(tmp_path, {"A": [HEAD, ["Chêne", "9h-10h", "9 mars 2027", cell]]})
        assert yaml.safe_load(guessed([path]).text)["between"] == signs


def test_who_chairs_and_speaks_is_the_chair(tmp_path: Path) -> None:
    """In whichever row of the session that stands, and however the name is written there."""
    head = [*HEAD, "Salle", "Présidence"]
    time = ["9h-10h", "9 mars 2027"]
    rows = [
        ["Soil maps", *time, "Karl Weber; Joy Adeyemi", "A", "Karl WEBER"],
        ["Wells", *time, "Ada Diallo", "B", "Bob Berg"],
        ["Wells", *time, "Bob Berg", "B", "Ada Diallo"],
    ]
    path, mapping = book(tmp_path, {"Programme": [head, *rows]}), tmp_path / "m.yaml"
    mapping.write_text(guessed([path], "Africa/Dakar").text, "utf-8")
    sessions = read(path, mapping=mapping).instance.session_by_id
    assert sessions["soil-maps"].people == {"chair": ("karl-weber",), "speaker": ("joy-adeyemi",)}
    assert {*sessions["wells"].people} == {"chair"}
