"""How often a sweep tries each move of sessions that belong together, and what that comes to."""

from typing import NamedTuple

from scheduler.engines.annealing.state import State
from scheduler.engines.parameters import MoveParams


class GroupMoves(NamedTuple):
    """Tries of each move in a sweep, and about how many sessions each of them looks at."""

    trades: int
    """Exchanges of what fills two rooms for a period: none without two periods."""
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
