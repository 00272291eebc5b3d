"""The pages of the documentation as scripts: run their blocks in order, in a folder, and print them anew.

=====================  =====================================================================================
block                  what is done with it
=====================  =====================================================================================
``console``            runs each line after ``$``; the lines below it are its output, as printed
``sh``                 runs all lines; prints nothing
``python``             runs the example, which asserts what it claims
``… title="FILE"``     writes the block to a file; ``title="end of FILE"`` appends it
``diff title="FILE"``  replaces the lines that begin with ``-`` by those that begin with ``+``
``bash``               left alone: what a reader types and a test cannot, such as an installation
=====================  =====================================================================================

A line ``...`` in an output stands for any lines. Blocks of other kinds are left alone. The folder begins with
copies of ``instances/`` and ``solutions/``. A search has one worker and so much work as `SECONDS` say, so it
finds the same on every machine; its progress, on stderr, is no output. How long a search took, and when a
release was published, may differ from what is shown.
"""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from unittest.mock import patch

from scheduler.cli import main
from tests.own_rules import forgotten

ROOT = Path(__file__).parents[2]
SECONDS = os.environ.get("SEARCH_SECONDS", "2")
WIDTH = "80"
SEARCHING = ("solve", "whatif", "replan")
"""Commands that search for a minute unless given a time limit."""
ANSWERS = (0, 2, 3)
"""Exit codes of commands that have done their work, whatever they found."""
_BLOCK = re.compile(r"^( *)``` ?(\w+)([^\n]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_TITLE = re.compile(r'title="(end of )?([^"]+)"')
_LIMIT = re.compile(r"--time-limit \S+")
_CHANGES = re.compile(r"((?:^-.*\n)*)((?:^\+.*\n)*)", re.MULTILINE)
_CLOCK = re.compile(
    r"(?:\b(?:in|after) |\()\d+(\.\d+)? (s|min)\b|\b\d{4}-\d\d-\d\d \d\d:\d\d UTC\b"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its kind, the file that it is, and its text."""

    kind: str
    text: str
    file: str | None = None
    appended: bool = False
    indent: str = ""

    @classmethod
    def of(cls, found: re.Match[str]) -> "Block":
        """Return the block that a match of the pattern is."""
        indent, kind, more, text = found.groups()
        title = _TITLE.search(more)
        lines = (line.removeprefix(indent) for line in text.splitlines(keepends=True))
        file, appended = (title[2], bool(title[1])) if title else (None, False)
        return cls(kind, "".join(lines), file, appended, indent)

    def steps(self) -> list[tuple[str, str]]:
        """Return the commands of a block with the output that is shown of each."""
        text = self.text.replace("\\\n", " ")
        if self.kind != "console":
            lines = (re.sub(r"(^|\s+)# .*", "", line).strip() for line in text.splitlines())
            return [(" ".join(line.split()), "") for line in lines if line]
        _, *parts = re.split(r"^\$ ", text, flags=re.MULTILINE)
        steps = (part.partition("\n")[::2] for part in parts)
        return [(" ".join(command.split()), shown) for command, shown in steps]


def pages() -> list[str]:
    """Return the names of all pages, from the folder of the checkout."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(page.relative_to(ROOT).as_posix() for page in found)


def blocks_of(page: str) -> Iterator[Block]:
    """Yield the blocks of a page, in order."""
    yield from map(Block.of, _BLOCK.finditer((ROOT / page).read_text(encoding="utf-8")))


def shortened(command: str) -> str:
    """Return a command that searches for no longer than a test may, with one worker."""
    words = command.split()
    if words[:1] != ["scheduler"] or not (words[1] in SEARCHING or "--time-limit" in words):
        return command
    if "--time-limit" in words:
        command = _LIMIT.sub(f"--time-limit {SECONDS}", command)
    else:
        command += f" --time-limit {SECONDS}"
    has_one = "--workers" in words or words[1] not in SEARCHING or words[1] == "whatif"
    return command if has_one else f"{command} --workers 1"


def arguments_of(command: str) -> list[str] | None:
    """Return the arguments of a command of this program; None if a shell has to run it."""
    is_ours = command.startswith("scheduler ") and not re.search(r"[|<>&;$`*]", command)
    return shlex.split(command)[1:] if is_ours else None


class Reader:
    """Somebody who does what a page says, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        for name in ("instances", "solutions"):
            shutil.copytree(ROOT / name, self.folder / name)
        for name, module in (("scheduler", "-m scheduler.cli "), ("python", "")):
            command = folder / "bin" / name
            command.parent.mkdir(exist_ok=True)
            command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n', "utf-8")
            command.chmod(0o755)
        self._environment = os.environ | {
            "COLUMNS": WIDTH,
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }

    def types(self, command: str) -> tuple[int, str]:
        """Run a command; return its exit code and what it prints, progress of searches aside."""
        arguments = arguments_of(shortened(command))
        if arguments is None:
            return self.shell(shortened(command))
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
        quiet = code in ANSWERS and arguments[0] in (*SEARCHING, "desk", "explain")
        return code, out.getvalue() + ("" if quiet else err.getvalue())

    def shell(self, script: str) -> tuple[int, str]:
        """Run a script of a shell that stops at the first command that fails; return the same."""
        ended = subprocess.run(
            ["/bin/sh", "-e", "-c", script],
            cwd=self.folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return ended.returncode, ended.stdout

    def rewrites(self, page: str) -> str:
        """Return a page with its outputs as they are now."""
        with chdir(self.folder), patch.dict(os.environ, self._environment), forgotten():
            return _BLOCK.sub(self._block, page)

    def _block(self, found: re.Match[str]) -> str:
        block = Block.of(found)
        if block.file is not None:
            self._writes(block)
        elif block.kind == "python":
            exec(compile(block.text, "example", "exec"), {"__name__": "example"})
        elif block.kind == "sh":
            self._runs(block)
        elif block.kind == "console":
            return self._prints(block, found)
        return found[0]

    def _writes(self, block: Block) -> None:
        assert block.file is not None
        path = self.folder / block.file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = block.text
        if block.kind == "diff":
            text = path.read_text(encoding="utf-8")
            for change in _CHANGES.finditer(block.text):
                old, new = (
                    re.sub(r"^[-+]", "", each, flags=re.MULTILINE) for each in change.groups()
                )
                if old:
                    assert text.count(old) == 1, f"{block.file} has these lines once:\n{old}"
                    text = text.replace(old, new)
        elif block.appended:
            text = path.read_text(encoding="utf-8") + text
        path.write_text(text, encoding="utf-8")

    def _runs(self, block: Block) -> None:
        steps = [command for command, _ in block.steps()]
        if any(arguments_of(command) is None for command in steps):
            steps = ["\n".join(map(shortened, steps))]
        for command in steps:
            code, printed = self.shell(command) if "\n" in command else self.types(command)
            assert code == 0, f"{command}\nends with {code}:\n{printed}"

    def _prints(self, block: Block, found: re.Match[str]) -> str:
        """Return a block with the outputs of its commands as they are now."""
        lines = block.text.splitlines()
        heads = [number for number, line in enumerate(lines) if line.startswith("$ ")]
        said = []
        for (command, shown), head in zip(block.steps(), heads, strict=True):
            code, printed = self.types(command)
            assert code in ANSWERS, f"{command}\nends with {code}:\n{printed}"
            end = head + 1
            while lines[end - 1].endswith("\\"):
                end += 1
            said += [*lines[head:end], *current(shown, printed)]
        text = "".join(f"{block.indent}{line}".rstrip() + "\n" for line in said)
        fence = found[0].partition("\n")[0]
        return f"{fence}\n{text}{block.indent}```"


def current(shown: str, printed: str) -> list[str]:
    """Return the lines of an output as it is now: as shown if that is true, else cut at the same places."""
    new = [line.rstrip() for line in printed.strip("\n").splitlines()]
    old = shown.rstrip("\n").splitlines()
    if _pattern(old).fullmatch(_timeless(new)):
        return old
    if "..." not in old:
        return new
    parts: list[list[str]] = [[]]
    for line in old:
        if line == "...":
            parts.append([])
        else:
            parts[-1].append(line)
    said, at = [], 0
    for number, part in enumerate(parts):
        if number == len(parts) - 1:
            at = max(at, len(new) - len(part))
        elif number and part:
            nearest = get_close_matches(part[0], new[at:], 1, 0) or [new[-1]]
            at = new.index(nearest[0], at)
        said += [*(["..."] if number else []), *new[at : at + len(part)]]
        at += len(part)
    return said


def _pattern(shown: list[str]) -> re.Pattern[str]:
    lines = (
        "(?:.*\n)*" if line == "..." else re.escape(_timeless([line.rstrip()])) for line in shown
    )
    return re.compile("".join(lines))


def _timeless(lines: list[str]) -> str:
    """Return lines without what the clock of the machine says."""
    return "".join(f"{_CLOCK.sub('TIME', line)}\n" for line in lines)
