"""JSON: the release itself, as programs of the organiser read it."""

from scheduler.publishing.publicity import public
from scheduler.publishing.records import Release


def document_of(release: Release, *, with_private: bool = False) -> bytes:
    """Return a release as JSON; without what is private, unless asked for."""
    shown = release if with_private else public(release)
    return (shown.model_dump_json(indent=2) + "\n").encode("utf-8")
