"""The page on variants knows every kind of change."""

import re
from pathlib import Path

from scheduler.sources.variants.forms import FORMS

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "variants.md"


def test_every_kind_of_change_has_a_row() -> None:
    """And no other has one."""
    table = PAGE.read_text(encoding="utf-8").partition("| change |")[2].partition("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(FORMS)
