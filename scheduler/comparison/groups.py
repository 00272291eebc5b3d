"""The programme of each group: classes of persons, audiences, delegations, regions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from scheduler.comparison.indicators import (
    HOUR,
    SMALL,
    days_from_first_to_last,
    followed,
    minutes_by_comfort,
)
from scheduler.comparison.programmes import Programme, length
from scheduler.comparison.sheets import (
    NOTHING,
    Sheet,
    SheetCell,
    SheetColumn,
    SheetRow,
    number_columns,
    number_text,
    row,
)
from scheduler.evaluation.runs import Run, chronological, ids
from scheduler.instance import DAY, Audience, Delegation, Person, Region, Role, clock_text
from scheduler.wording import Named, counted, name


class GroupKind(StrEnum):
    """Sort of the members of a group."""

    PERSONS = "persons"
    AUDIENCE = "audience"
    DELEGATIONS = "delegations"


@dataclass(frozen=True, slots=True)
class HoursOfDay:
    """Between which hours of their own clocks somebody's sessions lie."""

    earliest: timedelta
    """Clock time of the earliest start."""
    latest: timedelta
    """Clock time of the latest end, counted from the midnight before the start: 25 h is 01:00 next day."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person, an audience or a delegation, and its sessions."""

    id: str
    title: str
    """Name for people."""
    sessions: tuple[str, ...]
    """What it attends, must attend, or (audiences) wants to attend; in order of time."""
    wished: tuple[str, ...]
    """Other sessions that it may or wishes to attend."""
    minutes: int
    """Minutes of `sessions`."""
    conflicts: int
    """Minutes for which it is needed, or wants to be, in more places than it can be in; of persons also
    those for which they are needed and not available."""
    missed: int
    """Minutes for which it cannot attend all of `sessions` and `wished`."""
    days: int
    """Days from its first session to the last, both counted."""
    hours: HoursOfDay | None
    """On the clocks of the venue, or at home if a person is remote; None without a session."""


@dataclass(frozen=True, slots=True)
class AttendeeGroup:
    """People with something in common."""

    id: str
    title: str
    """Name for people."""
    kind: GroupKind
    people: int
    """How many they are: persons, people of an audience, delegations."""
    members: tuple[Member, ...]
    """In the order of the file; an audience is one member."""

    @property
    def served(self) -> int:
        """How many members have a session."""
        return sum(bool(member.sessions) for member in self.members)


@dataclass(frozen=True, slots=True)
class RemoteSite:
    """Where remote participants of a region are, and when they follow."""

    id: str
    zone: str
    sessions: tuple[str, ...]
    """In order of time."""
    hours: HoursOfDay


@dataclass(frozen=True, slots=True)
class RemoteRegion:
    """The programme of the remote participants of a region."""

    id: str
    title: str
    """Name for people."""
    coordination: int
    """Coordination meetings of its group."""
    sessions: tuple[str, ...]
    """Sessions that somebody of it follows, in order of time."""
    comfortable: int
    """Person-minutes at comfortable hours."""
    acceptable: int
    """Person-minutes at acceptable hours around them."""
    night: int
    """Person-minutes at all others."""
    sites: tuple[RemoteSite, ...]
    """Those that follow anything, in the order of the file."""


def groups_of(programme: Programme) -> tuple[AttendeeGroup, ...]:
    """Return the programme of each class of persons, audience and sort of delegation.

    Persons without a class are left out, unless they are remote; groups without members too.
    """
    return tuple(group for group in _groups(programme) if group.members)


def _groups(programme: Programme) -> Iterator[AttendeeGroup]:
    instance = programme.instance
    persons = [(each, _person(programme, each)) for each in instance.people]
    delegations = [(each, _delegation(programme, each)) for each in instance.delegations]
    for each in instance.person_classes:
        of_class = [member for person, member in persons if person.person_class == each.id]
        yield _group(GroupKind.PERSONS, each.id, name(each), of_class)
    remote = [member for person, member in persons if person.remote]
    yield _group(GroupKind.PERSONS, "remote", "Remote persons", remote)
    for audience in instance.audiences:
        members = (_audience(programme, audience),)
        kind, people = GroupKind.AUDIENCE, audience.people
        yield AttendeeGroup(audience.id, name(audience), kind, people, members)
    kind, small_title = GroupKind.DELEGATIONS, f"Delegations of up to {SMALL} members"
    small = [member for delegation, member in delegations if delegation.size <= SMALL]
    large = [member for delegation, member in delegations if delegation.size > SMALL]
    yield _group(kind, "small", small_title, small)
    yield _group(kind, "large", "Larger delegations", large)
    for region in instance.regions:
        of_region = [each for delegation, each in delegations if delegation.region == region.id]
        yield _group(kind, region.id, f"Delegations of {name(region)}", of_region)


