"""Voices of the rules about hours."""

from scheduler.explanation.rules.hours.bands import (
    outside_bound_hours,
    outside_hours,
)
from scheduler.explanation.rules.hours.loads import load_missing
from scheduler.explanation.rules.hours.pins import pin_broken
from scheduler.explanation.rules.hours.starts import (
    off_standard_start,
    series_changes_hour,
    starts_scattered,
)
from scheduler.explanation.rules.hours.windows import (
    late_hours,
    no_slack,
    not_prime_time,
    off_preferred_time,
    outside_window,
)

__all__ = [
    "late_hours",
    "load_missing",
    "no_slack",
    "not_prime_time",
    "off_preferred_time",
    "off_standard_start",
    "outside_bound_hours",
    "outside_hours",
    "outside_window",
    "pin_broken",
    "series_changes_hour",
    "starts_scattered",
]
