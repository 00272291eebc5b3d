"""The result of a finished search."""

from dataclasses import dataclass

from scheduler.engines.counting import Objective
from scheduler.engines.incumbent import SearchState
from scheduler.engines.model import Model
from scheduler.errors import DisagreementError
from scheduler.schedule import Schedule
from scheduler.search import Status, Stop


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a search."""

    status: Status
    schedule: Schedule | None
    penalty: int | None
    """Penalty of the schedule in thousandths, as the engine counts."""
    bound: int | None
    """Lower bound in thousandths; None if nothing is proved."""
    stop: Stop


def concluded(model: Model, state: SearchState, objective: Objective, why: Stop) -> Answer:
    """Return the answer of a search after counting its best schedule again.

    Parameters
    ----------
    model
        The problem.
    state
        The incumbent and bound at the end.
    objective
        Counts what schedules cost.
    why
        Why the search ended without a proof.

    Raises
    ------
    DisagreementError
        When the recount differs from what the engine reported: a defect of this program.
    """
    if state.places is None:
        if state.infeasible:
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        return Answer(Status.UNKNOWN, None, None, state.bound, why)
    if (counted := objective.counted(state.places)) != state.penalty:
        raise DisagreementError(f"an engine counts {state.penalty} where {counted} is right")
    if state.infeasible or (state.bound is not None and state.bound > counted):
        raise DisagreementError(f"a bound denies that {counted} is possible")
    schedule = model.schedule(state.places)
    if state.proved:
        return Answer(Status.OPTIMAL, schedule, counted, counted, Stop.PROVED)
    return Answer(Status.FEASIBLE, schedule, counted, state.bound, why)
