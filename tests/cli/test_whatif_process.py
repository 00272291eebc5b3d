"""`scheduler whatif` as a process: Ctrl-C, and what is left when it is killed."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_process import COMMAND, ROOT
from tests.processes import children_of, environment, soon

pytestmark = pytest.mark.slow

REFERENCE = ROOT / "instances" / "wtdc21-addis.yaml"
VARIANT = ROOT / "instances" / "wtdc21-addis" / "hybrid-fair.yaml"


@contextmanager
def searching(folder: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Run two searches of the reference instance until the first programme is told of."""
    command = [*COMMAND, "whatif", str(REFERENCE), str(VARIANT), "--time-limit", "300", *more]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=pipe, stderr=pipe, text=True
    ) as process:
        try:
            assert process.stderr is not None
            assert any(re.search(r"wtdc21-addis: \d,\d", line) for line in process.stderr)
            yield process
        finally:
            process.kill()


def _runs(process: int) -> bool:
    """Tell whether a process has not ended; of one that nobody has buried, the command line is empty."""
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    except OSError:
        return False


def _begins_a_search(process: int) -> bool:
    """Tell whether a process is one for a search, however little of it there is."""
    try:
        return b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def test_ctrl_c_keeps_what_has_been_found(folder: Path) -> None:
    """The base has a programme; the search of the variant has not begun, and says so."""
    with searching(folder) as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert "Stopping. The best programme so far is kept." in err
    assert "Traceback" not in err
    assert "hybrid-fair: no programme; stopped before its search began." in out
    written = json.loads((folder / "solutions" / "wtdc21-addis.json").read_text())
    assert written["status"] == "feasible"
    assert written["search"]["stop"] == "interrupted"
    assert not (folder / "solutions" / "hybrid-fair.json").exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_ctrl_c_in_a_terminal_reaches_searches_that_only_begin(folder: Path) -> None:
    """Every process there hears it: none of them says a word, and nobody waits for one that is gone."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [*COMMAND, "whatif", str(REFERENCE), "--time-limit", "300", "--seeds", "1"],
        cwd=folder,
        env=environment(),
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stderr is not None
            assert "1 search of up to 5 min each" in process.stderr.readline()
            while not any(map(_begins_a_search, children_of(process.pid))):
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=120)
        finally:
            process.kill()
    assert process.returncode == 3, err
    assert "Stopping. The best programme so far is kept." in err
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_searches_end_when_whoever_asked_is_killed(folder: Path) -> None:
    """No process searches on for nobody."""
    with searching(folder, "--fresh") as process:
        searches = children_of(process.pid)
        assert searches
        process.kill()
        process.communicate(timeout=30)
    soon(lambda: not any(map(_runs, searches)))
