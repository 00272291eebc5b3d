"""Voices of the months before a conference: places, travel, contacts, events of others, and tasks."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.evaluation.runs import chronological, held_of
from scheduler.evaluation.silences import silences
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured, with_row
from scheduler.explanation.rules.people import other_person
from scheduler.explanation.rules.voice import Gravity, Tally, Voice, field_of_kind, row
from scheduler.instance import (
    DAY,
    Contact,
    ExternalEvent,
    Instance,
    Preparation,
    remade,
    tasks_by_session,
)
from scheduler.phrases import say
from scheduler.wording import counted, dates_text, listed, name

# Places and travel


def _open(instance: Instance, place: str) -> str:
    where = name(instance.place_by_id[place])
    return say("nothing is to be held in {} on its holidays, weekends and closed days", where)


def _is_closed(case: Case, _: str) -> str:
    places = {room.place for room in case.others("place_closed")} - {None}
    rows = case.presolve.instance.places
    named = listed([name(each) for each in rows if each.id in places])
    return f"{named or 'its place'} is closed on a day of each time that is left"


def _on_any_day(violation: Violation) -> Iterator[Remedy]:
    """Let sessions of a kind be held on any day; or open a place on the dates that were listed for it."""
    instance = violation.instance
    for session in violation.sessions:
        kind = instance.kind_by_id[instance.session_by_id[session].kind]
        if not kind.any_day:
            words = say("let {} be held on any day", name(kind))
            yield cured(violation, words, ("kinds", kind.id, "any_day"), value=True)
    place = instance.place_by_id[violation.item]
    if place.closed:
        words = say("open {} on the dates listed for it", name(place))
        yield cured(violation, words, ("places", place.id, "closed"), ())
    if place.country is not None:
        changed = with_row(instance, "places", place.id, country=None, subdivision=None, weekend=())
        words = say("meet in {} on public holidays and weekends", name(place))
        yield Remedy(words, ("places", place.id, "country"), changed, violation.schedule)


def _can_travel(instance: Instance, person: str) -> str:
    days = counted(instance.travel_days, "day")
    return say(
        "{} is to have {} to get from one place to another",
        name(instance.person_by_id[person]),
        days,
    )


def _faster(violation: Violation) -> Iterator[Remedy]:
    """Travel faster; or let somebody else go."""
    for days in range(violation.instance.travel_days - 1, -1, -1):
        words = say("allow {} for travel", counted(days, "day"))
        changed = remade(violation.instance, travel_days=days)
        yield Remedy(words, ("travel_days",), changed, violation.schedule)
    yield from other_person(violation)


# Contacts, events of others, what has to be ready


def _contact(instance: Instance, id_: str) -> Contact:
    return next(each for each in instance.contacts if each.id == id_)


def _event(instance: Instance, id_: str) -> ExternalEvent:
    return next(each for each in instance.external_events if each.id == id_)


def _preparation(instance: Instance, id_: str) -> Preparation:
    return next(each for each in instance.preparations if each.id == id_)


def _talking(instance: Instance, id_: str) -> str:
    contact = _contact(instance, id_)
    return say(
        "{}: a silence is to last {} at most", name(contact), counted(contact.at_most, "day")
    )


def _longer_silence(violation: Violation) -> Iterator[Remedy]:
    """Allow as long a silence as there is."""
    contact = _contact(violation.instance, violation.item)
    held = held_of(violation.runs, violation.instance.selected(contact.sessions))
    found = silences(violation.instance, contact, chronological(held))
    longest = max(silence.days for silence in found)
    words = say("let {} be silent for {}", name(contact), counted(longest, "day"))
    yield cured(violation, words, ("contacts", contact.id, "at_most"), longest)


def _avoids(instance: Instance, id_: str) -> str:
    event = _event(instance, id_)
    when = dates_text(event.first, event.last)
    return say("what avoids {} is not to be held on its dates, {}", name(event), when)


def _no_longer_avoided(violation: Violation) -> Iterator[Remedy]:
    """Hold sessions beside an event all the same."""
    event = _event(violation.instance, violation.item)
    selected = violation.instance.selected(event.avoided_by)
    others = tuple(each.id for each in selected if each.id not in violation.sessions)
    if others or any(names for _, names in event.used_by):
        avoiding = type(event.avoided_by)(sessions=others)
        words = say("let others avoid {}", name(event))
        yield cured(violation, words, ("external_events", event.id, "avoided_by"), avoiding)


def _uses(instance: Instance, id_: str) -> str:
    event = _event(instance, id_)
    near = counted(event.within, "day")
    return say(
        "one of the meetings that use {} is to be held at its place within {} of it",
        name(event),
        near,
    )


def _farther(violation: Violation) -> Iterator[Remedy]:
    """Count as beside an event what is so many days away."""
    event = _event(violation.instance, violation.item)
    for within in (7, 14, 30):
        if within > event.within:
            words = say("count what is {} days away as beside {}", within, name(event))
            yield cured(violation, words, ("external_events", event.id, "within"), within)


def _ready(instance: Instance, id_: str) -> str:
    each = _preparation(instance, id_)
    session = name(instance.session_by_id[each.session])
    return say(
        "{} is to be ready, with {}, {} before what needs it",
        name(each),
        session,
        counted(each.days, "day"),
    )


def _ready_later(violation: Violation) -> Iterator[Remedy]:
    """Be content with fewer days between; or with what is ready for other sessions."""
    each = _preparation(violation.instance, violation.item)
    ready = violation.runs.get(each.session)
    needing = held_of(violation.runs, violation.instance.selected(each.before))
    if ready is not None and needing:
        days = min(run.start for run in needing) - ready.end
        if days >= timedelta() and days // DAY + 1 < each.days:
            words = say("have {} ready {} before", name(each), counted(days // DAY + 1, "day"))
            yield cured(violation, words, ("preparations", each.id, "days"), days // DAY + 1)


# Tasks


def _few_tasks(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    most = instance.kind_by_id[fact.kind].tasks_at_most or 0
    return say("{} is to deal with {} at most", name(fact), counted(most, "task"))


def _has_too_many(case: Case, _: str) -> str:
    instance = case.presolve.instance
    number = len(tasks_by_session(instance).get(case.session.id, ()))
    most = instance.kind_by_id[case.session.kind].tasks_at_most or 0
    return f"it deals with {counted(number, 'task')}, and its kind allows {most}"


def _more_tasks(violation: Violation) -> Iterator[Remedy]:
    """Allow as many tasks as there are."""
    instance = violation.instance
    kind = instance.kind_by_id[instance.session_by_id[violation.item].kind]
    number = len(tasks_by_session(instance).get(violation.item, ()))
    words = say("let each session of {} deal with {}", name(kind), counted(number, "task"))
    yield cured(violation, words, ("kinds", kind.id, "tasks_at_most"), number)


place_closed = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_open,
    where=row("places"),
    cure=_on_any_day,
    cause=_is_closed,
    helps="another place, wider windows, or a kind that may be held on any day",
)
travel_too_short = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_can_travel,
    where=row("people"),
    cure=_faster,
)
silence_too_long = Voice(
    asks=_talking,
    where=row("contacts", "at_most"),
    cure=_longer_silence,
    tally=Tally(helps="another meeting, or a longer silence that is allowed"),
)
external_event_clash = Voice(
    asks=_avoids,
    where=row("external_events", "avoided_by"),
    cure=_no_longer_avoided,
    cause=lambda *_: "an event that it avoids is on a day of each time that is left",
    helps="wider windows, or an event that is not avoided",
)
external_event_unused = Voice(
    asks=_uses,
    where=row("external_events", "used_by"),
    cure=_farther,
    tally=Tally(helps="wider windows of what uses it, or more days around it"),
)
prepared_late = Voice(asks=_ready, where=row("preparations"), cure=_ready_later)
too_many_tasks = Voice(
    asks=_few_tasks,
    where=field_of_kind("tasks_at_most"),
    cure=_more_tasks,
    cause=_has_too_many,
    helps="fewer tasks, or a higher `tasks_at_most` of its kind",
)
