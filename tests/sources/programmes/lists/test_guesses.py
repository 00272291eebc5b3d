"""The mapping that is proposed: by headings, with samples of what is read, and what has no place."""

from pathlib import Path

import pytest
import yaml
from syrupy.assertion import SnapshotAssertion

from scheduler.errors import InstanceError
from scheduler.sources.programmes import guessed
from scheduler.sources.programmes.lists.guesses import columns_of
from tests.sources.programmes.lists.files import TALKS, mapped, read, table, written


def test_the_whole_file_of_a_guess(snapshot: SnapshotAssertion) -> None:
    """Each line has its reason; the first sessions are shown as they are read."""
    text = guessed([TALKS], "Europe/Lisbon").text.replace(f"{TALKS}: ", "")
    assert text == snapshot


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Title", "title"),
        ("Titre de la session", "title"),
        ("TÍTULO", "title"),
        ("Talk title (final)", "title"),
        ("Job title", None),
        ("Speaker e-mail", None),
        ("Speaker 2", "speakers"),
        ("Intervenants", "speakers"),
        ("Prénom", "first_name"),
        ("start_time", "start"),
        ("Heure de début", "start"),
        ("Hora de fin", "end"),
        ("Start Time (CET)", "start"),
        ("Duración (min)", "duration"),
        ("Room name", "room"),
        ("Number of attendees", None),
        ("Submitted at", None),
        ("Horodateur", None),
        ("Favourite colour", None),
    ],
)
def test_headings_are_known_in_three_languages(heading: str, field: str | None) -> None:
    """As a whole, without numbers and brackets; those of something else are not."""
    assert [*columns_of([heading])] == ([] if field is None else [field])


def test_what_is_not_known_is_left_open(tmp_path: Path) -> None:
    """Days and lengths for which there is no column; the reading says what cells lack."""
    path = written(tmp_path, "Title,Start\nOak,9:00\n")
    said = yaml.safe_load(guessed([path]).text)
    assert [said[key] for key in ("first_day", "last_day", "minutes")] == [None] * 3
    path = written(tmp_path, "Day,Title,Start,End\n11 June,Oak,9:00,10:00\n")
    found = guessed([path])
    assert "first_day" not in yaml.safe_load(found.text)
    assert any("Set `year`" in note for note in found.notes)
    programme, _ = read(path, mapping=mapped(path, folder=tmp_path, year=2026))
    assert [row[1] for row in table(programme)] == ["06-11 09:00+60"]


def test_the_order_of_dates_is_that_by_which_most_are_dates(tmp_path: Path) -> None:
    """Of days after the twelfth it is clear."""
    rows = "Title,Start,Minutes\nOak,6/11/2026 9:00,45\nAsh,6/14/2026 9:00,45\n"
    path = written(tmp_path, rows)
    assert yaml.safe_load(guessed([path]).text)["dates"] == "month day year"
    programme, _ = read(path, mapping=mapped(path, folder=tmp_path))
    assert [row[1] for row in table(programme)] == ["06-11 09:00+45", "06-14 09:00+45"]


def test_dates_and_times_may_have_columns_of_their_own(tmp_path: Path) -> None:
    """Those of the end are read together."""
    rows = (
        "Start Date,Start Time,End Date,End Time,Duration,Location,Title,Presenters\n"
        "4/29/2016,16:00,5/1/2016,15:00,00 minutes,Lobby,Raffle,\n"
        '4/29/2016,19:00,4/29/2016,19:50,50 minutes,Hamlin,Civility,"Mitch Bow, John Bel"\n'
    )
    path = written(tmp_path, rows)
    programme, _ = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [
        ("Raffle", "04-29 16:00+2820", "Lobby", "", ""),  # 47 h
        ("Civility", "04-29 19:00+50", "Hamlin", "Mitch Bow, John Bel", ""),
    ]


def test_a_column_of_dates_may_have_times(tmp_path: Path) -> None:
    """Where there is no other start."""
    path = written(
        tmp_path, "date_start,date_end,title\n2025-01-01T12:00:00,2025-01-01T13:00:00,Oak\n"
    )
    programme, _ = read(path, mapping=mapped(path, folder=tmp_path))
    assert table(programme) == [("Oak", "01-01 12:00+60", "", "", "")]


def test_rows_that_cannot_be_read_are_shown(tmp_path: Path) -> None:
    """With the first of them."""
    path = written(
        tmp_path, "Title,Start,End\nOak,2026-06-11 9:00,10:00\nAsh,2026-06-11 9:00,9:00\n"
    )
    assert guessed([path]).notes[-2:] == (
        (
            f'1 row cannot be read yet: {path}: C3: end: found "9:00", expected an end after the start. '
            "Row skipped."
        ),
        "1 session in all.",
    )


def test_there_is_no_such_zone() -> None:
    """It is told before anything is read."""
    with pytest.raises(InstanceError, match='--zone: found "Paris"'):
        guessed([TALKS], "Paris")


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (["Ada Byron; Ben Salt"], [";"]),
        (["Ada Byron\nBen Salt"], ["\n"]),
        (["Ada Byron / Ben Salt", "Cy Dale"], [" / "]),
        (["Ada Byron, Ben Salt and Cy Dale"], [" and ", ", "]),
        (["Chloé Marchand et Jean-Marc de la Tour"], [" et "]),
        (["Byron, Ada", "De Souza, Maria Clara"], [";"]),
        (["Ada Byron, Oslo", "Ben Salt, Acme"], [";"]),
        (["José Ortega y Gasset"], [";"]),
    ],
)
def test_signs_between_persons_are_those_between_names(
    tmp_path: Path, cells: list[str], signs: list[str]
) -> None:
    """Not those inside of a name, or before what somebody belongs to."""
    rows = "".join(f'Talk {number};"{cell}"\n' for number, cell in enumerate(cells))
    path = written(tmp_path, f"Title;Speakers\n{rows}")
    assert yaml.safe_load(guessed([path]).text)["between"] == signs
