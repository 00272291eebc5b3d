"""Preferences missed: times, rooms and features that are wanted, and what should not share a half-day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from scheduler.evaluation.intervals import minutes_inside
from scheduler.evaluation.runs import (
    Run,
    chronological,
    held_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.evaluation.wanted import asked
from scheduler.findings import Finding
from scheduler.instance import (
    FeatureWish,
    HalfDay,
    Instance,
    Preference,
    Separation,
    Span,
    minutes_of,
    neighbours,
    official_half_days,
    spans_of,
    tracks_apart,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import (
    chained,
    counted,
    day_text,
    half_day_name,
    listed,
    name,
    number,
)


def preference_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session, and each track in a half-day and room, that is not as a preference asks."""
    runs = runs_by_id(instance, schedule)
    for preference in instance.preferences:
        if preference.tracks:
            yield from _tracks_missed(instance, preference, runs)
            continue
        chosen = preference.sessions
        wanted = instance.sessions if chosen is None else instance.selected(chosen)
        for run in held_of(runs, wanted):
            minutes = _missed(instance, preference, (run.start, run.end), run.room)
            if minutes:
                often = minutes if preference.per == "minute" else 1
                where = say("{}, in {}", placed(run, instance.zone), _room(instance, run.room))
                message = say(
                    "{}: {}{}", where, asked(instance, preference), _counted(preference, minutes)
                )
                yield Finding(preference.id, often * preference.rate, (run.id,), message)


def _missed(instance: Instance, preference: Preference, span: Span, room: str) -> int:
    """Return the minutes of a stretch in a room that are elsewhere; or there, if that is unwanted."""
    start, end = span
    there = minutes_of(end - start)
    if preference.windows:
        there = minutes_inside(start, end, spans_of(preference.windows, instance.zone))
    if preference.rooms and room not in preference.rooms:
        there = 0
    return there if preference.unwanted else minutes_of(end - start) - there


def _counted(preference: Preference, minutes: int) -> str:
    said = [say("{} min", minutes)] if preference.per == "minute" else []
    said += [say("each counts {}", preference.rate)] if preference.rate > 1 else []
    return say(" ({})", chained(said)) if said else ""


def _tracks_missed(
    instance: Instance, preference: Preference, runs: Mapping[str, Run]
) -> Iterator[Finding]:
    every = official_half_days(instance)
    for track in instance.tracks:
        if track.id not in preference.tracks:
            continue
        own = chronological(held_of(runs, instance.selected(track.sessions)))
        for half_day, rooms in _held(every, own):
            for room, held in rooms.items():
                if _missed(instance, preference, half_day.span, room):
                    where = say(
                        "{}, {}, in {}", name(track), _named(half_day), _room(instance, room)
                    )
                    message = say(
                        "{}: {}{}", where, asked(instance, preference), _counted(preference, 0)
                    )
                    yield Finding(preference.id, preference.rate, ids(held), message)


def _held(
    every: Iterable[HalfDay], own: Sequence[Run]
) -> Iterator[tuple[HalfDay, Mapping[str, Sequence[Run]]]]:
    """Yield the half-days in which a track is held, with what it has in each room."""
    for half_day in every:
        rooms: dict[str, list[Run]] = {}
        for run in own:
            if half_day.start <= run.start < half_day.end:
                rooms.setdefault(run.room, []).append(run)
        if rooms:
            yield half_day, rooms


def half_day_shared(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield what is kept apart by half-days and shares one: pairs of sessions, and pairs of tracks."""
    runs = runs_of(instance, schedule)
    separations = [each for each in instance.not_beside if each.by == "half_day"]
    for half_day in official_half_days(instance) if separations else ():
        here = {run.id: run for run in runs if half_day.start <= run.start < half_day.end}
        for separation in separations:
            yield from _pairs_shared(instance, separation, half_day, here)
            yield from _tracks_shared(instance, separation, half_day, here)


def _pairs_shared(
    instance: Instance, separation: Separation, half_day: HalfDay, here: Mapping[str, Run]
) -> Iterator[Finding]:
    for first, others in neighbours(instance, separation).items():
        for then in others:
            if first in here and then in here and here[first].room != here[then].room:
                one, other = here[first], here[then]
                message = say(
                    "{}: {} and {} are in different rooms, although {} keeps them apart",
                    _named(half_day),
                    one.title,
                    other.title,
                    separation.id,
                )
                yield Finding(separation.id, 1, (one.id, other.id), message)


def _tracks_shared(
    instance: Instance, separation: Separation, half_day: HalfDay, here: Mapping[str, Run]
) -> Iterator[Finding]:
    by_id = {track.id: track for track in instance.tracks}
    for pair in tracks_apart(separation):
        tracks = [by_id[each] for each in pair]
        own = [held_of(here, instance.selected(track.sessions)) for track in tracks]
        rooms = [_rooms(each) for each in own]
        shared = len([*product(*rooms)])
        if shared:
            what = listed([name(track) for track in tracks])
            held = listed([number(len(each)) for each in rooms])
            message = say(
                "{}: {} are held in {} rooms, although {} keeps them apart ({} of rooms)",
                _named(half_day),
                what,
                held,
                separation.id,
                counted(shared, "pair"),
            )
            yield Finding(separation.id, shared, ids(chronological([*own[0], *own[1]])), message)


def _rooms(runs: Iterable[Run]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(run.room for run in runs))


def _room(instance: Instance, room: str) -> str:
    return name(instance.room_by_id[room])


def _named(half_day: HalfDay) -> str:
    return say("{}, {}", day_text(half_day.day), half_day_name(half_day))


def feature_wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session whose room or time is not as it is wished to be, once for whoever wishes it."""
    runs = runs_by_id(instance, schedule)
    for wish in instance.feature_wishes:
        for run in held_of(runs, instance.selected(wish.sessions)):
            yield from _wish_missed(instance, wish, run, "")
        for person in wish.people:
            attended = instance.attended(person, schedule.seats_of(person))
            for run in held_of(runs, attended):
                who = say(" for {}", name(instance.person_by_id[person]))
                yield from _wish_missed(instance, wish, run, who)


def _wish_missed(instance: Instance, wish: FeatureWish, run: Run, who: str) -> Iterator[Finding]:
    """Yield what is wrong with a session, if anything is."""
    asked = {}
    if wish.room is not None:
        asked[wish.room] = wish.room in instance.room_by_id[run.room].features
    if wish.time is not None:
        asked[wish.time] = _has_time(instance, wish.time, run)
    if all(asked.values()) == wish.unwanted:
        what = [each for each, has in asked.items() if has == wish.unwanted]
        said = listed([each.replace("_", " ") for each in what])
        trouble = (
            say("has {}, which is not wanted", said) if wish.unwanted else say("lacks {}", said)
        )
        message = say("{}{}: {}: {}", name(wish), who, placed(run, instance.zone), trouble)
        amount = 1 if wish.once else minutes_of(run.session.duration)
        yield Finding(wish.id, amount, (run.id,), message)


def _has_time(instance: Instance, feature: str, run: Run) -> bool:
    """Return whether a session lies inside a window of a feature that is for its kind."""
    rows = (row for row in instance.time_features if row.feature == feature)
    return any(
        since <= run.start and run.end <= until
        for row in rows
        if not row.kinds or run.session.kind in row.kinds
        for since, until in spans_of(row.windows, instance.zone)
    )
