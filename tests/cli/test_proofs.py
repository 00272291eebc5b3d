"""What `check` proves is what all commands begin with."""

import json
from pathlib import Path

from scheduler.cli.views.conflict_report import settled
from scheduler.solution import Engine, Search, Status, Stop
from scheduler.solving import without_programme
from scheduler.sources import read_instance
from tests.cli.conftest import Run
from tests.conference import conference, session


def test_all_begin_with_what_check_proves(run: Run, impossible: Path) -> None:
    """In the same words: `check`, `explain` and `solve`; and none says that there is no proof."""
    words = "! Minister Ada cannot attend everything: from Mon 8 Nov 09:00 to"
    for command in ("check", "explain", "solve"):
        options = ("--workers", "1", "--time-limit", "2") if command == "solve" else ()
        code, out, _ = run(command, impossible.name, *options)
        said = " ".join(out.split())
        assert code == 2
        assert words in said
        assert "no proof" not in said
        assert "Enough all together" not in said.partition(words)[0]
    told = json.loads(run("explain", impossible.name, "--json")[1])
    checked = json.loads(run("check", impossible.name, "--json")[1])
    assert told["proofs"] == [each for each in checked["troubles"] if each["certain"]]


def test_what_a_search_has_not_found_out_is_what_check_proves(impossible: Path) -> None:
    """A search that ended too soon; where nothing is proved, it stays as it was."""
    instance = read_instance(impossible)
    asked = Search(Engine.AUTO, 0, 1, 1.0, Stop.LIMIT)
    unknown = without_programme(instance, Status.UNKNOWN, asked)
    found = settled(instance, unknown)
    assert (found.status, found.search.stop) == (Status.INFEASIBLE, Stop.PROVED)
    possible = conference(session("talk"))
    assert settled(possible, unknown) is unknown
