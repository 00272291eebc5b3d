"""The walk in docs/explain.md runs as printed."""

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Run

DOCUMENT = (Path(__file__).parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(yaml|sh|text)\n(.*?)^```", re.DOTALL | re.MULTILINE)
CODES = {"explain forum.yaml": 2}


def _squeezed(text: str) -> str:
    """Return a text without what a terminal's width adds."""
    return " ".join(text.split())


def test_the_walk_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command, on the file that is shown, prints the lines that are shown after it."""
    file, printed, shown = folder / "forum.yaml", "", 0
    for kind, text in BLOCK.findall(DOCUMENT):
        if kind == "yaml":
            file.write_text(text, encoding="utf-8")
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                words = shlex.split(line)[1:]
                code, out, err = run(*words)
                assert code == CODES.get(" ".join(words), 0), err
                printed += out
        else:
            for line in text.splitlines():
                assert _squeezed(line) in _squeezed(printed)
                shown += 1
            later = file.read_text(encoding="utf-8").replace('to: "10:30"', 'to: "11:00"')
            file.write_text(later, encoding="utf-8")
    assert shown > 15
