"""What may be a slip of the pen: dates outside the conference, lone tags, persons nobody asks for."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from scheduler.evaluation.wording import day_text, name
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.explanation.wording import listed, outside_dates, spans_text
from scheduler.instance import Instance
from scheduler.instance.meetings import Session
from scheduler.instance.moments import DayWindow, Span, Window

MOST = 12
"""Persons named in a message; of more, the number."""
_LONG = {1: 4, 2: 7}
"""Letters that a tag has at least, to be taken for another so many letters off."""

Windows = Sequence[Window | DayWindow]


def outside_the_dates(ground: Ground) -> Iterator[Trouble]:
    """Yield windows, closures, availability and dates of profiles outside the conference's dates.

    Of sessions without a place, and of those who attend them, the cause is told already.
    """
    instance, zone = ground.instance, ground.instance.zone
    for room in instance.rooms:
        yield from _outside(instance, f"{name(room)} is closed", _whole(room.closures, zone))
    for profile in instance.day_profiles:
        days = [day for day in profile.dates if not _is_inside(instance, day)]
        if days:
            said = listed([day_text(day) for day in sorted(days)])
            yield _likely(f"The profile {profile.id} names {said}, {_dates(instance)}.")
    for session in instance.sessions:
        if session.id not in ground.hopeless:
            windows = (*session.windows, *session.preferred)
            spans = _each_day(windows, zone)
            yield from _outside(instance, f"{name(session)} has a window", spans, (session.id,))
    for person in instance.people:
        attended = instance.attended_by_person.get(person.id, ())
        if not {session.id for session in attended} & set(ground.hopeless):
            spans = _whole(person.available, person.zone or zone)
            yield from _outside(instance, f"{name(person)} is available", spans)
    for what, windows in (("Prime time", instance.prime_time), ("The reserve", instance.reserve)):
        yield from _outside(instance, f"{what} is", _each_day(windows, zone))


def _whole(windows: Windows, zone: ZoneInfo) -> list[Sequence[Span]]:
    return [window.spans(zone) for window in windows]


def _each_day(windows: Windows, zone: ZoneInfo) -> list[Sequence[Span]]:
    return [(span,) for window in windows for span in window.spans(zone)]


def _outside(
    instance: Instance, what: str, entries: Iterable[Sequence[Span]], sessions: tuple[str, ...] = ()
) -> Iterator[Trouble]:
    """Yield the entries that lie outside as a whole, in one trouble."""
    strays = [
        span
        for spans in entries
        if all(outside_dates(instance, span) for span in spans)
        for span in spans
    ]
    if strays:
        message = f"{what} {spans_text(instance, strays)}, {_dates(instance)}."
        yield _likely(message, sessions)


def _dates(instance: Instance) -> str:
    first, last = day_text(instance.first_day), day_text(instance.last_day)
    return f"outside the conference's dates, {first} to {last} {instance.last_day.year}"


def _is_inside(instance: Instance, day: date) -> bool:
    return instance.first_day <= day <= instance.last_day


def _likely(message: str, sessions: tuple[str, ...] = ()) -> Trouble:
    return Trouble(message, certain=False, sessions=sessions, rules=())


def lone_tags(ground: Ground) -> Iterator[Trouble]:
    """Yield themes and topics of one session only that are a letter or two off another."""
    tables: Mapping[str, Callable[[Session], Sequence[str]]] = {
        "theme": lambda session: session.themes,
        "topic": lambda session: session.topics,
    }
    for what, tags_of in tables.items():
        sessions = ground.instance.sessions
        number = Counter(tag for session in sessions for tag in dict.fromkeys(tags_of(session)))
        told: set[str] = set()
        lone = ((s, tag) for s in sessions for tag in tags_of(s) if number[tag] == 1)
        for session, tag in lone:
            near = [other for other in number if _are_near(tag, other) and other not in told]
            if near:
                told.add(tag)
                best = max(near, key=lambda other: number[other])
                message = f"Only {name(session)} has the {what} {tag}. Maybe {best} is meant?"
                yield _likely(message, (session.id,))


def _are_near(tag: str, other: str) -> bool:
    """Tell whether two tags differ by a letter or two, but not by digits only."""
    letters, others = (_without_digits(each) for each in (tag, other))
    if letters == others or abs(len(tag) - len(other)) > max(_LONG):
        return False
    off, shortest = _letters_off(tag, other), min(len(tag), len(other))
    return any(shortest >= long and off <= most for most, long in _LONG.items())


def _without_digits(tag: str) -> str:
    return "".join(letter for letter in tag if not letter.isdigit())


def _letters_off(tag: str, other: str) -> int:
    """Return how many letters to add, drop or change make one of the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(tag, 1):
        above, row = row, [count]
        for place, against in enumerate(other, 1):
            change = above[place - 1] + (letter != against)
            row.append(min(change, above[place] + 1, row[-1] + 1))
    return row[-1]


def nobody_asks_for(ground: Ground) -> Iterator[Trouble]:
    """Yield once the persons whom no session names."""
    instance = ground.instance
    asked = {
        *instance.attended_by_person,
        *instance.optional_by_person,
        *instance.seatable_by_person,
    }
    names = [name(person) for person in instance.people if person.id not in asked]
    if names:
        shown = names[:MOST]
        if len(names) > MOST:
            shown.append(f"{len(names) - MOST} more")
        yield _likely(f"No session names {listed(shown)}.")
