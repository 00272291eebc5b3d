"""`import`: an instance out of spreadsheets, whole or not at all, and a workbook to fill in."""

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run
from tests.sources.tables.committees import fill, sheets


def files(folder: Path) -> set[str]:
    """Return what is in a folder."""
    return {path.name for path in folder.iterdir()}


def test_usual_hours_are_told_where_no_others_are_given(run: Run, folder: Path) -> None:
    """A template without days has a usual week, on top of an instance it has the days of it."""
    fill(folder / "own.xlsx", sheets())
    code, _, err = run("import", "own.xlsx", "-o", "own.yaml")
    assert (code, "usual week" in err) == (0, False), err
    fill(folder / "usual.xlsx", {name: rows for name, rows in sheets().items() if name != "days"})
    workbook = load_workbook(folder / "usual.xlsx")
    workbook["kinds"]["C5"] = "evening"
    workbook.save(folder / "usual.xlsx")
    assert "usual week" in run("import", "usual.xlsx", "-o", "week.yaml")[2]


def test_what_is_wrong_is_told_and_nothing_is_written(run: Run, folder: Path) -> None:
    """All at once, each with its cell; what was there before stays as it was, even if forced."""
    fill(folder / "t.xlsx", sheets())
    workbook = load_workbook(folder / "t.xlsx")
    workbook["sessions"]["E3"] = "an hour"
    workbook["rooms"]["C3"] = 0
    workbook.save(folder / "t.xlsx")
    before = files(folder)
    code, out, err = run("import", "t.xlsx", "-o", "m.yaml")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "t.xlsx: rooms!C3: rooms[room-a].capacity: found 0, expected a whole number, 1 or more.",
        (
            't.xlsx: sessions!E3: sessions[com1-1].duration: found "an hour", '
            "expected a whole number of minutes from 1 to 10080."
        ),
    ]
    assert files(folder) == before
    (folder / "m.yaml").write_text("mine", "utf-8")
    assert run("import", "t.xlsx", "-o", "m.yaml", "--force")[0] == 1
    assert (folder / "m.yaml").read_text("utf-8") == "mine"
    assert files(folder) == before | {"m.yaml"}


def test_nothing_is_overwritten_unless_forced(run: Run, folder: Path) -> None:
    """Neither an instance nor a workbook."""
    fill(folder / "plan.xlsx", sheets())
    for words in (("--template", "t.xlsx"), ("plan.xlsx", "-o", "m.yaml")):
        assert run("import", *words)[0] == 0
        code, _, err = run("import", *words)
        assert code == 1
        name = words[-1]
        assert err == f"{name}: exists already. Give another name, or --force to overwrite it.\n"
        assert run("import", *words, "--force")[0] == 0


def test_tables_go_into_a_copy_of_an_instance(run: Run, folder: Path) -> None:
    """The base stays as it is."""
    before = (folder / "small.yaml").read_bytes()
    (folder / "rooms.csv").write_text("id,capacity\nhall,90\nroom,80\n", "utf-8")
    code, _, err = run("import", "rooms.csv", "-o", "m.yaml", "--into", "small.yaml")
    assert (code, err.splitlines()[0][:17]) == (0, "Wrote m.yaml: 3 s")
    head = "# Imported from rooms.csv, on top of small.yaml.\n"
    assert (folder / "m.yaml").read_text("utf-8").startswith(head)
    assert (folder / "small.yaml").read_bytes() == before
