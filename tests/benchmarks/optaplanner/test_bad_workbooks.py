"""What is wrong with a workbook is said all at once, and where."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from benchmarks.optaplanner import import_conference
from benchmarks.optaplanner.reading import read_conference
from scheduler.errors import InstanceError
from tests.benchmarks.optaplanner.workbooks import DEFAULT, PLACES, SLOTS, talk, write_workbook

GOOD = talk("a")


def complaints(path: Path) -> list[str]:
    """Return what is said of a workbook, without the names of its folder and file."""
    with pytest.raises(InstanceError) as caught:
        read_conference(path)
    return [
        each.removeprefix(f"{path}, sheet ").removesuffix(".") for each in caught.value.troubles
    ]


def test_a_file_that_is_no_workbook_is_named(tmp_path: Path) -> None:
    """Whether it is not there or holds something else."""
    path = tmp_path / "a.xlsx"
    with pytest.raises(InstanceError, match=r"a\.xlsx: "):
        read_conference(path)
    path.write_text("talks", encoding="utf-8")
    with pytest.raises(InstanceError, match=r"a\.xlsx: "):
        read_conference(path)


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"Talk type": "Party"},
            (
                "column C (Talk type): found 'Party', "
                "expected a type that has timeslots and rooms: Keynote, Lab, Talk"
            ),
        ),
        (
            {"Speakers": "Ada, Ada"},
            "column D (Speakers): found 'Ada, Ada', expected each name once",
        ),
        ({"Speakers": "Ada, Eve"}, "column D (Speakers): found 'Eve', expected names of speakers"),
        (
            {"Audience level": "high"},
            "column H (Audience level): found 'high', expected a whole number, at least 0",
        ),
        (
            {"Favorite count": -1},
            "column U (Favorite count): found -1, expected a whole number, at least 0",
        ),
        (
            {"Prerequisite talks codes": "b"},
            "column T (Prerequisite talks codes): found 'b', expected codes of talks",
        ),
        (
            {"Prerequisite talks codes": "a"},
            "column T (Prerequisite talks codes): found 'a', expected other talks",
        ),
        (
            {"Pinned by user": "maybe"},
            "column W (Pinned by user): found 'maybe', expected TRUE or FALSE",
        ),
        (
            {"Pinned by user": True},
            "column W (Pinned by user): found True, expected a timeslot and a room to be pinned to",
        ),
        (
            {"Timeslot day": "Mon 2018-10-01", "Start": "09:00", "End": "10:00"},
            (
                "column X (Timeslot day): found Mon 2018-10-01 09:00-10:00, "
                "expected a timeslot of the conference"
            ),
        ),
        (
            {"Timeslot day": "Monday", "Start": "09:00", "End": "10:00"},
            "column X (Timeslot day): found 'Monday', expected a day such as 'Mon 2018-10-01'",
        ),
        (
            {"Published Timeslot": "Mon 2018-10-01", "Published Start": "9", "Published End": ""},
            "column AC (Published Start): found '9', expected a time such as '09:30'",
        ),
        (
            {"Published Timeslot": "Mon 2018-02-30", "Published Start": "09:00"}
            | {"Published End": "09:45"},
            (
                "column AB (Published Timeslot): found 'Mon 2018-02-30', "
                "expected a day and times of the calendar"
            ),
        ),
        ({"Room": "R 9"}, "column AA (Room): found 'R 9', expected the name of a room"),
    ],
)
def test_a_bad_cell_of_a_talk_is_told(
    cells: Mapping[str, object], told: str, tmp_path: Path
) -> None:
    """With file, sheet, row and column, what is there, and what should be."""
    path = write_workbook(tmp_path / "a.xlsx", [talk("first"), GOOD | dict(cells)])
    assert f"Talks, row 3, {told}" in complaints(path)


@pytest.mark.parametrize(
    ("slot", "told"),
    [
        (
            ("Mon 2018-10-01", "15:00", "15:45", "", ""),
            "column D (Talk types): found nothing, expected a type of talks",
        ),
        (
            ("Mon 2018-10-01", "15:00", "15:50", "Talk", ""),
            "column C (End): found 50 minutes, expected 45 minutes as before for 'Talk'",
        ),
        (
            ("Mon 2018-10-01", "09:55", "10:40", "Talk", ""),
            (
                "column B (Start): found '09:55', expected one timeslot at a time for each type, "
                "here 'Talk'"
            ),
        ),
        (
            ("Mon 2018-10-01", "09:00", "09:45", "Panel", ""),
            (
                "column B (Start): found '09:00', expected one row for all types of talks from then "
                "till then"
            ),
        ),
        (
            ("Mon 2018-10-01", "15:00", "14:15", "Talk", ""),
            "column C (End): found '14:15', expected an end after the start",
        ),
    ],
)
def test_a_bad_timeslot_is_told(slot: Sequence[str], told: str, tmp_path: Path) -> None:
    """All timeslots of a type have one length, for that is the length of its talks."""
    path = write_workbook(tmp_path / "a.xlsx", [GOOD], slots=[*SLOTS, slot])
    assert complaints(path) == [f"Timeslots, row {len(SLOTS) + 2}, {told}"]


@pytest.mark.parametrize(
    ("name", "weight", "told"),
    [
        ("Popular talks", "10", "found '10', expected a weight such as '0hard/0medium/10soft'"),
        ("Popular talks", "0hard/0medium/-1soft", "expected no negative weight"),
        ("Language diversity", "1hard/0medium/0soft", "expected no hard weight for a reward"),
        ("Crowd control", "1hard/0medium/1soft", "expected nothing but a hard weight for it"),
        ("Popular talk", "0hard/0medium/1soft", "found 'Popular talk', expected 'Popular talks'"),
    ],
)
def test_a_bad_weight_is_told(name: str, weight: str, told: str, tmp_path: Path) -> None:
    """What cannot be weighed so, and names that are only nearly right."""
    path = write_workbook(tmp_path / "a.xlsx", [GOOD], weights=DEFAULT | {name: weight})
    (only,) = complaints(path)
    assert only.startswith("Configuration, row ")
    assert only.endswith(told)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Of several sheets; a name that is there twice is one of them."""
    path = write_workbook(
        tmp_path / "a.xlsx",
        [GOOD, talk("a", "Party")],
        rooms=[*PLACES, ("R 1", 10, "Party", "")],
        weights=DEFAULT | {"Popular talks": "10"},
    )
    told = complaints(path)
    assert [each.split(",")[0] for each in told] == [
        "Configuration",
        *["Rooms"] * 2,
        *["Talks"] * 2,
    ]
    assert "Rooms, row 6, column A (Name): found 'R 1', expected each name once" in told
    assert "Talks, row 3, column A (Code): found 'a', expected each name once" in told


