"""Where machine code is kept, so that the kernels are compiled once for each machine and version.

All kernels are one file, named after all that they depend on: the sources, the versions of the compiler,
and the processor. It begins with its own checksum; a file that is damaged, or that another user may have
written, counts as none. It is written whole or not at all.
"""

import hashlib
import os
import pickle
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding
import numba
import numpy as np

from scheduler.errors import FileError
from scheduler.storage import write_atomically

Code = dict[str, bytes]
"""Machine code of each kernel, by name and signature."""

HERE = Path(__file__).parents[1]
SOURCES = ("annealing", "bounding", "compilation")
"""Folders of functions that are compiled, and of what says how."""

OWN = "agenda-scheduler"
"""Name of the folder among the caches of a user."""

FEW = 4
"""Files that are left in a folder: other versions and processors have theirs there too."""

CHECKSUM = hashlib.sha256().digest_size
READABLE = 0o644
"""By everybody: who installs is often not who searches."""

WRITABLE_BY_OTHERS = 0o022


@cache
def name_of_file() -> str:
    """Return the name of the file that holds what these sources become on this machine."""
    digest = hashlib.sha256()
    found = [path for folder in SOURCES for path in (HERE / folder).rglob("*.py")]
    for path in sorted(found):
        digest.update(path.read_bytes())
    processor = (
        llvmlite.binding.get_host_cpu_name(),
        llvmlite.binding.get_host_cpu_features().flatten(),
    )
    versions = numba.__version__, llvmlite.__version__, np.__version__, sys.version
    digest.update(repr((*versions, platform.system(), platform.machine(), *processor)).encode())
    return f"kernels-{digest.hexdigest()[:16]}.bin"


def folders() -> Iterator[Path]:
    """Yield where machine code may be kept, the best place first."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(named)
    yield HERE / "__pycache__"
    caches = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # somebody without a home
        yield (Path(caches) if Path(caches).is_absolute() else Path.home() / ".cache") / OWN


def kept() -> Code | None:
    """Return what is kept; None if there is nothing that can be used."""
    for folder in folders():
        with suppress(OSError):
            code = _read(folder / name_of_file())
            if code is not None:
                return code
    return None


def _read(path: Path) -> Code | None:
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        trusted = {0, os.geteuid(), HERE.stat().st_uid}
        if status.st_uid not in trusted or status.st_mode & WRITABLE_BY_OTHERS:
            return None
        return unpacked(file.read())


def writable_folder() -> Path | None:
    """Return the first folder in which a file can be made, made itself if need be; None if there is none."""
    for folder in folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
    return None


def keep(code: bytes, folder: Path) -> None:
    """Write packed code to a folder; where that fails, there will be none."""
    path = folder / name_of_file()
    with suppress(OSError, FileError):
        write_atomically(path, code)
        path.chmod(READABLE)
        for old in sorted(folder.glob("kernels-*.bin"), key=_age)[FEW:]:
            old.unlink()


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def packed(code: Code) -> bytes:
    """Return code as the content of a file."""
    content = pickle.dumps(code)
    return hashlib.sha256(content).digest() + content


def unpacked(content: bytes) -> Code | None:
    """Return the code that a file holds; None if the file is not whole."""
    checksum, rest = content[:CHECKSUM], content[CHECKSUM:]
    if hashlib.sha256(rest).digest() != checksum:
        return None
    code: Code = loads(rest)
    return code


def loads(content: bytes) -> Any:
    """Return what was packed; only for what this program itself has written."""
    return pickle.loads(content)  # noqa: S301
