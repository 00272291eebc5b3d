"""What a rule costs in all, found by solving."""

import threading
from dataclasses import dataclass

from scheduler.catalogue import OFF, Thousandths
from scheduler.evaluation import evaluate
from scheduler.explanation.remedies import with_rule_level
from scheduler.findings import Evaluation
from scheduler.instance import Instance
from scheduler.progress import Watch, nobody
from scheduler.schedule import Schedule
from scheduler.solution import Solution
from scheduler.solving import solve

SHARES = 0.4, 0.4
"""Shares of the time for the programme itself, so that like is compared with like, and without the rule."""


@dataclass(frozen=True, slots=True)
class RulePrice:
    """A programme with a rule, and one without it."""

    rule: str
    now: Evaluation
    """Of the best programme known with the rule."""
    own: Thousandths
    """What the rule itself costs in it, in thousandths; nothing, if it is hard."""
    without: Solution
    """The best programme found with the rule off."""
    amount_without: int
    """Amount of the rule in that programme, which nobody pays for."""
    moved: tuple[str, ...]
    """Sessions that are elsewhere in it."""
    now_proved: bool
    """Whether no programme with the rule is better."""

    @property
    def others_now(self) -> Thousandths:
        """What all other rules cost with the rule, in thousandths."""
        return self.now.penalty - self.own

    @property
    def price(self) -> Thousandths:
        """What the rule costs in all: its own penalty, and what others pay for its sake."""
        return self.now.penalty - (self.without.penalty or 0)


def price_of_rule(
    instance: Instance,
    schedule: Schedule,
    rule: str,
    *,
    time_limit: float,
    known: int | None = None,
    watch: Watch = nobody,
    stop: threading.Event | None = None,
) -> RulePrice:
    """Compare a programme with one in which a rule is not looked at.

    Parameters
    ----------
    instance
        The conference.
    schedule
        Its programme.
    rule
        Id of a rule.
    time_limit
        Seconds for both searches, positive.
    known
        What no programme costs less than, in thousandths, if that has been proved before.
    watch
        Told of progress, from any thread.
    stop
        Ends both searches when it is set.
    """
    own = solve(
        instance,
        time_limit=SHARES[0] * time_limit,
        workers=2,
        start=schedule,
        watch=watch,
        stop=stop,
    )
    begin = evaluate(instance, schedule)
    best, now = schedule, begin
    if own.schedule is not None and own.evaluation is not None:
        best, now = own.schedule, own.evaluation
    freed = with_rule_level(instance, rule, OFF)
    limit = SHARES[1] * time_limit
    without = solve(freed, time_limit=limit, workers=2, start=best, watch=watch, stop=stop)
    found = without.schedule or best
    counted = evaluate(with_rule_level(instance, rule, 1), found)
    return RulePrice(
        rule,
        now,
        now.total(rule).penalty,
        without,
        counted.total(rule).amount,
        moved_between(best, found),
        _is_proved(now, own.bound, known),
    )


def _is_proved(now: Evaluation, *bounds: int | None) -> bool:
    """Return whether no programme that keeps the hard rules costs less than one that does."""
    highest = max((bound for bound in bounds if bound is not None), default=None)
    return not now.forbidden and highest is not None and now.penalty <= highest


def moved_between(one: Schedule, other: Schedule) -> tuple[str, ...]:
    """Return the sessions of one schedule that are elsewhere in another, in its order."""
    places = other.by_session
    return tuple(
        each.session
        for each in one.assignments
        if (place := places.get(each.session)) is None
        or (place.start, place.room) != (each.start, each.room)
    )
