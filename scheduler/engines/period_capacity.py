"""How many minutes of sessions fit into a room in a period, where the room takes one at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scheduler.engines.model import Model
from scheduler.restrictions import Capacity, Group, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period, as the sessions of a group can use it."""

    minutes: int
    """From the first moment at which one of them can run to the last."""
    single: bool
    """Whether every room takes one of them at a time, so that no more minutes of them fit into it."""


def stretches(model: Model, group: Group, periods: Sequence[Span]) -> list[Stretch | None]:
    """Return what a group can use of each period; None where none of its sessions can start."""
    edges = model.timeline.edges(periods)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for session in group:
        domain = model.domains[session]
        periods_of = domain.periods(*edges).tolist()
        for period, start, end in zip(
            periods_of, domain.starts.tolist(), domain.ends.tolist(), strict=True
        ):
            first[period] = min(start, first.get(period, start))
            last[period] = max(end, last.get(period, end))
    single = _is_single(model, group)
    return [
        Stretch(last[period] - first[period], single) if period in first else None
        for period in range(len(periods))
    ]


def _is_single(model: Model, group: Group) -> bool:
    """Tell whether each room that the group may be in takes at most one of its sessions at a time."""
    rooms = {room for each in group for room in model.domains[each].own_rooms.tolist()}
    names = {model.problem.rooms[room] for room in rooms if room >= 0}
    return names <= _single_rooms(model, frozenset(group))


def _single_rooms(model: Model, group: Iterable[str]) -> set[str]:
    found: set[str] = set()
    needed = set(group)
    for priced in model.of_kind(Capacity):
        capacity = priced.restriction
        if not isinstance(capacity, Capacity) or priced.price is not None:
            continue
        if capacity.at_most == 1 and needed <= {
            use.session for use in capacity.uses if use.load >= 1 and use.rooms is None
        }:
            found.update(model.problem.rooms if capacity.rooms is None else capacity.rooms)
    return found
