"""Restrictions on tasks in a model in which sessions may move: those that look at when these are.

What is paid for crowds is left out. Of all else, a model of sessions and tasks says what a schedule costs.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations, product

import numpy as np
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.tasks.restrictions import add
from scheduler.engines.cp_sat.tasks.variables import TaskVariables
from scheduler.engines.cp_sat.variables import Literal, Place, Variables
from scheduler.engines.items.amounts import Lagging, Slot, outside
from scheduler.engines.timeline import Minutes
from scheduler.restrictions.items import (
    Apart,
    Attended,
    Crowd,
    Early,
    Ordered,
    PricedTask,
    Side,
)

Literals = tuple[cp_model.LiteralT, ...]
"""What has to be true."""


class Meetings:
    """The model of sessions and of the tasks that they take."""

    def __init__(self, sessions: Variables, tasks: TaskVariables) -> None:
        self._sessions, self._tasks, self._model = sessions, tasks, tasks.model
        numbers = sessions.source.numbers
        self._places = {session: sessions.places[number] for session, number in numbers.items()}
        self._before: dict[tuple[str, str], Literal] = {}
        self._shared: dict[tuple[str, str], Literal] = {}
        for takes in tasks.takes.values():
            for session, literal in takes.items():
                absent = self._places[session].absent
                if absent is not None:
                    self._model.add_implication(literal, ~absent)

    def add(self, priced: PricedTask) -> None:
        """Add a restriction."""
        match priced.restriction:
            case Ordered() | Early():
                self._add_order(priced.restriction, priced.price)
            case Apart():
                self._add_apart(priced.restriction, priced.price)
            case Attended():
                self._add_attended(priced.restriction, priced.price)
            case Crowd():
                if priced.price is None:
                    self._add_crowd(priced.restriction)
            case _:
                add(priced, self._tasks)

    # Orders

    def _add_order(self, order: Ordered | Early, price: int | None) -> None:
        lagging = Lagging.of(self._tasks.question.timeline, order)
        enough = isinstance(order, Early) or order.fits_one_session
        firsts, thens = self._side(order.first), self._side(order.then)
        if not firsts or not thens or price == 0:
            return
        froms = {first: _allowed(self._places[first], lagging) for first in firsts}
        lowest = min(int(self._places[then].domain.held[0]) for then in thens)
        most = max(int(each.max()) for each in froms.values()) - lowest
        if most <= 0:
            return
        early = 0 if price is None else self._tasks.number(most)
        if price is not None:
            self._tasks.pay(early, price)
        for first, then in product(firsts, thens):
            if first != then or not enough:
                when = (*firsts[first], *thens[then])
                self._order(first, froms[first], then, early, when)

    def _order(
        self, first: str, allowed: Minutes, then: str, early: Literal | int, when: Literals
    ) -> None:
        """Let a session start where another one allows it, or too early by so much, if literals are true."""
        place = self._places[then]
        lowest = int(place.domain.held[0])
        if int(allowed.max()) > lowest:
            number = self._sessions.source.numbers[first]
            froms = self._sessions.at_start(number, np.maximum(allowed, lowest))
            self._model.add(froms <= place.minute + early).only_enforce_if(*when)

    def _side(self, side: Side) -> Mapping[str, Literals]:
        """Return the sessions of a side, each with what has to be true for it to count."""
        if side.is_task:
            takes = self._tasks.takes[side.id]
            return {session: (literal,) for session, literal in takes.items()}
        return {side.id: self._held(side.id)} if self._is_held(side.id) else {}

    def _is_held(self, session: str) -> bool:
        return session in self._places and len(self._places[session].domain.held) > 0

    def _held(self, session: str) -> Literals:
        absent = self._places[session].absent
        return () if absent is None else (~absent,)

    # Sessions at once

    def _add_apart(self, apart: Apart, price: int | None) -> None:
        taking = self._taking(apart.tasks, apart.sessions)
        for session, literal in taking.items():
            for other in apart.sessions:
                if self._is_held(other):
                    self._separate(session, other, (literal, *self._held(other)), price)
        for one, other in combinations(taking, 2):
            self._separate(one, other, (taking[one], taking[other]), price)

    def _separate(self, one: str, other: str, when: Literals, price: int | None) -> None:
        """Keep two sessions from being at once, or pay for it, if all of some literals are true."""
        first, second = self._places[one].domain, self._places[other].domain
        if first.held_ends[-1] <= second.held[0] or second.held_ends[-1] <= first.held[0]:
            return
        if price is None:
            either = (self._is_before(one, other), self._is_before(other, one))
            self._model.add_bool_or(*either, *(~literal for literal in when))
        elif price:
            paid = self._tasks.number(min(first.longest, second.longest))
            self._model.add(paid >= self._at_once(one, other)).only_enforce_if(*when)
            self._tasks.pay(paid, price)

    def _is_before(self, one: str, other: str) -> Literal:
        """Return a literal of which one session ends before another one starts."""
        if (one, other) not in self._before:
            before = self._before[one, other] = self._model.new_bool_var("")
            first, second = self._places[one], self._places[other]
            self._model.add(first.end <= second.minute).only_enforce_if(before)
        return self._before[one, other]

    def _at_once(self, one: str, other: str) -> Literal:
        """Return the minutes for which two sessions run at once, or more, wherever they are."""
        key = min(one, other), max(one, other)
        if key not in self._shared:
            first, second = self._places[one], self._places[other]
            both = self._shared[key] = self._tasks.number(
                min(first.domain.longest, second.domain.longest)
            )
            apart = [self._is_before(one, other), self._is_before(other, one)]
            bounds = [
                first.end - second.minute,
                second.end - first.minute,
                first.end - first.minute,
                second.end - second.minute,
            ]
            chosen = [self._model.new_bool_var("") for _ in bounds]
            for literal, least in zip(chosen, bounds, strict=True):
                self._model.add(both >= least).only_enforce_if(literal)
            self._model.add_bool_or(*apart, *chosen)
        return self._shared[key]

    def _add_crowd(self, crowd: Crowd) -> None:
        taking, held = self._taking(crowd.tasks), dict(crowd.held)
        loads = {each: load for each, load in held.items() if self._is_held(each)}
        intervals = [self._interval(each, (*self._held(each), 1)[0]) for each in loads]
        intervals += [self._interval(each, taking[each]) for each in taking if each not in loads]
        demands = [*loads.values(), *(1 for each in taking if each not in loads)]
        everything = sum(demands)
        if everything <= crowd.at_most:
            return
        if not loads:
            self._model.add_cumulative(intervals, demands, crowd.at_most)
            return
        for session, literal in taking.items():  # what holds while it runs
            own = self._interval(session, literal)
            self._model.add_cumulative(
                [*intervals, own], [*demands, everything], crowd.at_most + everything
            )

    def _interval(self, session: str, literal: cp_model.LiteralT) -> cp_model.IntervalVar:
        place = self._places[session]
        return self._model.new_optional_interval_var(
            place.minute, place.length, place.end, literal, ""
        )

    def _add_attended(self, attended: Attended, price: int | None) -> None:
        timeline = self._tasks.question.timeline
        for session, literal in self._taking(attended.tasks, attended.exempt).items():
            place = self._places[session]
            ends = place.domain.held_ends.tolist()
            slots = (
                Slot(start, start, end, end)
                for start, end in zip(place.domain.held.tolist(), ends, strict=True)
            )
            away = [outside(slot, attended.within, timeline) for slot in slots]
            bad = [start for start, amount in zip(place.held, away, strict=True) if amount]
            if not bad:
                continue
            if price is None:
                self._model.add_at_most_one(literal, *bad)
            elif price:
                paid = self._tasks.number(max(away))
                amount = cp_model.LinearExpr.weighted_sum(place.held, away)
                self._model.add(paid >= amount).only_enforce_if(literal)
                self._tasks.pay(paid, price)

    def _taking(self, tasks: tuple[str, ...], but: Iterable[str] = ()) -> Mapping[str, Literal]:
        """Return whether each session, but certain ones, takes one of some tasks, if it can."""
        found = {}
        for session in self._tasks.question.tasks.places:
            may = session not in but and self._is_held(session)
            literal = self._tasks.any_of(tasks, session) if may else None
            if literal is not None:
                found[session] = literal
        return found


def _allowed(place: Place, lagging: Lagging) -> Minutes:
    """Return from when on another session may start, by the start of a place; early for absence."""
    domain = place.domain
    starts, ends = domain.held.tolist(), domain.held_ends.tolist()
    allowed = [
        lagging.allowed(Slot(start, start, end, end))
        for start, end in zip(starts, ends, strict=True)
    ]
    if domain.optional:
        allowed.append(min(allowed, default=0))
    return np.array(allowed, dtype=np.int64)
