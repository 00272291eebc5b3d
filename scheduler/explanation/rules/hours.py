"""Hours that a session may use: bands and bounds of its kind, its windows, and its pin."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run
from scheduler.explanation.presolve import Unplaceable
from scheduler.explanation.remedies import (
    Remedy,
    Violation,
    cured,
    time_and_room,
    widened,
)
from scheduler.explanation.rules.voice import (
    Gravity,
    Voice,
    field_of_kind,
    pinned_time,
)
from scheduler.explanation.trouble import FieldPath, kind_name, outside_note, spans_text
from scheduler.instance import (
    Band,
    Instance,
    Session,
    Span,
    breaks_at,
    clock_text,
    end_of,
    minutes_of,
    remade,
    spans_breaks,
    spans_of,
    windows_of,
)
from scheduler.phrases import say
from scheduler.rules.spans import bands_of, stretches_of
from scheduler.wording import band_name, counted, day_text, listed, name, when

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


def _no_band(case: Unplaceable, _: str) -> str:
    """Return which hours its kind has: on the days of its pin or windows, if those are the trouble."""
    instance, kind = case.presolve.instance, case.session.kind
    open_ = _open(instance, case.session)
    days = sorted({start.astimezone(instance.zone).date() for start, _ in case.meant})
    if days:
        here = [s for s in open_ if s[0].astimezone(instance.zone).date() in days]
        if here:
            return _may_use(instance, kind, spans_text(instance, here))
        shown = listed([day_text(day) for day in days[:3]])
        has, called = "have" if len(days) > 1 else "has", kind_name(instance, kind)
        return f"{shown} {has} no band for the kind {called}"
    return _longest(case, open_, f"the bands of its kind {kind_name(instance, kind)}")


def _open(instance: Instance, session: Session) -> tuple[Span, ...]:
    bands = instance.kind_by_id[session.kind].bands
    return _spans(instance, session, lambda band: band.id in bands)


def _spans(
    instance: Instance, session: Session, wanted: Callable[[Band], bool]
) -> tuple[Span, ...]:
    spans = bands_of if spans_breaks(instance, session) else stretches_of
    return spans(instance, wanted)


def _longest(case: Unplaceable, open_: Sequence[Span], of: str) -> str:
    instance, lasts = case.presolve.instance, minutes_of(case.session.duration)
    spans = spans_breaks(instance, case.session)
    most = max((minutes_of(_work(instance, case.session, *each)) for each in open_), default=0)
    if not most:
        return f"no day has {of}"
    if most < lasts:
        stretch = "band" if spans else "stretch"
        beside = ", breaks left out" if spans else ""
        return f"it lasts {lasts} min, and the longest {stretch} of {of} has {most}{beside}"
    if len(case.cover) > 1:
        return say("{} are {}", of, spans_text(case.presolve.instance, open_))
    return f"no start on the grid of {case.presolve.instance.grid} min keeps it in {of}"


def _work(instance: Instance, session: Session, start: datetime, end: datetime) -> timedelta:
    """Return how long a session can be that fills a stretch; breaks that it spans do not count."""
    breaks = breaks_at(instance, start) if spans_breaks(instance, session) else ()
    return end - start - sum((min(until, end) - since for since, until in breaks), timedelta())


def _beyond_bounds(case: Unplaceable, _: str) -> str:
    instance, kind = case.presolve.instance, case.session.kind
    if instance.kind_by_id[kind].first_days is None:
        return _longest(case, _spans(instance, case.session, lambda band: band.official), _OFFICIAL)
    return f"the kind {kind_name(instance, kind)} is {listed(_bounds_of(instance, kind))}"


def _other_bands(violation: Violation) -> Iterator[Remedy]:
    instance, run = violation.instance, violation.runs[violation.item]
    kind = instance.kind_by_id[run.session.kind]
    for band in instance.bands_of(run.start.astimezone(instance.zone).date()):
        since, until = _edges(violation, run, band)
        if band.id not in kind.bands and since <= run.start and run.end <= until:
            where = time_and_room(violation, run)
            path, called = ("kinds", kind.id, "bands"), band_name(band.id)
            words = say("let the kind {} use the band {}, for {}", name(kind), called, where)
            words = say("{} ({})", words, name(run.session))
            yield cured(violation, words, path, (*kind.bands, band.id))
    with suppress(ValueError):  # bands that would overlap, or a day of more than 24 hours
        yield from _longer(violation, run)
    yield from _shorter(violation, run)


def _edges(violation: Violation, run: Run, band: Band) -> Span:
    zone = violation.instance.zone
    day = run.start.astimezone(zone).date()
    return band.on(day, zone)


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
                "extend the band {} of the profile {} to {}, for ", band.id, profile.id, hours
            )
            words += say("{}, {}", name(run.session), time_and_room(violation, run))
            yield cured(violation, words, ("day_profiles", profile.id, "bands"), bands)


def _shorter(violation: Violation, run: Run) -> Iterator[Remedy]:
    instance, open_ = violation.instance, _open(violation.instance, run.session)
    by_work = [(_work(instance, run.session, *span), span) for span in open_]
    work, (start, end) = max(by_work, default=(timedelta(), (run.start, run.end)))
    if timedelta() < work < run.session.duration:
        less = minutes_of(run.session.duration - work)
        words = say("shorten {} by {} min, ", name(run.session), less)
        words += when(start, end, instance.zone)
        remedy = cured(violation, words, ("sessions", run.id, "duration"), work)
        place = replace(violation.schedule.by_session[run.id], start=start)
        yield replace(remedy, schedule=violation.schedule.with_place(place))


def _wider_bounds(violation: Violation) -> Iterator[Remedy]:
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


# Windows


def _windows(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("the windows of {} are {}", name(fact), _windows_said(instance, fact))


def _windows_said(instance: Instance, fact: Session) -> str:
    spans = spans_of(windows_of(instance, fact), instance.zone)
    return say("{}{}", spans_text(instance, spans), outside_note(instance, spans))


def _said_where(instance: Instance, session: str) -> tuple[str, ...]:
    fact = instance.session_by_id[session]
    of_kind = fact.windows is None and windows_of(instance, fact)
    return ("kinds", fact.kind, "windows") if of_kind else ("sessions", session, "windows")


def _pin(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} is {}", name(fact), _pinned(instance, fact))


def _pinned(instance: Instance, session: Session) -> str:
    """Return ``pinned to Mon 8 Nov 09:00-10:00 in Africa Hall``, or to one of these."""
    start, room = (session.pin.start, session.pin.room) if session.pin else (None, None)
    where = name(instance.room_by_id[room]) if room else ""
    if start is None:
        return say("pinned to the room {}", where)
    time = when(start, end_of(instance, session, start), instance.zone)
    return say("pinned to {} in {}", time, where) if where else say("pinned to {}", time)


def _wider_windows(violation: Violation) -> Iterator[Remedy]:
    instance, run = violation.instance, violation.runs[violation.item]
    windows = windows_of(instance, run.session)
    window, more = widened(spans_of(windows, instance.zone), (run.start, run.end))
    span = when(window.start, window.end, instance.zone)
    words = say("allow {} also {} ({} min more)", name(run.session), span, minutes_of(more))
    yield cured(violation, words, ("sessions", run.id, "windows"), (*windows, window))


# Pins


def _no_pin(violation: Violation) -> Iterator[Remedy]:
    run = violation.runs[violation.item]
    words = say("remove the pin of {}, for {}", name(run.session), time_and_room(violation, run))
    yield cured(violation, words, ("sessions", run.id, "pin"), None)


outside_hours = Voice(
    says=_bands,
    field="kind",
    cure=_other_bands,
    because=_no_band,
    helps="let its kind use another band, or shorten it",
    keeps_from="the bands of its kind",
    self_evident=True,
    ubiquitous=True,
    gravity=Gravity.IMPOSSIBLE,
)
outside_bound_hours = Voice(
    says=_bounds,
    at=_bounds_at,
    cure=_wider_bounds,
    because=_beyond_bounds,
    helps="allow its kind more first days, or hours that are not official",
    keeps_from="the days and hours that its kind is bound to",
)
outside_window = Voice(
    gravity=Gravity.AGREED,
    says=_windows,
    at=_said_where,
    cure=_wider_windows,
    because=lambda case, _: (
        f"its windows are {_windows_said(case.presolve.instance, case.session)}"
    ),
    helps="widen its windows",
    meant=lambda instance, fact: spans_of(windows_of(instance, fact), instance.zone),
    keeps_from="its windows",
)
pin_broken = Voice(
    gravity=Gravity.AGREED,
    says=_pin,
    field="pin",
    cure=_no_pin,
    because=lambda case, _: _pinned(case.presolve.instance, case.session),
    helps="move or remove its pin",
    meant=pinned_time,
    keeps_from="its pin",
)
off_preferred_time = Voice(field="preferred")
off_standard_start = Voice(
    at=field_of_kind("standard_starts"),
    keeps_from="the standard starts of its kind",
)
late_hours = Voice(at=lambda _, __: ("late_after",))
not_prime_time = Voice(field="prime")
no_slack = Voice(at=lambda _, __: ("reserve",), keeps_from="the reserve")
series_changes_hour = Voice(field="waves")
starts_scattered = Voice(field="at_most")
load_missing = Voice(field="at_least", helps="a lower minimum, or wider windows")
