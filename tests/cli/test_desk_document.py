"""The week in docs/desk.md runs as printed."""

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Run

DOCUMENT = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
REFUSED = {"desk move forum.yaml ports tue 15:00": 2, "desk move forum.yaml opening friday": 2}
"""What a hard rule stands against."""


def _squeezed(text: str) -> str:
    """Return a text without what a terminal's width adds."""
    return " ".join(text.split())


def test_the_week_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command prints the lines that are shown after it."""
    printed, shown, ran = "", 0, 0
    for kind, text in BLOCK.findall(DOCUMENT):
        if kind == "yaml":
            (folder / "forum.yaml").write_text(text, encoding="utf-8")
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                words = shlex.split(line)[1:]
                code, out, err = run(*words)
                assert code == REFUSED.get(" ".join(words), 0), err
                printed += out
                ran += 1
        else:
            for line in text.splitlines():
                assert _squeezed(line) in _squeezed(printed)
                shown += 1
    assert ran > 10
    assert shown > 20
