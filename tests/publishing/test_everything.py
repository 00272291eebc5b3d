"""What is told of a conference that has something of everything: whole outputs, word for word."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from scheduler.publishing.feeds import Feeds, ForDelegation, ForPerson, ProgrammeFeed, Which
from scheduler.publishing.page import page_of
from scheduler.publishing.publicity import public
from scheduler.publishing.records import Release
from scheduler.sources import read_instance, read_schedule
from tests.privacy.conftest import CAGE, FIRST, SECOND, write_programme
from tests.publishing.exports.programmes import rich
from tests.publishing.releases import draft, of_days


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Release, Release]:
    """Publish the conference of the privacy tests twice: everything moves."""
    path = tmp_path_factory.mktemp("cage") / "cage.json"
    instance = read_instance(CAGE)
    before = None
    found = []
    for number, programme in enumerate((FIRST, SECOND)):
        write_programme(path, programme)
        note = "All of it" if number else ""
        before = draft(instance, read_schedule(path, instance), before, number, note=note)
        found.append(before)
    return found[0], found[1]


def unfolded(release: Release, which: Which, language: str = "en") -> str:
    """Return a feed, its lines whole."""
    return Feeds(release).made(which, language).decode().replace("\r\n ", "")


def test_a_release(releases: tuple[Release, Release], snapshot: SnapshotAssertion) -> None:
    """All of the second, as it is stored; read back, it is the same."""
    content = releases[1].model_dump_json(indent=1)
    assert content == snapshot
    assert Release.model_validate_json(content) == releases[1]
    assert "canary" not in public(releases[1]).model_dump_json().lower()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_feed_of_the_programme(
    releases: tuple[Release, Release], snapshot: SnapshotAssertion, language: str
) -> None:
    """With agendas, breaks, halls, who is invited and who is named; in both conferences; and of days."""
    assert unfolded(releases[1], ProgrammeFeed(), language) == snapshot(name="cage")
    assert unfolded(rich(), ProgrammeFeed(), language) == snapshot(name="rich")
    assert unfolded(of_days(), ProgrammeFeed(), language) == snapshot(name="days")


@pytest.mark.parametrize(
    "which",
    [ForPerson("canary-ada"), ForPerson("canary-eve"), ForDelegation("canary-land")],
    ids=["chair", "remote", "delegation"],
)
def test_personal_feeds(
    releases: tuple[Release, Release], snapshot: SnapshotAssertion, which: Which
) -> None:
    """Behind doors, from home, and of a delegation."""
    assert unfolded(releases[1], which) == snapshot


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page(
    releases: tuple[Release, Release], snapshot: SnapshotAssertion, language: str
) -> None:
    """All that it says and refers to; the second release tells what has changed; days have no hours."""
    pages = {
        "cage": page_of(releases[1], releases[:1]),
        "rich": page_of(rich()),
        "days": page_of(of_days()),
    }
    for name, files in pages.items():
        page = re.sub(r"\?v=\w+", "", files[f"{language}/index.html"].decode())
        assert page.partition("<body>")[2] == snapshot(name=name)
