"""The commands of a page, and how a test runs them.

They run as printed but for one thing: each search has one worker, and so much work as `SECONDS` say: 2 unless
the environment variable ``SEARCH_SECONDS`` says more. So it finds the same on any machine. What else differs
is in `tests/documents/pages.py`, each with its reason.
"""

import os
import re
import shlex
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = os.environ.get("SEARCH_SECONDS", "2")
SHELLS = ("sh", "bash", "console")
"""Kinds of blocks whose lines are commands."""
SEARCHING = ("solve", "whatif", "replan")
"""Commands that search for a minute, unless they are told how long."""
_BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_LIMIT = re.compile(r"--time-limit \S+")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page."""

    kind: str
    text: str

    def commands(self) -> Iterator[str]:
        """Yield the commands of a block, each in one line and without its comment; none of other kinds."""
        if self.kind in SHELLS:
            for line in self.text.replace("\\\n", " ").split("\n"):
                command = re.sub(r"(^|\s+)# .*", "", line).removeprefix("$ ").strip()
                if command:
                    yield " ".join(command.split())


def pages() -> list[str]:
    """Return the names of all pages, from the folder of the checkout."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(str(page.relative_to(ROOT)) for page in found)


def blocks_of(page: str) -> list[Block]:
    """Return the blocks of a page, in order."""
    found = _BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    return [Block(kind, textwrap.dedent(text)) for _, kind, text in found]


def shortened(command: str) -> str:
    """Return a command that searches for no longer than a test may."""
    words = command.split()
    if words[:1] != ["scheduler"] or not (words[1] in SEARCHING or "--time-limit" in words):
        return command
    if "--time-limit" in words:
        command = _LIMIT.sub(f"--time-limit {SECONDS}", command)
    else:
        command += f" --time-limit {SECONDS}"
    has_one = "--workers" in words or words[1] not in SEARCHING or words[1] == "whatif"
    return command if has_one else f"{command} --workers 1"


def words_of(command: str) -> list[str] | None:
    """Return the arguments of a command of this program; None if a shell has to run it."""
    is_ours = command.startswith("scheduler ") and not re.search(r"[|<>&;$`]|&&", command)
    return shlex.split(command)[1:] if is_ours else None
