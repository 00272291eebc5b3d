"""Dates inside of a title, or of the name of a file."""

import pytest

from scheduler.sources.programmes.lists.times.inner_dates import date_inside


@pytest.mark.parametrize(
    "text",
    [
        "Oaks 2026 – 11 June 2026",
        "Oaks, June 11th, 2026, in the Hall",
        "Programme du jeudi 11 juin 2026",
        "Programa, 11 de junio de 2026",
        "Tagung am 11.6.2026 in Wien",
        "Tagung, 11. Juni 2026",
        "oaks-2026-06-11",
        "2026_06_11_oaks",
        "oaks20260611",
    ],
)
def test_a_date_is_found(text: str) -> None:
    """With its year, whatever stands beside it."""
    found = date_inside(text, "day month year")
    assert found is not None
    assert found.isoformat() == "2026-06-11"


@pytest.mark.parametrize(
    "text",
    [
        "11-12 June 2026",
        "11 and 12 June 2026",
        "June 11 to 12, 2026",
        "11 June - 12 June 2026",
        "11.06.2026 - 12.06.2026",
        "11.-12.06.2026",
        "11 June",
        "Oaks 2026",
        "Room 11, Hall 2026",
        "Stand: 11.06.2026",
        "Last updated on 11 June 2026",
        "oaks_v2_2026-06-11",
        "9.10-10.45",
    ],
)
def test_a_span_and_the_date_of_a_version_are_none(text: str) -> None:
    """Nor is a date without its year."""
    assert date_inside(text, "day month year") is None
