"""The board: where every session is, and what each of its places would cost, in compiled code.

A place of a session is one number: position of the room times number of starts, plus position of the start,
both in the session's domain. A session that is *out* counts for nothing, except that `Pairs` go by where
it was last: their tables, dear to change, are rewritten only when a session has really moved.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.engines.annealing import capacity, lags, pairs, tallies, tracks, windows, worst
from scheduler.engines.annealing.prices import OUT, Ints, firsts, ints, joined
from scheduler.engines.compilation.kernels import by_address, enclosed, separate
from scheduler.engines.domains import Domain
from scheduler.engines.interruption import Check, never
from scheduler.engines.model import Model

STEPS, NUMBERS = range(2)
"""What is counted of the work."""


@by_address
class Board(NamedTuple):
    """Sessions on their places, and all that says what moving one of them costs."""

    session_count: int
    places: Ints
    """Slot of each session."""
    starts: Ints
    """Number of starts of each session."""
    rooms: Ints
    """Number of rooms of each session."""
    own_at: Ints
    """For each session, where its places begin in `own`; those with the same places have them in common."""
    own: Ints
    """Price of each place alone; without its start and room, unless the board is `paired`."""
    start_prices: Ints
    """Further price of each start of each session, in the order of `start_at`."""
    room_prices: Ints
    """Further price of each room of each session, in the order of `room_at`."""
    start_numbers: NDArray[np.int32]
    """Position of each start of the problem in each session's domain, or -1; (sessions, starts)."""
    room_numbers: NDArray[np.int32]
    """The same of rooms."""
    all_starts: Ints
    """Starts of all sessions, as positions among the problem's; in the order of `start_at`."""
    all_rooms: Ints
    start_at: Ints
    room_at: Ints
    capacities: capacity.Capacities
    lags: lags.Lags
    borders: lags.Borders
    tallies: tallies.Tallies
    windows: windows.WindowSums
    travels: pairs.Travels
    pairs: pairs.PairTables
    switches: tracks.SwitchRows
    ranks: tracks.Sequences
    worsts: worst.Worsts
    paired: bool
    """Whether `Pairs`, and places by themselves, are all that costs anything while nothing is broken."""
    prices: Ints
    """Room to work in: prices of the places of one session."""
    by_start: Ints
    by_room: Ints
    looked_at: Ints
    """Numbers that the pricing of each session looks at."""
    worked: Ints
    """Work so far: sessions moved, exchanges tried, and numbers looked at."""


@separate
def shift(board: Board, session: int, sign: int) -> None:
    """Take a session in at its place (sign 1), or out of it (sign -1)."""
    place = board.places[session]
    room, start = divmod(place, board.starts[session])
    board.worked[STEPS] += 1
    capacity.move_capacity(board.capacities, session, start, room, sign)
    lags.move_lags(board.lags, session, start, sign)
    lags.move_borders(board.borders, session, start, sign)
    tallies.move_tallies(board.tallies, session, start, room, sign)
    windows.move_windows(board.windows, session, start, sign)
    pairs.move_travels(board.travels, session, start, room, sign)
    tracks.move_switches(board.switches, session, start, room, sign)
    tracks.move_ranks(board.ranks, session, start, room, sign)
    worst.move_worsts(board.worsts, session, start, place, sign)


@enclosed
def put(board: Board, session: int, place: int) -> None:
    """Put a session, which is out, on a place."""
    board.places[session] = place
    shift(board, session, 1)


@separate
def tell(board: Board, session: int, place: int, new_place: int) -> None:
    """Update the tables of a session's partners after its move; -1 stands for absence."""
    start = room = new_start = new_room = -1
    if place >= 0:
        room, start = divmod(place, board.starts[session])
    if new_place >= 0:
        new_room, new_start = divmod(new_place, board.starts[session])
    partners = board.pairs.entries[session + 1] - board.pairs.entries[session]
    board.worked[NUMBERS] += partners * board.starts[session]
    pairs.move_pairs(board.pairs, session, start, room, new_start, new_room)


