"""A planner fills in the template: typical mistakes are told, and once they are mended it can be solved."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from syrupy.assertion import SnapshotAssertion

from scheduler.catalogue import RULES, name_of
from scheduler.errors import InputError
from scheduler.explanation import screen
from scheduler.solving import solve
from scheduler.sources.tables import import_tables, template
from scheduler.sources.tables.columns import tables
from tests.sources.tables.books import complaints
from tests.sources.tables.committees import fill, sheets

TEN = (
    *("conference", "days", "kinds", "rooms", "bodies"),
    *("people", "sessions", "roles", "teams", "levels"),
)


def test_the_template_has_ten_sheets_without_rows() -> None:
    """Besides what to do, and the long lists of cells; the names of rules are beside their ids."""
    content = template()
    assert content == template()
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["How to", *TEN, "# choices"]
    assert [book[name].max_row for name in TEN] == [1] * 10
    choices = [[cell.value for cell in row] for row in book["# choices"].rows]
    assert choices == [[rule, name_of(rule)] for rule in RULES]
    note = book["levels"]["A1"].comment.text
    assert note.endswith("Write one of those in the sheet # choices.")
    assert all(cell.comment for name in TEN for cell in book[name][1])
    assert book["levels"]["B1"].comment.text.endswith("Write hard, off, or a number such as 0.5.")
    truths = [
        each for each in book["days"].data_validations.dataValidation if "TRUE" in each.formula1
    ]
    assert {each.error for each in truths} == {"Choose TRUE or FALSE."}


def test_a_sheet_is_added_by_its_name() -> None:
    """With all that it can hold; another name is refused with those that there are."""
    book = load_workbook(io.BytesIO(template(["items", "Item orders"])))
    assert book.sheetnames == ["How to", *TEN, "items", "item_orders", "# choices"]
    headings = [cell.value for cell in book["items"][1]]
    assert headings == [column.name for column in tables()["items"].columns]
    with pytest.raises(InputError) as error:
        template(["item"])
    assert str(error.value).startswith(
        '--sheet: found "item", expected one of conference, days, places'
    )
    assert str(error.value).endswith(' Maybe "items"?')


def test_an_empty_template_is_told_in_a_few_lines(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """What is needed, and no more."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(template())
    assert complaints(tmp_path, path) == snapshot


def test_mistakes_of_a_planner_are_told_at_once(
    tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Each with its cell, what was expected there, and what may help."""
    filled = sheets()
    filled["conference"][0]["first_day"] = "9.3.2027"
    filled["days"][2]["days"] = "Teusday"
    filled["kinds"][2]["bands"] = "aftrnoon"
    filled["teams"][0]["languages"] = "en, fr"
    filled["rooms"][0]["id"] = "Main hall"
    filled["sessions"][0]["pin.room"] = "Room A"
    filled["sessions"][5]["kind"] = "comittee"
    filled["sessions"][2]["duration"] = "1h30"
    filled["roles"][0]["role"] = "chairman"
    filled["roles"][2]["people"] = "chair of committee 1"
    filled["roles"][3]["session"] = "com1-5"
    filled["levels"].append({"rule": "late_hour", "level": 2})
    assert complaints(tmp_path, fill(tmp_path / "plan.xlsx", filled)) == snapshot


@pytest.mark.slow
def test_a_conference_that_is_filled_in_can_be_solved(tmp_path: Path) -> None:
    """All hard rules satisfied; interpreters are counted by half-days, and the chairs are known."""
    imported = import_tables([fill(tmp_path / "plan.xlsx", sheets())])
    instance = imported.instance
    assert not imported.has_usual_hours
    assert imported.notes == ()
    assert len(instance.sessions) == 30
    assert list(screen(instance)) == []
    assert [(each.id, [*map(str, each.weekdays)]) for each in instance.day_profiles] == [
        ("tuesday", ["tuesday"]),
        ("wednesday", ["wednesday", "thursday"]),
    ]
    assert instance.session_by_id["com3-2"].people == {"chair": ("chair-3",)}
    assert instance.level("room_waste", "") == "off"
    solution = solve(instance, time_limit=0.2, workers=1, seed=1)
    assert solution.evaluation is not None
    assert solution.evaluation.forbidden == ()


def test_cells_that_name_rows_of_another_sheet_have_a_list() -> None:
    """And those with few values; where several names may stand, others may be typed."""
    names = ["tracks", "orders", "not_beside", "feature_wishes"]
    book = load_workbook(io.BytesIO(template(names)))
    found = {
        (sheet.title, sheet[f"{str(each.sqref).split(':')[0][:-1]}1"].value): each
        for sheet in book
        for each in sheet.data_validations.dataValidation
    }
    kind = found["sessions", "kind"]
    assert (kind.formula1, kind.showErrorMessage) == ("'kinds'!$A$2:$A$201", True)
    assert str(kind.sqref) == "C2:C201"
    body = found["sessions", "body"]
    assert (body.formula1, body.showErrorMessage) == ("'bodies'!$A$2:$A$201", False)
    assert found["kinds", "bands"].formula1 == "'days'!$B$2:$B$201"
    assert found["orders", "then.kinds"].formula1 == "'kinds'!$A$2:$A$201"
    assert found["not_beside", "sessions.tracks"].formula1 == "'tracks'!$A$2:$A$201"
    assert found["sessions", "pin.room"].formula1 == "'rooms'!$A$2:$A$201"
    assert found["sessions", "interpretation"].formula1 == "'teams'!$A$2:$A$201"
    assert found["roles", "people"].formula1 == "'people'!$A$2:$A$201"
    assert found["roles", "role"].formula1 == '"chair,moderator,speaker,required,optional"'
    assert found["levels", "rule"].formula1 == f"'# choices'!$A$1:$A${len(RULES)}"
    assert ("feature_wishes", "room") not in found  # it is a feature, not a room
    assert found["sessions", "exclusive"].formula1 == '"TRUE,FALSE"'
    assert ("sessions", "id") not in found
    assert all(len(each.formula1) <= 257 for each in found.values())
