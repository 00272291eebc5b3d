"""What is dealt with in sessions, in which order and with whom."""

from collections.abc import Callable, Iterator

from scheduler.explanation.remedies import Remedy, Violation, cured, with_row
from scheduler.explanation.rules.voice import Gravity, Voice, row
from scheduler.explanation.trouble import FieldPath
from scheduler.instance import (
    Instance,
    Item,
    Selection,
    agenda_of,
    minutes_for_items,
    minutes_of,
    remade,
    sessions_for,
)
from scheduler.phrases import say
from scheduler.wording import counted, joined, name


def _item(instance: Instance, item: str) -> Item:
    return instance.item_by_id[item]


def _placed(instance: Instance, item: str) -> str:
    fact = _item(instance, item)
    titles = [session.title for session in sessions_for(instance, fact)]
    few = joined(titles) if len(titles) < 4 else counted(len(titles), "session")
    return say("{} is to be dealt with in {}", fact.title, few)


def _in_full(instance: Instance, item: str) -> str:
    fact = _item(instance, item)
    return say("{} is to be given the {} min that it needs", fact.title, minutes_of(fact.needed))


def _in_one(instance: Instance, item: str) -> str:
    return say("{} is to be dealt with in one session", _item(instance, item).title)


def _roomy(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} has {} min for items", fact.title, minutes_of(minutes_for_items(instance, fact)))