@separate
def price_places(board: Board, session: int) -> int:
    """Write what each place of a session, which is out, would cost into ``board.prices``.

    Returns the number of its places.
    """
    starts, rooms = board.starts[session], board.rooms[session]
    first = board.own_at[session]
    board.worked[NUMBERS] += board.looked_at[session]
    prices, by_start, by_room = board.prices, board.by_start, board.by_room
    for place in range(starts * rooms):
        prices[place] = board.own[first + place]
    for start in range(starts):
        by_start[start] = board.start_prices[board.start_at[session] + start]
    for room in range(rooms):
        by_room[room] = board.room_prices[board.room_at[session] + room]
    capacity.price_capacity(board.capacities, session, starts, by_start, prices)
    lags.price_lags(board.lags, session, starts, by_start)
    lags.price_borders(board.borders, session, starts, by_start)
    tallies.price_tallies(board.tallies, session, starts, rooms, by_start, by_room, prices)
    windows.price_windows(board.windows, session, starts, by_start)
    pairs.price_travels(board.travels, session, starts, rooms, prices)
    pairs.price_pairs(board.pairs, session, starts, rooms, by_start, by_room, prices)
    tracks.price_switches(board.switches, session, starts, rooms, prices)
    tracks.price_ranks(board.ranks, session, starts, rooms, prices)
    worst.price_worsts(board.worsts, session, starts, rooms, by_start, prices)
    for room in range(rooms):
        for start in range(starts):
            prices[room * starts + start] += by_start[start] + by_room[room]
    return starts * rooms


@separate
def price_at(board: Board, session: int, place: int) -> int:
    """Return what one place of a session, which is out, would cost, without what `Pairs` say."""
    room, start = divmod(place, board.starts[session])
    return (
        board.own[board.own_at[session] + place]
        + board.start_prices[board.start_at[session] + start]
        + board.room_prices[board.room_at[session] + room]
        + capacity.capacity_at(board.capacities, session, start, room)
        + lags.lags_at(board.lags, session, start)
        + lags.borders_at(board.borders, session, start)
        + tallies.tallies_at(board.tallies, session, start, room)
        + windows.windows_at(board.windows, session, start)
        + pairs.travels_at(board.travels, session, start, room)
        + tracks.switches_at(board.switches, session, start, room)
        + tracks.ranks_at(board.ranks, session, start, room)
        + worst.worsts_at(board.worsts, session, start, place)
    )


@enclosed
def cost_of(board: Board, session: int) -> int:
    """Return what a session, which is out, would cost where it was last."""
    place = board.places[session]
    room, start = divmod(place, board.starts[session])
    return price_at(board, session, place) + pairs.pairs_at(board.pairs, session, start, room)


@enclosed
def place_at(board: Board, session: int, start: int, room: int) -> int:
    """Return the place of a session at a start in a room of the model; -1 if it has none there."""
    start, room = board.start_numbers[session][start], board.room_numbers[session][room]
    if start < 0 or room < 0:
        return -1
    return room * board.starts[session] + start


@enclosed
def start_of_place(board: Board, session: int, place: int) -> int:
    """Return the start of a place of a session, as a position among those of the model."""
    return board.all_starts[board.start_at[session] + place % board.starts[session]]


