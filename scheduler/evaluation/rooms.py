"""Rooms: double-booked, too small, ill-equipped, closed, wasted, changed, too far apart."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from scheduler.evaluation.intervals import HeldLoad, about, minutes_inside, overlap_found, overlaps
from scheduler.evaluation.memoised import of_each_person, of_each_run
from scheduler.evaluation.runs import (
    Run,
    chronological,
    day_of,
    held_of,
    ids,
    last_date_of,
    minutes_on,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    Instance,
    Person,
    closed_on,
    languages_of,
    minutes_of,
    needs_of,
    place_of,
    spans_of,
    with_parts,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import chained, counted, full_date, listed, name, number, time_text


def room_overlap(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each stretch in which a room without parts is held by more sessions than it holds at once."""
    holds: dict[str, list[HeldLoad]] = {}
    for run in runs_of(instance, schedule):
        end = run.end + instance.room_by_id[run.room].turnaround
        for part in instance.parts_of(run.room):
            holds.setdefault(part, []).append(HeldLoad(run, run.start, end))
    for room in instance.rooms:
        for overlap in overlaps(holds.get(room.id, ()), room.most_at_once):
            what = say("{} is held by {} sessions at once", name(room), number(overlap.peak))
            yield overlap_found(instance.zone, room.id, what, overlap)


@of_each_run
def room_overflow(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session with more people than seats."""
    missing, room = -_empty_seats(instance, run), instance.room_by_id[run.room]
    people = counted(run.session.attendance or 0, "person", "people")
    trouble = say("{} of {} without a seat in {}", missing, people, name(room))
    yield from about(instance, run, missing, trouble)


def _empty_seats(instance: Instance, run: Run) -> int:
    """Return the seats that are left, less than 0 if they are too few; 0 where either number is not known."""
    people, seats = (
        run.session.attendance,
        instance.room_by_id[run.room].seats(run.session.layout),
    )
    return 0 if people is None or seats is None else seats - people


@of_each_run
def room_lacks_feature(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session whose room lacks something that it needs."""
    room = instance.room_by_id[run.room]
    features = [each for each in needs_of(instance, run.session) if each not in room.features]
    booths = max(0, len(languages_of(instance, run.session)) - room.booths)
    layout = run.session.layout
    lacks: list[str] = [feature.replace("_", " ") for feature in features]
    if booths:
        lacks.append(counted(booths, "booth"))
    if layout is not None and layout not in room.layouts:
        lacks.append(say("the layout {}", layout.replace("_", " ")))
    if lacks:
        amount = len(lacks) - bool(booths) + booths
        yield from about(instance, run, amount, say("{} lacks {}", name(room), chained(lacks)))


@of_each_run
def room_closed(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session in a room of which something, or whose place, is closed meanwhile."""
    closures = [
        span
        for room in with_parts(instance.room_by_id, run.room)
        for span in spans_of(room.closures, instance.zone)
    ]
    minutes = minutes_inside(run.start, run.end, closures)
    if minutes:
        room = name(instance.room_by_id[run.room])
        message = say("{} is closed for {} min of {}", room, minutes, placed(run, instance.zone))
        yield Finding(run.room, minutes, (run.id,), message)
    yield from _place_closed(instance, run)


def _place_closed(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield a session on dates on which its place is closed."""
    place = place_of(instance, run.room)
    if place is None:
        return
    any_day = instance.kind_by_id[run.session.kind].any_day
    first = day_of(run, instance)
    number_of_days = (last_date_of(instance, run) - first).days + 1
    minutes, why = 0, list[str]()
    for day in (first + after * DAY for after in range(number_of_days)):
        reason = closed_on(place, day, any_day=any_day)
        if reason is not None:
            minutes += minutes_on(instance, run, day)
            why.append(say("{} ({})", full_date(day), reason))
    if minutes:
        message = say(
            "{}: {} is closed on {}, {}",
            placed(run, instance.zone),
            name(place),
            listed(why),
            time_text(minutes),
        )
        yield Finding(place.id, minutes, (run.id,), message)


@of_each_run
def room_waste(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session with more seats than people."""
    empty, room = _empty_seats(instance, run), instance.room_by_id[run.room]
    people = counted(run.session.attendance or 0, "person", "people")
    trouble = say("{} in {} ({} expected)", counted(empty, "empty seat"), name(room), people)
    yield from about(instance, run, empty, trouble)


def body_changes_room(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each body that meets in several rooms."""
    runs = runs_by_id(instance, schedule)
    for body in instance.bodies:
        sessions = instance.sessions_by_body.get(body.id, ())
        meetings = chronological(held_of(runs, sessions))
        rooms = tuple(dict.fromkeys(run.room for run in meetings))
        if len(rooms) > 1:
            names = ", ".join(name(instance.room_by_id[room]) for room in rooms)
            message = say("{} meets in {} rooms: {}", name(body), number(len(rooms)), names)
            yield Finding(body.id, len(rooms) - 1, ids(meetings), message)


@of_each_person
def walking_time_short(
    instance: Instance, person: Person, attended: Sequence[Run]
) -> Iterator[Finding]:
    """Yield each two sessions of a person between which there is no time for the way."""
    longest = max((walk.minutes for walk in instance.walks), default=timedelta())
    if longest and not person.remote:
        for earlier, later in combinations(attended, 2):
            if timedelta() <= later.start - earlier.end < longest:
                yield from _short_way(instance, person.id, earlier, later)


def _short_way(instance: Instance, person: str, earlier: Run, later: Run) -> Iterator[Finding]:
    there, here = instance.room_by_id[earlier.room], instance.room_by_id[later.room]
    way, time = instance.way(there.building, here.building), later.start - earlier.end
    if way > time:
        short = minutes_of(way - time)
        message = say(
            "{} has {} min for the way of {} min from {} ({}) to {} ({}): {} min short",
            name(instance.person_by_id[person]),
            minutes_of(time),
            minutes_of(way),
            placed(earlier, instance.zone),
            name(there),
            placed(later, instance.zone),
            name(here),
            short,
        )
        yield Finding(person, short, (earlier.id, later.id), message)
