"""What each talk costs by itself, as restrictions on single sessions, by constraint."""

from collections.abc import Iterator
from datetime import datetime

from benchmarks.optaplanner.conference import KINDS, Conference, Talk, Wishes
from scheduler.restrictions import Unfit


def single_restrictions(conference: Conference) -> Iterator[tuple[str, Unfit]]:
    """Yield the restrictions on single talks, each with its constraint."""
    for talk in conference.talks:
        yield from _unavailable(talk, conference)
        yield from _tags("Talk", talk.code, talk.wishes, talk, conference)
        for name in talk.speakers:
            yield from _tags("Speaker", name, conference.speakers[name].wishes, talk, conference)
        yield from _published(talk, conference)


def fixed_restrictions(conference: Conference) -> Iterator[tuple[str, Unfit]]:
    """Yield what no weight can buy: timeslots and rooms of the talk's type, and pins."""
    every = {slot.start for slot in conference.timeslots}
    for talk in conference.talks:
        starts = {slot.start for slot in conference.slots_of(talk.type).values()}
        rooms = {room.name for room in conference.rooms if talk.type in room.types}
        yield from _only("type", talk, starts, rooms, conference)
        if talk.pinned is not None:
            timeslot, room = talk.pinned
            # A timeslot of another type may begin at the same time: then no start is right.
            right = timeslot in conference.slots_of(talk.type)
            start = {conference.timeslots[timeslot].start} & every if right else set()
            yield from _only("pinned", talk, start, {conference.rooms[room].name}, conference)


def _only(
    rule: str, talk: Talk, starts: set[datetime], rooms: set[str], conference: Conference
) -> Iterator[tuple[str, Unfit]]:
    other_starts = {slot.start: 1 for slot in conference.timeslots if slot.start not in starts}
    other_rooms = {room.name: 1 for room in conference.rooms if room.name not in rooms}
    if other_starts:
        yield rule, Unfit(talk.code, talk.code, None, other_starts)
    if other_rooms:
        yield rule, Unfit(talk.code, talk.code, other_rooms)


def _unavailable(talk: Talk, conference: Conference) -> Iterator[tuple[str, Unfit]]:
    slots = conference.slots_of(talk.type)
    rooms: dict[tuple[int, ...], dict[str, int]] = {}
    for room in conference.rooms:
        closed = tuple(sorted(room.unavailable & slots.keys()))
        rooms.setdefault(closed, {})[room.name] = 1
    for closed, amounts in rooms.items():
        if closed:
            starts = {slots[each].start: slots[each].minutes for each in closed}
            yield "Room unavailable timeslot", Unfit(talk.code, talk.code, amounts, starts)
    for name in talk.speakers:
        away = conference.speakers[name].unavailable & slots.keys()
        if away:
            starts = {slots[each].start: slots[each].minutes for each in sorted(away)}
            yield "Speaker unavailable timeslot", Unfit(name, talk.code, None, starts)


def _tags(
    whose: str, item: str, wishes: Wishes, talk: Talk, conference: Conference
) -> Iterator[tuple[str, Unfit]]:
    slots = conference.slots_of(talk.type).values()
    minutes = next(slot.minutes for slot in slots)
    for kind in KINDS:
        wanted = wishes.timeslots[kind]
        starts = {slot.start: minutes * _unkept(kind, wanted, slot.tags) for slot in slots}
        if any(starts.values()):
            yield f"{whose} {kind} timeslot tags", Unfit(item, talk.code, None, starts)
        wanted = wishes.rooms[kind]
        rooms = {room.name: minutes * _unkept(kind, wanted, room.tags) for room in conference.rooms}
        if any(rooms.values()):
            yield f"{whose} {kind} room tags", Unfit(item, talk.code, rooms)


def _unkept(kind: str, wanted: frozenset[str], had: frozenset[str]) -> int:
    return len(wanted - had) if kind in ("required", "preferred") else len(wanted & had)


def _published(talk: Talk, conference: Conference) -> Iterator[tuple[str, Unfit]]:
    if talk.published_timeslot is not None:
        slots = conference.slots_of(talk.type).items()
        starts = {slot.start: 1 for n, slot in slots if n != talk.published_timeslot}
        yield "Published timeslot", Unfit(talk.code, talk.code, None, starts)
    if talk.published_room is not None:
        rooms = {room.name: 1 for n, room in enumerate(conference.rooms)}
        del rooms[conference.rooms[talk.published_room].name]
        yield "Published room", Unfit(talk.code, talk.code, rooms)
