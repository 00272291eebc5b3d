"""The walk in docs/talks.md runs as printed: from an export, and from a spreadsheet, to page and feeds."""

import shlex
import shutil
from pathlib import Path

import pytest

from scheduler.cli.exit_codes import Code
from tests.cli.conftest import Run
from tests.cli.walks import WALK, blocks_of, squeezed

ROOT = Path(__file__).parents[2]
BROKEN = {"scheduler evaluate map-days.yaml": Code.IMPOSSIBLE}
"""Commands that say by their exit code that hard rules are broken."""


@pytest.mark.slow
def test_the_walk_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command prints the lines that are shown after it; YAML is added to the instance."""
    shutil.copytree(ROOT / "instances" / "map-days", folder / "instances" / "map-days")
    printed, shown = "", 0
    for kind, text in blocks_of("talks.md", *WALK):
        if kind == "yaml":
            _add(folder / "map-days.yaml", text)
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                code, out, err = run(*shlex.split(line)[1:])
                assert code == BROKEN.get(line, 0), (line, err)
                printed += out + err
        else:
            for line in text.splitlines():
                assert squeezed(line) in squeezed(printed), line
                shown += 1
    assert shown > 15
    assert (folder / "site" / "index.html").is_file() or list((folder / "site").glob("**/*.html"))
    assert list((folder / "site").glob("**/*.ics"))


def _add(file: Path, more: str) -> None:
    """Add fields to a file, in place of those that it has: levels, which stand at its end."""
    text, _, levels = file.read_text(encoding="utf-8").partition("\nlevels:")
    assert levels.count("\n") == 2
    assert "\npublishing:" not in text
    file.write_text(f"{text}\n{more}", encoding="utf-8")
