"""Ways out where a person or a delegation cannot be where it should be."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from scheduler.evaluation.runs import Run, chronological, held_of
from scheduler.evaluation.wording import counted, name, when
from scheduler.explanation.remedies import MOST_MORE, Break, Remedy, cured, widened, with_row
from scheduler.explanation.wording import listed
from scheduler.instance.frozen import minutes_of
from scheduler.instance.meetings import Role
from scheduler.instance.moments import Window, spans_of


def person_unavailable(broken: Break) -> Iterator[Remedy]:
    """Let a person be there longer; or let somebody else take the part."""
    instance, person = broken.instance, broken.instance.person_by_id[broken.item]
    before, after = instance.buffers_of(person)
    spans = spans_of(person.available, person.zone or instance.zone)
    wider: dict[datetime, Window] = {}
    minutes = timedelta()
    for run in _attended(broken):
        seated = run.session.seated_before if person.person_class is not None else timedelta()
        held = run.start - max(before, seated), run.end + after
        window, more = widened((*spans, *((w.start, w.end) for w in wider.values())), held)
        if more:
            minutes += more
            wider[window.start] = window
    said = listed([when(each.start, each.end, instance.zone) for each in wider.values()])
    words = f"let {name(person)} be there {said} ({minutes_of(minutes)} min more)"
    available = (*person.available, *wider.values())
    yield cured(broken, words, ("people", person.id, "available"), available)
    yield from person_conflict(broken)


def _attended(broken: Break) -> tuple[Run, ...]:
    """Return the sessions that a person attends, in order of time."""
    seats = broken.schedule.seats_of(broken.item)
    attended = broken.instance.attended(broken.item, seats)
    return chronological(held_of(broken.runs, attended))


def person_conflict(broken: Break) -> Iterator[Remedy]:
    """Let somebody else take a person's part in one of the sessions."""
    person = broken.instance.person_by_id[broken.item]
    for run in reversed(_attended(broken)):
        if run.id not in broken.sessions or run.id in broken.schedule.seats_of(person.id):
            continue
        people = {
            role: left
            for role, named in run.session.people.items()
            if (left := tuple(each for each in named if each != person.id))
        }
        words = f"let somebody else take the part of {name(person)} in {name(run.session)}"
        yield cured(broken, words, ("sessions", run.id, "people"), people)


def local_night(broken: Break) -> Iterator[Remedy]:
    """Let somebody else take a remote person's part."""
    yield from person_conflict(broken)
    for run in _attended(broken):
        if run.id in broken.sessions and run.id not in broken.schedule.seats_of(broken.item):
            people = {**run.session.people}
            for role in [*people]:
                people[role] = tuple(each for each in people[role] if each != broken.item)
            people[Role.OPTIONAL] = (*people.get(Role.OPTIONAL, ()), broken.item)
            person = name(broken.instance.person_by_id[broken.item])
            words = f"make the part of {person} in {name(run.session)} optional"
            yield cured(broken, words, ("sessions", run.id, "people"), people)


def daily_load_exceeded(broken: Break) -> Iterator[Remedy]:
    """Ask more of a person on a day."""
    instance, person = broken.instance, broken.instance.person_by_id[broken.item]
    load: dict[object, timedelta] = {}
    for run in _attended(broken):
        day = run.start.astimezone(instance.zone).date()
        load[day] = load.get(day, timedelta()) + run.session.duration
    most = max(load.values(), default=timedelta())
    words = f"ask {minutes_of(most)} min a day of {name(person)} at most"
    yield cured(broken, words, ("people", person.id, "daily_load"), most)


def delegation_overstretched(broken: Break) -> Iterator[Remedy]:
    """Send more members."""
    instance = broken.instance
    fact = next(each for each in instance.delegations if each.id == broken.item)
    for more in range(1, MOST_MORE + 1):
        words = f"let {name(fact)} send {counted(more, 'more member', 'more members')}"
        changed = with_row(instance, "delegations", fact.id, size=fact.size + more)
        yield Remedy(words, ("delegations", fact.id, "size"), changed, broken.schedule)
