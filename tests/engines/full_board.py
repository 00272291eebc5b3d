"""A problem in which every place is taken."""

from random import Random

from scheduler.restrictions import Capacity, Distinct, Pairs, Problem, Times, Use
from tests.engines.problems import at, hard, problem, soft

TALKS = tuple(f"talk-{number}" for number in range(16))
ROOMS = ("A", "B", "C", "D")
STARTS = tuple(range(0, 240, 60))


def full(*others: Distinct) -> Problem:
    """Sixteen talks on sixteen places; what two share costs where they are at once."""
    rng = Random(3)
    shared = {(a, b): rng.randint(1, 99) for a in TALKS for b in TALKS if a < b}
    marks = {at(start): number for number, start in enumerate(STARTS)}
    times = Times(dict.fromkeys(TALKS, marks), {(n, n): 1 for n in range(len(STARTS))})
    capacities = [
        Capacity(room, tuple(Use(talk) for talk in TALKS), 1, rooms={room: at(0) - at(0)})
        for room in ROOMS
    ]
    return problem(
        *hard(*capacities),
        *soft(1000, Pairs("pairs", shared, times), *others),
        lengths=dict.fromkeys(TALKS, 60),
        starts=STARTS,
        rooms=ROOMS,
    )
