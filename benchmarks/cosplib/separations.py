"""The terms of the objective that keep submissions, or tracks, apart from each other."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from benchmarks.cosplib.conference import Term
from benchmarks.cosplib.conflicts import CONFLICTS
from benchmarks.cosplib.names import Names, Wish
from scheduler.instance import MILLI

_HALF_DAY = "half_day"


def separations_of(names: Names) -> Iterator[Wish]:
    """Yield the separations of a conference; of those by minutes, the minutes of a slot cost its price."""
    conference, weights = names.conference, names.conference.weights
    similar: dict[int, list[tuple[str, str]]] = {}
    for pair, penalty in conference.similar.items():
        if set(pair) <= names.by_track.keys() and len(set(pair)) > 1:
            similar.setdefault(penalty, []).append(pair)
    for penalty, pairs in similar.items():
        row = {"id": f"similar-{penalty}", "tracks": _tracks(names, pairs), "by": _HALF_DAY}
        yield row, penalty * weights[Term.SIMILAR_TRACKS]
    chaired = (
        (one, other)
        for one, other in combinations(names.by_track, 2)
        if conference.chairs[one] & conference.chairs[other]
    )
    row = {"id": "chairs", "tracks": _tracks(names, chaired), "by": _HALF_DAY}
    yield row, weights[Term.CHAIRS]
    for who, conflict in CONFLICTS.items():
        every = combinations(conference.submissions, 2)
        meet = [(a.name, b.name) for a, b in every if conflict(conference, a, b)]
        groups = [[names.talks[name] for name in pair] for pair in meet]
        row = {"id": f"{who}-in-one-session", "groups": groups, "by": _HALF_DAY}
        yield row, weights[Term(f"{who}_session")]
        yield {"id": f"{who}-at-once", "groups": groups}, _a_minute(names, Term(f"{who}_slot"))
    ordered = [[names.talks[e.name] for e in own if e.order] for own in names.by_track.values()]
    several = [own for own in ordered if len(own) > 1]
    yield {"id": "in-order-at-once", "groups": several}, _a_minute(names, Term.ORDER)


def _tracks(names: Names, pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [[names.tracks[one], names.tracks[other]] for one, other in pairs]


def _a_minute(names: Names, term: Term) -> float:
    """Return the price of a minute, in three decimals; slots are so long that it has no more."""
    return names.conference.weights[term] * MILLI // names.timetable.minutes / MILLI
