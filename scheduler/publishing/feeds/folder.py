"""A folder of feeds for any web server: written whole, only where bytes differ, with nothing forgotten."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.storage import Said, held, replace_atomically, silent, sweep, sync_folder


@dataclass(slots=True)
class Written:
    """Changes of the files of a folder."""

    new: int = 0
    changed: int = 0
    same: int = 0
    paths: set[str] = field(default_factory=set)
    """Paths of all three, relative to the folder."""


def write_files(
    folder: Path, contents: Iterable[tuple[str, bytes]], said: Said = silent
) -> Written:
    """Write files by their paths below a folder; those with the same bytes are not touched.

    Each file appears under its name when all of it is there, and all are on the disk when this returns. If
    the machine stops in between, writing again mends everything.

    One command at a time writes there; `said` is told if another is waited for.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    written = Written()
    folders: set[Path] = set()
    swept: set[Path] = set()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder / FOLDER, said):
            for path, content in contents:
                if (parent := (folder / path).parent) not in swept:
                    swept.add(parent)
                    sweep(parent)
                folders |= _write(folder / path, content, written)
                written.paths.add(path)
            for each in sorted(folders):
                sync_folder(each)
    except OSError as error:
        where = error.filename or folder
        raise InputError(f"{where}: cannot be written: {error.strerror}.") from error
    return written


def _write(file: Path, content: bytes, written: Written) -> set[Path]:
    """Write a file if its bytes differ; return the folder whose names are not on the disk yet."""
    exists = file.exists()
    if exists and file.read_bytes() == content:
        written.same += 1
        return set()
    file.parent.mkdir(parents=True, exist_ok=True)
    folder = replace_atomically(file, content)
    written.changed += exists
    written.new += not exists
    return {folder}


def left_over(folder: Path, made: Collection[str], *, personal: bool) -> tuple[str, ...]:
    """Return the paths of files among the feeds that are not made any more, sorted.

    `personal` is whether personal feeds were made as well; if not, nothing is said of those that are there.
    """
    found = (each for each in (folder / FOLDER).rglob("*") if not each.is_dir())
    paths = (each.relative_to(folder).as_posix() for each in found)
    return tuple(
        sorted(path for path in paths if path not in made and (personal or not is_personal(path)))
    )


def is_personal(path: str) -> bool:
    """Return whether a path is that of a personal feed, so that it holds a token."""
    return path.split("/")[2:3] == [PERSONAL]


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files."""
    for path in paths:
        file = folder / path
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise InputError(f"{file}: cannot be removed: {error.strerror}.") from error
