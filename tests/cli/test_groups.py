"""`scheduler report groups`: for people, documents, machines and spreadsheets."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run, store
from tests.comparison.pairs import PLACES, small
from tests.conference import placed


@pytest.fixture
def stored(run: Run) -> Run:
    """Run commands where the small conference has a stored programme."""
    instance = small(name="base")
    store(instance, placed(instance, **PLACES))
    return run


def test_csv_has_a_row_for_each_member(stored: Run, folder: Path) -> None:
    """The same figures as `--json`; a file that is no such table is not overwritten."""
    code, out, err = stored("report", "groups", "base.yaml", "--csv", "groups.csv")
    assert (code, out, err) == (0, "", "Wrote groups.csv\n")
    with (folder / "groups.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    _, found, _ = stored("report", "groups", "base.yaml", "--json")
    members = [
        (group["id"], member["id"], len(member["sessions"]), member["minutes"] / 60)
        for group in json.loads(found)["groups"]
        for member in group["members"]
    ]
    told = [(r["group"], r["member"], int(r["sessions"]), float(r["hours"])) for r in rows]
    assert told == members
    code, _, err = stored("report", "groups", "base.yaml", "--csv", "base.yaml")
    assert code == 1
    assert "base.yaml: exists, and is not a table of groups." in err
