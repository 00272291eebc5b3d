"""Heat-bath annealing: remove a session, price all its places, draw a new one, cool.

The new place is drawn from the Boltzmann distribution over all places of the session (Gibbs sampling
with a falling temperature; Geman and Geman 1984), so no move of a single session is
rejected and none is missed. Where every place is taken, sessions exchange theirs, and groups that lags
connect move together, and so does what fills a room for a period; all by the Metropolis rule.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

import numpy as np

from scheduler.engines.annealing import moves
from scheduler.engines.annealing.board import NUMBERS, STEPS, Board, board_of
from scheduler.engines.annealing.groups import MOST, followers_of, linked, matching_of, tracks_of
from scheduler.engines.annealing.prices import BITS, FORBIDDEN, HALF, Ints, firsts, ints, joined
from scheduler.engines.annealing.room_moves import companies_of, periods_of
from scheduler.engines.annealing.state import Heat, State, random_state_of
from scheduler.engines.compilation.kernels import Packed
from scheduler.engines.interruption import Check, checked, never
from scheduler.engines.model import Model, Places
from scheduler.engines.parameters import DEFAULTS, AnnealingParams, MoveParams

NEVER = 2**62
NO_NUMBERS, NO_HEAT = np.zeros(0, dtype=np.int64), Packed(Heat(1.0, 1.0, 1.0, 0.0))
"""For requests to the kernel that need none."""

SAMPLED = 20_000_000
"""Approximate numbers read to estimate how prices differ, by a sample of a large problem."""

STEP, NUMBER = 5.5e-7, 3.7e-9
"""Nominal seconds to move a session or to try an exchange, and to look at a number that prices one.

