"""Files that are written whole or not at all. Nothing else in the package writes a file; a test says so."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from scheduler.errors import FileError

_ROOM = "Make room on this disk, or name a file on another one."
_WHAT_MAY_HELP: Mapping[int | None, str] = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "Files may not grow so large here (see `ulimit -f`).",
    errno.EROFS: "Name a file elsewhere.",
    errno.EACCES: "You may not write into this folder; name a file elsewhere.",
    errno.EPERM: "You may not write into this folder; name a file elsewhere.",
    errno.ENOENT: "Make the folder first.",
    errno.EMFILE: "Too many files are open (see `ulimit -n`).",
    errno.EIO: "The disk may be damaged; name a file on another one.",
}
"""By the number of an error."""


def write_whole(
    path: Path,
    content: bytes,
    *,
    private: bool = False,
    like: Path | None = None,
    drafts: Path | None = None,
) -> None:
    """Write a file: it appears under its name only when all of it is on the disk.

    Parameters
    ----------
    path
        Where. What was there before is replaced, and keeps its owner and its permissions; a symbolic
        link stays, and what it names is replaced.
    content
        All of it.
    private
        Whether nobody but its owner may read it.
    like
        Another file, whose permissions a new one gets, if there is such a file.
    drafts
        A folder of the same file system, in which it is drafted; beside it unless given.

    Raises
    ------
    FileError
        When it cannot be written; what was there before is left. Where only the folder cannot be brought
        to the disk, the new file is there, and may be gone after a power cut.
    """
    is_there = False
    try:
        target = path.resolve()
        draft = _draft_beside(target) if drafts is None else drafts / secrets.token_hex(16)
        try:
            is_there = target.exists()
            _fill(draft, content, 0o600 if private else 0o666, None if private else target, like)
            draft.replace(target)
            is_there = False
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        sync_folder(target.parent)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        raise FileError(_in_words(path, error, left=is_there)) from error


def copy_whole(source: Path, path: Path) -> None:
    """Copy a file to where it is whole or not at all, for no more readers than there were.

    Raises
    ------
    FileError
        When it cannot be read, or written.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise FileError(f"{source}: cannot be read: {error.strerror}.") from error
    write_whole(path, content, like=source)


@contextmanager
def folder_whole(folder: Path) -> Iterator[Path]:
    """Make a folder that is there whole or not at all: fill the one that is yielded; its owner may open it.

    Raises
    ------
    FileError
        When it cannot be made.
    """
    parent = folder.absolute().parent
    try:
        draft = Path(mkdtemp(prefix=f".{folder.name[:100]}.", dir=parent))
    except OSError as error:
        raise FileError(_in_words(folder, error)) from error
    try:
        yield draft
        draft.replace(folder)
        sync_folder(parent)
    except OSError as error:
        raise FileError(_in_words(folder, error)) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _draft_beside(target: Path) -> Path:
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}")


def _fill(draft: Path, content: bytes, mode: int, *like: Path | None) -> None:
    """Write a draft that has the permissions of the first of some files that is there."""
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        for each in like:
            if each is not None and each.exists():
                _give(number, each.stat())
                break
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(number, rest) :]
        os.fsync(number)
    finally:
        os.close(number)


def _give(number: int, before: os.stat_result) -> None:
    """Give an open file to the owner of another, as far as one may, with the same permissions."""
    with suppress(OSError):
        os.fchown(number, before.st_uid, before.st_gid)
    os.fchmod(number, stat.S_IMODE(before.st_mode))


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the file system can be asked to."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(number)


def _in_words(path: Path, error: OSError | RuntimeError, *, left: bool = False) -> str:
    reason = getattr(error, "strerror", None) or error
    before = "What was there before is left as it is." if left else ""
    helps = _WHAT_MAY_HELP.get(getattr(error, "errno", None), "")
    return " ".join(filter(None, (f"{path}: cannot be written: {reason}.", before, helps)))
