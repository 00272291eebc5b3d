"""What only a real process shows: signals, pipes, terminals, encodings."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.processes import environment

ROOT = Path(__file__).parent.parent.parent
SEARCH = [sys.executable, "-m", "tests.cli.waiting", "solve", "small.yaml"]
COMMAND = [sys.executable, "-m", "scheduler.cli"]
OLD = '{"instance": "small", "penalty": 1e6, "schedule": []}'


@contextmanager
def started(
    folder: Path,
    *,
    hangup: signal.Handlers = signal.SIG_DFL,
    stdin: int | None = None,
    output: int = subprocess.PIPE,
) -> Iterator[subprocess.Popen[str]]:
    """Run a search that lives no longer than its test, and begins with SIGHUP so, not as it is here.

    Tests that are started by nohup have it ignored, and hand that on.
    """
    before = signal.signal(signal.SIGHUP, hangup)
    try:
        process = subprocess.Popen(
            SEARCH,
            cwd=folder,
            env=environment(),
            stdin=stdin,
            stdout=output,
            stderr=output,
            text=True,
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextmanager
def searching(folder: Path, *, again: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Run a search that has found something, and goes on until it is stopped; perhaps not the first."""
    (folder / "solutions").mkdir(exist_ok=again)
    (folder / "searching").unlink(missing_ok=True)
    (folder / "solutions" / "small.json").write_text(OLD, encoding="utf-8")
    with started(folder) as process:
        deadline = time.monotonic() + 30
        while not (folder / "searching").exists():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.02)
        yield process


def written(folder: Path) -> str:
    """Return what is in the solution file now."""
    return (folder / "solutions" / "small.json").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_first_signal_keeps_the_best(number: signal.Signals, folder: Path) -> None:
    """The search ends, and what it had found is written and reported."""
    with searching(folder) as process:
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "You stopped the search after" in out
    assert "Stopping. The best programme so far is kept." in err
    assert "Traceback" not in err
    assert written(folder) != OLD


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [("show small.yaml", 141, b""), ("check --nonsense --json", 1, b"No such option")],
)
def test_a_reader_that_goes_away_is_no_trouble(
    words: str, code: int, said: bytes, solved: Run, folder: Path
) -> None:
    """Code 141, as for every program whose pipe is closed; nothing of it on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*COMMAND, *words.split()],
        cwd=folder,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert ended.returncode == code
    assert said in ended.stderr
    assert bool(said) == bool(ended.stderr)
    assert not {b"Traceback", b"BrokenPipeError"} & {*ended.stderr.split()}


@pytest.mark.slow
def test_a_full_disk_is_said(solved: Run, folder: Path) -> None:
    """Code 1 and a sentence."""
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, "show", "small.yaml"],
            cwd=folder,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (
        1,
        b"stdout: cannot be written: No space left on device\n",
    )


@pytest.mark.slow
@pytest.mark.parametrize("package", ["ortools", "typer"])
def test_ctrl_c_before_everything_is_loaded_is_no_defect(package: str, folder: Path) -> None:
    """Code 130 and a sentence, while the libraries are still read."""
    hook = f"""
import builtins, os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
real = builtins.__import__
def read(name, *more, **named):
    if name.split(".")[0] == {package!r}:
        builtins.__import__ = real
        os.kill(os.getpid(), signal.SIGINT)
    return real(name, *more, **named)
builtins.__import__ = read
import sys
from scheduler.cli import main
sys.exit(main(["solve", "small.yaml"]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", hook],
        cwd=folder,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 130
    assert (ended.stdout, ended.stderr) == (b"", b"Stopped; nothing was written.\n")


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_every_encoding_will_do(encoding: str, solved: Run, folder: Path) -> None:
    """What it cannot show is replaced by what is near."""
    ended = subprocess.run(
        [*COMMAND, "show", "small.yaml"],
        cwd=folder,
        env=environment(PYTHONIOENCODING=encoding),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ("–" if encoding == "utf-8" else "?") in ended.stdout.decode(encoding)


@pytest.mark.slow
def test_ctrl_c_ends_a_real_search(folder: Path) -> None:
    """The engines hear the stop: the reference conference is left in mid-search, with a programme."""
    instance = ROOT / "instances" / "wtdc21-addis.yaml"
    command = [*COMMAND, "solve", str(instance), "--time-limit", "120", "--workers", "2"]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert any("best" in line and "keeps" not in line for line in process.stderr)
        asked = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "You stopped the search after" in out
    assert time.monotonic() - asked < 30
    assert (folder / "solutions" / "wtdc21-addis.json").exists()
