"""`scheduler releases`: what has been published, and what has changed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from rich.text import Text

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.options import AsJson, ConferenceName, StorePlace, argument
from scheduler.cli.inputs.stores import published
from scheduler.cli.terminal.console import Paper, print_json
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.release_report import (
    ReleaseAnswer,
    ReleasesAnswer,
    Step,
    moment,
    override_of,
    release_line,
    step_report,
)
from scheduler.wording import one_line

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store, Summary

Number = Annotated[int | None, argument("Show this release and its changes.", "[NUMBER]")]
Other = Annotated[int | None, argument("Show the changes from NUMBER to this one.", "[OTHER]")]


def releases(
    conference: ConferenceName,
    number: Number = None,
    other: Other = None,
    *,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """List releases, show one, or compare two of them."""
    with published(conference, store) as kept:
        if number is None:
            _list(kept.name, kept.store.history(kept.name), as_json=as_json)
        else:
            step = _step(kept.store, kept.name, number, other)
            _show(step, note=other is None, as_json=as_json)
    return Code.FINE


def _step(store: "Store", name: str, number: int, other: int | None) -> Step:
    release = store.release(name, number)
    if other is not None:
        return Step(release, store.release(name, other))
    return Step(store.release(name, number - 1) if number > 1 else None, release)


def _list(name: str, history: Sequence["Summary"], *, as_json: bool) -> None:
    if as_json:
        print_json(ReleasesAnswer.of(conference=name, releases=history))
        return
    table = Columns("release", "published", "", "note", right=(0,))
    for each in history:
        draft = "draft" if each.draft else ""
        table.add(str(each.number), moment(each.published), draft, one_line(each.note))
    Paper().print(table)


def _show(step: Step, *, note: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            ReleaseAnswer.of(
                conference=step.new.conference.name,
                clocks=ZoneInfo(step.new.conference.zone),
                release=step.new,
                since=None if step.old is None else step.old.number,
                changes=step.differences,
            )
        )
        return
    paper = Paper()
    said = release_line(step.new)
    paper.print(Text(f"{said[0].upper()}{said[1:]}", style="bold"))
    if note and step.new.note:
        paper.print(one_line(step.new.note))
    for line in override_of(step.new) if note else ():
        paper.print(line)
    if step.old is not None:
        paper.print(f"Since {release_line(step.old)}:")
    paper.print(*step_report(step), sep="\n")
