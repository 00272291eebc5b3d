"""Ranges of figures: what other programmes of nearly the same penalty have, and what is no difference."""

from typing import Any

from scheduler.comparison import Comparison, Programme, compare
from scheduler.comparison.figures import SAME, UNKNOWN, Range, apart
from scheduler.comparison.summary import sentences
from scheduler.comparison.tables import indicators_sheet
from tests.comparison.pairs import programme, small


def searched(label: str, *places: dict[str, str], **tables: Any) -> Programme:
    """Return a programme at the first of some places, with those at the others from other searches."""
    first, *others = (programme(label, small(**tables), **each) for each in places)
    return Programme(label, first.instance, first.schedule, tuple(each.schedule for each in others))


def indicator(comparison: Comparison, id_: str) -> tuple[Range, ...]:
    """Return the ranges of a key figure."""
    return next(row.ranges for row in comparison.indicators if row.indicator.id == id_)


AFTERNOON, MORNING = {"closing": "Tue 14:00 A"}, {"closing": "Tue 09:00 A"}


def test_ranges_of_one_search_each_are_not_known() -> None:
    """A difference is then no finding: that is said, and nothing else of it."""
    found = compare([searched("a", MORNING), searched("b", AFTERNOON)])
    base, other = indicator(found, "reserve_free")
    assert (base, other) == (
        Range(2, 2, known=False, differs=False),
        Range(3, 3, known=False, differs=None),
    )
    assert [*sentences(found)][-1] == UNKNOWN
    assert not found.noise


def test_ranges_that_overlap_are_no_difference() -> None:
    """Each has been found in the morning and in the afternoon."""
    pair = [searched("a", MORNING, AFTERNOON), searched("b", AFTERNOON, MORNING)]
    found = compare(pair)
    assert indicator(found, "reserve_free") == (
        Range(2, 3, known=True, differs=False),
        Range(2, 3, known=True, differs=False),
    )
    assert found.noise == ("No figure of b differs from a by more than chance.",)
    assert not any(each.better or each.worse for each in found.verdicts)
    (row,) = (row for row in indicators_sheet(found).rows if row.cells[0].text == "Slack ↑")
    assert [cell.text for cell in row.cells[2:]] == ["2", "3"]
    assert [cell.note for cell in row.cells[2:]] == [
        "2 to 3",
        f"{SAME}, 2 to 3",
    ]
    assert not any(cell.best for cell in row.cells)
    assert UNKNOWN not in [*sentences(found)]


def test_a_programme_of_one_instance_counts_for_another_that_it_fits() -> None:
    """Its searches have found nothing else; what the other has is possible at the same penalty."""
    free = {"levels": {"no_slack": "off"}}
    found = compare([searched("a", MORNING, MORNING, **free), searched("b", AFTERNOON, **free)])
    assert [each.differs for each in indicator(found, "reserve_free")] == [False, False]
    later = {"closing": "Tue 15:00 A"}
    found = compare([searched("a", MORNING, MORNING, **free),
                     searched("b", AFTERNOON, later, **free)])  # fmt: skip
    assert indicator(found, "reserve_free")[0] == Range(2, 3, known=True, differs=False)
    assert indicator(found, "reserve_free")[1].differs is False


def test_what_does_not_fit_does_not_count() -> None:
    """The reserve is hard for the second: no programme of it may use it, as the first one's does."""
    strict = {"levels": {"no_slack": "hard"}}
    found = compare(
        [searched("a", MORNING, MORNING), searched("b", AFTERNOON, AFTERNOON, **strict)]
    )
    base, other = next(row.ranges for row in found.rules if row.rule.id == "no_slack")
    assert (base.low, base.high) == (0, 60)  # a could be as b is, at a smaller penalty
    assert other == Range(0, 0, known=True, differs=False)


def test_ranges_that_touch_are_not_apart() -> None:
    """And nothing is said of those that are not known."""
    one, touching, beyond = (
        Range(low, high, known=True, differs=None) for low, high in ((1, 2), (2, 3), (2.01, 3))
    )
    assert apart(one, touching) is False
    assert apart(one, beyond) is apart(beyond, one) is True
    assert apart(one, Range(5, 5, known=False, differs=None)) is None
    assert apart(one, Range(2, 2, known=False, differs=None)) is False
    assert apart(one, Range(None, None, known=True, differs=None)) is None
