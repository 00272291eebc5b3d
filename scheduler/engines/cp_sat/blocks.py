"""Restrictions on groups that hold rooms, in the exact model: linear in what the groups hold."""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from scheduler.engines.cp_sat.tracks.holdings import Holdings, most_runs
from scheduler.engines.cp_sat.tracks.ranks import add_ranks
from scheduler.engines.cp_sat.variables import Literal, Variables
from scheduler.restrictions import Beside, Gapless, GroupKind, Held, Parallel, Ranks, Unmixed


def add_block(
    block: GroupKind, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Add a restriction on groups: forbidden, or paid for."""
    match block:
        case Unmixed():
            _add_unmixed(block, price, holdings, variables)
        case Held():
            _add_held(block, price, holdings, variables)
        case Beside():
            both = holdings.beside(block.one, block.other, block.periods)
            _pay_or_forbid(both.values(), price, variables)
        case Parallel():
            _add_parallel(block, price, holdings, variables)
        case Gapless():
            _add_gapless(block, price, holdings, variables)
        case Ranks():
            add_ranks(block, price, variables)


def _pay_or_forbid(amounts: Iterable[Literal], price: int | None, variables: Variables) -> None:
    for amount in amounts:
        if price is None:
            variables.model.add(amount == 0)
        else:
            variables.pay(amount, price)


def _add_unmixed(
    unmixed: Unmixed, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Let each room have one holder in each period."""
    holders: dict[tuple[int, int], list[Literal]] = {}
    for group in unmixed.groups:
        for period, rooms in holdings.of(group, unmixed.periods).rooms.items():
            for room, literal in rooms.items():
                holders.setdefault((period, room), []).append(literal)
    for literals in holders.values():
        if len(literals) < 2:
            continue
        if price is None:
            variables.model.add_at_most_one(literals)
        else:
            loads = [1] * len(literals)
            variables.pay(variables.excess(literals, loads, 1, len(literals) - 1), price)


def _add_held(held: Held, price: int | None, holdings: Holdings, variables: Variables) -> None:
    names = variables.source.problem.rooms
    for period, rooms in holdings.of(held.sessions, held.periods).rooms.items():
        for room, literal in rooms.items():
            amount = held.amounts.get((period, names[room]), 0)
            if amount and price is None:
                variables.model.add(literal == 0)
            elif price is not None:
                variables.pay(literal, price * amount)


def _add_parallel(
    parallel: Parallel, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    holding = holdings.of(parallel.sessions, parallel.periods)
    for period, used in holding.used.items():
        more = variables.model.new_int_var(0, len(holding.rooms[period]) - 1, "")
        variables.model.add(more >= holding.number[period] - used)
        _pay_or_forbid([more], price, variables)


def _add_gapless(
    gapless: Gapless, price: int | None, holdings: Holdings, variables: Variables
) -> None:
    """Let the group begin once, or pay: it begins where it holds a room, and held none before."""
    model = variables.model
    used = holdings.of(gapless.sessions, gapless.periods).used
    begins = []
    for period, here in used.items():
        begin = model.new_bool_var("")
        before = used.get(period - 1)
        model.add(begin >= (here if before is None else here - before))
        begins.append(begin)
    gap = model.new_bool_var("")
    model.add(cp_model.LinearExpr.sum(begins) <= 1 + max(0, most_runs(used) - 1) * gap)
    _pay_or_forbid([gap], price, variables)