Fitted to the sweeps of fifteen conferences of 28 to 1,600 sessions, which are charged two thirds of what they
take to one and a half times as much.
"""


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
        self._state = Packed(_state(model, board, seed, params.moves))
        self._told = 0.0
        """Nominal seconds of work that were asked for before."""
        self.tries = np.zeros(len(moves.MOVES), dtype=np.int64)
        """Tries of each move in a sweep; those of draws, exchanges and ejections change."""
        self._at_once = np.zeros_like(self.tries)
        """Tries of each move between two checks of the time."""
        self._count_tries()
        self._usual = self.tries.copy()
        """Tries of moves of groups in a sweep that skips nothing."""
        self._mixture = 0.5
        self._weighings = 0
        check()
        self._state.fields.totals[:] = empty >> BITS, empty & (FORBIDDEN - 1)
        self._do(moves.SETTLE, 1, self.numbered(places))
        check()
        self.spread = self._typical_spread(check)
        """Price by which the places of a session typically differ, in thousandths."""

    def _do(
        self, kind: int, number: int, numbers: Ints = NO_NUMBERS, heat: Packed[Heat] = NO_HEAT
    ) -> None:
        moves.do(self._board, self._state, kind, number, numbers, heat)

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
    def ejections(self) -> int:
        """Sessions that the next sweep ejects: none where nearly every place is taken by another one."""
        free, share = self.free, self._moves.first_ejections
        if self.best[0] > 0:
            return max(1, int(share * free)) if share and self.forbidden else 0
        return 0 if self.full else min(free, self._moves.most_ejections)

    @cached_property
    def elements(self) -> int:
        """Numbers that the pricing of all sessions looks at: the size of a sweep's work."""
        return int(self._board.fields.looked_at.sum())

    def worked(self) -> float:
        """Return the nominal seconds of work since this was asked last."""
        before, worked = self._told, self._board.fields.worked
        self._told = STEP * int(worked[STEPS]) + NUMBER * int(worked[NUMBERS])
        return self._told - before

    def numbered(self, places: Places) -> Ints:
        """Return the place of each session with these positions of start and room."""
        starts, rooms = np.array(places, dtype=np.int64).T
        return np.ascontiguousarray(rooms * self._widths + starts)

    def reset(self, places: Places) -> None:
        """Put the sessions on other places."""
        self._do(moves.SETTLE, 0, self.numbered(places))

    def weigh(self) -> None:
        """Raise the prices of broken restrictions; now and then, lower all raised prices."""
        if not self._first.weighing:
            return
        self._weighings += 1
        self._do(moves.WEIGH, 1)
        if self._weighings % self._first.relief == 0:
            self.relieve(1)

    def relieve(self, steps: int) -> None:
        """Lower all raised prices by so many steps."""
        for _ in range(steps):
            self._do(moves.WEIGH, -1)

    def sweep(
        self,
        temperature: float,
        fine: float,
        over: Callable[[], bool] = lambda: False,
        skipped: float = 0.0,
    ) -> None:
        """Draw a new place for each session once, and try all other moves.

        `fine` is the price of a forbidden unit, in thousandths, for this sweep. The more of the draws
        or exchanges move something, the more of these are tried. The share `skipped` of the sessions that
        break nothing, and of the moves of groups, is left out, and what is left of a sweep when the search
        is over.
        """
        done = self._state.fields.done
        done[:] = 0
        heat = Packed(Heat(temperature, fine, self.spread, skipped))
        self._adapt_tries(skipped)
        for first, part in self._parts():
            self._do(moves.SWEEP, first, part, heat)
            if over():
                break
        drawn, moved, tried, exchanged = done.tolist()
        rates = moved / max(1, drawn), exchanged / max(1, tried)
        if sum(rates) > 0:
            self._mixture += 0.1 * (rates[1] / sum(rates) - self._mixture)

    def _count_tries(self) -> None:
        """Count the tries of group moves in a sweep, and those of all moves between two checks."""
        state, params = self._state.fields, self._moves
        tracks, trades = state.tracks, params.trades if len(state.period_begins) > 1 else 0.0
        rebuilt = int(1.5 * params.rebuilds * (len(tracks.members) + len(tracks.row_members)))
        self.tries[moves.SHAKES] = int(params.group_moves * state.link_count)
        self.tries[moves.TRADES] = int(trades * self.free)
        self.tries[moves.RELOCATIONS] = int(params.relocations * state.company_count)
        self.tries[moves.REBUILDS] = int(params.rebuilds * tracks.track_count)
        size = max(1, params.priced_at_once * len(self.domains) // max(1, self.elements))
        self._at_once[:] = size
        self._at_once[moves.EXCHANGES] = params.exchanged_at_once
        self._at_once[moves.REBUILDS] = max(1, size * self.tries[moves.REBUILDS] // max(1, rebuilt))

    def _adapt_tries(self, skipped: float) -> None:
        """Let the next sweep try more of what has moved something, and fewer groups if it skips some."""
        params, free, mixture = self._moves, self.free, self._mixture
        most = params.most_exchanges
        each = 1.0 + (most - 1) * max(0.0, 2.0 * mixture - 1.0) if most else 0.0
        share = max(params.least_draws, min(1.0, 2.0 - 2.0 * mixture))
        self.tries[moves.DRAWS] = int(np.ceil(free * share))
        self.tries[moves.EXCHANGES] = int(free * each)
        self.tries[moves.EJECTIONS] = self.ejections
        groups = [moves.SHAKES, moves.TRADES, moves.RELOCATIONS, moves.REBUILDS]
        self.tries[groups] = np.ceil((1.0 - skipped) * self._usual[groups])

    def _parts(self) -> Iterator[tuple[int, Ints]]:
        """Yield a sweep in parts, none of which is long: how many were drawn before, and the tries.

        One after the other they do what the whole sweep does.
        """
        if (self.tries <= self._at_once).all():
            yield 0, self.tries  # to call a kernel takes longer than a sweep of few sessions
            return
        for move, (count, at_once) in enumerate(zip(self.tries, self._at_once, strict=True)):
            for first in range(0, count, at_once):
                part = np.zeros_like(self.tries)
                part[move] = min(at_once, count - first)
                yield first, part

    def prices(self, session: int) -> tuple[Ints, Ints]:
        """Return forbidden units and penalty that each place of a session costs beside the others."""
        prices = self._written(moves.WRITE_PRICES, session)
        forbidden = (prices + HALF) >> BITS
        return forbidden, prices - (forbidden << BITS)

    def _written(self, kind: int, session: int) -> Ints:
        board = self._board.fields
        prices = np.zeros(int(board.starts[session] * board.rooms[session]), np.int64)
        self._do(kind, session, prices)
        return prices

    def take(self, session: int) -> None:
        """Take a session off the board."""
        self._do(moves.TAKE, session)

    def put(self, session: int, place: int) -> None:
        """Put a session that is off the board on a place."""
        self._do(moves.PUT, session, np.array([place], dtype=np.int64))

    def prices_out(self, session: int) -> Ints:
        """Return what each place of a session off the board costs, as one number (`prices.py`)."""
        return self._written(moves.WRITE_OUT, session)

    def allowed(self, session: int) -> Ints:
        """Return the places in a session's domain."""
        return np.flatnonzero(self.domains[session].allowed.T.reshape(-1))

    def _some(self, sessions: Sequence[int]) -> Sequence[int]:
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


def _state(model: Model, board: Board, seed: int, params: MoveParams) -> State:
    near = linked(model)
    sizes = board.starts * board.rooms
    longest = params.longest_chain + len(model.leaders)
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
        largest=params.largest_group,
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
        tracks=tracks_of(model, params.longest_chain),
        outside=np.ones(len(sizes), dtype=bool),
        chances=np.zeros(int(sizes.max()), dtype=np.float64),
        matching=matching_of(MOST),
        followers=followers,
        done=np.zeros(4, dtype=np.int64),
    )
