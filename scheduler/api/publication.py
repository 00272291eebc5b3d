"""Releases, calendar feeds and exports of a programme."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scheduler.api.judgement import evaluate
from scheduler.errors import InputError
from scheduler.extras import load
from scheduler.instance import Instance
from scheduler.publishing.conferences import make_sure_of_organiser
from scheduler.publishing.exports import ExportForm, Settings, exported
from scheduler.publishing.feeds import Feeds, ProgrammeFeed, path_of
from scheduler.publishing.feeds.folder import Written, write_files
from scheduler.publishing.records import Release
from scheduler.publishing.release_drafts import NextRelease, refusal, unpublished
from scheduler.schedule import Schedule
from scheduler.solution import Solution, schedule_in

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
    """Publish a programme as a numbered release.

    Parameters
    ----------
    instance
        The conference; its `publishing` names the organiser.
    programme
        A programme of it.
    store
        The store of releases: a file (SQLite), created if missing, or the URL of a PostgreSQL database.
    note
        A note to readers of the release.
    draft
        Whether calendars show the sessions as tentative.
    anyway
        Whether to publish although hard rules are broken.
    override
        The reason to change what is locked; it is stored with the release.

    Returns
    -------
    Release
        The new release; the last one if nothing has changed.

    Raises
    ------
    InputError
        When hard rules are broken, something locked would change, the conference names no organiser, or
        the store cannot be used.
    """
    schedule = schedule_in(programme)
    broken = evaluate(instance, schedule).forbidden
    if broken and not anyway:
        shown = (f"{each.rule}: {each.finding.message}" for each in broken[:_SHOWN])
        raise InputError(
            f"{refusal(len(broken))} anyway=True publishes it anyway.",
            *shown,
        )
    kept = load("scheduler.publishing.store", "publish").open_store(str(store), make=True)
    drafted = NextRelease(instance, schedule, None, note, draft, datetime.now(UTC), override)
    try:
        made: Release | None = kept.publish(instance.name, drafted.follow) or drafted.before
    finally:
        kept.close()
    if made is None:
        raise InputError(f"{store}: nothing of {instance.name} has been published in this store.")
    return made


def feeds(
    release: Release, folder: Path | str, *, languages: Sequence[str] | None = None
) -> Written:
    """Write the public calendar feeds of a release into the folder of a web site.

    Parameters
    ----------
    release
        A release, as `publish` returns it.
    folder
        The folder of the site. Each feed is a file in its folder ``feeds``; unchanged files are not
        written.
    languages
        Language tags of the conference. Default: all.

    Returns
    -------
    Written
        Numbers of new, changed and unchanged files, and their paths below the folder.

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
    """Return a programme as the bytes of a file, as an unpublished draft.

    Parameters
    ----------
    instance
        The conference.
    programme
        A programme of it.
    to
        The format, as `scheduler export --to` names it: ``xlsx``, ``csv``, ``html``, ``pdf``, ``docx`` …
    language
        Language of titles and headings. Default: the first of the conference.
    with_private
        Whether to include private sessions, in formats that allow it.

    Raises
    ------
    InputError
        When there is no programme or no such format, the format is public and private sessions are asked
        for, or it is ``json`` and the conference names no organiser.
    """
    if to not in [each.value for each in ExportForm]:
        raise InputError(f"export: to: found {to!r}, expected one of {', '.join(ExportForm)}.")
    if to == ExportForm.JSON:
        make_sure_of_organiser(instance)
    settings = Settings(language=language, with_private=with_private, published=False)
    return exported(unpublished(instance, schedule_in(programme)), ExportForm(to), settings)


def to_ics(
    instance: Instance, programme: Solution | Schedule, *, language: str | None = None
) -> bytes:
    """Return the public sessions of a programme as one iCalendar file, as an unpublished draft.

    Raises
    ------
    InputError
        When there is no programme, the conference names no organiser, or the calendar would be larger than
        a million bytes.
    """
    make_sure_of_organiser(instance)
    release = unpublished(instance, schedule_in(programme))
    return Feeds(release).made(ProgrammeFeed(), language or release.conference.languages[0])
