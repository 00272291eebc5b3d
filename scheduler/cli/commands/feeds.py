"""`scheduler feeds`, `page` and `serve`: the calendars and the page of a release, as files or over HTTP."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scheduler.cli.answers import answer
from scheduler.cli.console import complain, say
from scheduler.cli.exit_codes import Code
from scheduler.cli.files import command
from scheduler.cli.options import (
    AsJson,
    ConferenceName,
    ReleaseNumber,
    StorePlace,
    option,
    output,
)
from scheduler.cli.stores import published
from scheduler.errors import InputError
from scheduler.publishing.feeds import Feeds, TooLargeError, Which, path_of, personal_path
from scheduler.publishing.feeds.addresses import FOLDER
from scheduler.publishing.feeds.folder import Written, is_personal, left_over, remove, write_files
from scheduler.publishing.feeds.token_lists import feed_of, held_list, make_sure_of_list
from scheduler.publishing.page import page_of
from scheduler.publishing.records import Language, Release
from scheduler.wording import counted

if TYPE_CHECKING:  # the extra `publish` may not be there
    from scheduler.publishing.store import Store
    from scheduler.publishing.store.tokens import Tokens

Output = Annotated[
    Path, output("Folder of the web site; feeds go into its folder `feeds`.", "FOLDER")
]
PersonalList = Annotated[
    Path | None,
    option("Write personal feeds as well, and their secret tokens to LIST.", "LIST"),
]
Prune = Annotated[bool, typer.Option("--prune", help="Remove files that are no longer made.")]


@dataclass(frozen=True, slots=True)
class OtherFiles:
    """Files of a folder that are not in a release."""

    files: tuple[str, ...]
    """Those of public feeds."""
    personal: int
    """How many of personal feeds, whose names are tokens."""

    @classmethod
    def of(cls, paths: Sequence[str]) -> "OtherFiles":
        """Return those of all paths."""
        return cls(
            tuple(path for path in paths if not is_personal(path)), sum(map(is_personal, paths))
        )


@dataclass(frozen=True, slots=True)
class FeedFolder:
    """The files in the folder of a release, by what was done."""

    release: Release
    written: Written
    left: OtherFiles
    removed: OtherFiles


def feeds(
    conference: ConferenceName,
    *,
    output: Output,
    release: ReleaseNumber = None,
    personal: PersonalList = None,
    prune: Prune = False,
    store: StorePlace = None,
    as_json: AsJson = False,
) -> Code:
    """Write the calendar feeds of a release."""
    if output.exists() and not output.is_dir():
        raise InputError(f"{output}: is not a folder.")
    if personal is not None:
        make_sure_of_list(personal, output)
    with published(conference, store) as kept:
        made = kept.shown(release)
        contents, spoken = Feeds(made), made.conference.languages
        tokens, all_known = _tokens(kept.store, made, contents, personal)
    too_large: list[str] = []
    written = write_files(output, _contents(contents, spoken, tokens, too_large), complain)
    left = left_over(output, written.paths, personal=personal is not None)
    gone = [path for path in left if prune or (is_personal(path) and all_known)]
    remove(output, gone)
    rest = [path for path in left if path not in {*gone}]
    told = FeedFolder(made, written, OtherFiles.of(rest), OtherFiles.of(gone))
    say(as_json, lambda: answer(told, conference=made.conference.name), tuple)
    _report(output, told)
    for trouble in too_large:
        complain(trouble)
    return Code.BAD_INPUT if too_large else Code.FINE


def _tokens(
    store: "Store",
    release: Release,
    feeds: Feeds,
    path: Path | None,
) -> tuple["Tokens", bool]:
    """Return the token of each personal feed, and whether all of them are known; write the list of them."""
    if path is None:
        return {}, False
    name, languages = release.conference.name, release.conference.languages
    with held_list(path, store, release.conference, languages, complain) as kept:
        tokens, strange = kept.tokens_for(feeds.personal, datetime.now(UTC))
    if strange:
        first = strange[0]
        mended = command("tokens", "rotate", name, f"{first.sort}:{first.id}", "-o", path)
        complain(
            f"{path}: lacks the tokens of {len(strange)} who have one ({first.sort} {first.id} …), so their "
            f"feeds were not written. Give each a new token: {mended}"
        )
    return tokens, not strange


def _contents(
    feeds: Feeds, languages: Sequence[Language], tokens: "Tokens", too_large: list[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield each feed with its path; note those that no calendar would take."""
    owners = sorted(tokens)
    for language in languages:
        paths: Iterator[tuple[str, Which]] = itertools.chain(
            ((path_of(which, language), which) for which in feeds.public),
            ((personal_path(tokens[each], language), feed_of(each)) for each in owners),
        )
        for path, which in paths:
            try:
                yield path, feeds.made(which, language)
            except TooLargeError as error:
                too_large.append(f"{which if is_personal(path) else path}: {error}")


def _report(output: Path, told: FeedFolder) -> None:
    """Report the files; those of personal feeds are counted only, as their names are tokens."""
    _report_files(output, told.release, told.written, "feed")
    for others, done in ((told.left, "kept (--prune removes it)"), (told.removed, "removed")):
        for path in others.files:
            complain(f"{output / path}: not in this release: {done}.")
        if others.personal:
            complain(f"{output}: {others.personal} personal feeds not in this release: {done}.")


def _report_files(output: Path, release: Release, written: Written, what: str) -> None:
    complain(
        f"Release {release.number}: wrote {counted(len(written.paths), what)} to {output} "
        f"({written.new} new, {written.changed} changed, {written.same} unchanged)."
    )


PageOutput = Annotated[Path, output("Folder of the web site: that of the feeds.", "FOLDER")]


def page(
    conference: ConferenceName,
    *,
    output: PageOutput,
    release: ReleaseNumber = None,
    store: StorePlace = None,
) -> Code:
    """Write the programme page of a release."""
    _make_sure_of_page(output)
    with published(conference, store) as kept:
        name, shown = kept.name, kept.shown(release)
        history = (each.number for each in kept.store.history(name))
        earlier = [kept.store.outline(name, each) for each in history if each < shown.number]
    pages = page_of(shown, earlier)
    written = write_files(output, pages.items(), complain)
    _report_files(output, shown, written, "file")
    if not (output / FOLDER).is_dir():
        complain(
            f"The calendars of the page are missing. Write them: {command('feeds', name, '-o', output)}"
        )
    return Code.FINE


def _make_sure_of_page(folder: Path) -> None:
    """Raise `InputError` where something else than a programme page is in the way."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is not a folder.")
    parts = ("page.js", "page.css", "worker.js")
    if (folder / "index.html").exists() and not all((folder / each).is_file() for each in parts):
        raise InputError(
            f"{folder / 'index.html'}: exists, and is not a programme page. Give another folder."
        )
