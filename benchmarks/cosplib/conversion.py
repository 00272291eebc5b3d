"""From a conference of CoSPLib to an instance.

Terms are rules on tracks, preferences (`wishes.py`), or separations.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from benchmarks.cosplib.conference import CONFLICTS, Conference, Submission, Term
from benchmarks.cosplib.names import Names, Row, Wish
from benchmarks.cosplib.wishes import preferences_of
from scheduler.catalogue import HARD, OFF
from scheduler.instance import MILLI, Instance

KIND, _HALF_DAY = "talk", "half_day"
_RULES = {
    Term.ROOMS_PER_TRACK: "track_changes_room",
    Term.PARALLEL_TRACKS: "track_split",
    Term.CONSECUTIVE_TRACKS: "track_interrupted",
}
"""Terms that are rules on tracks as they are."""


def instance_of(conference: Conference) -> Instance:
    """Return a conference as an instance; submissions and rooms keep their order, and sessions in time."""
    return Instance.model_validate_json(json.dumps(tables_of(conference)))


def tables_of(conference: Conference) -> dict[str, Any]:
    """Return a conference as an instance file has it."""
    names = Names(conference)
    days = names.timetable.days
    preferences, separations = _paid(preferences_of(names)), _paid(_separations(names))
    return {
        "format": 1,
        "name": conference.name,
        "zone": "UTC",
        "grid": names.timetable.minutes,
        "first_day": min(days).isoformat(),
        "last_day": max(days).isoformat(),
        "day_profiles": _profiles(names),
        "kinds": [{"id": KIND, "bands": [*names.bands.values()]}],
        "rooms": [{"id": id_, "title": name} for name, id_ in names.rooms.items()],
        "people": [{"id": id_, "title": who} for who, id_ in names.people.items()],
        "sessions": [_talk(names, each) for each in conference.submissions],
        "tracks": [_track(names, track) for track in names.by_track],
        "preferences": [row for row, _ in preferences],
        "not_beside": [row for row, _ in separations],
        "levels": _levels(names, preferences, separations),
    }


def _paid(wishes: Iterable[Wish]) -> list[Wish]:
    """Return the wishes that cost something, and are about somebody."""
    return [
        (row, level)
        for row, level in wishes
        if level and row.get("groups", row.get("tracks", True))
    ]


def _separations(names: Names) -> Iterator[Wish]:
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


def _profiles(names: Names) -> list[Row]:
    """Return a profile for each day, with a band for each session."""
    bands: dict[str, list[Row]] = {}
    for number, (day, session) in enumerate(
        zip(names.timetable.days, names.conference.sessions, strict=True)
    ):
        row = {"id": names.bands[session.name], **names.hours(number)}
        bands.setdefault(day.isoformat(), []).append(row)
    return [{"id": day, "dates": [day], "bands": own} for day, own in bands.items()]


def _talk(names: Names, submission: Submission) -> Row:
    roles = names.roles(submission)
    return {
        "id": names.talks[submission.name],
        "title": submission.name,
        "kind": KIND,
        "duration": submission.slots * names.timetable.minutes,
        **({"people": roles} if roles else {}),
    }


def _track(names: Names, track: str) -> Row:
    own = names.by_track[track]
    places = {names.talks[each.name]: each.order for each in own if each.order}
    return {
        "id": names.tracks[track],
        "title": track,
        "sessions": {"sessions": [names.talks[each.name] for each in own]},
        **({"places": places} if places and names.conference.weights[Term.ORDER] else {}),
    }


def _levels(names: Names, preferences: list[Wish], separations: list[Wish]) -> Row:
    weights = names.conference.weights
    levels: Row = {"late_hours": OFF, "track_mixed": HARD, "track_conflict": OFF}
    levels |= {rule: weights[term] or OFF for term, rule in _RULES.items()}
    if names.people:  # who cannot be at two talks at once is a term of the objective already
        levels["person_conflict"] = OFF
    if weights[Term.ORDER] and any(each.order for each in names.conference.submissions):
        levels["track_place_missed"] = weights[Term.ORDER]
    by_half_day = [wish for wish in separations if "by" in wish[0]]
    by_minute = [wish for wish in separations if "by" not in wish[0]]
    for rule, wishes in (
        ("preference_missed", preferences),
        ("half_day_shared", by_half_day),
        ("run_beside", by_minute),
    ):
        if wishes:
            levels[rule] = {"items": {row["id"]: level for row, level in wishes}}
    return levels
