"""The moves from one programme to another as steps, the best first. You may stop after any step."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.evaluation import evaluate
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule

Value = tuple[int, int]
"""Amount against hard rules, and penalty in thousandths."""


@dataclass(frozen=True, slots=True)
class MovesStep:
    """Sessions that move together because one alone would clash with another."""

    moved: tuple[tuple[str, Assignment | None, Assignment | None], ...]
    """Each session, where it was, and where it is; None: it is not held."""
    before: Value
    after: Value
    rules: Mapping[str, int]
    """By rule, in its unit, how much less there is of it after the step; without those that stay equal."""


def steps_between(instance: Instance, before: Schedule, after: Schedule) -> Iterator[MovesStep]:
    """Yield the steps from one programme to another, what gains most first.

    A step breaks no hard rule more than the programme before it, if that can be had by moving some sessions
    together: with each session go those in whose way it would be. What another step has moved already is no
    part of one that comes later.

    Raises
    ------
    SolutionError
        When a programme does not fit the instance.
    """
    old, new = before.by_session, after.by_session
    left = [name for name in instance.session_by_id if old.get(name) != new.get(name)]
    now, found = before, evaluate(instance, before)
    known = {each.finding.message for each in found.forbidden}
    groups = dict.fromkeys(_together(instance, before, known, name, left, new) for name in left)
    gains = {group: _value(evaluate(instance, _moved(before, group, new))) for group in groups}
    done: set[str] = set()
    for group in sorted(gains, key=lambda each: (gains[each], len(each))):
        names = [name for name in group if name not in done]
        if not names:
            continue
        done.update(names)
        now, last = _moved(now, names, new), found
        found = evaluate(instance, now)
        pairs = tuple((name, old.get(name), new.get(name)) for name in names)
        yield MovesStep(pairs, _value(last), _value(found), _less(last, found))


def _together(
    instance: Instance,
    now: Schedule,
    known: Collection[str],
    first: str,
    left: Collection[str],
    new: Mapping[str, Assignment],
) -> tuple[str, ...]:
    """Return a session with those that have to move with it, so that no more is broken than is `known`."""
    group = [first]
    while True:
        broken = evaluate(instance, _moved(now, group, new)).forbidden
        fresh = (each.finding.sessions for each in broken if each.finding.message not in known)
        more = [
            name
            for name in dict.fromkeys(name for sessions in fresh for name in sessions)
            if name in left and name not in group
        ]
        if not more:
            return tuple(name for name in left if name in group)
        group += more


def _moved(now: Schedule, group: Collection[str], new: Mapping[str, Assignment]) -> Schedule:
    """Return a programme in which some sessions are where another one has them."""
    others = [each for each in now.assignments if each.session not in group]
    return replace(
        now, assignments=Schedule.of([*others, *(new[n] for n in group if n in new)]).assignments
    )


def _value(found: Evaluation) -> Value:
    return sum(each.finding.amount for each in found.forbidden), found.penalty


def _less(before: Evaluation, after: Evaluation) -> Mapping[str, int]:
    """Return by rule how much less there is of it."""
    amounts = {
        rule: [each.forbidden + each.amount for each in (before.total(rule), after.total(rule))]
        for rule in dict.fromkeys([*before.totals, *after.totals])
    }
    return {rule: was - now for rule, (was, now) in amounts.items() if was != now}
