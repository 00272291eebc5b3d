"""One worker and a seed give one file, byte by byte, however busy the machine is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.devrooms import planted
from scheduler.solution import Status

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LIMITS = {"wtdc21-addis": "4", "devrooms": "0.5"}
"""Nominal seconds for the reference and for 120 talks in tracks: too few to prove anything."""
SEED = "3"
BUSY = 2
"""Processes that do nothing but keep processors busy."""


@pytest.fixture(params=LIMITS)
def conference(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the file of the conference."""
    shipped: Path = ROOT / "instances" / f"{request.param}.yaml"
    if shipped.exists():
        return shipped
    path = tmp_path / f"{request.param}.yaml"
    instance, _ = planted(120, 7)
    path.write_text(instance.model_dump_json(by_alias=True), encoding="utf-8")
    return path


@contextmanager
def _busy_machine() -> Iterator[None]:
    """Keep the processors busy."""
    loop = (sys.executable, "-c", "while True: pass")
    loops = [subprocess.Popen(loop) for _ in range(BUSY)]
    try:
        yield
    finally:
        for each in loops:
            each.kill()
            each.wait()


def _solved(conference: Path, target: Path) -> bytes:
    limit = LIMITS[conference.stem]
    words = ("solve", str(conference), "-o", str(target), "--workers", "1", "--seed", SEED)
    command = (sys.executable, "-m", "scheduler.cli", *words, "--time-limit", limit)
    subprocess.run(command, cwd=target.parent, capture_output=True, check=True)
    return target.read_bytes()


def test_a_busy_machine_finds_the_same(conference: Path, tmp_path: Path) -> None:
    """By a search in a process of its own, which ends at its limit."""
    alone = _solved(conference, tmp_path / "alone.json")
    with _busy_machine():
        assert _solved(conference, tmp_path / "beside.json") == alone
    assert json.loads(alone)["status"] == Status.FEASIBLE


MODEL = """
from pathlib import Path
from scheduler import read
from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.items.followers import Followed
from scheduler.engines.model import prepared
from scheduler.rules import problem_of

followed = Followed(problem_of(read(Path("instances/wtdc21-addis.yaml"))))
print(exact_model(prepared(followed.problem)).model.proto)
"""


def test_the_model_does_not_hang_on_the_order_of_sets() -> None:
    """Each process has an order of its own, unless it is told one; the reference has every kind of demand."""
    one, other = (
        subprocess.run(
            [sys.executable, "-c", MODEL],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "7")
    )
    assert len(one) > 1_000_000
    assert one == other
