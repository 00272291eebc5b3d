"""What a plan is worth, read from the sentences of the benchmark, one constraint after the other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from benchmarks.optaplanner.conference import Conference, Room, Talk, Timeslot, Wishes

REWARDS = {"Audience type diversity", "Audience level diversity", "Language diversity"}
Found = Iterator[tuple[str, int]]


@dataclass(frozen=True)
class Placed:
    """A talk where it is."""

    talk: Talk
    timeslot: Timeslot
    number: int
    """Position of the timeslot."""
    room: Room

    @property
    def minutes(self) -> int:
        return self.timeslot.minutes


Plan = Sequence[tuple[int, int]]
"""Positions of timeslot and room of each talk."""


def amounts(conference: Conference, plan: Plan) -> Mapping[str, int]:
    """Return what each constraint counts."""
    placed = [
        Placed(talk, conference.timeslots[slot], slot, conference.rooms[room])
        for talk, (slot, room) in zip(conference.talks, plan, strict=True)
    ]
    total: Counter[str] = Counter()
    for each in placed:
        for name, amount in _alone(each, conference):
            total[name] += amount
    for one, other in combinations(placed, 2):
        for name, amount in (*_two(one, other), *_people(one, other, conference.pause)):
            total[name] += amount
        for first, second in ((one, other), (other, one)):
            for name, amount in _ordered(first, second):
                total[name] += amount
    for number, slot in enumerate(conference.timeslots):
        risky = [each for each in placed if each.talk.risky and each.number == number]
        if len(risky) > 2:
            total["Crowd control"] += len(risky) * slot.minutes
    return +total


def score(conference: Conference, plan: Plan) -> tuple[int, int, int]:
    """Return the score: hard, medium and soft."""
    hard = medium = soft = 0
    for name, amount in amounts(conference, plan).items():
        weight = conference.weights[name]
        signed = amount if name in REWARDS else -amount
        hard += weight.hard * signed
        medium += weight.medium * signed
        soft += weight.soft * signed
    return hard, medium, soft


def payable(conference: Conference, plan: Plan) -> tuple[bool, int, int]:
    """Return whether anything hard is broken, and the medium and soft score of all that is not hard.

    What a hard constraint costs beside makes no difference: a plan that breaks it is none.
    """
    found = amounts(conference, plan)
    free = {name: n for name, n in found.items() if not conference.weights[name].hard}
    signs = {name: 1 if name in REWARDS else -1 for name in free}
    medium = sum(signs[name] * conference.weights[name].medium * n for name, n in free.items())
    soft = sum(signs[name] * conference.weights[name].soft * n for name, n in free.items())
    return free.keys() != found.keys(), medium, soft


def _alone(each: Placed, conference: Conference) -> Found:
    talk, minutes = each.talk, each.minutes
    speakers = [conference.speakers[name] for name in talk.speakers]
    if each.number in each.room.unavailable:
        yield "Room unavailable timeslot", minutes
    for speaker in speakers:
        if each.number in speaker.unavailable:
            yield "Speaker unavailable timeslot", minutes
        yield from _wishes("Speaker", speaker.wishes, each)
    yield from _wishes("Talk", talk.wishes, each)
    if talk.published_timeslot is not None:
        yield "Published timeslot", int(each.number != talk.published_timeslot)
    if talk.published_room is not None:
        there = conference.rooms[talk.published_room]
        yield "Published room", int(each.room.name != there.name)


def _wishes(whose: str, wishes: Wishes, each: Placed) -> Found:
    places = (
        ("timeslot", wishes.timeslots, each.timeslot.tags),
        ("room", wishes.rooms, each.room.tags),
    )
    for what, wanted, tags in places:
        for kind in ("required", "preferred"):
            yield f"{whose} {kind} {what} tags", len(wanted[kind] - tags) * each.minutes
        for kind in ("prohibited", "undesired"):
            yield f"{whose} {kind} {what} tags", len(wanted[kind] & tags) * each.minutes


def _two(one: Placed, other: Placed) -> Found:
    a, b = one.talk, other.talk
    both = one.minutes + other.minutes
    lap = _shared(one, other)
    themes, contents = len(a.themes & b.themes), len(a.contents & b.contents)
    audiences = len(a.audiences & b.audiences)
    if one.room is other.room:
        yield "Room conflict", lap
    yield "Talk mutually-exclusive-talks tags", len(a.exclusive & b.exclusive) * lap
    yield "Theme track conflict", themes * lap
    yield "Sector conflict", len(a.sectors & b.sectors) * lap
    yield "Audience type theme track conflict", themes * audiences * lap
    yield "Content conflict", contents * lap
    if one.number == other.number:
        yield "Audience type diversity", audiences * one.minutes
        yield "Audience level diversity", int(a.level != b.level) * one.minutes
        yield "Language diversity", int(a.language != b.language) * one.minutes
    if one.timeslot.start.date() != other.timeslot.start.date():
        yield "Same day talks", (themes + contents) * both
    elif one.room is not other.room:
        yield "Theme track room stability", themes * both


def _people(one: Placed, other: Placed, pause: int) -> Found:
    people = set(one.talk.speakers) & set(other.talk.speakers)
    lap = _shared(one, other)
    yield "Speaker conflict", len(people) * lap
    early, late = sorted((one.timeslot, other.timeslot), key=lambda slot: slot.start)
    gap = (late.start - early.end).total_seconds() / 60
    same_day = early.start.date() == late.start.date()
    if people and (lap or (same_day and gap < pause)):
        yield "Consecutive talks pause", one.minutes + other.minutes


def _ordered(first: Placed, second: Placed) -> Found:
    a, b = first.talk, second.talk
    both = first.minutes + second.minutes
    if first.timeslot.end > second.timeslot.start:
        yield "Talk prerequisite talks", b.prerequisites.count(a.code) * both
        if a.level < b.level:
            contents = len(a.contents & b.contents)
            yield "Content audience level flow violation", contents * both
    if a.favourites < b.favourites and first.room.capacity > second.room.capacity:
        yield "Popular talks", both


def _shared(one: Placed, other: Placed) -> int:
    """Return the minutes that both run."""
    start = max(one.timeslot.start, other.timeslot.start)
    end = min(one.timeslot.end, other.timeslot.end)
    return max(0, round((end - start).total_seconds() / 60))