@enclosed
def room_of_place(board: Board, session: int, place: int) -> int:
    """Return the room of a place of a session, as a position among those of the model."""
    return board.all_rooms[board.room_at[session] + place // board.starts[session]]


@enclosed
def place_of_other(board: Board, session: int, other: int) -> int:
    """Return the place of a session that is where another one is; -1 if it has none there."""
    place = board.places[other]
    start, room = start_of_place(board, other, place), room_of_place(board, other, place)
    return place_at(board, session, start, room)


@enclosed
def exchange_in_pairs(board: Board, one: int, place: int, other: int, other_place: int) -> int:
    """Return by how much `Pairs` change if two sessions go from where they are to these places."""
    data = board.pairs
    board.worked[STEPS] += 1
    if data.entries[one] == data.entries[one + 1] and (
        data.entries[other] == data.entries[other + 1]
    ):
        return 0
    room, start = divmod(board.places[one], board.starts[one])
    there, then = divmod(board.places[other], board.starts[other])
    new_room, new_start = divmod(place, board.starts[one])
    new_there, new_then = divmod(other_place, board.starts[other])
    change = pairs.pairs_at(data, one, new_start, new_room) - pairs.pairs_at(data, one, start, room)
    change += pairs.pairs_at(data, other, new_then, new_there) - pairs.pairs_at(
        data, other, then, there
    )
    # Each table still holds the other session where it was.
    change += pairs.pair_price(data, one, new_start, new_room, other, new_then, new_there)
    change += pairs.pair_price(data, one, start, room, other, then, there)
    change -= pairs.pair_price(data, one, new_start, new_room, other, then, there)
    change -= pairs.pair_price(data, one, start, room, other, new_then, new_there)
    return change


def board_of(model: Model, check: Check = never) -> tuple[Board, int]:
    """Return a board with all sessions out, and the price of that; `check` may raise before."""
    domains, names = list(model.domains.values()), model.rooms
    own_at, own = _own(domains, whole=model.only_pairs_cost)
    apart = 0 if model.only_pairs_cost else 1
    start_positions = [np.searchsorted(model.starts, domain.starts) for domain in domains]
    starts = ints(len(domain.starts) for domain in domains)
    rooms = ints(len(domain.rooms) for domain in domains)
    capacities = capacity.capacities_of(model, check)
    tallied, empty = tallies.tallies_of(model)
    looked_at = starts * rooms + capacity.looked_at(capacities, starts)
    looked_at += tallies.looked_at(tallied, starts, rooms)
    board = Board(
        session_count=len(domains),
        places=np.zeros(len(domains), dtype=np.int64),
        starts=starts,
        rooms=rooms,
        own_at=own_at,
        own=own,
        start_prices=joined([apart * domain.start_price for domain in domains]),
        room_prices=joined([apart * domain.room_price for domain in domains]),
        start_numbers=_numbers(start_positions, len(model.starts)),
        room_numbers=_numbers([domain.rooms for domain in domains], len(names)),
        all_starts=joined(start_positions),
        all_rooms=joined([domain.rooms for domain in domains]),
        start_at=firsts(starts),
        room_at=firsts(rooms),
        capacities=capacities,
        lags=lags.lags_of(model),
        borders=lags.border_tables_of(model),
        tallies=tallied,
        windows=windows.window_sums_of(model),
        travels=pairs.travels_of(model, check),
        pairs=pairs.pair_tables_of(model),
        switches=tracks.switches_of(model),
        ranks=tracks.ranks_of(model),
        worsts=worst.worsts_of(model),
        paired=model.only_pairs_cost,
        prices=np.zeros((starts * rooms).max(), dtype=np.int64),
        by_start=np.zeros(starts.max(), dtype=np.int64),
        by_room=np.zeros(rooms.max(), dtype=np.int64),
        looked_at=looked_at,
        worked=np.zeros(2, dtype=np.int64),
    )
    return board, empty


def _own(domains: Sequence[Domain], *, whole: bool) -> tuple[Ints, Ints]:
    """Return where the prices of each session's places begin, and these, for those with the same ones once.

    What a start or a room costs is left out, unless the prices are wanted whole.
    """
    known: dict[object, int] = {}
    tables, length = list[Ints](), 0
    at = []
    for domain in domains:
        parts = [part for pair in domain.pair_prices for part in (pair.by_start, pair.in_rooms)]
        parts += [domain.start_price, domain.room_price] if whole else []
        key = id(domain.allowed), *(part.tobytes() for part in parts)
        if key not in known:
            known[key] = length
            price = domain.price if whole else domain.pair_price
            tables.append(np.where(domain.allowed, price, OUT).T.reshape(-1))
            length += domain.allowed.size
        at.append(known[key])
    return ints(at), joined(tables)


def _numbers(positions: list[Ints], size: int) -> NDArray[np.int32]:
    """Return for each session the position of each start or room in its domain; -1 for none."""
    numbers = np.full((len(positions), size), -1, dtype=np.int32)
    for session, own in enumerate(positions):
        numbers[session, own] = np.arange(len(own))
    return numbers
