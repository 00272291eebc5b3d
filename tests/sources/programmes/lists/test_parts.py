"""What stands between persons, sessions that are tracks, and entities of HTML."""

from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.contents import signs_between
from scheduler.sources.programmes.lists.persons import Persons
from tests.sources.programmes.lists.files import read
from tests.sources.programmes.lists.made import listed, mapped, notes


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (["Mandana, HI / MFRI", "Ada, HI"], [";"]),
        (["Mandana, HI / MFRI", "Frank, WHOI · Andreas"], [" · "]),
        (["Frank Ohm, WHOI / Ada Berg, MFRI"], [" / "]),
        (["Ada / Bo"], [" / "]),
        (["Ada Berg • Bo Oak"], ["•"]),
        (["Marcel·lí Antúnez"], [";"]),
    ],
)
def test_signs_part_persons_alone(cells: list[str], signs: list[str]) -> None:
    """A slash may stand between what a person belongs to."""
    assert signs_between(cells)[0] == signs


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Frank Ohm, WHOI / Ada Berg, MFRI", ["Frank Ohm, WHOI", "Ada Berg, MFRI"]),
        ("Mandana, HI / MFRI", ["Mandana, HI / MFRI"]),
        ("Ada Berg · Bo Oak", ["Ada Berg", "Bo Oak"]),
        ("Ada Berg • Bo Oak", ["Ada Berg", "Bo Oak"]),
        ("Marcel·lí Antúnez", ["Marcel·lí Antúnez"]),
    ],
)
def test_a_cell_is_parted_without_a_mapping(cell: str, names: list[str]) -> None:
    """Where each part is a person."""
    assert Persons([cell], [";"]).of(cell)[0] == names


def test_a_session_of_several_talks_is_their_track(tmp_path: Path) -> None:
    """Where each has a title and a time of its own; said so."""
    rows = [
        f"{name},2026-09-1{day} {hour}:00,{hour}:30,Talk on {day}{hour}"
        for day, name in enumerate(("Diets &amp; health", "Genes"), 1)
        for hour in (10, 11, 12)
    ]
    for heading in ("Session", "Panel", "Block"):
        path = listed(tmp_path, "\n".join([f"{heading},Start,End,Title", *rows, ""]))
        found = yaml.safe_load(guessed([path]).text)["columns"]
        assert (found["track"], found["title"]) == (heading, "Title")
        themes = {each.title for each in read(path, mapping=mapped(path)).instance.tracks}
        assert themes == {"Diets & health", "Genes"}
    path = listed(tmp_path, "\n".join(["Session,Start,End,Title", *rows, ""]))
    why = "the same in several rows at different times, each with a title of its own"
    assert f'columns: track "Session": {why}; 6 rows with 2 values.' in notes(path)


def test_entities_are_decoded_in_all_columns(tmp_path: Path) -> None:
    """And in headings; a mapping may have these as they are in the file."""
    text = "Title,Start,Room &amp; floor,Speaker\nQ&amp;A,2026-09-01 9:00,Hall&nbsp;A,Zo&euml; O&#39;Neil\n"
    path = listed(tmp_path, text)
    said = yaml.safe_load(guessed([path]).text)["columns"]
    assert said["room"] == "Room & floor"
    found = read(path, mapping=mapped(path, columns=said | {"room": "Room &amp; floor"})).instance
    assert [each.title for each in found.sessions] == ["Q&A"]
    assert [each.title for each in found.rooms] == ["Hall A"]
    assert [each.title for each in found.people] == ["Zoë O'Neil"]
