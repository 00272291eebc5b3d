"""The stretches of time that the bands of a conference leave between breaks."""

from scheduler.instance import Instance
from scheduler.instance.calendar import Band
from scheduler.instance.moments import Span, instant_at


def stretches_of(instance: Instance) -> list[tuple[Band, Span]]:
    """Return every stretch of every band of the conference, with its band."""
    zone = instance.zone
    return [
        (band, (instant_at(day, since, zone), instant_at(day, until, zone)))
        for day in instance.working_dates
        if (profile := instance.profile_of(day))
        for band in profile.bands
        for since, until in band.stretches()
    ]
