"""The amount of `Pairs` on any schedule."""

from collections.abc import Mapping, Set

from scheduler.engines.counting.runs import Counting, Runs
from scheduler.engines.timeline import Timeline
from scheduler.restrictions import Pairs, Times


def pairs_amount(pairs: Pairs, timeline: Timeline) -> Counting:
    """Count a `Pairs`."""
    sessions = {session for pair in pairs.shared for session in pair}
    marks = _marks(pairs.times, sessions, timeline)
    rooms = pairs.rooms
    times: dict[tuple[int | None, int | None], int] | None = None
    if pairs.times is not None:
        times = dict(pairs.times.amounts.items())

    def count(runs: Runs) -> int:
        room = {session: runs[session].room for session in sessions if session in runs}
        mark = {
            session: marks[session].get(runs[session].start) for session in marks if session in runs
        }
        total = 0
        for (first, second), shared in pairs.shared.items():
            if first not in runs or second not in runs:
                continue
            here = 1 if rooms is None else rooms.get((room[first], room[second]), 0)
            now = 1 if times is None else times.get((mark.get(first), mark.get(second)), 0)
            total += shared * here * now
        return total

    return count


def _marks(
    times: Times | None, sessions: Set[str], timeline: Timeline
) -> Mapping[str, Mapping[int, int]]:
    """Return the marks of each session by minute; what sessions have in common is converted once."""
    if times is None:
        return {}
    converted: dict[int, Mapping[int, int]] = {}
    found = {}
    for session in sessions & times.marks.keys():
        marks = times.marks[session]
        if id(marks) not in converted:
            converted[id(marks)] = {timeline.minute(at): mark for at, mark in marks.items()}
        found[session] = converted[id(marks)]
    return found
