"""Sessions pinned into one room at one time, the room perhaps as a part of another."""

from collections.abc import Iterator
from itertools import combinations

from scheduler.catalogue import HARD
from scheduler.engines.timeline import minutes
from scheduler.evaluation.wording import name, when
from scheduler.explanation.ground import Ground
from scheduler.explanation.trouble import Trouble
from scheduler.instance.meetings import Session
from scheduler.instance.moments import Span
from scheduler.instance.resources import Room


def clashing_pins(ground: Ground) -> Iterator[Trouble]:
    """Yield each two sessions that are pinned into one room at one time."""
    settled = [(each, room, span) for each in _pinned(ground) for room, span in _held(ground, each)]
    for (first, room, held), (second, other, then) in combinations(settled, 2):
        both = set(_parts(ground, room)) & set(_parts(ground, other))
        if both and held[0] < then[1] and then[0] < held[1]:
            yield Trouble(
                f"{_said(ground, first, room)} and {_said(ground, second, other)}"
                f"{_why(room, other, ground, held, then)}. Move or drop a pin.",
                certain=True,
                sessions=(first.id, second.id),
                rules=("room_overlap", "pin_broken"),
            )


def _pinned(ground: Ground) -> Iterator[Session]:
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


def _said(ground: Ground, session: Session, room: Room) -> str:
    if session.pin is None or session.pin.start is None:
        return name(session)
    end = session.pin.start + session.duration
    time = when(session.pin.start, end, ground.instance.zone)
    return f"{name(session)} (pinned to {name(room)}, {time})"


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
