"""The rooms of a generated conference: as many as its programme turns out to need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from benchmarks.generation.calendar import Row
from benchmarks.generation.sizes import Draws

BUILDINGS = ("centre", "north-wing", "old-complex", "park-pavilion")
WALKS = (
    *(("centre", "north-wing", 5), ("centre", "old-complex", 10), ("centre", "park-pavilion", 15)),
    *(("north-wing", "old-complex", 10), ("north-wing", "park-pavilion", 10)),
    ("old-complex", "park-pavilion", 5),
)
"""Minutes between two buildings."""
LONGEST_WALK = 15
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What rooms of a kind have in common."""

    title: str
    seats: tuple[int, int]
    booths: int = 0
    features: tuple[str, ...] = ()
    prime: bool = False
    turnaround: int = 0
    layouts: tuple[tuple[str, int], ...] = ()
    """Layouts, with their seats in hundredths of the usual ones."""


GRADES: Mapping[str, Grade] = MappingProxyType(
    {
        "hall": Grade(
            *("Plenary hall", (0, 0), 10, ("remote", "webcast", "vip_access", "captioning_screen")),
            prime=True,
            turnaround=30,
        ),
        "large": Grade(
            *("Hall", (250, 700), 6, ("remote", "webcast", "vip_access", "captioning_screen")),
            prime=True,
            turnaround=15,
            layouts=(("banquet", 65), ("standing", 160)),
        ),
        "committee": Grade("Committee room", (110, 260), 6, ("remote", "webcast")),
        "studio": Grade("Studio", (70, 150), 3, ("remote", "webcast")),
        "meeting": Grade("Meeting room", (50, 120)),
        "caucus": Grade("Caucus room", (16, 40)),
        "salon": Grade(
            *("VIP salon", (10, 24), 0, ("vip_access",)),
            turnaround=15,
            layouts=(("round_table", 100),),
        ),
    }
)


@dataclass(slots=True, eq=False)
class Place:
    """A room in the making."""

    id: str
    title: str
    grade: str
    building: str
    seats: int
    parts: tuple["Place", ...] = ()
    held: list[tuple[int, int]] = field(default_factory=list)
    """When sessions hold it, turnaround included; a room with parts is held in them."""
    closures: list[Row] = field(default_factory=list)

    @property
    def of_grade(self) -> Grade:
        """Return what it has in common with others."""
        return GRADES[self.grade]

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether a session from `start` to `end` finds it free, and leaves it in time."""
        left = end + self.of_grade.turnaround
        holds = (hold for part in self.parts or (self,) for hold in part.held)
        return not any(start < until and since < left for since, until in holds)

    def take(self, start: int, end: int) -> None:
        """Note a session."""
        for part in self.parts or (self,):
            part.held.append((start, end + self.of_grade.turnaround))

    def seats_in(self, layout: str | None) -> int:
        """Return the seats in a layout, or in the usual one."""
        return self.layouts.get(layout or "", self.seats)

    @property
    def layouts(self) -> dict[str, int]:
        """Return the seats of the other layouts."""
        return {layout: self.seats * share // 100 for layout, share in self.of_grade.layouts}

    def row(self) -> Row:
        """Return its row of the instance file."""
        grade = self.of_grade
        row: Row = {
            "id": self.id,
            "title": self.title,
            "building": self.building,
            "capacity": self.seats,
            "booths": grade.booths,
            "turnaround": grade.turnaround,
            "prime": grade.prime,
            "features": list(grade.features),
            "layouts": self.layouts,
            "parts": [part.id for part in self.parts],
            "closures": self.closures,
        }
        return {field: value for field, value in row.items() if value}


class Venue:
    """The rooms so far."""

    def __init__(self, draws: Draws, hall_seats: int) -> None:
        self._dice = draws
        self.places: list[Place] = [
            Place("plenary-hall", GRADES["hall"].title, "hall", BUILDINGS[0], hall_seats)
        ]
        one = self.build("committee")
        two = self.build("committee", one.building)
        both = one.seats + two.seats
        title = "Committee rooms 1 and 2"
        self.places.append(
            Place("committee-12", title, "committee", one.building, both, (one, two))
        )
        self.build("studio", BUILDINGS[2])

    def build(self, grade: str, building: str = "") -> Place:
        """Add a room of a grade, in a building or in any."""
        number = 1 + sum(place.grade == grade and not place.parts for place in self.places)
        least, most = GRADES[grade].seats
        seats = self._dice.number(least // 5, most // 5) * 5
        weights = (*BUILDINGS, BUILDINGS[0], BUILDINGS[0])
        building = building or (BUILDINGS[0] if grade == "large" else self._dice.one(weights))
        title = f"{GRADES[grade].title} {number}"
        place = Place(f"{grade}-{number}", title, grade, building, seats)
        self.places.append(place)
        return place

    def by_grade(self) -> list[Place]:
        """Return the rooms in the order of their grades."""
        return [place for grade in GRADES for place in self.places if place.grade == grade]

    def find(self, grades: Sequence[str], start: int, end: int, home: Place | None = None) -> Place:
        """Take a free room of the grades, or else a new one; where there is a home, in its building."""
        building = home.building if home else ""
        free = [
            place
            for place in self.places
            if place.grade in grades
            and (not home or place.building == building)
            and place.is_free(start, end)
        ]
        if home and home in free:
            place = home
        else:
            place = self._dice.one(free) if free else self.build(grades[0], building)
        place.take(start, end)
        return place
