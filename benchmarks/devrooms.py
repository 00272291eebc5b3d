"""Conferences of talks in developers' rooms, each made around a programme as people would have made it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from scheduler.instance import Instance
from scheduler.schedule import Assignment, Schedule
from scheduler.sources import read_instance_text

Table = dict[str, Any]

DAYS = (date(2025, 2, 1), date(2025, 2, 2))
BANDS = (("morning", 9 * 60, 13 * 60 + 30), ("afternoon", 13 * 60 + 30, 18 * 60))
"""Names, and minutes after midnight; the two half-days of each day touch."""
LENGTHS = {20: 25, 25: 35, 30: 25, 40: 10, 50: 5}
"""Minutes of a talk, and how often a talk has so many."""
TALKS_A_ROOM = 950 / 29
SEATS = (60, 80, 100, 150, 200, 400, 1400)
SPARE = 40
"""Minutes of a room in a half-day that may be left, about."""
AGAIN = 0.05
"""Talks of those who have spoken before, about."""
SHARED = 0.13
"""Rooms and half-days in which one track follows another."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk, and where it was planted."""

    row: Table
    track: str
    day: date
    minute: int
    room: str

    def beside(self, other: "Talk") -> bool:
        """Tell whether both run at once."""
        earlier, later = sorted((self, other), key=lambda each: each.minute)
        return self.day == other.day and later.minute < earlier.minute + earlier.row["duration"]


def planted(talks: int, seed: int) -> tuple[Instance, Schedule]:
    """Return a conference of so many talks, and the programme that it was made around."""
    rng = Random(seed)  # noqa: S311  # conferences, not secrets
    rooms = [
        {"id": f"r{n:02}", "capacity": rng.choice(SEATS)}
        for n in range(1, max(2, round(talks / TALKS_A_ROOM)) + 1)
    ]
    found = list(_talks(rng, rooms, talks))
    tables = _conference(found, rooms, _let_speak(rng, found))
    instance = read_instance_text(json.dumps(tables).encode(), "devrooms.json")
    return instance, Schedule.of(
        Assignment(each.row["id"], _instant(each.day, each.minute), each.room) for each in found
    )


def _talks(rng: Random, rooms: Sequence[Table], talks: int) -> Iterator[Talk]:
    """Yield talks, a room and a day after the other: a track keeps a room for a half-day or for both."""
    number, track = 0, 0
    for room in rooms:
        for day in DAYS:
            track += 1
            for _, since, until in BANDS:
                turn = rng.randrange(since, until) if rng.random() < SHARED else until
                minute, until_ = since, until - rng.randrange(SPARE)
                if since != BANDS[0][1] and rng.random() < 0.5:
                    track += 1
                while number < talks:
                    (length,) = rng.choices([*LENGTHS], [*LENGTHS.values()])
                    if minute + length > until_:
                        break
                    if minute >= turn:
                        track, turn = track + 1, until
                    number += 1
                    attendance = max(5, room["capacity"] * rng.randint(30, 95) // 100)
                    row = _row(number, length, attendance)
                    yield Talk(row, f"t{track:03}", day, minute, room["id"])
                    minute += length


def _row(number: int, length: int, attendance: int) -> Table:
    return {
        "id": f"talk-{number:04}",
        "title": f"Talk {number}",
        "kind": "talk",
        "duration": length,
        "attendance": attendance,
    }


def _let_speak(rng: Random, talks: Sequence[Talk]) -> list[Table]:
    """Give each talk a speaker, one in twenty somebody who has spoken before, and return them."""
    spoken: dict[str, list[Talk]] = {}
    for talk in talks:
        speaker = f"p{len(spoken) + 1:04}"
        if spoken and rng.random() < AGAIN:
            known = rng.choice([*spoken])
            speaker = speaker if any(talk.beside(each) for each in spoken[known]) else known
        spoken.setdefault(speaker, []).append(talk)
        talk.row["people"] = {"speaker": [speaker]}
    return [{"id": speaker} for speaker in spoken]


def with_rooms_permuted(schedule: Schedule, seed: int) -> Schedule:
    """Return a schedule in which whole rooms have changed places, by the seed."""
    rooms = sorted({each.room for each in schedule.assignments})
    others = Random(seed).sample(rooms, len(rooms))  # noqa: S311  # conferences, not secrets
    instead = dict(zip(rooms, others, strict=True))
    return Schedule.of(
        Assignment(each.session, each.start, instead[each.room]) for each in schedule.assignments
    )


def _conference(talks: Sequence[Talk], rooms: Sequence[Table], people: Sequence[Table]) -> Table:
    tracks: dict[str, list[str]] = {}
    for each in talks:
        tracks.setdefault(each.track, []).append(each.row["id"])
    bands = [{"id": id_, "from": _clock(since), "to": _clock(until)} for id_, since, until in BANDS]
    return {
        "name": f"devrooms-{len(talks)}",
        "zone": "UTC",
        "grid": 5,
        "first_day": DAYS[0].isoformat(),
        "last_day": DAYS[-1].isoformat(),
        "day_profiles": [{"id": "day", "dates": [day.isoformat() for day in DAYS], "bands": bands}],
        "kinds": [{"id": "talk", "bands": [id_ for id_, *_ in BANDS]}],
        "rooms": [*rooms],
        "people": [*people],
        "sessions": [each.row for each in talks],
        "levels": {"room_overflow": 1},
        "tracks": [{"id": id_, "sessions": {"sessions": own}} for id_, own in tracks.items()],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _instant(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)
