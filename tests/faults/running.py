"""Commands in which the n-th write, sync, replacement or commit fails, or kills: each case is a process.

`python -m tests.faults.running FOLDER` reads names of commands, a line each. It runs, in copies of a folder,
what `commands.json` in it has under the name, writes what has come of it into `outcomes/NAME.json`, and says
the name again. The variable FAULTS says how many cases of each there are. Commands are loaded once, and each
case is a fork. Letters go to a server that takes note of them. Where that tells something, the command runs
once more without a fault.
"""

import json
import os
import shutil
import signal
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from scheduler.cli import main
from scheduler.cli.commands import whatif as whatif_command
from scheduler.cli.registry import COMMANDS, Command
from tests.publishing.notices.servers import Office, serving
from tests.whatif.here import Here

HOWS = ("fail", "kill", "kill after")
MOST = int(os.environ.get("FAULTS", "2"))
"""Cases at most of one command, one call and one way: those that write many files write them all alike."""
CALLS: Mapping[str, tuple[str, ...]] = {
    "publish": ("commit",),
    "rotate": ("write", "fsync", "replace", "commit"),
    "send": ("write", "fsync"),
}
"""What each command calls; a command that is not here writes files."""
FILE_CALLS = ("write", "fsync", "replace")
LATER = (
    "scheduler.reporting",
    "scheduler.publishing.exports.sheets",
    "matplotlib.backends.backend_svg",
    "holidays",
)
"""What commands load on the way, and takes long."""
UNUSED = 99
"""Exit code of a case in which the n-th call did not come."""

Call = Callable[..., Any]


class Fault:
    """Fails, or kills, at the n-th call of something."""

    def __init__(self, number: int, how: str, error: Exception) -> None:
        self._left, self._how, self._error = number, how, error

    @property
    def came(self) -> bool:
        """Whether it has come to that."""
        return self._left <= 0

    def around(self, call: Call) -> Call:
        """Return a call with the fault in it."""

        def faulty(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left == 0 and self._how == "fail":
                raise self._error
            if self._left == 0 and self._how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            answer = call(*args, **kwargs)
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        return faulty


def inject(name: str, number: int, how: str) -> Fault:
    """Put a fault into this process, for good."""
    if name == "commit":
        fault = Fault(number, how, sqlite3.OperationalError("database or disk is full"))
        connect = sqlite3.connect

        class Faulty(sqlite3.Connection):
            def commit(self) -> None:
                fault.around(super().commit)()

        def connected(*args: Any, **kwargs: Any) -> sqlite3.Connection:
            made: sqlite3.Connection = connect(*args, **{"factory": Faulty, **kwargs})
            return made

        sqlite3.connect = connected  # type: ignore[assignment]
        return fault
    fault = Fault(number, how, OSError(28, "No space left on device"))
    plain = getattr(os, name)
    faulty = fault.around(plain)

    def called(first: Any, *others: Any, **kwargs: Any) -> Any:
        call = plain if name != "replace" and not _is_file(first) else faulty
        return call(first, *others, **kwargs)

    setattr(os, name, called)
    return fault


def _is_file(number: int) -> bool:
    """Tell whether an open file is a file or a folder: what processes tell each other is on no disk."""
    mode = os.fstat(number).st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _in_child(arguments: list[str], folder: Path, name: str, number: int, how: str) -> int:
    """Run a command with a fault in a fork; return its exit code, negative where a signal ended it."""
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        for stream, file in ((1, "stdout"), (2, "stderr")):
            os.dup2(os.open(folder.parent / file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        fault = inject(name, number, how)
        code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if fault.came else UNUSED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def outcomes_of(key: str, arguments: list[str], begin: Path) -> list[dict[str, Any]]:
    """Run a command with every fault in it, each time in a new copy of a folder."""
    found = []
    for name in CALLS.get(key, FILE_CALLS):
        for how in HOWS:
            for number in range(1, MOST + 1):
                outcome = _outcome(key, arguments, begin, (name, number, how))
                if outcome["code"] == UNUSED:
                    break
                found.append(outcome)
    return found


def _outcome(
    key: str, arguments: list[str], begin: Path, fault: tuple[str, int, str]
) -> dict[str, Any]:
    case = " ".join(map(str, fault))
    with tempfile.TemporaryDirectory() as work:
        folder, office = Path(work) / "here", Office()
        shutil.copytree(begin, folder)
        outcome = {"case": case, "code": _sent(office, key, arguments, folder, fault)}
        outcome["said"] = (folder.parent / "stderr").read_text(encoding="utf-8", errors="replace")
        outcome["folder"] = str(_kept(folder, begin.parent / "after" / key / case))
        outcome["sent"] = [address for address, _ in office.taken]
        if key in CALLS or fault == ("fsync", 1, "kill"):
            outcome["again"] = _sent(office, key, arguments, folder, (fault[0], 1_000_000, "fail"))
            outcome["folder again"] = str(_kept(folder, begin.parent / "again" / key / case))
            outcome["sent again"] = [address for address, _ in office.taken]
        return outcome


def _sent(
    office: Office, key: str, arguments: list[str], folder: Path, fault: tuple[str, int, str]
) -> int:
    """Run a command, with a server if it sends letters; return its exit code."""
    if key != "send":
        return _in_child(arguments, folder, *fault)
    with serving(office) as port:
        words = [*arguments, "--send", f"smtp://localhost:{port}"]
        return _in_child(words, folder, *fault)


def _kept(folder: Path, path: Path) -> Path:
    kept = path.with_name(path.name.replace(" ", "-"))
    shutil.copytree(folder, kept)
    return kept


def run(folder: Path) -> None:
    """Run the commands of a folder that are asked for."""
    for each in COMMANDS.values():
        if isinstance(each, Command):
            each.loaded()
    for name in LATER:
        import_module(name)
    whatif_command.Processes = Here  # type: ignore[assignment, attr-defined]
    commands = json.loads((folder / "commands.json").read_text(encoding="utf-8"))
    for key in map(str.strip, sys.stdin):
        outcomes = outcomes_of(key, commands[key], folder / "begin" / key)
        (folder / "outcomes" / f"{key}.json").write_text(json.dumps(outcomes), encoding="utf-8")
        sys.stdout.write(f"{key}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    run(Path(sys.argv[1]).resolve())
