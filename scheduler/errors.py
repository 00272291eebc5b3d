"""What can go wrong, and whose fault it is."""

import errno
from collections.abc import Iterator

SITE = "https://agenda-scheduler.github.io/agenda-scheduler/"
"""Where the documentation is, for messages that refer to a page of it."""


class SchedulerError(Exception):
    """Base of all errors of this package."""


class InputError(SchedulerError):
    """Something the user gave cannot be used; `str()` is what the user should read, a trouble a line."""

    def __init__(self, *troubles: str) -> None:
        super().__init__("\n".join(troubles))
        self.troubles = troubles


class ArgumentError(InputError, TypeError):
    """A function of this package was called with an argument that it does not take."""


class InstanceError(InputError):
    """An instance file cannot be used."""


class SolutionError(InputError):
    """A solution file cannot be used, or does not fit its instance."""


class FileError(InputError):
    """A file cannot be written, or what it is copied from cannot be read."""


class StoreError(InputError):
    """A store of releases cannot be used, or does not hold what was asked for."""


class LockError(InputError):
    """A release would change what is locked; each trouble is one of those changes."""


class LackError(SchedulerError):
    """Memory or threads have run out, or probably have; `str()` says which."""

    reason = ""
    """Why a process was lost, as the end of a sentence; empty if none was."""


class DefectError(SchedulerError):
    """An unexpected error in another process, a defect of this program; `str()` is its traceback."""


class DisagreementError(SchedulerError):
    """Model and evaluation count differently: a defect of this program, never of a file."""


NO_MEMORY = "Not enough memory."
NO_THREADS = "Not enough threads or memory."
_OF_MEMORY = (
    "bad_alloc",
    "failed to map segment",
    "Cannot allocate memory",
    "cannot allocate memory",
)
"""Messages of libraries that run out of memory, in errors of other types."""


def lack_in(error: BaseException) -> str:
    """Say that memory or threads have run out, if that is what an error comes of; else nothing."""
    for each in _origins(error):
        said = str(each)
        if isinstance(each, LackError):
            return said
        if isinstance(each, MemoryError) or getattr(each, "errno", None) == errno.ENOMEM:
            return NO_MEMORY
        if isinstance(each, RuntimeError) and said == "can't start new thread":
            return NO_THREADS
        if isinstance(each, RuntimeError | ImportError | OSError) and any(
            words in said for words in _OF_MEMORY
        ):
            return NO_MEMORY
    return ""


def _origins(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
