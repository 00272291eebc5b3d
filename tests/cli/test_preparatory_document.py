"""The walk in docs/preparatory.md runs as printed, and its file is an instance."""

import shlex
import shutil
from pathlib import Path

import pytest

from scheduler.sources import read_instance_text
from tests.cli.conftest import Run
from tests.cli.walks import WALK, blocks_of, squeezed

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_walk_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command prints the lines that are shown after it; the links that are shown stand in their file."""
    shutil.copytree(ROOT / "instances", folder / "instances")
    (folder / "solutions").mkdir()
    for path in (ROOT / "solutions").glob("preparatory-*.json"):
        shutil.copy(path, folder / "solutions")
    shutil.copy(ROOT / "solutions" / "wtdc21-addis.json", folder / "solutions")
    printed, shown = "", 0
    for kind, text in blocks_of("preparatory.md", *WALK):
        if kind == "yaml":
            assert read_instance_text(text.encode(), "months.yaml").of_days
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                code, out, err = run(*shlex.split(line)[1:])
                assert code == 0, (line, err)
                printed += out
        else:
            if text.startswith("format: 1"):
                printed = (folder / "instances/links/wtdc21.yaml").read_text(encoding="utf-8")
            for line in text.splitlines():
                assert squeezed(line) in squeezed(printed), line
                shown += 1
    assert shown > 20
    page = squeezed((folder / "settled.html").read_text(encoding="utf-8"))
    for words in ("Agendas by body", "settled before", "left free"):
        assert words in page
    assert [*(folder / "feeds").rglob("*.ics")]
