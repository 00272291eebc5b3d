"""The months before a conference: places, travel, and tasks."""

from collections.abc import Iterator

from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured, with_row
from scheduler.explanation.rules.people import other_person
from scheduler.explanation.rules.voice import Gravity, Tally, Voice, field_of_kind
from scheduler.instance import (
    Instance,
    remade,
    tasks_by_session,
)
from scheduler.phrases import say
from scheduler.wording import counted, listed, name

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
    """Let somebody else go; or travel faster."""
    for days in range(violation.instance.travel_days - 1, -1, -1):
        words = say("allow {} for travel", counted(days, "day"))
        changed = remade(violation.instance, travel_days=days)
        yield Remedy(words, ("travel_days",), changed, violation.schedule)
    yield from other_person(violation)


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
    says=_open,
    cure=_on_any_day,
    because=_is_closed,
    helps="another place, wider windows, or a kind that may be held on any day",
)
travel_too_short = Voice(gravity=Gravity.IMPOSSIBLE, says=_can_travel, cure=_faster)
silence_too_long = Voice(
    field="at_most", tally=Tally(helps="another meeting, or a longer silence that is allowed")
)
external_event_clash = Voice(field="avoided_by")
external_event_unused = Voice(
    field="used_by", tally=Tally(helps="wider windows of what uses it, or more days around it")
)
too_many_tasks = Voice(
    says=_few_tasks,
    at=field_of_kind("tasks_at_most"),
    cure=_more_tasks,
    because=_has_too_many,
    helps="fewer tasks, or a higher `tasks_at_most` of its kind",
)
