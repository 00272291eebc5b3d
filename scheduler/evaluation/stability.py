"""Changes against the published and the imported programme."""

from collections.abc import Collection, Iterator, Sequence

from scheduler.evaluation.intervals import about, minutes_inside, outside
from scheduler.evaluation.memoised import memoised, of_each_run
from scheduler.evaluation.runs import Run, runs_of
from scheduler.findings import Finding
from scheduler.instance import (
    Instance,
    Published,
    Session,
    Span,
    end_of,
    minutes_of,
    remote_of,
    spans_of,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import counted, day_text, listed, moment, name, when


def frozen_moved(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each frozen session that is elsewhere, and each other one in the frozen time."""
    for run in runs_of(instance, schedule):
        yield from _frozen(instance, run)
    frozen = _frozen_time(instance)
    for session, published in _left_out(instance, schedule):
        end = end_of(instance, session, published.start)
        if minutes_inside(published.start, end, frozen):
            time = when(published.start, end, instance.zone)
            lost = len(_promised_seats(instance, published))
            panel = (
                say(", and {} of its panel with it", counted(lost, "person", "people"))
                if lost
                else ""
            )
            message = say("{} is left out{}; it is frozen on {}", session.title, panel, time)
            minutes = minutes_of(session.duration) + lost
            yield Finding(session.id, minutes, (session.id,), message)


def _frozen_time(instance: Instance) -> Sequence[Span]:
    return spans_of(instance.frozen, instance.zone) if instance.published else ()


@memoised
def _frozen(instance: Instance, run: Run) -> Iterator[Finding]:
    frozen, promised = _frozen_time(instance), _promised(instance, run)
    if promised is not None and minutes_inside(*promised, frozen):
        yield from _not_as_promised(instance, run, promised)
    else:
        minutes = minutes_inside(run.start, run.end, frozen)
        yield from about(instance, run, minutes, say("{} min inside the frozen time", minutes))


def session_moved(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that starts at another time than published."""
    for run in runs_of(instance, schedule):
        published = instance.published_by_session.get(run.id)
        if published is not None and published.start != run.start:
            people = _affected(instance, run.session, published)
            yield from about(instance, run, people, _told(instance, published, people))
    for session, published in _left_out(instance, schedule):
        people = _affected(instance, session, published)
        told = _told(instance, published, people)
        message = say("{} is left out: {}", session.title, told)
        yield Finding(session.id, people, (session.id,), message)


def _told(instance: Instance, published: Published, people: int) -> str:
    start = moment(published.start, instance.zone)
    return say("published for {}, {}", start, _concerns(people))


def room_changed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that starts when it was published to, but in another room."""
    for run in runs_of(instance, schedule):
        published = instance.published_by_session.get(run.id)
        if published is None or published.room in (None, run.room):
            continue
        if published.start == run.start:
            people = _affected(instance, run.session, published)
            now, then = _room(instance, run.room), _room(instance, published.room)
            told = say("in {}, published for {}, {}", now, then, _concerns(people))
            yield from about(instance, run, people, told)


@of_each_run
def day_not_kept(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that is on another day than in the programme before."""
    if (day := instance.kept.days.get(run.id)) is not None:
        was = day_text(day[0].astimezone(instance.zone).date())
        yield from outside(instance, run, [day], say("its day, {}", was))


@of_each_run
def room_not_kept(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session in a room that no session of its kind and themes had in the programme before."""
    rooms = instance.kept.rooms.get(run.id)
    if rooms is not None and run.room not in rooms:
        minutes = minutes_of(run.session.duration)
        had = listed([_room(instance, each.id) for each in instance.rooms if each.id in rooms])
        trouble = say("{} min in {}; its kind was in {}", minutes, _room(instance, run.room), had)
        yield from about(instance, run, minutes, trouble)


@of_each_run
def time_not_kept(instance: Instance, run: Run) -> Iterator[Finding]:
    """Yield each session that left a time of its own, or runs beside one that was alone."""
    kept, was = instance.kept, run.session.was
    if was is not None and (own := kept.times.get(run.id)) is not None:
        what = say("its own time, {}", when(*own, instance.zone))
        yield from outside(instance, run, [own], what)
        if was.room not in (None, run.room):
            minutes = minutes_of(run.session.duration)
            now, then = _room(instance, run.room), _room(instance, was.room)
            yield from about(
                instance, run, minutes, say("{} min in {}, before in {}", minutes, now, then)
            )
    if run.id not in kept.alone:
        minutes = minutes_inside(run.start, run.end, [*kept.alone.values()])
        yield from about(
            instance, run, minutes, say("{} min beside a session that ran alone", minutes)
        )


def _not_as_promised(instance: Instance, run: Run, promised: Span) -> Iterator[Finding]:
    what = say("its frozen time, {}", when(*promised, instance.zone))
    yield from outside(instance, run, [promised], what)
    published = instance.published_by_session[run.id]
    if published.room is not None and published.room != run.room:
        minutes = minutes_of(run.session.duration)
        now, then = _room(instance, run.room), _room(instance, published.room)
        yield from about(
            instance, run, minutes, say("{} min in {}, frozen in {}", minutes, now, then)
        )
    if published.seated is not None:
        yield from _reseated(instance, run, _promised_seats(instance, published))


def _reseated(instance: Instance, run: Run, then: Collection[str]) -> Iterator[Finding]:
    """Yield each person who has a seat that was not published, or lost one that was."""
    for person in instance.pools.get(run.id, ()):
        if (person in run.seated) != (person in then):
            who = name(instance.person_by_id[person])
            got = say("{} was added to its frozen panel", who)
            lost = say("{} was removed from its frozen panel", who)
            yield from about(instance, run, 1, got if person in run.seated else lost)


def _promised_seats(instance: Instance, published: Published) -> tuple[str, ...]:
    """Return those of the pool who were published to be seated on the panel."""
    pool = instance.pools.get(published.session, ())
    return tuple(person for person in published.seated or () if person in pool)


def _promised(instance: Instance, run: Run) -> Span | None:
    """Return the published time of a session; None if it is not in the plan."""
    published = instance.published_by_session.get(run.id)
    if published is None:
        return None
    return published.start, end_of(instance, run.session, published.start)


def _left_out(instance: Instance, schedule: Schedule) -> Iterator[tuple[Session, Published]]:
    """Yield the published sessions that are not held."""
    held = schedule.by_session
    for session in instance.sessions:
        published = instance.published_by_session.get(session.id)
        if published is not None and session.id not in held:
            yield session, published


def _affected(instance: Instance, session: Session, published: Published) -> int:
    """Return how many people a change of the session affects."""
    persons = {person for group in session.people.values() for person in group}
    persons.update(published.seated or ())
    in_the_room = max(session.attendance or 0, len(persons))
    return in_the_room + sum(remote_of(instance, session).values()) or 1


def _concerns(people: int) -> str:
    return say("{} affected", counted(people, "person", "people"))


def _room(instance: Instance, room: str | None) -> str:
    return name(instance.room_by_id[room]) if room else ""
