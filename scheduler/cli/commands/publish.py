"""`scheduler publish` and `releases`: programmes become numbered releases, listed and compared."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import published_name, solution_path, stored_programme
from scheduler.cli.inputs.options import (
    AsJson,
    ConferenceName,
    InstancePath,
    SolutionPath,
    StorePlace,
    argument,
    option,
)
from scheduler.cli.inputs.stores import opened_store, published, usual_store
from scheduler.cli.terminal.console import Paper, print_json, say
from scheduler.cli.terminal.layout import Columns
from scheduler.cli.views.release_report import (
    PublishAnswer,
    PublishLockedAnswer,
    PublishRefusedAnswer,
    ReleaseAnswer,
    ReleasesAnswer,
    Step,
    moment,
    override_of,
    release_line,
    step_report,
)
from scheduler.cli.views.solution_report import findings, mended
from scheduler.errors import InputError, LockError
from scheduler.evaluation import evaluate as evaluation_of
from scheduler.findings import Judgement
from scheduler.instance import Instance, remade
from scheduler.publishing.next_releases import NextRelease
from scheduler.sources import read_instance
from scheduler.wording import counted, one_line

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store, Summary

Note = Annotated[str, option("Note to readers.", "TEXT")]
Draft = Annotated[bool, typer.Option("--draft", help="Mark sessions as tentative in calendars.")]
Again = Annotated[
    int | None,
    typer.Option("--again", metavar="NUMBER", min=1, help="Publish this release once more."),
]
Anyway = Annotated[bool, typer.Option("--force", help="Publish even if hard rules are broken.")]
Override = Annotated[
    str,
    option("Change what is locked; the release keeps the reason.", "REASON"),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the changes; publish nothing.")]


def is_text(given: str) -> bool:
    """Tell whether what a shell hands over is text: it hands over any bytes."""
    return not any("\ud800" <= letter <= "\udfff" for letter in given)


def publish(
    instance: InstancePath,
    solution: SolutionPath = None,
    *,
    note: Note = "",
    draft: Draft = False,
    again: Again = None,
    force: Anyway = False,
    override: Override = "",
    dry_run: DryRun = False,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Publish a programme as a numbered release."""
    facts = read_instance(instance)
    if not all(map(is_text, (note, override))):
        raise InputError("--note, --override: hold bytes that are no text in UTF-8.")
    if again is not None and (solution is not None or draft):
        raise InputError("--again: takes neither a solution nor --draft; it publishes a release.")
    schedule = None if again else stored_programme(facts, solution, instance).schedule
    broken = () if schedule is None else evaluation_of(facts, schedule).forbidden
    if broken and not force:
        way_out = mended(instance, solution_path(facts, solution))
        return _refused(facts, broken, way_out, as_json=as_json)
    facts = remade(facts, name=published_name(instance, facts))
    drafting = NextRelease(facts, schedule, None, note, draft, datetime.now(UTC), override.strip())
    try:
        place = _drafted(drafting, again, store, dry_run=dry_run)
    except LockError as error:
        return _locked(facts, error.troubles, as_json=as_json)
    say(
        as_json,
        lambda: _answer(drafting, place, dry_run=dry_run),
        lambda: _report(drafting, place, dry_run=dry_run),
    )
    return Code.IMPOSSIBLE if broken else Code.FINE


def _drafted(drafting: NextRelease, again: int | None, store: str | None, *, dry_run: bool) -> str:
    """Draft the next release, and keep it unless that is not wanted; return where."""
    facts = drafting.instance
    usual = usual_store(facts.name)
    if dry_run and again is None and store is None and not usual.exists():
        drafting.follow(None)
        return str(usual)
    with opened_store(facts.name, store, make=not dry_run and again is None) as kept:
        if again is not None:
            drafting.old = kept.release(facts.name, again)
        if dry_run:
            drafting.follow(kept.latest(facts.name))
        else:
            kept.publish(facts.name, drafting.follow)
        return kept.place


def _refused(
    facts: Instance, broken: tuple[Judgement, ...], way_out: str, *, as_json: bool
) -> Code:
    number = counted(len(broken), "finding against hard rules", "findings against hard rules")
    said = f"{number}: nothing was published. With --force it is published as it is."
    refused = PublishRefusedAnswer.of(conference=facts.name, release=None, findings=broken)
    say(as_json, lambda: refused, lambda: (*findings(broken), "", said, "", way_out))
    return Code.IMPOSSIBLE


def _locked(facts: Instance, changes: tuple[str, ...], *, as_json: bool) -> Code:
    """Say what would change although it is locked."""
    number = counted(len(changes), "change of what is locked", "changes of what is locked")
    said = f"{number}: nothing was published. With --override REASON it is published as it is."
    locked = PublishLockedAnswer.of(conference=facts.name, release=None, locked=changes)
    say(as_json, lambda: locked, lambda: (*changes, "", said))
    return Code.IMPOSSIBLE


def _report(drafting: NextRelease, place: str, *, dry_run: bool) -> Iterator[RenderableType]:
    name, before, release = drafting.instance.name, drafting.before, drafting.drafted
    if release is None:
        since = "" if before is None else f" since release {before.number}"
        yield Text(f"Nothing has changed{since}: nothing was published.", style="bold")
        return
    again = "" if drafting.old is None else f" with the content of release {drafting.old.number}"
    draft = " (a draft)" if release.draft else ""
    verb = "would be" if dry_run else "is"
    yield Text(f"This {verb} release {release.number} of {name}{draft}{again}.", style="bold")
    yield from override_of(release)
    yield from step_report(Step(before, release))
    if not dry_run:
        yield Text()
        yield Text(f"Kept in {place}, {moment(release.published)}")


def _answer(drafting: NextRelease, place: str, *, dry_run: bool) -> PublishAnswer:
    release = drafting.drafted
    return PublishAnswer.of(
        clocks=drafting.instance.zone,
        conference=drafting.instance.name,
        store=place,
        dry_run=dry_run,
        release=release,
        changes=() if release is None else Step(drafting.before, release).differences,
    )


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
