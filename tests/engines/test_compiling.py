"""Where machine code is kept, who compiles it, and what searches do until it is there."""

import json
import os
import runpy
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import pytest

from scheduler.engines.annealing import CoolingSchedule
from scheduler.engines.answer import Answer
from scheduler.engines.compilation import compiler, process
from scheduler.engines.compilation.compiler import (
    Compiler,
    cached_in,
    is_complete,
    keep,
    kept,
    name_of_folder,
    started,
    writable_folder,
)
from scheduler.engines.compilation.process import compile_annealing, compile_bounding
from scheduler.engines.parameters import PortfolioParams, SearchParams
from scheduler.engines.searching import Effort, search
from scheduler.progress import WAITING, Progress
from scheduler.restrictions import Capacity, Distinct, Lag, Problem, Use
from scheduler.solution import Engine, Status
from tests.engines.problems import hard, problem, soft


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Keep code in two folders, the first one of which cannot be made: a file is in its way."""
    (tmp_path / "file").touch()
    two = tmp_path / "file" / "first", tmp_path / "second"
    monkeypatch.setattr(compiler, "folders", lambda: iter(two))
    return two


def kept_in(folder: Path | None) -> Path:
    """Return a folder, after something has been kept in it."""
    assert folder is not None
    (folder / "code").touch()
    keep(folder)
    return folder


def test_code_is_kept_in_the_first_folder_that_can_be_written(folders: tuple[Path, Path]) -> None:
    assert kept() is None
    folder = kept_in(writable_folder())
    assert folder == folders[1] / name_of_folder()
    assert kept() == folder


@pytest.mark.parametrize("named", ["XDG_CACHE_HOME", "HOME"])
def test_beside_a_package_where_nothing_can_be_written_the_user_has_a_cache(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody else has installed it: what one search compiles is there for the next."""
    name_of_folder()  # of the sources as they are
    for each in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.setenv(named, str(tmp_path))
    package = tmp_path / "package"
    package.mkdir()
    (package / "__pycache__").touch()  # no folder can be made there
    monkeypatch.setattr(compiler, "HERE", package)
    caches = tmp_path / ".cache" if named == "HOME" else tmp_path
    folder = kept_in(writable_folder())
    assert folder == caches / "agenda-scheduler" / name_of_folder()
    assert kept() == folder


def test_without_any_folder_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "folders", lambda: iter((Path("/dev/null/cache"),)))
    assert writable_folder() is None
    assert kept() is None


