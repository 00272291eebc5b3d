"""Memory that runs out is no defect, wherever it does and however libraries call it."""

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.errors import NO_MEMORY, NO_THREADS, LackError, lack_in
from scheduler.progress import Incumbent
from scheduler.sources import read_schedule
from tests.cli.conftest import Run, small
from tests.conference import placed

KILLED = "A search failed: its process was killed (SIGKILL), as systems do where memory runs out."
LACKS: list[tuple[BaseException, str]] = [
    (MemoryError(), NO_MEMORY),
    (OSError(errno.ENOMEM, "Cannot allocate memory"), NO_MEMORY),
    (RuntimeError("std::bad_alloc"), NO_MEMORY),
    (ImportError("libCgl.so.0: failed to map segment from shared object"), NO_MEMORY),
    (RuntimeError("can't start new thread"), NO_THREADS),
    (LackError(KILLED), KILLED),
]
"""Errors of Python and of libraries where memory or threads run out, and what is told."""


@pytest.mark.parametrize(("error", "said"), LACKS)
def test_memory_that_runs_out_is_no_defect(
    run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    """Code 1 and what may help, also for machines; there is nothing to report."""

    def read(_path: Path) -> None:
        raise error

    monkeypatch.setattr("scheduler.cli.commands.check.read_instance", read)
    code, out, err = run("check", "small.yaml", "--json")
    assert code == 1
    helps = "Close other programs, search with fewer --workers, or use a machine with more."
    assert err == f"{said} {helps}\n"
    assert json.loads(out) == {"version": 2, "errors": [err.rstrip()]}
    assert not [*reports.iterdir()]


@pytest.mark.parametrize(
    "error", [RuntimeError("event loop is closed"), OSError("x"), ImportError("no module named x")]
)
def test_what_is_not_memory_is_not_told_as_if_it_were(error: BaseException) -> None:
    """However similar it is."""
    assert lack_in(error) == ""


def test_what_memory_has_led_to_is_told_as_memory() -> None:
    """Such as that a compiler could not go on; unless it was left behind."""
    led, left = ValueError("no more"), ValueError("no more")
    led.__cause__, left.__context__, left.__suppress_context__ = MemoryError(), MemoryError(), True
    assert (lack_in(led), lack_in(left)) == (NO_MEMORY, "")


def test_what_a_search_has_found_is_kept_where_memory_runs_out(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says where it is, and how to go on from it."""
    instance = small(name="small")
    found = placed(instance, opening="Mon 09:00 A", talk="Mon 14:00 A", report="Tue 09:00 A")

    def search(*_args: object, keep: Callable[[Incumbent], None], **_named: object) -> None:
        keep(Incumbent(9_000, lambda: found))
        raise MemoryError

    monkeypatch.setattr("scheduler.cli.commands.solving.solve_instance", search)
    code, _, err = run("solve", "small.yaml", "--time-limit", "5")
    assert code == 1
    *_, there, helps = err.splitlines()
    assert helps.startswith(f"{NO_MEMORY} Close other programs")
    assert there == (
        "The best programme so far is in solutions/small.checkpoint.json. Continue from it: "
        "scheduler solve small.yaml --from solutions/small.checkpoint.json"
    )
    assert read_schedule(folder / "solutions" / "small.checkpoint.json", instance) == found
