"""Commands in a process that lacks some packages, modules of Python or functions of the system.

`python -m tests.restricted HIDDEN COMMAND...` hides the names in HIDDEN, separated by blanks, and runs a
command. Without a command, it reads commands from stdin, one a line, and answers each by a line of JSON.
"""

import errno
import json
import os
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from importlib.machinery import ModuleSpec
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from tests.processes import environment


class Outcome(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def outcomes(hidden: Iterable[str], commands: Iterable[str], folder: Path) -> list[Outcome]:
    """Run commands in one process, without what is hidden."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.restricted", " ".join(hidden)],
        input="".join(f"{each}\n" for each in commands),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=environment(),
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    return [Outcome(*json.loads(line)) for line in done.stdout.splitlines()]


def _hide(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    if module:
        delattr(import_module(module), attribute)
    else:
        sys.modules[name] = None  # type: ignore[assignment]


WINDOWS = "windows"
"""Stands among what is hidden for all that Windows lacks."""
_LACKED = (
    *("fcntl", "grp", "pwd", "resource", "termios"),
    *(
        f"os.{name}"
        for name in ("chown", "fchmod", "fchown", "fork", "forkpty", "getpgid", "getuid")
    ),
    *(
        f"os.{name}"
        for name in ("geteuid", "killpg", "nice", "sched_getaffinity", "setsid", "wait")
    ),
    *(f"os.{name}" for name in ("O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK")),
    *(f"signal.{name}" for name in ("SIGHUP", "SIGKILL", "SIGUSR1", "pthread_sigmask")),
    "select.poll",
)


def _be_windows() -> None:
    """Let this process lack what Windows lacks, and refuse what it refuses to do with open files."""
    fcntl = import_module("fcntl")
    shutil.__dict__["_use_fd_functions"] = False
    tempfile.__dict__["TemporaryFile"] = tempfile.NamedTemporaryFile
    for name in _LACKED:
        _hide(name)

    def locking(number: int, _how: int, _bytes: int) -> None:
        assert not stat.S_ISDIR(os.fstat(number).st_mode)
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)

    windows = ModuleType("msvcrt")
    windows.__dict__.update(locking=locking, LK_NBLCK=2, __spec__=ModuleSpec("msvcrt", None))
    sys.modules["msvcrt"] = windows
    os.__dict__.update(open=_open, replace=_replace, unlink=_unlink)


_opened: set[int] = set()
_real_open, _real_replace, _real_unlink = os.open, os.replace, os.unlink


def _open(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
    if Path(path).is_dir():
        raise _refusal(path)
    number = _real_open(path, flags, mode, dir_fd=dir_fd)
    _opened.add(number)
    return number


def _replace(source: str, target: str) -> None:
    if _is_open(source):
        raise _refusal(source)
    _real_replace(source, target)


def _unlink(path: str, *, dir_fd: int | None = None) -> None:
    if _is_open(path):
        raise _refusal(path)
    _real_unlink(path, dir_fd=dir_fd)


def _is_open(path: str) -> bool:
    for number in _opened:
        with suppress(OSError):  # it is closed, or no file has this name
            if os.path.samestat(os.fstat(number), Path(path).stat()):
                return True
    return False


def _refusal(path: str) -> PermissionError:
    return PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _main(hidden: str, *command: str) -> int:
    for name in hidden.split():
        if name == WINDOWS:
            _be_windows()
        else:
            _hide(name)
    main = import_module("scheduler.cli").main
    if command:
        return int(main(command))
    for line in sys.stdin:
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(shlex.split(line))
        print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
