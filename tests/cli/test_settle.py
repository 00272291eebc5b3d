"""`scheduler report settled`: what is settled before a conference, told and written as a variant."""

from pathlib import Path

import pytest

from scheduler.sources import read_instance, write_schedule
from tests.cli.conftest import Run, squeezed
from tests.conference import placed
from tests.sources.joined import months, write_joined

SETTLE = "report", "settled", "links.yaml", "months-solved.json"


@pytest.fixture
def joined(run: Run, folder: Path) -> Run:
    """Run commands beside a links file, and a programme in which the second meeting is left out."""
    write_joined(folder)
    write_schedule(folder / "months-solved.json", months(), placed(months(), north="Mon 09:00 A"))
    return run


def test_what_is_settled_and_what_is_not_is_told(joined: Run) -> None:
    """By meeting; without -o nothing is written."""
    code, out, err = joined(*SETTLE)
    assert code == 0
    assert out.splitlines()[0] == "North, Mon 8 Nov 2021"
    assert "Charter 30 0" in squeezed(out)
    assert (
        out.splitlines()[-1] == "Settled 1 agenda item, which frees 30 minutes of the conference."
    )
    assert err.splitlines() == [
        "Not settled, because the meeting is not held: money (Budget; Fees).",
        "Not settled, because the meeting is not held: South (Fees).",
    ]


def test_the_variant_is_written_over_nothing_but_its_like(joined: Run, folder: Path) -> None:
    """Twice the same bytes; a file of another kind stays."""
    out = folder / "joined.yaml"
    assert joined(*SETTLE, "-o", "joined.yaml")[0] == 0
    text = out.read_bytes()
    assert read_instance(out).item_by_id["charter"].settled == 100
    assert joined(*SETTLE, "-o", "joined.yaml")[0] == 0
    assert out.read_bytes() == text
    code, _, err = joined(*SETTLE, "-o", "small.yaml")
    assert (code, err) == (
        1,
        "small.yaml: exists, and is not made by `report settled`. Give another name, or move it away.\n",
    )
    code, _, err = joined(*SETTLE, "-o", "joined.json")
    assert (code, err) == (1, "joined.json: this writes YAML; name it joined.yaml.\n")


def test_the_programme_may_be_named_in_the_file(joined: Run, folder: Path) -> None:
    """Or else it is that which is stored under the instance's name."""
    code, _, err = joined("report", "settled", "links.yaml")
    assert code == 1
    assert "no solution of months yet" in err
    path = folder / "links.yaml"
    path.write_text(f"programme: months-solved.json\n{path.read_text()}", encoding="utf-8")
    assert joined("report", "settled", "links.yaml")[0] == 0


def test_faults_are_bad_input(joined: Run, folder: Path) -> None:
    """Exit code 1, with file and line."""
    write_joined(folder, links="links: 3\n")
    code, _, err = joined(*SETTLE)
    assert code == 1
    assert "links.yaml:1: links: found 3, expected a list with at least one entry.\n" in err
