"""Ways out where a session has to be at a time at which it may not be."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from scheduler.evaluation.runs import Run
from scheduler.evaluation.wording import counted, name, when
from scheduler.explanation.remedies import Break, Remedy, cured, remade, widened, with_start
from scheduler.instance.calendar import Band
from scheduler.instance.frozen import minutes_of
from scheduler.instance.moments import (
    DayWindow,
    Span,
    Window,
    clock_text,
    instant_at,
    spans_of,
)
from scheduler.rules.spans import stretches_of

Windows = tuple[Window | DayWindow, ...]

TRIES = 6
"""Times beside its bands that are tried of a session."""


def outside_window(broken: Break) -> Iterator[Remedy]:
    """Widen a window."""
    yield from _wider(broken, "windows")


def off_preferred_time(broken: Break) -> Iterator[Remedy]:
    """Widen a window that is preferred."""
    yield from _wider(broken, "preferred")


def _wider(broken: Break, field: str) -> Iterator[Remedy]:
    instance, run = broken.instance, broken.runs[broken.item]
    windows: Windows = getattr(run.session, field)
    spans = spans_of(windows, instance.zone)
    window, more = widened(spans, (run.start, run.end))
    span = when(window.start, window.end, instance.zone)
    words = f"let {name(run.session)} be {span} as well ({minutes_of(more)} min more)"
    yield cured(broken, words, ("sessions", run.id, field), (*windows, window))


def pin_broken(broken: Break) -> Iterator[Remedy]:
    """Drop a pin."""
    run = broken.runs[broken.item]
    words = f"drop the pin of {name(run.session)}; {_place(broken, run)} would do"
    yield cured(broken, words, ("sessions", run.id, "pin"), None)


def _place(broken: Break, run: Run) -> str:
    room = broken.instance.room_by_id[run.room]
    return f"{when(run.start, run.end, broken.instance.zone)} in {name(room)}"


def outside_hours(broken: Break) -> Iterator[Remedy]:
    """Let a kind use another band, or let a band last longer; or make a session shorter."""
    instance, run = broken.instance, broken.runs[broken.item]
    kind = instance.kind_by_id[run.session.kind]
    profile = instance.profile_of(run.start.astimezone(instance.zone).date())
    for band in profile.bands if profile else ():
        since, until = _edges(broken, run, band)
        if band.id not in kind.bands and since <= run.start and run.end <= until:
            words = f"let the kind {kind.id} use the band {band.id}, for {_place(broken, run)}"
            path = ("kinds", kind.id, "bands")
            yield cured(broken, f"{words} ({name(run.session)})", path, (*kind.bands, band.id))
    for near in (run, *_beside_bands(broken, run)):
        with suppress(ValueError):  # bands that would overlap, or a day of more than 24 hours
            yield from _longer(broken, near)
    yield from _shorter(broken, run)


def _beside_bands(broken: Break, run: Run) -> list[Run]:
    """Return a session right before and after stretches of its bands, the nearest first."""
    length, stretches = run.session.duration, _stretches(broken, run)
    starts = {start - length for start, _ in stretches} | {end for _, end in stretches}
    nearest = sorted(starts, key=lambda start: (abs(start - run.start), start))
    return [replace(run, start=start, end=start + length) for start in nearest[:TRIES]]


def _stretches(broken: Break, run: Run) -> Sequence[Span]:
    bands = broken.instance.kind_by_id[run.session.kind].bands
    return stretches_of(broken.instance, lambda band: band.id in bands)


def _edges(broken: Break, run: Run, band: Band) -> Span:
    """Return when a band begins and ends on the day of a session."""
    zone = broken.instance.zone
    day = run.start.astimezone(zone).date()
    return instant_at(day, band.start, zone), instant_at(day, band.end, zone)


def _longer(broken: Break, run: Run) -> Iterator[Remedy]:
    """Let a band, on all days of its profile, begin earlier or end later, as a session needs."""
    instance = broken.instance
    profile = instance.profile_of(run.start.astimezone(instance.zone).date())
    for band in profile.bands if profile else ():
        since, until = _edges(broken, run, band)
        before, after = max(since - run.start, timedelta()), max(run.end - until, timedelta())
        used = band.id in instance.kind_by_id[run.session.kind].bands
        if profile is not None and used and before + after <= run.session.duration:
            longer = remade(band, start=band.start - before, end=band.end + after)
            bands = tuple(longer if each is band else each for each in profile.bands)
            hours = f"{clock_text(longer.start)}-{clock_text(longer.end)}"
            words = f"let the band {band.id} of the profile {profile.id} last {hours}, for "
            words += f"{name(run.session)}, {_place(broken, run)}"
            remedy = cured(broken, words, ("day_profiles", profile.id, "bands"), bands)
            yield replace(remedy, schedule=with_start(broken.schedule, run.id, run.start))


def _shorter(broken: Break, run: Run) -> Iterator[Remedy]:
    """Cut off what a session has outside its best stretch."""
    instance = broken.instance
    inside = [
        (max(start, run.start), min(end, run.end))
        for start, end in _stretches(broken, run)
        if start < run.end and run.start < end
    ]
    for start, end in sorted(inside, key=lambda span: span[0] - span[1])[:1]:
        less = run.session.duration - (end - start)
        words = f"make {name(run.session)} {minutes_of(less)} min shorter, "
        words += when(start, end, instance.zone)
        fields = ("sessions", run.id, "duration")
        changed = cured(broken, words, fields, end - start)
        yield replace(changed, schedule=with_start(broken.schedule, run.id, start))


def dialogue_after_first_days(broken: Break) -> Iterator[Remedy]:
    """Give a kind more first days."""
    instance, run = broken.instance, broken.runs[broken.item]
    kind = instance.kind_by_id[run.session.kind]
    day = run.start.astimezone(instance.zone).date()
    needed = sum(each <= day for each in instance.working_dates)
    words = f"bind the kind {kind.id} to the first {counted(needed, 'day')} instead"
    yield cured(broken, words, ("kinds", kind.id, "first_days"), needed)


def thematic_outside_official_hours(broken: Break) -> Iterator[Remedy]:
    """Let a kind use other hours than official ones."""
    kind = broken.runs[broken.item].session.kind
    words = f"do not bind the kind {kind} to official hours"
    yield cured(broken, words, ("kinds", kind, "official_hours_only"), value=False)


def frozen_moved(broken: Break) -> Iterator[Remedy]:
    """Let others sit on the panel; let a session leave the place that was published; or lift the freeze."""
    instance, run = broken.instance, broken.runs.get(broken.item)
    for position, published in enumerate(instance.published):
        if run is not None and published.session == run.id:
            others = tuple(each for each in instance.published if each is not published)
            if published.seated is not None:
                panel = f"let others sit on the panel of {name(run.session)} than were published"
                open_ = (
                    remade(published, seated=None) if p is published else p
                    for p in instance.published
                )
                changed = remade(instance, published=tuple(open_))
                yield Remedy(panel, ("published", position, "seated"), changed, broken.schedule)
            words = f"let {name(run.session)} leave the place that was published, for "
            words += _place(broken, run)
            changed = remade(instance, published=others)
            yield Remedy(words, ("published", position), changed, broken.schedule)
    lifted = remade(instance, frozen=())
    yield Remedy("lift the freeze", ("frozen",), lifted, broken.schedule)
