"""Variants of the valid instance file of which every line is known."""

from pathlib import Path

import pytest

from scheduler.errors import InstanceError
from scheduler.instance import Instance
from scheduler.sources import read_instance
from tests.sources.files import VALID

HEAD = "extends: base.yaml\nname: other\nchanges:\n"
"""What stands above the changes of a variant: three lines."""
CHANGES = """\
  - remove:
      sessions: [com1-1, opening]
      orders: [{first: [opening], then: [com1-1]}]
  - change:
      rooms:
        north: {capacity: 80, features: [remote]}
      sessions:
        com1-2: {themes: [trust], duration: 30}
  - set: {last_day: 2021-11-09, reserve: [{days: [2021-11-08]}]}
  - close_room: {room: north, during: [{days: [2021-11-08]}]}
  - pin: {session: com1-2, room: south}
  - set: {profile: draft}
  - set_level: {rule: body_conflict, level: 2, items: {com1: off}}
  - add:
      sessions:
        - {id: extra, title: Extra, kind: meeting, duration: 30}
"""
"""Changes of every kind but one, which can all be made."""


def write(folder: Path, changes: str, base: str = VALID) -> Path:
    """Write an instance and a variant of it, whose changes begin in line 4."""
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    path = folder / "other.yaml"
    path.write_text(HEAD + changes, encoding="utf-8")
    return path


def varied(folder: Path, changes: str, base: str = VALID) -> Instance:
    """Return the instance with these changes."""
    return read_instance(write(folder, changes, base))


def troubles(path: Path) -> list[str]:
    """Return what is wrong with a file, with paths from its folder; fail if nothing is."""
    with pytest.raises(InstanceError) as caught:
        read_instance(path)
    return [each.replace(f"{path.parent}/", "") for each in caught.value.troubles]


def wrong(folder: Path, changes: str, base: str = VALID) -> list[str]:
    """Return what is wrong with these changes."""
    return troubles(write(folder, changes, base))
