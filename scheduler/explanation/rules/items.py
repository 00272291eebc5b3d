"""What sessions deal with and who has to be there; and the preparation of a conference."""

from collections.abc import Iterator
from typing import Any

from scheduler.catalogue import HARD
from scheduler.explanation.presolve import Presolve, Unplaceable
from scheduler.explanation.remedies import Cure, Remedy, Violation, cured, with_row
from scheduler.explanation.rules.voice import Gravity, Voice, row_of
from scheduler.explanation.trouble import FieldPath, Trouble
from scheduler.instance import (
    Instance,
    Item,
    Selection,
    Session,
    agenda_of,
    minutes_for_items,
    minutes_of,
    most_time_for,
    remade,
    sessions_for,
    tasks_by_session,
)
from scheduler.phrases import say
from scheduler.wording import counted, joined, listed, name


def _placed(instance: Instance, item: str) -> str:
    fact = instance.item_by_id[item]
    titles = [session.title for session in sessions_for(instance, fact)]
    few = joined(titles) if len(titles) < 4 else counted(len(titles), "session")
    return say("{} must be dealt with in {}", fact.title, few)


def _roomy(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} has {} min for items", fact.title, minutes_of(minutes_for_items(instance, fact)))


def _needed(instance: Instance, who: str) -> str:
    if who in instance.person_by_id:
        fact = instance.person_by_id[who]
        return say("{} must attend all of each item that needs them", name(fact))
    delegation = row_of(instance.delegations, who)
    members = counted(delegation.size, "member")
    return say("{} has {} for the items that it proposes", name(delegation), members)


def _people_at(instance: Instance, who: str) -> FieldPath:
    return ("people", who) if who in instance.person_by_id else ("delegations", who, "size")


def _elsewhere(violation: Violation) -> Iterator[Remedy]:
    instance, fact = violation.instance, violation.instance.item_by_id[violation.item]
    chosen = fact.sessions or Selection()
    wider = remade(chosen, sessions=(*chosen.sessions, *violation.sessions))
    titles = joined([instance.session_by_id[each].title for each in violation.sessions])
    words = say("allow {} to take {}", titles, fact.title)
    yield cured(violation, words, ("items", fact.id, "sessions"), wider)


def _longer(violation: Violation) -> Iterator[Remedy]:
    instance, session = violation.instance, violation.instance.session_by_id[violation.item]
    given = sum(entry.minutes for entry in violation.schedule.agenda_of(session.id))
    agenda, works = agenda_of(instance, session), minutes_of(session.duration)
    if given <= works:
        words = say("give {} {} min for items", session.title, given)
        more = remade(agenda, minutes=given)
        yield cured(violation, words, ("sessions", session.id, "agenda"), more)
        return
    words = say("extend {} to {} min", session.title, given)
    path = ("sessions", session.id, "duration")
    changed = with_row(
        instance, "sessions", session.id, duration=given, agenda=remade(agenda, minutes=given)
    )
    yield Remedy(words, path, changed, violation.schedule)


def _more_people(violation: Violation) -> Iterator[Remedy]:
    if violation.item in violation.instance.person_by_id:
        yield from without(say("the person"), "people")(violation)
        return
    fact = row_of(violation.instance.delegations, violation.item)
    named = sum(each.delegation == fact.id for each in violation.instance.people)
    for size in range(fact.size + 1, len(violation.sessions) + named + 1):
        words = say("let {} send {}", name(fact), counted(size, "member"))
        yield cured(violation, words, ("delegations", fact.id, "size"), size)
    yield from without(say("the delegation"), "proposers")(violation)


def without(what: str, field: str) -> Cure:
    """Return the cure of taking somebody, or a topic, out of one of the items that sessions deal with.

    `field` is the field of items that names them.
    """

    def cure(violation: Violation) -> Iterator[Remedy]:
        agendas = (violation.schedule.agenda_of(session) for session in violation.sessions)
        for entry in (entry for agenda in agendas for entry in agenda):
            fact = violation.instance.item_by_id[entry.item]
            named = getattr(fact, field)
            if (left := _less(named, violation.item)) != named:
                words = say("deal with {} without {} {}", fact.title, what, violation.item)
                yield cured(violation, words, ("items", fact.id, field), left)

    return cure


def _less(named: Any, id_: str) -> Any:
    if isinstance(named, dict):  # people by role
        return {role: _less(people, id_) for role, people in named.items()}
    return tuple(each for each in named if each != id_)


