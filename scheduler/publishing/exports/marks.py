"""What a release has changed of each session it shows, told against the release before."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.publishing.differences import Change, differences
from scheduler.publishing.exports.programmes import Programme, Row

TOLD = frozenset(
    {"titles", "descriptions", "languages", "stream", "remote", "body", "pauses", "pause_titles"}
)
"""Fields that readers of a plan are shown, besides time, room and whether it is held."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What has become of a session."""

    change: Change
    was: Row | None
    """As it was last shown; None if it was not."""


def marks_of(programme: Programme, before: Programme | None) -> dict[str, Mark]:
    """Return what has become of sessions, by session; nothing without a release before.

    Only of sessions that the programme shows: what has become private since is not told of.
    """
    return {} if before is None else dict(_marks(programme, before))


def _marks(programme: Programme, before: Programme) -> Iterator[tuple[str, Mark]]:
    known = {row.session: row for row in before.rows}
    shown = {row.session for row in programme.rows}
    for each in differences(before.release, programme.release):
        told = each.change is not Change.OTHER or TOLD & set(each.fields)
        if each.session in shown and each.new is not None and told:
            yield each.session, Mark(each.change, known.get(each.session))
