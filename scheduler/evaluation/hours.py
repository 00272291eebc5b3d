"""Hours: bands, windows, standard starts, series, loads, pins and the reserve."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from scheduler.evaluation.intervals import (
    about,
    clock_minutes,
    minutes_inside,
    minutes_outside,
    outside,
    stretches_of,
)
from scheduler.evaluation.memoised import of_each_run, of_facts
from scheduler.evaluation.runs import (
    Run,
    chronological,
    dates_about,
    day_of,
    held_of,
    ids,
    runs_by_id,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Band,
    Instance,
    Kind,
    MinimumLoad,
    Span,
    breaks_on,
    clock_text,
    end_of,
    half_days_of,
    instant_at,
    minutes_of,
    official_dates,
    pauses_of,
    spans_breaks,
    spans_of,
    windows_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import (
    band_name,
    chained,
    counted,
    day_text,
    half_day_name,
    listed,
    name,
    number,
    when,
)

MIDNIGHT = timedelta()


@of_each_run
def outside_hours(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that leaves the stretches of the bands of its kind."""
    kind = instance.kind_by_id[run.session.kind]
    within = _hours(instance)[kind.id, spans_breaks(instance, run.session)]
    if minutes := minutes_outside(run.start, run.end, within):
        breaks = _breaks_met(instance, run, kind)
        what = _hours_for(instance, kind, day_of(run, instance))
        trouble = say("runs into {}", breaks) if breaks else say("{} min outside {}", minutes, what)
        yield from about(instance, run, minutes, trouble)
    waits = _waiting(instance, run)
    yield from about(instance, run, waits, say("starts in a break, {} min before its end", waits))


def _breaks_met(instance: Instance, run: Run, kind: Kind) -> str:
    """Return the breaks of its band that a session meets, if it is outside its hours by them alone."""
    if minutes_outside(run.start, run.end, _hours(instance)[kind.id, True]):
        return ""
    zone = instance.zone
    return listed(
        [
            chained(
                (
                    title or say("a break"),
                    f"{since.astimezone(zone):%H:%M}-{until.astimezone(zone):%H:%M}",
                ),
                " ",
            )
            for since, until, title, band in breaks_on(instance, day_of(run, instance))
            if band in kind.bands and since < run.end and run.start < until
        ]
    )


def _waiting(instance: Instance, run: Run) -> int:
    """Return the minutes after which a session that starts in a break begins its work."""
    begins = run.start
    for since, until in pauses_of(instance, run.session, run.start):
        begins = until if since == begins else begins
    return minutes_of(begins - run.start)