def untaken(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the open items without an allowed session, or with too little time in the allowed ones."""
    instance = presolve.instance
    for item in instance.items:
        if item.is_open:
            yield from _without_session(instance, item) or _without_time(instance, item)


def _without_session(instance: Instance, item: Item) -> tuple[Trouble, ...]:
    if sessions_for(instance, item):
        return ()
    which = "no session" if item.sessions is None else "no session that `sessions` names"
    message = (
        f"{name(item)} must be dealt with, and {which} has time for items. "
        "What may help: other `sessions`, or `optional: true`."
    )
    return (_trouble(instance, item, message, "sessions", ()),)


def _without_time(instance: Instance, item: Item) -> tuple[Trouble, ...]:
    there = most_time_for(instance, item)
    if item.least <= there:
        return ()
    longest = "longest session" if item.parts == 1 else f"{item.parts} longest sessions"
    message = (
        f"{name(item)} needs {counted(minutes_of(item.least), 'minute')}, and the {longest} that may "
        f"take it {'has' if item.parts == 1 else 'have'} {minutes_of(there)}. "
        "What may help: a longer session, more `parts`, or a shorter item."
    )
    field = "minutes" if item.shortest is None else "shortest"
    return (_trouble(instance, item, message, field, sessions_for(instance, item)),)


def _trouble(
    instance: Instance, item: Item, message: str, field: str, sessions: tuple[Session, ...]
) -> Trouble:
    """Return what is certain if neither another session may take the item, nor one give more than it has."""
    kept = [("item_misplaced", item.id), *(("session_overfull", each.id) for each in sessions)]
    is_certain = not item.optional and all(instance.level(*each) == HARD for each in kept)
    ids = tuple(each.id for each in sessions)
    rules = ("value_lost", *dict.fromkeys(rule for rule, _ in kept))
    place = ("items", item.id, field)
    return Trouble(message, certain=is_certain, sessions=ids, rules=rules, place=place)


item_misplaced = Voice(gravity=Gravity.AGREED, says=_placed, field="sessions", cure=_elsewhere)
item_shortened = Voice(field="minutes")
item_split = Voice(field="parts")
session_overfull = Voice(says=_roomy, field="agenda", cure=_longer)
agenda_tight = Voice(field="agenda")
item_people_missing = Voice(
    gravity=Gravity.IMPOSSIBLE, says=_needed, at=_people_at, cure=_more_people
)


def _few(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    tasks, items = instance.kind_by_id[fact.kind].tasks_at_most, agenda_of(instance, fact).at_most
    limits = [counted(tasks, "task")] if tasks is not None else []
    limits += [counted(items, "item")] if items is not None else []
    return say("{} takes at most {}", name(fact), listed(limits))


def _has_too_many(case: Unplaceable, _: str) -> str:
    instance = case.presolve.instance
    number = len(tasks_by_session(instance).get(case.session.id, ()))
    most = instance.kind_by_id[case.session.kind].tasks_at_most or 0
    return f"it deals with {counted(number, 'task')}, and its kind allows {most}"


def _more(violation: Violation) -> Iterator[Remedy]:
    instance, session = violation.instance, violation.instance.session_by_id[violation.item]
    kind, agenda = instance.kind_by_id[session.kind], agenda_of(instance, session)
    tasks = len(tasks_by_session(instance).get(session.id, ()))
    if kind.tasks_at_most is not None and tasks > kind.tasks_at_most:
        words = say("allow each session of {} to deal with {}", name(kind), counted(tasks, "task"))
        yield cured(violation, words, ("kinds", kind.id, "tasks_at_most"), tasks)
    items = len(violation.schedule.agenda_of(session.id))
    if agenda.at_most is not None and items > agenda.at_most:
        words = say("allow {} to take {}", session.title, counted(items, "item"))
        more = remade(agenda, at_most=items)
        yield cured(violation, words, ("sessions", session.id, "agenda"), more)


silence_too_long = Voice(
    field="at_most", helps="another meeting, or a longer silence that is allowed"
)
external_event_clash = Voice(field="avoided_by")
external_event_unused = Voice(
    field="used_by", helps="wider windows of what uses it, or more days around it"
)
too_many_items = Voice(
    says=_few,
    cure=_more,
    because=_has_too_many,
    helps="fewer tasks, or a higher `tasks_at_most` of its kind",
)
