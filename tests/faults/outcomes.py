"""Commands that write, and what is before each of them, after it, and after it with every fault."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

from scheduler.cli import main
from tests.cli.test_publish import FIRST, prepare
from tests.processes import environment

SHORT = "--time-limit 1 --workers 1"
FILES: Mapping[str, str] = {
    "new": "new a.yaml --force",
    "import": "import rooms.csv --into forum.yaml -o a.yaml --force",
    "template": "import --template a.xlsx --force",
    "solve": f"solve forum.yaml -o a.json --force {SHORT}",
    "replan": f"replan forum.yaml solutions/forum.json -o a.json {SHORT}",
    "report": "compare forum.yaml solutions/forum.json solutions/other.json --html a.html",
    "workbook": "export forum --to xlsx -o a.xlsx",
    "page": "page forum -o site",
    "feeds": "feeds forum -o site",
    "notices": "notices forum 1 --since 0 -o told",
    "whatif": f"whatif forum.yaml --set late_hours=off -o varied --html a.html {SHORT}",
}
"""Commands that write files, which are the same in every run."""
STORE = {"publish": "publish forum.yaml solutions/other.json --note second"}
TOKENS = {"rotate": "tokens rotate forum --all -o tokens.json"}
LETTERS = {"send": "notices forum 1 --since 0 --addresses addresses.csv --rate 6000"}
CASES = {**FILES, **STORE, **TOKENS, **LETTERS}
NEW = ("notices", "whatif")
"""Commands before which nothing of what they write is there: what is as good, they leave as it is."""

Files = Mapping[str, bytes]


def files_in(folder: Path) -> Files:
    """Return all files below a folder; drafts, which a kill leaves, have names that begin with a dot."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "releases" not in path.parts
    }


class Faults:
    """What is before each command, after it, and after it with every fault."""

    def __init__(self, folder: Path) -> None:
        """Prepare everything; each command is run when it is asked for."""
        self._folder, base = folder, folder / "base"
        base.mkdir()
        prepare(base, **FIRST)
        shutil.copy(base / "solutions" / "forum.json", base / "solutions" / "first.json")
        prepare(base, talk="Mon 10:00 A", lecture="Tue 09:00 B")
        shutil.copy(base / "solutions" / "forum.json", base / "solutions" / "other.json")
        shutil.copy(base / "solutions" / "first.json", base / "solutions" / "forum.json")
        (base / "rooms.csv").write_text("id,capacity\nA,30\nB,30\n", encoding="utf-8")
        with chdir(base):
            assert main(["publish", "forum.yaml"]) == 0
            assert main(TOKENS["rotate"].split()) == 0
        addresses = "id,email\nada,ada@example.org\nada,office@example.org\n"
        (base / "addresses.csv").write_text(addresses, encoding="utf-8")
        self._commands = {key: line.split() for key, line in CASES.items()}
        (folder / "commands.json").write_text(json.dumps(self._commands), encoding="utf-8")
        for name in ("outcomes", "temporary"):  # programmes are rescued to the second
            (folder / name).mkdir()
        with (folder / "stderr").open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.running", str(folder)],
                env=environment(TMPDIR=str(folder / "temporary")),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )

    def close(self) -> None:
        """End the process that runs commands."""
        self._process.communicate(timeout=60)

    @cache  # noqa: B019 - there is one, and it ends with the tests
    def outcomes(self, key: str) -> list[dict[str, Any]]:
        """Return what has come of every fault in a command."""
        if key in FILES:
            self.before(key)
        else:
            shutil.copytree(self._folder / "base", self._folder / "begin" / key)
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(f"{key}\n")
        asked.flush()
        assert told.readline() == f"{key}\n", (self._folder / "stderr").read_text("utf-8")
        text = (self._folder / "outcomes" / f"{key}.json").read_text(encoding="utf-8")
        found: list[dict[str, Any]] = json.loads(text)
        return found

    @cache  # noqa: B019 - as above
    def before(self, key: str) -> tuple[Files, Files]:
        """Return the files before and after a command; what it writes is there before, a byte longer."""
        base = self._folder / "base"
        begin, after = self._folder / "begin" / key, self._folder / "done" / key
        shutil.copytree(base, after)
        with chdir(after):
            assert main(self._commands[key]) == 0
        new, untouched = files_in(after), files_in(base)
        shutil.copytree(base, begin)
        for name, content in new.items():
            if untouched.get(name) != content and key not in NEW:
                (begin / name).parent.mkdir(parents=True, exist_ok=True)
                (begin / name).write_bytes(content + b"\n")
        return files_in(begin), new
