"""Who sits on panels: persons who are to be seated, and those who fit a panel."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from scheduler.catalogue import OFF
from scheduler.evaluation.runs import Run, theme_name
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured, widened, with_row
from scheduler.explanation.rules.voice import Stage, Voice, row
from scheduler.explanation.trouble import Idle, Trouble
from scheduler.instance import Instance, Person, Role, minutes_of, spans_of
from scheduler.phrases import say
from scheduler.restrictions import Quota
from scheduler.rules.seats import is_seat, session_of
from scheduler.schedule import Schedule
from scheduler.wording import counted, listed, name, when


def _seated(instance: Instance, person: str) -> str:
    fact = instance.person_by_id[person]
    chosen = instance.selected(instance.class_of(fact).seated_in)
    return say("{} is to be in one of {}", name(fact), counted(len(chosen), "session"))


def _without_seat(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the persons who have to be seated and cannot be in any of the sessions in question."""
    for priced in presolve.hard:
        quota = priced.restriction
        if priced.rule != "unseated" or not isinstance(quota, Quota):
            continue
        seats = [part for part in quota.loads if is_seat(part)]
        fixed = [part for part in quota.loads if not is_seat(part)]
        if presolve.givable.isdisjoint(seats) and not set(fixed).difference(presolve.hopeless):
            sessions = tuple(dict.fromkeys(session_of(part) for part in quota.loads))
            person = presolve.instance.person_by_id[quota.item]
            message = _no_seat(presolve.instance, person, sessions)
            yield Trouble(message, certain=True, sessions=sessions, rules=("unseated",))


def _no_seat(instance: Instance, person: Person, sessions: Collection[str]) -> str:
    chosen = instance.selected(instance.class_of(person).seated_in)
    asked = f"{name(person)} has to be in one of {counted(len(chosen), 'session')}"
    if not sessions:
        why = "is named in none of them, and in the pool of no panel"
        return f"{asked}, and {why}. What may help: a role in one, or a pool that the person fits."
    titles = listed([name(instance.session_by_id[session]) for session in sessions])
    why = f"cannot be there when {titles} can be held"
    return f"{asked}, and {why}. What may help: wider availability, or another pool."


def _part_or_seat(violation: Violation) -> Iterator[Remedy]:
    """Let the person be there when there is a seat; or give the person a role in a session."""
    instance, person = violation.instance, violation.instance.person_by_id[violation.item]
    wanted = {each.id for each in instance.selected(instance.class_of(person).seated_in)}
    held = [run for run in violation.runs.values() if run.id in wanted]
    for run in held:
        if person.id in instance.pools.get(run.id, ()):
            yield from brought(violation, run, person)
    for run in held:
        required = (*run.session.people.get(Role.REQUIRED, ()), person.id)
        people = {**run.session.people, Role.REQUIRED: required}
        words = say("let {} have a part in {} without a seat", name(person), run.title)
        yield cured(violation, words, ("sessions", run.id, "people"), people)


def brought(violation: Violation, run: Run, person: Person) -> Iterator[Remedy]:
    """Let a person of the pool be there, on a seat, while a session runs."""
    instance = violation.instance
    before, after = instance.buffers_of(person)
    if person.person_class is not None:
        before = max(before, run.session.seated_before)
    spans = spans_of(person.available, person.zone or instance.zone)
    if not spans:
        return
    window, more = widened(spans, (run.start - before, run.end + after))
    if not more:
        return
    time = when(window.start, window.end, instance.zone)
    words = say(
        "let {} be there {} ({} min more), on the panel of {}",
        name(person),
        time,
        minutes_of(more),
        run.title,
    )
    available = (*person.available, window)
    changed = with_row(instance, "people", person.id, available=available)
    path = ("people", person.id, "available")
    yield Remedy(words, path, changed, _with_seat(violation.schedule, run.id, person.id))


def _with_seat(schedule: Schedule, session: str, person: str) -> Schedule:
    return schedule.with_places(
        replace(each, seated=tuple(sorted({*each.seated, person})))
        if each.session == session
        else each
        for each in schedule.assignments
    )


def _idle_seated_in(presolve: Presolve) -> Iterator[Idle]:
    """Yield the sessions in which a class has to be seated, if there are none."""
    instance = presolve.instance
    for each in instance.person_classes:
        members = [person for person in instance.people if person.person_class == each.id]
        is_asked = any(instance.level("unseated", person.id) != OFF for person in members)
        is_said = any(names for _, names in each.seated_in)
        if is_asked and is_said and not instance.selected(each.seated_in):
            yield Idle(("person_classes", each.id, "seated_in"), "it selects no session")


def _of_theme(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    themes = listed([theme_name(instance, theme) for theme in fact.themes])
    return say("who sits on the panel of {} is to care for {}", name(fact), themes)


def _of_level(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    level = say(fact.level.value) if fact.level is not None else say("its")
    return say("who sits on the panel of {} is to be of {} level", name(fact), level)


unseated = Voice(
    asks=_seated,
    where=row("people", "class"),
    cure=_part_or_seat,
    screen=(Stage.SHORTAGES, _without_seat),
    idle=_idle_seated_in,
)
theme_mismatch = Voice(
    asks=_of_theme, where=row("sessions", "themes"), counts=lambda instance: instance.pools
)
levels_mixed = Voice(
    asks=_of_level, where=row("sessions", "level"), counts=lambda instance: instance.pools
)
