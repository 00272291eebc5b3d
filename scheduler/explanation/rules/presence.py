"""When persons can be there, on the clocks of the venue: availability, and nights of the remote."""

from collections.abc import Sequence
from datetime import timedelta

from scheduler.evaluation.wording import name
from scheduler.explanation.wording import outside_dates, spans_text
from scheduler.instance import Instance
from scheduler.instance.meetings import Session
from scheduler.instance.moments import DAY, DayWindow, Span, clock_text, spans_of
from scheduler.rules.spans import stretches_of

_MINUTE = timedelta(minutes=1)


def availability(instance: Instance, session: Session, person: str) -> str:
    """Say when a person is available, and how that was read."""
    fact = instance.person_by_id[person]
    zone = fact.zone or instance.zone
    spans = spans_of(fact.available, zone)
    said = f"{name(fact)} is available {spans_text(instance, spans)}"
    if zone.key != instance.zone.key and any(isinstance(w, DayWindow) for w in fact.available):
        said += f" venue time (given on the clocks of {zone.key})"
    outside = [span for span in spans if outside_dates(instance, span)]
    if outside:
        which = "all of it" if len(outside) == len(spans) else f"{len(outside)} of these windows"
        said += f", {which} outside the conference's dates"
    before, after = instance.buffers_of(fact)
    if fact.person_class is not None:
        before = max(before, session.seated_before)
    around = [
        f"{t // _MINUTE} min {side}" for t, side in ((before, "before"), (after, "after")) if t
    ]
    return f"{said} (and has to be free {' and '.join(around)})" if around else said


def night(instance: Instance, person: str, settled: Sequence[Span], kind: str) -> str:
    """Say what the venue's hours are where a remote person is, and which are acceptable there."""
    fact, hours = instance.person_by_id[person], instance.local_hours.acceptable
    zone = fact.zone or instance.zone
    bands = instance.kind_by_id[kind].bands
    starts = settled or stretches_of(instance, lambda band: band.id in bands)
    said = f"acceptable hours there are {clock_text(hours.start)}-{clock_text(hours.end)}"
    if not starts:
        return f"{name(fact)} is in {zone.key}; {said}"
    here = starts[0][0].astimezone(instance.zone)
    there = here.astimezone(zone)
    ahead = (here.utcoffset() or timedelta()) - (there.utcoffset() or timedelta())
    since, until = (clock_text((edge + ahead) % DAY) for edge in (hours.start, hours.end))
    return (
        f"{name(fact)} is in {zone.key}: {here:%H:%M} here is {there:%H:%M} there; "
        f"{said}, that is {since}-{until} here"
    )
