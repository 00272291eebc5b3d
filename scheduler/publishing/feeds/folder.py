"""A folder of feeds for any web server: written whole, only where bytes differ, with nothing forgotten."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from scheduler.errors import InputError
from scheduler.publishing.feeds.addresses import FOLDER, PERSONAL
from scheduler.whole import write_whole


@dataclass(slots=True)
class Written:
    """What became of the files of a folder."""

    new: int = 0
    changed: int = 0
    same: int = 0
    paths: set[str] = field(default_factory=set)
    """Of all three, below the folder."""


def write_files(folder: Path, contents: Iterable[tuple[str, bytes]]) -> Written:
    """Write files by their paths below a folder; those with the same bytes are not touched.

    Each file appears under its name when all of it is there. If the machine stops in between, writing again
    mends everything.

    Raises
    ------
    InputError
        When a file cannot be written.
    """
    written = Written()
    for path, content in contents:
        try:
            _write(folder / path, content, written)
        except OSError as error:
            raise InputError(f"{folder / path}: cannot be written: {error.strerror}.") from error
        written.paths.add(path)
    return written


def _write(file: Path, content: bytes, written: Written) -> None:
    exists = file.exists()
    if exists and file.read_bytes() == content:
        written.same += 1
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, content)
    written.changed += exists
    written.new += not exists


def left_over(
    folder: Path, made: Collection[str], languages: Collection[str] | None, *, personal: bool
) -> tuple[str, ...]:
    """Return the paths of files among the feeds that are not made any more, sorted.

    Parameters
    ----------
    folder
        Where feeds were written.
    made
        Paths of those that were made now.
    languages
        In which they were made; None for all there are, so that those of any other are left over.
    personal
        Whether personal feeds were made as well; if not, nothing is said of those that are there.
    """
    found = (each for each in (folder / FOLDER).rglob("*") if not each.is_dir())
    paths = (each.relative_to(folder).as_posix() for each in found)
    return tuple(
        sorted(
            path
            for path in paths
            if path not in made
            and (languages is None or path.split("/")[1] in languages)
            and (personal or not is_personal(path))
        )
    )


def is_personal(path: str) -> bool:
    """Tell whether a path is that of a personal feed, so that it holds a token."""
    return path.split("/")[2:3] == [PERSONAL]


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files."""
    for path in paths:
        file = folder / path
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            raise InputError(f"{file}: cannot be removed: {error.strerror}.") from error
