"""A programme in the making: who meets when and where, and what is still free."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from benchmarks.generation.calendar import GRID, OFFICIAL, STARTS, Calendar, Slot
from benchmarks.generation.meetings import Body, Meeting
from benchmarks.generation.people import People
from benchmarks.generation.sizes import Draws
from benchmarks.generation.venue import Venue


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of session: when and where it meets, and for how long."""

    title: str
    bands: tuple[str, ...]
    grades: tuple[str, ...]
    """Grades of rooms; a room is built of the first, if none is free."""
    durations: tuple[int, ...]
    settings: tuple[tuple[str, bool | int | list[str]], ...] = ()
    """Other fields of the kind."""

    def fits(self, slot: Slot) -> bool:
        """Tell whether a session of this kind may meet in a round."""
        official = ("official_hours_only", True) in self.settings
        bands = OFFICIAL if official else self.bands
        return slot.band in bands and slot.length >= min(self.durations)


_DAYTIME = ("morning", "lunch", "afternoon")

KINDS: Mapping[str, Sort] = MappingProxyType(
    {
        "heads": Sort("Heads of delegation", ("morning",), ("large",), (45,)),
        "ceremony": Sort("Ceremony", OFFICIAL, ("hall",), (60, 90)),
        "plenary": Sort("Plenary", OFFICIAL, ("hall",), (60, 90)),
        "steering": Sort("Steering Committee", ("evening",), ("meeting",), (45,)),
        "committee": Sort("Committee", OFFICIAL, ("committee",), (60, 90)),
        "ad_hoc": Sort("Ad hoc group", (*OFFICIAL, "weekend"), ("meeting", "studio"), (60, 90)),
        "drafting": Sort("Drafting group", (*_DAYTIME, "weekend"), ("caucus",), (45, 60, 60)),
        "coordination": Sort("Regional coordination", ("early", "lunch"), ("studio",), (45, 60)),
        "dialogue": Sort("Dialogue", OFFICIAL, ("large",), (60, 90), (("first_days", 3),)),
        "thematic": Sort(
            *("Thematic session", _DAYTIME, ("studio", "committee"), (60, 60, 90)),
            (("official_hours_only", True),),
        ),
        "interregional": Sort("Inter-regional", OFFICIAL, ("committee",), (60, 90)),
        "showcase": Sort("Showcase", (*_DAYTIME, "evening"), ("large",), (60, 90)),
        "side_event": Sort(
            *("Side event", ("early", "lunch", "evening", "afternoon")),
            *(("meeting", "studio", "caucus"), (60, 60, 75, 90)),
        ),
        "bilateral": Sort("Bilateral meeting", _DAYTIME, ("salon", "caucus"), (30, 30, 45)),
        "private_talk": Sort("Talk behind doors", ("lunch",), ("salon",), (45, 60)),
        "briefing": Sort("Briefing", ("early", "lunch"), ("meeting",), (45,)),
        "reception": Sort(
            "Reception", ("evening",), ("large",), (90, 105), (("late_is_fine", True),)
        ),
    }
)
"""Kinds of session."""

HALF_DAY = "committee"
"""The kind that meets for half-days, if any does."""

BY_HALF_DAYS: Mapping[str, Sort] = MappingProxyType(
    {
        **KINDS,
        HALF_DAY: Sort(
            *("Committee", OFFICIAL, ("committee",), (60, 90, 120, 135, 150)),
            (("span_breaks", True), ("standard_starts", list(STARTS))),
        ),
    }
)
"""Kinds of session where committees meet for half-days: across coffee, or else for a round."""


class Plan:
    """What is placed so far."""

    def __init__(
        self, draws: Draws, calendar: Calendar, venue: Venue, *, half_days: bool = False
    ) -> None:
        self.half_days = half_days
        self.kinds = BY_HALF_DAYS if half_days else KINDS
        self.draws = draws
        self.calendar = calendar
        self.venue = venue
        self.people = People(draws, calendar)
        self.slots = calendar.slots()
        self.meetings: list[Meeting] = []
        self.bodies: dict[str, Body] = {}
        self._load: Counter[tuple[int, str]] = Counter()
        self._closed: set[int] = set()

    @property
    def themes(self) -> list[str]:
        """Return the themes that meetings carry."""
        carried = (theme for each in self.meetings for theme in each.fields.get("themes", ()))
        return sorted(set(carried))

    def body(self, id_: str, title: str, parent: Body | None = None) -> Body:
        """Add a body."""
        body = Body(id_, title, parent)
        self.bodies[id_] = body
        return body

    def open_slots(self, kind: str, since: int = 0, until: int | None = None) -> list[Slot]:
        """Return the rounds in which a kind may meet, numbers from `since` to before `until`."""
        slots = self.slots[since:until]
        return [
            slot
            for slot in slots
            if slot.number not in self._closed and self.kinds[kind].fits(slot)
        ]

    def open_half_days(self, kind: str, since: int, until: int) -> list[Slot]:
        """Return the half-days, with coffee between their rounds, in which a kind may meet."""
        return [
            one.joined(two)
            for one, two in pairwise(self.open_slots(kind, since, until))
            if two.number == one.number + 1
            and (two.day, two.band) == (one.day, one.band)
            and two.start > one.end
        ]

    def calmest(self, slots: Iterable[Slot], kind: str) -> Slot:
        """Return the round in which the fewest rooms of the kind's first grade are in use."""
        grade = self.kinds[kind].grades[0]
        return min(slots, key=lambda slot: (self._load[slot.number, grade], self.draws.share()))

    def hold(
        self, id_: str, title: str, kind: str, slot: Slot, body: Body | None = None, wait: int = 0
    ) -> Meeting:
        """Place a meeting in a round, at least `wait` minutes after it begins, in a free room."""
        lengths = [each for each in self.kinds[kind].durations if each <= slot.length - wait]
        if slot.pause:
            lengths = [each for each in lengths if slot.pause_of(slot.start + wait, each)]
        duration = self.draws.one(lengths)
        start = slot.start + wait
        if not body:
            start += GRID * self.draws.number(0, (slot.length - wait - duration) // GRID)
        home = body.home if body else None
        end = start + duration + slot.pause_of(start, duration)
        place = self.venue.find(self.kinds[kind].grades, start, end, home)
        meeting = Meeting(id_, title, kind, slot, start, duration, place, body)
        if body:
            body.home = body.home or place
            body.meetings.append(meeting)
        self.meetings.append(meeting)
        self._load.update((number, place.grade) for number in slot.numbers)
        return meeting

    def close(self, slot: Slot) -> None:
        """Let nothing else meet in a round."""
        self._closed.add(slot.number)

    def spread(self, slots: Sequence[Slot], number: int, kind: str) -> list[Slot]:
        """Return so many rounds, or fewer if there are not enough, spread evenly and calm."""
        count = min(number, len(slots))
        edges = [part * len(slots) // count for part in range(count + 1)] if count else []
        return [self.calmest(slots[a:b], kind) for a, b in pairwise(edges)]
