"""A workbook of OptaPlanner's conference scheduling as an instance, and schedules of it as its plans."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.optaplanner.conference import Conference
from benchmarks.optaplanner.conversion import tables_of
from benchmarks.optaplanner.names import Names, names_of
from benchmarks.optaplanner.pricing import Prices, prices_of
from benchmarks.optaplanner.reading import read_conference
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources import read_mapping


@dataclass(frozen=True, slots=True)
class Translation:
    """A conference, the instance that it is, and the way back."""

    conference: Conference
    names: Names
    prices: Prices
    instance: Instance

    def plan(self, schedule: Schedule) -> Mapping[str, Mapping[str, int | str]]:
        """Return position of the timeslot and name of the room of each talk, by its code."""
        rooms = {id_: name for name, id_ in self.names.rooms.items()}
        found: dict[str, Mapping[str, int | str]] = {}
        for talk in self.conference.talks:
            placed = schedule.by_session[self.names.talks[talk.code]]
            slots = self.conference.slots_of(talk.type)
            slot = next(n for n, each in slots.items() if each.start == placed.start)
            found[talk.code] = {"slot": slot, "room": rooms[placed.room]}
        return found


def translation_of(path: Path) -> Translation:
    """Return the translation of a workbook; its times, of which no zone is known, are in UTC."""
    conference = read_conference(path)
    names, prices = names_of(conference), prices_of(conference)
    instance = read_mapping(tables_of(conference, names, prices))
    return Translation(conference, names, prices, instance)
