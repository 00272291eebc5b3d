"""Meetings and bodies of a generated conference, as its planted programme has them."""

from dataclasses import dataclass, field

from benchmarks.generation.calendar import Row, Slot
from benchmarks.generation.venue import Place


@dataclass(slots=True, eq=False)
class Body:
    """A body in the making."""

    id: str
    title: str
    parent: "Body | None" = None
    home: Place | None = None
    chair: str | None = None
    meetings: "list[Meeting]" = field(default_factory=list)

    def line(self) -> "list[Body]":
        """Return the body and all above it."""
        return [self, *(self.parent.line() if self.parent else [])]


@dataclass(slots=True, eq=False)
class Meeting:
    """A session with its place in the planted programme."""

    id: str
    title: str
    kind: str
    slot: Slot
    start: int
    """Minutes since the first midnight."""
    duration: int
    place: Place
    body: Body | None = None
    fields: Row = field(default_factory=dict)
    """What else its row says."""
    people: dict[str, list[str]] = field(default_factory=dict)
    """Persons by role."""

    @property
    def end(self) -> int:
        """Return when it ends, in minutes since the first midnight."""
        return self.start + self.duration + self.slot.pause_of(self.start, self.duration)

    @property
    def day(self) -> int:
        """Return its day, counted from the first."""
        return self.slot.day

    @property
    def persons(self) -> list[str]:
        """Return all who take part, as an option too."""
        return [person for people in self.people.values() for person in people]

    def beside(self, other: "Meeting") -> bool:
        """Tell whether both run at once."""
        return self.start < other.end and other.start < self.end

    def row(self) -> Row:
        """Return its row of the instance file."""
        row: Row = {"id": self.id, "title": self.title, "kind": self.kind}
        if self.body:
            row["body"] = self.body.id
        row["duration"] = self.duration
        people = {role: persons for role, persons in self.people.items() if persons}
        return row | self.fields | ({"people": people} if people else {})
