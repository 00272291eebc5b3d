"""The walk in docs/items.md runs as printed."""

import shlex
import shutil
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.cli.walks import WALK, blocks_of, squeezed

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.needs("docx")
def test_the_walk_runs_as_printed(run: Run, folder: Path) -> None:
    """Each command prints the lines that are shown after it; what is shown first stands in the instance."""
    for name in ("instances/agenda.yaml", "solutions/agenda.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    printed, shown = (folder / "instances/agenda.yaml").read_text(encoding="utf-8"), 0
    for kind, text in blocks_of("items.md", *WALK):
        if kind == "yaml":
            (folder / "upstream.yaml").write_text(text, encoding="utf-8")
        elif kind == "sh":
            printed = ""
            for line in text.splitlines():
                code, out, err = run(*shlex.split(line)[1:])
                assert code == 0, (line, err)
                printed += out + err
        else:
            for line in text.splitlines():
                assert squeezed(line) in squeezed(printed), line
                shown += 1
    assert shown > 12
    document = docx.Document(str(folder / "com3-2.docx"))
    assert "Agendas" in [paragraph.text for paragraph in document.paragraphs]
