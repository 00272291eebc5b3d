"""The drill of docs/how-to/publish.md: a store is backed up, lost, and restored, as printed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_publish import FIRST, prepare, published, stored
from tests.documents.commands import blocks_of
from tests.processes import environment

__all__ = ["published"]

DRILL = [
    each.text.replace("instances/tiny.desk.yaml", "forum.yaml").replace("tiny", "forum")
    for each in blocks_of("docs/how-to/publish.md")
    if each.kind == "sh" and "tiny-backup.db" in each.text
]


def carry_out(block: str, folder: Path) -> str:
    """Run a block of commands in a shell that stops at the first that fails; return what it prints."""
    (folder / "bin").mkdir(exist_ok=True)
    command = folder / "bin" / "scheduler"
    command.write_text(
        f'#!/bin/sh\nexec "{sys.executable}" -m scheduler.cli "$@"\n', encoding="utf-8"
    )
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    ended = subprocess.run(
        ["/bin/bash", "-e", "-c", block],
        cwd=folder,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="sqlite3 is not installed")
def test_publishing_goes_on_after_a_restore(published: Run, folder: Path) -> None:
    """Under the same UIDs, with the next number; and the backup is for its owner alone."""
    backup, restore = DRILL
    (folder / "tokens.json").unlink(missing_ok=True)
    assert published("feeds", "forum", "-o", "site", "--personal", "tokens.json")[0] == 0
    tokens = (folder / "tokens.json").read_bytes()
    uids = {each.session: each.uid for each in stored(folder, 1).entries}
    said = carry_out(backup, folder)
    assert said.startswith("ok\n")
    assert "The first" in said
    assert (folder / "forum-backup.db").stat().st_mode & 0o077 == 0
    (folder / "releases" / "forum.db").write_bytes(b"lost")
    assert published("releases", "forum")[0] == 1
    prepare(folder, **(FIRST | {"talk": "Mon 10:00 A"}))
    assert "Published release 2 of forum." in carry_out(restore, folder)
    assert {each.session: each.uid for each in stored(folder, 2).entries} == uids
    assert (folder / "tokens.json").read_bytes() == tokens
