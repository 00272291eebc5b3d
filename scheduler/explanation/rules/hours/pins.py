"""Pins: what they say, and sessions pinned into one room at one time, perhaps as a part of another."""

from collections.abc import Iterator
from itertools import combinations

from scheduler.catalogue import HARD
from scheduler.engines.timeline import minutes
from scheduler.explanation.presolve import Presolve
from scheduler.explanation.remedies import Remedy, Violation, cured, time_and_room, with_row
from scheduler.explanation.rules.voice import Gravity, Release, Stage, Voice, pinned_time, row
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance, Room, Session, Span, end_of
from scheduler.phrases import say
from scheduler.wording import name, when


def _pin(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return say("{} is {}", name(fact), _pinned(instance, fact))


def _pinned(instance: Instance, session: Session) -> str:
    """Return ``pinned to Mon 8 Nov 09:00-10:00 in Africa Hall``, or to one of these."""
    start, room = (session.pin.start, session.pin.room) if session.pin else (None, None)
    where = name(instance.room_by_id[room]) if room else ""
    if start is None:
        return say("pinned to the room {}", where)
    time = when(start, end_of(instance, session, start), instance.zone)
    return say("pinned to {} in {}", time, where) if where else say("pinned to {}", time)


def _no_pin(violation: Violation) -> Iterator[Remedy]:
    """Drop a pin."""
    run = violation.runs[violation.item]
    words = say("drop the pin of {}; {} would do", name(run.session), time_and_room(violation, run))
    yield cured(violation, words, ("sessions", run.id, "pin"), None)


def _released(instance: Instance, session: Session) -> Release | None:
    """Let a session have no pin, if that names a start."""
    spans = pinned_time(instance, session)
    place = ("sessions", session.id, "pin")
    return (
        Release(place, say("pin"), spans, with_row(instance, *place[:2], pin=None))
        if spans
        else None
    )


def _clashes(presolve: Presolve) -> Iterator[Trouble]:
    """Yield each two sessions that are pinned into one room at one time."""
    settled = [
        (each, room, span) for each in _bound(presolve) for room, span in _held(presolve, each)
    ]
    for (first, room, held), (second, other, then) in combinations(settled, 2):
        both = set(_parts(presolve, room)) & set(_parts(presolve, other))
        if both and held[0] < then[1] and then[0] < held[1]:
            yield Trouble(
                f"{_said(presolve, first)} and {_said(presolve, second)}"
                f"{_why(room, other, presolve, held, then)}. Move or drop a pin.",
                certain=True,
                sessions=(first.id, second.id),
                rules=("room_overlap", "pin_broken"),
            )


def _bound(presolve: Presolve) -> Iterator[Session]:
    """Yield the sessions that have to keep a pinned start and room, and can."""
    for session in presolve.instance.sessions:
        if (
            session.id in presolve.placed
            and presolve.instance.level("pin_broken", session.id) == HARD
        ):
            yield session


def _held(presolve: Presolve, session: Session) -> Iterator[tuple[Room, Span]]:
    """Yield the pinned room, and for how long the session holds it."""
    pin = session.pin
    if pin is not None and pin.start is not None and pin.room is not None:
        room = presolve.instance.room_by_id[pin.room]
        yield room, (pin.start, end_of(presolve.instance, session, pin.start) + room.turnaround)


def _parts(presolve: Presolve, room: Room) -> list[str]:
    """Return the rooms without parts that it consists of, if they must not be held twice."""
    instance = presolve.instance
    return [
        part
        for part in instance.parts_of(room.id)
        if instance.level("room_overlap", part) == HARD
        and instance.room_by_id[part].most_at_once == 1
    ]


def _said(presolve: Presolve, session: Session) -> str:
    return f"{name(session)} ({_pinned(presolve.instance, session)})"


def _why(room: Room, other: Room, presolve: Presolve, held: Span, then: Span) -> str:
    """Say how the two are in each other's way."""
    shared = [
        part for part in presolve.instance.parts_of(room.id) if part in _parts(presolve, other)
    ]
    same = room if room.id == other.id else presolve.instance.room_by_id[shared[0]]
    (earlier, first), (_, second) = sorted(
        ((room, held), (other, then)), key=lambda each: each[1][0]
    )
    included = ""
    if first[1] - earlier.turnaround <= second[0]:
        included = f" (turnaround of {minutes(earlier.turnaround)} min included)"
    return f" would both hold {name(same)} at one time{included}"


pin_broken = Voice(
    gravity=Gravity.AGREED,
    asks=_pin,
    where=row("sessions", "pin"),
    cure=_no_pin,
    cause=lambda case, _: _pinned(case.presolve.instance, case.session),
    helps="move or drop its pin",
    meant=pinned_time,
    release=_released,
    keeps_from="its pin",
    screen=(Stage.CLASHES, _clashes),
)
