"""Searches that end too early, and disks that are full when they end: the best programme is not lost."""

import json
import os
import pty
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.cli.searches import rescuing
from scheduler.errors import InputError
from scheduler.sources import read_schedule
from scheduler.storage import write_atomically
from tests.cli.conftest import Run, small, write
from tests.cli.test_checkpoints import CHECKPOINT, full_disk, programme
from tests.cli.test_process import OLD, searching, started, written
from tests.cli.test_solve import answering, found
from tests.processes import soon

# A process


@pytest.mark.slow
def test_a_killed_search_leaves_its_best_programme_beside_the_target(folder: Path) -> None:
    """It can be read, and the next search names it and the way to go on from it."""
    (folder / "keep").touch()
    with searching(folder) as process:
        soon((folder / CHECKPOINT).exists)
        process.kill()
        process.communicate(timeout=10)
    assert read_schedule(folder / CHECKPOINT, small(name="small")) == programme()
    assert json.loads((folder / CHECKPOINT).read_text())["penalty"] == (found().penalty or 0) / 1000
    with searching(folder, again=True) as process:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert f"{CHECKPOINT}: left by a search that did not finish" in err
    assert f"scheduler solve small.yaml --from {CHECKPOINT}" in err
    assert not (folder / CHECKPOINT).exists()  # what is written now is as good


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 300])
def test_a_dropped_connection_keeps_the_best(times: int, folder: Path) -> None:
    """SIGHUP, which comes more than once, ends a search as Ctrl-C does; and no checkpoint is left."""
    (folder / "keep").touch()
    with searching(folder) as process:
        soon((folder / CHECKPOINT).exists)
        for _ in range(times):
            process.send_signal(signal.SIGHUP)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert "You stopped the search after" in out
    assert json.loads(written(folder))["search"]["stop"] == "interrupted"
    assert not (folder / CHECKPOINT).exists()


@pytest.mark.slow
def test_a_terminal_that_is_gone_does_not_lose_the_result(folder: Path) -> None:
    """Neither the line of progress nor the report can be shown; the programme is written all the same."""
    (folder / "solutions").mkdir()
    ours, theirs = pty.openpty()
    with started(folder, stdin=theirs, output=theirs) as process:
        os.close(theirs)
        soon((folder / "searching").exists)
        os.close(ours)  # from now on, whatever is shown is an error
        time.sleep(0.3)
        process.send_signal(signal.SIGHUP)
        process.wait(timeout=30)
    assert json.loads(written(folder))["status"] == "feasible"


@pytest.mark.slow
def test_a_search_that_is_to_outlive_its_terminal_goes_on(folder: Path) -> None:
    """As under nohup, which has SIGHUP ignored."""
    (folder / "solutions").mkdir()
    with started(folder, hangup=signal.SIG_IGN) as process:
        soon((folder / "searching").exists)
        process.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert json.loads(written(folder))["status"] == "feasible"


@pytest.mark.slow
@pytest.mark.parametrize("kept", [True, False])
def test_leaving_at_once_says_where_the_best_is(kept: bool, folder: Path) -> None:
    """At the second Ctrl-C, even if the search is deaf; what was stored before stays."""
    for name in ("keep", "deaf") if kept else ("deaf",):
        (folder / name).touch()
    with searching(folder) as process:
        if kept:
            soon((folder / CHECKPOINT).exists)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    best = f"The best programme so far is in {CHECKPOINT}. Continue from it: "
    go_on = f"\n{best}scheduler solve small.yaml --from {CHECKPOINT}\n"
    assert f"Quit at once{'.' + go_on if kept else '; nothing was written.'}" in err
    assert "Traceback" not in err
    assert written(folder) == OLD


# A result that cannot be written


