"""Lengths of sessions of which a list says the start alone."""

from pathlib import Path

import pytest
import yaml

from scheduler.instance import minutes_of
from scheduler.sources.programmes import Imported
from scheduler.sources.programmes.lists import guessed
from scheduler.sources.programmes.lists.times.lengths import Begun, Starts
from tests.sources.programmes.lists.files import complaints, read
from tests.sources.programmes.lists.made import listed, mapped, notes

STARTS = """Title,Date,Time,Room
Oak,2026-06-11,9:00,A
Ash,2026-06-11,9:00,B
Elm,2026-06-11,9:45,A
Coffee,2026-06-11,10:30,
Fir,2026-06-11,11:00,A
Yew,2026-06-12,9:00,A
"""


def lengths(found: Imported) -> dict[str, int]:
    """Return minutes by title."""
    return {each.title: minutes_of(each.duration) for each in found.instance.sessions}


@pytest.mark.parametrize(
    ("session", "minutes"),
    [
        (Begun(1, 540, "A"), 60),
        (Begun(1, 540, "B"), 90),  # a break, which is for all
        (Begun(1, 600, "A"), 30),
        (Begun(1, 630, ""), 30),  # until anything begins
        (Begun(1, 660, "A"), 240),
        (Begun(1, 659, "A"), 1),
        (Begun(1, 900, "A"), None),
        (Begun(2, 540, "A"), None),
        (Begun(2, 541, "A"), None),  # 241 minutes
        (Begun(2, 542, "A"), 240),
    ],
)
def test_until_the_next_start(session: Begun, minutes: int | None) -> None:
    """In the same room, or of what has none, on that day; four hours at most."""
    starts = Starts(
        [
            *(Begun(1, each, "A") for each in (540, 600, 660, 900)),
            *(Begun(1, each, "B") for each in (540, 720)),
            Begun(1, 630, ""),
            Begun(2, 782, "A"),
        ]
    )
    assert starts.until_next(session) == minutes


def test_a_session_without_an_end_lasts_until_the_next_start(tmp_path: Path) -> None:
    """The guess and the import say of how many it is so, and how many lengths are assumed."""
    path = listed(tmp_path, STARTS)
    said = notes(path)
    assert (
        "until_next true: the length of what has none: until the next start in its room, or for all; 4 rows."
    ) in said
    assert "minutes 30: assumed, as no start comes soon after: 2 rows; look at it." in said
    found = read(path, mapping=mapped(path))
    assert lengths(found) == {"Oak": 45, "Ash": 90, "Elm": 45, "Coffee": 30, "Fir": 30, "Yew": 30}
    assert (
        "4 sessions without a length: each lasts until the next start in its room or for all."
    ) in found.notes
    assert (
        "2 sessions without a length, and with no start soon after: 30 min are assumed (`minutes`): "
        f'"Fir" ({path}: A6), "Yew" ({path}: A7).'
    ) in found.notes


def test_minutes_alone_are_those_of_all(tmp_path: Path) -> None:
    """So they are with `until_next: false`; without them the last session of a day lacks a length."""
    path = listed(tmp_path, STARTS)
    found = read(path, mapping=mapped(path, until_next=None, minutes=20))
    assert {*lengths(found).values()} == {20}
    assert "6 sessions without a length: 20 min each (`minutes`)." in found.notes
    said = complaints(path, mapping=mapped(path, until_next=None, minutes=None))
    expected = (
        "found nothing, expected how long it is. Give `minutes` in the mapping to all sessions"
    )
    assert [each.partition(expected)[0] for each in said] == [
        "a.csv: A6: sessions[Fir].duration: ",
        "a.csv: A7: sessions[Yew].duration: ",
    ]
    assert len(complaints(path, mapping=mapped(path, until_next=False, minutes=None))) == 1
    assert complaints(path, mapping=mapped(path, until_next="yes"))[0].endswith(
        'until_next: found "yes", expected true or false.'
    )


def test_what_says_its_length_keeps_it(tmp_path: Path) -> None:
    """Its start ends others all the same; on a day without rooms any start does."""
    text = "Title,Date,Time\nOak,2026-06-11,9:00\nAsh,2026-06-11,9:30-9:50\nElm,2026-06-11,10:00-11:00\n"
    path = listed(tmp_path, text)
    assert "minutes" not in yaml.safe_load(guessed([path]).text)
    found = read(path, mapping=mapped(path))
    assert lengths(found) == {"Oak": 30, "Ash": 20, "Elm": 60}
    assert "1 session without a length: each lasts until the next start on its day." in found.notes
    ended = text.replace("9:00\n", "9:00-9:20\n")
    assert "until_next" not in yaml.safe_load(guessed([listed(tmp_path, ended)]).text)
