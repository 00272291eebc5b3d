"""Tasks on a Dask cluster of real processes on this machine."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from scheduler.cli import main
from scheduler.errors import InputError, SchedulerError
from scheduler.progress import Progress
from scheduler.solution import Status, Stop
from scheduler.sources import read_instance
from scheduler.whatif import Cluster, Conditions, Done, SearchJob
from tests.cli.test_process import ROOT
from tests.processes import environment
from tests.whatif.here import Here
from tests.whatif.test_processes import endless, task

pytestmark = [pytest.mark.slow, pytest.mark.needs("cluster")]

Worker = subprocess.Popen[bytes]


@contextmanager
def _process(*arguments: str) -> Iterator[Worker]:
    """Run a command of Dask, and kill it in the end."""
    with subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the scheduler of a cluster without workers, but those that a test adds to it."""
    file = tmp_path_factory.mktemp("cluster") / "scheduler.json"
    with _process(
        "distributed.cli.dask_scheduler",
        *("--host", "127.0.0.1", "--port", "0", "--no-dashboard"),
        *("--scheduler-file", str(file)),
    ):
        deadline = time.monotonic() + 60
        while not (file.exists() and file.read_text()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"]


@pytest.fixture(scope="module")
def workers(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Worker]]:
    """Run two workers of it, from the first test on that needs them; the last test kills one."""
    with ExitStack() as stack:
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
        place = ("--local-directory", str(tmp_path_factory.mktemp("workers")))
        command = ("distributed.cli.dask_worker", address, *options, *place)
        yield [stack.enter_context(_process(*command)) for _ in range(2)]


@pytest.mark.parametrize(
    ("cluster", "said"),
    [
        (lambda _address: "tcp://127.0.0.1:1", "no Dask scheduler answers at this address."),
        (lambda _address: "nonsense://", "no Dask scheduler answers at this address."),
        (lambda address: address, "the cluster has no worker."),
    ],
)
def test_a_cluster_that_cannot_be_used(
    cluster: Callable[[str], str], said: str, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is said within seconds."""
    monkeypatch.setattr("scheduler.whatif.cluster.PATIENCE", 1)
    with pytest.raises(InputError, match=said):
        Cluster(cluster(address)).run([task("a")], lambda _n, _s: None, threading.Event())


def test_a_cluster_writes_the_same_files_as_this_machine(
    address: str, workers: list[Worker], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte, for an instance and a variant."""
    variant = "extends: tiny.yaml\nname: other\nchanges: [remove: {sessions: [reception]}]\n"
    (tmp_path / "tiny.yaml").write_bytes((ROOT / "instances" / "tiny.yaml").read_bytes())
    (tmp_path / "other.yaml").write_text(variant)
    monkeypatch.chdir(tmp_path)
    asked = ("whatif", "tiny.yaml", "other.yaml", "--seeds", "1", "--time-limit", "0.2")
    for more in (("-o", "here"), ("-o", "there", "--cluster", address)):
        assert main((*asked, *more)) == 0
    files = [{path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
             for folder in ("here", "there")]  # fmt: skip
    assert files[0] == files[1]
    assert len(files[0]) == 2


def test_a_stop_reaches_the_workers(address: str, workers: list[Worker]) -> None:
    """What runs keeps the best it has; what waits does not begin."""
    stop = threading.Event()

    def told(_name: str, said: Progress | Done) -> None:
        if isinstance(said, Progress) and said.best is not None:
            stop.set()

    tasks = [endless(name) for name in ("first", "second", "third")]
    done = Cluster(address).run(tasks, told, stop)
    searched = [each.solution for each in done if each.solution is not None]
    assert 1 <= len(searched) <= 2
    assert any(found.status is Status.FEASIBLE for found in searched)
    assert {found.search.stop for found in searched} == {Stop.INTERRUPTED}
    assert [each.note for each in done if each.solution is None][-1].startswith("stopped before")


def test_what_a_task_raises_is_raised_here(address: str, workers: list[Worker]) -> None:
    """As it is without a cluster."""
    bad = SearchJob("bad", "{}", Conditions(time_limit=0.1))
    with pytest.raises(SchedulerError, match=r"bad\.json"):
        Cluster(address).run([bad], lambda _name, _said: None, threading.Event())


def test_a_worker_that_is_killed_has_its_search_done_by_another(
    address: str, workers: list[Worker]
) -> None:
    """What is found is the same."""
    instance = read_instance(ROOT / "instances" / "ministerial-day.yaml").model_dump_json()
    tasks = [SearchJob(f"seed-{seed}", instance, Conditions(1, seed)) for seed in range(2)]
    heard: list[str] = []

    def told(name: str, said: Progress | Done) -> None:
        heard.append(name)
        if isinstance(said, Progress) and workers[0].poll() is None:
            workers[0].kill()

    found = Cluster(address).run(tasks, told, threading.Event())
    assert workers[0].poll() is not None
    assert found == Here().run(tasks, lambda _name, _said: None, threading.Event())
    assert set(heard) == {"seed-0", "seed-1"}