def test_code_in_a_folder_that_cannot_be_written_is_copied(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numba reads no such folder, as where somebody else has installed the package."""
    folder = kept_in(writable_folder())
    monkeypatch.setattr(compiler, "is_writable", lambda _: False)
    copy = kept()
    assert copy is not None
    assert copy != folder
    assert (copy / "code").exists()


def test_code_that_is_not_complete_counts_as_none(folders: tuple[Path, Path]) -> None:
    folder = writable_folder()
    assert folder is not None
    (folder / "code").touch()
    assert kept() is None


def test_few_old_folders_are_left(folders: tuple[Path, Path]) -> None:
    folder = writable_folder()
    assert folder is not None
    for number in range(6):
        old = folder.parent / f"kernels-{number}" / compiler.COMPLETE
        old.parent.mkdir()
        old.touch()
        os.utime(old, (number, number))
    kept_in(folder)
    left = sorted(path.name for path in folder.parent.iterdir())
    assert left == sorted([name_of_folder(), *(f"kernels-{each}" for each in (3, 4, 5))])


def test_numba_keeps_what_others_compile_where_it_did(tmp_path: Path) -> None:
    config: Any = numba.config
    before = config.CACHE_DIR
    with cached_in(tmp_path):
        assert str(tmp_path) == config.CACHE_DIR
    assert before == config.CACHE_DIR


@pytest.mark.parametrize("program", ["/bin/false", "/nonexistent/python"])
def test_a_compiler_that_fails_is_not_waited_for(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """Then kernels are compiled in this process, when they are called."""
    monkeypatch.setattr(sys, "executable", program)
    made = Compiler()
    assert not made.ready()
    assert made.wait()
    assert kept() is None


def test_what_is_kept_is_found_without_a_process(folders: tuple[Path, Path]) -> None:
    folder = kept_in(writable_folder())
    made = Compiler()
    made.begin()
    assert made.ready()
    assert not made.busy
    assert made.folder == folder


@pytest.mark.parametrize("lasting", [True, False])
def test_what_two_processes_compile_at_once_is_there_once(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, lasting: bool
) -> None:
    """Without a lasting folder each has a temporary one."""
    if not lasting:
        monkeypatch.setattr(compiler, "folders", lambda: iter(()))
    monkeypatch.setattr(compiler, "START", _COUNTING)
    two = Compiler(), Compiler()
    for each in two:
        each.begin()
    assert all(each.busy for each in two)
    assert all(each.wait() for each in two)
    assert (two[0].folder == two[1].folder) == lasting
    for each in two:
        assert each.folder is not None
        assert is_complete(each.folder)
        assert len(list(each.folder.glob("compiled-*"))) == 1


_COUNTING = """
import json, os, sys, time
from pathlib import Path
sys.path[:], function, folder = json.loads(sys.argv[1])
from scheduler.engines.compilation import process

def compile_nothing():
    Path(folder, f"compiled-{os.getpid()}").touch()
    time.sleep(0.5)

process.compile_annealing, process.compile_bounding, process.MOST = compile_nothing, lambda: None, 1
getattr(process, function)(folder)
"""


@pytest.mark.slow
def test_processes_that_share_the_kernels_leave_none_out(tmp_path: Path) -> None:
    """Whoever needs them all then compiles nothing, and only says that they are complete."""
    process.compile_in_parts(str(tmp_path), 2)
    shared = {path.name for path in tmp_path.rglob("*.nb*")}
    assert started("compile_into", str(tmp_path)).wait() == 0
    assert is_complete(tmp_path)
    assert {path.name for path in tmp_path.rglob("*.nb*")} == shared


class _Slow(Compiler):
    """A compiler that takes so many looks, or for ever."""

    def __init__(self, looks: float) -> None:
        super().__init__()
        self.looks = looks

    def begin(self) -> None:
        pass

    @property
    def busy(self) -> bool:
        return self.looks > 0

    def ready(self) -> bool:
        self.looks -= 1
        return self.looks <= 0


Slow = Callable[[float], None]


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Let searches believe that the kernels are compiled for so many looks yet."""
    compile_annealing()
    compile_bounding()

    def set_looks(looks: float) -> None:
        slowly = _Slow(looks)
        for module in ("answer", "workers"):
            monkeypatch.setattr(f"scheduler.engines.{module}.COMPILER", slowly)

    return set_looks


def small() -> Problem:
    """Four sessions one after the other in two rooms; one room costs less."""
    names = ("a", "b", "c", "d")
    return problem(
        *hard(
            Capacity("A", tuple(Use(name) for name in names), 1),
            Lag("b", "a", "b"),
        ),
        *soft(10, Distinct("rooms", names)),
        lengths=dict.fromkeys(names, 60),
        starts=tuple(range(0, 360, 60)),
        rooms=("A", "B"),
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_small_problem_is_proved_before_anything_is_compiled(
    slow: Slow, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it waits for what takes for ever")

    def stop_waiting(told: Progress) -> None:
        if told.phase == WAITING:
            stop.set()

    stop = threading.Event()
    slow(float("inf"))
    monkeypatch.setattr(CoolingSchedule, "__init__", never)
    effort = Effort(time_limit=60.0, workers=workers)
    answer = search(small(), effort, watch=stop_waiting, stop=stop)
    assert (answer.status, answer.penalty) == (Status.OPTIMAL, 0)


def test_with_one_worker_it_makes_no_difference_when_kernels_are_compiled(
    slow: Slow,
) -> None:
    """As if the problem were not small, so that annealing has to wait."""
    params = SearchParams(portfolio=PortfolioParams(small=0))
    answers: list[Answer] = []
    for looks in (0, 7):
        slow(looks)
        answers.append(search(small(), Effort(time_limit=2.0, seed=3), params=params))
    assert answers[0].schedule is not None
    assert answers[0] == answers[1]


def test_annealing_alone_waits_and_says_so(slow: Slow) -> None:
    told: list[Progress] = []
    slow(7)
    answer = search(small(), Effort(Engine.ANNEALING, 1.0, workers=2), watch=told.append)
    assert answer.schedule is not None
    waiting = [each for each in told if each.phase == WAITING]
    assert waiting
    assert waiting[0].compiling
    assert told[-1].waited > 0
    assert not told[-1].compiling


def test_waiting_for_the_compiler_does_not_count_as_search(slow: Slow) -> None:
    """The limit is over sooner than the compiler, and the problem is taken for a large one."""
    params = SearchParams(portfolio=PortfolioParams(small=0))
    slow(30)
    answer = search(small(), Effort(time_limit=1.0, workers=2), params=params)
    assert answer.schedule is not None


def test_what_set_up_compiles_is_found(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("compile_annealing", "compile_bounding"):
        monkeypatch.setattr(process, name, lambda: None)
    shared: list[str] = []
    monkeypatch.setattr(process, "processors", lambda: 2)
    monkeypatch.setattr(
        process, "compile_in_parts", lambda *given: shared.append(json.dumps(given))
    )
    monkeypatch.setattr(process, "COMPILER", Compiler())
    set_up = runpy.run_path(str(Path(__file__).parents[2] / ".ci" / "set-up.py"))
    exec(set_up["COMPILE"])
    assert len(shared) == 1
    assert kept() == folders[1] / name_of_folder()
