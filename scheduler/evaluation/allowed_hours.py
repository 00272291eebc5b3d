"""The hours of bands: stretches of time that sessions may use, and run on from one into the next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from scheduler.evaluation.intervals import stretches_of
from scheduler.evaluation.memoised import of_facts
from scheduler.instance import Band, Instance, Kind, Span, instant_at
from scheduler.phrases import say
from scheduler.wording import day_text, name


def bands_of(instance: Instance) -> dict[bool, list[tuple[Band, Span]]]:
    """Return the stretches of all bands; and for what spans breaks (true) whole bands."""
    return {spans: [*stretches_of(instance, whole=spans)] for spans in (False, True)}


def hours_of(instance: Instance, stretches: list[tuple[Band, Span]], *, spans: bool) -> list[Span]:
    """Return the time of stretches; what spans breaks stays inside one band."""
    return [each for _, each in stretches] if spans else _joined(instance, stretches)


def hours_for(instance: Instance, kind: Kind, day: date) -> str:
    """Return what the hours of a kind are called; on a date on which nothing has hours, with that."""
    hours = say("the hours for {}", name(kind))
    if day in instance.working_dates:
        return hours
    return say("{}: on {} the conference has no hours at all", hours, day_text(day))


def _joined(instance: Instance, stretches: list[tuple[Band, Span]]) -> list[Span]:
    """Return stretches, each as long as a session may run on from it into the next, and the next."""
    ends: dict[datetime, datetime] = {}
    for band, (start, end) in sorted(stretches, key=lambda each: each[1], reverse=True):
        runs_on = _runs_on(instance, band, start, end) and end in ends
        if start < end:
            ends[start] = max(ends[end] if runs_on else end, ends.get(start, end))
    return [*ends.items()]


def _runs_on(instance: Instance, band: Band, start: datetime, end: datetime) -> bool:
    """Tell whether a stretch is the last of a band from which sessions may run on."""
    day = start.astimezone(instance.zone).date()
    return band.joins and start < end == instant_at(day, band.end, instance.zone)


@of_facts
def hours_of_kinds(instance: Instance) -> Mapping[bool, Mapping[str, Sequence[Span]]]:
    """Return the stretches of the bands of each kind, by whether sessions span breaks."""
    return {
        spans: {
            kind.id: hours_of(
                instance, [each for each in bands if each[0].id in kind.bands], spans=spans
            )
            for kind in instance.kinds
        }
        for spans, bands in bands_of(instance).items()
    }


@of_facts
def official_hours(instance: Instance) -> Mapping[bool, Sequence[Span]]:
    """Return the official stretches, by whether sessions span breaks."""
    return {
        spans: hours_of(instance, [each for each in bands if each[0].official], spans=spans)
        for spans, bands in bands_of(instance).items()
    }
