"""Indicators of hours: what they are for, when they are, and how much runs at once."""

from collections.abc import Callable

from scheduler.comparison.programmes import Better, Indicator, Programme, length
from scheduler.evaluation.intervals import minutes_inside
from scheduler.evaluation.runs import runs_by_day
from scheduler.instance import Purpose, minutes_of, spans_of

HOUR = 60
"""Minutes."""


def _sessions(programme: Programme) -> int:
    return len(programme.runs)


def _dropped(programme: Programme) -> int:
    return len(programme.instance.sessions) - len(programme.runs)


def _session_hours(programme: Programme) -> float:
    return sum(programme.minutes_by_purpose.values()) / HOUR


def _minutes_for(purpose: Purpose) -> Callable[[Programme], int | None]:
    def count(programme: Programme) -> int | None:
        return programme.minutes_by_purpose[purpose] if programme.has_purposes else None

    return count


def _hours_for(purpose: Purpose) -> Callable[[Programme], float | None]:
    minutes = _minutes_for(purpose)

    def count(programme: Programme) -> float | None:
        found = minutes(programme)
        return None if found is None else found / HOUR

    return count


def _development_share(programme: Programme) -> float | None:
    minutes = programme.minutes_by_purpose
    in_all = sum(minutes[purpose] for purpose in Purpose)
    return 100 * minutes[Purpose.DEVELOPMENT] / in_all if in_all else None


def _days(programme: Programme) -> int:
    return len(runs_by_day(programme.instance, programme.runs))


def _late_hours(programme: Programme) -> float:
    return programme.amount("late_hours") / HOUR


def _parallel_peak(programme: Programme) -> int:
    running, peak = 0, 0
    edges = [(run.start, 1) for run in programme.runs]
    edges += [(run.end, -1) for run in programme.runs]
    for _, change in sorted(edges):
        running += change
        peak = max(peak, running)
    return peak


def _parallel_mean(programme: Programme) -> float | None:
    spans = [(run.start, run.end) for run in programme.runs]
    if not spans:
        return None
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return sum(map(length, programme.runs)) / minutes_inside(first, last, spans)


def _free_reserve(programme: Programme) -> float | None:
    reserve = spans_of(programme.instance.reserve, programme.instance.zone)
    if not reserve:
        return None
    first, last = min(start for start, _ in reserve), max(end for _, end in reserve)
    in_all = minutes_inside(first, last, reserve)
    used = [
        (max(run.start, start), min(run.end, end))
        for run in programme.runs
        for start, end in reserve
        if run.start < end and run.end > start
    ]
    return (in_all - minutes_inside(first, last, used)) / HOUR


def _clear_days(programme: Programme) -> int:
    used = runs_by_day(programme.instance, programme.runs)
    return sum(day not in used for day in programme.instance.working_dates)


def _longest_day(programme: Programme) -> float | None:
    days = runs_by_day(programme.instance, programme.runs).values()
    spans = (max(run.end for run in runs) - min(run.start for run in runs) for runs in days)
    return max((minutes_of(span) / HOUR for span in spans), default=None)


HIGHER, LOWER, NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER

INDICATORS = (
    Indicator("sessions", "Sessions", "sessions", NEITHER, "Sessions that are held.", _sessions),
    Indicator(
        "sessions_dropped",
        "Sessions not held",
        "sessions",
        NEITHER,
        "Sessions of the instance that are not held.",
        _dropped,
    ),
    Indicator(
        "session_hours",
        "Hours of sessions",
        "hours",
        NEITHER,
        "Hours of all sessions, those that run in parallel each counted.",
        _session_hours,
    ),
    Indicator(
        "development_hours",
        "Hours on development",
        "hours",
        HIGHER,
        "Hours of sessions whose purpose is development.",
        _hours_for(Purpose.DEVELOPMENT),
    ),
    Indicator(
        "administration_hours",
        "Hours on administration",
        "hours",
        LOWER,
        "Hours of sessions whose purpose is administration.",
        _hours_for(Purpose.ADMINISTRATION),
    ),
    Indicator(
        "development_share",
        "Share of development",
        "%",
        HIGHER,
        "Hours on development in those on development, administration and statements.",
        _development_share,
    ),
    Indicator(
        "statement_minutes",
        "Statements delivered",
        "minutes",
        LOWER,
        "Minutes of sessions whose purpose is to deliver policy statements.",
        _minutes_for(Purpose.STATEMENTS),
    ),
    Indicator("days_used", "Days used", "days", NEITHER, "Days with a session.", _days),
    Indicator(
        "days_clear",
        "Days left free",
        "days",
        HIGHER,
        "Days with hours for sessions and without any session.",
        _clear_days,
    ),
    Indicator(
        "longest_day",
        "Longest day",
        "hours",
        LOWER,
        "Hours from the first start of a day to its last end, on the longest one.",
        _longest_day,
    ),
    Indicator(
        "late_hours",
        "Late hours",
        "hours",
        LOWER,
        "Hours of sessions from the hour on from which it is late, unless late is fine for their kind; "
        "each as often as its step counts.",
        _late_hours,
        rule="late_hours",
    ),
    Indicator(
        "parallel_mean",
        "Sessions at once, mean",
        "sessions",
        LOWER,
        "Sessions that run at once, on average over the time in which any runs.",
        _parallel_mean,
    ),
    Indicator(
        "parallel_peak",
        "Sessions at once, most",
        "sessions",
        LOWER,
        "The most sessions that run at once.",
        _parallel_peak,
    ),
    Indicator(
        "reserve_free",
        "Slack",
        "hours",
        HIGHER,
        "Hours of the reserve in which nothing runs.",
        _free_reserve,
        rule="no_slack",
    ),
)
"""What the hours of a programme are for, and how full they are."""
