"""Problems of talks at random, with the restrictions of which no planning rule speaks.

Ten talks of three tracks, in three half-days of two starts each and in two rooms, which is just enough:
tracks are kept apart, listeners come for two talks, and there is an order in which a track is best.
"""

from itertools import combinations
from random import Random

from scheduler.restrictions import (
    NONE,
    Beside,
    Capacity,
    Distinct,
    Gapless,
    Held,
    Pairs,
    Parallel,
    Problem,
    Ranks,
    Restriction,
    Switches,
    Times,
    Unfit,
    Unmixed,
    Use,
)
from tests.engines.problems import at, hard, problem, soft, span

TRACKS = (("a", "b", "c", "d"), ("e", "f", "g"), ("h", "i", "j"))
TALKS = tuple(talk for track in TRACKS for talk in track)
PERIODS = tuple(span(300 * number, 300 * number + 60) for number in range(3))
STARTS = tuple(300 * period + minute for period in range(3) for minute in (0, 30))
ROOMS = ("A", "B")


def talks(rng: Random) -> Problem:
    """Return a problem; in most of them no half-day of a room has talks of two tracks."""
    uses = tuple(Use(talk) for talk in TALKS)
    one_at_a_time = (Capacity(room, uses, 1, rooms={room: NONE}) for room in ROOMS)
    apart = hard(Unmixed("tracks", TRACKS, PERIODS)) if rng.random() < 0.7 else ()
    costs = rng.sample(_costs(rng), 7)
    forbidden = hard(rng.choice(costs)) if rng.random() < 0.3 else ()
    priced = (each for cost in costs for each in soft(rng.randint(1, 50), cost))
    return problem(
        *hard(*one_at_a_time),
        *apart,
        *forbidden,
        *priced,
        lengths=dict.fromkeys(TALKS, 30),
        starts=STARTS,
        rooms=ROOMS,
    )


def _costs(rng: Random) -> list[Restriction]:
    one, other = rng.sample(TRACKS, 2)
    cells = {(period, room): rng.randint(0, 3) for period in range(3) for room in ROOMS}
    ranks = {talk: rng.randint(1, 3) for talk in rng.sample(one, 2)}
    wishes = [Unfit("wish", talk, {rng.choice(ROOMS): 3}, None) for talk in rng.sample(TALKS, 2)]
    return [
        _listeners(rng),
        _listeners(rng),
        *wishes,
        Held("held", one, PERIODS, cells),
        Beside("beside", one, other, PERIODS),
        Parallel("parallel", one, PERIODS),
        Gapless("gapless", other, PERIODS),
        Distinct("distinct", one),
        Switches("switches", TRACKS, PERIODS),
        Ranks("ranks", one, ranks, PERIODS),
    ]


def _listeners(rng: Random) -> Pairs:
    """Return what listeners of two talks miss if both begin at once, or walk if rooms differ."""
    shared = {pair: rng.randint(1, 9) for pair in rng.sample([*combinations(TALKS, 2)], 12)}
    if rng.random() < 0.4:
        return Pairs("walk", shared, None, {("A", "B"): 1, ("B", "A"): 1})
    numbers = {at(start): number for number, start in enumerate(STARTS)}
    at_once = {(number, number): 1 for number in range(len(STARTS))}
    return Pairs("miss", shared, Times(dict.fromkeys(TALKS, numbers), at_once))
