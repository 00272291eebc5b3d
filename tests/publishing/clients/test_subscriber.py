"""A subscriber with vdirsyncer, Radicale and khal sees what a new release has changed."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.publishing.feeds import Feeds, ForPerson, personal_path
from scheduler.publishing.feeds.folder import write_files
from scheduler.publishing.records import Release
from tests.publishing.clients.serving import calendar_server, web_server
from tests.publishing.test_changes import five

PATH = personal_path("0123456789abcdefghijkl", "en")

SYNC = """
[general]
status_path = "{folder}/status/"

[pair feed]
a = "published"
b = "server"
collections = null
conflict_resolution = "a wins"
partial_sync = "ignore"

[storage published]
type = "http"
url = "{feed}"

[storage server]
type = "caldav"
url = "{calendar}"
username = "reader"
password = "x"

[pair reader]
a = "server"
b = "phone"
collections = null
conflict_resolution = "a wins"

[storage phone]
type = "filesystem"
path = "{folder}/phone/"
fileext = ".ics"
"""

KHAL = """
[calendars]
[[programme]]
path = {folder}/phone/
[locale]
local_timezone = Africa/Addis_Ababa
default_timezone = Africa/Addis_Ababa
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


class Subscriber:
    """Somebody who has subscribed to a feed, and looks at it with khal."""

    def __init__(self, folder: Path, feed: str, calendar: str) -> None:
        (folder / "phone").mkdir()
        (folder / "sync.conf").write_text(SYNC.format(folder=folder, feed=feed, calendar=calendar))
        (folder / "khal.conf").write_text(KHAL.format(folder=folder))
        self._folder = folder
        self._vdirsyncer("discover")

    def look(self) -> list[str]:
        """Synchronise, and return what there is on 8 November."""
        self._vdirsyncer("sync", "feed")
        self._vdirsyncer("sync", "reader")
        form = "{start-end-time-style}|{title}|{location}|{status}"
        day = ["--day-format", "", "--format", form, "2021-11-08", "2021-11-09"]
        listed = _run("khal", "-c", str(self._folder / "khal.conf"), "list", *day)
        return sorted(line.strip() for line in listed.splitlines() if line.strip())

    def _vdirsyncer(self, *words: str) -> None:
        _run(sys.executable, "-m", "vdirsyncer", "-c", str(self._folder / "sync.conf"), *words)


def _run(*command: str) -> str:
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert not ran.returncode, ran.stderr
    return ran.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return the folder that the web server shows; leave the test out where a program is missing."""
    if shutil.which("khal") is None:
        pytest.skip("khal is not installed (Debian: apt-get install khal)")
    for module in ("radicale", "vdirsyncer"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


@pytest.fixture
def subscriber(site: Path, tmp_path: Path) -> Iterator[Subscriber]:
    """Subscribe to the feed of a person, once it is there."""
    publish(site, five()[0])
    with web_server(site) as web, calendar_server(tmp_path) as calendar:
        yield Subscriber(tmp_path, f"{web}/{PATH}", calendar)


def publish(site: Path, release: Release) -> None:
    """Put the feed of a person onto the web."""
    write_files(site, [(PATH, Feeds(release).made(ForPerson("ada"), "en"))])


@pytest.mark.slow
def test_f46_a_subscriber_sees_moved_cancelled_and_new_sessions(
    site: Path, subscriber: Subscriber
) -> None:
    """Each once, release after release: nothing of what was there before stays behind."""
    here, there = "Room A, Floor 1, Congress Centre", "Room B, Floor 1, Congress Centre"
    assert subscriber.look() == [
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Dropped|{here}|CONFIRMED",
        f"09:00-10:00|Moved|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{here}|CONFIRMED",
    ]
    publish(site, five()[2])
    third = [
        f"09:00-10:00|CANCELLED: Dropped|{here}|CANCELLED",
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{there}|CONFIRMED",
        f"10:00-11:00|Moved|{here}|CONFIRMED",
    ]
    assert subscriber.look() == third
    assert subscriber.look() == third
    publish(site, five()[4])
    assert subscriber.look() == [
        f"09:00-10:00|CANCELLED: New|{there}|CANCELLED",
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Dropped|{here}|CONFIRMED",
        f"09:00-10:00|Moved|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{here}|CONFIRMED",
    ]
