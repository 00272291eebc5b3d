"""Whether the files of which an instance was read are still what they were then."""

import hashlib
from contextlib import suppress
from pathlib import Path

from scheduler.sources import files_of
from scheduler.storage import UnreadableError, content_of

_Status = tuple[int, int, int]
"""When a file was written, how large it is, and which one it is."""


class Watched:
    """An instance file and what it extends, as they were when this was made: before they are read."""

    def __init__(self, path: Path) -> None:
        ordinary = [each for each in files_of(path) if each.is_file()]
        self._seen = {each: (_status(each), _digest(each)) for each in ordinary}

    @property
    def changed(self) -> Path | None:
        """The first of them that holds something else now, or is there no more; None: none does."""
        for path, (status, digest) in self._seen.items():
            now = _status(path)
            if now != status:
                if _digest(path) != digest:
                    return path
                self._seen[path] = now, digest  # written again, and the same
        return None


def _status(path: Path) -> _Status | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None


def _digest(path: Path) -> str:
    """Return what tells one content from another; nothing of a file that cannot be read."""
    try:
        return hashlib.sha256(content_of(path)).hexdigest()
    except UnreadableError:
        return ""
