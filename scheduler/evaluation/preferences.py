"""Preferences missed: times, rooms, features, shared half-days, and how pairs of sessions are wanted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, product

from scheduler.evaluation.intervals import minutes_inside
from scheduler.evaluation.runs import (
    Run,
    by_half_day,
    chronological,
    day_of,
    days_text,
    half_day_text,
    held_of,
    ids,
    placed,
    runs_by_id,
    runs_of,
)
from scheduler.findings import Finding
from scheduler.instance import (
    DAY,
    DayWindow,
    FeatureWish,
    HalfDay,
    Instance,
    Preference,
    Relation,
    Separation,
    Session,
    Span,
    Wanted,
    clock_text,
    consecutive,
    grouped,
    minutes_of,
    names_under,
    neighbours,
    official_half_days,
    sessions_of_relation,
    spans_of,
    tracks_apart,
)
from scheduler.phrases import say
from scheduler.schedule import Schedule
from scheduler.wording import (
    chained,
    counted,
    listed,
    name,
    number,
    shortened,
    when,
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
        for half_day, there in by_half_day(every, own):
            for room, held in grouped(there, lambda run: (run.room,)).items():
                if _missed(instance, preference, half_day.span, room):
                    where = say(
                        "{}, {}, in {}", name(track), half_day_text(half_day), _room(instance, room)
                    )
                    message = say(
                        "{}: {}{}", where, asked(instance, preference), _counted(preference, 0)
                    )
                    yield Finding(preference.id, preference.rate, ids(held), message)


def half_day_shared(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield what is kept apart by half-days and shares one: pairs of sessions, and pairs of tracks."""
    runs = runs_of(instance, schedule)
    separations = [each for each in instance.not_beside if each.by == "half_day"]
    half_days = official_half_days(instance) if separations else ()
    for half_day, there in by_half_day(half_days, runs):
        here = {run.id: run for run in there}
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
                    half_day_text(half_day),
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
                half_day_text(half_day),
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


