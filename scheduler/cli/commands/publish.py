"""`scheduler publish` and `releases`: programmes become numbered releases, listed and compared."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import RenderableType
from rich.text import Text

from scheduler import wording
from scheduler.cli.answers import answer
from scheduler.cli.console import say, section, table
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command, published_name, solution_path, stored_programme
from scheduler.cli.options import (
    AsJson,
    ConferenceName,
    InstancePath,
    SolutionPath,
    StorePlace,
    argument,
    option,
)
from scheduler.cli.stores import opened_store, published, usual_store
from scheduler.cli.views.solution_report import affected_report, findings, repaired_by
from scheduler.desk import kept_desk, usual_variant
from scheduler.errors import InputError, LockError
from scheduler.evaluation import evaluate as evaluation_of
from scheduler.findings import Judgement
from scheduler.instance import Instance, remade
from scheduler.phrases import Capital
from scheduler.publishing.conferences import make_sure_of_organiser
from scheduler.publishing.differences import ReleaseChange, ReleaseDifference, differences
from scheduler.publishing.records import (
    Entry,
    PublishedConference,
    PublishedPerson,
    Release,
    SessionStanding,
    TitledRow,
)
from scheduler.publishing.release_drafts import NextRelease, refusal
from scheduler.schedule import Schedule
from scheduler.sources import files_of, read_instance
from scheduler.wording import counted, one_line

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store, Summary

_SAID = {
    ReleaseChange.ADDED: "added",
    ReleaseChange.CANCELLED: "cancelled",
    ReleaseChange.RESTORED: "restored",
    ReleaseChange.MOVED: "moved",
    ReleaseChange.ROOM: "moved to another room only",
    ReleaseChange.OTHER: "otherwise changed",
}


def _title(titles: dict[str, str]) -> str:
    return one_line(next(iter(titles.values())))


@dataclass(frozen=True, slots=True)
class ReleaseStep:
    """Two successive releases of a conference; `old` is None before the first."""

    old: Release | None
    new: Release

    @property
    def differences(self) -> tuple[ReleaseDifference, ...]:
        """The changes."""
        return differences(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Publication:
    """A new release, or why nothing was published."""

    step: ReleaseStep | None = None
    """The release, and the one before; None if nothing has changed, or nothing was published."""
    store: str | None = None
    dry_run: bool = False
    breaks: tuple[Judgement, ...] = ()
    """Hard rules that are broken, if that is why."""
    locked: tuple[str, ...] = ()
    """Changes of locked sessions, in words, if that is why."""


@dataclass(frozen=True, slots=True)
class ReleasesReport:
    """All releases."""

    releases: "tuple[Summary, ...]"


def step_report(step: ReleaseStep) -> Iterator[RenderableType]:
    """Yield the changes from one release to another, and who is affected."""
    found = step.differences
    yield summary_of(step)
    if step.old is None:
        return
    older, newer = step.old.conference, step.new.conference
    rows = (
        (
            each.change.value,
            _title(each.entry.titles),
            _place(older, each.old),
            _otherwise(each) if each.change is ReleaseChange.OTHER else _place(newer, each.new),
        )
        for each in found
    )
    yield from section("Changes:", table(("change", "session", "before", "now"), rows))
    groups = {"people in it": "people", "delegations": "delegations", "remote sites": "sites"}
    yield from affected_report({words: _affected(step, each) for words, each in groups.items()})


def summary_of(step: ReleaseStep) -> str:
    """Return the number of changed sessions by kind of change."""
    found = [difference.change for difference in step.differences]
    cancelled = SessionStanding.CANCELLED
    held = counted(sum(each.standing is not cancelled for each in step.new.entries), "session")
    if step.old is None:
        return f"{held}, all of them new."
    kinds = (f"{found.count(each)} {words}" for each, words in _SAID.items() if each in found)
    return f"{held}. Changes: {', '.join(kinds) or 'none'}."


def release_line(release: Release) -> str:
    """Return ``release 3 (a draft), published 2021-10-01 12:00 UTC``."""
    draft = " (a draft)" if release.draft else ""
    return f"release {release.number}{draft}, published {moment(release.published)}"


def moment(instant: datetime) -> str:
    """Return an instant in UTC as lists of releases show it."""
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _otherwise(difference: ReleaseDifference) -> str:
    entry = difference.entry
    said = {
        "standing": entry.standing.value,
        "private": "private" if entry.private else "public",
    }
    return ", ".join(said.get(field, field) for field in difference.fields)


def _place(conference: PublishedConference, entry: Entry | None) -> str:
    if entry is None or entry.standing is SessionStanding.CANCELLED:
        return "-"
    room = next(room for room in conference.rooms if room.id == entry.room)
    return f"{wording.moment(entry.start, ZoneInfo(conference.zone))}, {_title(room.titles)}"


def _affected(step: ReleaseStep, table_: str) -> list[str]:
    conferences = [step.new.conference, *([step.old.conference] if step.old else [])]
    rows: list[TitledRow | PublishedPerson] = [
        row for each in conferences for row in getattr(each, table_)
    ]
    titles = {row.id: _title(row.titles) for row in reversed(rows)}
    ids = {id_ for each in step.differences for id_ in getattr(each, table_)}
    return [titles[id_] for id_ in sorted(ids)]


def override_of(release: Release) -> Iterator[str]:
    """Yield the reason for changing locked sessions, if there is one."""
    if release.override:
        yield f"Changes locked sessions. Reason: {one_line(release.override)}"


Note = Annotated[str, option("Note to readers.", "TEXT")]
Draft = Annotated[bool, typer.Option("--draft", help="Mark sessions as tentative in calendars.")]
Again = Annotated[
    int | None,
    typer.Option("--again", metavar="NUMBER", min=1, help="Publish this release once more."),
]
Anyway = Annotated[
    bool,
    typer.Option(
        "--force", help="Publish even if hard rules are broken or changes of the desk are missing."
    ),
]
Override = Annotated[
    str,
    option("Change locked sessions; the release records the reason.", "REASON"),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the changes; publish nothing.")]


def is_text(given: str) -> bool:
    """Return True if an argument is text: a shell passes any bytes."""
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
        raise InputError("--note, --override: expected text in UTF-8.")
    if again is not None and (solution is not None or draft):
        raise InputError("--again publishes a stored release: give neither a solution nor --draft.")
    schedule = None if again else stored_programme(facts, solution, instance).schedule
    broken = () if schedule is None else evaluation_of(facts, schedule).forbidden
    if broken and not force:
        said = (
            f"{refusal(len(broken))} --force publishes it with these, and without a check for "
            "changes of the desk that it lacks."
        )
        way_out = repaired_by(instance, solution_path(facts, solution))
        lines = (said, "", *findings(broken), "", way_out)
        return _refused(facts, Publication(breaks=broken), lines, as_json=as_json)
    if schedule is not None:
        make_sure_of_organiser(facts, files_of(instance)[-1])
        if not force:
            _make_sure_of_desk(instance, facts, schedule)
    facts = remade(facts, name=published_name(instance, facts))
    drafting = NextRelease(facts, schedule, None, note, draft, datetime.now(UTC), override.strip())
    try:
        place = _drafted(drafting, again, store, dry_run=dry_run)
    except LockError as error:
        number = counted(len(error.troubles), "locked session")
        said = (
            f"Published nothing: the programme changes {number}. --override REASON publishes it "
            "anyway."
        )
        lines = (said, "", *error.troubles)
        return _refused(facts, Publication(locked=error.troubles), lines, as_json=as_json)
    new = drafting.drafted
    step = None if new is None else ReleaseStep(drafting.before, new)
    told = Publication(step, place, dry_run)
    say(
        as_json,
        lambda: answer(told, facts.zone, conference=facts.name),
        lambda: _report(drafting, told),
    )
    return Code.IMPOSSIBLE if broken else Code.FINE


_SEEN = ("title", "duration", "private")
"""Fields of sessions that participants see."""


def _make_sure_of_desk(path: Path, facts: Instance, schedule: Schedule) -> None:
    """Raise `InputError` if the desk of an instance file has changes that a programme lacks."""
    variant = usual_variant(path)
    missing: set[str] = set()
    with suppress(InputError):  # a desk that does not fit any more has nothing to publish
        missing = _missing(variant, path, facts, schedule)
    if missing:
        raise InputError(
            f"{variant} has {counted(len(missing), 'change')} that this programme lacks. "
            f"Publish it: {command('publish', variant)}. "
            "--force publishes this programme without what it lacks."
        )


def _missing(variant: Path, path: Path, facts: Instance, schedule: Schedule) -> set[str]:
    """Return the sessions that were changed at the desk of an instance and differ from a programme."""
    kept = kept_desk(variant)
    if kept is None or (variant.parent / kept.extends).resolve() != path.resolve():
        return set()
    begun, now = (
        _slots(desk.instance, desk.schedule) for desk in (replace(kept.desk, done=1), kept.desk)
    )
    given = _slots(facts, schedule)
    return {each for each in begun | now if now.get(each) not in (begun.get(each), given.get(each))}


def _slots(instance: Instance, schedule: Schedule) -> dict[str, tuple[object, ...]]:
    """Return what participants see of each session that is held."""
    known = instance.session_by_id
    return {
        each.session: (
            *(each.start, each.room, each.seated),
            *(getattr(known[each.session], field) for field in _SEEN),
        )
        for each in schedule.assignments
    }


def _drafted(drafting: NextRelease, again: int | None, store: str | None, *, dry_run: bool) -> str:
    """Draft the next release, and store it unless `dry_run`; return the store."""
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
    facts: Instance, told: Publication, lines: Sequence[RenderableType], *, as_json: bool
) -> Code:
    say(as_json, lambda: answer(told, conference=facts.name), lambda: lines)
    return Code.IMPOSSIBLE


def _report(drafting: NextRelease, told: Publication) -> Iterator[RenderableType]:
    name, before = drafting.instance.name, drafting.before
    if told.step is None:
        since = "" if before is None else f" since release {before.number}"
        yield Text(f"Nothing has changed{since}: nothing was published.", style="bold")
        return
    release = told.step.new
    again = "" if drafting.old is None else f" with the content of release {drafting.old.number}"
    draft = " (a draft)" if release.draft else ""
    verb = "Would publish" if told.dry_run else "Published"
    yield Text(f"{verb} release {release.number} of {name}{draft}{again}.", style="bold")
    yield from override_of(release)
    yield from step_report(told.step)
    if not told.dry_run:
        yield Text()
        yield Text(f"Stored in {told.store} at {moment(release.published)}")


Number = Annotated[int | None, argument("Show this release and its changes.", "NUMBER")]
Other = Annotated[int | None, argument("Show the changes from NUMBER to this one.", "OTHER")]


def releases(
    conference: ConferenceName,
    number: Number = None,
    other: Other = None,
    *,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """List releases, show one, or compare two."""
    with published(conference, store) as kept:
        if number is None:
            history = kept.store.history(kept.name)
            say(
                as_json,
                lambda: answer(ReleasesReport(tuple(history)), conference=kept.name),
                lambda: _list(history),
            )
        else:
            step = _step(kept.store, kept.name, number, other)
            zone = ZoneInfo(step.new.conference.zone)
            say(
                as_json,
                lambda: answer(step, zone, conference=kept.name),
                lambda: _step_report(step, note=other is None),
            )
    return Code.FINE


def _step(store: "Store", name: str, number: int, other: int | None) -> ReleaseStep:
    release = store.release(name, number)
    if other is not None:
        return ReleaseStep(release, store.release(name, other))
    return ReleaseStep(store.release(name, number - 1) if number > 1 else None, release)


def _list(history: Sequence["Summary"]) -> Iterator[RenderableType]:
    rows = (
        (
            str(each.number),
            moment(each.published),
            "draft" if each.draft else "",
            one_line(each.note),
        )
        for each in history
    )
    yield from table(("release", "published", "", "note"), rows, right=(0,))


def _step_report(step: ReleaseStep, *, note: bool) -> Iterator[RenderableType]:
    yield Text(Capital(release_line(step.new)), style="bold")
    if note:
        yield from filter(None, [one_line(step.new.note)])
        yield from override_of(step.new)
    if step.old is not None:
        yield f"Since {release_line(step.old)}:"
    yield from step_report(step)
