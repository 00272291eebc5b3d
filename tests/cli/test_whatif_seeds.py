"""`scheduler whatif --seeds`: what differs beyond the search, and what is not known."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_whatif import FAST, write
from tests.whatif.here import Here


@pytest.fixture
def whatif(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `whatif` in this process, with a variant that has no opening."""
    monkeypatch.setattr("scheduler.cli.commands.whatif.Processes", Here)
    write(folder, "shorter", "remove: {sessions: [opening]}")
    return lambda *arguments: run("whatif", "small.yaml", *arguments)


def test_seeds_tell_a_difference_from_noise(whatif: Run, folder: Path) -> None:
    """The same under another name differs in nothing; without its opening it does, in how many are held."""
    write(folder, "same", "change: {rooms: {A: {title: Hall}}}")
    seeds = ("--seeds", "2", *FAST)
    code, out, err = whatif("same.yaml", "shorter.yaml", *seeds)
    assert code == 0, err
    assert "6 searches of up to 5 s each" in err
    said = " ".join(out.split())
    assert "same: every session has the same time and room as in small." in said
    assert "No figure of same differs from small by more than chance." in said
    assert "shorter differs from small by more than chance in: Sessions; " in said
    told = json.loads(whatif("same.yaml", "shorter.yaml", *seeds, "--json", "-o", "other")[1])
    (row,) = (each for each in told["indicators"] if each["indicator"] == "sessions")
    held = row["programmes"]
    assert held["small"] == held["same"] == held["shorter"] + 1
    known = row["ranges"]["shorter"]
    assert (known["low"], known["high"]) == (held["shorter"],) * 2
    assert known["known"]
    assert known["differs"]
    assert {each["ranges"]["same"]["differs"] for each in told["indicators"]} == {False}


def test_several_seeds_are_usual_where_the_limit_and_the_workers_leave_time(whatif: Run) -> None:
    """Three of 5 s of both fit into 15 minutes; of 200 s, two."""
    assert "6 searches of up to 5 s each" in whatif("shorter.yaml", *FAST)[2]
    assert "4 searches of up to 3 min 20 s each" in whatif("shorter.yaml", "--time-limit", "200")[2]


def test_one_seed_knows_no_ranges(whatif: Run) -> None:
    """And says so, before anybody takes a difference for a finding."""
    one = ("--seeds", "1", *FAST)
    _, out, _ = whatif("shorter.yaml", *one)
    assert "Small differences may be chance: another search could find" in " ".join(out.split())
    told = json.loads(whatif("shorter.yaml", *one, "--json")[1])
    unknown = [each["ranges"]["shorter"] for each in told["indicators"]]
    assert not any(each["known"] or each["differs"] for each in unknown)
