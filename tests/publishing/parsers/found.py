"""What parsers find of an event, in one form for all of them, and the parsers of other makers."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.publishing.strict import ReadZone, read


@dataclass(frozen=True, order=True)
class Found:
    """An event; times are instants in UTC, or dates."""

    uid: str
    start: str
    end: str
    summary: str
    location: str
    description: str
    sequence: int
    status: str


def when(moment: date | datetime) -> str:
    """Return a date, or an instant in UTC, as text."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def by_strict_reader(content: bytes) -> Iterator[Found]:
    """Yield the events that the tests' own reader finds."""
    calendar = read(content)
    for event in calendar.named("VEVENT"):
        times = []
        for name in ("DTSTART", "DTEND"):
            value = event.get(name)
            if isinstance(value, tuple):
                (zone,) = calendar.named("VTIMEZONE")
                value = ReadZone(zone, value[1].year).instant(value[1])
            assert isinstance(value, date)
            times.append(when(value))
        sequence = event.get("SEQUENCE")
        assert isinstance(sequence, int)
        yield Found(
            uid=event.text("UID"),
            start=times[0],
            end=times[1],
            summary=event.text("SUMMARY"),
            location=event.text("LOCATION"),
            description=event.text("DESCRIPTION"),
            sequence=sequence,
            status=event.text("STATUS"),
        )


def by_icalendar(content: bytes) -> Iterator[Found]:
    """Yield the events that the package icalendar finds, which complains of nothing."""
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    events: Any = calendar.walk("VEVENT")
    for event in events:
        assert not event.errors
        yield Found(
            uid=str(event["UID"]),
            start=when(event["DTSTART"].dt),
            end=when(event["DTEND"].dt),
            summary=str(event["SUMMARY"]),
            location=str(event["LOCATION"]),
            description=str(event["DESCRIPTION"]),
            sequence=int(event["SEQUENCE"]),
            status=str(event["STATUS"]),
        )


HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
LOCK = HERE / "package-lock.json"


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def make_sure_of_packages() -> None:
    """Install the packages that the lock file names, beside it, unless they are there already."""
    npm, installed = _tool("npm"), PACKAGES / ".feeds-lock.json"
    if installed.exists() and installed.read_bytes() == LOCK.read_bytes():
        return
    with tempfile.TemporaryDirectory(dir=HERE) as folder:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if ran.returncode:
            pytest.skip(f"npm ci failed: {ran.stderr.strip().splitlines()[-1:]}")
        made = Path(folder) / "node_modules"
        shutil.copy(LOCK, made / ".feeds-lock.json")
        shutil.rmtree(PACKAGES, ignore_errors=True)
        made.rename(PACKAGES)


def by_node(files: Sequence[Path]) -> Sequence[Mapping[str, list[Found]]]:
    """Return what ical.js and node-ical find in each file, far from the zone of any conference."""
    node = _tool("node")
    make_sure_of_packages()
    ran = subprocess.run(
        [node, str(HERE / "read.mjs")],
        input=json.dumps([str(file) for file in files]),
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"TZ": "Pacific/Auckland"},
    )
    return [
        {parser: [Found(**event) for event in events] for parser, events in read.items()}
        for read in json.loads(ran.stdout)
    ]


def by_libical(files: Sequence[Path], folder: Path) -> Sequence[tuple[list[Found], list[str]]]:
    """Return what libical finds in each file, and of what it complains."""
    compiler, program = _tool("gcc"), folder / "read"
    built = subprocess.run(
        [compiler, "-o", program, HERE / "read.c", "-lical"],
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        pytest.skip("libical cannot be compiled against (libical-dev)")
    ran = subprocess.run([program, *files], capture_output=True, text=True, check=True)
    read: list[tuple[list[Found], list[str]]] = []
    for line in ran.stdout.splitlines():
        kind, *fields = line.split("\t")
        if kind == "file":
            read.append(([], []))
        elif kind == "event":
            read[-1][0].append(_found(fields))
        else:
            read[-1][1].append("\t".join(fields))
    return read


def _found(fields: Sequence[str]) -> Found:
    uid, start, end, *texts, sequence, status = fields
    summary, location, description = (bytes.fromhex(text).decode() for text in texts)
    return Found(
        uid, _when(start), _when(end), summary, location, description, int(sequence), status
    )


def _when(text: str) -> str:
    """Read seconds since 1970, or a day of eight digits."""
    if len(text) == 8:
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return when(datetime.fromtimestamp(int(text), UTC))