def _group(kind: GroupKind, id_: str, title: str, members: Sequence[Member]) -> AttendeeGroup:
    return AttendeeGroup(id_, title, kind, len(members), tuple(members))


def _person(programme: Programme, person: Person) -> Member:
    roles = programme.roles_by_person.get(person.id, {})
    options = [programme.run_by_id[id_] for id_, role in roles.items() if role is Role.OPTIONAL]
    conflicts = _found(programme, person.id, "person_conflict", "person_unavailable")
    missed = _found(programme, person.id, "optional_missed")
    zone = person.zone if person.remote else None
    attended = programme.attended(person.id)
    return _member(programme, person, attended, options, conflicts, missed, zone)


def _audience(programme: Programme, audience: Audience) -> Member:
    conflicts = _found(programme, audience.id, "audience_overlap") // audience.people
    return _member(programme, audience, programme.held(audience.sessions), (), conflicts)


def _delegation(programme: Programme, delegation: Delegation) -> Member:
    items = programme.instance.item_by_id
    needed = {run.id for run in programme.held(delegation.must)} | {
        entry.session
        for entry in programme.schedule.agendas
        if delegation.id in items[entry.item].proposers
    }
    must = [run for run in programme.runs if run.id in needed]
    wished = [run for run in programme.held(delegation.wishes) if run not in must]
    conflicts = _found(programme, delegation.id, "delegation_overstretched")
    missed = _found(programme, delegation.id, "wish_missed")
    return _member(programme, delegation, must, wished, conflicts, missed)


def _member(
    programme: Programme,
    who: Named,
    attended: Iterable[Run],
    wished: Iterable[Run],
    conflicts: int,
    missed: int = 0,
    zone: ZoneInfo | None = None,
) -> Member:
    runs = chronological(attended)
    return Member(
        id=who.id,
        title=name(who),
        sessions=ids(runs),
        wished=ids(chronological(wished)),
        minutes=sum(map(length, runs)),
        conflicts=conflicts,
        missed=missed,
        days=days_from_first_to_last(programme, runs),
        hours=_hours(runs, zone or programme.instance.zone),
    )


def _found(programme: Programme, item: str, *rules: str) -> int:
    findings = (finding for rule in rules for finding in programme.findings[rule])
    return sum(finding.amount for finding in findings if finding.item == item)


def _hours(runs: Sequence[Run], zone: ZoneInfo) -> HoursOfDay | None:
    if not runs:
        return None
    clocks = [
        (_clock(run.start, run.start, zone), _clock(run.end, run.start, zone)) for run in runs
    ]
    return HoursOfDay(min(start for start, _ in clocks), max(end for _, end in clocks))


def _clock(moment: datetime, start: datetime, zone: ZoneInfo) -> timedelta:
    wall = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    return wall - datetime.combine(start.astimezone(zone).date(), datetime.min.time())


def regions_of(programme: Programme) -> tuple[RemoteRegion, ...]:
    """Return the programme of each region's remote participants, in the order of the file."""
    minutes = minutes_by_comfort(programme)
    return tuple(
        _region(programme, each, *minutes.get(each.id, (0, 0, 0)))
        for each in programme.instance.regions
    )


def _region(
    programme: Programme, region: Region, comfortable: int, acceptable: int, night: int
) -> RemoteRegion:
    by_site: dict[str, list[Run]] = {
        site.id: [] for site in programme.instance.sites if site.region == region.id
    }
    for run, site, _ in followed(programme):
        if site.region == region.id:
            by_site[site.id].append(run)
    sessions = {run.id: run for runs in by_site.values() for run in runs}
    return RemoteRegion(
        id=region.id,
        title=name(region),
        coordination=sum(run.session.region == region.id for run in programme.runs),
        sessions=ids(chronological(sessions.values())),
        comfortable=comfortable,
        acceptable=acceptable,
        night=night,
        sites=tuple(_sites(programme, by_site)),
    )


def _sites(programme: Programme, by_site: dict[str, list[Run]]) -> Iterator[RemoteSite]:
    for id_, runs in by_site.items():
        zone = programme.instance.site_by_id[id_].zone
        hours = _hours(runs, zone)
        if hours is not None:
            sessions = tuple(dict.fromkeys(ids(chronological(runs))))
            yield RemoteSite(id_, zone.key, sessions, hours)


def group_sheets(
    groups: Sequence[AttendeeGroup], regions: Sequence[RemoteRegion]
) -> tuple[Sheet, ...]:
    """Return the sheets: groups, remote regions with their sites, and members to look after."""
    return groups_sheet(groups), regions_sheet(regions), sites_sheet(regions), care_sheet(groups)


