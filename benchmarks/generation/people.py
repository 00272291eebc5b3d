"""The people of a generated conference: as many as its programme turns out to need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import cycle
from types import MappingProxyType
from zoneinfo import ZoneInfo

from benchmarks.generation.calendar import DAY, Calendar
from benchmarks.generation.meetings import Meeting
from benchmarks.generation.names import COUNTRIES, PORTFOLIOS, SITES, id_of
from benchmarks.generation.sizes import Draws
from benchmarks.generation.venue import LONGEST_WALK

AWAKE = (7 * 60, 22 * 60)
"""Minutes of the day that are acceptable to who takes part from home."""
TRIES = 4
"""Persons asked before a new one is invited."""


@dataclass(frozen=True, slots=True)
class Part:
    """What persons of a class have in common."""

    function: str
    people: str
    """Several of them."""
    days: int = 0
    """Days of a stay; 0 for the whole conference."""
    rank: int = 0
    """Rank of their class; those without are of no class."""
    before: int = 0
    after: int = 0
    load: int = DAY
    """Minutes of sessions a day at most."""
    compact: bool = False


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "head_of_state": Part("President", "Heads of state", 1, 1, 30, 30, 180, compact=True),
        "minister": Part("Minister", "Ministers", 2, 2, 15, 15, 240, compact=True),
        "deputy_minister": Part("Deputy minister", "Deputies", 3, 3, 15, 0, 300, compact=True),
        "regulator": Part("Head of the regulator", "Regulators", 4, 4, load=360),
        "ambassador": Part("Ambassador", "Ambassadors", 0, 5, load=360),
        "funder": Part("Funder", "Funders", 2, 6, 0, 15, 300, compact=True),
        "chief_executive": Part(
            "Chief executive", "Chief executives", 2, 7, 0, 15, 240, compact=True
        ),
        "expert": Part("Expert", "Experts", 4, load=300),
        "moderator": Part("Moderator", "Moderators", 5, load=300),
        "officer": Part("Officer", "Officers"),
    }
)
"""Classes of persons, and others who belong to none."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody in the making."""

    id: str
    title: str
    part: str
    first: int
    """First day on which the person is there."""
    last: int
    zone: str = ""
    """Home zone of somebody who takes part from there."""
    exempt: bool = False
    """Whether neither buffers nor compactness of the class hold."""
    load: int = 0
    """Minutes of sessions a day at most, instead of those of the part."""
    holds: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and building of the sessions attended."""

    def buffers(self) -> tuple[int, int]:
        """Return the minutes held before and after each session."""
        part = PARTS[self.part]
        return (0, 0) if self.exempt else (part.before, part.after)

    def is_free(self, meeting: Meeting) -> bool:
        """Tell whether the person is there, awake, not held elsewhere, and gets there in time."""
        if not self.first <= meeting.day <= self.last:
            return False
        today = [hold for hold in self.holds if hold[0] // DAY == meeting.day]
        minutes = meeting.duration + sum(end - start for start, end, _ in today)
        if minutes > (self.load or PARTS[self.part].load):
            return False
        return not any(self._clashes(meeting, hold) for hold in today)

    def _clashes(self, meeting: Meeting, hold: tuple[int, int, str]) -> bool:
        start, end, building = hold
        between = sum(self.buffers())
        if building != meeting.place.building and not self.zone:
            between = max(between, LONGEST_WALK)
        return meeting.start < end + between and start < meeting.end + between


class People:
    """The persons so far."""

    def __init__(self, draws: Draws, calendar: Calendar) -> None:
        self._dice = draws
        self._calendar = calendar
        self.persons: dict[str, Person] = {}
        self._pools: dict[str, list[Person]] = {}
        countries = [country for country, _ in COUNTRIES]
        self._countries = {part: cycle(draws.shuffled(countries)) for part in PARTS}

    def officer(self, id_: str, title: str, part: str = "officer") -> Person:
        """Add somebody with an office, there from the first day to the last."""
        person = Person(id_, title, part, 0, self._calendar.last)
        self.persons[id_] = person
        return person

    def engage(self, meeting: Meeting, role: str, person: Person) -> None:
        """Have a person take part in a meeting."""
        meeting.people.setdefault(role, []).append(person.id)
        if role != "optional":
            person.holds.append((meeting.start, meeting.end, meeting.place.building))

    def invite(
        self, meeting: Meeting, role: str, part: str, number: int = 1, subject: str = ""
    ) -> None:
        """Engage persons of a part, of a subject if one is given; new ones, where those asked cannot."""
        pool = self._pools.setdefault(f"{part} {subject}".strip(), [])
        there = [person for person in pool if person.first <= meeting.day <= person.last]
        for _ in range(number):
            asked = self._dice.some(there, TRIES)
            can = [one for one in asked if one.id not in meeting.persons and one.is_free(meeting)]
            self.engage(
                meeting, role, can[0] if can else self._newcomer(part, subject, pool, meeting.day)
            )

    def invite_from_afar(self, meeting: Meeting, role: str) -> None:
        """Engage somebody who takes part from home, and is awake there."""
        sites = [site for site in SITES if self._is_awake(site[2], meeting)]
        if not sites:
            return
        site, region, zone = self._dice.one(sites)
        pool = self._pools.setdefault(f"remote {site}", [])
        can = [person for person in pool if person.is_free(meeting)]
        if not can:
            number = len(pool) + 1
            title = f"Expert {number}, {site.replace('-', ' ').title()}"
            person = self.officer(f"remote-{region}-{site}-{number}", title)
            person.zone = zone
            pool.append(person)
            can = [person]
        self.engage(meeting, role, can[0])

    def listen(self, meeting: Meeting, part: str) -> None:
        """Give somebody of a part who is on site an option, if there is somebody."""
        there = [
            person
            for person in self.all_of(part)
            if person.first <= meeting.day <= person.last and person.id not in meeting.persons
        ]
        if there:
            self.engage(meeting, "optional", self._dice.one(there))

    def all_of(self, part: str) -> list[Person]:
        """Return the persons of a part who were invited."""
        return self._pools.get(part, [])

    def _newcomer(self, part: str, subject: str, pool: list[Person], day: int) -> Person:
        """Invite somebody whose stay takes in a day."""
        days, last = PARTS[part].days, self._calendar.last
        first = max(0, min(last - days + 1, day - self._dice.number(0, max(days - 1, 0))))
        country = next(self._countries[part])
        title = f"{_function(part, subject, len(pool))}, {country}"
        id_ = id_of(title)
        if id_ in self.persons:
            id_ = f"{id_}-{len(pool) + 1}"
        person = self.officer(id_, title, part)
        if days:
            person.first, person.last = first, first + days - 1
        pool.append(person)
        return person

    def _is_awake(self, zone: str, meeting: Meeting) -> bool:
        """Tell whether it is neither early nor late in a zone while a meeting runs."""
        local = self._calendar.moment(meeting.start).astimezone(ZoneInfo(zone))
        minute = 60 * local.hour + local.minute
        return AWAKE[0] <= minute and minute + meeting.duration <= AWAKE[1]


def _function(part: str, subject: str, number: int) -> str:
    """Return what a person does; several ministers of a country have different portfolios."""
    portfolio = PORTFOLIOS[number // len(COUNTRIES) % len(PORTFOLIOS)] if part == "minister" else ""
    words = (PARTS[part].function, portfolio, f"on {subject}" if subject else "")
    return " ".join(word for word in words if word)
