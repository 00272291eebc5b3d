"""People: double-booked, not available, overloaded, without a meal, on site too long."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from scheduler.evaluation.intervals import (
    ConcurrencyLimit,
    HeldLoad,
    Overlap,
    at_once,
    minutes_outside,
    overlap_found,
    overlaps,
)
from scheduler.evaluation.memoised import memoised, of_each_person
from scheduler.evaluation.runs import (
    Run,
    attended_by,
    chosen,
    chronological,
    day_of,
    held_of,
    ids,
    placed,
    runs_by_day,
    runs_by_id,
    titles,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Delegation,
    Instance,
    Meal,
    Person,
    Span,
    delegations_eating,
    eating,
    latest,
    minutes_of,
    place_of,
    spans_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, day_text, name, number, time_text, when


@of_each_person
def person_conflict(
    instance: Instance, person: Person, attended: Sequence[Run]
) -> Iterator[Finding]:
    """Yield where several attended sessions hold a person, and each way without the days for it."""
    for overlap in overlaps(_hold(instance, person, run) for run in attended):
        what = say("{} is double-booked in {} sessions", name(person), number(overlap.peak))
        yield overlap_found(instance.zone, person.id, what, overlap)
    yield from _long_ways(instance, person, attended)


def _long_ways(instance: Instance, person: Person, attended: Sequence[Run]) -> Iterator[Finding]:
    """Yield each two sessions in different places with too few days between."""
    way = instance.travel_days * DAY
    for earlier, later in combinations(() if person.remote or not way else attended, 2):
        there, here = (place_of(instance, run.room) for run in (earlier, later))
        gap = later.start - earlier.end
        if there is None or here is None or there == here or not timedelta() <= gap < way:
            continue
        message = say(
            "{} has {} for the way from {} ({}) to {} ({}), which takes {}",
            name(person),
            time_text(minutes_of(gap)),
            name(there),
            placed(earlier, instance.zone),
            name(here),
            placed(later, instance.zone),
            counted(instance.travel_days, "day"),
        )
        yield Finding(person.id, minutes_of(way - gap), (earlier.id, later.id), message)


def optional_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a person with an option cannot attend all that runs."""
    runs, attended = runs_by_id(instance, schedule), attended_by(instance, schedule)
    for person in instance.people:
        options = instance.optional_by_person.get(person.id, ())
        if options:
            held = (*attended[person.id], *held_of(runs, options))
            who = say("{} would like to attend", name(person))
            yield from at_once(instance, ConcurrencyLimit(person.id, who, held))


@of_each_person
def person_unavailable(
    instance: Instance, person: Person, attended: Sequence[Run]
) -> Iterator[Finding]:
    """Yield each attended session that holds a person outside the person's availability."""
    available = spans_of(person.available, person.zone or instance.zone)
    for run in attended if available else ():
        hold = _hold(instance, person, run)
        minutes = minutes_outside(hold.start, hold.end, available)
        if minutes:
            message = say(
                "{} is not available for {} min of {}, needed for {}",
                name(person),
                minutes,
                when(hold.start, hold.end, instance.zone),
                run.title,
            )
            yield Finding(person.id, minutes, (run.id,), message)


@of_each_person
def daily_load_exceeded(
    instance: Instance, person: Person, attended: Sequence[Run]
) -> Iterator[Finding]:
    """Yield each day with more minutes of sessions than a person should attend."""
    load = instance.daily_load_of(person)
    if load is None:
        return
    for day, runs in runs_by_day(instance, attended).items():
        total = sum(minutes_of(run.session.duration) for run in runs)
        beyond = total - minutes_of(load)
        if beyond > 0:
            message = say(
                "{} attends {} min on {}, {} min more than the daily load: {}",
                name(person),
                total,
                day_text(day),
                beyond,
                titles(runs),
            )
            yield Finding(person.id, beyond, ids(runs), message)


def meal_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each day on which a person, or a delegation, lacks the time for a meal."""
    runs, attended = runs_by_id(instance, schedule), attended_by(instance, schedule)
    for meal in instance.meals:
        missed = [_missed(instance, each, attended[each.id]) for each in eating(instance, meal)]
        for delegation in delegations_eating(instance, meal):
            must = chosen(instance, runs, delegation.must)
            missed.append(_missed(instance, delegation, must))
        yield from (finding for some in missed for each, finding in some if each == meal.id)


@memoised
def _missed(
    instance: Instance, who: Person | Delegation, attended: Sequence[Run]
) -> Iterator[tuple[str, Finding]]:
    """Yield what a person, or everybody of a delegation, misses of each meal, by its id."""
    if isinstance(who, Person):
        holds, others = [_hold(instance, who, run) for run in attended], 0
    else:
        holds, others = [HeldLoad(run, run.start, run.end) for run in attended], who.size - 1
    for meal in instance.meals:
        for finding in _hungry(instance, meal, name(who), holds, others):
            yield meal.id, finding


def _hungry(
    instance: Instance, meal: Meal, who: str, holds: Sequence[HeldLoad], at_most: int
) -> Iterator[Finding]:
    """Yield each day of a meal on which no stretch is long enough in which no more than so many hold."""
    hours = [
        (start, end)
        for start, end in _hours_of(instance, meal)
        if any(hold.start < end and hold.end > start for hold in holds)
    ]
    busy = tuple(overlaps(holds, at_most)) if hours else ()
    for start, end in hours:
        there = [overlap for overlap in busy if overlap.start < end and overlap.end > start]
        edges = [start, *(edge for overlap in there for edge in (overlap.start, overlap.end)), end]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        free = max(0, *(minutes_of(until - since) for since, until in pairs))
        missing = min(minutes_of(meal.minutes), minutes_of(end - start)) - free
        if there and missing > 0:
            message = say(
                "{} has {} min for {} on {}, {} min too few: {}",
                who,
                free,
                meal.id,
                when(start, end, instance.zone),
                missing,
                titles(_of_crowds(there)),
            )
            yield Finding(meal.id, missing, ids(_of_crowds(there)), message)


@latest
def _hours_of(instance: Instance, meal: Meal) -> Sequence[Span]:
    """Return the hours of a meal on each of its days."""
    days, zone = sorted(set(meal.days or instance.dates)), instance.zone
    return [meal.on(day, zone) for day in days]


def _of_crowds(found: Sequence[Overlap]) -> tuple[Run, ...]:
    """Return the sessions of several overlaps, each once, in order of time."""
    return chronological({run.id: run for overlap in found for run in overlap.runs}.values())


@of_each_person
def days_on_site(instance: Instance, person: Person, attended: Sequence[Run]) -> Iterator[Finding]:
    """Yield each person who should be on site compactly and is needed on days apart."""
    if person.remote or not instance.is_compact(person) or not attended:
        return
    days = [day_of(run, instance) for run in attended]
    first, last = min(days), max(days)
    if first < last:
        nights = (last - first).days
        message = say(
            "{} is needed from {} to {} ({} days): {}",
            name(person),
            day_text(first),
            day_text(last),
            number(nights + 1),
            titles(attended),
        )
        yield Finding(person.id, nights, ids(attended), message)


def _hold(instance: Instance, person: Person, run: Run) -> HeldLoad:
    """Return for how long a session holds a person, buffers and seating included."""
    before, after = instance.buffers_of(person)
    if person.person_class is not None:
        before = max(before, run.session.seated_before)
    return HeldLoad(run, run.start - before, run.end + after)
