"""Rooms: seats and equipment that a session needs, what holds a room, and when it is closed."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count, islice

from scheduler.evaluation.runs import Run, chronological
from scheduler.explanation.presolve import Unplaceable
from scheduler.explanation.remedies import Remedy, Violation, cured, moved, with_row
from scheduler.explanation.rules.voice import Gravity, Voice
from scheduler.explanation.trouble import spans_text
from scheduler.instance import (
    Instance,
    Room,
    Session,
    Window,
    languages_of,
    merged_spans,
    minutes_of,
    needs_of,
    remade,
    remote_of,
    spans_of,
    spans_without,
)
from scheduler.phrases import say
from scheduler.wording import chained, counted, listed, name, shortened, when

MOST = 4
"""Rooms named one by one."""


def _seats(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    fit = [name(room) for room in instance.rooms if not _overflows(fact, room)]
    which = listed(fit) if 0 < len(fit) <= MOST else counted(len(fit), "room")
    return say("{} {}; {} may have enough seats", name(fact), _expects(fact), which)


def _overflows(fact: Session, room: Room) -> bool:
    seats = room.seats(fact.layout)
    return fact.attendance is not None and seats is not None and seats < fact.attendance


def _expects(fact: Session) -> str:
    if fact.attendance is None:
        return say("does not say how many people it expects")
    return say("expects {}", counted(fact.attendance, "person", "people"))


def _no_room_so_large(case: Unplaceable, _: str) -> str:
    fact, rooms = case.session, case.others("room_overflow")
    too_small = [room for room in rooms if _overflows(fact, room)]
    if not too_small:
        return f"it {_expects(fact)}, too many for the other rooms"
    which = "room that is left" if len(case.cover) > 1 else "room"
    largest = max(too_small, key=lambda room: room.seats(fact.layout) or 0)
    seats = largest.seats(fact.layout)
    return f"it {_expects(fact)}; the largest {which}, {name(largest)}, seats {seats:,}"


def _more_seats(violation: Violation) -> Iterator[Remedy]:
    run, room = violation.runs[violation.item], _room(violation)
    fact = run.session
    seats = room.seats(fact.layout)
    if seats is None or fact.attendance is None:
        return
    more = counted(fact.attendance - seats, "seat")
    words, value = say("add {} to {}, for {}", more, name(room), name(fact)), fact.attendance
    if fact.layout is not None and fact.layout in room.layouts:
        layouts = {**room.layouts, fact.layout: value}
        yield cured(violation, words, ("rooms", room.id, "layouts"), layouts)
    else:
        yield cured(violation, words, ("rooms", room.id, "capacity"), value)
    fewer = say("expect {:,} people at {} instead of {:,}", seats, name(fact), fact.attendance)
    yield cured(violation, fewer, ("sessions", run.id, "attendance"), seats)


def _room(violation: Violation) -> Room:
    return violation.instance.room_by_id[violation.runs[violation.item].room]


# Booths, features, layout


def _equipment(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    needs = [*needs_of(instance, fact)]
    if fact.interpretation is not None:
        needs.append(counted(len(languages_of(instance, fact)), "booth"))
    if fact.layout is not None:
        needs.append(say("the layout {}", fact.layout))
    return say("{} needs a room with {}", name(fact), listed(needs))


def _said_where(instance: Instance, session: str) -> tuple[str, ...]:
    """Return where the file says what a session needs first: of features, then of booths and the layout."""
    fact = instance.session_by_id[session]
    own = ("sessions", session)
    if fact.needs:
        return (*own, "needs")
    if instance.kind_by_id[fact.kind].needs:
        return ("kinds", fact.kind, "needs")
    for body in fact.bodies:
        if instance.body_by_id[body].needs:
            return ("bodies", body, "needs")
    if remote_of(instance, fact):
        return ("kinds", fact.kind, "remote") if fact.remote is None else (*own, "remote")
    if fact.interpretation is not None:
        return (*own, "interpretation")
    return (*own, "layout")


def _no_equipped_room(case: Unplaceable, _: str) -> str:
    instance, session = case.presolve.instance, case.session
    each = [
        f"{name(room)} lacks {listed(lacking)}"
        for room in case.others("room_lacks_feature")
        if (lacking := _lacking(instance, session, room))
    ]
    if len(each) > MOST:
        each[MOST - 1 :] = [f"and {len(each) - MOST + 1} more rooms lack something"]
    return ", ".join(each) or "the other rooms lack what it needs"


def _lacking(instance: Instance, session: Session, room: Room) -> list[str]:
    lacking = [feature for feature in needs_of(instance, session) if feature not in room.features]
    booths = len(languages_of(instance, session)) - room.booths
    if booths > 0:
        lacking.append(counted(booths, "booth"))
    if session.layout is not None and session.layout not in room.layouts:
        lacking.append(say("the layout {}", session.layout))
    return lacking


def _equipped(violation: Violation) -> Iterator[Remedy]:
    """Equip a room with what a session needs; or need no more languages than it has booths.

    Not with a layout for nobody knows how many people: the file would have to say.
    """
    instance, fact, room = (
        violation.instance,
        violation.runs[violation.item].session,
        _room(violation),
    )
    missing = [need for need in needs_of(instance, fact) if need not in room.features]
    fields: dict[str, object] = {}
    if missing:
        fields["features"] = (*room.features, *missing)
    languages = languages_of(instance, fact)
    if len(languages) > room.booths:
        fields["booths"] = len(languages)
    if fact.layout is not None and fact.layout not in room.layouts:
        seats = room.capacity if room.capacity is not None else fact.attendance
        if seats is None:
            return
        fields["layouts"] = {**room.layouts, fact.layout: max(1, seats)}
    changed = with_row(instance, "rooms", room.id, **fields)
    words = say(
        "equip {} with {}, for {}", name(room), listed(_lacking(instance, fact, room)), name(fact)
    )
    path = ("rooms", room.id, *fields)[:3]
    yield Remedy(words, path, changed, violation.schedule)
    if [*fields] == ["booths"] and room.booths:
        fewer = say(
            "interpret {} into {} of its {} languages", name(fact), room.booths, len(languages)
        )
        path = ("sessions", fact.id, "languages")
        yield cured(violation, fewer, path, languages[: room.booths])


def _one_at_a_time(instance: Instance, room: str) -> str:
    fact = instance.room_by_id[room]
    after = minutes_of(fact.turnaround)
    held = say(", and is held for {} min after it", after) if after else ""
    if fact.most_at_once == 1:
        return say("{} holds one session at a time{}", name(fact), held)
    return say("{} holds {} sessions at a time{}", name(fact), fact.holds, held)


def _more_rooms(violation: Violation) -> Iterator[Remedy]:
    instance = violation.instance
    runs = chronological(violation.runs[each] for each in violation.sessions)
    for run in reversed(runs):
        like = instance.room_by_id[run.room]
        another = _another(instance, like, 1)
        changed = remade(instance, rooms=(*instance.rooms, another))
        time = when(run.start, run.end, instance.zone)
        words = say("open one more room like {}, for {}, {}", name(like), name(run.session), time)
        schedule = moved(violation.schedule, {run.id: another.id})
        yield Remedy(words, ("rooms", like.id), changed, schedule)
    yield from _more_rooms_for_all(violation, runs)


def _more_rooms_for_all(violation: Violation, runs: Sequence[Run]) -> Iterator[Remedy]:
    """Open so many more rooms like one that is taken that no session begins before another has ended."""
    instance, fact = violation.instance, violation.instance.room_by_id[violation.item]
    free: list[datetime] = []  # from when on each is free again; the first is the one that there is
    places: dict[str, int] = {}
    for run in runs:
        if run.room == fact.id:
            at = next((at for at, since in enumerate(free) if since <= run.start), len(free))
            free[at : at + 1] = [run.end + fact.turnaround]
            places[run.id] = at
    more = [_another(instance, fact, number) for number in range(1, len(free))]
    rooms = {session: more[at - 1].id for session, at in places.items() if at}
    if len(rooms) > 1:
        opened = counted(len(more), "more room")
        words = say("open {} like {}, for {} sessions", opened, name(fact), len(rooms))
        changed = remade(instance, rooms=(*instance.rooms, *more))
        yield Remedy(words, ("rooms", fact.id), changed, moved(violation.schedule, rooms))


def _another(instance: Instance, like: Room, number: int) -> Room:
    new = (f"{like.id[:56]}-{each}" for each in count(2))
    id_ = next(islice((each for each in new if each not in instance.room_by_id), number - 1, None))
    return remade(like, id=id_, title=f"another {name(like)}", parts=(), closures=())


def _closed(instance: Instance, room: str) -> str:
    if room not in instance.room_by_id:
        where = name(instance.place_by_id[room])
        return say("{} is closed on its holidays, weekends and closed days", where)
    fact = instance.room_by_id[room]
    rooms = [fact, *(instance.room_by_id[part] for part in instance.parts_of(room) if fact.parts)]
    said = [_closed_said(instance, each) for each in rooms if each.closures]
    return chained(said) or say("a part of {} is closed", name(fact))


def _closed_said(instance: Instance, room: Room) -> str:
    spans = spans_of(room.closures, instance.zone)
    return say("{} is closed {}", name(room), spans_text(instance, spans))


def _no_open_room(case: Unplaceable, _: str) -> str:
    closed = [room for room in case.others("room_closed") if room.closures]
    said = [_closed_said(case.presolve.instance, room) for room in closed]
    left = {room.place for room in case.others("room_closed")}
    places = [place for place in case.presolve.instance.places if place.id in left]
    said += [f"{name(place)} is closed on a day of every remaining slot" for place in places]
    return (
        ", ".join(shortened(said, MOST, "and {} more rooms are closed"))
        or "a part of each room left is closed"
    )


def _on_any_day(violation: Violation) -> Iterator[Remedy]:
    instance = violation.instance
    for session in violation.sessions:
        kind = instance.kind_by_id[instance.session_by_id[session].kind]
        if not kind.any_day:
            words = say("allow {} on any day", name(kind))
            yield cured(violation, words, ("kinds", kind.id, "any_day"), value=True)
    place = instance.place_by_id[violation.item]
    if place.closed:
        words = say("open {} on the dates listed for it", name(place))
        yield cured(violation, words, ("places", place.id, "closed"), ())
    if place.country is not None:
        changed = with_row(instance, "places", place.id, country=None, subdivision=None, weekend=())
        words = say("meet in {} on public holidays and weekends", name(place))
        yield Remedy(words, ("places", place.id, "country"), changed, violation.schedule)


def _opened(violation: Violation) -> Iterator[Remedy]:
    instance = violation.instance
    if violation.item not in instance.room_by_id:
        yield from _on_any_day(violation)
        return
    room = instance.room_by_id[violation.item]
    held = [violation.runs[s] for s in violation.sessions if violation.runs[s].room == room.id]
    needed = tuple((run.start, run.end) for run in chronological(held))
    for closed in (room, *(instance.room_by_id[part] for part in room.parts)):
        closures = merged_spans(spans_of(closed.closures, instance.zone))
        opened = [
            when(max(a, c), min(b, d), instance.zone)
            for a, b in needed
            for c, d in closures
            if a < d and c < b
        ]
        if opened:
            left = tuple(Window(start=a, end=b) for a, b in spans_without(closures, needed))
            words = say("open {} {}", name(closed), listed(opened))
            yield cured(violation, words, ("rooms", closed.id, "closures"), left)


room_overflow = Voice(
    says=_seats,
    field="attendance",
    cure=_more_seats,
    because=_no_room_so_large,
    helps="expect fewer people, or add seats",
    counts=lambda instance: (each.id for each in instance.sessions if each.attendance),
)
room_lacks_feature = Voice(
    gravity=Gravity.AGREED,
    says=_equipment,
    at=_said_where,
    cure=_equipped,
    because=_no_equipped_room,
    helps="equip a room, or ask for less",
    counts=lambda instance: (
        each.id
        for each in instance.sessions
        if each.layout or each.interpretation or needs_of(instance, each)
    ),
)
room_waste = Voice(field="attendance")
room_overlap = Voice(
    gravity=Gravity.IMPOSSIBLE, says=_one_at_a_time, cure=_more_rooms, ubiquitous=True
)
room_closed = Voice(
    gravity=Gravity.IMPOSSIBLE,
    says=_closed,
    at=lambda instance, room: (
        ("rooms", room, "closures") if room in instance.room_by_id else ("places", room)
    ),
    cure=_opened,
    because=_no_open_room,
    helps="open a room, or hold it on another date",
    keeps_from="the closures of rooms",
)
