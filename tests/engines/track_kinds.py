"""Restrictions at random on groups that hold rooms."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from random import Random

from scheduler.restrictions import (
    Beside,
    Gapless,
    Group,
    GroupKind,
    Held,
    Parallel,
    Ranks,
    Span,
    Switches,
    Unmixed,
)
from tests.engines.problems import LENGTHS, ROOMS, span


def _periods(rng: Random) -> tuple[Span, ...]:
    """Return spans in order, at least two, that do not overlap; some touch, some cover no start."""
    edges = sorted(rng.sample(range(-60, 200, 10), rng.randint(3, 6)))
    spans = [span(*pair) for pair in pairwise(edges)]
    return tuple(each for each in spans if len(spans) < 3 or rng.random() < 0.8) or tuple(spans)


def _group(rng: Random, least: int = 1) -> Group:
    return tuple(rng.sample(sorted(LENGTHS), rng.randint(least, len(LENGTHS))))


def _two_groups(rng: Random) -> tuple[Group, Group]:
    whole = _group(rng, least=2)
    cut = rng.randint(1, len(whole) - 1)
    return whole[:cut], whole[cut:]


def _unmixed(rng: Random) -> Unmixed:
    groups = _two_groups(rng) if rng.random() < 0.5 else tuple((each,) for each in _group(rng, 3))
    return Unmixed("i", groups, _periods(rng))


def _switches(rng: Random) -> Switches:
    cut = rng.choice((-60, 30, 90))
    periods = (span(-60, cut), span(cut, 200)) if cut > -60 else (span(-60, 200),)
    groups = tuple((each,) for each in _group(rng, 3)) if rng.random() < 0.7 else _two_groups(rng)
    return Switches("i", groups, periods)


def _held(rng: Random) -> Held:
    periods = _periods(rng)
    cells = [(period, room) for period in range(len(periods)) for room in ROOMS]
    amounts = {cell: rng.randint(1, 9) for cell in rng.sample(cells, rng.randint(1, len(cells)))}
    return Held("i", _group(rng), periods, amounts)


def _beside(rng: Random) -> Beside:
    return Beside("i", *_two_groups(rng), _periods(rng))


def _parallel(rng: Random) -> Parallel:
    return Parallel("i", _group(rng, least=2), _periods(rng))


def _gapless(rng: Random) -> Gapless:
    edges = sorted(rng.sample(range(0, 181, 30), rng.randint(4, 6)))
    return Gapless("i", _group(rng, least=2), tuple(span(*pair) for pair in pairwise(edges)))


def _ranks(rng: Random) -> Ranks:
    group = _group(rng)
    named = rng.sample(group, rng.randint(1, len(group)))
    wanted = {session: rng.randint(1, len(group)) for session in named}
    return Ranks("i", group, wanted, _periods(rng))


BLOCK_KINDS: Mapping[str, Callable[[Random], GroupKind]] = {
    "unmixed": _unmixed,
    "switches": _switches,
    "held": _held,
    "beside": _beside,
    "parallel": _parallel,
    "gapless": _gapless,
    "ranks": _ranks,
}
"""Makes a restriction of a kind."""
