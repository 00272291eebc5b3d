"""The document on variants: its example reads, and its table knows every kind of change."""

import re
import shutil
from pathlib import Path

from scheduler.sources import read_instance
from scheduler.sources.variants.forms import FORMS

ROOT = Path(__file__).parent.parent.parent.parent
TEXT = (ROOT / "docs" / "variants.md").read_text(encoding="utf-8")


def test_the_example_reads(tmp_path: Path) -> None:
    """In the folder of the checkout; and it does what it says."""
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "instances").mkdir()
    shutil.copy(ROOT / "instances" / "tiny.yaml", tmp_path / "instances")
    path = tmp_path / "no-evening.yaml"
    path.write_text(example, encoding="utf-8")
    instance = read_instance(path)
    assert instance.name == "no-evening"
    assert "reception" not in instance.session_by_id
    assert instance.resources[0].count == 2
    assert instance.level("local_hours", "ams") == 0.02
    assert instance.level("local_hours", "asp") == 0.04


def test_every_kind_of_change_has_a_row() -> None:
    """And no other has one."""
    table = TEXT.partition("| change |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(FORMS)
