"""The sheets of a report on groups."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from scheduler.comparison.groups import AttendeeGroup, ClockHours, GroupKind, Member, RemoteRegion
from scheduler.comparison.indicators import HOUR
from scheduler.comparison.sheets import (
    NOTHING,
    Sheet,
    SheetCell,
    SheetColumn,
    SheetRow,
    number_text,
    row,
)
from scheduler.instance import DAY, clock_text
from scheduler.wording import counted


def group_sheets(
    groups: Sequence[AttendeeGroup], regions: Sequence[RemoteRegion]
) -> tuple[Sheet, ...]:
    """Return the sheets: groups, remote regions with their sites, and members to look after."""
    others = groups_sheet(groups), regions_sheet(regions), sites_sheet(regions), care_sheet(groups)
    return (*others, items_sheet(groups)) if _all_items(groups) else others


def _all_items(groups: Sequence[AttendeeGroup]) -> Sequence[Member]:
    """Return the delegations that propose an item, each once, in the order of the groups."""
    members = {
        member.id: member
        for group in groups
        for member in group.members
        if group.kind is GroupKind.DELEGATIONS and member.items
    }
    return [*members.values()]


def items_sheet(groups: Sequence[AttendeeGroup]) -> Sheet:
    """Return the items of each delegation: what it proposes, in which session, and when."""
    return Sheet(
        "Items of delegations",
        (
            SheetColumn("Delegation"),
            SheetColumn("Item"),
            SheetColumn("Session"),
            SheetColumn("When"),
        ),
        tuple(
            row(member.title, *(item.title, item.sessions, item.when))
            for member in _all_items(groups)
            for item in member.items
        ),
        "The items that each delegation proposes. A member of it must attend them.",
        is_long=True,
    )


def groups_sheet(groups: Sequence[AttendeeGroup]) -> Sheet:
    """Return what each group gets, on average and from the least to the most."""
    numbers = ("People", "With a session", "Sessions each", "Hours each", "Days each")
    return Sheet(
        "What each group gets",
        (
            SheetColumn("Group"),
            *(SheetColumn(title, is_number=True) for title in numbers),
            SheetColumn("Conflicts, min", is_number=True),
            SheetColumn("Wishes missed, min", is_number=True),
            SheetColumn("Hours of the day"),
        ),
        tuple(map(_group, groups)),
        "“Each” is the mean, with the range where members differ. Hours of the day are on "
        "the venue's clocks, for remote persons on their own.",
        "The instance has no classes of persons, audiences or delegations.",
    )


def _group(group: AttendeeGroup) -> SheetRow:
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


def _span(found: Sequence[ClockHours | None]) -> ClockHours | None:
    known = [hours for hours in found if hours is not None]
    if not known:
        return None
    return ClockHours(min(hours.earliest for hours in known), max(hours.latest for hours in known))


def hours_text(hours: ClockHours | None) -> str:
    """Return hours as ``08:00–19:30``, or ``23:00–00:30 next day``."""
    if hours is None:
        return NOTHING
    return f"{clock_text(hours.earliest)}–{_end_text(hours.latest)}"


def _end_text(latest: timedelta) -> str:
    return clock_text(latest) if latest <= DAY else f"{clock_text(latest % DAY)} next day"


def regions_sheet(regions: Sequence[RemoteRegion]) -> Sheet:
    """Return what each region gets, and at what hours of its own clocks it follows remotely."""
    return Sheet(
        "What each region gets",
        (
            SheetColumn("Region"),
            SheetColumn("Coordination meetings", is_number=True),
            SheetColumn("Sessions followed", is_number=True),
            SheetColumn("Person-hours", is_number=True),
            SheetColumn("Comfortable, %", is_number=True),
            SheetColumn("Acceptable, %", is_number=True),
            SheetColumn("Night, %", is_number=True),
        ),
        tuple(map(_region, regions)),
        "Person-hours of remote participants, and their shares by local hour.",
        "The instance has no regions.",
    )


def _region(region: RemoteRegion) -> SheetRow:
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
