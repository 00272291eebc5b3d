"""The terms of the objective that are preferences: what is not wanted in a session, or in a room."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from benchmarks.cosplib.conference import Submission, Term
from benchmarks.cosplib.names import Names, Row, Wish

Penalties = Mapping[str, int]
"""By name of a session, or of a room."""


def preferences_of(names: Names) -> Iterator[Wish]:
    """Yield the preferences of a conference: a row for all that pay as much, and in the same places."""
    for term, wishes in _TERMS.items():
        weight = names.conference.weights[term]
        for number, row in enumerate(wishes(names) if weight else (), 1):
            yield {"id": f"{term.replace('_', '-')}-{number}", **row, "unwanted": True}, weight


def _grouped(
    penalties: Iterable[tuple[str, Penalties]],
) -> Mapping[tuple[int, tuple[str, ...]], list[str]]:
    """Return who pays so much in the same sessions or rooms, each with these."""
    found: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for who, own in penalties:
        for penalty in sorted({each for each in own.values() if each}):
            where = tuple(name for name, each in own.items() if each == penalty)
            found.setdefault((penalty, where), []).append(who)
    return found


def _of_tracks(
    names: Names, table: Mapping[tuple[str, str], int]
) -> Iterable[tuple[str, Penalties]]:
    """Return the penalties of each track that has submissions, in the order of the tracks."""
    found: dict[str, dict[str, int]] = {track: {} for track in names.by_track}
    for (track, where), penalty in table.items():
        if track in found:
            found[track][where] = penalty
    return found.items()


def _tracks_sessions(names: Names) -> Iterator[Row]:
    table = names.conference.tracks_sessions
    for (rate, sessions), tracks in _grouped(_of_tracks(names, table)).items():
        yield _row({"tracks": [names.tracks[e] for e in tracks]}, rate, names.windows(sessions))


def _tracks_rooms(names: Names) -> Iterator[Row]:
    table = names.conference.tracks_rooms
    for (rate, rooms), tracks in _grouped(_of_tracks(names, table)).items():
        yield _row({"tracks": [names.tracks[e] for e in tracks]}, rate, rooms=_rooms(names, rooms))


def _sessions_rooms(names: Names) -> Iterator[Row]:
    found: dict[str, dict[str, int]] = {}
    for (session, room), penalty in names.conference.sessions_rooms.items():
        found.setdefault(session, {})[room] = penalty
    tracks = {"tracks": [*names.tracks.values()]}
    for (rate, rooms), sessions in _grouped(found.items()).items():
        yield _row(tracks, rate, names.windows(sessions), _rooms(names, rooms))


def _timezones(names: Names) -> Iterator[Row]:
    hours, sessions = names.conference.hours, names.conference.sessions
    return _at_times(
        names, lambda talk: {each.name: hours.penalty(each, talk.zone) for each in sessions}
    )


def _submissions_sessions(names: Names) -> Iterator[Row]:
    return _at_times(names, lambda talk: talk.in_sessions)


def _submissions_rooms(names: Names) -> Iterator[Row]:
    for (rate, rooms), talks in _paid(names, lambda talk: talk.in_rooms).items():
        yield _row(_talks(names, talks), rate, rooms=_rooms(names, rooms))


def _at_times(names: Names, penalties: Callable[[Submission], Penalties]) -> Iterator[Row]:
    for (rate, sessions), talks in _paid(names, penalties).items():
        yield _row(_talks(names, talks), rate, names.windows(sessions))


def _paid(
    names: Names, penalties: Callable[[Submission], Penalties]
) -> Mapping[tuple[int, tuple[str, ...]], list[str]]:
    """Return what submissions pay, for each of their slots."""
    return _grouped(
        (talk.name, {where: talk.slots * each for where, each in penalties(talk).items()})
        for talk in names.conference.submissions
    )


def _talks(names: Names, talks: Iterable[str]) -> Row:
    return {"sessions": {"sessions": [names.talks[each] for each in talks]}}


def _rooms(names: Names, rooms: Iterable[str]) -> list[str]:
    return [names.rooms[each] for each in rooms]


def _row(who: Row, rate: int, windows: Any = (), rooms: Any = ()) -> Row:
    where = {"windows": windows, "rooms": rooms}
    return {**who, **{field: each for field, each in where.items() if each}, "rate": rate}


_TERMS: Mapping[Term, Callable[[Names], Iterator[Row]]] = {
    Term.TRACKS_SESSIONS: _tracks_sessions,
    Term.TRACKS_ROOMS: _tracks_rooms,
    Term.SESSIONS_ROOMS: _sessions_rooms,
    Term.TIMEZONES: _timezones,
    Term.SUBMISSIONS_SESSIONS: _submissions_sessions,
    Term.SUBMISSIONS_ROOMS: _submissions_rooms,
}
