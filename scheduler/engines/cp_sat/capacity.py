"""`Capacity` in the exact model: rows over cells of time, and intervals in rooms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.variables import Literal, Place, Variables
from scheduler.engines.domains import rooms_by_hold
from scheduler.engines.timeline import minutes
from scheduler.restrictions import Capacity, Use


@dataclass(frozen=True)
class _Member:
    """A session in a row, in rooms that prolong it alike."""

    place: Place
    load: int
    held_from: NDArray[np.int64]
    """First minute held, by start; ascending."""
    held_to: NDArray[np.int64]
    """Minute after the last one held, by start; ascending."""
    rooms: tuple[int, ...] | None
    """Rooms in which it counts, as positions in its domain; None: in all of them."""


@dataclass(frozen=True)
class _Cell:
    """A stretch of time in which the same starts of the same members are running."""

    length: int
    running: tuple[tuple[int, int, int], ...]
    """Members that may run, each with its first start that would and the one after the last."""
    maximal: bool
    """Whether no neighbouring cell has all of it, and more."""


def add_capacity(capacity: Capacity, price: int | None, variables: Variables) -> None:
    """Add a capacity: forbidden excess, or excess that the objective pays for."""
    if capacity.rooms is not None and price is None and _is_single(capacity):
        _add_no_overlap(capacity, variables)
        return
    members = [m for use in capacity.uses for m in _members(use, capacity, variables)]
    inside: dict[tuple[int, int, int], Literal | None] = {}
    for cell in _cells(members):
        most = sum(members[member].load for member, _, _ in cell.running) - capacity.at_most
        if most <= 0 or (price is None and not cell.maximal):
            continue
        terms, loads = _terms(cell, members, inside, variables)
        if price is None:
            _forbid(terms, loads, capacity.at_most, variables)
        else:
            over = variables.excess(terms, loads, capacity.at_most, most)
            variables.pay(over, price * capacity.rate * cell.length)


def _is_single(capacity: Capacity) -> bool:
    return capacity.at_most == 1 and all(use.load == 1 for use in capacity.uses)


def _forbid(terms: list[Literal], loads: list[int], at_most: int, variables: Variables) -> None:
    if at_most == 1 and set(loads) == {1}:
        variables.model.add_at_most_one(terms)
    else:
        variables.model.add(cp_model.LinearExpr.weighted_sum(terms, loads) <= at_most)


def _members(use: Use, capacity: Capacity, variables: Variables) -> Iterator[_Member]:
    place = variables.places[variables.source.numbers[use.session]]
    domain, names = place.domain, variables.source.problem.rooms
    held_from = domain.starts - minutes(use.before)
    held_to = domain.starts + domain.duration + minutes(use.after)
    if capacity.rooms is None:
        yield _Member(place, use.load, held_from, held_to, None)
        return
    for more, rooms in rooms_by_hold(domain, capacity.rooms, names).items():
        everywhere = len(rooms) == len(domain.rooms)
        yield _Member(
            place, use.load, held_from, held_to + more, None if everywhere else tuple(rooms)
        )


def _cells(members: Sequence[_Member]) -> Iterator[_Cell]:
    """Yield the cells in which a member may run."""
    if not members:
        return
    begins = np.unique(np.concatenate([member.held_from for member in members]))
    ends = np.unique(np.concatenate([member.held_to for member in members]))
    edges = np.union1d(begins, ends)
    firsts = [np.searchsorted(m.held_to, edges[:-1], side="right") for m in members]
    lasts = [np.searchsorted(m.held_from, edges[:-1], side="right") for m in members]
    enters, leaves = np.isin(edges[:-1], begins), np.isin(edges[1:], ends)
    lengths = np.diff(edges)
    for cell in range(len(lengths)):
        running = tuple(
            (number, int(first[cell]), int(last[cell]))
            for number, (first, last) in enumerate(zip(firsts, lasts, strict=True))
            if first[cell] < last[cell]
        )
        if running:
            maximal = bool(enters[cell] and leaves[cell])
            yield _Cell(int(lengths[cell]), running, maximal)


def _terms(
    cell: _Cell,
    members: Sequence[_Member],
    inside: dict[tuple[int, int, int], Literal | None],
    variables: Variables,
) -> tuple[list[Literal], list[int]]:
    """Return literals of which those that are true run in the cell, with their loads."""
    terms: list[Literal] = []
    loads: list[int] = []
    for key in cell.running:
        number, first, last = key
        member = members[number]
        starts = member.place.start[first:last]
        if member.rooms is not None:
            running = inside.get(key)
            if running is None:
                running = inside[key] = _in_rooms(starts, member, variables)
            starts = [running]
        terms.extend(starts)
        loads.extend([member.load] * len(starts))
    return terms, loads


def _in_rooms(starts: Sequence[Literal], member: _Member, variables: Variables) -> Literal:
    """Return a literal that is true if one of the starts, and one of the member's rooms, is chosen."""
    both = variables.model.new_bool_var("")
    rooms = [member.place.room[room] for room in member.rooms or ()]
    chosen = cp_model.LinearExpr.sum([*starts, *rooms])
    variables.model.add(both >= chosen - 1)
    return both


def _add_no_overlap(capacity: Capacity, variables: Variables) -> None:
    """One session at a time in these rooms: optional intervals that do not overlap."""
    model = variables.model
    intervals = []
    for use in capacity.uses:
        for member in _members(use, capacity, variables):
            before = int(member.place.domain.starts[0] - member.held_from[0])
            length = int(member.held_to[0] - member.held_from[0])
            begin = member.place.minute - before
            if member.rooms is None:
                intervals.append(model.new_fixed_size_interval_var(begin, length, ""))
                continue
            there = variables.any_of([member.place.room[room] for room in member.rooms])
            intervals.append(model.new_optional_fixed_size_interval_var(begin, length, there, ""))
    model.add_no_overlap(intervals)
