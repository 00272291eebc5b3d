"""What the page tells of releases."""

from datetime import UTC, datetime
from typing import Any

from scheduler.publishing.page.view import log_of
from scheduler.publishing.records import Attendee, Entry, Release, SessionStanding
from tests.publishing.page.released import page
from tests.publishing.releases import changed, entry, release


def told(*releases: Release) -> list[list[str]]:
    """Return what each release changed, the last first: ``"moved talk"``."""
    *earlier, last = releases
    issues = log_of(last, earlier)
    return [
        [f"{each.change} {each.entry.session}" for each in issue.told or ()] for issue in issues
    ]


def after(*entries: Entry, number: int = 2) -> Release:
    """Return the release that follows."""
    return release(*entries, number=number)


def moved(old: Entry, hour: int) -> Entry:
    """Return a session an hour long that has moved."""
    start = datetime(2021, 11, 8, hour, tzinfo=UTC)
    return changed(old, start=start, end=start.replace(hour=hour + 1))


TALK, REST = entry("talk"), entry("rest", room="B")


def test_each_change_is_told_once_the_last_release_first() -> None:
    """Moved, cancelled, new; then moved back."""
    new = changed(entry("new", "2021-11-08T12:00"))
    first = release(TALK, REST)
    second = after(moved(TALK, 8), changed(REST, standing=SessionStanding.CANCELLED), new)
    third = after(moved(TALK, 6), changed(REST, standing=SessionStanding.CANCELLED), new, number=3)
    assert told(first, second, third) == [
        ["moved talk"],
        ["cancelled rest", "moved talk", "added new"],
        [],
    ]


def test_what_the_page_does_not_show_is_no_change() -> None:
    """Who takes part, how to join, how many follow from where; but that one can follow at all is."""
    people = (Attendee(person="ada", role="chair"),)
    quiet: list[dict[str, Any]] = [{"attendees": people}, {"join": "https://x.example"}]
    for fields in quiet:
        assert told(release(TALK), after(changed(TALK, **fields))) == [[], []]
    remote = changed(TALK, sites={"suva": 1})
    assert told(release(TALK), after(remote)) == [["other talk"], []]
    assert told(release(remote), after(changed(remote, sites={"suva": 2}))) == [[], []]


def test_private_sessions_are_told_of_in_no_release() -> None:
    """One that has become private, one that was, and one that has become public."""
    hidden = changed(moved(TALK, 8), private=True)
    assert told(release(TALK, REST), after(hidden, REST)) == [[]]
    assert told(release(TALK), after(moved(TALK, 8)), after(hidden, number=3)) == [[]]
    assert told(release(hidden), after(moved(TALK, 9))) == [[], []]


def test_a_release_that_told_nobody_anything_is_not_told_of() -> None:
    """That it changed no session that is public would tell that it changed another; a note is told."""
    secret = entry("secret", "2021-11-08T12:00", private=True)
    first, third = release(TALK, secret), after(moved(TALK, 9), changed(secret, room="B"), number=3)
    second = after(TALK, changed(secret, room="B"))
    assert [each.number for each in log_of(second, [first])] == [1]
    assert [each.number for each in log_of(third, [first, second])] == [3, 1]
    noted = second.model_copy(update={"note": "Lunch is at one."})
    assert [each.number for each in log_of(noted, [first])] == [2, 1]
    for language in ("en", "fr"):
        assert page(second, language, first) == page(first, language)
