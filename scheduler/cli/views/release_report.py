"""Reports of releases: what has changed, and who is affected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import Field
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.records import (
    ConferenceAnswer,
    FindingRecord,
    Moment,
    PlaceRecord,
    Record,
    SessionId,
)
from scheduler.publishing.dates import city
from scheduler.publishing.differences import AgendaChange, Change, Difference, differences
from scheduler.publishing.records import Conference, Entry, Named, Person, Release, Standing
from scheduler.wording import counted, one_line, shortened

NAMES = 12
"""Names shown of each group that is affected."""

_SAID = {
    Change.ADDED: "added",
    Change.CANCELLED: "cancelled",
    Change.RESTORED: "restored",
    Change.MOVED: "moved",
    Change.ROOM: "in room alone",
    Change.OTHER: "changed otherwise",
}

_FIELDS = {
    "titles": "title",
    "descriptions": "description",
    "outputs": "expected output",
    "audiences": "whom it is for",
    "invited": "who is invited",
    "agenda": "agenda",
    "credits": "who is named",
    "guests": "which persons are invited",
    "languages": "interpretation",
    "attendees": "who takes part",
    "delegations": "which delegations must attend",
    "wishing": "which delegations wish to attend",
    "sites": "remote participants",
    "stream": "webcast",
    "join": "address to join",
}
"""What fields of an entry are called; others by their names."""


class ReleaseSummaryRecord(Record):
    """A release, as a list has it."""

    number: int
    published: Moment
    note: str
    draft: bool


class ReleaseRecord(ReleaseSummaryRecord):
    """A release, without its content."""

    sessions: int
    """How many are held."""
    override: str | None = None
    """Why it changes what was locked; not there if it does not."""


class AgendaChangeRecord(Record):
    """Ids of the agenda items that come, go, or are dealt with at another time."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    at_another_time: tuple[str, ...]


class ReleaseChangeRecord(Record):
    """What a release changes of a session."""

    session: SessionId
    title: str
    change: Change
    from_: PlaceRecord | None = Field(serialization_alias="from")
    to: PlaceRecord | None
    fields: tuple[str, ...]
    agenda_changes: AgendaChangeRecord | None
    """Null if none does."""
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
    def differences(self) -> tuple[Difference, ...]:
        """What has changed."""
        return differences(self.old, self.new)


def step_report(step: Step) -> Iterator[RenderableType]:
    """Yield what has changed from one release to another."""
    found = step.differences
    yield Text(summary_of(step))
    if step.old is None or not found:
        return
    yield Text()
    yield _table(step, found)
    groups = [*_affected(step, found)]
    if groups:
        yield Text()
        yield Text("Who is affected:", style="bold")
        yield _groups(groups)


def summary_of(step: Step) -> str:
    """Return how many sessions have changed, in a sentence."""
    held = _held(step.new)
    if step.old is None:
        return f"{counted(held, 'session')}, all of them new."
    found = [difference.change for difference in step.differences]
    if not found:
        return f"No session changes: {counted(held, 'session')} as before."
    said = ", ".join(
        f"{found.count(change)} {words}" for change, words in _SAID.items() if change in found
    )
    return f"{counted(len(found), 'session changes', 'sessions change')}: {said}."


def _held(release: Release) -> int:
    return sum(entry.standing is not Standing.CANCELLED for entry in release.entries)


def release_line(release: Release) -> str:
    """Return ``release 3 (a draft), published 2021-10-01 12:00 UTC``."""
    draft = " (a draft)" if release.draft else ""
    return f"release {release.number}{draft}, published {moment(release.published)}"


def moment(instant: datetime) -> str:
    """Return an instant in UTC as lists of releases show it."""
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _table(step: Step, found: Iterable[Difference]) -> Columns:
    table = Columns("change", "session", "before", "now")
    older = step.old or step.new
    for each in found:
        table.add(
            each.change.value,
            _title(each.entry.titles),
            _place(older.conference, each.old),
            _otherwise(each)
            if each.change is Change.OTHER
            else _place(step.new.conference, each.new),
        )
    return table