def feature_wish_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each session without its preferred room or time, once for each preference."""
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


MOST = 3
"""Most hours, rooms or names of a preference to list; one more is listed if it is the last."""


def preferred(instance: Instance, preference: Preference) -> str:
    """Return what a preference asks for: ``Committee 1 is wanted until 13:00``."""
    words = "{} is not wanted {}" if preference.unwanted else "{} is wanted {}"
    return say(words, _whose(instance, preference), _there(instance, preference))


def asked(instance: Instance, preference: Preference) -> str:
    """Return the same; of several, or of all, with its name in place of theirs."""
    if len(_rows(instance, preference)) == 1 and not preference.tracks:
        return preferred(instance, preference)
    words = "not wanted {} ({})" if preference.unwanted else "wanted {} ({})"
    return say(words, _there(instance, preference), preference.id)


def _whose(instance: Instance, preference: Preference) -> str:
    """Return the names of those whose sessions want it."""
    rows = _rows(instance, preference)
    return _some(rows) if rows else say("every session")


def _rows(instance: Instance, preference: Preference) -> list[str]:
    if preference.tracks:
        return [name(each) for each in instance.tracks if each.id in preference.tracks]
    chosen = preference.sessions
    named = [] if chosen is None else [(table, each) for table, some in chosen for each in some]
    known = {table: {e.id: e for e in getattr(instance, table)} for table, _ in named}
    return [name(known[table][each]) for table, each in named]


def _there(instance: Instance, preference: Preference) -> str:
    """Return ``Mon 8 Nov 09:00-13:00``, ``until 13:00 in A``, or ``in A and B``."""
    days: dict[tuple[timedelta, timedelta], set[date]] = {}
    times: list[str] = []
    for each in preference.windows:
        if isinstance(each, DayWindow):
            days.setdefault((each.start, each.end), set()).update(each.days)
        else:
            times.append(when(each.start, each.end, instance.zone))
    told = [_hours(instance, sorted(some), *clocks) for clocks, some in sorted(days.items())]
    hours = [_some([*told, *times])] if preference.windows else []
    rooms = [name(instance.room_by_id[each]) for each in preference.rooms]
    where = [say("in {}", _some(rooms))] if rooms else []
    return chained([*hours, *where], " ")


def _some(words: Sequence[str]) -> str:
    """Return ``a, b and c``, or ``a, b, c and 2 more``."""
    return listed(shortened(words, MOST, "{} more"))


def _hours(instance: Instance, days: Sequence[date], start: timedelta, end: timedelta) -> str:
    """Return ``until 13:00`` where it is on all days, or ``Mon 8 Nov and Tue 9 Nov 09:00-13:00``."""
    is_always = len(days) > 1 and {*days} >= {*instance.working_dates}
    dates = _some([days_text(*each) for each in consecutive(days)])
    if not start and end == DAY:
        return say("every day") if is_always else dates
    if not start:
        hours = say("until {}", clock_text(end))
    elif end == DAY:
        hours = say("from {}", clock_text(start))
    else:
        hours = say("{}-{}", clock_text(start), clock_text(end))
    return hours if is_always else say("{} {}", dates, hours)


_Trouble = tuple[Run, Run, int, str]
"""Two sessions, the one that comes first in words first; what they count where they share one thing; why."""


def relation_missed(instance: Instance, schedule: Schedule) -> Iterator[Finding]:
    """Yield each two sessions of a relation that are not to each other as it wants them."""
    runs = runs_by_id(instance, schedule)
    for relation in instance.relations:
        held = [s for s in sessions_of_relation(instance, relation) if s.id in runs]
        for one, other in combinations(held, 2):
            shared = _shared(relation, one, other)
            if shared:
                for first, second, count, why in _troubles(
                    instance, relation, runs[one.id], runs[other.id]
                ):
                    amount = count if relation.wanted is Wanted.PAUSE else count * shared
                    yield from _found(instance, relation, first, second, amount, why)


def _shared(relation: Relation, one: Session, other: Session) -> int:
    what = relation.differ
    if what is not None:
        said = [(names_under(each, what), each.numbers.get(what)) for each in (one, other)]
        if said[0] == said[1]:
            return 0
    total = 1
    for label in relation.share:
        total *= len(names_under(one, label).intersection(names_under(other, label)))
    return total


def _troubles(instance: Instance, relation: Relation, one: Run, other: Run) -> Iterator[_Trouble]:
    both = _both(one, other)
    is_one_day = day_of(one, instance) == day_of(other, instance)
    is_one_room = one.room == other.room
    match relation.wanted:
        case Wanted.NOT_AT_ONCE if is_one_room or not relation.in_one_room:
            minutes = minutes_of(one.beside(other))
            yield one, other, minutes, say("{} min at once", minutes)
        case Wanted.PAUSE:
            yield from _short_of_pause(relation, one, other, is_one_day=is_one_day)
        case Wanted.ONE_DAY if not is_one_day:
            yield one, other, both, say("on different days")
        case Wanted.ONE_ROOM if is_one_day and not is_one_room:
            yield (
                one,
                other,
                both,
                say("in different rooms, {}", _rooms_of_both(instance, one, other)),
            )
        case Wanted.IN_ORDER | Wanted.LARGER_ROOM:
            for first, second in _ordered(relation, one, other):
                yield from _turned(instance, relation, first, second)
        case Wanted.AT_ONCE:
            if one.session.duration == other.session.duration and one.start != other.start:
                yield one, other, minutes_of(one.session.duration), say("at different times")


def _short_of_pause(
    relation: Relation, one: Run, other: Run, *, is_one_day: bool
) -> Iterator[_Trouble]:
    """Yield two sessions between which there is less than the pause, or none."""
    earlier, later = sorted((one, other), key=lambda run: (run.start, run.end))
    minutes = minutes_of(later.start - earlier.end)
    least = minutes_of(relation.pause or timedelta())
    is_at_once = bool(one.beside(other))
    if is_at_once or (is_one_day and minutes < least):
        between = say("at once") if is_at_once else say("{} min between them", minutes)
        yield one, other, _both(one, other), say("{}, wanted {}", between, least)


def _turned(instance: Instance, relation: Relation, first: Run, second: Run) -> Iterator[_Trouble]:
    """Yield two sessions of which the first is the later one, or has the larger room."""
    both = _both(first, second)
    if relation.wanted is Wanted.IN_ORDER and first.end > second.start:
        yield first, second, both, say("{} comes first", first.title)
    if relation.wanted is Wanted.LARGER_ROOM:
        seats, needed = (instance.room_by_id[run.room].capacity for run in (first, second))
        if seats is not None and needed is not None and seats > needed:
            rooms = _rooms_of_both(instance, first, second)
            yield (
                first,
                second,
                both,
                say("{} needs the larger of the rooms {}", second.title, rooms),
            )


def _both(one: Run, other: Run) -> int:
    return minutes_of(one.session.duration) + minutes_of(other.session.duration)


def _ordered(relation: Relation, one: Run, other: Run) -> Iterator[tuple[Run, Run]]:
    """Yield two sessions with the lower number first, unless they are equal or one has none."""
    if relation.by is None:
        yield one, other
        return
    numbers = [run.session.numbers.get(relation.by) for run in (one, other)]
    if numbers[0] is not None and numbers[1] is not None and numbers[0] != numbers[1]:
        yield (one, other) if numbers[0] < numbers[1] else (other, one)


def _rooms_of_both(instance: Instance, one: Run, other: Run) -> str:
    rooms = [name(instance.room_by_id[run.room]) for run in (one, other)]
    return listed(rooms)


def _found(
    instance: Instance, relation: Relation, one: Run, other: Run, amount: int, trouble: str
) -> Iterator[Finding]:
    if amount:
        both = say("{}, and {}", placed(one, instance.zone), placed(other, instance.zone))
        message = say("{}: {}: {} ({})", name(relation), both, trouble, counted(amount, "minute"))
        yield Finding(relation.id, amount, (one.id, other.id), message)
