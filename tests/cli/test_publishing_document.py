"""The walk in docs/publishing.md runs as printed."""

import shlex
from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.walks import WALK, blocks_of, squeezed


def test_the_walk_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command, on the files that are shown before it, prints the lines that are shown after it."""
    (folder / "solutions").mkdir()
    printed, shown = "", 0
    for kind, text in blocks_of("publishing.md", *WALK):
        if kind == "yaml":
            (folder / "forum.yaml").write_text(text, encoding="utf-8")
        elif kind == "json":
            (folder / "solutions" / "forum.json").write_text(text, encoding="utf-8")
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                code, out, err = run(*shlex.split(line)[1:])
                assert code == 0, err
                printed += out
        else:
            for line in text.splitlines():
                assert squeezed(line) in squeezed(printed)
                shown += 1
    assert shown > 12
