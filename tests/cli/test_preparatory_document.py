"""The walk in docs/preparatory.md runs as printed, and its file is an instance."""

import re
import shlex
from pathlib import Path

import pytest

from scheduler.sources import read_instance_text
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "preparatory.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_walk_runs_as_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command prints the lines that are shown after it."""
    monkeypatch.chdir(ROOT)
    printed, shown = "", 0
    for kind, text in BLOCK.findall(DOCUMENT):
        if kind == "yaml":
            assert read_instance_text(text.encode(), "months.yaml").of_days
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                code, out, err = run(*shlex.split(line)[1:])
                assert code == 0, err
                printed += out
        else:
            for line in text.splitlines():
                assert " ".join(line.split()) in " ".join(printed.split()), line
                shown += 1
    assert shown > 8
