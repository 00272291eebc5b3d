"""Compiling the kernels in a process of its own, once for each machine and version, and where they are kept.

It is divided among the processors, while this process hears Ctrl-C.
Machine code is in Numba's own cache, in a folder that is named after all sources: Numba looks only at that of
the kernel itself. Where no process can be made, or where it fails, kernels are compiled here when they are
called.

Waiting for the fast engine where a search begins with it: that is no part of its time.
"""

import atexit
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import numba
from llvmlite.binding import get_host_cpu_features, get_host_cpu_name

from scheduler.progress import WAITING, Progress, Watch

HERE = Path(__file__).parents[1]
SOURCES = ("annealing", "bounding", "compilation")
"""Folders of compiled functions and of their settings."""

OWN = "agenda-scheduler"
"""Name of the folder among the caches of a user."""

FEW = 4
"""Folders that are left beside each other: other versions have theirs there too."""

COMPLETE = "complete"
"""Name of the file that says that all kernels are in a folder."""

GLANCE = 0.05
"""Seconds between two looks at whether it is done."""

START = """
import json, sys
sys.path[:], function, *arguments = json.loads(sys.argv[1])
from scheduler.engines.compilation import process
getattr(process, function)(*arguments)
"""
"""Program of a process that compiles; it searches modules on the path of this one."""


@cache
def name_of_folder() -> str:
    """Return the name of the folder that holds what these sources become on this machine."""
    processor = get_host_cpu_name(), get_host_cpu_features().flatten()
    digest = hashlib.sha256(repr((numba.__version__, sys.version, *processor)).encode())
    found = [path for folder in SOURCES for path in (HERE / folder).rglob("*.py")]
    for path in sorted(found):
        digest.update(path.read_bytes())
    return f"kernels-{digest.hexdigest()[:16]}"


def folders() -> Iterator[Path]:
    """Yield where machine code may be kept, the best place first."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(named)
    yield HERE / "__pycache__"
    caches = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # somebody without a home
        yield (Path(caches) if Path(caches).is_absolute() else Path.home() / ".cache") / OWN


def is_complete(folder: Path) -> bool:
    """Return True if all kernels are in a folder."""
    return (folder / COMPLETE).is_file()


def is_writable(folder: Path) -> bool:
    """Return True if files can be made in a folder, which is made itself if need be."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    return False


def kept() -> Path | None:
    """Return a folder that has all kernels; None if there is none.

    Numba reads no folder that it cannot write, so a copy is made of such a one.
    """
    for folder in folders():
        found = folder / name_of_folder()
        if is_complete(found):
            if is_writable(found):
                return found
            copy = temporary()
            if copy is not None:
                shutil.copytree(found, copy, dirs_exist_ok=True)
                return copy
    return None


def writable_folder() -> Path | None:
    """Return the first folder in which machine code can be kept; None if there is none."""
    possible = (folder / name_of_folder() for folder in folders())
    return next(filter(is_writable, possible), None)


def temporary() -> Path | None:
    """Return a new folder that lives as long as the process; None where none can be made."""
    try:
        made = tempfile.mkdtemp()
    except OSError:
        return None
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def keep(folder: Path) -> None:
    """Say that all kernels are in a folder, and remove older folders beside it."""
    (folder / COMPLETE).touch()
    beside = folder.parent.glob(f"kernels-*/{COMPLETE}")
    for old in sorted(beside, key=lambda path: -path.stat().st_mtime)[FEW:]:
        shutil.rmtree(old.parent, ignore_errors=True)


@contextmanager
def cached_in(folder: Path | None) -> Iterator[None]:
    """Let Numba store compiled code in a folder within the block."""
    config: Any = numba.config
    before, config.CACHE_DIR = config.CACHE_DIR, "" if folder is None else str(folder)
    try:
        yield
    finally:
        config.CACHE_DIR = before


def started(function: str, *arguments: str | int) -> subprocess.Popen[bytes]:
    """Start a process that calls a function of `process`; raise `OSError` where none can be made."""
    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", START, json.dumps([sys.path, function, *arguments])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,  # Ctrl-C is meant for whoever waits
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),  # so on Windows
    )


class Compiler:
    """Knows where the kernels are, or has them compiled."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        """Folders for machine code."""
        self._settled = False
        """Whether there is nothing to wait for: all is compiled, or can only be compiled here."""
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def compile_here(self, folder: Path) -> None:
        """Compile kernels in this process from now on, when they are called, and keep them in a folder."""
        self.folder, self._settled = folder, True

    def ready(self) -> bool:
        """Return True if kernels can be called without waiting for a process."""
        if self._settled:
            return True
        with self._lock:
            if self._process is not None:
                self._settled = self._process.poll() is not None
            elif (found := kept()) is not None:
                self.folder, self._settled = found, True
            return self._settled

    @property
    def busy(self) -> bool:
        """Whether a process is compiling for this one."""
        return self._process is not None and not self.ready()

    def begin(self) -> None:
        """Let a process compile the kernels, unless they are known already."""
        if not self.ready():
            with self._lock:
                if self._process is None and not self._settled:
                    self._begin()

    def wait(self, over: Callable[[], bool] = lambda: False) -> bool:
        """Wait until kernels can be called; return whether they can, which is not so once `over` says so."""
        self.begin()
        while not self.ready():
            if over():
                return False
            time.sleep(GLANCE)
        return True

    def _begin(self) -> None:
        lasting = writable_folder()
        self.folder = lasting or temporary()
        if self.folder is None:
            self._settled = True
            return
        try:
            self._process = started("compile_into", str(self.folder))
        except OSError:
            self._settled = True
            return
        if lasting is None:
            atexit.register(self._process.kill)  # what it makes would be of no use to anybody


COMPILER = Compiler()
"""That of this process."""


def await_kernels(watch: Watch, over: Callable[[], bool] = lambda: False) -> float:
    """Wait until the fast engine is compiled, which takes long once on a machine; return the seconds.

    Parameters
    ----------
    watch
        Told that it is waited for.
    over
        Says that nobody waits any more.
    """
    began = time.perf_counter()
    COMPILER.begin()

    def told() -> bool:
        waited = time.perf_counter() - began
        watch(Progress(waited, None, None, WAITING, waited=waited, compiling=True))
        return over()

    if not COMPILER.ready():
        COMPILER.wait(told)
    return time.perf_counter() - began
