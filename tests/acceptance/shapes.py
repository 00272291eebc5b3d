"""Whole programmes as organisers publish them, made up after the shapes of public ones.

What they are like: a conference on maps with workshops, talks and a community day (FOSS4G), one on a language
with short talks and a hackathon (JuliaCon), a congress that runs into the night and streams its shows (31C3),
a weekend of developers' rooms (FOSDEM), one with tutorials, keynotes and a hall of posters (PyCon), and one
of papers with poster sessions (ACL).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

ZONE = "Europe/Brussels"
FIRST = datetime(2025, 6, 2, tzinfo=ZoneInfo(ZONE))
"""A Monday."""

Table = dict[str, Any]


class Programme:
    """A programme under way."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.days: dict[int, dict[str, list[Table]]] = {}
        self._speakers = 0

    def add(
        self,
        title: str,
        day: int,
        minute: int,
        minutes: int,
        room: str,
        *,
        kind: str = "Talk",
        track: str = "",
        speaks: bool = True,
    ) -> None:
        """Add a session, which has a speaker of its own unless nobody speaks."""
        start = FIRST + timedelta(days=day, minutes=minute)
        self._speakers += speaks
        row: Table = {
            "title": title,
            "date": start.isoformat(),
            "start": f"{start:%H:%M}",
            "duration": f"{minutes // 60:02}:{minutes % 60:02}",
            "room": room,
            "type": kind,
            "language": "en",
            "persons": [{"public_name": f"Speaker {self._speakers}"}] if speaks else [],
        }
        self.days.setdefault(day, {}).setdefault(room, []).append(
            row | ({"track": track} if track else {})
        )

    def row(self, day: int, start: int, lengths: list[int], room: str, **fields: Any) -> None:
        """Add sessions one after the other."""
        for length in lengths:
            number = sum(len(each) for rooms in self.days.values() for each in rooms.values())
            self.add(f"On subject {number}", day, start, length, room, **fields)
            start += length

    def file(self) -> Table:
        """Return it as a ``schedule.json``."""
        days = [
            {"date": f"{FIRST + timedelta(days=day):%Y-%m-%d}", "rooms": rooms}
            for day, rooms in sorted(self.days.items())
        ]
        return {"schedule": {"conference": {"title": "Days", "time_zone_name": ZONE, "days": days}}}


def maps(made: Programme) -> None:
    """Two days of workshops, three of talks, and a community day; coffee and lunch for all."""
    for day in (0, 1):
        for lab in range(6):
            made.row(day, 540, [210], f"Lab {lab}", kind="Workshop")
            made.row(day, 840, [210], f"Lab {lab}", kind="Workshop")
    tracks = ["Data", "Servers", "Desktop", "Community", "Sensors"]
    for day in (2, 3, 4):
        made.add("Keynote" if day > 2 else "Opening", day, 540, 45, "Auditorium", kind="Plenary")
        made.add("Coffee", day, 630, 30, "Foyer", kind="Break", speaks=False)
        made.add("Lunch", day, 750, 90, "Catering hall", kind="Break", speaks=False)
        for number, room in enumerate(["Auditorium", "Hall 1", "Hall 2", "Hall 3", "Hall 4"]):
            track = tracks[(number + day) % len(tracks)] if made.rng.random() < 0.8 else tracks[0]
            made.row(day, 590, [20, 20], room, track=track)
            made.row(day, 660, [30, 30, 30], room, track=track)
            made.row(day, 840, [30, 30, 30, 30], room, track=track)
    made.add("Dinner", 3, 1140, 180, "Bar", kind="Social", speaks=False)
    made.add("Closing", 4, 1020, 60, "Auditorium", kind="Plenary")
    for room in ("Lab 0", "Lab 1", "Lab 2"):
        made.add(f"Sprint in {room}", 5, 600, 360, room, kind="Sprint", speaks=False)


