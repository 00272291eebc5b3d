"""Neighbourhoods: ways to choose the sessions that are freed together.

It is worth it if each may take the place of another: those that cost most (Ropke and Pisinger 2006), those
that are related (Shaw 1998), by restrictions that they share or by time and room, and any. Nothing here knows
what a restriction means: a body, a track and a person are sessions with restrictions in common.
"""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.large_neighbourhoods.structure import Structure
from scheduler.engines.timeline import Minutes


class Standing(NamedTuple):
    """The schedule around which neighbourhoods are drawn."""

    starts: Minutes
    """Minute at which each session starts."""
    rooms: NDArray[np.int64]
    """Position of the room of each."""
    costs: Sequence[tuple[int, Sequence[int]]]
    """What restrictions cost that are not kept, each with the leaders that it is about; some may be."""


class Draw(NamedTuple):
    """What neighbourhoods are drawn with."""

    structure: Structure
    here: Standing
    chance: Random
    size: int
    """Leaders that are freed, at most."""


Choice = Callable[[Draw], list[int]]
"""Returns leaders, each once; the first of them count, if there are too many."""


def any_of_all(draw: Draw) -> list[int]:
    """Free any sessions."""
    leaders = draw.structure.leaders
    return draw.chance.sample(leaders, min(draw.size, len(leaders)))


def dearest(draw: Draw) -> list[int]:
    """Free what costs most: sessions of restrictions drawn by what they cost, and any that could make way."""
    if not draw.here.costs:
        return any_of_all(draw)
    weights = [cost for cost, _ in draw.here.costs]
    found: dict[int, None] = {}
    for _, group in draw.chance.choices(draw.here.costs, weights, k=draw.size):
        found[draw.chance.choice(group)] = None
        if 2 * len(found) >= draw.size:
            break
    return [*found, *(each for each in any_of_all(draw) if each not in found)]


def dear_restriction(draw: Draw) -> list[int]:
    """Free the sessions of one restriction drawn by what it costs, and those related to them."""
    if not draw.here.costs:
        return related(draw)
    weights = [cost for cost, _ in draw.here.costs]
    [(_, group)] = draw.chance.choices(draw.here.costs, weights)
    return _grown(draw, draw.chance.sample(group, len(group)))


def group(draw: Draw) -> list[int]:
    """Free sessions that share one restriction: a body, a track, a person; and those related to them."""
    groups = draw.structure.groups
    if not groups:
        return any_of_all(draw)
    chosen = draw.chance.choice(groups)
    return _grown(draw, draw.chance.sample(chosen, len(chosen)))


def related(draw: Draw) -> list[int]:
    """Free a session, those that share restrictions with it, and those that do with these."""
    return _grown(draw, [draw.chance.choice(draw.structure.leaders)])


def time(draw: Draw) -> list[int]:
    """Free what is near in time to one session: a half-day, a day."""
    return _nearest(draw, draw.structure.leaders, draw.size)


def two_times(draw: Draw) -> list[int]:
    """Free what is near in time to either of two sessions: they may change places."""
    return _both(
        _nearest(draw, draw.structure.leaders, draw.size),
        _nearest(draw, draw.structure.leaders, draw.size),
    )


def room(draw: Draw) -> list[int]:
    """Free what is near in time in one room."""
    return _nearest(draw, _in_one_room(draw), draw.size)


def two_rooms(draw: Draw) -> list[int]:
    """Free what is in two rooms at the same time."""
    here = _in_one_room(draw)
    at = int(draw.here.starts[draw.chance.choice(here)])
    there = _in_one_room(draw)
    return _both(_nearest(draw, here, draw.size, at), _nearest(draw, there, draw.size, at))


CHOICES: dict[str, Choice] = {
    each.__name__: each
    for each in (
        any_of_all,
        dearest,
        dear_restriction,
        group,
        related,
        time,
        two_times,
        room,
        two_rooms,
    )
}


def _grown(draw: Draw, begun: Sequence[int]) -> list[int]:
    """Return sessions, and others that share restrictions with them, until they are enough."""
    structure, chance = draw.structure, draw.chance
    found = dict.fromkeys(begun[: draw.size])
    rest = [*found]
    while rest and len(found) < draw.size:
        one = rest[chance.randrange(len(rest))]
        groups = structure.groups_of[one]
        others = structure.groups[chance.choice(groups)] if groups else ()
        new = [each for each in others if each not in found]
        if not new:
            rest.remove(one)
            continue
        few = chance.sample(new, min(len(new), max(1, (draw.size - len(found)) // 2)))
        found.update(dict.fromkeys(few))
        rest += few
    return [*found]


def _in_one_room(draw: Draw) -> list[int]:
    """Return the leaders in the room of any session."""
    leaders, rooms = draw.structure.leaders, draw.here.rooms
    chosen = rooms[draw.chance.choice(leaders)]
    return [each for each in leaders if rooms[each] == chosen]


def _nearest(draw: Draw, among: Sequence[int], number: int, at: int | None = None) -> list[int]:
    """Return so many sessions, by how near their starts are to that of one of them, or to a minute."""
    starts = draw.here.starts
    minute = int(starts[draw.chance.choice(among)]) if at is None else at
    mixed = draw.chance.sample(among, len(among))
    return sorted(mixed, key=lambda each: abs(int(starts[each]) - minute))[:number]


def _both(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Return sessions of two sequences in turn, each once."""
    return [*dict.fromkeys(each for pair in zip(one, other, strict=False) for each in pair)]
