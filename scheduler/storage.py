"""Files: read within limits, written whole or not at all, and locked. A test finds any other writing."""

import errno
import os
import re
import secrets
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from scheduler.errors import FileError, InputError
from scheduler.system import BINARY, MAY_REPLACE_OPEN, NO_LINK, NONBLOCKING, give, lock, open_folder

# Reading


LARGEST_FILE = 20 * 2**20
"""Most bytes of a file."""


class UnreadableError(Exception):
    """A file cannot be read; the message continues after its name."""


class MissingError(UnreadableError):
    """A file that is not there."""


def content_of(path: Path, at_most: int = LARGEST_FILE) -> bytes:
    """Return the content of a file.

    Raises
    ------
    UnreadableError
        When there is no such file, when it is something else than a file (a folder, a pipe, a device), or
        holds more bytes than allowed.
    """
    try:
        # A pipe that no one writes to would hold up whoever opens it.
        opened = os.open(path, os.O_RDONLY | BINARY | NONBLOCKING)
        try:
            return _content(opened, at_most)
        finally:
            os.close(opened)
    except FileNotFoundError as error:
        raise MissingError("there is no such file.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(f"cannot be read: {reason}.") from error


def _content(opened: int, at_most: int) -> bytes:
    status = os.fstat(opened)
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableError("is a folder. Give the name of a file.")
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("is not a regular file. Save its content as one first.")
    if status.st_size > at_most:
        raise _too_large(at_most)
    with os.fdopen(os.dup(opened), "rb") as file:
        content = file.read(at_most + 1)
    if len(content) > at_most:
        raise _too_large(at_most)
    return content


def _too_large(at_most: int) -> UnreadableError:
    return UnreadableError(f"is larger than {at_most // 2**20} MB.")


# Writing


def write_atomically(
    path: Path, content: bytes, *, private: bool = False, like: Path | None = None
) -> None:
    """Write a file: it appears under its name only when all of it is on the disk.

    It is drafted beside it, and drafts of it that killed commands have left are removed.

    Parameters
    ----------
    path
        Where. What was there before is replaced, and keeps its owner and its permissions; a symbolic
        link stays, and what it names is replaced.
    content
        All of it.
    private
        Whether no one but its owner may read it.
    like
        Another file, whose permissions a new one gets, if there is such a file.

    Raises
    ------
    FileError
        When it cannot be written; what was there before is left. Where only the folder cannot be brought
        to the disk, the new file is there, and may be gone after a power cut.
    """
    with suppress(OSError, RuntimeError):  # what is wrong with the path is said below
        target = path.resolve()
        sweep(target.parent, target.name)
    folder = replace_atomically(path, content, private=private, like=like)
    with written_at(path):
        _sync_folder(folder)


def replace_atomically(
    path: Path, content: bytes, *, private: bool = False, like: Path | None = None
) -> Path:
    """Write one of many files as `write_atomically` does, but for its name, which is not on the disk yet.

    After a power cut the file is the old one or the new one, and whole. Which, is sure once the folder that
    is returned is brought to the disk by `sync_folder`: once for all its files.
    """
    is_there = False
    try:
        target = path.resolve()
        draft, number = _begun(target, 0o600 if private else 0o666)
        with os.fdopen(number, "wb", buffering=0) as opened:
            try:
                is_there = target.exists()
                _fill(number, content, None if private else target, like)
                if not MAY_REPLACE_OPEN:
                    opened.close()
                draft.replace(target)
            finally:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        raise FileError(_reason(path, error, left=is_there)) from error
    return target.parent


def copy_atomically(source: Path, path: Path) -> None:
    """Copy a file as a whole or not at all, with the permissions of the original or narrower.

    Raises
    ------
    FileError
        When it cannot be read, or written.
    """
    try:
        content = source.read_bytes()
    except OSError as error:
        raise FileError(f"{source}: cannot be read: {error.strerror}.") from error
    write_atomically(path, content, like=source)


def move_new(source: Path, path: Path) -> None:
    """Give a file another name in its folder: never that of one that is there.

    Raises
    ------
    FileError
        When there is one of that name, or it cannot be done.
    """
    with written_at(path):
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        source.rename(path)
        _sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder, unless it is there.

    Raises
    ------
    FileError
        When it cannot be made.
    """
    with written_at(folder):
        folder.mkdir(exist_ok=True)


def _begun(target: Path, mode: int) -> tuple[Path, int]:
    """Make a draft, and open it: it is ours until it is closed."""
    while True:
        draft = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}")
        number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, mode)
        if not _is_lost(number, draft):
            return draft, number
        os.close(number)


def _is_lost(number: int, draft: Path) -> bool:
    try:
        return not take(number, draft)
    except OSError:  # nothing can be locked here, so no one takes anything
        return False


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove drafts of a file in a folder, or of all, that killed commands have left: none is open."""
    known = ".*" if name is None else re.escape(name[:100])
    form = re.compile(rf"\.{known}\.[0-9a-f]{{8}}")
    left: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        left = [
            each.path
            for each in entries
            if form.fullmatch(each.name) and each.is_file(follow_symlinks=False)
        ]
    for draft in left:
        with suppress(OSError):
            _remove_unless_taken(Path(draft))


def _remove_unless_taken(draft: Path) -> None:
    with os.fdopen(os.open(draft, os.O_RDONLY | NO_LINK), "rb") as opened:
        if take(opened.fileno(), draft):
            if not MAY_REPLACE_OPEN:
                opened.close()
            draft.unlink()


def take(number: int, path: Path) -> bool:
    """Lock an open file or folder until it is closed; return True if it is ours, and still at its place.

    Raises
    ------
    OSError
        When nothing can be locked there.
    """
    try:
        return lock(number) and os.path.samestat(os.fstat(number), path.stat())
    except FileNotFoundError:
        return False


def _fill(number: int, content: bytes, *like: Path | None) -> None:
    """Write a draft that has the permissions of the first of some files that is there."""
    for each in like:
        if each is not None and each.exists():
            give(number, each.stat())
            break
    write_out(number, content)


def write_out(number: int, content: bytes) -> None:
    """Write to an open file, and bring it to the disk; where that fails, a part of it may be there."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(number, rest) :]
    sync(number)


def sync(number: int) -> None:
    """Bring an open file or folder to the disk, where that can be asked for: not of a pipe or a terminal.

    Raises
    ------
    OSError
        When it cannot be written, as on a full disk.
    """
    try:
        os.fsync(number)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk.

    Raises
    ------
    FileError
        When they cannot be.
    """
    with written_at(folder):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    number = open_folder(folder)
    if number is not None:
        try:
            sync(number)
        finally:
            os.close(number)


_ROOM = "Free some space on this disk or choose a file on another one."
_WHAT_MAY_HELP: Mapping[int | None, str] = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "The file exceeds the size limit (see `ulimit -f`).",
    errno.EROFS: "Choose another folder.",
    errno.EACCES: "You have no permission to write to this folder; choose another one.",
    errno.EPERM: "You have no permission to write to this folder; choose another one.",
    errno.ENOENT: "Create the folder first.",
    errno.EMFILE: "Too many files are open (see `ulimit -n`).",
    errno.EIO: "The disk may be damaged; choose a file on another one.",
}
"""Advice by the number of an error."""


