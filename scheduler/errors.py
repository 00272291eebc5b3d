"""What can go wrong, and whose fault it is."""


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


class DefectError(SchedulerError):
    """What nobody expected, in another process: a defect of this program; `str()` is its traceback."""


class DisagreementError(SchedulerError):
    """Model and evaluation count differently: a defect of this program, never of a file."""
