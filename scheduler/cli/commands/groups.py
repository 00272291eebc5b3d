"""`scheduler report groups`: what a programme gives to whom."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer
from pydantic import BeforeValidator

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import (
    AsCsv,
    AsJson,
    InstancePath,
    SolutionPath,
    make_sure_of_one_form,
)
from scheduler.cli.terminal.console import Paper, print_json, write
from scheduler.cli.views.records import Clock, InstanceAnswer, Record, SessionIds, at, printed
from scheduler.cli.views.tables import MOST, csv_text, print_sheet
from scheduler.comparison import Programme
from scheduler.comparison.group_tables import group_sheets
from scheduler.comparison.groups import (
    Group,
    Kind,
    RemoteRegion,
    groups_of,
    regions_of,
)
from scheduler.instance import clock_text
from scheduler.sources import read_instance
from scheduler.wording import one_line

Every = Annotated[bool, typer.Option("--all", help="Show all who need care.")]


Earliest = Annotated[
    Clock | None, BeforeValidator(lambda hours: hours and clock_text(hours.earliest))
]
Latest = Annotated[Clock | None, BeforeValidator(lambda hours: hours and clock_text(hours.latest))]


class MemberRecord(Record):
    """A member."""

    id: str
    title: str
    sessions: SessionIds
    wished: SessionIds
    minutes: int
    conflict_minutes: int = at("conflicts")
    missed_minutes: int = at("missed")
    days: int
    agenda_items: tuple[str, ...] = at("items")
    """Ids of the agenda items for which it must be there, in order of time."""
    earliest: Earliest = at("hours")
    latest: Latest = at("hours")


class GroupRecord(Record):
    """A group."""

    group: str = at("id")
    title: str
    kind: Kind
    people: int
    with_a_session: int = at("served")
    members: tuple[MemberRecord, ...]


class RemoteSiteRecord(Record):
    """A place of remote participants."""

    site: str = at("id")
    zone: str
    sessions: SessionIds
    earliest: Earliest = at("hours")
    latest: Latest = at("hours")


class RegionRecord(Record):
    """A region."""

    region: str = at("id")
    title: str
    coordination_meetings: int = at("coordination")
    sessions: SessionIds
    comfortable_minutes: int = at("comfortable")
    acceptable_minutes: int = at("acceptable")
    night_minutes: int = at("night")
    sites: tuple[RemoteSiteRecord, ...]


class GroupsAnswer(InstanceAnswer):
    """What a programme gives to each group."""

    groups: tuple[GroupRecord, ...]
    regions: tuple[RegionRecord, ...]


def groups(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    every: Every = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> Code:
    """Report sessions, hours, conflicts and local times of each group."""
    make_sure_of_one_form(as_csv=as_csv, as_json=as_json)
    facts = read_instance(instance)
    label = one_line(solution_path(facts, solution).stem)
    programme = Programme(label, facts, stored_programme(facts, solution, instance).schedule)
    found, regions = groups_of(programme), regions_of(programme)
    if as_json:
        print_json(GroupsAnswer.about(facts, groups=found, regions=regions))
    elif as_csv:
        write(csv_text(COLUMNS, _lines(found, regions)))
    else:
        paper = Paper()
        for sheet in group_sheets(found, regions):
            print_sheet(paper, sheet, MOST if sheet.is_long and not every else None)
    return Code.FINE


COLUMNS = (
    *("table", "group", "id", "title", "sessions", "wished", "minutes"),
    *("conflict_minutes", "missed_minutes", "days", "agenda_items", "earliest", "latest"),
    *("coordination_meetings", "comfortable_minutes", "acceptable_minutes", "night_minutes"),
)
"""Columns of the CSV: a row for each member, region and place of remote participants."""


def _lines(found: Sequence[Group], regions: Sequence[RemoteRegion]) -> Iterator[dict[str, Any]]:
    for group in found:
        for member in group.members:
            yield {"table": "member", "group": group.id, **_counted(MemberRecord.of(member))}
    for region in regions:
        said = _counted(RegionRecord.of(region))
        del said["sites"]
        yield {"table": "region", "id": said.pop("region"), **said}
        for site in region.sites:
            line = _counted(RemoteSiteRecord.of(site))
            del line["zone"]
            yield {"table": "site", "group": region.id, "id": line.pop("site"), **line}


def _counted(record: Record) -> dict[str, Any]:
    """Return a record with the numbers of its lists."""
    said = printed(record)
    lists = {key: len(value) for key, value in said.items() if isinstance(value, list)}
    return {**said, **lists}
