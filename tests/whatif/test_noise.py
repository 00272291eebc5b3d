"""Noise of the search is no difference of a variant, in real searches of a real conference."""

from pathlib import Path

import pytest

from scheduler.comparison import Programme, compare
from scheduler.comparison.changes import ChangeKind
from scheduler.sources import read_instance
from scheduler.whatif import Conditions, NamedInstance, what_if
from tests.whatif.here import Here

pytestmark = pytest.mark.slow

BASE = Path(__file__).parent.parent.parent / "instances" / "ministerial-day.yaml"


def test_seeds_of_one_conference_differ_in_nothing_beyond_the_search(tmp_path: Path) -> None:
    """Another title touches nothing: no figure differs, and hardly a session moves."""
    variant = tmp_path / "variant.yaml"
    variant.write_text(f"extends: {BASE}\nname: variant\ntitle: Another\n", encoding="utf-8")
    cases = [NamedInstance(path.stem, read_instance(path)) for path in (BASE, variant)]
    done = what_if(cases[0], cases[1:], Conditions(time_limit=2), Here(), seeds=2)
    found = compare(
        [
            Programme(case.name, case.instance, each.solution.schedule, each.others)
            for case, each in zip(cases, done, strict=True)
            if each.solution is not None and each.solution.schedule is not None
        ]
    )
    ranges = [row.ranges for row in found.indicators] + [row.ranges for row in found.rules]
    assert {other.differs for _, other in ranges} == {False}
    (difference,) = found.differences
    moved = [each for each in difference.changes if each.change is not ChangeKind.UNCHANGED]
    assert len(moved) <= len(difference.changes) / 10
