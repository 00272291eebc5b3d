"""A workbook of OptaPlanner's conference scheduling as an instance."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.optaplanner.conference import Conference
from benchmarks.optaplanner.conversion import tables_of
from benchmarks.optaplanner.names import Names, names_of
from benchmarks.optaplanner.pricing import Prices, prices_of
from benchmarks.optaplanner.reading import read_conference
from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.schedule import Schedule
from scheduler.sources.instances import read_instance_text
from scheduler.sources.tables.workbooks import titles_in
from scheduler.sources.yaml_text import yaml_of

SHEETS = frozenset({"Configuration", "Timeslots", "Rooms", "Speakers", "Talks"})
"""Sheets by which such a workbook is recognised."""
UTC = "UTC"


@dataclass(frozen=True, slots=True)
class ImportedConference:
    """A conference, the instance that it is, and the way back."""

    conference: Conference
    names: Names
    prices: Prices
    instance: Instance
    text: str
    """YAML."""
    notes: tuple[str, ...]

    def plan(self, schedule: Schedule) -> Mapping[str, Mapping[str, int | str]]:
        """Return position of the timeslot and name of the room of each talk, by its code."""
        rooms = {id_: name for name, id_ in self.names.rooms.items()}
        found: dict[str, Mapping[str, int | str]] = {}
        for talk in self.conference.talks:
            placed = schedule.by_session[self.names.talks[talk.code]]
            slots = self.conference.slots_of(talk.type)
            wall = placed.start.astimezone(self.instance.zone).replace(tzinfo=None)
            slot = next(n for n, each in slots.items() if each.start.replace(tzinfo=None) == wall)
            found[talk.code] = {"slot": slot, "room": rooms[placed.room]}
        return found


def is_conference(path: Path) -> bool:
    """Tell whether a file is such a workbook, by its ending and its sheets."""
    return path.suffix.lower() == ".xlsx" and titles_in(path).issuperset(SHEETS)


def import_conference(path: Path, name: str, zone: str | None = None) -> ImportedConference:
    """Read a workbook.

    Parameters
    ----------
    path
        The workbook.
    name
        Name of the instance.
    zone
        The clocks of the venue, which no workbook names; UTC, if nothing is said.

    Raises
    ------
    InstanceError
        With everything that is wrong with it, or that an instance cannot say.
    """
    conference = read_conference(path)
    names, prices = names_of(conference), prices_of(conference)
    try:
        tables = tables_of(conference, names, prices, name, zone or UTC)
        said = {key: value for key, value in tables.items() if value not in ([], {})}
        notes = _notes(prices, zone)
        text = yaml_of(said, [*_head(path), *notes, ""])
        instance = read_instance_text(text.encode(), "as an instance")
    except InstanceError as error:
        raise InstanceError(*(f"{path}: {line}" for line in error.troubles)) from error
    return ImportedConference(conference, names, prices, instance, text, notes)


def _head(path: Path) -> list[str]:
    file = path.name.encode(errors="replace").decode()
    return [
        f"Imported from {json.dumps(file, ensure_ascii=False)[1:-1]}, a workbook of OptaPlanner.",
        "What each field means, and all fields that exist: docs/format.md.",
        "",
    ]


def _notes(prices: Prices, zone: str | None) -> tuple[str, ...]:
    rewards, notes = prices.rewards, []
    notes.append("A soft point costs 1. A penalty of P is a soft score of")
    notes[-1] += f" {rewards.soft:,} - P: rewards, at most {rewards.soft:,}, cost what is missed."
    if any(weight.medium and not weight.hard for weight in prices.weights.values()):
        notes.append(
            f"A medium point costs {prices.medium:,}, more than all soft ones together"
            + (
                f"; rewards are {rewards.medium:,} medium points at most."
                if rewards.medium
                else "."
            )
        )
    if zone is None:
        notes.append("The workbook names no zone, so its times are in UTC; --zone names another.")
    return tuple(notes)
