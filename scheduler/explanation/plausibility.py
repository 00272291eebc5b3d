"""Likely slips: dates outside the conference, persons whom no session names, rules that are off."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.catalogue import HARD, OFF, RULES
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.trouble import FieldPath, Trouble, outside_dates, spans_text
from scheduler.instance import DayWindow, Instance, Span, Window
from scheduler.wording import day_text, listed, name, shortened

MOST = 12
"""Persons named in a message; of more, the number."""

Windows = Sequence[Window | DayWindow]


_TIMES = (
    ("rooms", "closures", "{} is closed"),
    ("kinds", "windows", "{} has a window"),
    ("sessions", "windows", "{} has a window"),
    ("sessions", "preferred", "{} has a window"),
    ("people", "available", "{} is available"),
    ("", "prime_time", "Prime time is"),
    ("", "reserve", "The reserve is"),
    ("", "frozen", "The frozen time is"),
)
"""Fields with windows, by table, and the words for them."""


def outside_the_dates(presolve: Presolve) -> Iterator[Trouble]:
    """Yield windows, closures, availability, locks and dates of profiles outside the conference's dates.

    Of sessions without a place, and of those who attend them, the cause is told already.
    """
    instance, hopeless = presolve.instance, set(presolve.hopeless)
    yield from _profiles(instance)
    for lock in ("topic_lock", "schedule_lock"):
        if (day := getattr(instance, lock)) is not None and day > instance.last_day:
            message = f"{lock} has no effect: it is after the conference."
            yield _likely(message, place=(lock,))
    for table, field, said in _TIMES:
        rows: Iterable[Any] = getattr(instance, table) if table else (instance,)
        for row in rows:
            id_ = row.id if table else ""
            attended = instance.attended_by_person.get(id_, ()) if table == "people" else ()
            if hopeless.isdisjoint({id_, *(each.id for each in attended)}):
                what = said.format(name(row)) if table else said
                place = (table, id_, field) if table else (field,)
                yield from _outside(instance, what, getattr(row, field) or (), place)


def _profiles(instance: Instance) -> Iterator[Trouble]:
    for profile in instance.day_profiles:
        days = [day for day in profile.dates if not _is_inside(instance, day)]
        if days:
            said = listed([day_text(day) for day in sorted(days)])
            message = f"The profile {profile.id} names {said}, {_dates(instance)}."
            yield _likely(message, place=("day_profiles", profile.id, "dates"))


def _outside(
    instance: Instance, what: str, windows: Windows, place: FieldPath
) -> Iterator[Trouble]:
    """Yield the windows that lie outside, in one trouble: those of rooms and persons as a whole."""
    zone, is_whole = instance.zone, place[0] in ("rooms", "people")
    if place[0] == "people":
        zone = instance.person_by_id[str(place[1])].zone or zone
    outside: list[tuple[int, Span]] = []
    for position, window in enumerate(windows):
        spans = window.spans(zone)
        out = [span for span in spans if outside_dates(instance, span)]
        outside += [(position, span) for span in out if not is_whole or len(out) == len(spans)]
    if outside:
        said = spans_text(instance, [span for _, span in outside])
        sessions = (str(place[1]),) if place[0] == "sessions" else ()
        message = f"{what} {said}, {_dates(instance)}."
        yield _likely(message, sessions, (*place, outside[0][0]))


def _dates(instance: Instance) -> str:
    first, last = day_text(instance.first_day), day_text(instance.last_day)
    return f"outside the conference's dates, {first} to {last} {instance.last_day.year}"


def _is_inside(instance: Instance, day: date) -> bool:
    return instance.first_day <= day <= instance.last_day


def _likely(message: str, sessions: tuple[str, ...] = (), place: FieldPath = ()) -> Trouble:
    return Trouble(message, certain=False, sessions=sessions, rules=(), place=place)


def nobody_asks_for(instance: Instance) -> Iterator[Trouble]:
    """Yield once the persons whom no session names."""
    asked = {
        *instance.attended_by_person,
        *instance.optional_by_person,
        *instance.seatable_by_person,
        *(guest for session in instance.sessions for guest in session.invited.people),
        *(person for item in instance.items for person in item.persons),
    }
    unasked = [person for person in instance.people if person.id not in asked]
    if unasked:
        shown = shortened([name(person) for person in unasked], MOST, "{} more")
        yield _likely(f"No session names {listed(shown)}.", place=("people", unasked[0].id))


def incomplete(instance: Instance) -> Iterator[Trouble]:
    """Yield the sessions of integrated kinds that do not say what for, for whom, or who is invited."""
    for session in instance.sessions:
        if not instance.kind_by_id[session.kind].integrated:
            continue
        said = {
            "output": session.output,
            "audience": session.audience,
            "invited": any(value for _, value in session.invited),
        }
        missing = [f"`{field}`" for field, value in said.items() if not value]
        if missing:
            kind = name(instance.kind_by_id[session.kind])
            message = f"{name(session)} lacks {listed(missing)}, which each session of {kind} should have."
            yield _likely(message, (session.id,), ("sessions", session.id))


def switched_off(instance: Instance) -> Iterator[Trouble]:
    """Yield, once, the rules that are off although they are hard by default."""
    rules = tuple(
        rule.id
        for rule in RULES.values()
        if rule.default == HARD and instance.level(rule.id, "") == OFF
    )
    if rules:
        message = f"Switched off, though hard by default: {listed(rules)}."
        place = ("levels", rules[0])
        yield Trouble(message, certain=False, sessions=(), rules=rules, place=place)