def groups_sheet(groups: Sequence[AttendeeGroup]) -> Sheet:
    """Return what each group gets, on average and from the least to the most."""
    numbers = ("People", "With a session", "Sessions each", "Hours each", "Days each")
    minutes = ("Conflicts, min", "Wishes missed, min")
    return Sheet(
        "What each group gets",
        (
            SheetColumn("Group"),
            *number_columns(*numbers, *minutes),
            SheetColumn("Hours of the day"),
        ),
        tuple(map(_group_row, groups)),
        "“Each” is the mean, with the range where members differ. Hours of the day are on "
        "the venue's clocks, for remote persons on their own.",
        "The instance has no classes of persons, audiences or delegations.",
    )


def _group_row(group: AttendeeGroup) -> SheetRow:
    members = group.members
    is_audience = group.kind is GroupKind.AUDIENCE
    return row(
        group.title,
        number_text(group.people),
        NOTHING if is_audience else str(group.served),
        _each([len(member.sessions) for member in members]),
        _each([member.minutes / HOUR for member in members]),
        _each([member.days for member in members]),
        number_text(sum(member.conflicts for member in members)),
        number_text(sum(member.missed for member in members)),
        hours_text(_span([member.hours for member in members])),
    )


def _each(values: Sequence[float]) -> SheetCell:
    least, most = min(values), max(values)
    spread = "" if least == most else f"{number_text(least)}–{number_text(most)}"
    return SheetCell(number_text(sum(values) / len(values)), spread)


def _span(found: Sequence[HoursOfDay | None]) -> HoursOfDay | None:
    known = [hours for hours in found if hours is not None]
    if not known:
        return None
    return HoursOfDay(min(hours.earliest for hours in known), max(hours.latest for hours in known))


def hours_text(hours: HoursOfDay | None) -> str:
    """Return hours as ``08:00–19:30``, or ``23:00–00:30 next day``."""
    if hours is None:
        return NOTHING
    end = hours.latest
    last = clock_text(end) if end <= DAY else f"{clock_text(end % DAY)} next day"
    return f"{clock_text(hours.earliest)}–{last}"


def regions_sheet(regions: Sequence[RemoteRegion]) -> Sheet:
    """Return the sessions of each region, and the local hours of its remote participants."""
    counts = ("Coordination meetings", "Sessions followed", "Person-hours")
    shares = ("Comfortable, %", "Acceptable, %", "Night, %")
    return Sheet(
        "What each region gets",
        (SheetColumn("Region"), *number_columns(*counts, *shares)),
        tuple(map(_region_row, regions)),
        "Person-hours of remote participants, and their shares by local hour.",
        "The instance has no regions.",
    )


def _region_row(region: RemoteRegion) -> SheetRow:
    parts = (region.comfortable, region.acceptable, region.night)
    in_all = sum(parts)
    return row(
        region.title,
        str(region.coordination),
        str(len(region.sessions)),
        number_text(in_all / HOUR),
        *(number_text(100 * part / in_all if in_all else None) for part in parts),
    )


def sites_sheet(regions: Sequence[RemoteRegion]) -> Sheet:
    """Return the local times at which each place follows."""
    return Sheet(
        "Local times of remote participants",
        (
            SheetColumn("Place"),
            SheetColumn("Region"),
            SheetColumn("Sessions", is_number=True),
            SheetColumn("Local hours"),
        ),
        tuple(
            row(site.id, region.title, str(len(site.sessions)), hours_text(site.hours))
            for region in regions
            for site in region.sites
        ),
        "From the earliest start to the latest end.",
        "No one takes part remotely.",
    )


def care_sheet(groups: Sequence[AttendeeGroup]) -> Sheet:
    """Return the members who have no session, or are wanted in more places than they can be in."""
    return Sheet(
        "Who needs attention",
        (SheetColumn("Who"), SheetColumn("Group"), SheetColumn("Why")),
        tuple(_care(groups)),
        empty="No one is double-booked, and everyone has a session.",
        is_long=True,
    )


def _care(groups: Sequence[AttendeeGroup]) -> Iterator[SheetRow]:
    seen: set[tuple[GroupKind, str]] = set()
    for group in groups:
        for member in group.members:
            if (group.kind, member.id) not in seen:
                seen.add((group.kind, member.id))
                why = "; ".join(_reasons(member))
                if why:
                    yield row(member.title, group.title, why)


def _reasons(member: Member) -> Iterator[str]:
    if not member.sessions:
        yield "no session"
    if member.conflicts:
        yield f"{counted(member.conflicts, 'minute')} of conflict"
    if member.missed > member.conflicts:
        yield f"{counted(member.missed, 'minute')} of wishes missed"