def _otherwise(difference: Difference) -> str:
    """Return what has changed besides time and room."""
    entry = difference.entry
    said = _FIELDS | {
        "standing": entry.standing.value,
        "private": "private" if entry.private else "public",
    }
    if difference.items is not None:
        said["agenda"] = _items(difference.items)
    return ", ".join(said.get(field, field) for field in difference.fields)


def _items(items: AgendaChange) -> str:
    """Return how many items have come to an agenda, have gone, and are dealt with at another time."""
    said = (("new", items.comes), ("gone", items.goes), ("at another time", items.retimed))
    words = ", ".join(f"{len(each)} {what}" for what, each in said if each)
    return f"agenda ({words})" if words else "agenda"


def _place(conference: Conference, entry: Entry | None) -> str:
    if entry is None or entry.standing is Standing.CANCELLED:
        return "-"
    start = entry.start.astimezone(ZoneInfo(conference.zone))
    rooms = {room.id: room for room in conference.rooms}
    return f"{start:%a} {start.day} {start:%b %H:%M}, {_title(rooms[entry.room].titles)}"


def _title(titles: dict[str, str]) -> str:
    return one_line(next(iter(titles.values())))


def _affected(step: Step, found: Sequence[Difference]) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of those affected, by group."""
    conferences = [step.new.conference, *([step.old.conference] if step.old else [])]
    for group, table in (
        ("people in it", "people"),
        ("delegations", "delegations"),
        ("remote sites", "sites"),
    ):
        rows: list[Named | Person] = [row for each in conferences for row in getattr(each, table)]
        called = _site_name if table == "sites" else lambda row, _rows: _title(row.titles)
        titles = {row.id: called(row, rows) for row in reversed(rows)}
        ids = sorted({id_ for each in found for id_ in getattr(each, table)})
        if ids:
            yield group, [titles[id_] for id_ in ids]


def _site_name(row: Named | Person, rows: Sequence[Named | Person]) -> str:
    """Return the city of a site, which has no title but its id, unless another has the same."""
    if not isinstance(row, Person) or row.zone is None:
        return _title(row.titles)
    alike = {each.id for each in rows if isinstance(each, Person) and _city(each) == _city(row)}
    return _city(row) if len(alike) == 1 else row.id


def _city(site: Person) -> str:
    return city(site.zone or "")


def _groups(groups: Iterable[tuple[str, list[str]]]) -> Columns:
    table = Columns("", "", "", right=(1,))
    for group, names in groups:
        said = "; ".join(shortened(names, NAMES, "and {} more (--json names all)"))
        table.add(group, str(len(names)), said)
    return table


def override_of(release: Release) -> Iterator[Text]:
    """Yield why a release changes what was locked, if it does."""
    if release.override:
        yield Text(f"It changes what was locked: {one_line(release.override)}")


def release_record(release: Release) -> ReleaseRecord:
    """Return a release for machines, without its content."""
    override = {"override": release.override} if release.override else {}
    summary = ReleaseSummaryRecord.of(release)
    return ReleaseRecord.of(summary, sessions=_held(release), **override)


def change_records(step: Step) -> list[ReleaseChangeRecord]:
    """Return what has changed for machines."""
    return [
        ReleaseChangeRecord.of(
            each,
            title=next(iter(each.entry.titles.values())),
            from_=_place_record((step.old or step.new).conference, each.old),
            to=_place_record(step.new.conference, each.new),
            agenda_changes=_agenda_change(each.items),
        )
        for each in step.differences
    ]


def _agenda_change(items: AgendaChange | None) -> AgendaChangeRecord | None:
    if items is None:
        return None
    new, gone, retimed = (
        tuple(each.item for each in dealt) for dealt in (items.comes, items.goes, items.retimed)
    )
    return AgendaChangeRecord(new=new, gone=gone, at_another_time=retimed)


def _place_record(conference: Conference, entry: Entry | None) -> PlaceRecord | None:
    if entry is None or entry.standing is Standing.CANCELLED:
        return None
    zone = ZoneInfo(conference.zone)
    start, end = entry.start.astimezone(zone), entry.end.astimezone(zone)
    return PlaceRecord(start=start, end=end, room=entry.room)
