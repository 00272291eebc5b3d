"""Parsers of others read the same events out of every feed: F46."""

import dataclasses
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

from scheduler.publishing.feeds import Feeds
from scheduler.publishing.records import Release
from tests.publishing.releases import entry, full_release, reference_release, release
from tests.publishing.strict import ReadZone, all_feeds, read
from tests.publishing.test_times import ZONES


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


NASTY = "a, b; c\\d \\n \\N \"e\" ^f 'g' <b>h</b> =1+1 \u200f\u05d0 🚀 é " + "x" * 150


def nasty_release() -> Release:
    """Return a release whose texts hold all that has to be escaped, folded or cleaned."""
    texts = {"en": NASTY, "fr": NASTY[::-1]}
    long = {"en": "\r\n".join([NASTY, *["ሰላም 🚀, " * 40] * 3])}
    return release(entry("x", titles=texts, descriptions=long), titles=texts)


@pytest.fixture(scope="module")
def feeds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Path, list[Found]]:
    """Write feeds of all sorts as files: the reference conference, and others around the world."""
    folder, files = tmp_path_factory.mktemp("feeds"), {}
    made = [content for _, _, content in all_feeds(reference_release())]
    for zone, day in (*ZONES, ("UTC", date(2025, 1, 1))):
        another = Feeds(full_release(zone, day))
        made += [another.made(which, "en") for which in (*another.public[:3], *another.personal)]
    made += [content for _, _, content in all_feeds(nasty_release())]
    for number, content in enumerate(made):
        file = folder / f"{number}.ics"
        file.write_bytes(content)
        files[file] = sorted(by_strict_reader(content))
    return files


def as_node_ical_reads(found: Found) -> Found:
    r"""Return an event with the fault of this parser: ``\n`` in a text becomes a backslash and a new line."""

    def read(text: str) -> str:
        return text.replace("\\n", "\\\n").replace("\\N", "\\\n")

    return dataclasses.replace(
        found,
        summary=read(found.summary),
        location=read(found.location),
        description=read(found.description),
    )


@pytest.mark.slow
def test_f46_ical_js_and_node_ical_agree(feeds: Mapping[Path, list[Found]]) -> None:
    """On every event of every feed: instants, texts, status."""
    for (file, wanted), found in zip(feeds.items(), by_node([*feeds]), strict=True):
        assert sorted(found["ical.js"]) == wanted, file
        assert sorted(found["node-ical"]) == [as_node_ical_reads(each) for each in wanted], file


@pytest.mark.slow
def test_f46_libical_agrees_and_reports_no_error(
    feeds: Mapping[Path, list[Found]], tmp_path: Path
) -> None:
    """Neither of syntax nor of its table of restrictions."""
    read = by_libical([*feeds], tmp_path)
    for (file, wanted), (found, errors) in zip(feeds.items(), read, strict=True):
        assert not errors, file
        assert sorted(found) == wanted, file


@pytest.mark.slow
def test_f46_icalendar_agrees(feeds: Mapping[Path, list[Found]]) -> None:
    """Reading, too, is done by another part of the package than the one that is used to write."""
    for file, wanted in feeds.items():
        assert sorted(by_icalendar(file.read_bytes())) == wanted, file


@pytest.mark.slow
def test_f46_there_is_something_to_agree_on(feeds: Mapping[Path, list[Found]]) -> None:
    """Some hundred feeds, some thousand events, and every event of the reference programme."""
    assert len(feeds) > 400
    assert sum(map(len, feeds.values())) > 2_000
    known = {found.uid for events in feeds.values() for found in events}
    assert known >= {each.uid for each in reference_release().entries}


@pytest.mark.slow
def test_f46_a_fault_is_reported(tmp_path: Path) -> None:
    """Libical does complain of an event without organiser."""
    content = Feeds(release(entry("x"))).made(Feeds(release(entry("x"))).public[0], "en")
    lines = [line for line in content.split(b"\r\n") if not line.startswith(b"ORGANIZER")]
    file = tmp_path / "faulty.ics"
    file.write_bytes(b"\r\n".join(lines))
    ((_, errors),) = by_libical([file], tmp_path)
    assert errors
