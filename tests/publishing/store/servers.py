"""A PostgreSQL server that lives as long as the tests."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "agenda"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, and the folder of its socket."""

    folder: Path

    def address(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"


def programs() -> Path | None:
    """Return the folder of the newest server's programs; None if there is no server."""
    found = [Path(which).parent] if (which := shutil.which("initdb")) else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name)
    return next((path for path in reversed(found) if (path / "initdb").exists()), None)


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """Run a server that listens on a socket alone; nothing of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="agenda-"))
    caller = _caller()
    if "user" in caller:
        os.chown(folder, caller["user"], caller["group"])

    def run(program: str, *words: str) -> None:
        command = [str(programs / program), "-D", str(folder / "data"), *words]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **caller)

    run("initdb", "--username", USER, "--auth", "trust", "--encoding", "UTF8", "--no-sync")
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run("pg_ctl", "start", "--wait", "--log", str(folder / "log"), "--options", settings)
    try:
        yield Server(folder)
    finally:
        run("pg_ctl", "stop", "--mode", "immediate")
        shutil.rmtree(folder)


def _caller() -> dict[str, Any]:
    """Return as whom to run a server: it refuses to be root."""
    if os.getuid():
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
