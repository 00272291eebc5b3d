"""The exact model of sessions and tasks together: for small problems, or for a few sessions that may move."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.engines.cp_sat.exact import exact_model
from scheduler.engines.cp_sat.search import BUILDING, places_of, whole
from scheduler.engines.cp_sat.tasks import Question
from scheduler.engines.cp_sat.tasks.meetings import Meetings
from scheduler.engines.cp_sat.tasks.search import Patience, entries_of, hint_entries, run
from scheduler.engines.cp_sat.tasks.variables import TaskVariables
from scheduler.engines.cp_sat.variables import Variables
from scheduler.engines.model import Model
from scheduler.schedule import Schedule
from scheduler.search import Status


@dataclass(frozen=True, slots=True)
class Joined:
    """What a search for sessions and tasks has come to."""

    status: Status
    schedule: Schedule | None
    bound: int | None
    """No schedule of these domains costs less."""
    used: float
    """Nominal seconds that it took."""


def join(
    model: Model, question: Question, near: Schedule, patience: Patience, stop: threading.Event
) -> Joined:
    """Search for the places of sessions and for their tasks together, near a schedule at first.

    Parameters
    ----------
    model
        The problem of sessions, prepared; they stay in their domains.
    question
        The tasks, and when sessions may be.
    near
        A schedule that is suggested.
    patience
        How long to search once the model is built; and until when to build it.
    stop
        Ends the search when it is set; an `UnfinishedError` says that the model was not built before.
    """
    began = time.perf_counter()

    def over() -> bool:
        return stop.is_set() or patience.since(began).left <= 0

    sessions = exact_model(model, over)
    tasks = TaskVariables(question, sessions.model)
    meetings = Meetings(sessions, tasks)
    for priced in question.tasks.priced:
        meetings.add(priced)
    sessions.minimise(sum(price * amount for amount, price in tasks.costs))
    _hint_places(sessions, model.places(near))
    hint_entries(tasks, near.agendas)
    building = BUILDING * len(sessions.model.proto.constraints)
    status, solver, used = run(sessions.model, patience.since(began), stop)
    if status in (Status.INFEASIBLE, Status.UNKNOWN):
        bound = solver.best_objective_bound if status is Status.UNKNOWN else 0
        return Joined(status, None, whole(bound) if bound > 0 else None, used + building)
    found = model.schedule(places_of(sessions, solver.boolean_value))
    schedule = found.with_agendas(entries_of(tasks, solver))
    return Joined(status, schedule, whole(solver.best_objective_bound), used + building)


def _hint_places(variables: Variables, places: Sequence[tuple[int, int] | None]) -> None:
    for place, chosen in zip(variables.places, places, strict=True):
        if chosen is not None:
            for literals, number in zip((place.start, place.room), chosen, strict=True):
                for position, literal in enumerate(literals):
                    variables.model.add_hint(literal, position == number)
