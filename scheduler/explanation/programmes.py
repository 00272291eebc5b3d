"""Explanations of a programme: the effect of a change, and why a session is where it is.

What each other place of a session would cost or break is found with all others staying put.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from scheduler.catalogue import Thousandths
from scheduler.engines.pricing import places_of
from scheduler.errors import InputError
from scheduler.evaluation import VOICES, evaluate
from scheduler.explanation.presolve import Presolve, presolve_of, prohibitions_of
from scheduler.findings import Evaluation, Judgement, ordered
from scheduler.instance import Instance
from scheduler.rules import with_seats
from scheduler.schedule import Assignment, Schedule

MOST = 24
"""Other places that are looked at closely."""
Key = tuple[str, str]
"""A rule and one of its items."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """Differences between the evaluations of two programmes."""

    difference: Thousandths
    """By how much the penalty would change, in thousandths."""
    broken: tuple[Judgement, ...]
    """Hard rules that it would break in addition."""
    dearer: tuple[Judgement, ...]
    """Findings that would be new, the dearest first, of items of which a rule would count more."""
    relieved: tuple[Judgement, ...]
    """Findings that would be gone, the dearest first, of items of which a rule would count less."""
    saved: Thousandths
    """By how much what costs less would cost less, in thousandths, item by item of each rule."""

    @property
    def forbidden(self) -> int:
        """Amount by which it breaks hard rules, in units of several rules."""
        return sum(judged.finding.amount for judged in self.broken)


def between(base: Evaluation, then: Evaluation) -> Consequences:
    """Return what differs between two evaluations."""
    amounts, others = _amounts(base), _amounts(then)
    before = {(judged.rule, judged.finding) for judged in base.judgements}
    after = {(judged.rule, judged.finding) for judged in then.judgements}
    new = [
        each
        for each in then.judgements
        if (each.rule, each.finding) not in before
        and others[_key_of(each)] > amounts[_key_of(each)]
    ]
    gone = [
        each
        for each in base.judgements
        if (each.rule, each.finding) not in after and others[_key_of(each)] < amounts[_key_of(each)]
    ]
    return Consequences(
        then.penalty - base.penalty,
        tuple(each for each in new if each.price is None),
        ordered(each for each in new if each.price is not None),
        ordered(gone),
        _saved(base, then),
    )


def _saved(base: Evaluation, then: Evaluation) -> int:
    """Return what is saved in thousandths: of each rule and item that costs less, by how much."""
    less = Counter[Key]()
    for judged in base.judgements:
        less[_key_of(judged)] += judged.penalty
    for judged in then.judgements:
        less[_key_of(judged)] -= judged.penalty
    return sum(each for each in less.values() if each > 0)


def _key_of(judged: Judgement) -> Key:
    """Return the rule and the item that a finding is about."""
    return judged.rule, judged.finding.item


def _amounts(evaluation: Evaluation) -> Counter[Key]:
    amounts = Counter[Key]()
    for judged in evaluation.judgements:
        amounts[_key_of(judged)] += judged.finding.amount
    return amounts


def _amounts_of(instance: Instance, schedule: Schedule, keys: Iterable[Key]) -> Counter[Key]:
    """Return what some rules and items come to in a programme."""
    amounts = Counter[Key]()
    for rule in {rule for rule, _ in keys}:
        for finding in VOICES[rule](instance, schedule):
            amounts[rule, finding.item] += finding.amount
    return Counter({key: amounts[key] for key in keys})


def _named(session: str, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Return the sessions that findings name besides one, each once, in their order."""
    found = dict.fromkeys(each for judged in judgements for each in judged.finding.sessions)
    return tuple(each for each in found if each != session)


@dataclass(frozen=True, slots=True)
class SlotOption(Consequences):
    """A session in another place, and what that would change."""

    start: datetime
    room: str
    in_the_way: tuple[str, ...]
    """Other sessions without each of which it would break less."""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a session is, and where it could be."""

    session: str
    start: datetime
    room: str
    findings: tuple[Judgement, ...]
    """Findings about its present slot: hard rules first, then by penalty."""
    options: tuple[SlotOption, ...]
    """Other places, the best first."""
    asked: bool
    """Whether a start or a room was asked for."""
    places: int
    """Places, of all starts and rooms, that no hard rule forbids it by itself."""
    all_places: int
    """Starts on the grid times rooms."""
    ruled_out: Mapping[str, int]
    """Places that each hard rule forbids it by itself, most first."""

    def __repr__(self) -> str:
        start = f"{self.start:%Y-%m-%d %H:%M %Z}"
        return f"Placing({self.session!r}, {start}, {self.room!r}, {len(self.options)} options)"


HalfDay = tuple[date, bool]
"""A date, and whether it is after noon: from one o'clock on."""
NOON = 13


