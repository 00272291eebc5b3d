"""Parsers of others read the same events out of every feed: F46."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from scheduler.publishing.feeds import Feeds
from scheduler.publishing.records import Release
from tests.publishing.parsers.found import (
    Found,
    by_icalendar,
    by_libical,
    by_node,
    by_strict_reader,
)
from tests.publishing.releases import entry, full_release, reference_release, release
from tests.publishing.strict import all_feeds
from tests.publishing.test_times import ZONES

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
