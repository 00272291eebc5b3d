"""A conference that can be published, and clocks and UIDs that a test knows."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from scheduler.instance import Instance
from scheduler.publishing.records import Entry, Release
from scheduler.publishing.release_drafts import draft_release
from tests.conference import conference, placed, room, session

FIRST = datetime(2021, 10, 1, 12, tzinfo=UTC)
"""When the first release is published."""
DAY = timedelta(days=1)

OFFICE = {"name": "Secretariat", "email": "agenda@example.org"}


def forum(*sessions: dict[str, Any], **tables: Any) -> Instance:
    """Make a conference of a talk, a lecture and a workshop, unless other sessions are given."""
    usual = (session("talk"), session("lecture"), session("workshop", optional=True))
    rooms = [room("A", title="Africa Hall"), room("B", title="Annex")]
    fields = {"publishing": {"organiser": OFFICE}, "rooms": rooms}
    return conference(*(sessions or usual), **(fields | tables))


def drafted(
    instance: Instance, before: Release | None = None, day: int = 0, /, **places: str
) -> Release:
    """Draft the release of a programme, so many days after the first."""
    schedule = placed(instance, **places)
    first = 1 if before is None else len(before.entries) + 1
    numbers = count(first)
    return draft_release(
        instance,
        schedule,
        before,
        published=FIRST + day * DAY,
        uids=lambda: f"00000000-0000-4000-8000-{next(numbers):012}",
    )


def entry_of(release: Release, session: str) -> Entry:
    """Return the entry of a session."""
    (found,) = (entry for entry in release.entries if entry.session == session)
    return found
