"""The moves from one programme to another as steps, the best first: after each of them you may stop."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule

Value = tuple[int, int]
"""What hard rules forbid in a programme, and its penalty in thousandths."""


@dataclass(frozen=True, slots=True)
class MovesStep:
    """Sessions that move together, as one of them alone would be in the way of another."""

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
    groups = dict.fromkeys(_together(instance, before, name, left, new) for name in left)
    gains = {group: _value(instance, _moved(before, group, new)) for group in groups}
    now, value = before, _value(instance, before)
    done: set[str] = set()
    for group in sorted(gains, key=lambda each: (gains[each], len(each))):
        names = [name for name in group if name not in done]
        if not names:
            continue
        done.update(names)
        moved = _moved(now, names, new)
        best = _value(instance, moved)
        pairs = tuple((name, old.get(name), new.get(name)) for name in names)
        yield MovesStep(pairs, value, best, _less(instance, now, moved))
        now, value = moved, best


def _together(
    instance: Instance,
    now: Schedule,
    first: str,
    left: Collection[str],
    new: Mapping[str, Assignment],
) -> tuple[str, ...]:
    """Return a session with those that have to move with it, so that nothing more is broken than before."""
    known = {each.finding.message for each in evaluate(instance, now).forbidden}
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
            return tuple(sorted(group, key=[*instance.session_by_id].index))
        group += more


def _moved(now: Schedule, group: Collection[str], new: Mapping[str, Assignment]) -> Schedule:
    """Return a programme in which some sessions are where another one has them."""
    others = [each for each in now.assignments if each.session not in group]
    return replace(
        now, assignments=Schedule.of([*others, *(new[n] for n in group if n in new)]).assignments
    )


def _value(instance: Instance, schedule: Schedule) -> Value:
    found = evaluate(instance, schedule)
    return sum(each.finding.amount for each in found.forbidden), found.penalty


def _less(instance: Instance, now: Schedule, moved: Schedule) -> Mapping[str, int]:
    before, after = (evaluate(instance, each).totals for each in (now, moved))
    sums = {
        rule: sum(
            sign * (total.forbidden + total.amount)
            for sign, totals in ((1, before), (-1, after))
            if (total := totals.get(rule)) is not None
        )
        for rule in dict.fromkeys([*before, *after])
    }
    return {rule: less for rule, less in sums.items() if less}
