"""Why an item is on the agenda it is on: what each other session would cost or break, all else as it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.catalogue import RULES
from scheduler.errors import InputError
from scheduler.evaluation import evaluate
from scheduler.evaluation.evaluator import OF_AGENDAS, judgements_of
from scheduler.explanation.programmes.consequences import (
    Consequences,
    amounts_of,
    consequences,
    key_of,
)
from scheduler.findings import Evaluation, Judgement, ordered
from scheduler.instance import (
    Instance,
    Item,
    minutes_for_items,
    minutes_of,
    sessions_for,
    times_of,
)
from scheduler.schedule import AgendaEntry, Schedule


@dataclass(frozen=True, slots=True)
class Dealing:
    """A session that deals with an item, or part of it."""

    session: str
    start: datetime
    """In UTC."""
    minutes: int


@dataclass(frozen=True, slots=True)
class ItemOption(Consequences):
    """A session that would deal with an item instead, and what that would change."""

    session: str
    start: datetime
    """When the item would begin, in UTC, at the best place on the agenda."""
    left: int
    """Minutes that the session would have left for items; below 0 if they are too few."""
    in_the_way: tuple[str, ...]
    """Items on its agenda without each of which it would break less, those first that help most."""


@dataclass(frozen=True, slots=True)
class ItemPlacing:
    """Where an item is dealt with, and where it could be."""

    item: str
    dealt: tuple[Dealing, ...]
    """The sessions that deal with it, in order of time; none if it is on no agenda."""
    findings: tuple[Judgement, ...]
    """What is found about it, hard rules first, then the dearest."""
    options: tuple[ItemOption, ...]
    """Other sessions that may take it and are held, the best first."""
    absent: tuple[str, ...]
    """Sessions that may take it, and are not held."""


def place_item(instance: Instance, schedule: Schedule, item: str) -> ItemPlacing:
    """Tell why an item is where it is, and why not elsewhere: whole, in one other session.

    Raises
    ------
    InputError
        When nothing of it is left to deal with.
    """
    fact = instance.item_by_id[item]
    if not fact.is_open:
        raise InputError(f"{item}: is settled before the conference, and on no agenda.")
    base = evaluate(instance, schedule)
    entries = schedule.entries_by_item.get(item, ())
    now = [entry.session for entry in entries] if len(entries) == 1 else []
    may = [session.id for session in sessions_for(instance, fact)]
    held = [session for session in may if session in schedule.by_session]
    options = (
        _option(instance, schedule, base, fact, session) for session in held if session not in now
    )
    return ItemPlacing(
        item,
        tuple(_dealt(instance, schedule, entries)),
        ordered(judged for judged in base.judgements if _is_about(judged, item)),
        tuple(sorted(options, key=lambda each: (each.forbidden, each.difference, each.start))),
        tuple(session for session in may if session not in schedule.by_session),
    )


def _is_about(judged: Judgement, item: str) -> bool:
    return "agenda item" in RULES[judged.rule].items and judged.finding.item == item


def _dealt(
    instance: Instance, schedule: Schedule, entries: Iterable[AgendaEntry]
) -> Iterator[Dealing]:
    for entry in entries:
        agenda = schedule.agenda_of(entry.session)
        start = _start(instance, schedule, entry.session, agenda, agenda.index(entry))
        yield Dealing(entry.session, start, entry.minutes)


def _start(
    instance: Instance,
    schedule: Schedule,
    session: str,
    agenda: Sequence[AgendaEntry],
    position: int,
) -> datetime:
    begun, minutes = schedule.by_session[session].start, (each.minutes for each in agenda)
    return times_of(instance, instance.session_by_id[session], begun, minutes)[position][0]


def _option(
    instance: Instance, schedule: Schedule, base: Evaluation, item: Item, session: str
) -> ItemOption:
    """Return what it is like to deal with an item in another session, at the best place there."""
    others = [entry for entry in schedule.agendas if entry.item != item.id]
    agenda = [entry for entry in others if entry.session == session]
    rest = [entry for entry in others if entry.session != session]
    whole = AgendaEntry(session, item.id, max(1, minutes_of(item.needed)))

    def with_place(position: int) -> Schedule:
        return schedule.with_agendas([*rest, *agenda[:position], whole, *agenda[position:]])

    places = range(len(agenda) + 1)
    best = min(places, key=lambda at: (*_cost(instance, with_place(at)), -at))
    then = with_place(best)
    found = consequences(instance, base, then)
    there = minutes_of(minutes_for_items(instance, instance.session_by_id[session]))
    return ItemOption(
        *found.parts,
        session,
        _start(instance, then, session, then.agenda_of(session), best),
        there - sum(entry.minutes for entry in then.agenda_of(session)),
        tuple(_in_the_way(instance, then, session, item, found.broken)),
    )


def _cost(instance: Instance, schedule: Schedule) -> tuple[int, int]:
    """Return what the rules on items find in a programme: forbidden amounts, and the penalty."""
    return Evaluation((*judgements_of(instance, schedule, OF_AGENDAS),)).measure


def _in_the_way(
    instance: Instance, then: Schedule, session: str, item: Item, broken: Sequence[Judgement]
) -> Iterator[str]:
    """Yield the other items of a session without each of which less would be broken, shorter ones first."""
    keys = {key_of(judged) for judged in broken}
    now = amounts_of(instance, then, keys).total()
    found = []
    for entry in then.agenda_of(session) if keys else ():
        left = then.with_agendas(each for each in then.agendas if each != entry)
        amount = now if entry.item == item.id else amounts_of(instance, left, keys).total()
        if amount < now:
            found.append((amount, entry.minutes, entry.item))
    yield from (name for _, _, name in sorted(found))
