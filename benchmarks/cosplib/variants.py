"""Variants of conferences: other weights, fewer tracks, other rooms and penalties, each from a seed.

Four workbooks say little about engines that were made with them at hand. What helps only them is worth
nothing, so engines are measured on conferences like them as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil
from random import Random

from benchmarks.cosplib.grid import Grid
from scheduler.sources.cosplib.conference import Conference, Session, Submission, Term

WEIGHTS = (0, 1, 1, 10, 100, 1_000, 100_000)
"""What a term may weigh; the workbooks have weights of this kind."""
LARGEST = 20
"""Of a penalty that is drawn."""
ROOM = 0.85
"""Share of the rooms in sessions that tracks fill by themselves, at most, when rooms go: those that are left
over make a programme possible."""

Change = Callable[[Conference, Random], Conference]


def variants(conferences: Sequence[Conference], count: int) -> Iterator[Conference]:
    """Yield so many variants, of each conference in turn, numbered from 1 on."""
    for number in range(1, count + 1):
        yield variant(conferences[(number - 1) % len(conferences)], number)


def variant(conference: Conference, seed: int) -> Conference:
    """Return a variant: one to three changes, chosen and made by the seed."""
    rng = Random(f"{conference.name} {seed}")  # noqa: S311 - no secret
    for change in rng.sample(CHANGES, rng.randint(1, 3)):
        conference = change(conference, rng)
    return replace(conference, name=f"{conference.name}-{seed}")


def other_weights(conference: Conference, rng: Random) -> Conference:
    """Let half of the terms weigh something else."""
    weights = {
        term: rng.choice(WEIGHTS) if rng.random() < 0.5 else weight
        for term, weight in conference.weights.items()
    }
    if not any(weights.values()):
        weights[Term.PARALLEL_TRACKS] = 1
    return replace(conference, weights=weights)


def fewer_tracks(conference: Conference, rng: Random) -> Conference:
    """Leave out some tracks, with their submissions."""
    names = sorted(Grid(conference).by_track)
    kept = set(rng.sample(names, max(2, round(rng.uniform(0.4, 0.9) * len(names)))))
    some = tuple(each for each in conference.submissions if each.track in kept)
    return replace(conference, submissions=some)


def fewer_rooms(conference: Conference, rng: Random) -> Conference:
    """Leave out rooms, as long as tracks find place for themselves."""
    rooms = list(conference.rooms)
    rng.shuffle(rooms)
    needed = sum(_stretches(conference, track) for track in Grid(conference).by_track.values())
    least = max(2, ceil(needed / ROOM / len(conference.sessions)))
    kept = set(rooms[: max(least, round(rng.uniform(0.6, 0.95) * len(rooms)))])
    return replace(conference, rooms=tuple(room for room in conference.rooms if room in kept))


def other_penalties(conference: Conference, rng: Random) -> Conference:
    """Let some tracks, sessions and rooms not suit each other, and some tracks be alike."""
    tracks = sorted(Grid(conference).by_track)
    sessions = [session.name for session in conference.sessions]
    return replace(
        conference,
        tracks_sessions=_drawn(rng, [(a, b) for a in tracks for b in sessions]),
        tracks_rooms=_drawn(rng, [(a, b) for a in tracks for b in conference.rooms]),
        similar=_drawn(rng, list(combinations(tracks, 2))),
    )


def other_people(conference: Conference, rng: Random) -> Conference:
    """Let people present or attend a second submission, and some ask for sessions or live elsewhere."""
    people = [f"person {number}" for number in range(len(conference.submissions))]
    changed = tuple(
        replace(
            each,
            presenters=each.presenters | _some(rng, people, 0.3),
            attendees=each.attendees | _some(rng, people, 0.5),
            zone=rng.choice((each.zone, rng.randint(-8, 9))),
            in_sessions=_avoided(rng, conference.sessions)
            if rng.random() < 0.2
            else each.in_sessions,
        )
        for each in conference.submissions
    )
    weights = dict(conference.weights)
    for term in (Term.ATTENDEES_SESSION, Term.TIMEZONES, Term.PRESENTERS_SLOT):
        weights[term] = rng.choice(WEIGHTS)
    return replace(conference, submissions=changed, weights=weights)


def wanted_orders(conference: Conference, rng: Random) -> Conference:
    """Let the submissions of some tracks come in an order."""
    places: dict[str, int] = {}
    for track in Grid(conference).by_track.values():
        if rng.random() < 0.4:
            some = rng.sample(track, len(track))
            places |= {each.name: place for place, each in enumerate(some, 1)}
    changed = tuple(
        replace(each, order=places.get(each.name, each.order)) for each in conference.submissions
    )
    weights = {**conference.weights, Term.ORDER: rng.choice((1, 1, 10))}
    return replace(conference, submissions=changed, weights=weights)


CHANGES: Sequence[Change] = (
    other_weights,
    fewer_tracks,
    fewer_rooms,
    other_penalties,
    other_people,
    wanted_orders,
)


def _stretches(conference: Conference, track: Sequence[Submission]) -> int:
    """Return how many rooms in sessions a track fills at least."""
    longest = max(session.slots for session in conference.sessions)
    return ceil(sum(each.slots for each in track) / longest)


def _drawn(rng: Random, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    share = rng.uniform(0.05, 0.4)
    return {pair: rng.randint(1, LARGEST) for pair in pairs if rng.random() < share}


def _some(rng: Random, people: Sequence[str], chance: float) -> frozenset[str]:
    return frozenset({rng.choice(people)}) if rng.random() < chance else frozenset()


def _avoided(rng: Random, sessions: Sequence[Session]) -> dict[str, int]:
    avoided = rng.sample(sessions, len(sessions) // 2)
    return {session.name: rng.randint(1, LARGEST) for session in avoided}
