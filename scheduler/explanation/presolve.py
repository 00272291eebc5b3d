"""Presolve: the problem of an instance, and the domains that propagation leaves to its sessions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from scheduler.engines.domains import Domain, domains_of
from scheduler.engines.lags import spread
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import Timeline, overlap
from scheduler.instance import Instance, Span
from scheduler.restrictions import After, Lag, Present, Priced, Problem, part_of
from scheduler.rules import problem_of


@dataclass(frozen=True)
class Presolve:
    """An instance, its problem, and where each session may go: by itself, and after others."""

    instance: Instance
    problem: Problem
    timeline: Timeline
    alone: Mapping[str, Domain]
    """Places left to each session by the hard restrictions on it alone."""

    @property
    def hard(self) -> Iterator[Priced]:
        """Restrictions that must be kept."""
        return (priced for priced in self.problem.priced if priced.price is None)

    @cached_property
    def hopeless(self) -> tuple[str, ...]:
        """Sessions without any place, whether or not they may be left out."""
        followers = self.problem.followers
        return tuple(s for s, domain in self.alone.items() if domain.empty and s not in followers)

    @cached_property
    def givable(self) -> frozenset[str]:
        """Seats that their persons could take at a start that the session of the panel may have."""
        alone, followers = self.alone, self.problem.followers
        return frozenset(
            seat
            for seat, session in followers.items()
            if np.intersect1d(alone[seat].held, alone[session].held).size
        )

    def touches(self, session: str, spans: Sequence[Span]) -> bool:
        """Return whether a session can be held, in part at least, in one of these stretches of time."""
        begins, ends = self.timeline.edges(spans)
        domain = self.alone[session]
        return bool(np.any(overlap(domain.held, domain.held_ends, begins, ends)))

    @cached_property
    def optional(self) -> frozenset[str]:
        """Sessions that a programme may leave out, and seats."""
        present = (each.restriction for each in self.hard if isinstance(each.restriction, Present))
        needed = {each.session for each in present if each.amount}
        return (self.problem.optional - needed).union(self.problem.followers)

    @cached_property
    def lags(self) -> tuple[Priced, ...]:
        """Hard lags between sessions that have a place and cannot be left out; of large borders, in one."""
        lags = [each for each in self.hard if isinstance(each.restriction, Lag | After)]
        hard = spread(lags, self.alone)
        parts = ((each, part_of(each.restriction, self.placed)) for each in hard)
        return tuple(replace(each, restriction=part) for each, part in parts if part is not None)

    @cached_property
    def placed(self) -> Mapping[str, Domain]:
        """Places of the sessions that have any by themselves and cannot be left out."""
        return {
            session: domain
            for session, domain in self.alone.items()
            if session not in self.optional and not domain.empty
        }

    @cached_property
    def in_order(self) -> Mapping[str, Domain]:
        """The same, less the starts that hard lags rule out; some are empty if the lags do not fit."""
        return narrowed(self.placed, self.lags, self.timeline)

    @cached_property
    def lags_fit(self) -> bool:
        """Whether the lags leave each session a start."""
        return not any(domain.empty for domain in self.in_order.values())

    @cached_property
    def left(self) -> Mapping[str, Domain]:
        """Places left to each session that has any and cannot be left out."""
        return self.in_order if self.lags_fit else self.placed


def presolve_of(
    instance: Instance,
    problem: Problem | None = None,
    alone: Mapping[str, Domain] | None = None,
) -> Presolve:
    """Prepare the screening of an instance; its problem and `places_alone` may be known."""
    problem = problem_of(instance) if problem is None else problem
    alone = places_alone(problem) if alone is None else alone
    return Presolve(instance, problem, Timeline(problem.starts[0]), alone)


def places_alone(problem: Problem) -> Mapping[str, Domain]:
    """Return where each session, followers too, may be by the hard restrictions on it alone."""
    free = replace(problem.unpriced, optional=frozenset(), followers={})
    return domains_of(free, Timeline(problem.starts[0]))
