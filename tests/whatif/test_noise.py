"""Differences of variants and noise of the search, told apart by real searches of a real conference."""

from pathlib import Path

import pytest

from scheduler.comparison import Comparison, Programme, compare
from scheduler.comparison.changes import ChangeKind
from scheduler.sources import read_instance
from scheduler.whatif import Conditions, NamedInstance, what_if
from tests.whatif.here import Here

pytestmark = pytest.mark.slow

BASE = Path(__file__).parent.parent.parent / "instances" / "ministerial-day.yaml"
CONDITIONS = Conditions(time_limit=2)


def compared(folder: Path, change: str) -> Comparison:
    """Search the ministerial day and a variant of it, each from two seeds, and compare them."""
    variant = folder / "variant.yaml"
    variant.write_text(f"extends: {BASE}\nname: variant\n{change}\n", encoding="utf-8")
    cases = [NamedInstance(path.stem, read_instance(path)) for path in (BASE, variant)]
    done = what_if(cases[0], cases[1:], CONDITIONS, Here(), seeds=2)
    programmes = []
    for case, each in zip(cases, done, strict=True):
        assert each.solution is not None
        assert each.solution.schedule is not None
        programmes.append(Programme(case.name, case.instance, each.solution.schedule, each.others))
    return compare(programmes)


def differing(found: Comparison) -> set[str]:
    """Return the figures that differ beyond the search; of all others it is known that they do not."""
    ranges = {row.indicator.id: row.ranges[1] for row in found.indicators}
    ranges |= {row.rule.id: row.ranges[1] for row in found.rules}
    unknown = {name for name, each in ranges.items() if each.differs is None}
    assert not unknown
    return {name for name, each in ranges.items() if each.differs}


def test_seeds_of_one_conference_differ_in_nothing_beyond_the_search(tmp_path: Path) -> None:
    """Another title touches nothing: no figure differs, and hardly a session moves."""
    found = compared(tmp_path, "title: Another title")
    assert not differing(found)
    (difference,) = found.differences
    moved = [each for each in difference.changes if each.change is not ChangeKind.UNCHANGED]
    assert len(moved) <= len(difference.changes) / 10


def test_a_room_that_is_closed_makes_a_difference(tmp_path: Path) -> None:
    """Without one of two halls another is used, too large for some; what is as it was is not told."""
    change = "changes: [{close_room: {room: hall-b, during: [{days: [2021-10-30, 2021-10-31]}]}}]"
    found = compared(tmp_path, change)
    told = differing(found)
    assert "room_waste" in told
    assert not told & {"sessions", "session_hours", "days_used", "interpreted_hours"}
