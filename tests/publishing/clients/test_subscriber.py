"""A subscriber with vdirsyncer, Radicale and khal sees what a new release has changed."""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.publishing.feeds import personal_path
from scheduler.publishing.records import Release
from scheduler.publishing.store.tokens import Owner, Sort
from tests.publishing.clients.serving import calendar_server
from tests.publishing.test_changes import five
from tests.web.running import Running, client, published, running, soon, token_for

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
def service(tmp_path: Path) -> Iterator[Running]:
    """Serve the first release; leave the test out where a program is missing."""
    if shutil.which("khal") is None:
        pytest.skip("khal is not installed (Debian: apt-get install khal)")
    for module in ("radicale", "vdirsyncer"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    published(store_of(tmp_path), five()[0])
    with running(tmp_path, store_of(tmp_path)) as started:
        yield started


@pytest.fixture
def subscriber(service: Running, tmp_path: Path) -> Iterator[Subscriber]:
    """Subscribe to the feed of a person."""
    path = personal_path(token_for(store_of(tmp_path), Owner(Sort.PERSON, "ada")), "en")
    feed = f"{service.address}/{path}"
    with calendar_server(tmp_path) as calendar, client(service) as ask:
        soon(lambda: ask.get(feed).status_code == 200)
        yield Subscriber(tmp_path, feed, calendar)


def store_of(folder: Path) -> str:
    """Return where releases are kept."""
    return str(folder / "tiny.db")


def publish(folder: Path, service: Running, *releases: Release) -> None:
    """Publish further releases, and wait until the last is served."""
    published(store_of(folder), *releases)
    with client(service) as ask:
        soon(lambda: ask.get("/health").json()["release"] == releases[-1].number)


@pytest.mark.slow
def test_f46_a_subscriber_sees_moved_cancelled_and_new_sessions(
    service: Running, subscriber: Subscriber, tmp_path: Path
) -> None:
    """Each once, release after release: nothing of what was there before stays behind."""
    here, there = "Room A, Floor 1, Congress Centre", "Room B, Floor 1, Congress Centre"
    assert subscriber.look() == [
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Dropped|{here}|CONFIRMED",
        f"09:00-10:00|Moved|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{here}|CONFIRMED",
    ]
    publish(tmp_path, service, *five()[1:3])
    third = [
        f"09:00-10:00|CANCELLED: Dropped|{here}|CANCELLED",
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{there}|CONFIRMED",
        f"10:00-11:00|Moved|{here}|CONFIRMED",
    ]
    assert subscriber.look() == third
    assert subscriber.look() == third
    publish(tmp_path, service, *five()[3:])
    assert subscriber.look() == [
        f"09:00-10:00|CANCELLED: New|{there}|CANCELLED",
        f"09:00-10:00|Calm|{here}|CONFIRMED",
        f"09:00-10:00|Dropped|{here}|CONFIRMED",
        f"09:00-10:00|Moved|{here}|CONFIRMED",
        f"09:00-10:00|Roomed|{here}|CONFIRMED",
    ]
