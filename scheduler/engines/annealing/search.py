"""Heat-bath annealing: remove a session, price all its places, draw a new one, cool.

The new place is drawn from the Boltzmann distribution over all places of the session (Gibbs sampling
with a falling temperature; Geman and Geman 1984), so no move of a single session is
rejected and none is missed. Where every place is taken, sessions exchange theirs, and groups that lags
connect move together, and so does what fills a room for a period; all by the Metropolis rule.

How often a sweep tries each move of sessions that belong together, and what that comes to.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from scheduler.engines.annealing import moves
from scheduler.engines.annealing.board import Board, board_of
from scheduler.engines.annealing.capacity import looked_at
from scheduler.engines.annealing.groups import MOST, followers_of, linked, matching_of, tracks_of
from scheduler.engines.annealing.prices import BITS, FORBIDDEN, HALF, Ints, firsts, ints, joined
from scheduler.engines.annealing.room_moves import companies_of, periods_of
from scheduler.engines.annealing.state import Heat, State, Trials, random_state_of
from scheduler.engines.compilation.kernels import Packed
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS, AnnealingParams, MoveParams


class GroupMoves(NamedTuple):
    """Tries of each move in a sweep, and roughly how many sessions each of them touches."""

    trades: int
    """Exchanges of all sessions of two rooms in a period; none with fewer than two periods."""
    relocations: int
    """Groups of which all sessions are brought to one room."""
    relocated: int
    """Their sessions."""
    rebuilds: int
    """Tracks and bodies that are drawn anew as a whole."""
    rebuilt: int
    """Sessions that are priced for that: of one track or two, to draw them and to arrange them."""
    permutations: int
    """Rows of sessions that are alike which permute their places."""
    permuted: int
    """Their sessions."""

    @property
    def looks(self) -> int:
        """Tries that look through all sessions, or through a group of them."""
        return self.trades + self.relocated

    @property
    def priced(self) -> int:
        """Sessions of which all places are priced."""
        return self.rebuilt + self.permuted


def group_moves_of(state: State, moves: MoveParams) -> GroupMoves:
    """Return how often these moves are tried."""
    tracks = state.tracks
    priced = len(tracks.members) + len(tracks.row_members)
    return GroupMoves(
        trades=int(moves.trades * len(state.free)) if len(state.period_begins) > 1 else 0,
        relocations=int(moves.relocations * state.company_count),
        relocated=int(moves.relocations * len(state.company_members)),
        rebuilds=int(moves.rebuilds * tracks.track_count),
        rebuilt=int(1.5 * moves.rebuilds * priced),
        permutations=int(moves.permutations * tracks.row_count),
        permuted=int(moves.permutations * len(tracks.row_members)),
    )


NEVER = 2**62

COUNTS = [name for name in Trials._fields if name != "largest"]
"""Moves of a sweep, in the order in which they are tried."""
SAMPLED = 20_000_000
"""Approximate numbers read to estimate how prices differ, by a sample of a large problem."""


class Annealer:
    """A board, its current energy, and the best that it has held."""

    def __init__(
        self,
        model: Model,
        seed: int,
        places: Places,
        check: Check = never,
        params: AnnealingParams = DEFAULTS.annealing,
    ) -> None:
        self.domains = list(model.domains.values())
        self._moves, self._first = params.moves, params.first
        board, empty = board_of(model, check)
        check()
        self._board = Packed(board)
        self._widths = board.starts
        self._state = Packed(_state(model, board, seed, params.moves.longest_chain))
        self.group_moves = group_moves_of(self._state.fields, params.moves)
        """Tries of each group move per sweep."""
        self._mixture = 0.5
        self._at_once = params.moves.priced_at_once * len(self.domains) // max(1, self.elements)
        """Sessions redrawn between two checks of the time."""
        self._weighings = 0
        check()
        self._state.fields.totals[:] = empty >> BITS, empty & (FORBIDDEN - 1)
        moves.settle(self._board, self._state, self.numbered(places), first=True)
        check()
        self.spread = self._typical_spread(check)
        """Price by which the places of a session typically differ, in thousandths."""

    @property
    def forbidden(self) -> int:
        """Forbidden units on the board."""
        return int(self._state.fields.totals[0])

    @property
    def penalty(self) -> int:
        """Penalty on the board, in thousandths."""
        return int(self._state.fields.totals[1])

    @property
    def places(self) -> Places:
        """Slots of all sessions."""
        return self._positions(self._board.fields.places)

    @property
    def best(self) -> tuple[int, int]:
        """Forbidden units and penalty of the best board so far."""
        return int(self._state.fields.best[0]), int(self._state.fields.best[1])

    @property
    def best_places(self) -> Places:
        """Slots of all sessions on the best board."""
        return self._positions(self._state.fields.best_places)

    @property
    def free(self) -> int:
        """Number of sessions that have more than one place."""
        return len(self._state.fields.free)

    @property
    def full(self) -> bool:
        """Return True if exchanges move more than draws do, as where nearly every place is taken."""
        return self._mixture > self._moves.full

    @property
    def settling(self) -> bool:
        """Return True if only exchanges at little cost can improve: a full board with priced `Pairs`."""
        return self.full and bool(self._board.fields.paired)

    @property
    def ejections(self) -> int:
        """Sessions that the next sweep ejects: none where nearly every place is taken by another one."""
        free, share = self.free, self._moves.first_ejections
        if self.best[0] > 0:
            return max(1, int(share * free)) if share and self.forbidden else 0
        return 0 if self.full else min(free, self._moves.most_ejections)

    @cached_property
    def elements(self) -> int:
        """Numbers that the pricing of all sessions looks at: the size of a sweep's work."""
        board = self._board.fields
        return int(board.starts @ board.rooms) + looked_at(board.capacities, board.starts)

    def numbered(self, places: Places) -> Ints:
        """Return the place of each session with these positions of start and room."""
        starts, rooms = np.array(places, dtype=np.int64).T
        return np.ascontiguousarray(rooms * self._widths + starts)

    def reset(self, places: Places) -> None:
        """Put the sessions on other places."""
        moves.settle(self._board, self._state, self.numbered(places), first=False)

    def weigh(self) -> None:
        """Raise the prices of broken restrictions; now and then, lower all raised prices."""
        if not self._first.weighing:
            return
        self._weighings += 1
        moves.weigh(self._board, self._state, 1)
        if self._weighings % self._first.relief == 0:
            moves.weigh(self._board, self._state, -1)

    def sweep(
        self, temperature: float, fine: float, over: Callable[[], bool] = lambda: False
    ) -> None:
        """Draw a new place for each session once, and try all other moves.

        `fine` is the price of a forbidden unit, in thousandths, for this sweep. The more of the draws
        or exchanges move something, the more of these are tried. What is left of a sweep when the search
        is over is left out.
        """
        done = self._state.fields.done
        done[:] = 0
        heat = Packed(Heat(temperature, fine, self.spread))
        for part, free_part in self._parts(self._trials()):
            moves.sweep(self._board, self._state, free_part, part, heat)
            if over():
                break
        drawn, moved, tried, exchanged = done.tolist()
        rates = moved / max(1, drawn), exchanged / max(1, tried)
        if sum(rates) > 0:
            self._mixture += 0.1 * (rates[1] / sum(rates) - self._mixture)

    def _trials(self) -> Trials:
        """Return how often the next sweep tries each move."""
        moves, free, mixture = self._moves, self.free, self._mixture
        draws = int(np.ceil(free * max(moves.least_draws, min(1.0, 2.0 - 2.0 * mixture))))
        most = moves.most_exchanges
        each = 1.0 + (most - 1) * max(0.0, 2.0 * mixture - 1.0) if most else 0.0
        return Trials(
            draws=draws,
            exchanges=int(free * each),
            shakes=int(moves.group_moves * self._state.fields.link_count),
            largest=moves.largest_group,
            ejections=self.ejections,
            trades=self.group_moves.trades,
            relocations=self.group_moves.relocations,
            rebuilds=self.group_moves.rebuilds,
            permutations=self.group_moves.permutations,
        )

    def _parts(self, trials: Trials) -> Iterator[tuple[Trials, Ints]]:
        """Yield a sweep in parts, none of which is long, with the sessions that are drawn from in each.

        One after the other they do what the whole sweep does.
        """
        free = self._state.fields.free
        size, at_once = max(1, self._at_once), self._moves.exchanged_at_once
        rebuilds = max(1, size * trials.rebuilds // max(1, self.group_moves.rebuilt))
        permutations = max(1, size * trials.permutations // max(1, self.group_moves.permuted))
        at_once_of = dict.fromkeys(COUNTS, size) | {
            "exchanges": at_once,
            "rebuilds": rebuilds,
            "permutations": permutations,
        }
        counts = {name: getattr(trials, name) for name in COUNTS}
        if all(count <= at_once_of[name] for name, count in counts.items()):
            yield trials, free  # to call a kernel takes longer than a sweep of few sessions
            return
        for name, count in counts.items():
            for first in range(0, count, at_once_of[name]):
                part = {name: min(at_once_of[name], count - first)}
                # Those drawn already lie before the others.
                rest = free[first:] if name == "draws" else free
                yield Trials(largest=trials.largest, **part), rest

    def prices(self, session: int) -> tuple[Ints, Ints]:
        """Return forbidden units and penalty that each place of a session costs beside the others."""
        board = self._board.fields
        prices = np.zeros(int(board.starts[session] * board.rooms[session]), np.int64)
        moves.write_prices(self._board, self._state, session, prices)
        forbidden = (prices + HALF) >> BITS
        return forbidden, prices - (forbidden << BITS)

    def allowed(self, session: int) -> Ints:
        """Return the places in a session's domain."""
        return np.flatnonzero(self.domains[session].allowed.T.reshape(-1))

    def _some(self, sessions: Sequence[int]) -> Sequence[int]:
        """Return all sessions of a small problem, or a regular sample."""
        return sessions[:: max(1, self.elements // SAMPLED)]

    def _typical_spread(self, check: Check) -> float:
        leaders = np.flatnonzero(self._state.fields.followers.leaders < 0).tolist()
        spreads = list[float]()
        for session in checked(self._some(leaders), check):
            penalties = self.prices(session)[1][self.allowed(session)]
            spreads.append(penalties.mean() - penalties.min())
        return max(1.0, float(np.mean(spreads)))

    def _positions(self, places: Ints) -> Places:
        rooms, starts = np.divmod(places, self._widths)
        return [(int(start), int(room)) for start, room in zip(starts, rooms, strict=True)]


def _state(model: Model, board: Board, seed: int, longest_chain: int) -> State:
    near = linked(model)
    sizes = board.starts * board.rooms
    longest = longest_chain + len(model.leaders)
    periods, period_begins = periods_of(model)
    companies, company_members = companies_of(model)
    free = np.flatnonzero(sizes > 1)
    followers = followers_of(model, sizes)
    movers = free[followers.leaders[free] < 0]
    links = ints(session for session, others in enumerate(near) if len(others))
    return State(
        totals=np.zeros(2, dtype=np.int64),
        best=ints((NEVER, NEVER)),
        best_places=np.zeros(len(sizes), dtype=np.int64),
        random=random_state_of(seed),
        longest=longest,
        free_count=len(free),
        free=free,
        mover_count=len(movers),
        movers=movers,
        link_count=len(links),
        links=links,
        near=firsts(len(others) for others in near),
        nearest=joined([ints(others) for others in near]),
        group=np.zeros(longest, dtype=np.int64),
        group_places=np.zeros(longest, dtype=np.int64),
        targets=np.zeros(longest, dtype=np.int64),
        start_count=len(periods),
        periods=periods,
        period_begins=period_begins,
        company_count=len(companies) - 1,
        companies=companies,
        company_members=company_members,
        tracks=tracks_of(model, longest_chain),
        outside=np.ones(len(sizes), dtype=bool),
        chances=np.zeros(int(sizes.max()), dtype=np.float64),
        matching=matching_of(MOST),
        followers=followers,
        done=np.zeros(4, dtype=np.int64),
    )
