"""Columns that are known by a word of their heading, or by what stands in them."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.headings import field_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Intitulé de la session", "title"),
        ("Titre de la séance", "title"),
        ("Nom de la session", "title"),
        ("Título de la sesión", "title"),
        ("Titel der Sitzung", "title"),
        ("Présidence", "chair"),
        ("Président(e) de séance", "chair"),
        ("Modération", "chair"),
        ("Horaire", "start"),
        ("Horaires prévus", "start"),
        ("Heure de début", "start"),
        ("Start–end", "start"),
        ("Heure de fin", "end"),
        ("Durée prévue (min)", "duration"),
        ("Expected people", "attendance"),
        ("Nombre de participants", "attendance"),
        ("Erwartete Teilnehmer", "attendance"),
        ("Nom de la salle", "room"),
        ("Lieu de la session", "room"),
        ("Noms des intervenants", "speakers"),
        ("Orateurs", "speakers"),
        ("Thématique", "track"),
        ("Type de session", "kind"),
        ("Date de la session", "date"),
        ("N° de session", "id"),
        ("Langue de travail", "language"),
        ("Presentation", "title"),
    ],
)
def test_headings_are_known_by_a_word(heading: str, field: str) -> None:
    """Or by what it begins with, in a few languages."""
    assert field_of(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        *("Speaker email", "Speaker title", "Capacité de la salle", "Remarques", "Room seats"),
        *("Chair's phone", "Langues d'interprétation", "Organisation de l'orateur", "Time zone"),
        "Which of the rooms would suit you best, and at what time of day",
    ],
)
def test_other_headings_are_not_known(heading: str) -> None:
    """What stands with a person or a room, notes, and long questions."""
    assert field_of(heading) is None


def columns(folder: Path, text: str) -> dict[str, str]:
    """Return which columns are found in a file of CSV."""
    path = folder / "a.csv"
    path.write_text(text, "utf-8")
    found: dict[str, str] = yaml.safe_load(guessed([path]).text)["columns"]
    return found


def test_columns_are_known_by_what_stands_in_them(tmp_path: Path) -> None:
    """Times, though one cell is a word; dates; titles, which are another text in each row."""
    rows = [f"Salle A;9h{at}0-11h;mardi 9 mars 2027;A talk about {at};x" for at in range(5)]
    text = "\n".join(("Salle;Quoi;Là;Ça;Bof", *rows, "Salle A;bientôt;9 mars 2027;The last talk;y"))
    assert columns(tmp_path, text) == {
        "room": "Salle",
        "start": "Quoi",
        "date": "Là",
        "title": "Ça",
    }


def test_a_heading_that_is_known_as_a_whole_comes_first(tmp_path: Path) -> None:
    """One with a word of it stands back; a column of names is not one of numbers."""
    text = "Session title;Title;Participants;Expected people\nx;Oak;Ann Lee, Bob Ray;50\n"
    found = columns(tmp_path, text)
    assert found["title"] == "Title"
    assert found["attendance"] == "Expected people"
