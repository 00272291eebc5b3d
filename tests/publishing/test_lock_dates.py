"""What a release may change from the dates on which topics and the schedule are locked."""

from datetime import datetime
from typing import Any

import pytest

from scheduler.errors import LockError
from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, exported
from scheduler.publishing.publicity import public
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import NextRelease, locked_changes
from scheduler.schedule import Schedule
from tests.conference import placed, session
from tests.publishing.releases import DAY, drafted, entry_of, forum

PLACES = {"talk": "Mon 09:00 A", "lecture": "Mon 10:00 A"}
TODAY = "2021-10-02"
"""The day after the first release; the clocks of the venue are three hours ahead of UTC."""
TOPICS, SCHEDULE = {"topic_lock": TODAY}, {"schedule_lock": TODAY}


def sessions(**talk: Any) -> tuple[dict[str, Any], ...]:
    """Describe a talk and a lecture, and a workshop that may be left out."""
    fields = {"themes": ["maps"]} | talk
    return session("talk", **fields), session("lecture"), session("workshop", optional=True)


def changes(
    locks: dict[str, str], talk: dict[str, Any], places: dict[str, str], day: int = 1
) -> tuple[str, ...]:
    """Return what is forbidden of another release, so many days after the first."""
    before = drafted(forum(*sessions()), **PLACES)
    instance = forum(*sessions(**talk), **locks)
    return locked_changes(instance, before, drafted(instance, before, day, **places))


SINCE, PLACED = f"topics are locked since {TODAY}.", f"the schedule is locked since {TODAY}."


@pytest.mark.parametrize(
    ("talk", "places", "topics", "schedule"),
    [
        ({}, PLACES, (), ()),
        ({"description": "More."}, PLACES, (), ()),
        ({"title": "Speech"}, PLACES, ("talk (Speech) would have another title",), ()),
        ({"themes": ["skills"]}, PLACES, ("talk (Talk) would have other themes",), ()),
        (
            {},
            PLACES | {"talk": "Mon 11:00 A"},
            (),
            ("talk (Talk) would have other hours",),
        ),
        ({"duration": 30}, PLACES, (), ("talk (Talk) would have other hours",)),
        ({}, PLACES | {"talk": "Mon 09:00 B"}, (), ("talk (Talk) would have another room",)),
        (
            {},
            PLACES | {"workshop": "Tue 09:00 A"},
            ("workshop (Workshop) would be added",),
            ("workshop (Workshop) would be added",),
        ),
        (
            {},
            {"talk": "Mon 09:00 A"},
            ("lecture (Lecture) would be cancelled",),
            ("lecture (Lecture) would be cancelled",),
        ),
    ],
)
def test_each_lock_holds_what_it_is_about(
    talk: dict[str, Any], places: dict[str, str], topics: tuple[str, ...], schedule: tuple[str, ...]
) -> None:
    """Titles, themes, and which sessions there are; and when and where they are."""
    assert changes(TOPICS, talk, places) == tuple(f"{each}: {SINCE}" for each in topics)
    assert changes(SCHEDULE, talk, places) == tuple(f"{each}: {PLACED}" for each in schedule)


def test_a_title_in_a_further_language_is_no_other_title() -> None:
    """One in a language that was known before is."""
    french = {"languages": ["en", "fr"]}
    said = {"translations": {"fr": {"sessions": {"talk": {"title": "Exposé"}}}}}
    other = {"translations": {"fr": {"sessions": {"talk": {"title": "Discours"}}}}}
    plain = drafted(forum(*sessions(), **french), **PLACES)
    instance = forum(*sessions(), **french, **said, **TOPICS)
    after = drafted(instance, plain, 1, **PLACES)
    assert locked_changes(instance, plain, after) == ()
    changed = forum(*sessions(), **french, **other, **TOPICS)
    last = drafted(changed, after, 2, **PLACES)
    assert locked_changes(changed, after, last) == (
        f"talk (Talk) would have another title: {SINCE}",
    )


@pytest.mark.parametrize(
    ("at", "locked"), [("2021-10-01T20:59:59+00:00", False), ("2021-10-01T21:00:00+00:00", True)]
)
def test_a_date_begins_at_midnight_at_the_venue(at: str, *, locked: bool) -> None:
    """That is 21:00 in UTC on the day before."""
    before = drafted(forum(*sessions()), **PLACES)
    instance = forum(*sessions(title="Speech"), **TOPICS)
    drafting = drafting_at(instance, datetime.fromisoformat(at), PLACES)
    if locked:
        with pytest.raises(LockError) as error:
            drafting.follow(before)
        assert error.value.troubles == (f"talk (Speech) would have another title: {SINCE}",)
    else:
        assert drafting.follow(before) is not None


def drafting_at(
    instance: Instance, at: datetime, places: dict[str, str], override: str = ""
) -> NextRelease:
    """Draft a release of places at a time."""
    schedule: Schedule = placed(instance, **places)
    return NextRelease(instance, schedule, None, "", False, at, override)


def test_the_first_release_changes_nothing() -> None:
    """Whatever is locked by then."""
    instance = forum(*sessions(), **TOPICS, **SCHEDULE)
    assert locked_changes(instance, None, drafted(instance, None, 1, **PLACES)) == ()


def overridden(reason: str, title: str) -> Release:
    """Publish a talk under a title after the lock, with a reason."""
    before = drafted(forum(*sessions()), **PLACES)
    instance = forum(*sessions(title=title, description="More."), **TOPICS)
    at = before.published + DAY
    release = drafting_at(instance, at, PLACES, reason).follow(before)
    assert release is not None
    return release


def test_a_reason_is_kept_where_it_is_needed_and_is_not_public() -> None:
    """It is written with the release; where nothing locked changes, there is none to write."""
    release = overridden("Ada asked for it", "Speech")
    assert release.override == "Ada asked for it"
    assert entry_of(release, "talk").titles == {"en": "Speech"}
    assert public(release).override == ""
    assert b"Ada asked" not in exported(release, ExportForm.JSON)
    assert "override" not in overridden("Ada asked for it", "Talk").model_dump_json()