@pytest.fixture
def elsewhere(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return the folder of temporary files, the only place where the disk is not full."""
    free = tmp_path_factory.mktemp("elsewhere")

    def sync(number: int) -> None:
        if not Path(f"/proc/self/fd/{number}").resolve().is_relative_to(free):
            full_disk(number)

    monkeypatch.setattr("tempfile.tempdir", str(free))
    monkeypatch.setattr(os, "fsync", sync)
    return free


def test_a_programme_that_cannot_be_written_is_put_elsewhere(
    run: Run, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 1, why, where it is, and how to go on; nobody else may read it."""
    answering(monkeypatch, found())
    code, out, err = run("solve", "small.yaml")
    (path,) = elsewhere.iterdir()
    assert (code, out) == (1, "")
    assert "solutions/small.json: cannot be written: No space left on device." in err
    go_on = "Continue from it: scheduler solve small.yaml --from"
    assert f"Saved the programme to {path} instead. {go_on}" in err
    assert read_schedule(path, small(name="small")) == found().schedule
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("as_json", [False, True])
def test_a_programme_that_can_be_written_nowhere_is_printed(
    as_json: bool, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stdout; on stderr where a machine reads stdout."""
    answering(monkeypatch, found())
    monkeypatch.setattr(os, "fsync", full_disk)
    code, out, err = run("solve", "small.yaml", *(["--json"] if as_json else []))
    assert code == 1
    assert "The programme is printed instead" in err
    printed = err[err.index("{") : err.index("\n}\n") + 2] if as_json else out
    assert len(json.loads(printed)["schedule"]) == 3
    if as_json:
        assert "No space left on device" in json.loads(out)["errors"][0]


def test_an_old_programme_that_cannot_be_kept_loses_neither(
    run: Run, folder: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays where it is, and the new one is elsewhere."""
    (folder / "old.json").write_text('{"instance": "other", "schedule": []}', encoding="utf-8")
    answering(monkeypatch, found())
    code, _, err = run("solve", "small.yaml", "-o", "old.json")
    assert code == 1
    assert "old.previous.json: cannot be written" in err
    assert (folder / "old.json").read_text(encoding="utf-8").startswith('{"instance": "other"')
    assert len([*elsewhere.iterdir()]) == 1


def test_without_a_programme_there_is_nothing_to_rescue() -> None:
    """What is wrong is said as it is."""
    error = InputError("why")
    solution = replace(found(), schedule=None, evaluation=None)
    with (
        pytest.raises(InputError) as said,
        rescuing(Path("a.yaml"), small(name="small"), solution, as_json=False),
    ):
        raise error
    assert said.value is error


@pytest.mark.slow
def test_replan_and_whatif_lose_nothing_either(solved: Run, folder: Path, elsewhere: Path) -> None:
    """Each programme is elsewhere, and each is named; the code is 1."""
    write(small(name="varied"), folder / "varied.yaml")
    short = ("--time-limit", "1")
    code, _, err = solved("replan", "small.yaml", "solutions/small.json", *short)
    assert code == 1
    assert "small.replanned.json: cannot be written" in err
    assert len([*elsewhere.glob("small.*.json")]) == 1
    code, _, err = solved("whatif", "small.yaml", "varied.yaml", "-o", "more", *short)
    assert code == 1
    assert len([*elsewhere.glob("small.*.json")]) == 2
    assert len([*elsewhere.glob("varied.*.json")]) == 1
    assert err.count("Continue from it: scheduler solve") == 2


def test_a_search_of_an_instance_finds_the_same_while_it_is_kept(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With one worker and a seed, the bytes of the result do not depend on what is kept meanwhile."""
    monkeypatch.setattr("scheduler.cli.searches.EVERY", 0.0)
    kept: list[Path] = []

    def whole(path: Path, *arguments: bytes, **more: object) -> None:
        kept.append(path)
        write_atomically(path, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("scheduler.sources.solutions.write_atomically", whole)
    usual = ("solve", "small.yaml", "--time-limit", "1", "--workers", "1")
    assert run(*usual, "-o", "a.json")[0] == 0
    monkeypatch.setattr("scheduler.cli.searches.EVERY", 1e9)
    assert run(*usual, "-o", "b.json")[0] == 0
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert kept[-1] == Path("b.json")
