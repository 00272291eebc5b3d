"""Tracks that are mixed, split, moved about, interrupted, or beside themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby, pairwise

from scheduler.evaluation.intervals import ConcurrencyLimit, at_once
from scheduler.evaluation.orders import following
from scheduler.evaluation.runs import (
    Run,
    by_half_day,
    chronological,
    half_day_text,
    held_of,
    ids,
    placed,
    runs_by_id,
)
from scheduler.findings import Finding
from scheduler.instance import Instance, Track, minutes_of, official_half_days
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import (
    counted,
    how_long,
    listed,
    moment,
    name,
    number,
)


def track_mixed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each room and half-day in which the track changes."""
    tracks = [(track, run) for track, held in _held(instance, schedule) for run in held]
    track_of = {run.id: track for track, run in tracks}
    in_order = sorted((run for _, run in tracks), key=_turn(instance))
    for half_day, inside in by_half_day(official_half_days(instance), in_order):
        for room in instance.rooms:
            there = [run for run in inside if run.room == room.id]
            turns = [name(track_of[run.id]) for run in there]
            pairs = pairwise(track_of[run.id].id for run in there)
            changes = sum(earlier != later for earlier, later in pairs)
            if changes:
                held = ", ".join(turn for turn, _ in groupby(turns))
                message = say(
                    "{}, {}: tracks change, {}", name(room), half_day_text(half_day), held
                )
                yield Finding(instance.name, changes, ids(there), message)


def _turn(instance: Instance) -> Callable[[Run], tuple[datetime, int, int]]:
    """Return what sessions of tracks are ordered by: start, place of the track, place of the session."""
    order = {
        session.id: (row, place)
        for row, track in enumerate(instance.tracks)
        for place, session in enumerate(instance.selected(track.sessions))
    }
    return lambda run: (run.start, *order[run.id])


def track_split(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each half-day in which a track is in several rooms."""
    every = official_half_days(instance)
    for track, held in _held(instance, schedule):
        for half_day, runs in by_half_day(every, held):
            rooms = _rooms(instance, runs)
            if len(rooms) > 1:
                where = say("{} rooms: {}", number(len(rooms)), listed(rooms))
                message = say("{}, {}: in {}", name(track), half_day_text(half_day), where)
                yield Finding(track.id, len(rooms) - 1, ids(runs), message)


def track_changes_room(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each track that is held in several rooms."""
    for track, held in _held(instance, schedule):
        rooms = _rooms(instance, held)
        if len(rooms) > 1:
            message = say(
                "{} is held in {} rooms: {}", name(track), number(len(rooms)), listed(rooms)
            )
            yield Finding(track.id, len(rooms) - 1, ids(held), message)


def track_interrupted(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each track that pauses for a half-day or longer, and goes on afterwards."""
    every = official_half_days(instance)
    for track, held in _held(instance, schedule):
        busy = [half_day for half_day, runs in by_half_day(every, held) if runs]
        inside = [each for each in every if busy and busy[0].start < each.start < busy[-1].start]
        without = [each for each in inside if each not in busy]
        if without:
            text = say(
                "{} has no session in {} between others",
                name(track),
                counted(len(without), "half-day"),
            )
            yield Finding(
                track.id, 1, ids(held), say("{}, first on {}", text, half_day_text(without[0]))
            )


def track_conflict(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each cluster of overlapping sessions of one track."""
    for track, held in _held(instance, schedule):
        limit = ConcurrencyLimit(track.id, say("{} has", name(track)), held)
        yield from at_once(instance, limit)


def track_out_of_order(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session of a track in order that starts before one that it follows has ended."""
    runs = runs_by_id(instance, schedule)
    for track in instance.tracks:
        sessions = instance.selected(track.sessions) if track.in_order else ()
        for before, after in following(sessions):
            earlier, later = runs.get(before.id), runs.get(after.id)
            if earlier and later and later.start < earlier.end:
                minutes = minutes_of(earlier.end - later.start)
                message = say(
                    "{}: {}, {} too early; {} comes first and ends on {}",
                    name(track),
                    placed(later, instance.zone),
                    how_long(minutes),
                    earlier.title,
                    moment(earlier.end, instance.zone),
                )
                yield Finding(track.id, minutes, (earlier.id, later.id), message)


def track_place_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session that has another place in its track than it should have."""
    for track, held in _held(instance, schedule):
        sequence = sorted(held, key=_place(instance)) if track.places else ()
        for place, run in enumerate(sequence, 1):
            wanted = track.places.get(run.id, place)
            if wanted != place:
                message = say(
                    "{}: {} is at position {} of the track, should be at {}",
                    name(track),
                    placed(run, instance.zone),
                    place,
                    wanted,
                )
                yield Finding(track.id, 1, (run.id,), message)


def _place(instance: Instance) -> Callable[[Run], tuple[int, int, datetime, int]]:
    """Return what a track is in sequence by: half-day, none first, then room, start and the file."""
    every = official_half_days(instance)
    rooms = {room.id: number for number, room in enumerate(instance.rooms)}
    row = {session.id: number for number, session in enumerate(instance.sessions)}

    def key(run: Run) -> tuple[int, int, datetime, int]:
        inside = (n for n, each in enumerate(every) if each.start <= run.start < each.end)
        return next(inside, -1), rooms[run.room], run.start, row[run.id]

    return key


def _held(instance: Instance, schedule: Schedule) -> Iterator[tuple[Track, tuple[Run, ...]]]:
    """Yield each track with its sessions that are held, in order of time."""
    runs: Mapping[str, Run] = runs_by_id(instance, schedule)
    for track in instance.tracks:
        yield track, chronological(held_of(runs, instance.selected(track.sessions)))


def _rooms(instance: Instance, runs: Iterable[Run]) -> list[str]:
    """Return the names of rooms, in the order in which they are used first."""
    return [name(instance.room_by_id[room]) for room in dict.fromkeys(run.room for run in runs)]
