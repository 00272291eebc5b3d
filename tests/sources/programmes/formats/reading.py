"""What a file of another system says, as a table to compare with one made by hand."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.sources.programmes.formats import programme_in
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import Programme
from scheduler.sources.variants.layers import Pages


@dataclass(frozen=True, slots=True)
class Read:
    """A programme, and what is said of it."""

    programme: Programme
    notes: list[str]

    @property
    def table(self) -> list[str]:
        """The events: title, start on the clocks of the venue, minutes, room, who speaks, and the track."""
        names = {each.key: each.name for each in self.programme.people}
        rows = []
        for each in self.programme.events:
            start = each.start.astimezone(self.programme.zone) if each.start else None
            people = ", ".join(names[key] for key in each.people)
            at = f"{start:%m-%d %H:%M}" if start else "no time"
            rows.append(
                f"{each.title} | {at} | {each.minutes} | {each.room} | {people} | {each.track}"
            )
        return rows


def read(folder: Path, zone: str | None = None, /, **files: Any) -> Read:
    """Return what files say: of their names, `_` is a point; what is no text is written as JSON."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_", "."))
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        paths[-1].write_text(text, "utf-8", newline="")
    intake, pages = Intake(ZoneInfo(zone) if zone else None), Pages()
    programme = programme_in(paths, intake, pages)
    assert not intake.complaints, pages.numbered(intake.complaints)
    assert programme is not None
    return Read(programme, [each.replace(f"{folder}/", "") for each in intake.left])


def troubles(folder: Path, zone: str | None = None, /, **files: str) -> list[str]:
    """Return what is complained of files that are refused."""
    paths = []
    for name, content in files.items():
        paths.append(folder / name.replace("_", "."))
        paths[-1].write_text(content, "utf-8", newline="")
    intake, pages = Intake(ZoneInfo(zone) if zone else None), Pages()
    programme_in(paths, intake, pages)
    assert intake.complaints
    return [each.replace(f"{folder}/", "") for each in pages.numbered(intake.complaints)]
