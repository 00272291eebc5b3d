"""Infeasible subproblems: few sessions of which it is proved that they cannot all be placed."""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scheduler.engines.domains import domains_of
from scheduler.engines.searching import Effort, search
from scheduler.engines.timeline import Timeline
from scheduler.evaluation import evaluate
from scheduler.explanation.conflicts.groups import Groups, Key
from scheduler.explanation.conflicts.oracle import Oracle
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance
from scheduler.restrictions import Priced, Problem, Unary
from scheduler.rules import without_seats
from scheduler.solution import Engine

SEVERAL = 80
"""Sessions over which it is soon found out whether a few rules collide."""
SUSPICION = 0.1
"""Share of the time that is left in which it is tried whether rules alone, without others, collide."""
HALF = 0.5
"""The same for all rules over sessions that are known to collide."""
LOOK = 0.5
"""Seconds of annealing in which what is hard to keep shows."""
LOOK_EACH = 0.02
"""The same for each session, where there are few: a sweep of few takes far longer than its work."""
LOOKS = 3
"""Looks, each of which takes what was broken before more seriously."""
DEARER = 4
"""How much more seriously."""


@dataclass(frozen=True, slots=True)
class Subproblem:
    """Sessions, and groups that cannot all be kept for them."""

    sessions: frozenset[str]
    keys: tuple[Key, ...]
    """Groups that are proved to collide over these sessions."""


def infeasible_subproblem(
    instance: Instance, oracle: Oracle, keys: Sequence[Key], suspects: Sequence[Trouble]
) -> Subproblem | None:
    """Return sessions over which groups collide, few if possible; None if no proof was found.

    Parameters
    ----------
    instance
        The conference.
    oracle
        Answers for its problem.
    keys
        Groups that must be kept.
    suspects
        What is known to be in each other's way, or was; the likeliest first.
    """
    for trouble in suspects:
        blamed = tuple(key for key in keys if key[0] in trouble.rules)
        touched = oracle.groups.touched(blamed)
        for some in (touched, trouble.sessions):
            with oracle.within(SUSPICION):
                if 0 < len(some) <= SEVERAL and oracle.collides(blamed, some):
                    return Subproblem(frozenset(some), blamed)
    for suspect in ((), *(trouble.sessions for trouble in suspects)):
        with oracle.within(HALF):
            if oracle.collides(keys, suspect):
                return Subproblem(frozenset(suspect), tuple(keys))
    ball: frozenset[str] = frozenset()
    for seeds in _troubled(instance, oracle.groups, keys):
        ball |= seeds
        if oracle.collides(keys, ball):
            return Subproblem(ball, tuple(keys))
    for larger in _growing(oracle.groups, keys, ball):
        if oracle.collides(keys, larger):
            return Subproblem(larger, tuple(keys))
    return None


def _troubled(instance: Instance, groups: Groups, keys: Sequence[Key]) -> Iterator[frozenset[str]]:
    """Yield the sessions with whom good programmes break what must be kept, again and again."""
    whole = groups.part(keys, groups.order)
    prices: dict[Key, int] = {}
    effort = Effort(Engine.ANNEALING, min(LOOK, LOOK_EACH * len(whole.durations)))
    for _ in range(LOOKS):
        softened = tuple(_softened(each, prices) for each in whole.priced)
        answer = search(replace(whole, priced=softened), effort)
        if answer.schedule is None:
            yield _homeless(whole)
            return
        troubled: set[str] = set()
        for judged in evaluate(instance, without_seats(answer.schedule)).forbidden:
            key = judged.rule, judged.finding.item
            if key in keys:
                prices[key] = DEARER * prices.get(key, 1)
                troubled.update(judged.finding.sessions)
        yield frozenset(troubled)


def _softened(priced: Priced, prices: Mapping[Key, int]) -> Priced:
    """Return a restriction at a price, unless it is about a single session."""
    if isinstance(priced.restriction, Unary):
        return priced
    return replace(priced, price=prices.get((priced.rule, priced.restriction.item), 1))


def _homeless(problem: Problem) -> frozenset[str]:
    """Return the sessions that have no place even by themselves."""
    domains = domains_of(problem, Timeline(problem.starts[0]))
    return frozenset(
        session
        for session, domain in domains.items()
        if domain.empty and session not in problem.followers
    )


def _growing(
    groups: Groups, keys: Sequence[Key], seeds: Collection[str]
) -> Iterator[frozenset[str]]:
    """Yield sets of sessions that double, nearest first: those who share most, and can least go away."""
    whole = groups.part(keys, groups.order)
    domains = domains_of(whole, Timeline(whole.starts[0]))
    inside = frozenset(seeds)
    while len(inside) < len(groups.order):
        shared = dict.fromkeys((each for each in groups.order if each not in inside), 0.0)
        for key in keys:
            group = groups.sessions[key]
            known = len(group & inside)
            for session in group - inside if known else ():
                shared[session] += known / len(group)
        nearest = sorted(
            shared, key=lambda each: -shared[each] / math.log2(2 + domains[each].allowed.sum())
        )
        inside |= frozenset(nearest[: max(2, len(inside))])
        yield inside
