"""Every command that a document prints is run, as printed, in the order of the page, in an empty folder."""

import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from scheduler.cli import main
from tests.documents.commands import (
    ROOT,
    SECONDS,
    SHELLS,
    Block,
    blocks_of,
    pages,
    shortened,
    words_of,
)
from tests.documents.pages import PAGES, WALKED, Page

SLOW = ("docs/compare.md", "docs/exports.md", "docs/replan.md", "docs/variants.md")
MARKS = {"docs/exports.md": ("pdf", "docx"), "docs/service.md": ("web",)}
"""Extras of which the commands of a page make use."""


def _printed(page: str) -> list[str]:
    return [command for block in blocks_of(page) for command in block.commands()]


class Reader:
    """Somebody who types what a page prints, in a folder."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder
        (folder / "bin").mkdir()
        for name, module in (("scheduler", "-m scheduler.cli "), ("python", "")):
            command = folder / "bin" / name
            command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module}"$@"\n', "utf-8")
            command.chmod(0o755)
        self._environment = os.environ | {
            "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        }

    def types(self, command: str) -> int:
        """Run a command; return its exit code."""
        short = shortened(command)
        if command in self._page.served:
            return self._serves(short)
        words = words_of(short)
        if words is not None:
            return main(words)
        return subprocess.run(
            ["/bin/sh", "-c", short], cwd=self._folder, env=self._environment, check=False
        ).returncode

    def _serves(self, command: str) -> int:
        """Start a command that serves, and stop it once it says where; return its exit code."""
        words = words_of(command)
        assert words is not None
        arguments = [str(self._folder / "bin" / "scheduler"), *words, "--port", "0"]
        with subprocess.Popen(
            arguments,
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout is not None
            said = next((line for line in process.stdout if "http://" in line), "")
            address = "http://" + said.partition("http://")[2].strip()
            with urlopen(address, timeout=60) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        return process.returncode

    def reads(self, block: Block) -> None:
        """Write down a block that is a file, and type the commands of one that has some."""
        if block.kind in self._page.files:
            (self._folder / self._page.files[block.kind]).write_text(block.text, encoding="utf-8")
        for command in block.commands():
            if command not in self._page.left_out:
                assert self.types(command) == self._page.codes.get(command, 0), command


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=[
                *([pytest.mark.slow] if name in SLOW else []),
                *(pytest.mark.needs(extra) for extra in MARKS.get(name, ())),
            ],
        )
        for name in PAGES
    ],
)
def test_commands_run_as_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other; each ends with the code that the page leads to expect."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    reader = Reader(PAGES[name], tmp_path)
    for command in PAGES[name].begin:
        assert reader.types(command.format(root=shlex.quote(str(ROOT)))) == 0, command
    for block in blocks_of(name):
        reader.reads(block)


@pytest.mark.parametrize("name", pages())
def test_every_page_with_commands_is_run(name: str) -> None:
    """Here, or by the test of its own that reads all of its blocks; a command stands in no other block."""
    assert bool(_printed(name)) == (name in PAGES or name in WALKED)
    for block in blocks_of(name):
        first = block.text.partition("\n")[0]
        assert block.kind in SHELLS or not re.match(r"(\$ )?(scheduler|make|python -m|pip) ", first)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_said_of_commands_is_said_of_some_that_are_printed(name: str) -> None:
    """An exception whose command has gone, or reads otherwise, goes as well."""
    page, printed = PAGES[name], set(_printed(name))
    assert {*page.left_out, *page.codes, *page.served} <= printed
    assert set(page.files) <= {block.kind for block in blocks_of(name)}
    assert not {*page.left_out} & {*page.codes, *page.served}


@pytest.mark.parametrize(("page", "module"), WALKED.items())
def test_a_walk_reads_the_page_that_it_is_said_to(page: str, module: str) -> None:
    """By its name."""
    assert (ROOT / page).name in (ROOT / module).read_text(encoding="utf-8")


def test_searches_are_shortened_and_nothing_else() -> None:
    """Those that say how long, and those that would take a minute."""
    assert shortened("scheduler solve a.yaml --time-limit 20 -o b.json") == (
        f"scheduler solve a.yaml --time-limit {SECONDS} -o b.json --workers 1"
    )
    assert shortened("scheduler whatif a.yaml --workers 2") == (
        f"scheduler whatif a.yaml --workers 2 --time-limit {SECONDS}"
    )
    explained = "scheduler explain a.yaml --rule late_hours --time-limit"
    assert shortened(f"{explained} 3") == f"{explained} {SECONDS}"
    for other in ("scheduler check a.yaml", "make run", "scheduler explain a.yaml"):
        assert shortened(other) == other


def test_commands_are_found_in_blocks() -> None:
    """Each line, or several that are continued; without comments and prompts."""
    block = Block(
        "sh", "scheduler check a.yaml   # reads it\n\n$ make run\nscheduler show \\\n    b\n# no\n"
    )
    assert [*block.commands()] == ["scheduler check a.yaml", "make run", "scheduler show b"]
    assert [*Block("text", "scheduler check a.yaml\n").commands()] == []
