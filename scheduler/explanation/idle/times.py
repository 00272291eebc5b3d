"""Times at which nothing can be."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import Idle, Place
from scheduler.explanation.wording import outside_dates
from scheduler.instance import DAY, DayWindow, Session, Window, clock_text
from scheduler.rules.spans import day_span

_MIDNIGHT = timedelta()


def dates(presolve: Presolve) -> Iterator[Idle]:
    """Yield from and until when silence, or a minimum, counts, where these are no days of the conference."""
    instance = presolve.instance
    first, last = instance.first_day, instance.last_day
    for table in ("contacts", "minimum_loads"):
        for row in getattr(instance, table):
            for field, is_outside in (
                ("from", row.first is not None and row.first > last),
                ("to", row.last is not None and row.last < first),
            ):
                if is_outside:
                    why = f"no day of it is between {first} and {last}"
                    yield Idle((table, row.id, field), why)


def windows(presolve: Presolve) -> Iterator[Idle]:
    """Yield the windows of kinds, preferences and features in which none of their sessions can be."""
    instance = presolve.instance
    if presolve.hopeless:
        return
    for kind in instance.kinds:
        chosen = tuple(e for e in instance.sessions if e.kind == kind.id and e.windows is None)
        for found in _unreached(presolve, ("kinds", kind.id), kind.windows, chosen):
            window = kind.windows[int(found.place[-1])]
            is_told = any(outside_dates(instance, span) for span in window.spans(instance.zone))
            if chosen and not is_told:
                yield found
    for wish in instance.preferences:
        chosen = instance.sessions if wish.sessions is None else instance.selected(wish.sessions)
        if not wish.tracks:
            yield from _unreached(presolve, ("preferences", wish.id), wish.windows, chosen)
    for position, row in enumerate(instance.time_features):
        chosen = tuple(e for e in instance.sessions if not row.kinds or e.kind in row.kinds)
        yield from _unreached(presolve, ("time_features", position), row.windows, chosen)


def absences(presolve: Presolve) -> Iterator[Idle]:
    """Yield the absences of interpretation teams on days on which none of their meetings can be."""
    instance = presolve.instance
    if presolve.hopeless:
        return
    for pool in instance.interpretation:
        served = [each.id for each in instance.sessions if each.interpretation == pool.id]
        for position, each in enumerate(pool.absences if served else ()):
            start, end = day_span(each.first, each.last, instance.zone)
            held = ((start - pool.gap, end),)  # after a meeting, its team rests
            if not any(presolve.touches(session, held) for session in served):
                place = ("interpretation", pool.id, "absences", position)
                yield Idle(place, "no meeting that it serves can be held then")


def _unreached(
    presolve: Presolve,
    place: Place,
    asked: Sequence[Window | DayWindow],
    sessions: Sequence[Session],
) -> Iterator[Idle]:
    for position, window in enumerate(asked):
        spans = window.spans(presolve.instance.zone)
        if not any(presolve.touches(each.id, spans) for each in sessions):
            yield Idle((*place, "windows", position), "none of its sessions can be held then")


def standard_starts(presolve: Presolve) -> Iterator[Idle]:
    """Yield the standard starts of kinds at which none of their bands is open on any day.

    What holds on some days only is a list for all of these, of which one may be shorter.
    """
    instance = presolve.instance
    for kind in instance.kinds:
        spans = [
            (band.start, band.end)
            for profile in instance.day_profiles
            for band in profile.bands
            if band.id in kind.bands
        ]
        for position, clock in enumerate(kind.standard_starts):
            if not any(start <= clock < end for start, end in spans):
                place = ("kinds", kind.id, "standard_starts", position)
                yield Idle(place, "no band of this kind is open then", clock_text(clock))


def joins(presolve: Presolve) -> Iterator[Idle]:
    """Yield the bands from which a session may run on into the next, where none begins."""
    instance = presolve.instance
    has_midnight = any(
        band.start == _MIDNIGHT for each in instance.day_profiles for band in each.bands
    )
    for profile in instance.day_profiles:
        starts = {band.start for band in profile.bands} | ({DAY} if has_midnight else set())
        for position, band in enumerate(profile.bands):
            if band.joins and band.end not in starts:
                place = ("day_profiles", profile.id, "bands", position, "joins")
                yield Idle(place, "no band begins where it ends")


def late_until(presolve: Presolve) -> Iterator[Idle]:
    """Yield until when it is late after midnight, if no band begins before."""
    instance = presolve.instance
    starts = [band.start for profile in instance.day_profiles for band in profile.bands]
    if instance.late_until and all(start >= instance.late_until for start in starts):
        yield Idle(("late_until",), "no band begins before")
