"""Rows of which a column says what has become of them, and those of which it says nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from scheduler.sources.programmes import import_programme
from scheduler.sources.programmes.lists import guessed

TIMES = ("9:00", "10:00", "11:00", "12:00")


def listed(folder: Path, states: Sequence[str], times: Sequence[str] = TIMES) -> Path:
    """Write a list of sessions of half an hour with what has become of them."""
    path = folder / "a.csv"
    rows = (
        f"Talk {at};{state};{time and '2027-03-02'};{time};Hall"
        for at, (state, time) in enumerate(zip(states, times, strict=True), 1)
    )
    path.write_text("\n".join(("Title;State;Date;Start;Room", *rows)) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("states", "times", "only"),
    [
        (("accepted", "", "accepted", ""), TIMES, ["accepted", ""]),
        (("accepted", "rejected", "accepted", ""), TIMES, ["accepted", ""]),
        (("accepted", "", "accepted", ""), ("9:00", "", "10:00", ""), ["accepted"]),
        (("yes", "", "yes", ""), TIMES, ["yes", ""]),
        (("yes", "", "yes", ""), ("", "", "", ""), ["yes"]),
        (("accepted", "", "rejected", ""), ("", "", "", ""), ["accepted", ""]),
        (("accepted", "rejected", "accepted", "rejected"), TIMES, ["accepted"]),
    ],
)
def test_rows_with_no_state_are_read_unless_values_show_otherwise(
    tmp_path: Path, states: Sequence[str], times: Sequence[str], only: Sequence[str]
) -> None:
    """A time that they have or lack, or a mark that stands at others, shows it."""
    found = yaml.safe_load(guessed([listed(tmp_path, states, times)]).text)
    assert found["only"] == {"State": only}


def test_rows_with_no_state_are_counted(tmp_path: Path) -> None:
    """In the reason of the line; and the mapping does as it says."""
    path = listed(tmp_path, ("accepted", "rejected", "", ""))
    found = guessed([path], "Europe/Rome")
    assert (
        "a.csv: only: other rows are not read: 1 row with other values; also read, as they have a time: "
        '2 rows with nothing there (as "" says).'
    ) in found.notes
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text(found.text, "utf-8")
    made = import_programme([path], "harbour", mapping=mapping)
    assert [each.title for each in made.instance.sessions] == ["Talk 1", "Talk 3", "Talk 4"]
    assert '1 row not read, because of `only`: row 3 "Talk 2".' in made.notes


def test_what_is_not_read_is_named(tmp_path: Path) -> None:
    """Up to some rows; and how to read those with nothing there."""
    states = ("accepted", *["rejected"] * 6, "")
    path = listed(tmp_path, states, [f"{9 + at}:00" for at in range(8)])
    mapping = tmp_path / "mapping.yaml"
    columns = "title: Title, date: Date, start: Start, room: Room"
    mapping.write_text(
        f"zone: Europe/Rome\nminutes: 30\ndates: year month day\ncolumns: {{{columns}}}\n"
        "only: {State: [accepted]}\n",
        "utf-8",
    )
    notes = import_programme([path], "harbour", mapping=mapping).notes
    rows = ", ".join(f'row {at + 1} "Talk {at}"' for at in range(2, 8))
    assert f"7 rows not read, because of `only`: {rows} and 1 more." in notes
    assert (
        '1 row of these with nothing in "State": to read it, too, add "" to its values in `only`.'
    ) in notes
