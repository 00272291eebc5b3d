"""Evaluate a schedule: findings, rule by rule, and their price."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta
from itertools import chain

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.errors import SolutionError
from scheduler.evaluation import (
    audience,
    bodies,
    hours,
    items,
    people,
    preferences,
    preparation,
    rooms,
    selection,
    services,
    stability,
    tracks,
)
from scheduler.evaluation.memoised import Voice
from scheduler.findings import Evaluation, Finding, Judgement
from scheduler.instance import Instance, ItemLevels, Level, memory_of, price_of
from scheduler.schedule import Assignment, Schedule

FAMILIES = {
    "hours": hours,
    "rooms": rooms,
    "people": people,
    "bodies": bodies,
    "services": services,
    "audience": audience,
    "selection": selection,
    "panels": selection,
    "stability": stability,
    "tracks": tracks,
    "preferences": preferences,
    "relations": preferences,
    "items": items,
    "preparation": preparation,
}
"""Where the rules of each family are judged."""

VOICES: dict[str, Voice] = {
    rule.id: getattr(FAMILIES[rule.family], rule.id) for rule in RULES.values()
}
"""The function of each rule, in the order of the catalogue; of those registered from Python, last."""
ABSOLUTE = frozenset({"value_lost", "item_shortened", "item_split"})
"""Rules with findings that are hard at any level; they are evaluated even if they are off."""


def evaluate(instance: Instance, schedule: Schedule) -> Evaluation:
    """Judge a schedule by every rule that is not off.

    A session that has to take place and has no place is a finding too, and forbidden.

    Raises
    ------
    SolutionError
        When the schedule does not fit the instance; it says all that `misfits` finds.

    """
    troubles = misfits(instance, schedule)
    if troubles:
        raise SolutionError(*troubles)
    judged = (
        priced(instance, rule, voice(instance, schedule))
        for rule, voice in VOICES.items()
        if rule in ABSOLUTE or not _is_off(instance, rule)
    )
    return Evaluation((*chain.from_iterable(judged),))


def priced(instance: Instance, rule: str, findings: Iterable[Finding]) -> Iterator[Judgement]:
    """Yield findings of a rule with their prices at the levels of an instance; none at which it is off."""
    levels: dict[str, Level] = {}
    for finding in findings:
        item = finding.item
        if item not in levels:
            levels[item] = instance.level(rule, item)
        level = HARD if finding.absolute else levels[item]
        if level != OFF:
            yield Judgement(rule, finding, price_of(level))


def _is_off(instance: Instance, rule: str) -> bool:
    """Return whether a rule is off for each of its items."""
    in_force = instance.profiles.get(instance.profile or "", {})
    said = (levels.get(rule) for levels in (in_force, instance.levels))
    named = (item for each in said if isinstance(each, ItemLevels) for item in each.items)
    any_other = ""
    return all(instance.level(rule, item) == OFF for item in (*named, any_other))


def about_agendas(judged: Judgement) -> bool:
    """Return whether what is found is about agendas, and not about sessions without them."""
    return RULES[judged.rule].family == "items" or judged.finding.of_agendas


def misfits(instance: Instance, schedule: Schedule) -> tuple[str, ...]:
    """Return what in a schedule does not fit its instance, one message each; empty if all fits."""
    places = Counter(assignment.session for assignment in schedule.assignments)
    unknown = sorted(set(places) - set(instance.session_by_id))
    often = sorted(session for session, number in places.items() if number > 1)
    return (
        *(f"{session}: the instance has no such session" for session in unknown),
        *(f"{session}: placed {places[session]} times, expected once" for session in often),
        *(trouble for each in schedule.assignments for trouble in _troubles_of(instance, each)),
        *_agenda_troubles(instance, schedule),
    )


def _agenda_troubles(instance: Instance, schedule: Schedule) -> Iterator[str]:
    for session, agenda in schedule.agenda_by_session.items():
        if session not in schedule.by_session:
            yield f"{session}: has an agenda, but no place"
        for entry in agenda:
            item = instance.item_by_id.get(entry.item)
            if item is None:
                yield f"{session}: the instance has no agenda item {entry.item}"
            elif not item.is_open:
                yield f"{session}: {entry.item} is on its agenda, but is settled"
        for item_id, times in Counter(entry.item for entry in agenda).items():
            if times > 1:
                yield f"{session}: {item_id} is on its agenda {times} times, expected once"


_FAR = timedelta(days=1000 * 365)
"""From a conference to dates that clocks of its zone may not be able to show."""


def _troubles_of(instance: Instance, assignment: Assignment) -> Sequence[str]:
    """Return what does not fit of one place, as it was found when it was asked for last."""
    kept = memory_of(instance).of(_troubles_of)
    known = kept.get(assignment.session)
    if known is None or known[0] is not assignment:
        known = (assignment, (*_place_troubles(instance, assignment),))
        kept[assignment.session] = known
    found: Sequence[str] = known[1]
    return found


def _place_troubles(instance: Instance, assignment: Assignment) -> Iterator[str]:
    if assignment.room not in instance.room_by_id:
        yield f"{assignment.session}: the instance has no room {assignment.room}"
    if assignment.start.second or assignment.start.microsecond:
        start = assignment.start.astimezone(UTC).isoformat()
        yield f"{assignment.session}: starts at {start}, expected a whole minute"
    elif instance.of_days and (assignment.start.hour or assignment.start.minute):
        start = assignment.start.astimezone(UTC).isoformat()
        yield f"{assignment.session}: starts at {start}, expected the midnight (UTC) that begins a day"
    yield from _seat_troubles(instance, assignment)
    is_near = abs(assignment.start.date() - instance.first_day) < _FAR
    day = (assignment.start.astimezone(instance.zone) if is_near else assignment.start).date()
    if not instance.first_day <= day <= instance.last_day:
        yield (
            f"{assignment.session}: starts on {day}, expected a date of the conference, "
            f"{instance.first_day} to {instance.last_day}"
        )


def _seat_troubles(instance: Instance, assignment: Assignment) -> Iterator[str]:
    pool = instance.pools.get(assignment.session)
    for person, times in Counter(assignment.seated).items():
        if pool is None:
            yield f"{assignment.session}: {person} is seated, but the session has no panel"
        elif person not in instance.person_by_id:
            yield f"{assignment.session}: the instance has no person {person}"
        elif person not in pool:
            yield f"{assignment.session}: {person} is seated, but is not in the pool of its panel"
        if times > 1:
            yield f"{assignment.session}: {person} is seated {times} times, expected once"