def _few(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say(
        "{} takes {} at most", fact.title, counted(agenda_of(instance, fact).at_most or 0, "item")
    )


def _spare(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    spare = minutes_of(agenda_of(instance, fact).spare)
    return say("{} is to have {} min to spare for what overruns", fact.title, spare)


def _ordered(instance: Instance, item: str) -> str:
    return say(
        "{} is to be dealt with in order with what else orders name", _item(instance, item).title
    )


def _early(instance: Instance, item: str) -> str:
    return say(
        "{} is to have a night to spare beside what orders name with it",
        _item(instance, item).title,
    )


def _person(instance: Instance, person: str) -> str:
    who = name(instance.person_by_id[person])
    return say(
        "{} is to be there for the whole of each session that deals with an item of theirs", who
    )


def _needed(instance: Instance, delegation: str) -> str:
    if delegation in instance.person_by_id:
        return _person(instance, delegation)
    fact = next(each for each in instance.delegations if each.id == delegation)
    members = counted(fact.size, "member")
    bound = any(each.delegation == delegation for each in instance.people)
    others = say(", and for those that need members of it") if bound else ""
    return say(
        "{} has {} for the sessions at once that deal with what it proposes{}",
        name(fact),
        members,
        others,
    )


def _people_at(instance: Instance, who: str) -> FieldPath:
    return ("people", who) if who in instance.person_by_id else ("delegations", who, "size")


def _even(instance: Instance, body: str) -> str:
    return say(
        "the meetings of {} are to have equal time left for items", name(instance.body_by_id[body])
    )


def _elsewhere(violation: Violation) -> Iterator[Remedy]:
    """Let the sessions in which an item is dealt with take it."""
    instance, fact = violation.instance, _item(violation.instance, violation.item)
    chosen = fact.sessions or Selection()
    wider = remade(chosen, sessions=(*chosen.sessions, *violation.sessions))
    titles = joined([instance.session_by_id[each].title for each in violation.sessions])
    words = say("let {} take {}", titles, fact.title)
    yield cured(violation, words, ("items", fact.id, "sessions"), wider)


def _longer(violation: Violation) -> Iterator[Remedy]:
    """Give a session the time that its items take, if it works so long; else let it work longer."""
    instance, session = violation.instance, violation.instance.session_by_id[violation.item]
    given = sum(entry.minutes for entry in violation.schedule.agenda_of(session.id))
    agenda, works = agenda_of(instance, session), minutes_of(session.duration)
    if given <= works:
        words = say("let {} have {} min for items", session.title, given)
        more = remade(agenda, minutes=given)
        yield cured(violation, words, ("sessions", session.id, "agenda"), more)
        return
    words = say("let {} last {} min", session.title, given)
    path = ("sessions", session.id, "duration")
    changed = with_row(
        instance, "sessions", session.id, duration=given, agenda=remade(agenda, minutes=given)
    )
    yield Remedy(words, path, changed, violation.schedule)


def _more(violation: Violation) -> Iterator[Remedy]:
    """Let a session take as many items as it has."""
    session = violation.instance.session_by_id[violation.item]
    number = len(violation.schedule.agenda_of(session.id))
    more = remade(agenda_of(violation.instance, session), at_most=number)
    words = say("let {} take {}", session.title, counted(number, "item"))
    yield cured(violation, words, ("sessions", session.id, "agenda"), more)


def _out_of_orders(violation: Violation) -> Iterator[Remedy]:
    """Do without the time between an item and others, or without the item in an order."""
    instance, item = violation.instance, violation.item
    title = _item(instance, item).title
    for position, order in enumerate(instance.item_orders):
        sides = (order.items_first, order.items_then)
        if not any(item in side for side in sides):
            continue
        for field in ("nights", "at_least"):
            if getattr(order, field):
                minutes = "ask for no minutes between {} and others"
                nights = "ask for no nights between {} and others"
                words = say(nights if field == "nights" else minutes, title)
                orders = list(instance.item_orders)
                orders[position] = remade(order, **{field: 0})
                changed = remade(instance, item_orders=tuple(orders))
                yield Remedy(words, ("item_orders", position, field), changed, violation.schedule)
        others = [each for at, each in enumerate(instance.item_orders) if at != position]
        words = say("do without this order of {}", title)
        changed = remade(instance, item_orders=tuple(others))
        yield Remedy(words, ("item_orders", position), changed, violation.schedule)


def _more_people(violation: Violation) -> Iterator[Remedy]:
    """Send as many members as there are sessions at once, or propose less; do without a person."""
    if violation.item in violation.instance.person_by_id:
        without_person = without(
            say("the person"), lambda item, who: who in item.persons, _other_people
        )
        yield from without_person(violation)
        return
    rows = violation.instance.delegations
    fact = next(each for each in rows if each.id == violation.item)
    named = sum(each.delegation == fact.id for each in violation.instance.people)
    for size in range(fact.size + 1, len(violation.sessions) + named + 1):
        words = say("let {} come with {}", name(fact), counted(size, "member"))
        yield cured(violation, words, ("delegations", fact.id, "size"), size)
    yield from without(
        say("the delegation"),
        lambda item, who: who in item.proposers,
        lambda item, who: {"proposers": tuple(each for each in item.proposers if each != who)},
    )(violation)


def without(
    what: str, holds: Callable[[Item, str], bool], drop: Callable[[Item, str], dict[str, object]]
) -> Callable[[Violation], Iterator[Remedy]]:
    """Return the cure of taking somebody, or a topic, out of one of the items that sessions deal with."""

    def cure(violation: Violation) -> Iterator[Remedy]:
        agendas = (violation.schedule.agenda_of(session) for session in violation.sessions)
        for entry in (entry for agenda in agendas for entry in agenda):
            fact = _item(violation.instance, entry.item)
            if holds(fact, violation.item):
                fields = drop(fact, violation.item)
                changed = with_row(violation.instance, "items", fact.id, **fields)
                words = say("deal with {} without {} {}", fact.title, what, violation.item)
                path = ("items", fact.id, next(iter(fields)))
                yield Remedy(words, path, changed, violation.schedule)

    return cure


def _other_people(item: Item, person: str) -> dict[str, object]:
    return {
        "people": {
            role: tuple(each for each in people if each != person)
            for role, people in item.people.items()
        }
    }


item_misplaced = Voice(
    gravity=Gravity.AGREED, asks=_placed, where=row("items", "sessions"), cure=_elsewhere
)
item_shortened = Voice(asks=_in_full, where=row("items", "minutes"))
item_split = Voice(asks=_in_one, where=row("items", "parts"))
session_overfull = Voice(asks=_roomy, where=row("sessions", "agenda"), cure=_longer)
too_many_items = Voice(asks=_few, where=row("sessions", "agenda"), cure=_more)
agenda_tight = Voice(asks=_spare, where=row("sessions", "agenda"))
item_out_of_order = Voice(
    gravity=Gravity.AGREED, asks=_ordered, where=row("items"), cure=_out_of_orders
)
items_too_late = Voice(asks=_early, where=row("items"))
item_people_missing = Voice(
    gravity=Gravity.IMPOSSIBLE,
    asks=_needed,
    where=_people_at,
    cure=_more_people,
)
items_unbalanced = Voice(asks=_even, where=row("bodies"))
