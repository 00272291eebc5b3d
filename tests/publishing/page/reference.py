"""The reference conference as a release that does not say under which address it is served."""

from functools import cache

from scheduler.publishing.records import PublishedConference, Release
from tests.publishing.reference import reference_release


@cache
def reference() -> Release:
    """Return the release of the shipped programme."""
    published = reference_release()
    conference = PublishedConference(**(dict(published.conference) | {"site": None}))
    return Release(**(dict(published) | {"conference": conference}))
