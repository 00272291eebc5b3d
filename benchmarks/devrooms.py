"""Conferences of talks in developers' rooms, each made around a programme as people would have made it.

    python -m benchmarks.devrooms --talks 950 --seconds 60

prints, of the planted programme and of one that is found from nothing, the changes of track between talks
that follow one another in a room on one day, and the penalty of each rule.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from scheduler.evaluation import evaluate
from scheduler.instance import Instance
from scheduler.replanning import solve_with_no_rule_worse
from scheduler.schedule import Assignment, Schedule
from scheduler.solving import solve
from scheduler.sources import read_instance_text
from scheduler.wording import points

Table = dict[str, Any]

Band = tuple[str, int, int]

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


def planted(talks: int, seed: int, *, whole_days: bool = False) -> tuple[Instance, Schedule]:
    """Return a conference of so many talks, and the programme that it was made around.

    With `whole_days` each day is one half-day.
    """
    rng = Random(seed)  # noqa: S311  # conferences, not secrets
    rooms = [
        {"id": f"r{n:02}", "capacity": rng.choice(SEATS)}
        for n in range(1, max(2, round(talks / TALKS_A_ROOM)) + 1)
    ]
    found = list(_talks(rng, rooms, talks))
    days = ((BANDS[0][0], BANDS[0][1], BANDS[-1][2]),)
    people = _let_speak(rng, found)
    tables = _conference(found, rooms, people, days if whole_days else BANDS)
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


def _conference(
    talks: Sequence[Talk], rooms: Sequence[Table], people: Sequence[Table], hours: Sequence[Band]
) -> Table:
    tracks: dict[str, list[str]] = {}
    for each in talks:
        tracks.setdefault(each.track, []).append(each.row["id"])
    bands = [{"id": id_, "from": _clock(since), "to": _clock(until)} for id_, since, until in hours]
    return {
        "name": f"devrooms-{len(talks)}",
        "zone": "UTC",
        "grid": 5,
        "first_day": DAYS[0].isoformat(),
        "last_day": DAYS[-1].isoformat(),
        "day_profiles": [{"id": "day", "dates": [day.isoformat() for day in DAYS], "bands": bands}],
        "kinds": [{"id": "talk", "bands": [id_ for id_, *_ in hours]}],
        "rooms": [*rooms],
        "people": [*people],
        "sessions": [each.row for each in talks],
        "tracks": [{"id": id_, "sessions": {"sessions": own}} for id_, own in tracks.items()],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _instant(day: date, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)


def in_order(instance: Instance) -> Instance:
    """Return the conference with the talks of each track in the order in which they were planted."""
    tables = json.loads(instance.model_dump_json(by_alias=True))
    for row in tables["tracks"]:
        row["in_order"] = True
    return Instance.model_validate_json(json.dumps(tables))


def keeping_rooms(instance: Instance) -> Instance:
    """Return the conference in which a track must keep its room in a half-day, as in what was planted."""
    tables = json.loads(instance.model_dump_json(by_alias=True))
    tables["levels"] = {**tables.get("levels", {}), "track_changes_room": "hard"}
    return Instance.model_validate_json(json.dumps(tables))


def changes(instance: Instance, schedule: Schedule) -> int:
    """Return how often, in a room on a day, a talk is followed by one of another track."""
    track_of = {
        session.id: track.id
        for track in instance.tracks
        for session in instance.selected(track.sessions)
    }
    rows: dict[tuple[str, date], list[tuple[datetime, str]]] = {}
    for each in schedule.assignments:
        there = rows.setdefault((each.room, each.start.date()), [])
        there.append((each.start, track_of[each.session]))
    ordered = (sorted(row) for row in rows.values())
    return sum(one[1] != then[1] for row in ordered for one, then in pairwise(row))


def _reported(instance: Instance, schedule: Schedule, what: str) -> None:
    evaluation = evaluate(instance, schedule)
    number, penalty = changes(instance, schedule), points(evaluation.penalty)
    _say(f"{what}: {number} changes of track, penalty {penalty}")
    for rule, total in evaluation.totals.items():
        if total.forbidden or total.amount:
            amount = total.forbidden or total.amount
            _say(f"    {rule}: {amount}, penalty {points(total.penalty)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Print what was planted, and what is found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--talks", type=int, default=950)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole-days", action="store_true", help="each day is one half-day")
    parser.add_argument("--in-order", action="store_true", help="so are the talks of each track")
    parser.add_argument("--keep-rooms", action="store_true", help="tracks must keep their rooms")
    parser.add_argument(
        "--no-rule-worse",
        action="store_true",
        help="no rule may cost more than in what was planted, of which the search knows that alone",
    )
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    instance, schedule = planted(asked.talks, asked.seed, whole_days=asked.whole_days)
    if asked.in_order:
        instance = in_order(instance)
    if asked.keep_rooms:
        instance = keeping_rooms(instance)
    tracks, rooms = len(instance.tracks), len(instance.rooms)
    _say(f"{len(instance.sessions)} talks, {tracks} tracks, {rooms} rooms, {len(DAYS)} days")
    _reported(instance, schedule, "planted")
    how = {"time_limit": asked.seconds, "seed": asked.seed, "workers": asked.workers}
    if asked.no_rule_worse:
        found = solve_with_no_rule_worse(instance, schedule, **how).solution
    else:
        found = solve(instance, **how)
    _say(f"found: {found.status}, bound {points(found.bound or 0)}")
    if found.schedule is not None:
        _reported(instance, found.schedule, "found")


if __name__ == "__main__":
    main()