@contextmanager
def written_at(path: Path) -> Iterator[None]:
    """Raise `FileError` with a reason and advice if something cannot be written."""
    try:
        yield
    except OSError as error:
        raise FileError(_reason(path, error)) from error


def _reason(path: Path, error: OSError | RuntimeError, *, left: bool = False) -> str:
    """Return why a file cannot be written, and advice."""
    reason = getattr(error, "strerror", None) or error
    before = "The existing file is unchanged." if left else ""
    helps = _WHAT_MAY_HELP.get(getattr(error, "errno", None), "")
    return " ".join(filter(None, (f"{path}: cannot be written: {reason}.", before, helps)))


# Locks, so that one command changes a file at a time; they end with the process


LOCK_PATIENCE = 30.0
"""Seconds to wait for another command."""
_SILENCE = 0.5
"""Seconds before the first message."""
_LOOK = 0.05


Said = Callable[[str], object]
"""Called with messages for the user."""


def silent(_text: str) -> None:
    """Say nothing."""


@contextmanager
def held(path: Path, said: Said = silent) -> Iterator[None]:
    """Lock a path, whether the file exists or not.

    What is locked is a file beside it, ``.<name>.lock``, which is removed again. One that a killed command
    has left is not locked any more, and is used by the next.

    Parameters
    ----------
    path
        The file.
    said
        Called once with a message if another command holds the lock.

    Raises
    ------
    InputError
        When another command holds it for too long, or it cannot be locked.
    """
    target = path.resolve()
    lock_file = target.with_name(f".{target.name[:100]}.lock")
    end, silent = time.monotonic() + LOCK_PATIENCE, time.monotonic() + _SILENCE
    while (opened := _locked(lock_file, path)) is None:
        if time.monotonic() >= end:
            raise InputError(
                f"{path}: another command has been using it for {LOCK_PATIENCE:.0f} s. "
                "Nothing was done; try again later."
            )
        if time.monotonic() >= silent:
            said(f"{path}: another command is using it; waiting for it to finish.")
            silent = end
        time.sleep(_LOOK)
    try:
        yield
    finally:
        if not MAY_REPLACE_OPEN:
            os.close(opened)
        with suppress(OSError):  # on Windows, another command may have opened it
            lock_file.unlink()
        if MAY_REPLACE_OPEN:
            os.close(opened)


def _locked(lock_file: Path, path: Path) -> int | None:
    """Return a lock, as an open file; None if someone else has it."""
    try:
        opened = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise InputError(f"{path}: cannot be locked ({lock_file}: {error.strerror}).") from error
    with suppress(OSError):
        if take(opened, lock_file):
            return opened
    os.close(opened)
    return None
