"""Reports of releases: what has changed, and who is affected."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field
from rich.console import RenderableType

from scheduler import wording
from scheduler.cli.terminal.layout import section, table
from scheduler.cli.views.records import (
    ConferenceAnswer,
    FindingRecord,
    Moment,
    OrNone,
    PlaceRecord,
    Record,
    SessionId,
    at,
)
from scheduler.publishing.differences import ReleaseChange, ReleaseDifference, differences
from scheduler.publishing.records import (
    Entry,
    PublishedConference,
    PublishedPerson,
    Release,
    SessionStanding,
    TitledRow,
)
from scheduler.wording import counted, one_line, shortened

NAMES = 12
"""Names shown of each group that is affected."""

_SAID = {
    ReleaseChange.ADDED: "added",
    ReleaseChange.CANCELLED: "cancelled",
    ReleaseChange.RESTORED: "restored",
    ReleaseChange.MOVED: "moved",
    ReleaseChange.ROOM: "in room alone",
    ReleaseChange.OTHER: "changed otherwise",
}


def _count(entries: Iterable[Entry]) -> int:
    """Return how many sessions are held."""
    return sum(entry.standing is not SessionStanding.CANCELLED for entry in entries)


def _held(entry: Entry | None) -> Entry | None:
    """Return a session that is held, or None."""
    return None if entry is None or entry.standing is SessionStanding.CANCELLED else entry


def _title(titles: dict[str, str]) -> str:
    return one_line(next(iter(titles.values())))


_Place = Annotated[PlaceRecord | None, BeforeValidator(_held)]


class ReleaseSummaryRecord(Record):
    """A release, as a list has it."""

    number: int
    published: Moment
    note: str
    draft: bool


class ReleaseRecord(ReleaseSummaryRecord):
    """A release, without its content."""

    sessions: Annotated[int, BeforeValidator(_count)] = at("entries")
    """How many are held."""
    override: Annotated[str | None, OrNone]
    """Why it changes what was locked; null if it does not."""


class ReleaseChangeRecord(Record):
    """What a release changes of a session."""

    session: SessionId
    title: Annotated[str, BeforeValidator(_title)] = at("entry.titles")
    change: ReleaseChange
    from_: _Place = Field(validation_alias="old", serialization_alias="from")
    to: _Place = at("new")
    fields: tuple[str, ...]
    people: tuple[str, ...]
    """Ids of those concerned."""
    delegations: tuple[str, ...]
    sites: tuple[str, ...]


class ReleasesAnswer(ConferenceAnswer):
    """All releases."""

    releases: tuple[ReleaseSummaryRecord, ...]


class ReleaseAnswer(ConferenceAnswer):
    """A release, and what has changed since another."""

    release: ReleaseRecord
    since: int | None
    """Number of the other."""
    changes: tuple[ReleaseChangeRecord, ...]


class PublishAnswer(ConferenceAnswer):
    """The new release; null if nothing has changed."""

    store: str
    dry_run: bool
    release: ReleaseRecord | None
    changes: tuple[ReleaseChangeRecord, ...]


class PublishRefusedAnswer(ConferenceAnswer):
    """Hard rules are broken: nothing was published."""

    release: None
    findings: tuple[FindingRecord, ...]


class PublishLockedAnswer(ConferenceAnswer):
    """What is locked would change: nothing was published."""

    release: None
    locked: tuple[str, ...]
    """Each change, in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two releases of a conference, of which the older may be none."""

    old: Release | None
    new: Release

    @property
    def differences(self) -> tuple[ReleaseDifference, ...]:
        """What has changed."""
        return differences(self.old, self.new)


def step_report(step: Step) -> Iterator[RenderableType]:
    """Yield what has changed from one release to another."""
    found = step.differences
    yield summary_of(step)
    if step.old is None:
        return
    older, newer = step.old.conference, step.new.conference
    rows = (
        (
            each.change.value,
            _title(each.entry.titles),
            _place(older, each.old),
            _otherwise(each) if each.change is ReleaseChange.OTHER else _place(newer, each.new),
        )
        for each in found
    )
    yield from section("Changes:", table(("change", "session", "before", "now"), rows))
    affected = (
        (words, str(len(names)), "; ".join(shortened(names, NAMES)))
        for words, names in (
            ("people in it", _affected(step, "people")),
            ("delegations", _affected(step, "delegations")),
            ("remote sites", _affected(step, "sites")),
        )
        if names
    )
    yield from section("Who is affected:", table(("", "", ""), affected, right=(1,)))


def summary_of(step: Step) -> str:
    """Return how many sessions have changed, and how."""
    found = [difference.change for difference in step.differences]
    held = counted(_count(step.new.entries), "session")
    if step.old is None:
        return f"{held}, all of them new."
    kinds = (f"{found.count(each)} {words}" for each, words in _SAID.items() if each in found)
    return f"{held}. Changes: {', '.join(kinds) or 'none'}."


def release_line(release: Release) -> str:
    """Return ``release 3 (a draft), published 2021-10-01 12:00 UTC``."""
    draft = " (a draft)" if release.draft else ""
    return f"release {release.number}{draft}, published {moment(release.published)}"


def moment(instant: datetime) -> str:
    """Return an instant in UTC as lists of releases show it."""
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _otherwise(difference: ReleaseDifference) -> str:
    """Return what has changed besides time and room."""
    entry = difference.entry
    said = {
        "standing": entry.standing.value,
        "private": "private" if entry.private else "public",
    }
    return ", ".join(said.get(field, field) for field in difference.fields)


def _place(conference: PublishedConference, entry: Entry | None) -> str:
    if entry is None or _held(entry) is None:
        return "-"
    room = next(room for room in conference.rooms if room.id == entry.room)
    return f"{wording.moment(entry.start, ZoneInfo(conference.zone))}, {_title(room.titles)}"


def _affected(step: Step, table_: str) -> list[str]:
    """Return the names of those affected of a table."""
    conferences = [step.new.conference, *([step.old.conference] if step.old else [])]
    rows: list[TitledRow | PublishedPerson] = [
        row for each in conferences for row in getattr(each, table_)
    ]
    titles = {row.id: _title(row.titles) for row in reversed(rows)}
    ids = {id_ for each in step.differences for id_ in getattr(each, table_)}
    return [titles[id_] for id_ in sorted(ids)]


def override_of(release: Release) -> Iterator[str]:
    """Yield why a release changes what was locked, if it does."""
    if release.override:
        yield f"It changes what was locked: {one_line(release.override)}"
