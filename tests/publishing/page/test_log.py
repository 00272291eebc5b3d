"""What the page tells of releases."""

import re
from datetime import UTC, datetime
from typing import Any

from scheduler.publishing.page.contents import log_of
from scheduler.publishing.records import Attendee, Entry, Release, Standing
from tests.publishing.page.released import page
from tests.publishing.releases import DAY, changed, entry, release


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
    second = after(moved(TALK, 8), changed(REST, standing=Standing.CANCELLED), new)
    third = after(moved(TALK, 6), changed(REST, standing=Standing.CANCELLED), new, number=3)
    assert told(first, second, third) == [
        ["moved talk"],
        ["cancelled rest", "moved talk", "added new"],
        [],
    ]


def test_the_first_release_changed_nothing() -> None:
    """It is not the same as one without a change."""
    assert log_of(release(TALK), [])[0].told is None
    renamed = release(TALK, number=2, titles={"en": "Another name"})
    assert log_of(renamed, [release(TALK)])[0].told == ()


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


def test_the_page_says_where_it_was_and_where_it_is() -> None:
    """By the clocks of the venue; of what was, no more than what is not the same."""
    hours = "Monday 8 November 2021, 11:00, Room {}"
    assert said_of(changed(moved(TALK, 8), room="B")) == (
        "Moved Talk " + hours.format("B") + " (was 09:00, Room A)"
    )
    assert said_of(moved(TALK, 8)) == "Moved Talk " + hours.format("A") + " (was 09:00)"
    later = changed(TALK, start=TALK.start + DAY, end=TALK.end + DAY)
    assert (
        said_of(later) == "Moved Talk Tuesday 9 November 2021, 09:00, Room A "
        "(was Monday 8 November 2021, 09:00)"
    )
    room = changed(TALK, room="B")
    assert said_of(room) == "Other room Talk Monday 8 November 2021, 09:00, Room B (was Room A)"
    assert said_of(room, "fr").endswith("Salle B (auparavant Salle A)")


def said_of(entry: Entry, language: str = "en") -> str:
    """Return what the page says has become of the talk."""
    text = page(after(entry), language, release(TALK))
    line = text[text.index('<ol class="log"') :].partition("<li><strong>")[2].partition("</li>")[0]
    return " ".join(re.sub("<[^>]*>", "", line).split())
