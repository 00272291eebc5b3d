"""The schedule of a programme, given as a `Schedule` or as a `Solution`."""

from scheduler.errors import SolutionError
from scheduler.schedule import Schedule
from scheduler.solution import Solution


def schedule_in(programme: Solution | Schedule) -> Schedule:
    """Return the schedule of a programme.

    Raises
    ------
    SolutionError
        When a search has ended without one.
    """
    if isinstance(programme, Schedule):
        return programme
    if programme.schedule is None:
        raise SolutionError(f"{programme.instance}: has no programme: {programme.status.value}.")
    return programme.schedule
