"""docs/officer.md says what is counted in the stored programme, which is one to hand out."""

from functools import cache

from benchmarks.officer import looks
from benchmarks.officer.__main__ import DOCUMENT, FIGURES, programme, with_figures
from benchmarks.officer.programme import Programme


@cache
def stored() -> Programme:
    """Read the reference programme once."""
    return programme()


def test_the_document_says_what_is_counted() -> None:
    """Each figure has its line; `python -m benchmarks.officer` writes them."""
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"\n| {number} | " in text for number in FIGURES)
    assert with_figures(text, stored()) == text


def test_other_figures_are_noticed() -> None:
    """A document that says anything else differs from what would be written."""
    text = DOCUMENT.read_text(encoding="utf-8").replace("7 of 7 panels", "6 of 7 panels")
    assert with_figures(text, stored()) != text


def test_half_days_begin_at_the_standard_hours() -> None:
    """All of them; and what is integrated is apart from what its audience has to attend."""
    done, _, of = looks.half_days(stored()).partition(" of ")
    assert done == of
    assert looks.talks_beside_negotiations(stored()).startswith("0 of ")


def test_regional_groups_meet_from_the_first_days_on() -> None:
    """By day 2, every second day at least, at two hours; each at its own."""
    assert looks.days_of_groups(stored()) == "first meetings by day 2; 2 days apart at most"
    assert looks.hours_of_groups(stored()) == "08:30 and 13:30; 6 of 6 groups at one hour"


def test_no_half_day_of_the_second_week_is_empty() -> None:
    """Half of a half-day at least in each, before the day of the closing."""
    assert int(looks.second_week(stored()).split()[0]) >= 75
