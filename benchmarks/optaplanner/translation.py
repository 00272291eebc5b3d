"""A conference as a problem of the engines, and what they find as a score and a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod

from benchmarks.optaplanner.conference import Conference, Weight
from benchmarks.optaplanner.constraints import CROWD_CONTROL, REWARDS
from benchmarks.optaplanner.singles import fixed_restrictions, single_restrictions
from benchmarks.optaplanner.together import (
    ROOM_CONFLICT,
    crowd_quotas,
    pair_restrictions,
    room_capacities,
)
from scheduler.restrictions import Pairs, Priced, Problem, Restriction, Unfit
from scheduler.schedule import Schedule

NOTHING = Weight(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Score:
    """What a plan without hard violations is worth; the higher, the better."""

    medium: int
    soft: int

    def __str__(self) -> str:
        return f"0hard/{self.medium}medium/{self.soft}soft"


@dataclass(frozen=True, slots=True)
class Translation:
    """A conference, the problem that it is, and the way back."""

    conference: Conference
    problem: Problem
    """Penalties are points of the score; a medium one is worth more than all soft ones."""
    medium: int
    """What a medium point is worth in soft ones."""
    rewards: Score
    """What the score would be with all rewards and at no cost."""

    def score(self, penalty: int) -> Score:
        """Return the score of a penalty, or of a bound on it."""
        medium, soft = divmod(penalty, self.medium)
        return Score(self.rewards.medium - medium, self.rewards.soft - soft)

    def plan(self, schedule: Schedule) -> Mapping[str, Mapping[str, int | str]]:
        """Return position of the timeslot and room of each talk, by its code."""
        found: dict[str, Mapping[str, int | str]] = {}
        for talk in self.conference.talks:
            placed = schedule.by_session[talk.code]
            slots = self.conference.slots_of(talk.type)
            slot = next(n for n, each in slots.items() if each.start == placed.start)
            found[talk.code] = {"slot": slot, "room": placed.room}
        return found


def translated(conference: Conference) -> Translation:
    """Translate a conference."""
    hard = [Priced(rule, each, None) for rule, each in _forbidden(conference)]
    soft = [*_priced(conference)]
    weights = conference.weights
    medium = 1 + sum(weights[rule].soft * _most(each) for rule, each in soft)
    rewards = [(weights[name], _most(each)) for name, each in soft if name in REWARDS]
    priced = [
        Priced(rule, each, weights[rule].medium * medium + weights[rule].soft)
        for rule, each in soft
    ]
    slots = {talk.type: conference.slots_of(talk.type) for talk in conference.talks}
    lengths = {each: next(iter(own.values())).length for each, own in slots.items()}
    problem = Problem(
        durations={talk.code: lengths[talk.type] for talk in conference.talks},
        starts=tuple(sorted({slot.start for slot in conference.timeslots})),
        rooms=tuple(room.name for room in conference.rooms),
        priced=(*hard, *priced),
    )
    most = Score(
        sum(weight.medium * most for weight, most in rewards),
        sum(weight.soft * most for weight, most in rewards),
    )
    return Translation(conference, problem, medium, most)


def _forbidden(conference: Conference) -> Iterator[tuple[str, Restriction]]:
    """Yield what a plan must keep."""

    def is_hard(rule: str) -> bool:
        return conference.weights.get(rule, NOTHING).hard > 0

    yield from fixed_restrictions(conference)
    for rule, unfit in single_restrictions(conference):
        if is_hard(rule):
            yield rule, unfit
    if is_hard(ROOM_CONFLICT):
        yield from room_capacities(conference)
    if is_hard(CROWD_CONTROL):
        yield from crowd_quotas(conference)
    yield from pair_restrictions(conference, lambda rule: is_hard(rule) and rule != ROOM_CONFLICT)


def _priced(conference: Conference) -> Iterator[tuple[str, Unfit | Pairs]]:
    """Yield what a plan pays for."""

    def is_paid(rule: str) -> bool:
        weight = conference.weights.get(rule, NOTHING)
        return weight.medium > 0 or weight.soft > 0

    for rule, unfit in single_restrictions(conference):
        if is_paid(rule):
            yield rule, unfit
    yield from pair_restrictions(conference, is_paid)


def _most(restriction: Unfit | Pairs) -> int:
    """Return an amount that no schedule exceeds; of a reward, all of it."""
    match restriction:
        case Unfit(amounts=amounts, starts=starts):
            return prod(
                max(each.values(), default=0) for each in (amounts, starts) if each is not None
            )
        case Pairs(shared=shared, table=times, rooms=rooms):
            now = 1 if times is None else max(times.amounts.values(), default=0)
            here = 1 if rooms is None else max(rooms.values(), default=0)
            return sum(shared.values()) * now * here
