"""Standard starts of a kind, and series at one time of day."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from scheduler.explanation.remedies import MOST_MORE, Remedy, Violation, cured
from scheduler.explanation.rules.voice import Voice, field_of_kind, row
from scheduler.instance import CommonStarts, Instance, clock_text
from scheduler.phrases import say
from scheduler.wording import chained, counted, listed, name


def _standard(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say(
        "{} should start at {}, as sessions of its kind do",
        name(fact),
        _clocks(instance, fact.kind),
    )


def _clocks(instance: Instance, kind: str) -> str:
    """Return ``09:30 or 14:30 (friday: 09:00 or 14:30)``, with the days on which they are others."""
    special = (
        say("{}: {}", profile.id, _either(profile.standard_starts[kind]))
        for profile in instance.day_profiles
        if kind in profile.standard_starts
    )
    others = chained(special, "; ")
    usual = _either(instance.kind_by_id[kind].standard_starts)
    return say("{} ({})", usual, others) if others else usual


def _either(clocks: Sequence[timedelta]) -> str:
    *others, last = map(clock_text, clocks)
    return say("{} or {}", chained(others), last) if others else last


def _another_start(violation: Violation) -> Iterator[Remedy]:
    """Make the clock time of its start a standard one of its kind."""
    instance, run = violation.instance, violation.runs[violation.item]
    kind = instance.kind_by_id[run.session.kind]
    local = run.start.astimezone(instance.zone)
    profile = instance.profile_of(local.date())
    clock = timedelta(hours=local.hour, minutes=local.minute)
    words = say("let sessions of the kind {} start at {} as well", name(kind), clock_text(clock))
    if profile is None or kind.id not in profile.standard_starts:
        usual = (*kind.standard_starts, clock)
        yield cured(violation, words, ("kinds", kind.id, "standard_starts"), usual)
        return
    special = {
        **profile.standard_starts,
        kind.id: (*profile.standard_starts[kind.id], clock),
    }
    path = ("day_profiles", profile.id, "standard_starts")
    yield cured(violation, say("{} on days of the profile {}", words, profile.id), path, special)


def _one_hour(instance: Instance, id_: str) -> str:
    series = next(each for each in instance.series if each.id == id_)
    times = counted(series.waves, "time", "different times")
    return say("all sessions of the series {} start at {} of the day at most", id_, times)


def _more_waves(violation: Violation) -> Iterator[Remedy]:
    """Let a series have as many waves as it needs."""
    zone, runs = violation.instance.zone, violation.runs
    series = next(each for each in violation.instance.series if each.id == violation.item)
    held = (
        runs[each.id] for each in violation.instance.selected(series.sessions) if each.id in runs
    )
    needed = len({f"{run.start.astimezone(zone):%H:%M}" for run in held})
    words = say("let the series {} start at {} different times of the day", series.id, needed)
    yield cured(violation, words, ("series", series.id, "waves"), needed)


def _together(instance: Instance, id_: str) -> str:
    common = _common(instance, id_)
    where = say("the bands {}", listed(common.bands)) if common.bands else say("each band")
    times = counted(common.at_most, "time", "different times")
    return say(
        "the sessions of the common start {} begin at {} at most in {} of a day", id_, times, where
    )


def _common(instance: Instance, id_: str) -> CommonStarts:
    return next(each for each in instance.common_starts if each.id == id_)


def _more_starts(violation: Violation) -> Iterator[Remedy]:
    """Let them begin at more times."""
    common = _common(violation.instance, violation.item)
    for more in range(1, MOST_MORE + 1):
        most = common.at_most + more
        words = say("let the sessions of {} begin at {} different times in a band", common.id, most)
        yield cured(violation, words, ("common_starts", common.id, "at_most"), most)


off_standard_start = Voice(
    asks=_standard,
    where=field_of_kind("standard_starts"),
    cure=_another_start,
    cause=lambda case, _: (
        f"sessions of its kind start at {_clocks(case.presolve.instance, case.session.kind)}"
    ),
    helps="give its kind another standard start",
    few_are_meant=True,
    keeps_from="the standard starts of its kind",
)
series_changes_hour = Voice(asks=_one_hour, where=row("series", "waves"), cure=_more_waves)
starts_scattered = Voice(asks=_together, where=row("common_starts", "at_most"), cure=_more_starts)