def half_day_of(instance: Instance, start: datetime) -> HalfDay:
    """Return the half-day of a start, on the clocks of the venue; days without hours are whole."""
    here = start.astimezone(instance.zone)
    return here.date(), not instance.of_days and here.hour >= NOON


def best_by_half_day(instance: Instance, options: Iterable[SlotOption]) -> tuple[SlotOption, ...]:
    """Return the best place of each half-day, in order of time; places come best first."""
    best: dict[HalfDay, SlotOption] = {}
    for option in options:
        best.setdefault(half_day_of(instance, option.start), option)
    return tuple(best[each] for each in sorted(best))


def dearest_rule(dearer: Iterable[Judgement]) -> str:
    """Return the rule that costs most of what would be new in another place; empty, if nothing would."""
    cost = Counter[str]()
    for judged in dearer:
        cost[judged.rule] += judged.penalty
    return max(cost, key=lambda rule: cost[rule], default="")


def place(
    instance: Instance,
    schedule: Schedule,
    session: str,
    *,
    start: datetime | None = None,
    room: str | None = None,
    most: int = MOST,
) -> Placing:
    """Return why a session is where it is, and what each other slot would cost or break.

    Raises
    ------
    InputError
        When the session does not take place.

    Parameters
    ----------
    instance
        The conference.
    schedule
        Its programme.
    session
        Id of a session.
    start
        Only this start, whether or not it can be there.
    room
        Only this room, whether or not it can be in it; with a start, only that place.
    most
        Other places told of, at most, besides the best of each half-day; of each start the best room, unless
        one of the two is given.
    """
    if session not in schedule.by_session:
        raise InputError(f"{session}: is not in the programme.")
    presolve = presolve_of(instance)
    now = schedule.by_session[session]
    base = evaluate(instance, schedule)
    candidates = dict[Assignment, None]()
    seen = set[HalfDay]()
    for assignment in _candidates(presolve, schedule, now, start, room):
        half_day = half_day_of(instance, assignment.start)
        if assignment != now and (len(candidates) < most or half_day not in seen):
            seen.add(half_day)
            candidates[assignment] = None
    options = [_option(instance, schedule, base, each) for each in candidates]
    taken = Counter[str]()
    for (rule, _), places in prohibitions_of(presolve, session).items():
        taken[rule] += int(places.sum())
    return Placing(
        session,
        now.start,
        now.room,
        ordered(judged for judged in base.judgements if session in judged.finding.sessions),
        tuple(sorted(options, key=lambda each: (each.forbidden, each.difference, each.start))),
        start is not None or room is not None,
        int(presolve.alone[session].allowed.sum()),
        len(presolve.problem.starts) * len(presolve.problem.rooms),
        dict(taken.most_common()),
    )


def _candidates(
    presolve: Presolve,
    schedule: Schedule,
    now: Assignment,
    start: datetime | None,
    room: str | None,
) -> Iterator[Assignment]:
    if start is not None:
        for each in presolve.problem.rooms if room is None else (room,):
            yield replace(now, start=start, room=each)
        return
    if room is not None:
        yield replace(now, room=room)
    seen = set[datetime]()
    for spot in places_of(presolve.problem, with_seats(schedule), now.session):
        is_here = (spot.start, spot.room) == (now.start, now.room)
        if spot.start not in seen and room in (None, spot.room) and not is_here:
            seen.add(spot.start)
            yield replace(now, start=spot.start, room=spot.room)


def _option(
    instance: Instance, schedule: Schedule, base: Evaluation, there: Assignment
) -> SlotOption:
    then = schedule.with_place(there)
    found = between(base, evaluate(instance, then))
    return SlotOption(
        *(found.difference, found.broken, found.dearer, found.relieved, found.saved),
        there.start,
        there.room,
        obstacles(instance, then, there.session, found.broken),
    )


def obstacles(
    instance: Instance, then: Schedule, session: str, broken: Sequence[Judgement]
) -> tuple[str, ...]:
    """Return the sessions that are in the way of one.

    A finding may name sessions that have no part in what is new about it, as all of a theme or of a day. So
    each is left out of the programme in turn: it is in the way if less is broken then.

    Parameters
    ----------
    instance
        The conference.
    then
        Its programme, with the session at the place in question.
    session
        Id of the session.
    broken
        What it breaks there of hard rules.
    """
    keys = {_key_of(judged) for judged in broken}
    now = _amounts_of(instance, then, keys)

    def is_less_without(other: str) -> bool:
        left = then.with_places(each for each in then.assignments if each.session != other)
        less = _amounts_of(instance, left, keys)
        return any(less[key] < now[key] for key in keys)

    return tuple(filter(is_less_without, _named(session, broken)))
