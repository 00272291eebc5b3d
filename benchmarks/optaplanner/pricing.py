"""From weights of three levels to levels of rules: what is hard, and what a point is worth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

from benchmarks.optaplanner.conference import REWARDS, Conference, Talk, Weight

NOTHING = Weight(0, 0, 0)

SHARED: Mapping[str, Callable[[Talk, Talk], int]] = {
    "Room conflict": lambda _, __: 1,
    "Speaker conflict": lambda a, b: len(set(a.speakers) & set(b.speakers)),
    "Consecutive talks pause": lambda a, b: len(set(a.speakers) & set(b.speakers)),
    "Talk prerequisite talks": lambda a, b: (
        (a.code in b.prerequisites) + (b.code in a.prerequisites)
    ),
    "Talk mutually-exclusive-talks tags": lambda a, b: len(a.exclusive & b.exclusive),
    "Theme track conflict": lambda a, b: len(a.themes & b.themes),
    "Theme track room stability": lambda a, b: len(a.themes & b.themes),
    "Sector conflict": lambda a, b: len(a.sectors & b.sectors),
    "Audience type theme track conflict": (
        lambda a, b: len(a.themes & b.themes) * len(a.audiences & b.audiences)
    ),
    "Content audience level flow violation": lambda a, b: len(a.contents & b.contents),
    "Content conflict": lambda a, b: len(a.contents & b.contents),
    "Same day talks": lambda a, b: len(a.themes & b.themes) + len(a.contents & b.contents),
    "Popular talks": lambda a, b: int(a.favourites != b.favourites),
}
"""How often the minutes of two talks count at most, by constraint."""


@dataclass(frozen=True, slots=True)
class Score:
    """What a programme without hard violations is worth; the higher, the better."""

    medium: int
    soft: int

    def __str__(self) -> str:
        return f"0hard/{self.medium}medium/{self.soft}soft"


@dataclass(frozen=True, slots=True)
class Prices:
    """What weights are worth: a soft point is one of penalty, a medium one more than all soft ones."""

    weights: Mapping[str, Weight]
    medium: int
    rewards: Score
    """What the score would be with all rewards, and at no cost."""

    def is_hard(self, constraint: str) -> bool:
        """Tell whether a constraint is never broken."""
        return self.weights.get(constraint, NOTHING).hard > 0

    def is_paid(self, constraint: str) -> bool:
        """Tell whether a constraint that is not hard costs something."""
        weight = self.weights.get(constraint, NOTHING)
        return not weight.hard and (weight.medium > 0 or weight.soft > 0)

    def level(self, constraint: str) -> str | int:
        """Return the level of the rule, or of the item, that stands for a constraint."""
        if self.is_hard(constraint):
            return "hard"
        weight = self.weights.get(constraint, NOTHING)
        return weight.medium * self.medium + weight.soft or "off"

    def score(self, penalty: int) -> Score:
        """Return the score of a penalty in points, or of a bound on it."""
        medium, soft = divmod(penalty, self.medium)
        return Score(self.rewards.medium - medium, self.rewards.soft - soft)


def prices_of(conference: Conference) -> Prices:
    """Return what the weights of a conference are worth."""
    weights = conference.weights
    soft = [name for name, weight in weights.items() if not weight.hard and weight.soft]
    medium = 1 + sum(weights[name].soft * most_of(name, conference) for name in soft)
    rewards = {name: _reward(name, conference) for name in REWARDS if name in weights}
    return Prices(
        weights,
        medium,
        Score(
            sum(weights[name].medium * most for name, most in rewards.items()),
            sum(weights[name].soft * most for name, most in rewards.items()),
        ),
    )


def minutes_of(talk: Talk, conference: Conference) -> int:
    """Return how long a talk is."""
    return next(slot.minutes for slot in conference.slots_of(talk.type).values())


def _reward(name: str, conference: Conference) -> int:
    """Return what a reward counts if all talks of one length are at once."""
    lengths = {talk.code: minutes_of(talk, conference) for talk in conference.talks}
    total = 0
    for one, other in combinations(conference.talks, 2):
        minutes = lengths[one.code]
        if minutes == lengths[other.code]:
            shared = {
                REWARDS[0]: len(one.audiences & other.audiences),
                REWARDS[1]: int(one.level != other.level),
                REWARDS[2]: int(one.language != other.language),
            }
            total += shared[name] * minutes
    return total


def most_of(name: str, conference: Conference) -> int:
    """Return an amount that no programme exceeds."""
    if name in REWARDS:
        return _reward(name, conference)
    minutes = {talk.code: minutes_of(talk, conference) for talk in conference.talks}
    if name.startswith("Published"):
        return len(minutes)
    if name in SHARED:
        return sum(
            SHARED[name](one, other) * (minutes[one.code] + minutes[other.code])
            for one, other in combinations(conference.talks, 2)
        )
    return sum(_tags_of(talk, conference) * minutes[talk.code] for talk in conference.talks)


def _tags_of(talk: Talk, conference: Conference) -> int:
    """Return how many tags a talk and its speakers name, and one for each of them and the room."""
    own = [talk.wishes, *(conference.speakers[name].wishes for name in talk.speakers)]
    named = sum(
        len(tags)
        for wishes in own
        for each in (wishes.timeslots, wishes.rooms)
        for tags in each.values()
    )
    return named + len(own)
