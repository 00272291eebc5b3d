"""Which sessions are in the way of a place: those without which fewer hard rules would be broken there."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set

from scheduler.evaluation.evaluator import VOICES
from scheduler.findings import Judgement
from scheduler.instance import Instance
from scheduler.schedule import Schedule

Amounts = Counter[tuple[str, str]]
"""Amount by rule and item."""


def named(session: str, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """Return the sessions that findings name besides one, each once, in their order."""
    found = dict.fromkeys(each for judged in judgements for each in judged.finding.sessions)
    return tuple(each for each in found if each != session)


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
    items = {(judged.rule, judged.finding.item) for judged in broken}
    now = _amounts(instance, then, items)
    return tuple(
        other
        for other in named(session, broken)
        if any(now[item] > amount for item, amount in _without(instance, then, other, items))
    )


def _without(
    instance: Instance, then: Schedule, session: str, items: Set[tuple[str, str]]
) -> list[tuple[tuple[str, str], int]]:
    """Return what rules and items come to in a programme without a session."""
    left = Schedule.of(each for each in then.assignments if each.session != session)
    amounts = _amounts(instance, left, items)
    return [(item, amounts[item]) for item in items]


def _amounts(instance: Instance, schedule: Schedule, items: Set[tuple[str, str]]) -> Amounts:
    amounts = Amounts()
    for rule in {rule for rule, _ in items}:
        for finding in VOICES[rule](instance, schedule):
            amounts[rule, finding.item] += finding.amount
    return amounts
