"""Shapes of each format, shortened and anonymised: what is read of them, field by field, and what is not."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.sources.programmes.formats import programme_in
from scheduler.sources.programmes.intake import Intake
from scheduler.sources.programmes.records import SourceProgramme
from scheduler.sources.variants.layers import Pages
from tests.conference import SEPARATORS

SHAPES = Path(__file__).parents[1] / "samples" / "shapes"
"""A folder for each, with the files of one programme; `zone` names the clocks that are given."""


def described(value: Any, zone: ZoneInfo) -> Any:
    """Return what a record says, without what is empty; times are by the clocks of the venue."""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(value, tuple | list):
        return [described(each, zone) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        said = {each.name: getattr(value, each.name) for each in fields(value)}
        return {key: described(each, zone) for key, each in said.items() if each}
    return value if isinstance(value, dict | int | str) else str(value)


def read(paths: list[Path], zone: str | None = None) -> tuple[SourceProgramme | None, list[str]]:
    """Return the programme of files, and what is said of it, or why they are refused."""
    intake, pages = Intake(ZoneInfo(zone) if zone else None), Pages()
    programme = programme_in(paths, intake, pages)
    if intake.complaints:
        programme, said = None, pages.numbered(intake.complaints)
    else:
        said = intake.left
    return programme, [each.replace(f"{paths[0].parent}/", "") for each in said]


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a programme: those of an event first, whose name says nothing else."""
    yield from sorted(
        (each for each in folder.iterdir() if each.suffix), key=lambda each: each.name
    )


@pytest.mark.parametrize("name", sorted(each.name for each in SHAPES.iterdir()))
def test_what_is_read_of_a_shape(name: str, snapshot: SnapshotAssertion) -> None:
    """Titles, starts, rooms, who speaks, tracks and all else; nothing is lost without a line that says so."""
    given = SHAPES / name / "zone"
    zone = given.read_text("utf-8").strip() if given.exists() else None
    programme, said = read([*files(SHAPES / name)], zone)
    found = described(programme, programme.zone) if programme is not None else "refused"
    assert {"programme": found, "said": said} == snapshot


@pytest.mark.parametrize("sign", [*SEPARATORS])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sign_that_separates_lines_elsewhere_is_part_of_a_text(
    tmp_path: Path, sign: str, end: str
) -> None:
    """A content line of a calendar ends in a line feed alone, and lines are counted so."""
    (page,) = files(SHAPES / "calendars-a-page")
    path = tmp_path / "harbour.ics"
    text = page.read_text("utf-8").replace("Hulls and keels", f"Hulls{sign}and keels")
    path.write_text(text.replace("\n", end), "utf-8", newline="")
    programme, said = read([path])
    assert programme is not None
    assert programme.events[0].title == "Hulls and keels - Ada Byron"
    assert said[-1].startswith("harbour.ics:15: ")
