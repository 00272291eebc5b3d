"""Presolve: what propagation leaves to the sessions of an instance, and which rules forbid the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.catalogue import RULES
from scheduler.engines.amounts import Reader
from scheduler.engines.domains import Domain, domains_of
from scheduler.engines.lags import spread
from scheduler.engines.propagation import narrowed
from scheduler.engines.timeline import Timeline
from scheduler.instance import Instance, Room, Session, Span
from scheduler.restrictions import After, Lag, Present, Priced, Problem, Unary, part_of
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


Places = NDArray[np.bool_]
"""Starts times rooms."""
Source = tuple[str, str]
"""Source of forbidden places: a rule, and the person for rules on persons."""


def prohibitions_of(presolve: Presolve, session: str) -> Mapping[Source, Places]:
    """Return the places that each rule forbids a session."""
    prohibitions: dict[Source, Places] = {}
    starts = presolve.timeline.minutes(presolve.problem.starts)
    reader = Reader(starts, presolve.problem, presolve.timeline)
    for priced in presolve.hard:
        if isinstance(priced.restriction, Unary) and priced.restriction.session == session:
            amounts = reader.amounts(priced.restriction)
            places = amounts.by_start[:, None] * amounts.in_rooms[None, :] > 0
            source = _source(priced)
            prohibitions[source] = (
                prohibitions[source] | places if source in prohibitions else places
            )
    return {source: places for source, places in prohibitions.items() if places.any()}


def _source(priced: Priced) -> Source:
    by_item = RULES[priced.rule].item == "person"
    return priced.rule, priced.restriction.item if by_item else ""


def covers(prohibitions: Mapping[Source, Places]) -> Iterator[tuple[Source, ...]]:
    """Yield few rules that forbid everything, each of which is needed, then such among the others."""
    left = dict(prohibitions)
    while left and np.logical_or.reduce([*left.values()]).all():
        yield (few := _cover(left))
        left = {source: places for source, places in left.items() if source not in few}


def _cover(prohibitions: Mapping[Source, Places]) -> tuple[Source, ...]:
    """Return rules that forbid everything: those that forbid little, and later ones, are left out."""
    needed = list(prohibitions)
    by_size = sorted(needed, key=lambda each: -int(prohibitions[each].sum()))
    for source in reversed(by_size):
        others = [each for each in needed if each != source]
        if others and np.logical_or.reduce([prohibitions[each] for each in others]).all():
            needed = others
    return tuple(needed)


@dataclass(frozen=True)
class Unplaceable:
    """A session without a place, and what forbids all of them."""

    presolve: Presolve
    session: Session
    prohibitions: Mapping[Source, Places]
    """Places that each rule forbids."""
    cover: Sequence[Source]
    """The fewest that forbid all."""
    meant: tuple[Span, ...]
    """When it is meant to be, by its pin or else its windows, if those are among the fewest."""

    def others(self, rule: str) -> list[Room]:
        """Return the rooms of which the others of the fewest leave something."""
        sources = [source for source in self.cover if source[0] != rule]
        gone = np.zeros(
            (len(self.presolve.problem.starts), len(self.presolve.problem.rooms)), dtype=bool
        )
        for source in sources:
            gone = gone | self.prohibitions[source]
        rooms = self.presolve.instance.rooms
        full: Places = np.all(gone, axis=0)
        return [room for room, is_full in zip(rooms, full, strict=True) if not is_full]
