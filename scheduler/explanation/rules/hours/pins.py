"""Pins: what they say, and sessions pinned into one room at one time, perhaps as a part of another."""

from collections.abc import Iterator
from itertools import combinations

from scheduler.catalogue import HARD
from scheduler.engines.timeline import minutes
from scheduler.evaluation.wording import name, when
from scheduler.explanation.ground import Ground
from scheduler.explanation.remedies import Break, Remedy, cured, time_and_room
from scheduler.explanation.rules.voice import Stage, Voice, row
from scheduler.explanation.trouble import Trouble
from scheduler.instance import Instance
from scheduler.instance.meetings import Session
from scheduler.instance.moments import Span
from scheduler.instance.places import Room


def _pin(instance: Instance, session: str) -> str:
    fact = instance.session_by_id[session]
    return f"{name(fact)} is {_pinned(instance, fact)}"


def _pinned(instance: Instance, session: Session) -> str:
    """Return ``pinned to Mon 8 Nov 09:00-10:00 in Africa Hall``, or to one of these."""
    start, room = (session.pin.start, session.pin.room) if session.pin else (None, None)
    where = name(instance.room_by_id[room]) if room else ""
    if start is None:
        return f"pinned to the room {where}"
    time = when(start, start + session.duration, instance.zone)
    return f"pinned to {time} in {where}" if where else f"pinned to {time}"


def _pinned_time(_: Instance, session: Session) -> tuple[Span, ...]:
    if session.pin is None or session.pin.start is None:
        return ()
    return ((session.pin.start, session.pin.start + session.duration),)


def _no_pin(broken: Break) -> Iterator[Remedy]:
    """Drop a pin."""
    run = broken.runs[broken.item]
    words = f"drop the pin of {name(run.session)}; {time_and_room(broken, run)} would do"
    yield cured(broken, words, ("sessions", run.id, "pin"), None)


def _clashes(ground: Ground) -> Iterator[Trouble]:
    """Yield each two sessions that are pinned into one room at one time."""
    settled = [(each, room, span) for each in _bound(ground) for room, span in _held(ground, each)]
    for (first, room, held), (second, other, then) in combinations(settled, 2):
        both = set(_parts(ground, room)) & set(_parts(ground, other))
        if both and held[0] < then[1] and then[0] < held[1]:
            yield Trouble(
                f"{_said(ground, first)} and {_said(ground, second)}"
                f"{_why(room, other, ground, held, then)}. Move or drop a pin.",
                certain=True,
                sessions=(first.id, second.id),
                rules=("room_overlap", "pin_broken"),
            )


def _bound(ground: Ground) -> Iterator[Session]:
    """Yield the sessions that have to keep a pinned start and room, and can."""
    for session in ground.instance.sessions:
        if session.id in ground.placed and ground.instance.level("pin_broken", session.id) == HARD:
            yield session


def _held(ground: Ground, session: Session) -> Iterator[tuple[Room, Span]]:
    """Yield the pinned room, and for how long the session holds it."""
    pin = session.pin
    if pin is not None and pin.start is not None and pin.room is not None:
        room = ground.instance.room_by_id[pin.room]
        yield room, (pin.start, pin.start + session.duration + room.turnaround)


def _parts(ground: Ground, room: Room) -> list[str]:
    """Return the rooms without parts that it consists of, if they must not be held twice."""
    parts = ground.instance.parts_of(room.id)
    return [part for part in parts if ground.instance.level("room_overlap", part) == HARD]


def _said(ground: Ground, session: Session) -> str:
    return f"{name(session)} ({_pinned(ground.instance, session)})"


def _why(room: Room, other: Room, ground: Ground, held: Span, then: Span) -> str:
    """Say how the two are in each other's way."""
    shared = [part for part in ground.instance.parts_of(room.id) if part in _parts(ground, other)]
    same = room if room.id == other.id else ground.instance.room_by_id[shared[0]]
    (earlier, first), (_, second) = sorted(
        ((room, held), (other, then)), key=lambda each: each[1][0]
    )
    included = ""
    if first[1] - earlier.turnaround <= second[0]:
        included = f" (turnaround of {minutes(earlier.turnaround)} min included)"
    return f" would both hold {name(same)} at one time{included}"


pin_broken = Voice(
    asks=_pin,
    where=row("sessions", "pin"),
    cure=_no_pin,
    cause=lambda case, _: _pinned(case.ground.instance, case.session),
    helps="move or drop its pin",
    meant=_pinned_time,
    keeps_from="its pin",
    screen=(Stage.CLASHES, _clashes),
)
