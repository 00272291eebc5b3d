"""Hours that a kind of sessions may use: its bands, its first days, the official ones."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured, time_and_room, with_start
from scheduler.explanation.rules.voice import Gravity, Voice, row
from scheduler.explanation.trouble import FieldPath
from scheduler.explanation.wording import kind_name, spans_text
from scheduler.instance import (
    Band,
    Instance,
    Session,
    Span,
    breaks_at,
    clock_text,
    end_of,
    instant_at,
    minutes_of,
    pauses_of,
    remade,
    spans_breaks,
)
from scheduler.phrases import say
from scheduler.rules.pauses import bands_of
from scheduler.rules.spans import stretches_of
from scheduler.wording import band_name, counted, day_text, listed, name, when

TRIES = 6
"""Times beside its bands that are tried of a session."""


# What is asked


def _bands(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    bands = listed([*map(band_name, instance.kind_by_id[fact.kind].bands)]) or say("no band")
    lasts = say("{} lasts {} min", name(fact), minutes_of(fact.duration))
    if spans_breaks(instance, fact):
        lasts += say(" without the breaks that it spans")
    return say("{}, and {}", lasts, _may_use(instance, fact.kind, bands))


def _may_use(instance: Instance, kind: str, hours: str) -> str:
    return say("the kind {} may use {}", kind_name(instance, kind), hours)


def _bounds(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    who = name(fact), kind_name(instance, fact.kind)
    return say("{} is of the kind {}, {}", *who, listed(_bounds_of(instance, fact.kind)))


def _bounds_of(instance: Instance, kind: str) -> list[str]:
    """Return the days and the hours that a kind is bound to."""
    fact = instance.kind_by_id[kind]
    days = [_bound(instance, kind)] if fact.first_days is not None else []
    return [*days, *([say("bound to {}", _OFFICIAL)] if fact.official_hours_only else [])]


def _bound(instance: Instance, kind: str) -> str:
    """Return ``bound to the first 3 days with a band, until Wed 10 Nov``."""
    number = instance.kind_by_id[kind].first_days
    days = instance.working_dates[:number]
    until = say(", until {}", day_text(days[-1])) if days else ""
    first = say("first day") if number == 1 else say("first {} days", number)
    return say("bound to the {} with a band{}", first, until)


_OFFICIAL = say("the official hours")


# Why it leaves no place


def _no_band(case: Case, _: str) -> str:
    """Say which hours its kind has: on the days of its pin or windows, if those are the trouble."""
    instance, kind = case.presolve.instance, case.session.kind
    open_ = _open(instance, case.session)
    days = sorted({start.astimezone(instance.zone).date() for start, _ in case.meant})
    if case.meant and (trouble := _break_met(case)):
        return trouble
    if days:
        here = [s for s in open_ if s[0].astimezone(instance.zone).date() in days]
        if here:
            return _may_use(instance, kind, spans_text(instance, here))
        shown = listed([day_text(day) for day in days[:3]])
        has, called = "have" if len(days) > 1 else "has", kind_name(instance, kind)
        return f"{shown} {has} no band for the kind {called}"
    return _longest(case, open_, f"the bands of its kind {kind_name(instance, kind)}")


def _open(instance: Instance, session: Session) -> tuple[Span, ...]:
    """Return the stretches of time that a session may use; whole bands, if it spans breaks."""
    bands = instance.kind_by_id[session.kind].bands
    return _spans(instance, session, lambda band: band.id in bands)


def _spans(
    instance: Instance, session: Session, wanted: Callable[[Band], bool]
) -> tuple[Span, ...]:
    spans = bands_of if spans_breaks(instance, session) else stretches_of
    return spans(instance, wanted)


def _longest(case: Case, open_: Sequence[Span], of: str) -> str:
    instance, lasts = case.presolve.instance, minutes_of(case.session.duration)
    spans = spans_breaks(instance, case.session)
    work = (
        end - start - (_pause_in(instance, start, end) if spans else timedelta())
        for start, end in open_
    )
    most = max((minutes_of(each) for each in work), default=0)
    if not most:
        return f"no day has {of}"
    if most < lasts:
        stretch = "band" if spans else "stretch"
        beside = ", breaks left out" if spans else ""
        return f"it lasts {lasts} min, and the longest {stretch} of {of} has {most}{beside}"
    if len(case.cover) > 1:
        return say("{} are {}", of, spans_text(case.presolve.instance, open_))
    return f"no start on the grid of {case.presolve.instance.grid} min keeps it in {of}"


def _pause_in(instance: Instance, start: datetime, end: datetime) -> timedelta:
    breaks = breaks_at(instance, start)
    return sum((min(until, end) - since for since, until in breaks), timedelta())


def _break_met(case: Case) -> str:
    """Return the break that a pinned session would run across, or start in, if that is what is wrong."""
    instance, pin = case.presolve.instance, case.session.pin
    if pin is None or pin.start is None or len(case.meant) != 1:
        return ""
    start, end = case.meant[0]
    spans = spans_breaks(instance, case.session)
    day = start.astimezone(instance.zone).date()
    profile, bands = instance.profile_of(day), instance.kind_by_id[case.session.kind].bands
    for band in profile.bands if profile else ():
        for pause in band.breaks if band.id in bands else ():
            since, until = (instant_at(day, t, instance.zone) for t in (pause.start, pause.end))
            hours = f"{clock_text(pause.start)}-{clock_text(pause.end)}"
            if spans and since <= start < until:
                return f"which starts in the break {hours} of the {band.id}"
            if not spans and start < until and since < end and _inside(case, band):
                return f"which runs across the break {hours} of the {band.id}"
    return ""


def _inside(case: Case, band: Band) -> bool:
    """Tell whether the pinned time lies in a band, breaks aside."""
    start, end = case.meant[0]
    zone = case.presolve.instance.zone
    day = start.astimezone(zone).date()
    return instant_at(day, band.start, zone) <= start and end <= instant_at(day, band.end, zone)


def _beyond_bounds(case: Case, _: str) -> str:
    """Return what a kind is bound to; which official hours, if these alone leave no place."""
    instance, kind = case.presolve.instance, case.session.kind
    if instance.kind_by_id[kind].first_days is None:
        return _longest(case, _spans(instance, case.session, lambda band: band.official), _OFFICIAL)
    return f"the kind {kind_name(instance, kind)} is {listed(_bounds_of(instance, kind))}"


# What may help


def _other_bands(violation: Violation) -> Iterator[Remedy]:
    """Let a kind use another band, or let a band last longer; or make a session shorter."""
    instance, run = violation.instance, violation.runs[violation.item]
    kind = instance.kind_by_id[run.session.kind]
    profile = instance.profile_of(run.start.astimezone(instance.zone).date())
    for band in profile.bands if profile else ():
        since, until = _edges(violation, run, band)
        if band.id not in kind.bands and since <= run.start and run.end <= until:
            where = time_and_room(violation, run)
            path, called = ("kinds", kind.id, "bands"), band_name(band.id)
            words = say("let the kind {} use the band {}, for {}", name(kind), called, where)
            words = say("{} ({})", words, name(run.session))
            yield cured(violation, words, path, (*kind.bands, band.id))
    for near in (run, *_beside_bands(violation, run)):
        with suppress(ValueError):  # bands that would overlap, or a day of more than 24 hours
            yield from _longer(violation, near)
    yield from _shorter(violation, run)


def _beside_bands(violation: Violation, run: Run) -> list[Run]:
    """Return a session right before and after stretches of its bands, the nearest first."""
    length, stretches = run.session.duration, _open(violation.instance, run.session)
    starts = {start - length for start, _ in stretches} | {end for _, end in stretches}
    nearest = sorted(starts, key=lambda start: (abs(start - run.start), start))
    ends = {start: end_of(violation.instance, run.session, start) for start in nearest[:TRIES]}
    return [replace(run, start=start, end=end) for start, end in ends.items()]


def _edges(violation: Violation, run: Run, band: Band) -> Span:
    """Return when a band begins and ends on the day of a session."""
    zone = violation.instance.zone
    day = run.start.astimezone(zone).date()
    return instant_at(day, band.start, zone), instant_at(day, band.end, zone)


def _longer(violation: Violation, run: Run) -> Iterator[Remedy]:
    """Let a band, on all days of its profile, begin earlier or end later, as a session needs."""
    instance = violation.instance
    profile = instance.profile_of(run.start.astimezone(instance.zone).date())
    for band in profile.bands if profile else ():
        since, until = _edges(violation, run, band)
        before, after = max(since - run.start, timedelta()), max(run.end - until, timedelta())
        used = band.id in instance.kind_by_id[run.session.kind].bands
        if profile and used and timedelta() < before + after <= run.end - run.start:
            longer = remade(band, start=band.start - before, end=band.end + after)
            bands = tuple(longer if each is band else each for each in profile.bands)
            hours = say("{}-{}", clock_text(longer.start), clock_text(longer.end))
            words = say(
                "let the band {} of the profile {} last {}, for ", band.id, profile.id, hours
            )
            words += say("{}, {}", name(run.session), time_and_room(violation, run))
            remedy = cured(violation, words, ("day_profiles", profile.id, "bands"), bands)
            yield replace(remedy, schedule=with_start(violation.schedule, run.id, run.start))


def _shorter(violation: Violation, run: Run) -> Iterator[Remedy]:
    """Cut off what a session has outside a stretch: the one where it is, or a longer one; the least first."""
    instance, open_ = violation.instance, _open(violation.instance, run.session)
    inside = [
        (max(start, run.start), min(end, run.end))
        for start, end in open_
        if start < run.end and run.start < end
    ]
    for start, end in _longest_first([*inside, *open_], run.start)[:TRIES]:
        pauses = pauses_of(instance, run.session, start)
        paused = sum((min(b, end) - a for a, b in pauses if a < end), timedelta())
        work = end - start - paused
        less = run.session.duration - work
        if less <= timedelta():
            continue
        words = say("make {} {} min shorter, ", name(run.session), minutes_of(less))
        words += when(start, end, instance.zone)
        fields = ("sessions", run.id, "duration")
        changed = cured(violation, words, fields, work)
        yield replace(changed, schedule=with_start(violation.schedule, run.id, start))


def _longest_first(spans: Sequence[Span], near: datetime) -> list[Span]:
    """Return stretches, the longest first, of equal ones the nearest to an instant."""
    return sorted({*spans}, key=lambda span: (span[0] - span[1], abs(span[0] - near)))


def _wider_bounds(violation: Violation) -> Iterator[Remedy]:
    """Give a kind more first days, or let it use other hours than official ones."""
    instance, run = violation.instance, violation.runs[violation.item]
    kind = instance.kind_by_id[run.session.kind]
    day = run.start.astimezone(instance.zone).date()
    needed = sum(each <= day for each in instance.working_dates)
    if kind.first_days is not None and needed > kind.first_days:
        words = say("bind the kind {} to the first {} instead", name(kind), counted(needed, "day"))
        yield cured(violation, words, ("kinds", kind.id, "first_days"), needed)
    if kind.official_hours_only:
        words = say("do not bind the kind {} to official hours", kind_name(instance, kind.id))
        yield cured(violation, words, ("kinds", kind.id, "official_hours_only"), value=False)


def _bounds_at(instance: Instance, session: str) -> FieldPath:
    kind = instance.kind_by_id[instance.session_by_id[session].kind]
    field = "official_hours_only" if kind.first_days is None else "first_days"
    return "kinds", kind.id, field


outside_hours = Voice(
    asks=_bands,
    where=row("sessions", "kind"),
    cure=_other_bands,
    cause=_no_band,
    helps="let its kind use another band, or shorten it",
    keeps_from="the bands of its kind",
    self_evident=True,
    ubiquitous=True,
    gravity=Gravity.IMPOSSIBLE,
)
outside_bound_hours = Voice(
    asks=_bounds,
    where=_bounds_at,
    cure=_wider_bounds,
    cause=_beyond_bounds,
    helps="allow its kind more first days, or lift the bond to official hours",
    keeps_from="the days and hours that its kind is bound to",
)
