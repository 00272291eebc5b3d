"""The scope of a search for few changes: what has to move, and what may move, step by step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scheduler.engines.domains import Domain
from scheduler.engines.model import Model, prepared
from scheduler.evaluation import evaluate
from scheduler.findings import Judgement
from scheduler.replanning.changes import Changes
from scheduler.restrictions import Problem
from scheduler.schedule import Assignment, Schedule

FIRST_STEP = 32
"""Sessions that may move at least, where those that have to are not enough."""
GROWTH = 3
"""So many times as many may move, where that is not enough either."""


@dataclass(frozen=True)
class Ground:
    """A changed conference, and its published programme."""

    changes: Changes

    @cached_property
    def problem(self) -> Problem:
        """The hard rules, and the price of each change."""
        hard = self.changes.problem.unpriced
        return replace(hard, priced=(*hard.priced, *self.changes.priced()))

    @cached_property
    def model(self) -> Model:
        """The same, prepared: without places that no programme can use."""
        return prepared(self.problem)

    @cached_property
    def _domains(self) -> Mapping[str, Domain]:
        """Places of each session; seats go with theirs."""
        followers = self.problem.followers
        return {name: each for name, each in self.model.domains.items() if name not in followers}

    @cached_property
    def forced(self) -> frozenset[str]:
        """Sessions that change in every programme: they may not stay where they were published."""
        unit = self.changes.unit
        return frozenset(
            name
            for name, domain in self._domains.items()
            if int(domain.price[domain.allowed].min()) >= unit
        )

    @cached_property
    def broken(self) -> tuple[Judgement, ...]:
        """What is hard and the published programme breaks, sessions aside that have no place in it."""
        known = self.changes.representable
        places = self.changes.published.by_session
        stand_ins = (
            places[name] if name in known else self._somewhere(domain)
            for name, domain in self._domains.items()
            if name not in self.changes.added
        )
        found = evaluate(self.changes.instance, Schedule.of(stand_ins)).forbidden
        return tuple(judged for judged in found if known.issuperset(judged.finding.sessions))

    def _somewhere(self, domain: Domain) -> Assignment:
        start, room = domain.first_place
        instant = self.model.timeline.instant(int(domain.starts[start]))
        return Assignment(domain.session, instant, self.problem.rooms[domain.rooms[room]])

    @cached_property
    def troubled(self) -> frozenset[str]:
        """Sessions that are new, have to change, or have a part in what is broken."""
        clashing = (session for judged in self.broken for session in judged.finding.sessions)
        return self.forced | self.changes.new | frozenset(clashing)

    @cached_property
    def loose(self) -> frozenset[str]:
        """Sessions that change in every programme, or may do so without a change."""
        return self.forced | self.changes.new

    @property
    def everything(self) -> frozenset[str]:
        """All sessions."""
        return frozenset(self._domains)

    def steps(self) -> Iterator[frozenset[str]]:
        """Yield the sessions that may move.

        First those alone that have to, which proves how many it takes if they are not enough; then those in
        trouble, more and more that are near, and all.
        """
        everything = self.everything
        near, free = self._by_nearness(), self.troubled
        if self.loose != free:
            yield self.loose
        while len(free) < len(everything):
            yield free
            number = max(FIRST_STEP, GROWTH * len(free))
            if number >= len(everything) / 2:
                break
            free = frozenset([*self.troubled, *near][:number])
        yield everything

    def _by_nearness(self) -> list[str]:
        """Return the other sessions: first those that are where sessions in trouble may go."""
        timeline, planned = self.model.timeline, self.changes.planned
        minute = {each.session: timeline.minute(each.start) for each in planned}
        goals = [self.model.domains[name].starts for name in sorted(self.troubled)]
        origins = [minute[name] for name in sorted(self.troubled) if name in minute]

        def distance(session: str) -> tuple[int, int, str]:
            at = minute[session]
            to_goal = min((int(np.abs(goal - at).min()) for goal in goals), default=0)
            to_origin = min((abs(origin - at) for origin in origins), default=0)
            return to_goal, to_origin, session

        return sorted(minute.keys() - self.troubled, key=distance)
