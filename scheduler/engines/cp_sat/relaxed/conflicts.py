"""`Pairs` in the relaxed model: what two sessions in one period pay at least, whatever their rooms."""

import numpy as np

from scheduler.engines.cp_sat.relaxed.draft import Draft
from scheduler.engines.cp_sat.relaxed.frame import Frame
from scheduler.engines.relations import Relation, relation_of
from scheduler.engines.timeline import Minutes, period_of
from scheduler.restrictions import Pairs


def add_conflicts(draft: Draft, pairs: Pairs, price: int | None) -> None:
    """Add what each two sessions with a bunch of their own pay in each period."""
    frame = draft.frame
    problem = frame.model.problem
    relation = relation_of(pairs, frame.model.domains, problem.rooms, frame.model.timeline)
    for (one, other), shared in pairs.shared.items():
        if not _alone(frame, one) or not _alone(frame, other):
            continue
        for period in range(len(frame.periods)):
            keys = [(frame.bunch_of[session], period) for session in (one, other)]
            if not all(key in draft.sessions for key in keys):
                continue
            amount = shared * _least(frame, relation, one, other, period)
            if amount:
                both = [(draft.sessions[key], 1) for key in keys]
                draft.pay(1, None if price is None else price * amount, both, 1)


def _alone(frame: Frame, session: str) -> bool:
    bunch = frame.bunch_of.get(session)
    return bunch is not None and len(frame.bunches[bunch].members) == 1


def _least(frame: Frame, relation: Relation, one: str, other: str, period: int) -> int:
    """Return how much two sessions relate at least that start in a period."""
    times = relation.between_starts(one, other)
    now = 1
    if times is not None:
        now = int(times[np.ix_(_inside(frame, one, period), _inside(frame, other, period))].min())
    rooms = relation.between_rooms(one, other)
    if not now or rooms is None:
        return now
    groups = {frame.bunches[frame.bunch_of[session]].group for session in (one, other)}
    if len(groups) == 1:
        return now * int(rooms.min())
    # Groups are not mixed: in one period, two of them are never in one room.
    domains = frame.model.domains[one], frame.model.domains[other]
    apart = domains[0].rooms[:, None] != domains[1].rooms[None, :]
    return now * int(rooms[apart].min()) if apart.any() else now * int(rooms.max())


def _inside(frame: Frame, session: str, period: int) -> Minutes:
    """Return the positions of a session's starts in a period."""
    starts = frame.model.domains[session].starts
    here: Minutes = np.flatnonzero(
        period_of(starts, *frame.model.timeline.edges(frame.periods)) == period
    )
    return here
