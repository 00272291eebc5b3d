"""Lists with a row for each paper, of which several make one session."""

from pathlib import Path

import pytest
import yaml

from scheduler.instance import Role
from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import guessed

HEADINGS = "Panel;Panel title;Date;Time;Room;Title;Speaker;Abstract"
PAPERS = (
    "P1;Waves and tides;2.3.2027;9:00-10:30;Hall;On waves;Ada Lovelace;Big ones.",
    "P1;Waves and tides;2.3.2027;9:00-10:30;Hall;On tides;Bob Ray;High ones.",
    "P2;Sand and stones;2.3.2027;11:00-12:30;Hall;On sand;Cy Twombly;Fine.",
    "P2;Sand and stones;2.3.2027;11:00-12:30;Hall;On stones;Dora Maar;Old.",
)


def test_the_panel_of_papers_is_the_session(tmp_path: Path) -> None:
    """With all who speak there; what differs among its rows is not taken over, which is said."""
    path, mapping = tmp_path / "a.csv", tmp_path / "mapping.yaml"
    path.write_text("\n".join((HEADINGS, *PAPERS)) + "\n", "utf-8")
    found = guessed([path], "Europe/Rome")
    assert yaml.safe_load(found.text)["columns"] == {
        "id": "Panel",
        "title": "Panel title",
        "room": "Room",
        "date": "Date",
        "start": "Time",
        "speakers": "Speaker",
    }
    several = "of which several make one session, named in Panel title: not taken over"
    assert f"a.csv: columns: Title: titles of papers, {several}." in found.notes
    differs = "differs among rows of one session: not taken over"
    assert f"a.csv: columns: Abstract: {differs}." in found.notes
    mapping.write_text(found.text, "utf-8")
    made = import_programme([path], "harbour", mapping=mapping)
    assert {each.title: each.people[Role.SPEAKER] for each in made.instance.sessions} == {
        "Waves and tides": ("ada-lovelace", "bob-ray"),
        "Sand and stones": ("cy-twombly", "dora-maar"),
    }


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (PAPERS, "Panel title"),
        ((PAPERS[0], PAPERS[1].replace("9:00-10:30", "9:45-10:30"), *PAPERS[2:]), "Title"),
        ((PAPERS[0], PAPERS[1].replace("Hall", "Attic"), *PAPERS[2:]), "Title"),
        ((PAPERS[0], PAPERS[2]), "Title"),
    ],
)
def test_rows_with_times_or_rooms_of_their_own_are_sessions(
    tmp_path: Path, rows: tuple[str, ...], title: str
) -> None:
    """Whatever panel they belong to; and so are panels of one row."""
    path = tmp_path / "a.csv"
    path.write_text("\n".join((HEADINGS, *rows)) + "\n", "utf-8")
    assert yaml.safe_load(guessed([path]).text)["columns"]["title"] == title


def test_papers_without_times_are_sessions_so_far(tmp_path: Path) -> None:
    """What makes one session of several is said."""
    rows = ("Session;Title", "Waves;On waves", "Waves;On tides", "Sand;On sand", "Sand;On stones")
    path = tmp_path / "a.csv"
    path.write_text("\n".join(rows) + "\n", "utf-8")
    found = guessed([path])
    assert yaml.safe_load(found.text)["columns"] == {"title": "Title"}
    why = (
        "several rows have the same here: if they are papers of one session, let it be the `title`"
    )
    assert f"a.csv: columns: Session: {why}." in found.notes
