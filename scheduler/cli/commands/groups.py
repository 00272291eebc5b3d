"""`scheduler report groups`: what a programme gives to whom."""

from importlib import import_module
from operator import attrgetter
from typing import Annotated

import typer
from pydantic import BeforeValidator

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import (
    AsJson,
    InstancePath,
    SolutionPath,
)
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.views.records import Clock, InstanceAnswer, Record, SessionIds, at
from scheduler.cli.views.tables import (
    MOST,
    TablePath,
    make_sure_of_table,
    print_sheet,
    write_table,
)
from scheduler.comparison import Programme
from scheduler.comparison.group_tables import group_sheets
from scheduler.comparison.groups import (
    Kind,
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
    agenda_items: tuple[Annotated[str, BeforeValidator(attrgetter("item"))], ...] = at("items")
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
    csv: TablePath = None,
    every: Every = False,
    as_json: AsJson = False,
) -> Code:
    """Report sessions, hours, conflicts and local times of each group."""
    if csv is not None:
        make_sure_of_table(csv, "group")
    facts = read_instance(instance)
    label = one_line(solution_path(facts, solution).stem)
    programme = Programme(label, facts, stored_programme(facts, solution, instance).schedule)
    found, regions = groups_of(programme), regions_of(programme)
    if csv is not None:
        frames = import_module("scheduler.frames")  # pandas takes a while to load
        write_table(csv, frames.csv_of(frames.groups_table(found)))
    if as_json:
        print_json(GroupsAnswer.about(facts, groups=found, regions=regions))
    elif csv is None:
        paper = Paper()
        for sheet in group_sheets(found, regions):
            print_sheet(paper, sheet, MOST if sheet.is_long and not every else None)
    return Code.FINE
