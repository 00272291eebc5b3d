"""`scheduler report settled`: what the meetings before a conference settle of its agenda."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import (
    command,
    make_sure_of_form,
    make_sure_of_like,
    stored_programme,
)
from scheduler.cli.inputs.options import argument, by_shell, output
from scheduler.cli.terminal.console import Paper, complain
from scheduler.cli.views.tables import print_sheet
from scheduler.comparison.sheets import Column, Sheet, SheetRow, row
from scheduler.instance import minutes_of
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
from scheduler.sources import read_variant_text
from scheduler.sources.links import Links, read_links
from scheduler.storage import write_atomically
from scheduler.wording import counted, one_line

LinksPath = Annotated[
    Path, typer.Argument(metavar="LINKS", help="The links file.", autocompletion=by_shell)
]
Programme = Annotated[
    Path | None,
    argument("The preparatory programme. Default: as in LINKS.", "[SOLUTION]"),
]
Output = Annotated[Path | None, output("Write a variant without what is settled.")]


def settle(links: LinksPath, solution: Programme = None, *, output: Output = None) -> Code:
    """Report what preparatory meetings settle of a conference's agenda."""
    if output is not None:
        make_sure_of_form(output, ".yaml", "YAML", force=True)
        make_sure_of_like(output, (MADE_BY.encode(),), "made by `report settled`")
    joint = read_links(links)
    given = solution or joint.programme
    schedule = stored_programme(joint.preparatory, given, joint.preparatory_path).schedule
    found = settlements(joint, schedule)
    paper = Paper()
    for sheet in _sheets(joint, found, schedule):
        print_sheet(paper, sheet)
    freed = counted(sum(each.minutes for each in found), "minute")
    paper.print(f"{counted(len(found), 'agenda item')} settled, {freed} less.")
    for each in unsettled(joint, schedule):
        what = meant_words(joint, each)
        titles = [one_line(joint.conference.item_by_id[item].title) for item in each.items]
        complain(f"Not settled, as no meeting is held: {what} ({'; '.join(titles)}).")
    if output is not None:
        text = variant_text(joint, found, schedule, output.parent)
        read_variant_text(text.encode(), str(output), output)
        write_atomically(output, text.encode())
        next_ = command("whatif", joint.conference_path, output)
        complain(f"Wrote {output}: {counted(len(found), 'agenda item')}. What it frees: {next_}")
    return Code.FINE


def _sheets(links: Links, found: Sequence[Settlement], schedule: Schedule) -> Iterator[Sheet]:
    """Yield what each meeting settles, in the order in which they are held."""
    by_meeting: dict[str, list[Settlement]] = {}
    for each in found:
        by_meeting.setdefault(each.meeting, []).append(each)
    start = schedule.by_session
    for meeting in sorted(by_meeting, key=lambda each: (start[each].start, each)):
        title = meeting_words(links, schedule, meeting)
        numbers = (Column(each, is_number=True) for each in ("Minutes", "Left"))
        rows = map(_row, by_meeting[meeting])
        yield Sheet(title, (Column("Agenda item"), *numbers), tuple(rows))


def _row(each: Settlement) -> SheetRow:
    minutes = (str(minutes_of(item.needed)) for item in (each.item, each.after))
    return row(one_line(each.item.title), *minutes)
