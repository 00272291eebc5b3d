"""Rooms that fit a session: seats, and booths, features and the layout that it needs."""

from collections.abc import Collection, Iterator

from scheduler.explanation.presolve import Presolve
from scheduler.explanation.prohibitions import Case
from scheduler.explanation.remedies import Remedy, Violation, cured
from scheduler.explanation.rules.voice import Gravity, Stage, Voice, row
from scheduler.explanation.trouble import Trouble
from scheduler.instance import (
    REMOTE,
    Instance,
    Room,
    Session,
    languages_of,
    needs_of,
    remade,
    remote_of,
)
from scheduler.phrases import say
from scheduler.wording import counted, listed, name

MOST = 4
"""Rooms named one by one."""


# Seats


def _seats(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    if fact.attendance is None:
        return say("{} {}", name(fact), _expects(fact))
    unknown = [room for room in instance.rooms if room.seats(fact.layout) is None]
    known = [room for room in instance.rooms if room.seats(fact.layout) is not None]
    fit = [room for room in known if not _overflows(fact, room)]
    which = _which(fit, unknown, is_all=len(fit) == len(known))
    return say("{} {}, for whom {}", name(fact), _expects(fact), which)


def _overflows(fact: Session, room: Room) -> bool:
    """Tell whether a room is known to have too few seats for a session."""
    seats = room.seats(fact.layout)
    return fact.attendance is not None and seats is not None and seats < fact.attendance


def _expects(fact: Session) -> str:
    if fact.attendance is None:
        return say("does not say how many people it expects")
    return say("expects {}", counted(fact.attendance, "person", "people"))


def _which(rooms: Collection[Room], unknown: Collection[Room], *, is_all: bool) -> str:
    """Return which rooms are fit, if they are few, and of which nobody knows."""
    if is_all:
        seats = "{} has seats" if len(rooms) == 1 else "{} have seats"
    else:
        seats = "only {} has seats" if len(rooms) == 1 else "only {} have seats"
    said = say(seats, _listed(rooms))
    if not rooms:
        said = say("no room is known to have seats") if unknown else say("no room has seats")
    return say("{} (seats of {} are not known)", said, _listed(unknown)) if unknown else said


def _listed(rooms: Collection[Room]) -> str:
    few = len(rooms) <= MOST
    return listed([name(room) for room in rooms]) if few else say("{} rooms", len(rooms))


def _no_room_so_large(case: Case, _: str) -> str:
    fact, rooms = case.session, case.otherwise("room_overflow")
    too_small = [room for room in rooms if _overflows(fact, room)]
    which = "that fits otherwise, " if too_small else "of all, "
    rooms = too_small or list(case.presolve.instance.rooms)
    largest = max(rooms, key=lambda room: room.seats(fact.layout) or 0)
    seats = largest.seats(fact.layout)
    if not _overflows(fact, largest):
        return f"it {_expects(fact)}, too many for the other rooms"
    return f"it {_expects(fact)}; the largest room {which}{name(largest)}, seats {seats:,}"


def _more_seats(violation: Violation) -> Iterator[Remedy]:
    """Find seats, or expect fewer people."""
    run, room = violation.runs[violation.item], _room(violation)
    fact = run.session
    seats = room.seats(fact.layout)
    if seats is None or fact.attendance is None:
        return
    more = counted(fact.attendance - seats, "seat")
    words, value = say("find {} more in {}, for {}", more, name(room), name(fact)), fact.attendance
    if fact.layout is not None and fact.layout in room.layouts:
        layouts = {**room.layouts, fact.layout: value}
        yield cured(violation, words, ("rooms", room.id, "layouts"), layouts)
    else:
        yield cured(violation, words, ("rooms", room.id, "capacity"), value)
    fewer = say("let {:,} people come to {} instead of {:,}", seats, name(fact), fact.attendance)
    yield cured(violation, fewer, ("sessions", run.id, "attendance"), seats)


def _room(violation: Violation) -> Room:
    return violation.instance.room_by_id[violation.runs[violation.item].room]


def _crowded(presolve: Presolve) -> Iterator[Trouble]:
    """Yield the sessions that expect more people than any room left to them has seats."""
    rooms = [presolve.instance.room_by_id[room] for room in presolve.problem.rooms]
    for session, domain in presolve.left.items():
        fact = presolve.instance.session_by_id[session]
        seats = [rooms[room].seats(fact.layout) for room in domain.rooms.tolist()]
        known = [each for each in seats if each is not None]
        if fact.attendance is None or len(known) < len(seats):
            continue
        most = max(known, default=fact.attendance)
        if most < fact.attendance:
            yield Trouble(
                f"{name(fact)} {_expects(fact)}, and the largest room that it can have seats {most:,}.",
                certain=False,
                sessions=(session,),
                rules=("room_overflow",),
                place=("sessions", session, "attendance"),
            )


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


def _no_equipped_room(case: Case, _: str) -> str:
    """Say what no room has; else what each of the rooms lacks that other rules leave."""
    instance, session = case.presolve.instance, case.session
    said = [*_booths(instance, session), *_features(instance, session), *_layout(instance, session)]
    if said:
        return "; ".join(said)
    each = [
        f"{name(room)} lacks {listed(lacking)}"
        for room in case.others("room_lacks_feature")
        if (lacking := _lacking(instance, session, room))
    ]
    if len(each) > MOST:
        each[MOST - 1 :] = [f"and {len(each) - MOST + 1} more rooms lack something"]
    return ", ".join(each) or "the other rooms lack what it needs"


def _booths(instance: Instance, session: Session) -> list[str]:
    languages, most = languages_of(instance, session), max(room.booths for room in instance.rooms)
    if len(languages) <= most or session.interpretation is None:
        return []
    pool = instance.pool_by_id[session.interpretation]
    which = f" for {listed(languages)}" if languages != pool.languages else ""
    there = f"no room has more than {most}" if most else "no room has any"
    return [f"{name(pool)} needs {counted(len(languages), 'booth')}{which}; {there}"]


def _features(instance: Instance, session: Session) -> list[str]:
    known = sorted({feature for room in instance.rooms for feature in room.features})
    missing = [feature for feature in needs_of(instance, session) if feature not in known]
    if not missing:
        return []
    offered = f"offered are {listed(known)}" if known else "rooms offer no feature at all"
    why = (
        ", which remote attendance needs"
        if missing == [REMOTE] and remote_of(instance, session)
        else ""
    )
    return [f"no room offers {' or '.join(missing)}{why} ({offered})"]


def _layout(instance: Instance, session: Session) -> list[str]:
    known = sorted({layout for room in instance.rooms for layout in room.layouts})
    if session.layout is None or session.layout in known:
        return []
    offered = f"known are {listed(known)}" if known else "rooms have their usual one only"
    return [f"no room has the layout {session.layout} ({offered})"]


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
    rooms = tuple(remade(each, **fields) if each.id == room.id else each for each in instance.rooms)
    words = say(
        "equip {} with {}, for {}", name(room), listed(_lacking(instance, fact, room)), name(fact)
    )
    path = ("rooms", room.id, *fields)[:3]
    yield Remedy(words, path, remade(instance, rooms=rooms), violation.schedule)
    if [*fields] == ["booths"] and room.booths:
        fewer = say(
            "interpret {} into {} of its {} languages", name(fact), room.booths, len(languages)
        )
        path = ("sessions", fact.id, "languages")
        yield cured(violation, fewer, path, languages[: room.booths])


def _filled(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} {}", name(fact), _filled_said(fact))


def _filled_said(fact: Session) -> str:
    return say("{}, and is to leave few seats empty", _expects(fact))


room_overflow = Voice(
    asks=_seats,
    where=row("sessions", "attendance"),
    cure=_more_seats,
    cause=_no_room_so_large,
    helps="expect fewer people, or add seats",
    counts=lambda instance: (each.id for each in instance.sessions if each.attendance),
    screen=(Stage.DOUBTS, _crowded),
)
room_lacks_feature = Voice(
    gravity=Gravity.AGREED,
    asks=_equipment,
    where=_said_where,
    cure=_equipped,
    cause=_no_equipped_room,
    helps="equip a room, or ask for less",
    counts=lambda instance: (
        each.id
        for each in instance.sessions
        if each.layout or each.interpretation or needs_of(instance, each)
    ),
)
room_waste = Voice(
    asks=_filled,
    where=row("sessions", "attendance"),
    cause=lambda case, _: f"it {_filled_said(case.session)}",
)