def test_a_conference_without_talks_is_told(tmp_path: Path) -> None:
    """There is nothing to plan."""
    told = complaints(write_workbook(tmp_path / "a.xlsx", []))
    assert told == ["Talks, row 2, column A (Code): found nothing, expected a talk"]


def test_a_sheet_that_is_missing_is_told(tmp_path: Path) -> None:
    """And a head that is another one."""
    path = write_workbook(tmp_path / "a.xlsx", [GOOD])
    book = openpyxl.load_workbook(path)
    book["Timeslots"].title = "Slots"
    book["Talks"]["C1"] = "Kind"
    book.save(path)
    told = complaints(path)
    found = "Configuration, Slots, Rooms, Speakers, Talks"
    assert told[0] == f"{path}: found {found}, expected a sheet 'Timeslots'"
    assert "Talks, row 1, column C (Talk type): found 'Kind', expected the head 'Talk type'" in told


def test_crowds_in_timeslots_that_overlap_are_refused(tmp_path: Path) -> None:
    """A limit of how many are at once would count more; two crowded talks are always fine."""
    slots = [*SLOTS, ("Mon 2018-10-01", "09:30", "10:15", "Talk", "")]
    talks = [talk(code, Crowd_control_risk=1) for code in "abc"]
    path = write_workbook(tmp_path / "a.xlsx", talks, slots=slots)
    with pytest.raises(InstanceError) as caught:
        import_conference(path, "tiny")
    assert caught.value.troubles == (
        (
            f"{path}: Crowd control: found timeslots of Keynote, Talk that overlap, "
            "expected none, as crowded talks are limited by how many are at once."
        ),
    )
    path = write_workbook(tmp_path / "b.xlsx", talks[:2], slots=slots)
    assert not import_conference(path, "tiny").instance.parallel_limits
    path = write_workbook(tmp_path / "c.xlsx", talks)
    (limit,) = import_conference(path, "tiny").instance.parallel_limits
    assert limit.at_most == 2


def test_a_sheet_whose_cells_have_styles_that_are_not_there_is_named(tmp_path: Path) -> None:
    """A spoilt file: the parser looks a cell's style up only when it is asked for."""
    whole, spoilt = write_workbook(tmp_path / "a.xlsx", [GOOD]), tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b'<c r="A1"', b'<c r="A1" s="999"')
                assert b's="999"' in content
            new.writestr(name, content)
    (told,) = complaints(spoilt)
    assert told == f"{spoilt}: sheet Timeslots cannot be read"
