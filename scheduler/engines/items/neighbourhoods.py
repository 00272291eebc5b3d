"""Sessions and tasks in one exact model: all of them where there are few, or some sessions that may move.

Large neighbourhood search (Shaw 1998): what moves is chosen at random, all else stays where it is in the best
schedule so far, and all tasks are assigned anew.
"""

import random
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.joint import Joined, join
from scheduler.engines.interruption import UnfinishedError
from scheduler.engines.items.demands import with_certain_demands
from scheduler.engines.items.limit import Limit
from scheduler.engines.items.questions import Slots, free_slots, patience_of, slots_in
from scheduler.engines.model import Model, prepared
from scheduler.engines.parameters import DEFAULTS
from scheduler.engines.searching import Effort
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Problem
from scheduler.schedule import Schedule
from scheduler.search import Status

BEGIN = 12
"""Sessions that may move at first. They are more once those that may are proved to be where they cost least,
and fewer where there is no proof in time."""
GROWTH = 1.5
"""By how much they are more, or fewer."""
SMALL = 5_000
"""Places of all sessions up to which one model of all is searched before anything else."""
LARGE = 100_000
"""The same, beyond which it takes too long to make such models."""


class Neighbourhoods:
    """Exact models of sessions and tasks, and how many sessions may move in the next one."""

    def __init__(self, problem: Problem, asked: Problem, limit: Limit) -> None:
        """`asked` is the problem of sessions alone that keeps what is certainly asked of them."""
        self._problem, self._asked, self._limit = problem, asked, limit
        self._number = float(BEGIN)

    @cached_property
    def _model(self) -> Model:
        asked, own = self._asked, self._problem.priced
        # What is paid for tasks, all of it, is paid in the model of tasks.
        forbidden = (each for each in asked.priced[len(own) :] if each.price is None)
        return prepared(replace(asked, priced=(*own, *forbidden)))

    @cached_property
    def _names(self) -> Sequence[str]:
        """The sessions that may move, but for followers."""
        return [each for each in self._model.domains if each not in self._problem.followers]

    @property
    def slots(self) -> Slots | None:
        """When each session may be, by what is forbidden for it; None if one has no place at all."""
        return free_slots(self._model)

    @property
    def small(self) -> bool:
        """Whether one model of all is small."""
        return self._model.size <= SMALL

    @property
    def large(self) -> bool:
        """Whether it takes too long to make a model of a few sessions."""
        return self._model.size > LARGE

    def whole(self, near: Schedule, share: float) -> Joined:
        """Search for all sessions and tasks, in so much of the limit at most; nothing else is proved."""
        return self._joined(self._model, near, share)

    def around(self, near: Schedule, number: int, share: float) -> Schedule | None:
        """Search for a few sessions and all tasks; each number chooses others."""
        chance = random.Random(self._limit.effort.seed + number)  # noqa: S311 - nothing is secret
        free = chance.sample(self._names, min(int(self._number), len(self._names)))
        leaders = self._problem.followers.items()
        free += [name for name, leader in leaders if leader in free]
        held = self._model.around(self._model.places(near), free)
        found = self._joined(held, near, share)
        factor = GROWTH if found.status is Status.OPTIMAL else 1 / GROWTH
        self._number = min(max(2.0, self._number * factor), float(len(self._names)))
        return found.schedule

    def _joined(self, model: Model, near: Schedule, share: float) -> Joined:
        slots = slots_in(model)
        question = Question(
            self._problem.tasks,
            slots,
            held=frozenset(name for name in slots if not model.domains[name].optional),
            timeline=Timeline(self._problem.starts[0]),
            hint=near.agendas,
        )
        patience = patience_of(self._limit.effort, self._limit.of(share), self._limit.left)
        try:
            found = join(model, question, near, patience, self._limit.stop)
        except UnfinishedError:  # There was no time to make the model.
            return Joined(Status.UNKNOWN, None, None, 0.0)
        self._limit.spend(found.used)
        return found


def joined_at_once(
    problem: Problem, near: Schedule, effort: Effort, stop: threading.Event
) -> Joined | None:
    """Search for all sessions and tasks in one exact model alone; None where such a model is not small."""
    model = Neighbourhoods(problem, with_certain_demands(problem)[0], Limit(effort, stop, DEFAULTS))
    if model.slots is None:
        return Joined(Status.INFEASIBLE, None, None, 0.0)
    return model.whole(near, 1.0) if model.small else None
