"""Cells that say that a time is not known yet."""

from pathlib import Path

import pytest

from scheduler.sources.programmes.lists.times.open_times import is_open
from scheduler.sources.tables.sheets import Value
from tests.sources.programmes.files import places
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.made import listed, mapped, notes


@pytest.mark.parametrize(
    "text",
    [
        *("TBA", "tbd", "T.B.C.", "TBA (afternoon)", "tbd, in the morning", "n/a", "-", "–", "?"),
        *("to be announced", "à confirmer", "À définir (matin)", "por confirmar", "noch offen"),
        *("afternoon", "après-midi", "Nachmittag", "por la tarde", "all day"),
    ],
)
def test_what_is_open(text: str) -> None:
    """In a few languages, with a part of the day or without; or that alone."""
    assert is_open(text)


@pytest.mark.parametrize(
    "text", ["TBA 10:00", "10:00", "Morning session", "Opening", "noon", "9", 9, True]
)
def test_what_is_not(text: Value) -> None:
    """A time is one, whatever stands beside it; a title says something."""
    assert not is_open(text)


def test_sessions_whose_time_is_open_have_none(tmp_path: Path) -> None:
    """They are named, by the guess as well, and not refused."""
    rows = "Oak,2026-06-11,TBA (afternoon)\nElm,2026-06-11,TBA (afternoon)\nYew,tbd,9:00-10:00\nFir,,\n"
    path = listed(tmp_path, f"Title,Date,Time\nAsh,2026-06-11,9:00-10:00\n{rows}")
    said = notes(path)
    assert '"TBA (afternoon)": no time yet, in 2 rows.' in said
    assert '"tbd": no time yet, in 1 row.' in said
    found = read(path, mapping=mapped(path))
    assert [*places(found)] == ["ash"]
    assert len(found.instance.sessions) == 5
    assert (
        f'{path}: C3 and 1 more: "TBA (afternoon)" is no time yet, so none is known.' in found.notes
    )
    assert f'{path}: B5: "tbd" is no time yet, so none is known.' in found.notes


def test_what_is_no_time_is_refused(tmp_path: Path) -> None:
    """If it is not known to be open; an end or a length that is open is none."""
    path = listed(tmp_path, "Title,Date,Time\nOak,2026-06-11,9:00-10:00\nAsh,2026-06-11,later on\n")
    assert complaints(path, mapping=mapped(path))[0].startswith(
        'a.csv: C3: sessions[Ash].start: found "later on", expected a time such as 09:30'
    )
    text = "Title,Date,Start,End,Length\nOak,2026-06-11,9:00,-,TBD\nAsh,2026-06-11,10:00,11:00,-\n"
    path = listed(tmp_path, text)
    assert len(places(read(path, mapping=mapped(path)))) == 2
