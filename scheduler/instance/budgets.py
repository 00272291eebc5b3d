"""What an instance would multiply into, counted before anything of it is built.

A file of a few hundred lines can ask for more than any machine can hold: each session has places, each pair
of some sessions a rule. Budgets are far above what conferences need, and far below what memory holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from scheduler.instance.days import Load, heaviest, of_days
from scheduler.instance.faults import Fault
from scheduler.instance.horizons import LONGEST
from scheduler.instance.meetings import Session
from scheduler.instance.participants import Selection
from scheduler.instance.preferences import Separation

if TYPE_CHECKING:
    from scheduler.instance.model import Instance

SELECTED = 1_000_000
"""Sessions that all rows of a table select."""
EATING = 1_000_000
"""Meals times persons, and sessions that delegations must attend."""
ORDERED = 200_000
"""Sessions on the sides of all orders."""
BESIDE = 300_000
"""Pairs of sessions of which one keeps the other from running beside it."""
RELATED = 3_000_000
"""Pairs of sessions of all relations."""
CONSECUTIVE = 100_000
"""Pairs of meetings of bodies in order, or of sessions of tracks, that may follow one another."""
FITTING = 5_000_000
"""Panel roles times persons who are looked at for each."""
PARTS = 100_000
"""Parts of rooms, counted for each way in which rooms are made of them."""
WALKS = 50_000_000
"""Pairs of buildings times walks."""
DEEPEST = 50
"""Bodies above each other."""


def budget_faults(instance: "Instance", *, has_calendar: bool) -> Iterator[Fault]:
    """Yield what an instance would multiply into, where that is too much."""
    most = LONGEST[instance.horizon]
    has_days = has_calendar and 0 <= (instance.last_day - instance.first_day).days < most
    loads = chain(of_tables(instance), of_days(instance) if has_days else ())
    for load in loads:
        if load.number > load.most:
            found, expected = f"{load.number:,} {load.what}", f"at most {load.most:,}"
            yield Fault(load.path, found, expected, f"What may help: {load.hint}.")


def of_tables(instance: "Instance") -> Iterator[Load]:
    """Yield what the rows of tables multiply into, whatever the days."""
    yield _orders(instance)
    yield from _selecting(instance)
    yield from _beside(instance)
    yield _related(instance)
    yield _consecutive(instance)
    yield _in_order(instance)
    yield _meals(instance)
    yield from _panels(instance)
    yield from _rooms(instance)


def _size(instance: "Instance", selection: Selection | None) -> int:
    """Return the number of sessions that a selection finds, at most."""
    if selection is None:
        return len(instance.sessions)
    by_tag = instance.positions_by_tag
    found = sum(len(by_tag.get((field, name), ())) for field, names in selection for name in names)
    return min(found, len(instance.sessions))


def _side(instance: "Instance", side: tuple[str, ...] | Selection | None) -> int:
    return len(side) if isinstance(side, tuple) else _size(instance, side)


def _orders(instance: "Instance") -> Load:
    sizes = [
        _side(instance, order.first) + _side(instance, order.then) for order in instance.orders
    ]
    what = "sessions on the sides of all orders"
    hint = "fewer orders, or narrower selections"
    return Load(("orders", heaviest(sizes)), sum(sizes), what, ORDERED, hint)


def _selecting(instance: "Instance") -> Iterator[Load]:
    """Yield how many sessions the rows of each table select."""
    selecting: Mapping[str, Callable[[object], Iterable[Selection | None]]] = {
        "parallel_limits": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "quotas": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "audiences": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "series": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "common_starts": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "minimum_loads": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "tracks": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "preferences": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "feature_wishes": lambda row: (row.sessions,),  # type: ignore[attr-defined]
        "delegations": lambda row: (row.must, row.wishes),  # type: ignore[attr-defined]
    }
    for table, selections in selecting.items():
        rows = getattr(instance, table)
        sizes = [
            sum(
                _size(instance, each)
                for each in selections(row)
                if each is None or any(n for _, n in each)
            )
            for row in rows
        ]
        what = f"sessions that the rows of `{table}` select in all"
        hint = "fewer rows, or narrower selections"
        yield Load((table, heaviest(sizes)), sum(sizes), what, SELECTED, hint)


def _beside(instance: "Instance") -> Iterator[Load]:
    alone = [place for place, session in enumerate(instance.sessions) if session.exclusive]
    what = "pairs of an exclusive session and another one"
    number = len(alone) * len(instance.sessions)
    path = ("sessions", alone[0] if alone else 0, "exclusive")
    yield Load(path, number, what, BESIDE, "fewer exclusive sessions")
    pairs = [_pairs_apart(instance, each) for each in instance.not_beside]
    what = "pairs of sessions that are kept apart"
    yield Load(("not_beside", heaviest(pairs)), sum(pairs), what, BESIDE, "narrower selections")
    sizes, depth = _below(instance)
    most = heaviest(sizes)
    what = "pairs of a meeting and one of a body below"
    hint = "fewer bodies below each other, or fewer meetings"
    yield Load(("bodies", most), sum(sizes), what, BESIDE, hint)
    deepest = heaviest(depth)
    yield Load(
        ("bodies", deepest, "parent"),
        depth[deepest] if depth else 0,
        "bodies above it",
        DEEPEST,
        "another parent",
    )


def _pairs_apart(instance: "Instance", separation: Separation) -> int:
    """Return the number of pairs that a separation keeps apart, at most."""
    own = _size(instance, separation.sessions)
    others = own if separation.others is None else _size(instance, separation.others)
    listed = chain(separation.groups, separation.tracks)
    return own * others + sum(len(group) ** 2 for group in listed)


def _related(instance: "Instance") -> Load:
    sides = (relation.sessions for relation in instance.relations)
    numbers = [_side(instance, side) for side in sides]
    sizes = [number * (number - 1) // 2 for number in numbers]
    what = "pairs of sessions that relations are about"
    hint = "fewer relations, or narrower selections"
    return Load(("relations", heaviest(sizes)), sum(sizes), what, RELATED, hint)


def _below(instance: "Instance") -> tuple[list[int], list[int]]:
    """Return, by body, pairs of a meeting of it with one of a body above, and how many are above it."""
    parents = {body.id: body.parent for body in instance.bodies}
    meetings = {body: len(own) for body, own in instance.sessions_by_body.items()}
    pairs, depth = [], []
    for body in instance.bodies:
        above, seen = body.parent, set[str]()
        number = 0
        # Further up, it is too deep anyway.
        while above in parents and above not in seen and len(seen) <= DEEPEST:
            seen.add(above)
            number += meetings.get(above, 0)
            above = parents[above]
        pairs.append(number * meetings.get(body.id, 0))
        depth.append(0 if above in seen else len(seen))
    return pairs, depth


def _consecutive(instance: "Instance") -> Load:
    sizes = []
    for body in instance.bodies:
        sessions = instance.sessions_by_body.get(body.id, ()) if body.in_order else ()
        sizes.append(sum(_following(sessions)))
    what = "pairs of meetings of bodies in order with nothing but optional ones between"
    path = ("bodies", heaviest(sizes), "in_order")
    return Load(path, sum(sizes), what, CONSECUTIVE, "`in_order: false`, or fewer optional ones")


def _in_order(instance: "Instance") -> Load:
    tracks = (instance.selected(each.sessions) if each.in_order else () for each in instance.tracks)
    sizes = [sum(_following(sessions)) for sessions in tracks]
    what = "pairs of sessions of tracks in order with nothing but optional ones between"
    path = ("tracks", heaviest(sizes), "in_order")
    return Load(path, sum(sizes), what, CONSECUTIVE, "`in_order: false`, or fewer optional ones")


def _following(sessions: Sequence[Session]) -> Iterator[int]:
    """Yield for each meeting how many come after it until the next that is not optional."""
    number = 0
    for position, session in enumerate(reversed(sessions)):
        yield number if position else 0
        number = number + 1 if session.optional else 1


def _meals(instance: "Instance") -> Load:
    must = sum(_size(instance, each.must) for each in instance.delegations)
    number = len(instance.meals) * (len(instance.people) + must)
    what = "meals times persons, and sessions that delegations must attend"
    return Load(("meals", 0), number, what, EATING, "fewer meals")


def _panels(instance: "Instance") -> Iterator[Load]:
    sizes = [len(s.panel.roles) if s.panel is not None else 0 for s in instance.sessions]
    number = sum(sizes) * len(instance.people)
    what = "panel roles times persons who might fit them"
    path = ("sessions", heaviest(sizes), "panel")
    yield Load(path, number, what, FITTING, "fewer panels or roles")


def _rooms(instance: "Instance") -> Iterator[Load]:
    sizes = _parts(instance)
    what = "parts of rooms, of those that parts are made of too"
    hint = "`parts` of rooms that have none themselves"
    yield Load(("rooms", heaviest(sizes), "parts"), sum(sizes), what, PARTS, hint)
    buildings = len({room.building for room in instance.rooms})
    what = "pairs of buildings times walks"
    number = buildings * buildings * len(instance.walks)
    yield Load(
        ("walks",), number, what, WALKS, "fewer buildings, such as one for all that are close"
    )


def _parts(instance: "Instance") -> list[int]:
    """Return, by room, how many parts a look through it meets."""
    parts = {room.id: room.parts for room in instance.rooms}
    known: dict[str, int] = {}
    for start in parts:
        todo = [start]
        while todo:
            room = todo[-1]
            known.setdefault(room, 0)
            unknown = [part for part in parts.get(room, ()) if part not in known]
            todo += unknown
            if not unknown:
                todo.pop()
                known[room] = sum(1 + known[part] for part in parts.get(room, ()))
    return [known[room.id] for room in instance.rooms]
