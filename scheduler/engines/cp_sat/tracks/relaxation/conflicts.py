"""`Pairs` in the relaxed model: what two sessions in one period pay at least, whatever their rooms."""

import numpy as np

from scheduler.engines.cp_sat.tracks.relaxation.aggregation import Frame
from scheduler.engines.cp_sat.tracks.relaxation.relaxed_model import Draft
from scheduler.engines.relations import Relation, relation_of
from scheduler.engines.timeline import Minutes, period_of
from scheduler.restrictions import Pairs


def add_conflicts(draft: Draft, pairs: Pairs, price: int | None) -> None:
    """Add what each two sessions with a bunch of their own pay in each period."""
    frame = draft.frame
    conflicts = _Conflicts(frame, pairs)
    for (one, other), shared in pairs.shared.items():
        if not _alone(frame, one) or not _alone(frame, other):
            continue
        amounts = shared * conflicts.least(one, other)
        for period in np.flatnonzero(amounts):
            keys = [(frame.bunch_of[session], int(period)) for session in (one, other)]
            if all(key in draft.sessions for key in keys):
                both = [(draft.sessions[key], 1) for key in keys]
                draft.pay(1, None if price is None else price * int(amounts[period]), both, 1)


def _alone(frame: Frame, session: str) -> bool:
    bunch = frame.bunch_of.get(session)
    return bunch is not None and len(frame.bunches[bunch].members) == 1


class _Conflicts:
    """How much sessions relate at least in each period."""

    def __init__(self, frame: Frame, pairs: Pairs) -> None:
        model = frame.model
        self._frame = frame
        self._relation: Relation = relation_of(
            pairs, model.domains, model.problem.rooms, model.timeline
        )
        edges = model.timeline.edges(frame.periods)
        sessions = {session for pair in pairs.shared for session in pair}
        self._period = {each: period_of(model.domains[each].starts, *edges) for each in sessions}
        self._by_rooms: dict[object, int] = {}

    def least(self, one: str, other: str) -> Minutes:
        """Return how much two sessions of the frame relate at least that start in one period, by period."""
        now = self._by_starts(one, other)
        rooms = tuple(self._frame.model.domains[each].rooms.tobytes() for each in (one, other))
        key = *rooms, self._group(one) == self._group(other)
        if key not in self._by_rooms:
            self._by_rooms[key] = self._here(one, other)
        return now * self._by_rooms[key]

    def _by_starts(self, one: str, other: str) -> Minutes:
        """Return the least amount by starts in each period, 0 where one of the two has none."""
        number = len(self._frame.periods)
        here, there = self._period[one], self._period[other]
        table = self._relation.between_starts(one, other)
        amounts = np.ones((len(here), len(there)), dtype=np.int64) if table is None else table
        together = (here[:, None] == there[None, :]) & (here >= 0)[:, None]
        none = np.iinfo(np.int64).max
        least = np.full(number, none)
        periods = np.broadcast_to(here[:, None], amounts.shape)[together]
        np.minimum.at(least, periods, amounts[together])
        return np.where(least == none, 0, least)

    def _here(self, one: str, other: str) -> int:
        """Return the least amount by rooms; groups are not mixed, so two of them have different rooms."""
        rooms = self._relation.between_rooms(one, other)
        if rooms is None:
            return 1
        domains = self._frame.model.domains
        apart = domains[one].rooms[:, None] != domains[other].rooms[None, :]
        if self._group(one) == self._group(other) or not apart.any():
            return int(rooms.min())
        return int(rooms[apart].min())

    def _group(self, session: str) -> int:
        return self._frame.bunches[self._frame.bunch_of[session]].group