def language(made: Programme) -> None:
    """Talks of ten and thirty minutes in seven rooms, and a day on which all hack."""
    for day in range(3):
        made.add("Welcome" if not day else f"Keynote {day}", day, 540, 40, "Main", kind="Keynote")
        for number in range(7):
            room, track = f"Room {number}", f"Track {(number + day) % 7}"
            if number == 6:
                room = "Online"
            lengths = [10, 10, 10, 30, 30] if made.rng.random() < 0.5 else [30, 30, 30]
            made.row(day, 600, lengths, room, track=track)
            made.row(day, 810, [30, 30, 10, 10, 10, 30], room, track=track)
        made.add("Lunch", day, 720, 90, "Terrace", kind="Break", speaks=False)
    made.add("Farewell", 2, 960, 30, "Main", kind="Keynote")
    made.add("Hackathon", 3, 600, 420, "Main", kind="Hackathon", speaks=False)


def congress(made: Programme) -> None:
    """Four days into the night, in four halls; what all want to see is streamed to a second one."""
    for day in range(4):
        for number, hall in enumerate(["Hall 1", "Hall 2", "Hall G", "Hall 6"]):
            track = ["Security", "Society", "Hardware", "Art"][number]
            if number == 2 and day == 0:
                made.row(day, 750, [60, 60, 60], hall, track=track)
            else:
                made.row(day, 750, [60, 60, 30, 30, 60], hall, track=track)
            made.row(day, 1020, [60, 60, 30, 30], hall, track=track)
            made.row(day, 1260, [60, 60, 60], hall, track=track)
        made.add(f"Lightning talks, day {day + 1}", day, 1470, 90, "Hall G", track="Community")
    for hall in ("Hall 1", "Hall 2"):
        made.add("Opening", 0, 660, 30, hall, track="Community")
        made.add("Closing", 3, 1620, 30, hall, track="Community")


def rooms(made: Programme) -> None:
    """A weekend of rooms of developers, each with its track; somebody is needed twice."""
    made.add("Welcome", 5, 570, 25, "Aula", kind="Main track")
    for day in (5, 6):
        made.row(day, 600, [50] * 7, "Aula", kind="Main track", track="Main")
        for number in range(12):
            lengths = [made.rng.choice([20, 25, 40]) for _ in range(12)]
            made.row(
                day,
                630,
                lengths,
                f"H.{number}",
                kind="Devroom",
                track=f"Room of {number + 12 * (day - 5)}",
            )
    events = made.days[5]
    events["H.1"][2]["persons"] = events["H.2"][2]["persons"]


def posters(made: Programme) -> None:
    """Tutorials, then talks in five rooms, keynotes for all, and a hall that holds many at once."""
    for day in (0, 1):
        for number in range(4):
            made.row(day, 540, [180], f"Room {number}", kind="Tutorial")
            made.row(day, 800, [180], f"Room {number}", kind="Tutorial")
    for day in (2, 3, 4):
        made.add(f"Keynote {day}", day, 540, 60, "Ballroom", kind="Keynote")
        for number in range(5):
            made.row(day, 630, [30, 30, 45], f"Room {number}", kind="Talk")
            made.row(day, 840, [30, 30, 30, 45], f"Room {number}", kind="Talk")
        made.add("Lunch", day, 740, 100, "Expo hall", kind="Break", speaks=False)
    for number in range(25):
        made.add(
            f"Poster {'abcdefghijklmnopqrstuvwxy'[number]}", 4, 990, 90, "Expo hall", kind="Poster"
        )
    made.add("Lightning talks", 3, 1005, 60, "Ballroom", kind="Keynote")


def papers(made: Programme) -> None:
    """Papers of fifteen minutes in eight rooms, and poster sessions beside them."""
    for day in range(3):
        made.add(
            "Opening" if not day else f"Invited talk {day}", day, 540, 60, "Plenary", kind="Plenary"
        )
        for number in range(8):
            made.row(day, 630, [15] * 6, f"Room {number}", kind="Paper", track=f"Area {number}")
            made.row(
                day, 870, [15] * 6, f"Room {number}", kind="Paper", track=f"Area {(number + 3) % 8}"
            )
        for number in range(12):
            made.add(f"Poster {day}-{number}", day, 990, 90, "Lobby", kind="Poster")


SHAPES: Mapping[str, Callable[[Programme], None]] = {
    each.__name__: each for each in (maps, language, congress, rooms, posters, papers)
}


def shape(name: str, seed: int = 0) -> Table:
    """Return the programme of a shape as a ``schedule.json``."""
    made = Programme(seed)
    SHAPES[name](made)
    return made.file()
