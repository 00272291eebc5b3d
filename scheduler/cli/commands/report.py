"""`scheduler report`: what a programme gives each group, what is due when, and what is settled upstream."""

from collections.abc import Iterator, Sequence
from datetime import date as day
from operator import attrgetter
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BeforeValidator

from scheduler.cli.console import MOST, complain, say, sheets_report, show
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import (
    command,
    make_sure_of_form,
    make_sure_of_like,
    make_sure_of_table,
    solution_path,
    stored_programme,
    write_table,
)
from scheduler.cli.options import (
    AsJson,
    InstancePath,
    SolutionPath,
    TablePath,
    argument,
    by_shell,
    output,
)
from scheduler.cli.views.records import Clock, InstanceAnswer, Record, SessionId, SessionIds, at
from scheduler.comparison import Programme
from scheduler.comparison.groups import GroupKind, group_sheets, groups_of, regions_of
from scheduler.comparison.sheets import Sheet, SheetCell, SheetColumn, SheetRow, row
from scheduler.errors import InputError
from scheduler.instance import clock_text, minutes_of
from scheduler.publishing.deadlines import HEADINGS, Due, calendar_of, dues_of
from scheduler.schedule import Schedule
from scheduler.settlement import (
    MADE_BY,
    Settlement,
    meant_words,
    meeting_words,
    settlements,
    unsettled,
    variant_text,
)
from scheduler.sources import read_instance, read_variant_text
from scheduler.sources.links import Links, read_links
from scheduler.storage import write_atomically
from scheduler.wording import counted, full_date, one_line

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
    kind: GroupKind
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
    """A programme by group."""

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
        write_table(csv, "groups", found)
    if as_json or csv is None:
        say(
            as_json,
            lambda: GroupsAnswer.about(facts, groups=found, regions=regions),
            lambda: sheets_report(group_sheets(found, regions), None if every else MOST),
        )
    return Code.FINE


CalendarPath = Annotated[Path | None, output("Write a calendar (.ics), a day for each.")]


class DueRecord(Record):
    """Something that is due."""

    date: day = at("day")
    deadline: str = at("deadline.id")
    title: str
    session: SessionId = at("session.id")
    meeting: Annotated[str, BeforeValidator(one_line)] = at("session.title")
    first_day: day = at("begins")
    days_before: int = at("deadline.days")


class DeadlinesAnswer(InstanceAnswer):
    """What is due before each meeting of a programme, in order of date."""

    deadlines: tuple[DueRecord, ...]


def deadlines(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    output: CalendarPath = None,
    as_json: AsJson = False,
) -> Code:
    """List what is due before each meeting."""
    if output is not None and output.suffix.lower() != ".ics":
        raise InputError(f"{output}: expected a name that ends with .ics.")
    facts = read_instance(instance)
    dues = dues_of(facts, stored_programme(facts, solution, instance).schedule)
    if output is not None:
        write_atomically(output, calendar_of(facts, dues))
        complain(f"Wrote {output}")
    say(
        as_json,
        lambda: DeadlinesAnswer.about(facts, deadlines=dues),
        lambda: sheets_report([_deadlines(dues)] if output is None else []),
    )
    return Code.FINE


def _deadlines(dues: Sequence[Due]) -> Sheet:
    columns = tuple(SheetColumn(each, is_number=each == HEADINGS[-1]) for each in HEADINGS)
    rows = tuple(SheetRow(tuple(map(SheetCell, _due_cells(due)))) for due in dues)
    return Sheet(
        "Deadlines", columns, rows, empty="Nothing is due: the instance has no `deadlines`."
    )


def _due_cells(due: Due) -> tuple[str, ...]:
    day, begins = full_date(due.day), full_date(due.begins)
    return day, due.title, one_line(due.session.title), begins, str(due.deadline.days)


LinksPath = Annotated[
    Path, typer.Argument(metavar="LINKS", help="The links file.", autocompletion=by_shell)
]
Preparatory = Annotated[
    Path | None,
    argument("The preparatory programme. Default: as in LINKS.", "SOLUTION"),
]
VariantPath = Annotated[Path | None, output("Write a variant without what is settled.")]


def settle(links: LinksPath, solution: Preparatory = None, *, output: VariantPath = None) -> Code:
    """Report which agenda items preparatory meetings settle."""
    if output is not None:
        make_sure_of_form(output, ".yaml", "YAML", force=True)
        make_sure_of_like(output, (MADE_BY.encode(),), "made by `report settled`")
    joint = read_links(links)
    given = solution or joint.programme
    schedule = stored_programme(joint.preparatory, given, joint.preparatory_path).schedule
    found = settlements(joint, schedule)
    freed = counted(sum(each.minutes for each in found), "minute")
    show(
        *sheets_report(_settled(joint, found, schedule)),
        f"Settled {counted(len(found), 'agenda item')}, which frees {freed} of the conference.",
    )
    for each in unsettled(joint, schedule):
        what = meant_words(joint, each)
        titles = [one_line(joint.conference.item_by_id[item].title) for item in each.items]
        complain(f"Not settled, because the meeting is not held: {what} ({'; '.join(titles)}).")
    if output is not None:
        text = variant_text(joint, found, schedule, output.parent)
        read_variant_text(text.encode(), str(output), output)
        write_atomically(output, text.encode())
        next_ = command("whatif", joint.conference_path, output)
        complain(f"Wrote {output}. Compare with the whole agenda: {next_}")
    return Code.FINE


def _settled(links: Links, found: Sequence[Settlement], schedule: Schedule) -> Iterator[Sheet]:
    """Yield a sheet for each meeting, in order of time."""
    by_meeting: dict[str, list[Settlement]] = {}
    for each in found:
        by_meeting.setdefault(each.meeting, []).append(each)
    start = schedule.by_session
    for meeting in sorted(by_meeting, key=lambda each: (start[each].start, each)):
        title = meeting_words(links, schedule, meeting)
        numbers = (SheetColumn(each, is_number=True) for each in ("Minutes", "Left"))
        rows = map(_settled_row, by_meeting[meeting])
        yield Sheet(title, (SheetColumn("Agenda item"), *numbers), tuple(rows))


def _settled_row(each: Settlement) -> SheetRow:
    minutes = (str(minutes_of(item.needed)) for item in (each.item, each.after))
    return row(one_line(each.item.title), *minutes)
