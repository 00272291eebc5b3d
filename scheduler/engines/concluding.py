"""What a search has come to, once it is over."""

from scheduler.engines.answer import Answer
from scheduler.engines.incumbent import Record
from scheduler.engines.model import Model
from scheduler.engines.objective import Tally
from scheduler.errors import DisagreementError
from scheduler.search import Status, Stop


def concluded(model: Model, record: Record, tally: Tally, why: Stop) -> Answer:
    """Return the answer of a search, after its best schedule was counted anew.

    Parameters
    ----------
    model
        The problem.
    record
        What is known in the end.
    tally
        Counts what schedules cost.
    why
        Why the search ended, if it was not a proof that ended it.

    Raises
    ------
    DisagreementError
        When the engines deny what they have found: our defect.
    """
    if record.places is None:
        if record.infeasible:
            return Answer(Status.INFEASIBLE, None, None, None, Stop.PROVED)
        return Answer(Status.UNKNOWN, None, None, record.bound, why)
    if (counted := tally.counted(record.places)) != record.penalty:
        raise DisagreementError(f"an engine counts {record.penalty} where {counted} is right")
    if record.infeasible or (record.bound is not None and record.bound > counted):
        raise DisagreementError(f"a bound denies that {counted} is possible")
    schedule = model.schedule(record.places)
    if record.proved:
        return Answer(Status.OPTIMAL, schedule, counted, counted, Stop.PROVED)
    return Answer(Status.FEASIBLE, schedule, counted, record.bound, why)
