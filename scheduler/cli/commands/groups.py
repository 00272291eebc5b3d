"""`scheduler report groups`: what a programme gives to whom."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import solution_path, stored_programme
from scheduler.cli.inputs.options import (
    AsCsv,
    AsJson,
    AsMarkdown,
    InstancePath,
    SolutionPath,
    make_sure_of_one_form,
)
from scheduler.cli.terminal.console import Paper, print_json, write
from scheduler.cli.views.tables import MOST, csv_text, markdown, print_sheet
from scheduler.comparison import Programme
from scheduler.comparison.group_tables import group_sheets
from scheduler.comparison.groups import (
    Group,
    Hours,
    Member,
    RemoteRegion,
    RemoteSite,
    groups_of,
    regions_of,
)
from scheduler.instance import clock_text
from scheduler.sources import read_instance
from scheduler.wording import one_line

Every = Annotated[bool, typer.Option("--all", help="Show all who need care.")]


def groups(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    every: Every = False,
    as_markdown: AsMarkdown = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> Code:
    """Tell what a programme gives to each group: sessions, hours, conflicts, local times."""
    make_sure_of_one_form(as_markdown=as_markdown, as_csv=as_csv, as_json=as_json)
    facts = read_instance(instance)
    label = one_line(solution_path(facts, solution).stem)
    programme = Programme(label, facts, stored_programme(facts, solution, instance).schedule)
    found, regions = groups_of(programme), regions_of(programme)
    if as_json:
        print_json(
            {
                "instance": facts.name,
                "groups": [_group(each) for each in found],
                "regions": [_region(each) for each in regions],
            }
        )
    elif as_csv:
        write(csv_text(COLUMNS, _lines(found, regions)))
    elif as_markdown:
        title = f"What the programme gives: {facts.title or facts.name}"
        write(f"{markdown(title, (), group_sheets(found, regions))}\n")
    else:
        paper = Paper()
        for sheet in group_sheets(found, regions):
            print_sheet(paper, sheet, MOST if sheet.is_long and not every else None)
    return Code.FINE


def _group(group: Group) -> dict[str, Any]:
    return {
        "group": group.id,
        "title": group.title,
        "kind": group.kind.value,
        "people": group.people,
        "with_a_session": group.served,
        "members": [_member(each) for each in group.members],
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "id": member.id,
        "title": member.title,
        "sessions": list(member.sessions),
        "wished": list(member.wished),
        "minutes": member.minutes,
        "conflict_minutes": member.conflicts,
        "missed_minutes": member.missed,
        "days": member.days,
        "agenda_items": [each.item for each in member.items],
        **_clocks(member.hours),
    }


def _clocks(hours: Hours | None) -> dict[str, str | None]:
    """Return clock times; the latest may be beyond 24:00, when it is on the next day."""
    return {
        "earliest": clock_text(hours.earliest) if hours else None,
        "latest": clock_text(hours.latest) if hours else None,
    }


def _region(region: RemoteRegion) -> dict[str, Any]:
    return {
        "region": region.id,
        "title": region.title,
        "coordination_meetings": region.coordination,
        "sessions": list(region.sessions),
        "comfortable_minutes": region.comfortable,
        "acceptable_minutes": region.acceptable,
        "night_minutes": region.night,
        "sites": [_site(each) for each in region.sites],
    }


def _site(site: RemoteSite) -> dict[str, Any]:
    return {
        "site": site.id,
        "zone": site.zone,
        "sessions": list(site.sessions),
        **_clocks(site.hours),
    }


COLUMNS = (
    *("table", "group", "id", "title", "sessions", "wished", "minutes"),
    *("conflict_minutes", "missed_minutes", "days", "agenda_items", "earliest", "latest"),
    *("coordination_meetings", "comfortable_minutes", "acceptable_minutes", "night_minutes"),
)
"""Columns of the CSV: a row for each member, region and place of remote participants."""


def _lines(found: Sequence[Group], regions: Sequence[RemoteRegion]) -> Iterator[dict[str, Any]]:
    for group in found:
        for member in group.members:
            yield {"table": "member", "group": group.id, **_counted(_member(member))}
    for region in regions:
        said = _counted(_region(region))
        del said["sites"]
        yield {"table": "region", "id": said.pop("region"), **said}
        for site in region.sites:
            line = _counted(_site(site))
            del line["zone"]
            yield {"table": "site", "group": region.id, "id": line.pop("site"), **line}


def _counted(said: dict[str, Any]) -> dict[str, Any]:
    """Return lists of sessions as their number."""
    lists = {key: len(value) for key, value in said.items() if isinstance(value, list)}
    return {**said, **lists}
