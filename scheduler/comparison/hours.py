"""Indicators of hours: what they are for, when they are, and how much runs at once."""

from collections.abc import Callable, Mapping

from scheduler.comparison.programmes import Better, Bounds, Indicator, Programme, length, purpose_in
from scheduler.evaluation.intervals import minutes_inside, stretches_of
from scheduler.evaluation.runs import runs_by_day
from scheduler.instance import Band, Instance, Purpose, Session, minutes_of, spans_of

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


def _bounds_of(weight: Callable[[Instance, Session], float]) -> Callable[[Instance], Bounds]:
    """Return what bounds a sum over the sessions held: those that must be held, and all."""

    def bounds(instance: Instance) -> Bounds:
        weights = [(weight(instance, each), each.optional) for each in instance.sessions]
        least = sum(each for each, is_optional in weights if not is_optional)
        return least, sum(each for each, _ in weights)

    return bounds


def _bounds_for(purpose: Purpose, per: int) -> Callable[[Instance], Bounds]:
    def weight(instance: Instance, session: Session) -> float:
        return minutes_of(session.duration) / per if purpose_in(instance, session) == purpose else 0

    return _bounds_of(weight)


def _share_bounds(instance: Instance) -> Bounds:
    """Return the share if all that may be left out of it is left out, and if all of the rest is."""
    (least, most), *others = (
        _bounds_for(each, 1)(instance) or (0, 0)
        for each in (Purpose.DEVELOPMENT, *(p for p in Purpose if p != Purpose.DEVELOPMENT))
    )
    fewest, all_others = sum(low for low, _ in others), sum(high for _, high in others)
    if not least + all_others or not most + fewest:
        return None
    return 100 * least / (least + all_others), 100 * most / (most + fewest)


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


def slack_by_band(programme: Programme) -> Mapping[Band, int]:
    """Return the free minutes of the reserve in each band in which a kind of the programme may run.

    Nights are in no band, and nobody can use them. Bands come in the order of their first stretch.
    """
    instance = programme.instance
    reserve = spans_of(instance.reserve, instance.zone)
    kinds = (instance.kind_by_id[each.kind] for each in instance.sessions)
    usable = {band for kind in kinds for band in kind.bands}
    used = [
        (max(run.start, start), min(run.end, end))
        for run in programme.runs
        for start, end in reserve
        if run.start < end and run.end > start
    ]
    free: dict[Band, int] = {}
    for band, (start, end) in sorted(stretches_of(instance), key=lambda each: each[1]):
        minutes = minutes_inside(start, end, reserve) - minutes_inside(start, end, used)
        if band.id in usable and minutes:
            free[band] = free.get(band, 0) + minutes
    return free


def _free_reserve(programme: Programme) -> float | None:
    if not programme.instance.reserve:
        return None
    return sum(slack_by_band(programme).values()) / HOUR


def _free_official(programme: Programme) -> float | None:
    if not programme.instance.reserve:
        return None
    free = slack_by_band(programme)
    return sum(minutes for band, minutes in free.items() if band.official) / HOUR


def _clear_days(programme: Programme) -> int:
    used = runs_by_day(programme.instance, programme.runs)
    return sum(day not in used for day in programme.instance.working_dates)


def _longest_day(programme: Programme) -> float | None:
    days = runs_by_day(programme.instance, programme.runs).values()
    spans = (max(run.end for run in runs) - min(run.start for run in runs) for runs in days)
    return max((minutes_of(span) / HOUR for span in spans), default=None)


HIGHER, LOWER, NEITHER = Better.HIGHER, Better.LOWER, Better.NEITHER

INDICATORS = (
    Indicator(
        "sessions",
        "Sessions",
        "sessions",
        NEITHER,
        "Sessions that are held.",
        _sessions,
        bounds=_bounds_of(lambda _instance, _session: 1),
    ),
    Indicator(
        "sessions_dropped",
        "Sessions not held",
        "sessions",
        NEITHER,
        "Sessions of the instance that are not held.",
        _dropped,
        bounds=_bounds_of(lambda _instance, session: int(session.optional)),
    ),
    Indicator(
        "session_hours",
        "Hours of sessions",
        "hours",
        NEITHER,
        "Hours of all sessions, those that run in parallel each counted.",
        _session_hours,
        bounds=_bounds_of(lambda _instance, session: minutes_of(session.duration) / HOUR),
    ),
    Indicator(
        "development_hours",
        "Hours on development",
        "hours",
        HIGHER,
        "Hours of sessions whose purpose is development.",
        _hours_for(Purpose.DEVELOPMENT),
        bounds=_bounds_for(Purpose.DEVELOPMENT, HOUR),
    ),
    Indicator(
        "administration_hours",
        "Hours on administration",
        "hours",
        LOWER,
        "Hours of sessions whose purpose is administration.",
        _hours_for(Purpose.ADMINISTRATION),
        bounds=_bounds_for(Purpose.ADMINISTRATION, HOUR),
    ),
    Indicator(
        "development_share",
        "Share of development",
        "%",
        HIGHER,
        "Hours on development in those on development, administration and statements.",
        _development_share,
        bounds=_share_bounds,
    ),
    Indicator(
        "statement_minutes",
        "Statements delivered",
        "minutes",
        LOWER,
        "Minutes of sessions whose purpose is to deliver policy statements.",
        _minutes_for(Purpose.STATEMENTS),
        bounds=_bounds_for(Purpose.STATEMENTS, 1),
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
        "Hours of the reserve in which nothing runs, in bands in which kinds of the programme may run.",
        _free_reserve,
        rule="no_slack",
    ),
    Indicator(
        "reserve_free_official",
        "Slack in official hours",
        "hours",
        HIGHER,
        "Hours of the same in official bands: neither early, nor at lunch, nor in the evening.",
        _free_official,
        rule="no_slack",
    ),
)
"""What the hours of a programme are for, and how full they are."""