@of_each_run
def outside_window(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that leaves its windows."""
    if own := windows_of(instance, run.session):
        yield from outside(instance, run, spans_of(own, instance.zone), say("its windows"))


@of_each_run
def off_preferred_time(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that leaves its preferred windows."""
    if run.session.preferred:
        windows = spans_of(run.session.preferred, instance.zone)
        yield from outside(instance, run, windows, say("its preferred times"))


@of_each_run
def off_standard_start(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that starts at another time than its kind should."""
    kind = instance.kind_by_id[run.session.kind]
    if kind.standard_starts:
        starts = [
            instant_at(day, clock, instance.zone)
            for day in dates_about(instance, run)
            for clock in _standard_clocks(instance, kind, day)
        ]
        windows = [(start, end_of(instance, run.session, start)) for start in starts]
        clocks = map(clock_text, _standard_clocks(instance, kind, day_of(run, instance)))
        what = say("its standard times, which begin at {}", listed([*clocks]))
        yield from outside(instance, run, windows, what)


def _standard_clocks(instance: Instance, kind: Kind, day: date) -> Sequence[timedelta]:
    """Return when sessions of a kind should start on a date."""
    profile = instance.profile_of(day)
    special = profile and profile.standard_starts.get(kind.id)
    return special or kind.standard_starts


@of_each_run
def late_hours(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that runs late in the day, or still at night."""
    late, zone = instance.late_after, instance.zone
    if instance.of_days or instance.kind_by_id[run.session.kind].late_is_fine:
        return
    amount = minutes = clock_minutes(run.start, run.end, zone, late, DAY)
    trouble, before = say("{} min after {}", minutes, clock_text(late)), 1
    for step in instance.late_steps:
        later = clock_minutes(run.start, run.end, zone, step.start, DAY)
        amount += later * (step.rate - before)
        before = step.rate
        if later:
            trouble += say(
                ", {} after {} (each counts {})", later, clock_text(step.start), step.rate
            )
    night = clock_minutes(run.start, run.end, zone, MIDNIGHT, instance.late_until)
    if night:
        trouble += say(
            ", {} before {} (each counts {})",
            night,
            clock_text(instance.late_until),
            before,
        )
    yield from about(instance, run, amount + night * before, trouble)


def series_changes_hour(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each series whose sessions start at more clock times than it has waves."""
    runs = runs_by_id(instance, schedule)
    for series in instance.series:
        held = held_of(runs, instance.selected(series.sessions))
        clocks = sorted({f"{run.start.astimezone(instance.zone):%H:%M}" for run in held})
        beyond = len(clocks) - series.waves
        if beyond > 0:
            message = say(
                "Series {} starts at {} different times: {} ({} allowed)",
                series.id,
                number(len(clocks)),
                listed(clocks),
                number(series.waves),
            )
            yield Finding(series.id, beyond, ids(chronological(held)), message)


def starts_scattered(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each band of a day in which the sessions of a common start begin at too many times."""
    runs, zone = runs_by_id(instance, schedule), instance.zone
    for common in instance.common_starts:
        held = chronological(held_of(runs, instance.selected(common.sessions)))
        for half in half_days_of(instance, DAY):
            counts = half.band is not None and half.band in (common.bands or [half.band])
            there = [run for run in held if counts and half.start <= run.start < half.end]
            # A band of the day on which clocks go back may last longer than a day.
            starts = {(run.start - half.start) % DAY: run.start for run in reversed(there)}
            if len(starts) > common.at_most:
                clocks = [f"{start.astimezone(zone):%H:%M}" for start in sorted(starts.values())]
                said = say("starts at {} ({} allowed)", listed(clocks), number(common.at_most))
                message = say(
                    "{}, {}, {}: {}", common.id, day_text(half.day), half_day_name(half), said
                )
                yield Finding(common.id, len(starts) - common.at_most, ids(there), message)


def load_missing(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each band of a day, or each day, that has less than a minimum load."""
    runs = runs_by_id(instance, schedule)
    for load in instance.minimum_loads:
        chosen = instance.sessions if load.sessions is None else instance.selected(load.sessions)
        held, least = held_of(runs, chosen), minutes_of(load.at_least)
        for what, (start, end) in _periods(instance, load) if chosen else ():
            there = chronological(run for run in held if start <= run.start < end)
            minutes = sum(minutes_of(run.session.duration) for run in there)
            if minutes < least:
                message = say(
                    "{}, {}: {} min of sessions, {} wanted", load.id, what, minutes, least
                )
                yield Finding(load.id, least - minutes, ids(there), message)


def _periods(instance: Instance, load: MinimumLoad) -> Iterator[tuple[str, Span]]:
    """Yield when a minimum load holds, in words and in time: bands of its days, or days."""
    zone = instance.zone
    for day in official_dates(instance, load.first, load.last):
        if not load.bands:
            midnights = instant_at(day, MIDNIGHT, zone), instant_at(day + DAY, MIDNIGHT, zone)
            yield day_text(day), midnights
        for band in instance.bands_of(day):
            start, end = band.on(day, zone)
            if band.id in load.bands and start < end:
                yield say("{}, {}", day_text(day), band_name(band.id)), (start, end)


@of_each_run
def outside_bound_hours(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session outside the first days, or the official stretches, that its kind is bound to."""
    kind = instance.kind_by_id[run.session.kind]
    if kind.first_days is not None:
        days = say("the first {}", counted(kind.first_days, "day"))
        yield from outside(instance, run, _first_days(instance, kind.first_days), days)
    if kind.official_hours_only:
        within = _hours(instance)[None, spans_breaks(instance, run.session)]
        yield from outside(instance, run, within, say("official hours"))


@of_each_run
def not_prime_time(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that deserves prime time and lacks it, or a prime room."""
    if run.session.prime:
        prime_time = spans_of(instance.prime_time, instance.zone)
        yield from outside(instance, run, prime_time, say("prime time"))
        room = instance.room_by_id[run.room]
        if not room.prime:
            minutes = minutes_of(run.session.duration)
            trouble = say("{} min in {}, not a prime room", minutes, name(room))
            yield from about(instance, run, minutes, trouble)


@of_each_run
def pin_broken(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that leaves its pinned time, or is not in its pinned room."""
    pin, duration = run.session.pin, run.session.duration
    if pin and pin.start is not None:
        pinned = (pin.start, end_of(instance, run.session, pin.start))
        promised = say("its pinned time, {}", when(*pinned, instance.zone))
        yield from outside(instance, run, [pinned], promised)
    if pin and pin.room is not None and pin.room != run.room:
        room, other = instance.room_by_id[pin.room], instance.room_by_id[run.room]
        minutes = minutes_of(duration)
        trouble = say("{} min in {}, pinned to {}", minutes, name(other), name(room))
        yield from about(instance, run, minutes, trouble)


@of_each_run
def no_slack(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that uses the reserve without a pinned start."""
    reserve = spans_of(instance.reserve, instance.zone)
    pinned = run.session.pin is not None and run.session.pin.start is not None
    if not pinned and (minutes := minutes_inside(run.start, run.end, reserve)):
        yield from about(instance, run, minutes, say("{} min in the reserve", minutes))


def _first_days(instance: Instance, number: int) -> list[Span]:
    """Return the window of the first days with a band; of all of them, if they are fewer."""
    days = instance.working_dates[:number]
    begins = instant_at(instance.first_day, MIDNIGHT, instance.zone)
    return [(begins, instant_at(day + DAY, MIDNIGHT, instance.zone)) for day in days[-1:]]


def _hours_for(instance: Instance, kind: Kind, day: date) -> str:
    """Return what the hours of a kind are called; on a date on which nothing has hours, with that."""
    hours = say("the hours for {}", name(kind))
    if day in instance.working_dates:
        return hours
    return say("{}: the conference has no hours on {}", hours, day_text(day))


def _joined(instance: Instance, stretches: list[tuple[Band, Span]]) -> list[Span]:
    """Return stretches, each as long as a session may run on from it into the next, and the next."""
    ends: dict[datetime, datetime] = {}
    for band, (start, end) in sorted(stretches, key=lambda each: each[1], reverse=True):
        if start < end:  # clocks may skip all of it
            day = start.astimezone(instance.zone).date()
            runs_on = band.joins and end == instant_at(day, band.end, instance.zone)
            ends[start] = ends.get(end, end) if runs_on else end
    return [*ends.items()]


@of_facts
def _hours(instance: Instance) -> Mapping[tuple[str | None, bool], Sequence[Span]]:
    """Return when each kind may run, and official hours (None), by whether sessions span breaks.

    What spans breaks stays inside one band.
    """
    hours: dict[tuple[str | None, bool], Sequence[Span]] = {}
    for spans in (False, True):
        bands = [*stretches_of(instance, whole=spans)]
        by_kind: dict[str | None, list[tuple[Band, Span]]] = {
            kind.id: [each for each in bands if each[0].id in kind.bands] for kind in instance.kinds
        }
        by_kind[None] = [each for each in bands if each[0].official]
        for kind, own in by_kind.items():
            hours[kind, spans] = [span for _, span in own] if spans else _joined(instance, own)
    return hours
