"""`scheduler page`: the programme page of a release, as files for any web server."""

from pathlib import Path
from typing import Annotated

from scheduler.cli.exit_codes import Code
from scheduler.cli.inputs.files import command
from scheduler.cli.inputs.options import ConferenceName, ReleaseNumber, StorePlace, output
from scheduler.cli.inputs.stores import published
from scheduler.cli.terminal.console import complain
from scheduler.errors import InputError
from scheduler.publishing.feeds.addresses import FOLDER
from scheduler.publishing.feeds.folder import write_files
from scheduler.publishing.page import page_of

Output = Annotated[Path, output("Folder of the web site: that of the feeds.", "FOLDER")]


def page(
    conference: ConferenceName,
    *,
    output: Output,
    release: ReleaseNumber = None,
    store: StorePlace = None,
) -> Code:
    """Write the programme page of a release."""
    _make_sure_of(output)
    with published(conference, store) as kept:
        name, shown = kept.name, kept.shown(release)
        history = (each.number for each in kept.store.history(name))
        earlier = [kept.store.outline(name, each) for each in history if each < shown.number]
    pages = page_of(shown, earlier)
    written = write_files(output, pages.items(), complain)
    complain(
        f"Release {shown.number}: {len(written.paths)} files in {output}: {written.new} new, "
        f"{written.changed} changed, {written.same} as they were."
    )
    if not (output / FOLDER).is_dir():
        complain(f"Its calendars are not there yet: {command('feeds', name, '-o', output)}")
    return Code.FINE


def _make_sure_of(folder: Path) -> None:
    """Raise `InputError` where something else than a programme page is in the way."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}: is not a folder.")
    if (folder / "index.html").exists() and not _is_page(folder):
        raise InputError(
            f"{folder / 'index.html'}: exists, and is not a programme page. Give another folder."
        )


def _is_page(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("page.js", "page.css", "worker.js"))
