"""From a programme to what participants have: releases, and feeds of them."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scheduler.api.judgement import evaluate
from scheduler.api.programmes import schedule_in
from scheduler.errors import InputError
from scheduler.extras import load
from scheduler.instance import Instance
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.feeds import Feeds, ProgrammeFeed, path_of
from scheduler.publishing.feeds.folder import Written, write_files
from scheduler.publishing.next_releases import NextRelease
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import unpublished
from scheduler.schedule import Schedule
from scheduler.solution import Solution

_SHOWN = 3
"""Findings against hard rules that an error names."""


def publish(
    instance: Instance,
    programme: Solution | Schedule,
    store: Path | str,
    *,
    note: str = "",
    draft: bool = False,
    anyway: bool = False,
    override: str = "",
) -> Release:
    """Publish a programme as a release, numbered and kept for good.

    Parameters
    ----------
    instance
        The conference, which says who publishes.
    programme
        A programme of it.
    store
        Where releases are kept: a file (SQLite), which is made if it is not there, or the address of a
        database.
    note
        What readers are told of the release.
    draft
        Whether sessions are tentative in calendars.
    anyway
        Whether to publish even if hard rules are broken.
    override
        Why what is locked may be changed; it is kept with the release.

    Returns
    -------
    Release
        The new one; the last one, if nothing would change.

    Raises
    ------
    InputError
        When hard rules are broken, what is locked would change, the conference does not say who
        publishes, or the store cannot be used.
    """
    schedule = schedule_in(programme)
    broken = evaluate(instance, schedule).forbidden
    if broken and not anyway:
        shown = (f"{each.rule}: {each.finding.message}" for each in broken[:_SHOWN])
        raise InputError(
            f"{len(broken)} findings against hard rules; anyway=True publishes.", *shown
        )
    kept = load("scheduler.publishing.store", "publish").open_store(str(store), make=True)
    drafted = NextRelease(instance, schedule, None, note, draft, datetime.now(UTC), override)
    try:
        made: Release | None = kept.publish(instance.name, drafted.follow) or drafted.before
    finally:
        kept.close()
    if made is None:
        raise InputError(f"{store}: nothing of {instance.name} has been published there.")
    return made


def feeds(
    release: Release, folder: Path | str, *, languages: Sequence[str] | None = None
) -> Written:
    """Write the public calendar feeds of a release below a folder that a web server shows.

    Parameters
    ----------
    release
        What `publish` has returned.
    folder
        The folder of the site; feeds go into its folder ``feeds``, a file each, and only what
        changed is written.
    languages
        Language tags of the conference's; all of them unless given.

    Returns
    -------
    Written
        How many files are new, changed and as they were, and their paths below the folder.

    Raises
    ------
    InputError
        When a file cannot be written, or the conference has no such language.
    """
    offered = release.conference.languages
    unknown = [each for each in languages or () if each not in offered]
    if unknown:
        raise InputError(f"languages: found {unknown[0]!r}, expected one of {', '.join(offered)}.")
    return write_files(Path(folder), _contents(release, languages or offered))


def _contents(release: Release, languages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    made = Feeds(release)
    for language in languages:
        for which in made.public:
            yield path_of(which, language), made.made(which, language)


def export(
    instance: Instance,
    programme: Solution | Schedule,
    to: str,
    *,
    language: str | None = None,
    with_private: bool = False,
) -> bytes:
    """Return a programme as a file, as a draft that is not published.

    Parameters
    ----------
    instance
        The conference.
    programme
        A programme of it.
    to
        The form, by its name on the command line: ``xlsx``, ``csv``, ``html``, ``pdf``, ``docx`` …
    language
        Language of titles and headings; the first of the conference unless given.
    with_private
        Private sessions too, where the form is not made for everybody.

    Raises
    ------
    InputError
        When there is no programme or no such form, or private sessions are asked for in a form that
        is made for everybody.
    """
    if to not in [each.value for each in ExportForm]:
        raise InputError(f"export: to: found {to!r}, expected one of {', '.join(ExportForm)}.")
    settings = Settings(language=language, with_private=with_private, published=False)
    return exported(unpublished(instance, schedule_in(programme)), ExportForm(to), settings)


def to_ics(
    instance: Instance, programme: Solution | Schedule, *, language: str | None = None
) -> bytes:
    """Return a programme as one calendar of its public sessions (iCalendar), as a draft.

    Raises
    ------
    InputError
        When there is no programme, or the calendar would be larger than a million bytes.
    """
    release = unpublished(instance, schedule_in(programme))
    return Feeds(release).made(ProgrammeFeed(), language or release.conference.languages[0])
